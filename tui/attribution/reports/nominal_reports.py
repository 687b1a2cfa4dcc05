"""Reports without a reporting verb: by a noun, an adjective, an adverb or a signature."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from ..grammar.clauses import clause_end
from ..grammar.noun_phrases import NounPhrase, noun_phrase_ending_at, noun_phrase_starting_at
from ..grammar.preceding_complements import complement_before
from ..grammar.subjects import subject_before
from ..lexicon import word_set
from ..lexicon.function_words import (
    BE,
    DETERMINERS,
    HAVE,
    POSSESSIVE_ENDINGS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
)
from ..lexicon.reporting_words import (
    ATTITUDE_ADJECTIVES,
    HEARSAY_ADVERBS,
    HEARSAY_PARTICIPLES,
    UNSOURCED_NOUNS,
    reporting_noun,
)
from ..sentences import QUOTATION, Sentence, TokenRange
from .according_to import according_to_report
from .speech_report import MOST_REPORTS, SpeechReport

_COMMITMENT_NOUNS = word_set("pledge promise threat vow")
_MAKING_FORMS = word_set("make makes made making")
_MAKING_VERBS = word_set("made makes issued gave expressed voiced raised repeated had has")
_NEVER_REPORTED_TO = word_set("considered known feared")
"""Participles of hearsay that report only with "that", and not with "to"."""

_ADJECTIVES_WITHOUT_THAT = word_set("confident concerned sure convinced")
_NO_SOURCES = word_set("it i we you that which")
_CLAUSE_OPENERS = SUBORDINATORS | word_set("but which who , ; : — –")
_DASHES = word_set("- – — --")
_THIRD_PERSON = word_set("his her its their")
_OPINION_NOUNS = word_set("words view opinion estimation judgement judgment telling account eyes")
_SOURCE_REACH = 11
_NOUN_REACH = 9
_HEADLINE_REACH = 8
_LONGEST_SIGNED = 14
_QUOTING_WORDS = word_set("i i'm i’m i'll i’ll i've i’ve me my we we're we’re our us ‘ '") | {
    QUOTATION
}
"""Marks and words in the first person, which show that a headline quotes somebody."""

_HEADLINE_SOURCES = word_set("""
    official report source minister president police expert analyst study poll survey chief
    leader spokesman spokeswoman spokesperson researcher scientist government ministry witness
    resident mayor governor general commander coach lawyer prosecutor un nato ministry media
    historian scholar critic ap afp reuters editorial data document file
""")


def nominal_reports(sentence: Sentence) -> list[SpeechReport]:
    """The reports of a sentence that are made without a reporting verb."""
    return list(islice(_reports(sentence), MOST_REPORTS))


def _reports(sentence: Sentence) -> Iterator[SpeechReport]:
    for at, token in enumerate(sentence.tokens):
        rule = _RULES.get(token.word, _noun_report if reporting_noun(token.word) else None)
        report = rule(sentence, at) if rule and not token.quotation else None
        if report:
            yield report
    for report in (_signed_report(sentence), _headline_report(sentence)):
        if report:
            yield report
    for at in () if sentence.is_headline else sentence.speech:
        report = _name_before_colon(sentence, at)
        if report:
            yield report


def _hearsay_report(sentence: Sentence, at: int) -> SpeechReport | None:
    """The report "is believed to" or "it is said that", which nobody in particular makes."""
    first, _ = sentence.verb_group(at)
    if not BE & set(sentence.words(first, at - 1)):
        return None
    after = sentence.word(at + 1)
    if after == "that" and sentence.word(first - 1) == "it":
        content = (at + 1, clause_end(sentence, at + 1))
    elif after == "to" and sentence.word(at) not in _NEVER_REPORTED_TO:
        subject = noun_phrase_ending_at(sentence, first - 1)
        begin = subject.first if subject else sentence.start_after(_CLAUSE_OPENERS, first)
        content = (begin, clause_end(sentence, at))
    else:
        return None
    return SpeechReport((first, at), None, (content,), is_hearsay=True)


def _adverb_report(sentence: Sentence, at: int) -> SpeechReport | None:
    """The report by "reportedly" and the like: the clause in which the adverb stands."""
    first = sentence.start_after(_CLAUSE_OPENERS, at)
    last = clause_end(sentence, at)
    if sentence.word(last) in (".", "?", "!"):
        last -= 1
    end = sentence.find(SUBORDINATORS | {",", ":"}, at + 1, last + 1)
    last = last if end is None else end - 1
    first += first == at
    if last - first < 2:
        return None
    return SpeechReport((at, at), None, ((first, last),), is_hearsay=True)


def _adjective_report(sentence: Sentence, at: int) -> SpeechReport | None:
    """The report "are concerned that", with or without "that"."""
    if sentence.word(at) == "clear" and sentence.word(_maker(sentence, at)) in _MAKING_FORMS:
        return _clear_report(sentence, at)
    first, auxiliary = sentence.verb_group(at)
    after = sentence.word(at + 1)
    begins_clause = after == "that" or (
        after in SUBJECT_PRONOUNS | {"the"} and sentence.word(at) in _ADJECTIVES_WITHOUT_THAT
    )
    if auxiliary not in BE | HAVE or not begins_clause:
        return None
    source = subject_before(sentence, first)
    if source is None or source.last_word in _NO_SOURCES:
        return None
    return SpeechReport((first, at), source, ((at + 1, clause_end(sentence, at + 1)),))


def _maker(sentence: Sentence, clear: int) -> int:
    """The token of "make" in "make it very clear", given that of "clear"."""
    at = clear - 1
    while is_adverb(sentence.word(at)) or sentence.word(at) in ("it", "very"):
        at -= 1
    return at


def _clear_report(sentence: Sentence, at: int) -> SpeechReport | None:
    """The report "made it clear that", whose word "clear" is the token `at`."""
    first, _ = sentence.verb_group(_maker(sentence, at))
    source = subject_before(sentence, first)
    if source is None or source.last_word in _NO_SOURCES or at + 1 >= len(sentence):
        return None
    if sentence.word(at + 1) != "that" and not sentence.is_clause(at + 1):
        return None
    return SpeechReport((first, at), source, ((at + 1, clause_end(sentence, at + 1)),))


def _noun_report(sentence: Sentence, at: int) -> SpeechReport | None:
    """The report "the claim that" or "unconfirmed reports in the press that"."""
    noun, that, source = reporting_noun(sentence.word(at)), at + 1, None
    if sentence.word(that) in ("by", "from", "in", "of", "among", "on"):
        source = noun_phrase_starting_at(sentence, that + 1, that + 1 + _SOURCE_REACH)
        if source is None or source.before_verb() != source:
            return None
        that = source.last + 1
    opener = "to" if source and noun in _COMMITMENT_NOUNS else "that"
    if sentence.word(that) not in ("that", opener) or that - at > _NOUN_REACH:
        return None
    phrase = noun_phrase_ending_at(sentence, at)
    source = source or _owner(sentence, phrase, at)
    if source is None and noun not in UNSOURCED_NOUNS and sentence.word(at - 1) != "no":
        return None
    if source and source.first <= at:
        first = source.last + 1
    else:
        first = phrase.first if phrase else at
        first += first < at and sentence.word(first) in DETERMINERS
    content = (that, clause_end(sentence, that))
    return SpeechReport((min(first, at), at), source, (content,), is_hearsay=source is None)


def _owner(sentence: Sentence, phrase: NounPhrase | None, noun: int) -> NounPhrase | None:
    """Who makes the claim in "Iran's claim that" and "X made the claim that"."""
    if phrase is None:
        return None
    for at in range(noun - 1, phrase.first - 1, -1):
        word = sentence.word(at)
        if word.endswith(POSSESSIVE_ENDINGS):
            return NounPhrase(sentence, phrase.first, at)
        if word in ("his", "her", "its", "their"):
            return NounPhrase(sentence, at, at)
    verb = phrase.first - 1
    if sentence.word(verb) not in _MAKING_VERBS:
        return None
    return noun_phrase_ending_at(sentence, sentence.verb_group(verb)[0] - 1)


def _signed_report(sentence: Sentence) -> SpeechReport | None:
    """The report of a quotation with its source after a dash: "...", - X."""
    if sentence.speech != (0,) or len(sentence) > _LONGEST_SIGNED:
        return None
    at = 1
    while sentence.word(at) in _DASHES:
        at += 1
    source = noun_phrase_starting_at(sentence, at) if at > 1 else None
    return SpeechReport(None, source, ((0, 0),), is_postposed=True) if source else None


def _headline_report(sentence: Sentence) -> SpeechReport | None:
    """The report of a headline with its source before a colon: "Official: talks have failed"."""
    if not sentence.is_headline:
        return None
    colon = sentence.find({":"}, 1, min(_HEADLINE_REACH + 1, len(sentence) - 1))
    source = noun_phrase_ending_at(sentence, colon - 1) if colon else None
    if not colon or source is None or source.first != 0:
        return None
    content = (colon + 1, len(sentence) - 1)
    if not (_is_headline_source(source.last_word) or _is_quoted_by_name(source, content)):
        return None
    return SpeechReport((colon, colon), source, (content,))


def _name_before_colon(sentence: Sentence, quotation: int) -> SpeechReport | None:
    """The report of a quotation by nothing but a name and a colon: "Bell: “I will stay.”"."""
    colon = quotation - 1
    source = noun_phrase_ending_at(sentence, colon - 1) if sentence.word(colon) == ":" else None
    if source is None:
        return None
    begins = source.first == 0 or sentence.word(source.first - 1) in _DASHES | {".", QUOTATION}
    is_name = all(map(sentence.is_capitalized, range(source.first, source.last + 1)))
    if not (begins and is_name):
        return None
    return SpeechReport((colon, colon), source, ((quotation, quotation),))


def _words_report(sentence: Sentence, at: int) -> SpeechReport | None:
    """The report by "in Bell’s view" or "in her words", whose noun is the token `at`."""
    source = noun_phrase_ending_at(sentence, at - 1)
    if source is None or sentence.word(source.first - 1) != "in":
        return None
    if not (source.last_word in _THIRD_PERSON or source.last_word.endswith(POSSESSIVE_ENDINGS)):
        return None
    cue, first = (source.first - 1, at), at + 2
    if sentence.word(at + 1) == "," and first < len(sentence):
        return SpeechReport(cue, source, ((first, clause_end(sentence, first)),))
    content = complement_before(sentence, source.first - 1)
    return SpeechReport(cue, source, (content,), is_postposed=True) if content else None


def _is_headline_source(word: str) -> bool:
    return word in _HEADLINE_SOURCES or word.removesuffix("s") in _HEADLINE_SOURCES


def _is_quoted_by_name(source: NounPhrase, content: TokenRange) -> bool:
    """Whether a name precedes a quotation or words in the first person: "Bell: ‘I will stay’"."""
    sentence, (first, last) = source.sentence, content
    is_name = all(map(sentence.is_capitalized, range(source.first, source.last + 1)))
    words = sentence.words(first, last)
    return is_name and not _QUOTING_WORDS.isdisjoint(words)


_RULES: Mapping[str, Callable[[Sentence, int], SpeechReport | None]] = {
    "according": according_to_report,
    **dict.fromkeys(_OPINION_NOUNS, _words_report),
    **dict.fromkeys(HEARSAY_PARTICIPLES, _hearsay_report),
    **dict.fromkeys(HEARSAY_ADVERBS, _adverb_report),
    **dict.fromkeys(ATTITUDE_ADJECTIVES, _adjective_report),
}
"""Word in lower case -> the rule for reports by that word."""
