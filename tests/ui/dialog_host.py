"""An app with nothing in it but some text, to open dialogs over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from tui.ui.key_queue import KeyQueue

from .pilot import quiet, send

SIZE = (80, 24)
BELOW = "the article below"
HOSTILE = ["[red]x[/]", "[@click=app.quit]x[/]", "a\x1b[31mb\x9b2J\u202ec", "a\nb\tc"]


class Host(App[int]):
    """Keeps what comes out of its dialogs."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.key_queue = KeyQueue(self, super().on_event)
        self.results: list[Any] = []

    def compose(self) -> ComposeResult:
        yield Static(Content(BELOW))

    async def on_event(self, event: events.Event) -> None:
        """Keys wait for those before them, as in the program."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.key_queue.put(event)
        else:
            await super().on_event(event)

    @property
    def lines(self) -> list[str]:
        """The screen as it is drawn."""
        return [strip.text for strip in self.screen._compositor.render_strips()]


@asynccontextmanager
async def opened(
    host: Pilot[int], dialog: Screen[Any], size: tuple[int, int] = SIZE
) -> AsyncIterator[Host]:
    """A dialog over the host that the tests of a module share; it is closed afterwards."""
    app = host.app
    assert isinstance(app, Host)
    with app._context():
        try:
            app.results.clear()
            await _resize(host, size)
            app.push_screen(dialog, app.results.append)
            await quiet(host)
            yield app
        finally:
            while len(app.screen_stack) > 1:
                await app.pop_screen()


async def _resize(host: Pilot[int], size: tuple[int, int]) -> None:
    if host.app.size != size:
        await host.resize_terminal(*size)


async def burst(host: Pilot[int], dialog: Screen[Any], *keys: str) -> Any:
    """What comes out of a dialog whose keys come with the one that opened it."""
    async with opened(host, Screen()) as app:
        app.key_queue.hold()
        mounted = app.push_screen(dialog, app.results.append)
        send(app, keys)
        await mounted
        await app.key_queue.release_when_settled()
        await quiet(host)
        return app.results[0] if app.results else "still open"


async def result(host: Pilot[int], dialog: Screen[Any], *keys: str) -> Any:
    """What comes out of a dialog after some keys; "still open" where it has not closed."""
    async with opened(host, dialog) as app:
        send(app, keys)
        await quiet(host)
        return app.results[0] if app.results else "still open"


async def drawn(
    host: Pilot[int], dialog: Screen[Any], *keys: str, size: tuple[int, int] = SIZE
) -> str:
    """The screen as text after some keys."""
    async with opened(host, dialog, size) as app:
        send(app, keys)
        await quiet(host)
        return "\n".join(app.lines)


def is_tame(screen: str) -> bool:
    """Whether nothing on the screen could act on a terminal."""
    return all(c == "\n" or (c.isprintable() and c not in "\u202e") for c in screen)
