"""Sections of the report on figures and dates: builders from an Assessment to report nodes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..dates import first_day_of
from ..figures import group_figures
from ..model.codebook import covers
from ..model.references import Key
from ..model.statements import Statement
from .arrangement import capitalized
from .assessment import FIGURE, Assessment
from .assessment_sections import named, topics_of
from .citation_names import in_marks, readable_period, words_without_markup
from .findings import NO_SPEAKER
from .quoted_mentions import QuotedDate, QuotedFigure
from .report_nodes import Heading, Node, Paragraph, Reference, Table, Text, row
from .text_values import clip, single_line

_SMALL = 12
"""Numbers up to this one are words of the language rather than figures, if they are spelled out."""
_WORDS = 90
"""Code points of a passage that the chronology shows."""
_BEFORE = 50
"""Code points of them before the date, at most."""
_NOT_STATED, _OTHER = "Not stated", "Other"
_RETRACTED = "status/retracted"
_NO_SPEAKER = capitalized(NO_SPEAKER)
_ABOUT_FIGURES = (
    "Found by rules in the passages of this report, so that some may be missing; figures for one "
    "thing stand together. A figure is as of the date in its sentence, else that of its article. A "
    "number up to twelve in words is listed only if its passage is tagged as a figure."
)
_ABOUT_DATES = (
    "Found by rules in the passages of this report, so that it is not complete. The words in "
    "quotation marks were resolved against the date of their article."
)


class StatedFigures(NamedTuple):
    """The figures that a passage states of one thing, and those who say so.

    `about` is the topics of the claim in dispute, else what is counted, else "". `statements` are
    the one that quotes the figures, and those that repeat it in the same words as of the same date.
    """

    about: str
    figures: Sequence[QuotedFigure]
    statements: Sequence[Statement]

    @property
    def words(self) -> str:
        """The figures as the article words them."""
        return single_line(", ".join(dict.fromkeys(each.words for each in self.figures)))

    @property
    def as_of(self) -> str:
        """The date for which the figures are said, "" for none: "10 July 2015, since late June"."""
        since = dict.fromkeys(_uncapitalized(single_line(each.since)) for each in self.figures)
        dates = dict.fromkeys(readable_period(each.figure.as_of) for each in self.figures)
        return ", ".join(filter(None, (*dates, *since)))


def figures(assessment: Assessment) -> Iterator[Node]:
    """The figures in the passages: what is counted, who says so, and as of when."""
    stated = stated_figures(assessment)
    if stated:
        yield Heading(2, "Figures")
        yield Paragraph((_ABOUT_FIGURES,), quiet=True)
        head = row("About", "Figure", "Who says so", "As of")
        yield Table((head, *(_figures_row(assessment, each) for each in stated)))


def _figures_row(assessment: Assessment, stated: StatedFigures) -> tuple[Text, ...]:
    about = capitalized(stated.about) or _OTHER
    said = named(assessment, stated.statements, naming="never")
    return (about,), (stated.words,), said, (stated.as_of or _NOT_STATED,)


def stated_figures(assessment: Assessment) -> list[StatedFigures]:
    """The figures in the passages, those for one thing together.

    The figures of a claim in dispute come first, then those of which most speak. Numbers up to
    twelve in words are left out, unless their passage is tagged as a figure.
    """
    disputed: dict[Key, list[QuotedFigure]] = {}
    others: list[QuotedFigure] = []
    for each in assessment.mentions.figures:
        if _is_listed(assessment, each):
            claim = _claim_about_figures(assessment, each.key)
            (disputed.setdefault(claim, []) if claim else others).append(each)
    found: list[StatedFigures] = []
    for claim, quoted in disputed.items():
        topics = topics_of(assessment, assessment.graph.statements[claim])
        found += _by_passage(assessment, topics or _commonest(quoted), quoted)
    groups = group_figures(others)
    for group in groups:
        if group.what:
            found += _by_passage(assessment, single_line(group.what), group.rows)
    uncounted = [each for group in groups if not group.what for each in group.rows]
    return [*found, *_by_passage(assessment, "", uncounted)]


def _is_listed(assessment: Assessment, quoted: QuotedFigure) -> bool:
    """Whether a figure is more than a small number in words."""
    high, is_spelled = quoted.figure.high, not any(map(str.isdigit, quoted.words))
    if high is None or high > _SMALL or not is_spelled:
        return True
    return FIGURE in assessment.graph.statements[assessment.statement_of(quoted.key)].tags


def _claim_about_figures(assessment: Assessment, key: Key) -> Key | None:
    """The disputed claim, itself a figure, under which an annotation is weighed; else None."""
    claims = assessment.disputes.get(assessment.statement_of(key), ())
    return next((c for c in claims if FIGURE in assessment.graph.statements[c].tags), None)


def _commonest(quoted: Sequence[QuotedFigure]) -> str:
    """What most of some figures count."""
    counted = [single_line(each.figure.what) for each in quoted]
    return max(counted, key=counted.count)


def _by_passage(
    assessment: Assessment, about: str, quoted: Iterable[QuotedFigure]
) -> list[StatedFigures]:
    """Figures for one thing by passage, the smallest first.

    What repeats others in the same words as of the same date is joined with them.
    """
    passages: dict[Key, list[QuotedFigure]] = {}
    for each in quoted:
        passages.setdefault(assessment.statement_of(each.key), []).append(each)
    found: dict[Hashable, StatedFigures] = {}
    for key, stated in passages.items():
        values = frozenset((each.words.lower(), each.figure.as_of, each.since) for each in stated)
        first = assessment.graph.same(key)[0], values
        before = found.get(first, StatedFigures(about, stated, ()))
        statement = assessment.graph.statements[key]
        found[first] = before._replace(statements=(*before.statements, statement))
    return sorted(found.values(), key=lambda each: each.figures[0].size)


def chronology(assessment: Assessment) -> Iterator[Node]:
    """The dates in the passages, the earliest first, with what is said to have happened.

    What repeats a passage stands beside it.
    """
    dated = dated_passages(assessment)
    if dated:
        yield Heading(2, "Chronology")
        yield Paragraph((_ABOUT_DATES,), quiet=True)
        once: dict[tuple[Key, str], list[QuotedDate]] = {}
        for each in dated:
            same = assessment.graph.same(assessment.statement_of(each.key))
            once.setdefault((same[0], each.date.date), []).append(each)
        rows = [_date_row(assessment, each) for each in once.values()]
        yield Table((row("Date", "Passage", "Who says so"), *rows))


def dated_passages(assessment: Assessment) -> list[QuotedDate]:
    """The dates in the passages, each once a passage, the earliest first, unresolved ones last."""
    once: dict[tuple[Key, str], QuotedDate] = {}
    for each in assessment.mentions.dates:
        once.setdefault((each.key, each.date.date), each)
    return sorted(once.values(), key=_by_day)


def _by_day(quoted: QuotedDate) -> tuple[bool, date, bool]:
    """The place of a date in a chronology: a month comes before its days."""
    written = quoted.date.date
    first = first_day_of(written) if written else date.max
    return not written, first, len(written) == len("2015-07-09")


def _date_row(assessment: Assessment, repeated: Sequence[QuotedDate]) -> tuple[Text, ...]:
    quoted = repeated[0]
    citation = assessment.citations[quoted.key]
    written = quoted.date.date
    since = "Since " if quoted.date.since else "On or before " * quoted.date.is_latest
    day = since * bool(written) + readable_period(written) or "Not resolved"
    as_worded = f" ({in_marks(single_line(quoted.words))})" * (quoted.date.is_relative)
    document = assessment.documents[citation.document].document
    words = _excerpt(words_without_markup(citation, document), quoted.words)
    said = [assessment.graph.statements[assessment.statement_of(each.key)] for each in repeated]
    is_known = bool(assessment.speaker(quoted.key))
    cited = (Reference(citation.number, naming="never"),)
    who = named(assessment, said, naming="never") if is_known else (f"{_NO_SPEAKER} ", *cited)
    is_retracted = any(covers(_RETRACTED, tag) for tag in said[0].tags)
    retracted = " (concerns a retraction)" * is_retracted
    return (day + as_worded,), (in_marks(words) + retracted,), who


def _uncapitalized(words: str) -> str:
    return words[:1].lower() + words[1:]


def _excerpt(passage: str, words: str) -> str:
    """A part of a passage around some words in it, on one line."""
    line = single_line(passage)
    at = min(line.find(single_line(words)) - _BEFORE, len(line) - _WORDS)
    if at <= 0:
        return clip(line, _WORDS)
    return f"…{clip(line[line.find(' ', at) + 1 :], _WORDS - 1)}"
