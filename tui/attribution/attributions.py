"""Attributions as values: who says what, by which words; and questions about many of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model.document import Span

Mode = Literal["direct", "indirect", "mixed"]
"""A quotation, a paraphrase, or a paraphrase that quotes some words."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, group, medium or document that an article cites.

    `name` is the fullest name in the article, or a description such as "militia leaders"; "" is
    nobody in particular. `kind` is one of named, unnamed, collective, medium and document, or "".
    `via` is the document in which they say it, such as "tweet", or "".
    """

    name: str = ""
    role: str = ""
    kind: str = ""
    via: str = ""


NOBODY = "(nobody named)"
"""What stands in place of the name of a speaker whom the article does not name."""

UNRESOLVED = ("he", "she", "they", "it", "I", "we")
"""The names of speakers of whom the article has only a pronoun that refers to nobody known."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement (`content`) and its speaker, reported by the words at `source` and `cue`.

    Spans are in code points of the document's text. `source` and `cue` are None where the article
    leaves them out. `is_attitude` says that the content is only what the speaker takes a stand on,
    as in "opposed the plan".
    """

    content: Span
    mode: Mode
    source: Span | None = None
    cue: Span | None = None
    speaker: Speaker = Speaker()
    is_attitude: bool = False

    @property
    def with_attitude(self) -> Span:
        """The content, together with the cue where the content alone states nothing."""
        if not self.is_attitude or self.cue is None:
            return self.content
        return Span(min(self.cue.start, self.content.start), max(self.cue.end, self.content.end))


AttributionsBySpeaker = Mapping[Speaker, Sequence[Attribution]]
"""Each speaker with their attributions, in the order of the first attribution of each."""


def by_speaker(attributions: Iterable[Attribution]) -> AttributionsBySpeaker:
    """Attributions grouped by the name of the speaker; those of nobody in particular come last.

    Of the descriptions of one speaker, one with a role is taken.
    """
    groups: dict[str, list[Attribution]] = {}
    for attribution in attributions:
        groups.setdefault(attribution.speaker.name, []).append(attribution)
    anonymous = groups.pop("", None)
    if anonymous:
        groups[""] = anonymous
    return {
        max((each.speaker for each in group), key=lambda speaker: bool(speaker.role)): group
        for group in groups.values()
    }


def speaker_of(attributions: Sequence[Attribution], span: Span) -> Speaker | None:
    """The speaker of a span (code points), where the statements in it leave no doubt; else None.

    Attitudes are no statements: who opposed the plan need not have said so. Inside a statement
    that is its speaker; of statements within statements, the innermost counts. Otherwise all
    statements in the span, without those that are part of others, have to be of one speaker.
    `attributions` are sorted by content.
    """
    end = bisect_left(attributions, span.end, key=lambda each: each.content.start)
    found = [
        each
        for each in attributions[:end]
        if each.content.end > span.start and not each.is_attitude
    ]
    around = [each for each in found if _contains(each.content, span)]
    if around:
        speakers = {min(around, key=lambda each: each.content.end - each.content.start).speaker}
    else:
        speakers = {each.speaker for each in _outermost(found)}
    named = {speaker.name: speaker for speaker in speakers}
    only = next(iter(named.values())) if len(named) == 1 else None
    return only if only and only.name and only.name not in UNRESOLVED else None


def _outermost(attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions whose contents are no part of the content of another one."""
    kept: list[Attribution] = []
    for each in sorted(attributions, key=lambda each: (each.content.start, -each.content.end)):
        if not kept or each.content.end > kept[-1].content.end or each.content == kept[-1].content:
            kept.append(each)
    return kept


def _contains(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def likely_speakers(attributions: Sequence[Attribution], span: Span) -> list[Speaker]:
    """Who may be speaking in a span (code points), the likeliest first.

    `attributions` are sorted by content. The score of a speaker is the Jaccard index of the span
    and the content, summed over their attributions.
    """
    scores: dict[str, tuple[float, Speaker]] = {}
    end = bisect_right(attributions, span.end, key=lambda each: each.content.start)
    for attribution in attributions[:end]:
        content, speaker = attribution.content, attribution.speaker
        common = min(span.end, content.end) - max(span.start, content.start)
        if common > 0 and speaker.name:
            union = max(span.end, content.end) - min(span.start, content.start)
            score = scores[speaker.name][0] if speaker.name in scores else 0.0
            scores[speaker.name] = (score + common / union, speaker)
    return [speaker for _, speaker in sorted(scores.values(), key=lambda pair: -pair[0])]
