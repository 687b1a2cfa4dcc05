"""Whether a sentence looks back or ahead at the place of a date without a year or a week."""

from __future__ import annotations

import re
from typing import Literal

Outlook = Literal["past", "ahead", "near"]
"""A sentence that is `near` may look either way ("was expected on Monday"): to the nearest date."""

_REACH = 90
"""Code points before and after the expression that are looked at."""

_PAST = (
    r"said|says|told|announced?|reported|wrote|tweeted|added|was|were|had been|has been|did|fell"
    r"|began|took|came|went|left|held|made|met|broke|struck|sank|hit|won|lost|rose|grew|gave|ran"
    r"|sent|sold|found|built|bought|became|had"
    r"|[a-z]{2,12}(?<!ne)ed"
)
_INFINITIVE = r"to (?:be )?(?!which|whom|the\b|an?\b|have\b)[a-z]{2,15}"
_AHEAD = (
    r"(?:will|shall) have (?:been )?[a-z]{2,15}"
    r"|will|won[’']t|shall|[’']ll|is to|are to|set (?:to|for)|due|scheduled|expected|must|should"
    r"|ha(?:s|ve) to|needs? to|going to|plan(?:s|ned)? (?:to|for)|upcoming|intends?|hopes? to"
    r"|wants?(?: [\w’']{1,15}){0,3} to|until(?: (?:early|late))?(?= $)"
    r"|ahead of|going into|coming|no later than|chance of"
)
_NEAR = (
    r"would|could|might|may|(?:was|were) (?:expected|scheduled|due|to)|forecast|predict(?:s|ed)?"
    rf"|(?:agree[ds]?|decide[ds]?|promise[ds]?|pledge[ds]?|vow(?:s|ed)?) {_INFINITIVE}"
    rf"|{_INFINITIVE}(?: (?:on|in|at|by|late|early|for|over)){{0,2}}(?= $)"
)
_PARTICIPLE = r"be(?: [a-z]{2,15}ly)? [a-z]{2,15}"
"""A participle that has the time of the verb before it: "will be closed"."""

_CUE = re.compile(
    rf"\b(?:(?P<near>{_NEAR})|(?P<ahead>{_AHEAD})|(?P<none>{_PARTICIPLE})|(?P<past>{_PAST}))(?!\w)"
)
_FOR = re.compile(r"\bfor (?:(?:early|late) )?$")
_WILL = re.compile(
    r"(?:(?!\b(?:said|says|told|announced|wrote)\b)[^.;:“\"]){0,80}?"
    r"\b(?:will|is to|are to|is set to|is due to)\b"
)
_LIMIT = re.compile(
    r"\b(?:[Bb]y|[Uu]ntil|[Tt]ill|[Ff]or (?:parts?|most|much|all|the (?:rest|whole)) of)(?: the)? $"
)
"""Words before the end of a term: what they limit is to come, unless it is told as past."""

_OPEN_INFINITIVE = re.compile(rf"\b{_INFINITIVE}\b")
_PAST_AFTER = re.compile(rf"[^.;]{{0,80}}?\b(?<!who )(?<!that )(?<!which )(?:{_PAST})(?!\w)")
_OVER = re.compile(
    r"[^.;]{0,70}?\b(?:(?:deadline|term|date|limit|demands?|condition|ultimatum|it|that|this|they)"
    r" (?:was|were|had|has) (?:not |never )?(?:been )?(?:met|missed|kept|ignored|passed|expired)"
    r"|(?:deadline|ultimatum|term) (?:passed|expired|lapsed))\b"
)
"""Words after a term by which it is over: "until Thursday, but the deadline was not met"."""


def outlook(text: str, passage_start: int, start: int, end: int) -> Outlook:
    """What the words around an expression at `[start, end)` of a text say about its time.

    The last verb before it in its passage decides; if there is none, a "will" after it. The end of
    a term ("by October") is ahead also without a verb.
    """
    before = text[max(passage_start, start - _REACH) : start]
    if _FOR.search(before):
        return "ahead"
    last = None
    for cue in _CUE.finditer(before):
        last = last if cue["none"] else cue
    if _LIMIT.search(before):
        return _outlook_of_limit(text, end, before, last)
    if last is None:
        return "ahead" if _WILL.match(text, end, end + _REACH) else "past"
    if last["ahead"]:
        return "ahead"
    return "near" if last["near"] else "past"


def _outlook_of_limit(text: str, end: int, before: str, last: re.Match[str] | None) -> Outlook:
    """The outlook at the end of a term; `last` is the last cue of the text before it, if any."""
    if _OVER.match(text, end, end + _REACH):
        return "past"
    if last is None:
        is_ahead = _WILL.match(text, end, end + _REACH)
        return "ahead" if is_ahead or not _PAST_AFTER.match(text, end, end + _REACH) else "past"
    is_past = last["past"] and not _OPEN_INFINITIVE.search(before, last.end())
    return "past" if is_past else "ahead"
