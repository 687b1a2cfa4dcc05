"""A folder of three articles, and what the tests of its list look at."""

from __future__ import annotations

import os
from pathlib import Path

from textual.pilot import Pilot

from tests.ui.program import article, on_disk
from tui.ui.library.library_screen import LibraryScreen

FERRY = """The ferry left late

By Ada Finch

Nobody saw the lighthouse. The mayor denied it.
"""
FOG = """Fog over the estuary

Gulls sat on the ferry. The lighthouse keeper said nothing.
"""
PORT = """Quiet in the port

The lighthouse was dark. A second ferry turned back.
"""


def shore(folder: Path) -> Path:
    """A folder in another folder, with three articles, one of them in a folder below."""
    made = folder / "shore"
    (made / "north").mkdir(parents=True)
    article(made, FERRY, "a-ferry.txt")
    article(made, PORT, "b-port.txt")
    article(made / "north", FOG, "fog.txt")
    for path in made.rglob("*.txt"):
        os.utime(path, (1e9, 1e9))
    return made


def library_of(pilot: Pilot[int]) -> LibraryScreen:
    """The list of the folder, also below a dialog."""
    return next(s for s in pilot.app.screen_stack if isinstance(s, LibraryScreen))


def listed(pilot: Pilot[int]) -> list[str]:
    """The names of the listed articles."""
    return [entry.name for entry in library_of(pilot).list.items]


def tags(path: Path) -> dict[str, list[str]]:
    """The quotes that are tagged on disk; none where there are no notes."""
    if not path.with_name(path.name + ".notes.toml").exists():
        return {}
    return {a["quote"]: a.get("tags", []) for a in on_disk(path).get("annotation", [])}
