"""What a screen is left for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What was chosen: an article, and where in it (code points) reading begins, if anywhere."""

    path: Path
    start: int | None = None
