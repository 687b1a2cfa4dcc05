"""Keys for an app under a pilot, and the states that the tests of the screen wait for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.app import App
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tui.ui.asking import COMMAND_GROUP
from tui.ui.key_queue import KeyQueue

_CHARACTERS = {"space": " ", "tab": "\t", "enter": "\r"}
"""The characters that a terminal sends with keys whose names are longer than that."""


async def keys(pilot: Pilot[Any], *runs: str) -> None:
    """Press keys: names set apart by spaces, or "~" and a text to type.

    The keys of a run come at once, as from a quick hand; the app has handled them all before the
    next run begins.
    """
    for run in runs:
        if run.startswith("~"):
            send(pilot.app, ("space" if character == " " else character for character in run[1:]))
        else:
            send(pilot.app, run.split())
        await quiet(pilot)


def send(app: App[Any], names: Iterable[str]) -> None:
    """Send an app keys by name, all at once."""
    for name in names:
        if len(name) == 1:
            app.post_message(Key(_character_to_key(name), name))
        else:
            app.post_message(Key(name, _CHARACTERS.get(name)))


async def quiet(pilot: Pilot[Any]) -> None:
    """Wait until all keys, messages and workers are done, whatever else the machine does."""
    await pilot.pause(0)
    queue: KeyQueue | None = getattr(pilot.app, "key_queue", None)
    if queue:
        await queue.wait_until_empty()
    for _ in range(2):
        await _workers_done(pilot)
        await pilot.pause(0)


async def _workers_done(pilot: Pilot[Any]) -> None:
    """Wait for all workers but commands, which may be waiting for an answer."""
    busy = [worker for worker in pilot.app.workers if worker.group != COMMAND_GROUP]
    if busy:
        await pilot.app.workers.wait_for_complete(busy)


async def until(pilot: Pilot[Any], text: str) -> None:
    """Wait until the screen shows a text."""
    for _ in range(300):
        await pilot.pause(0.02)
        if text in lines(pilot):
            return
    raise AssertionError(f"no {text!r} on the screen:\n{lines(pilot)}")


def lines(pilot: Pilot[Any]) -> str:
    """The screen as it is drawn."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def told(pilot: Pilot[Any]) -> str:
    """The message on the screen, and those that wait, one a line."""
    return "\n".join(message.text for message in pilot.app.messages.messages)
