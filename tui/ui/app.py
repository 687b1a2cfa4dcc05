"""ReaderApp: the Textual app, which holds what all screens share."""

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
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.driver import Driver
from textual.events import Event, Key, Paste
from textual.markup import escape
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
from .routes import first_route
from .terminal_colors import fit_to_terminal
from .terminal_safety import SafeOutputApp
from .textual_private import PrivateApp
from .themes import all_themes, initial_theme

if TYPE_CHECKING:
    from .dialogs.picker import PickerResult
    from .reading.screen import ReaderScreen

_STARTUP = 1.0
"""Seconds after which nearly all objects that live until the end have been created."""

_SWITCH_INTERVAL = 0.0005
"""Seconds after which a computing thread must let another one run.

With Python's default of 0.005, keys wait ten times as long while an index is built.
"""


class ReaderApp(SafeOutputApp, PrivateApp):
    """Runs the program: holds the theme, the queue of keys and the navigator; ends in order."""

    CSS_PATH = "app.tcss"
    TITLE = "reader"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+backslash"

    exit_error = ""
    """Why the program ended, to be printed when the terminal is restored; "" without an error."""

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
        """Prepare to open `document`, the list of `files`, `target`, or else the current folder.

        `target` is a file or a folder. `messages` are shown as warnings. `options` say how the
        first article is read. `on_started` is called once, a second after the start.
        """
        self.folders, self.config = folders, config
        self.reader_theme, theme_problems = initial_theme(folders, config)
        self.themes = {self.reader_theme.name: self.reader_theme}
        self._messages = [*messages, *theme_problems, *unknown_commands(config.keys)]
        super().__init__(_driver_class(), self._handle_fault)
        self.reader_theme = fit_to_terminal(self.reader_theme, self.console.color_system)
        self.register_theme(self.reader_theme.textual)
        self.set_reactive(ReaderApp.theme, self.reader_theme.name)
        self._on_started = on_started
        self.ready_to_paint = asyncio.Event()
        """Set once Textual is ready to paint the first frame."""
        self.set_keymap(keymap(config.keys))
        cancel_keys = keys_of(COMMANDS_BY_ID["progress-cancel"], config.keys)
        quit_keys = keys_of(COMMANDS_BY_ID["quit-anywhere"], config.keys)
        self.key_queue = KeyQueue(self, self._deliver, (*cancel_keys, "ctrl+c"), quit_keys)
        self.navigator = Navigator(self)
        self._start = first_route(target, document, options, files)

    @property
    def current_theme(self) -> Theme:
        """The Textual theme in use."""
        # It is ours from the start: a change from Textual's default would parse all styles twice.
        return self.reader_theme.textual

    @property
    def copies_folder(self) -> Path:
        """The state folder in effect for the article that is shown."""
        return self.navigator.folders.state

    async def on_mount(self) -> None:
        """Open the first article or folder, and show the messages of the start."""
        self._handle_signals()
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        self.set_timer(_STARTUP, self._finish_startup)
        await self.navigator.open(self._start)
        for message in self._messages:
            self.notify(message, severity="warning")

    def on_ready(self) -> None:
        """Paint the first frame immediately."""
        self.ready_to_paint.set()
        self.paint_immediately()

    def _finish_startup(self) -> None:
        sys.setswitchinterval(_SWITCH_INTERVAL)
        if self._on_started:
            self._on_started()

    def on_resize(self) -> None:
        """Apply the new size of the window immediately."""
        self.call_next(self.apply_resize)

    async def on_event(self, event: Event) -> None:
        """Put keys and pastes into the queue; handle all other events as Textual does."""
        if isinstance(event, (Key, Paste)) and not event.is_forwarded:
            self.key_queue.put(event)
        else:
            await super().on_event(event)

    async def _deliver(self, event: Key | Paste) -> None:
        """Send a key or a paste to the focused widget."""
        self.messages.key_pressed(event.time)
        if isinstance(event, Key):
            event = translated_key(self, event, self.config.aliases)
        await super().on_event(event)

    def on_reader_screen_deferred_mounted(self, event: ReaderScreen.DeferredMounted) -> None:
        """Deliver the held keys to the complete reading screen, then start its preparations."""
        self.key_queue.release()
        event.screen.prepare()

    @on(LoadingScreen.Read)
    async def _article_read(self, event: LoadingScreen.Read) -> None:
        await self.navigator.show_article(event.route, event.session)

    @on(LoadingScreen.Failed)
    async def _article_failed(self, event: LoadingScreen.Failed) -> None:
        await self.navigator.open_fallback(event.route, event.error)

    def on_app_focus(self) -> None:
        """Check the files again when the user returns to the terminal: they may have changed."""
        article = self.navigator.article
        if article and article.is_current:
            article.check_files()

    def _handle_signals(self) -> None:
        """Save and exit on SIGTERM, and on SIGHUP, which a closed terminal sends."""
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                try:
                    asyncio.get_running_loop().add_signal_handler(number, self._terminate)
                except (NotImplementedError, RuntimeError, ValueError):
                    return  # not on Windows, and not outside the main thread

    def _terminate(self) -> None:
        if self.navigator.article:
            self.navigator.article.finish()
        self.exit(143)

    def _handle_fault(self, error: BaseException | None) -> None:
        """Save the notes, log the fault, and set the line that is printed at the end."""
        article, state = self.navigator.article, self.navigator.folders.state
        unsaved = article.finish() if article else None
        where = faults.log_fault(state, error) if error else "no details are known"
        self.exit_error = (
            f"stopped by a fault of its own; {unsaved or 'your notes are saved'}; {where}"
        )

    async def action_quit(self) -> None:
        """Quit on Ctrl+Q, which Textual handles before any screen; leave an article as q does."""
        article = self.navigator.article
        if article is None:
            self.exit(0)
            return
        while self.screen is not article:
            self.pop_screen()
        article.action_quit()

    def action_choose_theme(self) -> None:
        """Let the user choose a theme, with a preview; Esc restores the old one."""
        from .dialogs.theme_picker import theme_picker

        def done(result: PickerResult | None) -> None:
            if not result:
                return
            self.use_theme(result.id)
            try:
                settings.remember(self.folders.state, theme=result.id)
            except ReaderError as error:
                self.notify(str(error), severity="warning")

        self.themes = all_themes(self.folders)
        name = self.reader_theme.name
        self.push_screen(theme_picker(self.themes.values(), name, self.use_theme), done)

    def use_theme(self, name: str) -> None:
        """Show all screens in the theme of a name; do nothing if there is none."""
        if name not in self.themes:
            return
        self.reader_theme = fit_to_terminal(self.themes[name], self.console.color_system)
        self.register_theme(self.reader_theme.textual)
        self.theme = name
        for screen in self.navigator.screens:
            screen.use_theme(self.reader_theme)

    def pop_screen(self) -> AwaitComplete:
        """Close the top screen, and show its message on the screen below."""
        popped = super().pop_screen()
        self.messages.show_on_top()
        return popped

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of the theme in use, for style sheets parsed before Textual has a theme."""
        return self.reader_theme.textual.variables

    def get_key_display(self, binding: Binding) -> str:
        """The label of a binding's key in footer and help."""
        return binding.key_display or key_label(binding.key)

    def action_command_palette(self) -> None:
        """Open the command palette, unless it is open."""
        from .dialogs.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands that the palette lists, with keys: those of the article, if it is shown."""
        article = self.navigator.article
        if article is None or screen is not article:
            return
        for command in COMMANDS:
            if command.scope == "article" and command.id != "palette":
                keys = " ".join(map(key_label, keys_of(command, self.config.keys)))
                yield SystemCommand(
                    command.label[0].upper() + command.label[1:],
                    escape(" · ".join(filter(None, (keys, command.group)))),
                    partial(article.action_command, command.id),
                )


def _driver_class() -> type[Driver] | None:
    """The class of the terminal driver; None for Textual's own, on Windows."""
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
    """Run the program on the screen, and return its exit code.

    `target` is a file or a folder, None for the current folder; `files` are listed instead;
    `document` is a text that was read already (standard input). The others are those of ReaderApp.
    Raises ReaderError if the article or folder cannot be opened, or if the program stops because of
    a fault.
    """
    path = Path(target) if target is not None else None
    app = ReaderApp(path, folders, config, document, messages, options, on_started, files)
    code = app.run()
    if app.exit_error:
        raise ReaderError(app.exit_error)
    return app.return_code or code or 0
