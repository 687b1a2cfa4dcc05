"""The value of one report inside a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from ..grammar.noun_phrases import NounPhrase
from ..sentences import TokenRange

MOST_REPORTS = 20
"""The most reports that are looked for in one sentence, which bounds the time."""


@dataclass(frozen=True, slots=True)
class SpeechReport:
    """One report inside a sentence: who (`source`) says, by which words (`cue`), what (`contents`).

    Ranges are of token indices. `contents` has one range for each statement. `is_postposed` says
    that the report follows what is said; `is_hearsay` that nobody in particular says it;
    `is_attitude` that a content is what an attitude is about, which states nothing without the cue.
    """

    cue: TokenRange | None
    source: NounPhrase | None
    contents: tuple[TokenRange, ...]
    is_postposed: bool = False
    is_hearsay: bool = False
    is_attitude: bool = False

    @property
    def begin(self) -> int:
        """The first token of source and cue; of the contents where there is neither."""
        starts = [self.cue[0]] if self.cue else []
        if self.source:
            starts.append(self.source.first)
        return min(starts) if starts else self.contents[0][0]
