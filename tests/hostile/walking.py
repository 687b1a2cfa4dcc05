"""A walk through the program: each command of the table, and each dialog that it leads to."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

import tui.ui
from tests.ui.pilot import keys
from tui.ui.commands import COMMANDS, Command

from .recorded import Record, recorded

WAYS: dict[str, tuple[str, ...]] = {
    "article": (),
    "tags": ("tab",),
    "narrow-tags": ("tab slash", "~c"),
    "notes": ("tab tab",),
    "note": ("n",),
    "claim": ("C",),
    "judgement": ("M",),
    "matrix": ("H",),
    "speaker": ("S",),
    "choice": ("S", "ctrl+e down down"),
    "search": ("slash", "~harbour"),
    "library": (),
    "narrow": ("tab",),
    "hits": ("slash", "~harbour", "ctrl+a enter"),
}
"""Scope of commands -> the keys that lead to where they work.

The other scopes are those of dialogs, which the commands of these lead to.
"""

IN_FOLDER = ("library", "narrow", "hits")
"""The scopes of the list of a folder; the others are those of an article."""

ONWARD = ("enter", "s", "enter")
"""Keys that lead from one dialog to the next: choose the first, then the one on s."""

SCOPES = tuple(WAYS)

_MOVING = ("Move", "Select")
"""Groups of commands that only move."""


def steps(scope: str, every: bool) -> list[Command]:
    """The commands of a scope that do not leave the program.

    Without `every`, none that only move, and only the first of those that run the same action
    with different words or numbers.
    """
    found = [c for c in COMMANDS if c.scope == scope and "quit" not in c.run]
    if every:
        return found
    first: dict[str, Command] = {}
    for command in COMMANDS:
        action = re.sub(r"\(.*\)$", "", command.run)
        # Those of the list of a folder are actions of one screen, whatever the scope.
        first.setdefault(action if "." in action else f"{command.scope} {action}", command)
    return [c for c in found if c.group not in _MOVING and c in first.values()]


async def walk(target: Path, scope: str, record: Record, every: bool = False) -> None:
    """Give each command of a scope, go on through what opens, and come back.

    The program is opened anew whenever a command has led away from where it was opened.
    """
    waiting = steps(scope, every)
    while waiting:
        async with recorded(target, record) as pilot:
            base = pilot.app.screen
            while waiting and pilot.app.screen is base:
                pilot.app.clear_notifications()
                command = waiting.pop(0)
                for run in (*WAYS[scope], command.keys.split(",")[0]):
                    await keys(pilot, run)
                    record.look(pilot.app.screen)
                await _go_on(pilot, record, base)
                await keys(pilot, "escape escape escape escape escape")


async def _go_on(pilot: Pilot[int], record: Record, base: Screen[Any]) -> None:
    """Go from one dialog to the next, where there is one."""
    for key in ONWARD:
        if pilot.app.screen is base:
            return
        await keys(pilot, key)
        record.look(pilot.app.screen)


def parts(kind: type[Any]) -> set[type[Any]]:
    """All screens, or all widgets, that modules of the program define and nothing derives from."""
    for module in pkgutil.walk_packages(tui.ui.__path__, "tui.ui."):
        importlib.import_module(module.name)
    return {cls for cls in _below(kind) if cls.__module__.startswith("tui.") and not _own(cls)}


def _own(cls: type[Any]) -> list[type[Any]]:
    return [sub for sub in cls.__subclasses__() if sub.__module__.startswith("tui.")]


def _below(cls: type[Any]) -> Iterable[type[Any]]:
    for sub in cls.__subclasses__():
        yield sub
        yield from _below(sub)
