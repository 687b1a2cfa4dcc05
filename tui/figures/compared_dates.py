"""Dates with which a figure is compared: "71%, up from 47% in 2015"."""

from __future__ import annotations

import re

from ..model.document import Span

_REACH = 120
"""Code points between a figure and a date, and before them, that are looked at."""

_COMPARISON = re.compile(
    r"\b(?:(?:up|down) (?:\w+ ){0,3}?from|compared (?:with|to)|in comparison|relative to|versus"
    r"|than (?:in|on|at)"
    r"|(?:higher|lower|more|less|fewer|larger|smaller|better|worse|greater) than)\b"
)
_COMPARED_BEFORE = re.compile(
    r"\b(?:(?:up|down) from|compared (?:with|to)|relative to|versus|than)(?: (?:in|on|the)){0,2} $",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom(?: the)? $")
_CHANGE = re.compile(
    r"\b(?:up|down|rose|rises?|risen|fell|falls?|fallen|grew|grown|increased?|decreased?|declined?"
    r"|dropped|drop|climbed|jumped|soared|shrank|change|higher|lower)\b"
)
_TO = re.compile(r"^,? (?:and )?to (?:\w+ ){0,2}$")


def is_compared(text: str, passage_start: int, figure: Span, date: Span) -> bool:
    """Whether a figure is only compared with the state of things at a date.

    Both are spans (code points) in a passage that begins at `passage_start`. A figure between the
    date and the words of the comparison is itself the one that is compared with: "47%" in "up from
    47% in 2015".
    """
    if date.start < figure.start:
        return _is_compared_before(text, passage_start, figure, date)
    between = text[figure.end : min(date.start, figure.end + _REACH)]
    if _COMPARISON.search(between):
        return True
    before = text[max(passage_start, figure.start - _REACH) : figure.start]
    return bool(_FROM.search(between)) and bool(_CHANGE.search(before + between))


def _is_compared_before(text: str, passage_start: int, figure: Span, date: Span) -> bool:
    """Whether a figure is compared with a date that stands before it."""
    between = text[date.end : min(figure.start, date.end + _REACH)]
    before = text[max(passage_start, date.start - _REACH) : date.start]
    if _FROM.search(before) and _CHANGE.search(before):
        return True
    is_told_as_change = _TO.match(between) and re.search(r"\bfrom\b", before)
    return bool(is_told_as_change or _COMPARED_BEFORE.search(before))
