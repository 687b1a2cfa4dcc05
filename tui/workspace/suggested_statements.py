"""The part of an article that is annotated when a suggested statement is accepted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..model.document import Span
from ..model.patterns import lazily

if TYPE_CHECKING:
    from ..attribution import Attribution

_DENIAL = lazily(r"(?i)\b(?:den(?:y|ie[ds]|ying)|reject|refut|dismiss|disput|rebut)")
"""Cues that deny what precedes or follows them."""
_NAMING = lazily(
    r"(?i)\b(?:(?:call|brand|label)(?:s|ed|l?ing)?\b|describ|characteri[sz]|depict|portray"
    r"|dub(?:s|bed|bing)\b|condemn|denounc|prais|hail|slam|blast|accus|blam|critici[sz])"
)
"""Cues whose object alone states nothing: "called it a sham", "called for an election"."""
_ACCORDING = lazily(r"(?i)according\b")
"""A cue that is no verb, and that a whole clause follows."""


def statement_span(text: str, made: Attribution) -> Span:
    """The span (code points) of a suggested statement that reads by itself.

    A quotation does, and so does a paraphrase that its report follows: "The mill was sold, Reyes
    said". A paraphrase after its verb needs verb and speaker: "Reyes said that it was sold". So
    does whatever is denied, and a quotation that says what somebody calls a thing.
    """
    start, end = made.content
    if made.cue is None or _stands_alone(text, made, made.cue):
        return Span(start, end)
    needed = [made.content, made.cue, *([made.source] if made.source else [])]
    return Span(min(each.start for each in needed), max(each.end for each in needed))


def _stands_alone(text: str, made: Attribution, cue: Span) -> bool:
    """Whether the content of an attribution means the same without its cue."""
    if made.is_attitude or _DENIAL.search(text, *cue):
        return False
    if cue.start > made.content.start or _ACCORDING.match(text, *cue):
        return True
    return made.mode == "direct" and not _NAMING.search(text, *cue)


def statement_spans(text: str, attributions: Iterable[Attribution]) -> list[Span]:
    """The spans of the suggested statements of one speaker, disjoint and in order.

    Two statements of a sentence that share their subject are one: "Reyes accused the council and
    argued that it had lied".
    """
    found: list[Span] = []
    for span in sorted(statement_span(text, each) for each in attributions):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def reported_words(statement: Span, attributions: Iterable[Attribution]) -> Span:
    """From the first to the last of the contents within a statement; itself if there is none."""
    within = [
        each.content
        for each in attributions
        if statement.start <= each.content.start and each.content.end <= statement.end
    ]
    if not within:
        return statement
    return Span(within[0].start, max(content.end for content in within))
