"""The program on the screen: what holds whichever screen is shown."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding
from textual.driver import Driver
from textual.events import Event, Key, Paste
from textual.screen import Screen
from textual.theme import Theme

from .. import config as settings
from ..config import Config, Folders
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.reading_options import NO_CHOICES, ReadingOptions
from ..store import faults
from .commands import COMMANDS, COMMANDS_BY_ID, key_label, keymap, keys_of, unknown_commands
from .key_aliases import translated_key
from .key_queue import KeyQueue
from .navigator import Navigator
from .reading.loading_screen import LoadingScreen
from .reading.screen import ReaderScreen
from .routes import OpenArticle, OpenFiles, OpenFolder, Route
from .terminal_safety import SafeOutputApp
from .textual_private import PrivateApp
from .themes import all_themes, initial_theme

if TYPE_CHECKING:
    from .dialogs.picker import PickerResult

_SETTLED = 1.0
"""Seconds from the start to when everything that stays has been made."""

_SWITCH = 0.0005
"""Seconds after which a thread that computes lets another one go on.

With Python's own 0.005, keys wait ten times as long while an index is built.
"""


class ReaderApp(SafeOutputApp, PrivateApp):
    """Owns what all screens share: the theme, the order of keys, the ways to end."""

    CSS_PATH = "app.tcss"
    TITLE = "reader"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+backslash"

    exit_error = ""
    """Why the program ended, for the terminal once the screen is gone."""

    def __init__(
        self,
        target: Path | None,
        folders: Folders,
        config: Config,
        document: Document | None = None,
        messages: Iterable[str] = (),
        options: ReadingOptions = NO_CHOICES,
        on_started: Callable[[], None] | None = None,
        files: tuple[Path, ...] = (),
    ) -> None:
        """`files`, if there are any, are listed instead of opening a target; `options` are choices
        how to read the first article; `on_started` is called once the start is over."""
        self.folders, self.config = folders, config
        self.reader_theme, wrong = initial_theme(folders, config)
        self.themes = {self.reader_theme.name: self.reader_theme}
        self.messages = [*messages, *wrong, *unknown_commands(config.keys)]
        super().__init__(_driver(), self._keep_fault)
        self.register_theme(self.reader_theme.textual)
        self.set_reactive(ReaderApp.theme, self.reader_theme.name)
        self._on_settled = on_started
        self.ready_to_paint = asyncio.Event()
        """Set when frames are painted."""
        self.set_keymap(keymap(config.keys))
        ways_out = keys_of(COMMANDS_BY_ID["progress-cancel"], config.keys)
        quitting = keys_of(COMMANDS_BY_ID["quit-anywhere"], config.keys)
        self.key_queue = KeyQueue(self, self._hand_on, (*ways_out, "ctrl+c"), quitting)
        self.navigator = Navigator(self)
        self._start: Route = OpenFolder(target or Path.cwd())
        if document is not None or (target and not target.is_dir()):
            self._start = OpenArticle(target, options=options, document=document)
        elif files:
            self._start = OpenFiles(files)

    @property
    def current_theme(self) -> Theme:
        """The theme in use, from the start: changing from Textual's own parses all styles twice."""
        return self.reader_theme.textual

    async def on_mount(self) -> None:
        """Show the article, or the articles of the folder."""
        self._watch_signals()
        self.set_timer(_SETTLED, self._settle)
        await self.navigator.open(self._start)
        for message in self.messages:
            self.notify(message, severity="warning")

    def on_ready(self) -> None:
        """Paint the first frame at once."""
        self.ready_to_paint.set()
        self.paint_immediately()

    def _settle(self) -> None:
        sys.setswitchinterval(_SWITCH)
        if self._on_settled:
            self._on_settled()

    def on_resize(self) -> None:
        """Show a new size of the window at once."""
        self.call_next(self.apply_resize)

    async def on_event(self, event: Event) -> None:
        """Keys wait for those before them; everything else goes its way."""
        if isinstance(event, (Key, Paste)) and not event.is_forwarded:
            self.key_queue.put(event)
        else:
            await super().on_event(event)

    async def _hand_on(self, event: Key | Paste) -> None:
        """Give a key or a paste to what has the focus."""
        if isinstance(event, Key):
            event = translated_key(self, event, self.config.aliases)
        await super().on_event(event)

    @on(ReaderScreen.DeferredMounted)
    def _take_keys(self, event: ReaderScreen.DeferredMounted) -> None:
        """Keys have something to act on now, and what is for later has time."""
        self.key_queue.release()
        event.screen.prepare()

    @on(LoadingScreen.Read)
    async def _show_article(self, event: LoadingScreen.Read) -> None:
        await self.navigator.show(event.route, event.session)

    @on(LoadingScreen.Failed)
    async def _refuse_article(self, event: LoadingScreen.Failed) -> None:
        await self.navigator.refuse(event.route, event.error)

    def on_app_focus(self) -> None:
        """The user comes back from somewhere else, where the files may have been changed."""
        article = self.navigator.article
        if article and article.is_current:
            article.look_around()

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
        if self.navigator.article:
            self.navigator.article.finish()
        self.exit(143)

    def _keep_fault(self, error: BaseException | None) -> None:
        """A fault of the program: save what there is, keep the details, say so in one line."""
        article, state = self.navigator.article, self.navigator.folders.state
        unsaved = article.finish() if article else None
        where = faults.log_fault(state, error) if error else "no details are known"
        self.exit_error = (
            f"stopped by a fault of its own; {unsaved or 'your notes are saved'}; {where}"
        )

    async def action_quit(self) -> None:
        """Ctrl+Q, which Textual takes before any screen: an article is left as by q."""
        article = self.navigator.article
        if article is None:
            self.exit(0)
            return
        while self.screen is not article:
            self.pop_screen()
        article.action_quit()

    def action_choose_theme(self) -> None:
        """Choose a theme, seen at once; Esc brings the old one back."""
        from .dialogs.theme_picker import theme_picker

        def done(result: PickerResult | None) -> None:
            if result:
                self.use_theme(result.id)
                try:
                    settings.remember(self.folders.state, theme=result.id)
                except ReaderError as error:
                    self.notify(str(error), severity="warning")

        self.themes = all_themes(self.folders)
        name = self.reader_theme.name
        self.push_screen(theme_picker(self.themes.values(), name, self.use_theme), done)

    def use_theme(self, name: str) -> None:
        """Show everything in a theme."""
        if name not in self.themes:
            return
        self.reader_theme = self.themes[name]
        self.register_theme(self.reader_theme.textual)
        self.theme = name
        for screen in self.navigator.shown:
            screen.use_theme(self.reader_theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of our themes, for style sheets that are read before one is set."""
        return self.reader_theme.textual.variables

    def get_key_display(self, binding: Binding) -> str:
        """A key as the user reads it."""
        return binding.key_display or key_label(binding.key)

    def action_command_palette(self) -> None:
        """Show all commands by name."""
        from .dialogs.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of the table that makes sense here, for the palette."""
        article = self.navigator.article
        if article is None or screen is not article:
            return
        for command in COMMANDS:
            if command.scope == "article" and command.id != "palette":
                yield SystemCommand(
                    command.label[0].upper() + command.label[1:],
                    command.group,
                    partial(article.action_command, command.id),
                )


def _driver() -> type[Driver] | None:
    """Our own driver, None (Textual's) where there is none for the system."""
    if os.name == "nt":
        return None
    from .driver import TerminalDriver

    return TerminalDriver


def run(
    target: str | None,
    folders: Folders,
    config: Config,
    document: Document | None = None,
    messages: Iterable[str] = (),
    *,
    options: ReadingOptions = NO_CHOICES,
    on_started: Callable[[], None] | None = None,
    files: tuple[Path, ...] = (),
) -> int:
    """Run the program on the screen; the exit code.

    `target` is a file or a folder, or None for the present folder; `files` are listed
    instead; `document` is a text that was read already (standard input); `options` are choices how
    to read the article; `on_started` is called once the start is over. Raises ReaderError
    where the article cannot be opened.
    """
    path = Path(target) if target is not None else None
    app = ReaderApp(path, folders, config, document, messages, options, on_started, files)
    code = app.run()
    if app.exit_error:
        raise ReaderError(app.exit_error)
    return app.return_code or code or 0
