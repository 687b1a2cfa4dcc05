"""Print what is imported when an article is open and the program has nothing left to do.

    python -m tests.ui.imports_at_rest ARTICLE

One line for each layer of tui, and for each other package that not every Textual app imports.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.ui.first_frame import Bare


def parts(modules: set[str]) -> set[str]:
    """The layers of tui and the packages to which modules belong, without those of Python."""
    named = (name.split(".")[: 2 if name.startswith("tui.") else 1] for name in modules)
    return {".".join(name) for name in named} - sys.stdlib_module_names


async def imported(path: Path) -> set[str]:
    """The names of all modules that are imported once an article has come to rest."""
    from tests.ui.pilot import quiet
    from tests.ui.program import program

    async with program(path) as pilot:
        while pilot.app.navigator.article is None:  # a large article is still being read
            await quiet(pilot)
        await quiet(pilot)
        return set(sys.modules)


if __name__ == "__main__":
    before = parts(Bare().run(headless=True) or set())
    found = parts(asyncio.run(imported(Path(sys.argv[1])))) - before
    print("\n".join(sorted(name for name in found if not name.endswith("__mypyc"))))
