"""What a screen is left for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Opened:
    """What was chosen: an article, and where in it (code points) reading begins, if anywhere.

    `encoding` is the one that the user chose for the article that is opened again.
    """

    path: Path
    start: int | None = None
    encoding: str = ""
