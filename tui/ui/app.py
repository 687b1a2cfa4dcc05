"""The program on the screen: themes, and which article or folder is shown."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.events import Event, Key, Paste
from textual.screen import Screen

from .. import config as settings
from ..config import Config, Folders
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.history import History
from ..model.reading import AS_USUAL, ReadingOptions
from ..session import Session
from ..session.opening import open_preview, open_session
from ..store import faults
from .boundary import Bounded
from .commands import COMMANDS, problems
from .reading import ReaderScreen
from .reading.loading import LoadingScreen, takes_long
from .starting import Starting
from .themes import DEFAULT, ReaderTheme, load, load_all
from .typeahead import KeyQueue

if TYPE_CHECKING:
    from ..library import Library
    from .dialogs.picker import PickerResult
    from .open_request import OpenRequest


class ReaderApp(Bounded, Starting):
    """Opens what it is given, and shows one screen at a time."""

    CSS_PATH = "app.tcss"
    TITLE = "reader"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+backslash"

    def __init__(
        self,
        target: Path | None,
        folders: Folders,
        config: Config,
        document: Document | None = None,
        messages: Iterable[str] = (),
        options: ReadingOptions = AS_USUAL,
    ) -> None:
        """`options`: the choices made on the command line how to read the first article."""
        self.folders, self.config = folders, config
        self.messages = list(messages)
        self.themes, wrong = load_all([folders.config / "themes"])
        self.messages += [*wrong, *problems(config.keys)]
        self.reader_theme = self._first_theme()
        super().__init__()
        self.typed = KeyQueue(self, super().on_event)
        self.target, self.document, self.options = target, document, options
        self._histories: dict[str, History] = {}
        self.register_theme(self.reader_theme.textual)

    def _first_theme(self) -> ReaderTheme:
        name = settings.remembered(self.folders.state).theme or self.config.theme
        if name not in self.themes:
            # The others are read when one is chosen: 15 ms that the start is quicker.
            for known in (name, DEFAULT):
                with suppress(ReaderError):
                    theme = load(settings.bundled("themes") / f"{known}.toml")
                    self.themes[theme.name] = theme
                    break
        if name not in self.themes:
            self.messages.append(f"there is no theme {name}: Ctrl+T shows those there are")
        return self.themes.get(name) or self.themes[DEFAULT]

    def on_mount(self) -> None:
        """Show the article, or the articles of the folder."""
        self.theme = self.reader_theme.name
        self._watch_signals()
        self.settle_later()
        if self.document is not None or (self.target and not self.target.is_dir()):
            self.open(self.target, options=self.options)
        else:
            self._browse(self.target or Path.cwd())
        for message in self.messages:
            self.notify(message, severity="warning")

    async def on_event(self, event: Event) -> None:
        """Keys wait for those before them; everything else goes its way."""
        give_up = getattr(self.screen, "give_up", None) if self.screen_stack else None
        if isinstance(event, Key) and event.key in _WAYS_OUT and give_up:
            give_up()
        elif isinstance(event, (Key, Paste)) and not event.is_forwarded:
            self.typed.put(event)
        else:
            await super().on_event(event)

    def on_article_screen_deferred_mounted(self, event: ReaderScreen.DeferredMounted) -> None:
        """Keys have something to act on now, and what is for later has time."""
        self.typed.release()
        event.screen.prepare()

    def on_app_focus(self) -> None:
        """The user comes back from somewhere else, where the files may have been changed."""
        if isinstance(self.screen, ReaderScreen):
            self.screen.look_around()

    def _watch_signals(self) -> None:
        """A closed terminal or a request to end is an orderly end: everything is saved."""
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    asyncio.get_running_loop().add_signal_handler(number, self._end)
                except (NotImplementedError, RuntimeError, ValueError):
                    return  # not on Windows, and not outside the main thread

    def _end(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, ReaderScreen):
                screen.finish()
        self.exit(143)

    library: Library | None = None
    """The folder that was listed last: an article of it leads back there."""

    def _browse(self, folder: Path) -> None:
        """Show the articles of a folder; where there is none, the samples."""
        from ..library import Library
        from ..library.walking import paths_in
        from .library.passages import LibraryScreen

        hint = ""
        try:
            found = paths_in(folder, self.folders, self.config)
            if not found and not any(one.is_dir() or one.is_symlink() for one in folder.iterdir()):
                hint = "Nothing to read here: these are the samples that come along."
                folder = settings.sample(self.folders)
        except ReaderError as error:
            self._give_up(error)
            return
        if self.library is None or self.library.folder != folder:
            self.library = Library(folder, self.folders, self.config)
        own = self.library, self.folders, self.config, self.reader_theme
        self.push_screen(LibraryScreen(*own, hint), self.chosen)

    def _give_up(self, error: ReaderError) -> None:
        """End, for there is nothing that could be shown."""
        self.problem = str(error)
        self.exit(1)

    def open(
        self,
        path: Path | None,
        instead: Path | None = None,
        start: int | None = None,
        options: ReadingOptions = AS_USUAL,
    ) -> None:
        """Show an article, from where it was left or from `start` on.

        Where that cannot be, tell why and list the folder `instead`, or end.
        """
        folders = settings.folders_for(path, self.folders, self.config)
        read = partial(
            open_session,
            path,
            folders=folders,
            config=self.config,
            document=self.document if path is None else None,
            options=options,
        )
        self._opening = partial(self._show, folders, start), partial(self._refuse, instead)
        self.typed.hold()
        if path and takes_long(path, folders):
            preview = open_preview(path, folders=folders, options=options)
            screen = LoadingScreen(preview, folders, self.config, self.reader_theme, read)
            screen.painting = self.painting
            self.push_screen(screen)
            return
        try:
            session = read()
        except ReaderError as error:
            self._refuse(instead, error)
        else:
            self._show(folders, start, session)

    def _show(self, folders: Folders, start: int | None, session: Session) -> None:
        """Show an article that was read."""
        screen = ReaderScreen(session, folders, self.config, self.reader_theme)
        screen.start, screen.home = start, self.library.folder if self.library else None
        screen.painting = self.painting
        session.history = self._histories.get(session.key, session.history)
        self.push_screen(screen, partial(self._leave, session))

    def _leave(self, session: Session, left: OpenRequest | None) -> None:
        """An article was left; its edits can be undone when it is opened again."""
        self._histories[session.key] = session.history
        self.opened(left)

    def _refuse(self, instead: Path | None, error: ReaderError | None) -> None:
        """Tell why an article cannot be read (None: it was given up), and list a folder or end."""
        self.typed.forget()
        if instead is not None:
            self._browse(instead)
            if error:
                self.notify(str(error), severity="error")
        elif error:
            self._give_up(error)
        else:
            self.exit(0)

    def on_loading_screen_read(self, event: LoadingScreen.Read) -> None:
        """What took long is there; the screen that told of it stays below, to be seen no more."""
        self._opening[0](event.session)

    def on_loading_screen_failed(self, event: LoadingScreen.Failed) -> None:
        """What took long cannot be read, or is no longer wanted."""
        self.pop_screen()
        self._opening[1](event.error)

    problem = ""
    """Why nothing could be opened, for the terminal once the screen is gone."""

    def _fatal_error(self) -> None:
        """A fault of the program: save what there is, keep the details, say so in one line."""
        open_ones = [screen for screen in self.screen_stack if isinstance(screen, ReaderScreen)]
        saved = [screen.finish() for screen in open_ones]
        error = sys.exc_info()[1]
        where = faults.keep(self._fault_folder(), error) if error else "no details are known"
        lost = next((str(error) for error in saved if error), "your notes are saved")
        self.problem = f"stopped by a fault of its own; {lost}; {where}"
        self._close_messages_no_wait()

    def _fault_folder(self) -> Path:
        """The state folder for the details of a fault: what is private stays beside the article."""
        if self.library is not None:
            inside = self.library.folder / "article"
            listed = [settings.folders_for(inside, self.folders, self.config)]
        else:
            listed = []
        shown = [
            s.folders for s in self.screen_stack if isinstance(s, ReaderScreen | LoadingScreen)
        ]
        return [self.folders, *listed, *shown][-1].state

    async def action_quit(self) -> None:
        """Ctrl+Q, which Textual takes before any screen: an article is left as by q."""
        reader = next((s for s in self.screen_stack if isinstance(s, ReaderScreen)), None)
        while reader and self.screen is not reader:
            self.pop_screen()
        if reader:
            reader.action_quit()
        else:
            self.exit(0)

    def opened(self, left: OpenRequest | None) -> None:
        """An article was left: for another one, for all of its folder, or for good."""
        if isinstance(self.screen, LoadingScreen):
            self.pop_screen()
        if left is None:
            self.exit(0)
        elif left.path.is_dir():
            self._browse(left.path)
        else:
            self.open(left.path, instead=left.path.parent, start=left.start)

    def chosen(self, opened: OpenRequest | None) -> None:
        """The list was left: for an article, or for good."""
        if opened is None:
            self.exit(0)
        else:
            folder = self.library.folder if self.library else opened.path.parent
            self.open(opened.path, instead=folder, start=opened.start)

    def action_choose_theme(self) -> None:
        """Choose a theme, seen at once; Esc brings the old one back."""
        from .dialogs.picker import Picker
        from .widgets.choice_list import Choice

        before = self.reader_theme.name
        folders = [settings.bundled("themes"), self.folders.config / "themes"]
        self.themes, _ = load_all(folders)

        def done(result: PickerResult | None) -> None:
            if result:
                self.use_theme(result.id)
                try:
                    settings.remember(self.folders.state, theme=result.id)
                except ReaderError as error:
                    self.notify(str(error), severity="warning")

        choices = [
            Choice(
                id=t.name,
                label=t.name,
                detail="dark" if t.dark else "light",
                checked=t.name == before,
            )
            for t in self.themes.values()
        ]
        self.push_screen(
            Picker("Theme", choices, current=before, on_highlight=self.use_theme), done
        )

    def use_theme(self, name: str) -> None:
        """Show everything in a theme."""
        if name not in self.themes:
            return
        self.reader_theme = self.themes[name]
        self.register_theme(self.reader_theme.textual)
        self.theme = name
        for screen in self.screen_stack:
            if use := getattr(screen, "use_theme", None):
                use(self.reader_theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of our themes, for style sheets that are read before one is set."""
        return self.reader_theme.textual.variables

    def action_command_palette(self) -> None:
        """Show all commands by name."""
        from .dialogs.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of the table that makes sense here, for the palette."""
        if not isinstance(screen, ReaderScreen):
            return
        for command in COMMANDS:
            if command.scope == "article" and command.id != "palette":
                action = command.action
                yield SystemCommand(
                    command.label[0].upper() + command.label[1:],
                    command.group,
                    lambda action=action: screen.run_worker(screen.run_action(action)),
                )


_WAYS_OUT = ("escape", "ctrl+q", "ctrl+c")


def run(
    target: str | None,
    folders: Folders,
    config: Config,
    document: Document | None = None,
    messages: Iterable[str] = (),
    *,
    options: ReadingOptions = AS_USUAL,
) -> int:
    """Run the program on the screen; the exit code.

    `target` is a file or a folder, or None for the present folder; `document` is a text that was
    read already (standard input); `options` are choices how to read the article. Raises
    ReaderError where the article cannot be opened.
    """
    path = Path(target) if target is not None else None
    app = ReaderApp(path, folders, config, document, messages, options)
    code = app.run()
    if app.problem:
        raise ReaderError(app.problem)
    return app.return_code or code or 0
