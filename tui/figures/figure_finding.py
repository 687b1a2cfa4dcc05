"""Find the figures in a document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model.document import Document, Span
from ..model.mentions import Figure
from .changes import with_changes
from .coordination import with_shared_states
from .counted import Counted, CountedFinder
from .exclusions import is_excluded, is_inside_chain
from .lexicon.people_words import PEOPLE
from .number_tokens import Token, TokenList, tokenize
from .phrases import Phrase, PhraseParser

_LONGEST = 10_000
"""Code points; longer passages are searched in pieces, so that the time is in proportion."""

_CLUE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?"
    r"|thousands?|millions?|billions?|trillions?|dozens?|scores|half|third|quarter|lakh|crore)\b",
    re.IGNORECASE,
)
"""What every figure contains."""

_SKIPPED = ("byline", "related")
_YEARS = (1000, 2100)
"""Numbers of four digits between these are taken for years in languages other than English."""


def find_figures(document: Document, dates: Sequence[Span] = ()) -> list[Figure]:
    """The figures in a document, in the order of the text, without source and `as_of`.

    `dates` are the spans of its dates, in order: the numbers in them are no figures. Neither are
    ages, durations, times, ordinals, scores, and numbers in names, lists and telephone numbers.
    Words are recognised in English; in other languages figures are found in digits, with scales
    and units of the commonest languages, and without what they count.
    """
    found: list[Figure] = []
    starts, ends = [span.start for span in dates], [span.end for span in dates]
    for number, block in enumerate(document.blocks):
        if block.kind in _SKIPPED or not _CLUE.search(document.text, block.start, block.end):
            continue
        is_title = block.kind in ("title", "heading")
        for passage in document.passages(number):
            for start in range(passage.start, passage.end, _LONGEST):
                piece = Span(start, min(start + _LONGEST, passage.end))
                if _CLUE.search(document.text, *piece):
                    first, last = bisect_right(ends, piece.start), bisect_left(starts, piece.end)
                    found += _figures_in(document, piece, dates[first:last], is_title)
    return found


def _figures_in(
    document: Document, piece: Span, dates: Sequence[Span], is_title: bool
) -> Iterator[Figure]:
    """The figures in one passage or part of it."""
    is_english = document.lang[:2] == "en"
    tokens = TokenList(_without_dates(tokenize(document.text, piece, document.lang), dates))
    phrases = list(_phrases(tokens, document.lang, is_title))
    counted = _counted(tokens, phrases) if is_english else [Counted()] * len(phrases)
    for phrase, each in zip(phrases, counted, strict=True):
        yield _figure(tokens, phrase, each)


def _phrases(tokens: TokenList, lang: str, is_title: bool) -> Iterator[Phrase]:
    """The phrases with numbers that are figures."""
    is_english = lang[:2] == "en"
    parser = PhraseParser(tokens, lang, is_english)
    at = end = 0
    while at < len(tokens):
        phrase = None if is_inside_chain(tokens, at) else parser.phrase(at)
        if phrase is None:
            at += 1
            continue
        is_year = not is_english and _is_bare_year(tokens, phrase)
        if is_year or is_excluded(tokens, phrase, is_title, is_english):
            at = phrase.number_end
        else:
            # "5 £ 6": the sign belongs to the first number.
            yield replace(phrase, first=max(phrase.first, end))
            at = end = phrase.end


def _counted(tokens: TokenList, phrases: Sequence[Phrase]) -> list[Counted]:
    """What each figure counts; where nothing tells it, what the one before it counts."""
    finder = CountedFinder(tokens)
    found: list[Counted] = []
    before, measured = Counted(), Counted()
    for phrase in phrases:
        counted = finder.counted(phrase)
        if not counted.what and not phrase.unit:
            counted = before
        elif not counted.what and tokens.key(phrase.first - 1) in ("(", "/"):
            counted = measured
        before, measured = (before, counted) if phrase.unit else (counted, measured)
        found.append(counted)
    return with_changes(tokens, phrases, with_shared_states(tokens, phrases, found))


def _figure(tokens: TokenList, phrase: Phrase, counted: Counted) -> Figure:
    end = phrase.end
    unit = phrase.unit
    if not unit and counted.are_people:
        unit = "people"
        # The phrase includes the word for the people where it follows directly.
        end += tokens.key(end) in PEOPLE
    span = Span(tokens[phrase.first].start, tokens[end - 1].end)
    return Figure(span, phrase.low, phrase.high, unit, counted.what)


def _without_dates(tokens: Sequence[Token], dates: Sequence[Span]) -> list[Token]:
    """The tokens, with one token instead of each date, so that nothing is joined across it."""
    kept: list[Token] = []
    number = 0
    for token in tokens:
        while number < len(dates) and dates[number].end <= token.start:
            number += 1
        if number < len(dates) and dates[number].start <= token.start:
            if not kept or kept[-1].end < dates[number].start or kept[-1].kind != "date":
                kept.append(Token("date", "", "", token.start, dates[number].end))
        else:
            kept.append(token)
    return kept


def _is_bare_year(tokens: TokenList, phrase: Phrase) -> bool:
    """Whether a number looks like a year: four digits without a unit."""
    written = tokens.text(phrase.number)
    is_year = phrase.low is not None and _YEARS[0] <= phrase.low < _YEARS[1]
    return is_year and not phrase.unit and len(written) == 4 and written.isdecimal()
