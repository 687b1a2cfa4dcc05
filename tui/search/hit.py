"""Hit: a text that matches a query."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tui.model.document import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that matches: its number, how well (0 to 1), and whether it is weak.

    Weak are texts that are hardly alike, and those that do not hold the query's phrases exactly.
    """

    item: int
    score: float
    weak: bool
    _find: Callable[[int], tuple[Span, ...]] = field(repr=False, compare=False)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The matched letters, found when they are asked for.

        In code points of the text: sorted, disjoint, not empty, of whole graphemes.
        """
        return self._find(self.item)
