"""The program with a heartbeat in its UI thread: how long it was blocked while it saved, in ms.

python terminal_heartbeat.py ARTICLE FILE    the longest block after the first edit, into FILE
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from tui.__main__ import main
from tui.ui.reading.save_timers import SaveTimers

_EVERY = 0.002


class _Heart:
    longest = 0.0
    task: asyncio.Task[None] | None = None

    @classmethod
    async def beat(cls) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(_EVERY)
            cls.longest = max(cls.longest, time.perf_counter() - before - _EVERY)


_start = SaveTimers._start


def _beating(self: SaveTimers) -> None:
    """Begin to count where the saving begins."""
    if _Heart.task is None:
        _Heart.task = asyncio.create_task(_Heart.beat())
    _start(self)


SaveTimers._start = _beating  # type: ignore[method-assign]
code = main([sys.argv[1]])
Path(sys.argv[2]).write_text(f"{_Heart.longest * 1000:.1f}", encoding="utf-8")
sys.exit(code)
