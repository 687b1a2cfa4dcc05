"""Frame: one report inside a Unit."""

from __future__ import annotations

from dataclasses import dataclass

from .complements import Range
from .phrases import Phrase

MOST = 20
"""Reports of one Unit: more has no sentence that was written for readers."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One report inside a Unit, by numbers of tokens; `contents` has one range a statement."""

    cue: Range | None
    source: Phrase | None
    contents: tuple[Range, ...]
    backward: bool = False
    hearsay: bool = False

    @property
    def begin(self) -> int:
        """The first token of source and cue."""
        parts = [self.cue[0]] if self.cue else []
        if self.source:
            parts.append(self.source.begin)
        return min(parts) if parts else self.contents[0][0]
