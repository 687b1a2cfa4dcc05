"""Finds the pairs of quotation marks and brackets in a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..model.patterns import lazily

LONGEST = 1500
"""Longest distance between two paired marks, in code points: no person quotes more at once."""

DEEPEST = 12
"""Limit of open marks that are remembered; deeper nesting is not a quotation."""

PARTNERS = {
    "“": "”\"“", "„": "“”\"„‟", "”": "”", '"': "\"”", "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "‘": "’", "‚": "‘’", "「": "」", "『": "』", "(": ")", "（": "）", "[": "]", "【": "】",
    "〈": "〉", "《": "》",
}  # fmt: skip
"""An opening mark -> the marks that may close it."""

BRACKETS = frozenset("([（【〈《")

_MARK = lazily('[“”„‟"«»‹›‘’‚「」『』()（）\\[\\]【】〈〉《》]')
_ALWAYS_OPEN = frozenset("„‚「『(（[【〈《")
_ALWAYS_CLOSE = frozenset("」』)）]】〉》")
_BEFORE_OPENING = frozenset("([{（【—–-/“‘„«‹¿¡=*_\"'")
_AFTER_CLOSING = frozenset(".,;:!?…)]}）】。，、！？；：؟،؛।—–-/”’“»›*_\"'")


class Enclosure(NamedTuple):
    """A pair of marks: the offset of the opening mark and that of the closing mark."""

    start: int
    end: int


def enclosures(text: str) -> list[Enclosure]:
    """The pairs of quotation marks and brackets of a text, in the order of the closing marks.

    A mark without a partner within LONGEST code points belongs to no pair. Runs in linear time.
    """
    waiting: list[int] = []
    return [pair for m in _MARK.finditer(text) for pair in _paired(text, m.start(), waiting)]


def outermost(pairs: list[Enclosure]) -> list[Enclosure]:
    """The pairs that are not inside another pair, in text order."""
    found: list[Enclosure] = []
    for pair in pairs:
        while found and found[-1].start > pair.start:
            found.pop()
        found.append(pair)
    return found


def _paired(text: str, at: int, waiting: list[int]) -> Iterator[Enclosure]:
    """The pair that the mark at an offset completes, if any.

    `waiting` holds the offsets of open marks and is updated.
    """
    mark = text[at]
    partner = next((i for i in reversed(waiting) if mark in PARTNERS[text[i]]), None)
    if not _opens(text, at, partner is not None):
        if partner is not None:
            del waiting[waiting.index(partner) :]
            if at - partner <= LONGEST:
                yield Enclosure(partner, at)
        return
    if mark not in PARTNERS:
        return
    if mark in PARTNERS[mark]:
        # Marks of this kind are never nested in each other, so an earlier open one has no partner.
        waiting[:] = [i for i in waiting if text[i] != mark]
    waiting.append(at)
    del waiting[:-DEEPEST]


def _opens(text: str, at: int, has_partner: bool) -> bool:
    """Whether a mark opens, judged by the mark, the characters around it, and any open partner."""
    mark = text[at]
    if mark in _ALWAYS_OPEN:
        return True
    if mark in _ALWAYS_CLOSE:
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    may_open = not before or before.isspace() or before in _BEFORE_OPENING
    may_close = not after or after.isspace() or after in _AFTER_CLOSING
    if mark in "’‘":
        # The mark may be an apostrophe: it closes a quotation only at the end of a clause.
        closes = may_close and (before in _AFTER_CLOSING)
        return mark == "‘" and not (closes and has_partner)
    if may_open != may_close and after and not after.isspace():
        return may_open
    if before and not before.isspace() and may_close:
        return False
    return not has_partner and mark in '“«"'
