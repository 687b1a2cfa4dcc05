"""Whether a sentence looks back or ahead at the place of a date without a year or a week."""

from __future__ import annotations

import re
from typing import Literal

Outlook = Literal["past", "ahead", "near"]
"""A sentence that is `near` may look either way ("was expected on Monday"): to the nearest date."""

_REACH = 90
"""Code points before the expression that are looked at."""

_PAST = (
    r"said|says|told|announced?|reported|wrote|tweeted|added|was|were|had been|has been|did|fell"
    r"|began|took|came|went|left|held|made|met|broke|struck|sank|hit|won|lost"
    r"|[a-z]{2,12}(?<!ne)ed"
)
_AHEAD = (
    r"will|won[’']t|shall|[’']ll|is to|are to|set (?:to|for)|due|scheduled|expected"
    r"|plan(?:s|ned)? (?:to|for)|upcoming|intends?|hopes? to|until(?: (?:early|late))?(?= $)"
    r"|ahead of|going into|coming|no later than|chance of"
)
_NEAR = (
    r"would|could|might|may|(?:was|were) (?:expected|scheduled|due|to)|forecast|predict(?:s|ed)?"
    r"|to (?:be )?(?!which|whom|the\b)[a-z]{2,15}"
    r"(?: (?:on|in|at|by|late|early|for|over)){0,2}(?= $)"
)
_CUE = re.compile(rf"\b(?:(?P<near>{_NEAR})|(?P<ahead>{_AHEAD})|(?P<past>{_PAST}))(?!\w)")
_FOR = re.compile(r"\bfor (?:(?:early|late) )?$")
_WILL = re.compile(r"[^.;]{0,60}?\b(?:will|is to|are to|is set to|is due to)\b")


def outlook(text: str, passage_start: int, start: int, end: int) -> Outlook:
    """What the words around an expression at `[start, end)` of a text say about its time.

    The last verb before it in its passage decides; if there is none, a "will" after it.
    """
    before = text[max(passage_start, start - _REACH) : start]
    if _FOR.search(before):
        return "ahead"
    last = None
    for last in _CUE.finditer(before):  # noqa: B007 - the last one is wanted
        pass
    if last is None:
        return "ahead" if _WILL.match(text, end, end + _REACH) else "past"
    if last["ahead"]:
        return "ahead"
    return "near" if last["near"] else "past"
