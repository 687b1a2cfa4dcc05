"""Functions for tests that type quickly to the whole program and inspect the result."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tests.ui.program import screen_of, session_of, workers_done
from tui.ui.app import ReaderApp

_SENT = {"space": " ", "tab": "\t", "enter": "\r"}


async def keys(pilot: Pilot[int], *runs: str) -> None:
    """Keys by name, set apart by spaces, or "~" and a text: each run at once, the program idle
    after it.
    """
    for run in runs:
        for name in run[1:].replace(" ", "§") if run.startswith("~") else run.split():
            name = "space" if name == "§" else name
            key = _character_to_key(name) if len(name) == 1 else name
            sent = name if len(name) == 1 else _SENT.get(name)
            pilot.app.post_message(Key(key, sent))
        await quiet(pilot)


async def quiet(pilot: Pilot[int]) -> None:
    """Wait until all keys, messages and workers are done."""
    assert isinstance(pilot.app, ReaderApp)
    await pilot.pause(0)
    await pilot.app.key_queue.wait_until_empty()
    for _ in range(2):
        await workers_done(pilot)
        await pilot.pause(0)


async def until(pilot: Pilot[int], text: str) -> None:
    """Wait until the screen shows a text."""
    for _ in range(300):
        await pilot.pause(0.02)
        if text in lines(pilot):
            return
    raise AssertionError(f"no {text!r} on the screen:\n{lines(pilot)}")


def told(pilot: Pilot[int]) -> str:
    """The messages of all toasts."""
    return "\n".join(note.message for note in pilot.app._notifications)


def lines(pilot: Pilot[int]) -> str:
    """The text of the screen as it is drawn."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def tagged(pilot: Pilot[int]) -> dict[str, tuple[str, ...]]:
    """The quotes with their tags, in the order of the text."""
    return {a.quote: a.tags for a in session_of(pilot).state.ordered()}


def here(pilot: Pilot[int]) -> str:
    """The text that the caret's passage or the selection covers."""
    start, end = screen_of(pilot).view.article.span
    return session_of(pilot).document.text[start:end]


def spot(pilot: Pilot[int], words: str) -> tuple[int, int]:
    """The cell of the article at which some words begin."""
    pane = screen_of(pilot).view.article
    offset = session_of(pilot).document.text.index(words)
    y = pane.canvas.row_y(offset) or 0
    return next((x, y) for x in range(pane.size.width) if pane.canvas.offset_at(x, y) == offset)


def on_disk(path: Path) -> dict[str, Any]:
    """The content of the notes file of an article."""
    return tomllib.loads(path.with_name(path.name + ".notes.toml").read_text("utf-8"))
