"""Coding by rule: what rules propose for an article, and the edit that keeps some of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..library.field_values import KINDS
from ..library.finder import read_line
from ..model.annotation import Annotation
from ..model.codebook import covers
from ..model.document import Span
from ..model.document_state import DocumentState
from ..model.dossier import CodingRule
from ..model.errors import ReaderError
from ..model.spans import SpanIndex
from ..search.bounded_regex import compiled, matches, matching_texts
from ..search.word_lists import listed_words, places_of
from .article_finder import ArticlePassageIndex

if TYPE_CHECKING:
    from ..library import Finder

ProposalState = Literal["new", "present", "gone"]
"""Not coded yet; coded with this tag already; coded by the rule, which does not match any more."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span (code points) that a rule codes with a tag; `tag` has its present name."""

    rule: str
    tag: str
    span: Span
    state: ProposalState


def check_rules(rules: Sequence[CodingRule], where: str) -> None:
    """Raise ReaderError for the first mistake in what rules look for; `where` names their file."""
    for rule in rules:
        try:
            if mistake := rule.query and read_line(rule.query).mistake:
                raise ReaderError(mistake)
            if rule.regex:
                compiled(rule.regex)
            for entry in rule.words:
                listed_words(entry)
        except ReaderError as error:
            raise ReaderError(f"{where}: rule “{rule.name}”: {error}") from None


def proposals(
    rules: Sequence[CodingRule],
    state: DocumentState,
    progress: Callable[[float], None] = lambda share: None,
) -> list[Proposal]:
    """What rules propose for an article, rule by rule in the order of the text.

    A rule takes what earlier ones propose as coded. Links to other articles are left out.
    `progress` is called with the share done (0 to 1) of reading the passages, which takes most of
    the time; what it raises stops the work. Raises ReaderError if a rule has a mistake or takes too
    long.
    """
    index = ArticlePassageIndex(state.document, progress)
    finder = index.finder(state)
    found: list[Proposal] = []
    made = SpanIndex()
    for rule in rules:
        try:
            spans = _spans(rule, state, made, index, finder)
        except ReaderError as error:
            raise ReaderError(f"rule “{rule.name}”: {error}") from None
        tag = state.codebook.current(rule.tag)
        for span in spans:
            known = (*state.exactly(span), *made.exactly(span))
            is_present = any(tag in annotation.tags for annotation in known)
            found.append(Proposal(rule.name, tag, span, "present" if is_present else "new"))
            if not is_present:
                made.put(Annotation(str(len(found)), *span, "", tags=(tag,), rule=rule.name))
        found += _gone(rule.name, tag, state, set(spans))
    return found


def _spans(
    rule: CodingRule,
    state: DocumentState,
    made: SpanIndex,
    index: ArticlePassageIndex,
    finder: Finder,
) -> list[Span]:
    """The spans that a rule codes, in order, each once; `made` is what earlier rules code."""
    kind = next(kind for kind in _MATCHES if getattr(rule, kind))
    spans: set[Span] = set()
    for item, match in _MATCHES[kind](rule, index, finder):
        if KINDS[index.kinds[item]] != "related":
            spans.add(_unit(rule.unit, state, index, item, match))
    exceptions = [state.codebook.current(name) for name in rule.exceptions]

    def is_excepted(span: Span) -> bool:
        others = (*state.each_overlapping(*span), *made.overlapping(*span))
        tags = (tag for other in others if other.rule != rule.name for tag in other.tags)
        return any(covers(name, tag) for tag in tags for name in exceptions)

    return sorted(s for s in spans if s.start < s.end and not (exceptions and is_excepted(s)))


def _unit(
    unit: str, state: DocumentState, index: ArticlePassageIndex, item: int, match: Span
) -> Span:
    """The span that a match (in code points of its passage) codes."""
    passage = index.passages[item]
    if unit == "match":
        text = state.document.text[passage.start + match.start : passage.start + match.end]
        start = passage.start + match.start + len(text) - len(text.lstrip())
        return Span(start, start + len(text.strip()))
    if unit == "paragraph":
        block = state.document.blocks[index.blocks[item]]
        return Span(block.start, block.end)
    return Span(passage.start, passage.end)


Matches = Iterator[tuple[int, Span]]
"""The numbers of passages with a match, and its span in code points of the passage."""


def _of_query(rule: CodingRule, index: ArticlePassageIndex, finder: Finder) -> Matches:
    for hit in finder.find(rule.query, len(index.passages)):
        if not hit.weak:
            passage, spans = index.passages[hit.item], () if hit.note else hit.spans
            whole = Span(0, passage.end - passage.start)
            yield hit.item, Span(spans[0].start, spans[-1].end) if spans else whole


def _of_regex(rule: CodingRule, index: ArticlePassageIndex, finder: Finder) -> Matches:
    texts = index.searcher.index
    for item in matching_texts(rule.regex, ((i, texts.text(i)) for i in range(len(texts)))):
        for span in matches(rule.regex, texts.text(item)):
            yield item, span


def _of_words(rule: CodingRule, index: ArticlePassageIndex, finder: Finder) -> Matches:
    for entry in rule.words:
        yield from places_of(index.searcher.lexicon, entry)


_MATCHES: Mapping[str, Callable[[CodingRule, ArticlePassageIndex, Finder], Matches]] = {
    "query": _of_query,
    "regex": _of_regex,
    "words": _of_words,
}


def _gone(name: str, tag: str, state: DocumentState, spans: Collection[Span]) -> Iterator[Proposal]:
    """The annotations that a rule made and would not make now."""
    for annotation in state.ordered():
        span = Span(annotation.start, annotation.end)
        if annotation.rule == name and span not in spans:
            yield Proposal(name, tag, span, "gone")
