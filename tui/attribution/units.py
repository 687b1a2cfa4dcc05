"""Units: sentences as tokens, in which a whole quotation is one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..model.document import Document, Span
from .quotation import Quote

LIMIT = 300
"""Tokens of a unit: a longer one is cut, so that the time stays linear whatever the text."""

_TITLES = "Mr|Mrs|Ms|Dr|Prof|Gen|Brig|Maj|Lt|Col|Sgt|Capt|Cpl|Adm|Gov|Sen|Rep|St|Hon|Rev|Jr|Sr"
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,8}}|\b(?:{_TITLES})\.|\b[A-Z]\.(?=\s[A-Z])"
    r"|\d[\d.,]*\d|[#@$£€]?\w+(?:[-'’.&/]\w+)*(?:[’'](?=\s))?|[^\w\s]"
)


class Token(NamedTuple):
    """A word, a mark of punctuation, or a quotation; `word` is in small letters."""

    start: int
    end: int
    word: str
    cap: bool
    quote: Quote | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is neither punctuation nor a quotation."""
        return self.quote is None and (self.word[0].isalnum() or len(self.word) > 1)


@dataclass(frozen=True)
class Unit:
    """A sentence, or several that one quotation spans; `block` is the number of its Block."""

    start: int
    end: int
    block: int
    kind: str
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in small letters."""
        return frozenset(token.word for token in self.tokens)

    @cached_property
    def speech(self) -> tuple[int, ...]:
        """The numbers of the tokens that are quoted speech."""
        return tuple(n for n, t in enumerate(self.tokens) if t.quote and t.quote.speech)

    def word(self, number: int) -> str:
        """The word of a token, or "" where there is none."""
        return self.tokens[number].word if 0 <= number < len(self.tokens) else ""

    def span(self, first: int, last: int) -> Span:
        """From one token to another, which is still in it."""
        return Span(self.tokens[first].start, self.tokens[last].end)


def find_units(document: Document, quotes: Sequence[Quote]) -> Iterator[Unit]:
    """The units of a document in order; related links are left out."""
    starts = [quote.start for quote in quotes]
    behind = 0
    for number, block in enumerate(document.blocks):
        if block.kind == "related":
            continue
        for span in _joined(document, number, quotes, starts, behind):
            yield from _cut(document.text, span, number, block.kind, quotes, starts)
            behind = span.end


def _joined(
    document: Document, number: int, quotes: Sequence[Quote], starts: Sequence[int], behind: int
) -> Iterator[Span]:
    """The passages of a Block from `behind` on, joined where a quotation or small letter joins."""
    waiting: Span | None = None
    for passage in document.passages(number):
        if passage.end <= behind:
            continue
        begins = document.text[passage.start]
        if waiting and (passage.start < waiting.end or begins.islower() or begins in "-–—"):
            waiting = Span(waiting.start, max(passage.end, waiting.end))
        else:
            if waiting:
                yield waiting
            waiting = Span(max(passage.start, behind), passage.end)
        last = bisect_left(starts, waiting.end) - 1
        if last >= 0 and quotes[last].end > waiting.end:
            place = document.place_at(quotes[last].end - 1)
            end = max(quotes[last].end, document.passage(place).end)
            waiting = Span(waiting.start, end)
    if waiting:
        yield waiting


def _cut(
    text: str,
    span: Span,
    block: int,
    kind: str,
    quotes: Sequence[Quote],
    starts: Sequence[int],
) -> Iterator[Unit]:
    tokens = tuple(_tokens(text, span, quotes, starts))
    for first in range(0, len(tokens), LIMIT):
        part = tokens[first : first + LIMIT]
        yield Unit(part[0].start, part[-1].end, block, kind, part)


def _tokens(
    text: str, span: Span, quotes: Sequence[Quote], starts: Sequence[int]
) -> Iterator[Token]:
    at, number = span.start, bisect_left(starts, span.start)
    while at < span.end:
        here = quotes[number] if number < len(quotes) and starts[number] < span.end else None
        yield from _plain(text, at, here.start if here else span.end)
        if here is None:
            return
        yield Token(here.start, here.end, "“”", False, here)
        at, number = here.end, number + 1


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        yield Token(match.start(), match.end(), word.casefold(), word[0].isupper())
