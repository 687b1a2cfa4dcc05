"""Reports with "according to"."""

from __future__ import annotations

from ..grammar.clauses import clause_end
from ..grammar.noun_phrases import NounPhrase, noun_phrase_starting_at
from ..grammar.preceding_complements import complement_before
from ..lexicon.function_words import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from ..sentences import Sentence, TokenRange
from .speech_report import SpeechReport

_COMMA_REACH = 11
_APPOSITION_REACH = 12
_OPENERS = COORDINATORS | SUBORDINATORS | {";", ":", "that"}


def according_to_report(sentence: Sentence, at: int) -> SpeechReport | None:
    """The report whose word "according" is the token `at`; None where no "to X" follows."""
    source = noun_phrase_starting_at(sentence, at + 2)
    if source is None or sentence.word(at + 1) != "to":
        return None
    cue = (at, at + 1)
    content = _content_before(sentence, at)
    if content is None:
        return _opening_report(cue, source)
    continues = (
        sentence.word(content[1]) in AUXILIARIES | PREPOSITIONS
        or sentence.word(source.end + 2) in AUXILIARIES
    )
    if continues and sentence.word(source.end + 1) == ",":
        content = (content[0], clause_end(sentence, source.end + 2))
    return SpeechReport(cue, source, (content,), is_postposed=True)


def _content_before(sentence: Sentence, at: int) -> TokenRange | None:
    """What is said before "according to"; None where the report opens a sentence or a clause."""
    before = sentence.word(at - 1)
    if at == 0 or before in _OPENERS:
        return None
    last = at - 1 - (before == ",")
    return complement_before(sentence, at) or ((0, last) if last >= 2 else None)


def _opening_report(cue: TokenRange, source: NounPhrase) -> SpeechReport | None:
    """The report "according to X, ...", whose content is the clause after the comma.

    Without a comma the clause begins where a new noun phrase does: "according to X the plan".
    """
    sentence, first = source.sentence, _next_noun_phrase(source)
    if first is None:
        first = _after_comma(sentence, source.last + 1)
        if source.apposition and _ends_apposition(sentence, source.apposition):
            first = source.end + 2
        elif source.end >= first:
            source = NounPhrase(sentence, source.first, source.last)
    else:
        source = NounPhrase(sentence, source.first, first - 1)
    if first >= len(sentence):
        return None
    return SpeechReport(cue, source, ((first, clause_end(sentence, first)),))


def _ends_apposition(sentence: Sentence, apposition: TokenRange) -> bool:
    """Whether an apposition is no clause itself, and a comma and a clause follow it."""
    first, last = apposition
    follows = sentence.word(last + 1) == "," and sentence.is_clause(last + 2)
    return follows and not sentence.is_clause(first, last + 1)


def _next_noun_phrase(source: NounPhrase) -> int | None:
    """The determiner inside a source with which the next noun phrase begins."""
    for at in range(source.first + 1, source.last + 1):
        before, word = source.sentence.words(at - 1, at)
        if word in DETERMINERS and before not in PREPOSITIONS | COORDINATORS:
            return at
    return None


def _after_comma(sentence: Sentence, first: int) -> int:
    """The token after the next comma and its apposition; `first` where no comma is near."""
    comma = sentence.find({","}, first, first + _COMMA_REACH)
    return first if comma is None else _apposition_end(sentence, comma) + 1


def _apposition_end(sentence: Sentence, comma: int) -> int:
    """The comma that ends the apposition after a comma; `comma` itself without an apposition."""
    first = comma + 1
    if not sentence.is_word(first) or not _opens_apposition(sentence, first):
        return comma
    is_relative = sentence.word(first) in ("which", "who")
    ends = {","} if is_relative else AUXILIARIES | {","}
    end = sentence.find(ends, first + 1, first + 1 + _APPOSITION_REACH)
    return comma if end is None or sentence.word(end) != "," else end


def _opens_apposition(sentence: Sentence, at: int) -> bool:
    """Whether a word after a comma can open an apposition; the year of a date can, too."""
    word = sentence.word(at)
    if word in ("a", "an", "which", "who") or (word.isdigit() and sentence.word(at - 2).isdigit()):
        return True
    return not sentence.is_capitalized(at) and word not in DETERMINERS | PREPOSITIONS | PRONOUNS
