"""An app with nothing in it but some text, to open a dialog over."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.ui.key_queue import KeyQueue

from .pilot import quiet, send

BELOW = "the article below"
HOSTILE = ["[red]x[/]", "[@click=app.quit]x[/]", "a\x1b[31mb\x9b2J\u202ec", "a\nb\tc"]


class Host(App[int]):
    """Opens one dialog and keeps what comes out of it."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, dialog: Screen[Any]) -> None:
        super().__init__()
        self.dialog = dialog
        self.key_queue = KeyQueue(self, super().on_event)
        self.results: list[Any] = []

    def compose(self) -> ComposeResult:
        yield Static(Content(BELOW))

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.results.append)

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


async def burst(dialog: Screen[Any], *keys: str) -> Any:
    """What comes out of a dialog whose keys come with the one that opened it."""
    app = Host(Screen())
    async with app.run_test(size=(80, 24)) as pilot:
        app.key_queue.hold()
        mounted = app.push_screen(dialog, app.results.append)
        send(app, keys)
        await mounted
        await app.key_queue.release_when_settled()
        await quiet(pilot)
        return app.results[0] if app.results else "still open"


async def result(dialog: Screen[Any], *keys: str) -> Any:
    """What comes out of a dialog after some keys; "still open" where it has not closed."""
    app = Host(dialog)
    async with app.run_test(size=(80, 24)) as pilot:
        await quiet(pilot)
        send(app, keys)
        await quiet(pilot)
        return app.results[0] if app.results else "still open"


async def drawn(dialog: Screen[Any], *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    """The screen as text after some keys."""
    app = Host(dialog)
    async with app.run_test(size=size) as pilot:
        await quiet(pilot)
        send(app, keys)
        await quiet(pilot)
        return "\n".join(app.lines)


def is_tame(screen: str) -> bool:
    """Whether nothing on the screen could act on a terminal."""
    return all(c == "\n" or (c.isprintable() and c not in "\u202e") for c in screen)
