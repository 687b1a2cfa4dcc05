"""Splitting a document into sentences in which every quotation is one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ..model.document import Document, Span
from ..model.quotations import QuotedText
from .lexicon.function_words import PREPOSITIONS
from .lexicon.reporting_words import POSTPOSED_VERBS
from .lexicon.verb_forms import VERB_FORMS
from .sentences import QUOTATION, Sentence, SentenceToken

_MOST_TOKENS = 300
"""Longer sentences are cut, which keeps the time in proportion to the length of the text."""

_SPEAKER_REACH = 24
"""Tokens among which the verb of a report after a quotation is looked for."""

_AFTER_SPEAKER = (PREPOSITIONS - {"for"}) | {".", ",", "", "when", "as", "while"}
_CLOSING_MARKS = "\"”’»'"
_TITLES = "Mr|Mrs|Ms|Dr|Prof|Gen|Brig|Maj|Lt|Col|Sgt|Capt|Cpl|Adm|Gov|Sen|Rep|St|Hon|Rev|Jr|Sr"
_COMPANIES = "Co|Corp|Inc|Ltd|Bros"
_TOKEN = re.compile(
    rf"(?:[^\W\d_]\.){{2,8}}|\b(?:{_TITLES})\.|\b(?:{_COMPANIES})\.(?=\s[a-z])|\b[A-Z]\.(?=\s[A-Z])"
    r"|\d[\d.,:]*\d|[#@$£€]?\w+(?:[-'’.&/]\w+)*(?:[’'](?=\s))?|[^\w\s]"
)


def split_sentences(document: Document, quotations: Sequence[QuotedText]) -> Iterator[Sentence]:
    """The sentences of a document in order, without those of its related links.

    `quotations` are all quotations of the document in order.
    """
    splitter = _Splitter(document, quotations, [quotation.start for quotation in quotations])
    end = 0
    for block, kind in enumerate(each.kind for each in document.blocks):
        if kind == "related":
            continue
        for span in splitter.joined_passages(block, end):
            tokens = tuple(splitter.tokens(span))
            for first in range(0, len(tokens), _MOST_TOKENS):
                part = tokens[first : first + _MOST_TOKENS]
                yield Sentence(document.text, block, kind, part)
            end = span.end


@dataclass(frozen=True, slots=True)
class _Splitter:
    """A document with its quotations in order, and where they start."""

    document: Document
    quotations: Sequence[QuotedText]
    starts: Sequence[int]

    def joined_passages(self, block: int, begin: int) -> Iterator[Span]:
        """The passages of a Block that end after `begin`.

        A passage is joined to the one before where a quotation spans both, or where it continues
        that one.
        """
        waiting: Span | None = None
        for each in self.document.passages(block):
            passage = Span(each.start, each.end)
            if passage.end <= begin:
                continue
            if waiting and (passage.start < waiting.end or self.continues(waiting, passage)):
                waiting = Span(waiting.start, max(passage.end, waiting.end))
            else:
                if waiting:
                    yield waiting
                waiting = Span(max(passage.start, begin), passage.end)
            waiting = self._with_whole_quotation(waiting)
        if waiting:
            yield waiting

    def continues(self, before: Span, passage: Span) -> bool:
        """Whether a passage begins with a small letter or a dash, or says who asked or shouted.

        That is so after a quotation that ends with a question or exclamation mark ("“Who?” Bell
        asked."), and after a full stop if nothing else follows.
        """
        text = self.document.text
        initial = text[passage.start]
        if initial.islower() or initial in "-–—―":
            return True
        mark = text[max(before.start, before.end - 2) : before.end - 1]
        if mark not in ("?", "!", ".") or text[before.end - 1] not in _CLOSING_MARKS:
            return False
        found = islice(_TOKEN.finditer(text, passage.start, passage.end), _SPEAKER_REACH)
        words = [match.group().casefold() for match in found]
        for word, after in zip(words, [*words[1:], ""], strict=True):
            form = VERB_FORMS.get(word)
            if form and form.lemma in POSTPOSED_VERBS and form.is_finite:
                return after in (_AFTER_SPEAKER if mark != "." else (".", ""))
            if mark != "." and word.endswith("ed") and after in (".", ""):
                return True
        return False

    def _with_whole_quotation(self, span: Span) -> Span:
        """A span up to the end of the passage in which its last quotation ends."""
        last = bisect_left(self.starts, span.end) - 1
        if last < 0 or self.quotations[last].end <= span.end:
            return span
        end = self.quotations[last].end
        passage = self.document.passage(self.document.place_at(end - 1))
        return Span(span.start, max(end, passage.end))

    def tokens(self, span: Span) -> Iterator[SentenceToken]:
        """The tokens of a span: each quotation as one, and the words and marks between them."""
        at = span.start
        first, stop = (bisect_left(self.starts, place) for place in span)
        for quotation in self.quotations[first:stop]:
            yield from self._words(at, quotation.start)
            yield SentenceToken(quotation.start, quotation.end, QUOTATION, False, quotation)
            at = quotation.end
        yield from self._words(at, span.end)

    def _words(self, start: int, end: int) -> Iterator[SentenceToken]:
        for match in _TOKEN.finditer(self.document.text, start, end):
            word = match.group()
            key = "—" if word == "―" else word.casefold()
            yield SentenceToken(match.start(), match.end(), key, word[0].isupper())
