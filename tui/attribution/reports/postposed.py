"""Reports that follow what is said: "..., said the mayor" and "..., the mayor said"."""

from __future__ import annotations

from ..grammar.adjuncts import addressee_end
from ..grammar.clauses import clause_end
from ..grammar.noun_phrases import NounPhrase, noun_phrase_starting_at
from ..grammar.preceding_complements import complement_before
from ..grammar.subjects import subject_before
from ..lexicon.function_words import (
    COORDINATORS,
    DATE_WORDS,
    DETERMINERS,
    PREPOSITIONS,
    TIME_NOUNS,
    is_adverb,
    is_finite_verb,
    is_ing_form,
)
from ..lexicon.reporting_words import (
    ADDRESSEE_VERBS,
    POSTPOSED_VERBS,
    VERB_PARTICLES,
    reporting_noun,
)
from ..lexicon.verb_forms import VERB_FORMS
from ..sentences import QUOTATION, Sentence, TokenRange
from .reporting_verbs import ReportingVerb
from .speech_report import SpeechReport

_SPLIT_REACH = 14
"""Tokens after a report among which the rest of a split quotation begins."""

_NEW_CLAUSE_WORDS = COORDINATORS | PREPOSITIONS | {"who", "which", "while", "although"}


def inverted_report(verb: ReportingVerb) -> SpeechReport | None:
    """The report of a verb before its subject: "...", said the mayor; None if there is none."""
    sentence, after = verb.sentence, verb.at + 1
    if verb.at == 0:
        return _announcing_report(verb)
    if not _may_be_inverted(verb):
        return None
    source = noun_phrase_starting_at(sentence, after)
    content = complement_before(sentence, verb.at)
    if source is None or content is None:
        return None
    following = sentence.word(source.last + 1)
    if sentence.word(verb.at - 1) == "," and (is_finite_verb(following) or following == "that"):
        return None
    rest = rest_of_quotation(sentence, source.end + 1)
    if not rest and source.apposition:
        rest = rest_of_quotation(sentence, source.last + 1)
    return SpeechReport((verb.at, verb.at), source, (content, *rest), is_postposed=True)


def _announcing_report(verb: ReportingVerb) -> SpeechReport | None:
    """The report that opens a sentence: "Said the mayor: “We wait.”"."""
    sentence = verb.sentence
    source = noun_phrase_starting_at(sentence, 1)
    if source is None or verb.form.inflection == "ing":
        return None
    first, last = source.end + 2, len(sentence) - 1
    if sentence.word(first - 1) != ":" or not sentence.is_quotation(first):
        return None
    return SpeechReport(verb.cue, source, ((first, last),))


def _may_be_inverted(verb: ReportingVerb) -> bool:
    """Whether a verb stands between a quotation or a comma and a possible subject."""
    sentence, after = verb.sentence, verb.at + 1
    if verb.lemma not in POSTPOSED_VERBS or verb.form.inflection in ("ing", "part"):
        return False
    if verb.at == 0 or verb.first != verb.at or after >= len(sentence):
        return False
    # "It" is an object here, as in "he drew a pistol, pointed it, and shot".
    if verb.lemma in VERB_PARTICLES or verb.next_word == "it":
        return False
    previous = sentence.word(verb.at - 1)
    if previous not in (QUOTATION, ",") or verb.next_word in DATE_WORDS:
        return False
    may_be_noun = reporting_noun(sentence.word(verb.at)) and verb.form.inflection == "s"
    starts_phrase = sentence.is_capitalized(after) or verb.next_word in DETERMINERS
    if may_be_noun and not starts_phrase:
        return False
    return previous != "," or subject_before(sentence, verb.at) is None or _ends_with_subject(verb)


def _ends_with_subject(verb: ReportingVerb) -> bool:
    """Whether only a subject with its apposition follows "said" or "says"."""
    sentence = verb.sentence
    source = noun_phrase_starting_at(sentence, verb.at + 1)
    if verb.lemma != "say" or source is None:
        return False
    tokens = sentence.tokens[source.first : source.last + 1]
    if not any(token.is_capitalized for token in tokens) and tokens[0].word not in DETERMINERS:
        return False
    after = source.end + 1
    if sentence.word(after) == ",":
        return not sentence.is_clause(after + 1, strict=True)
    return sentence.word(after) in ("", ".", "who", "which") or (
        sentence.word(source.last + 1) == "who"
    )


def postposed_report(verb: ReportingVerb, source: NounPhrase) -> SpeechReport | None:
    """The report of a verb after its content: "..., the mayor said"; None if there is none."""
    sentence, begin = verb.sentence, source.first
    if begin == 0 or not _may_be_postposed(verb):
        return None
    end = verb.at + 1
    if verb.lemma in ADDRESSEE_VERBS:
        end = addressee_end(sentence, end)
    after = sentence.word(end)
    content = complement_before(sentence, begin)
    if content is None:
        if begin > 1 and sentence.word(begin - 1) == "," == after:
            first = sentence.start_after((":", ";"), begin - 2)
            return _parenthetical_report(verb, end, source, (first, begin - 2))
        return None
    rest = rest_of_quotation(sentence, verb.at + 1)
    if not rest and after == "," and not sentence.is_quotation(content[1]):
        return _parenthetical_report(verb, end, source, content)
    return SpeechReport(verb.cue, source, (content, *rest), is_postposed=True)


def _may_be_postposed(verb: ReportingVerb) -> bool:
    """Whether a verb can follow its content: it has no object, and its particle if it needs one."""
    after, lemma = verb.next_word, verb.lemma
    if lemma not in POSTPOSED_VERBS or verb.form.inflection == "ing":
        return False
    if after != VERB_PARTICLES.get(lemma, after):
        return False
    is_time = after in DETERMINERS and verb.sentence.word(verb.at + 2) in TIME_NOUNS
    has_object = (is_ing_form(after) and lemma != "say") or after in DETERMINERS
    return is_time or not has_object or lemma in ADDRESSEE_VERBS


def _parenthetical_report(
    verb: ReportingVerb, comma: int, source: NounPhrase, content: TokenRange
) -> SpeechReport:
    """A report between commas, whose content continues: "The bridge, officials said, was unsafe".

    `content` is what precedes it, and `comma` the token of the comma after it.
    """
    sentence, after = verb.sentence, comma + 1
    form = VERB_FORMS.get(sentence.word(after))
    if (
        (form and form.inflection == "ing")
        or is_ing_form(sentence.word(after))
        or after >= len(sentence)
        or sentence.word(after) in _NEW_CLAUSE_WORDS
    ):
        return SpeechReport(verb.cue, source, (content,), is_postposed=True)
    last = clause_end(sentence, after)
    opening = sentence.word(content[0])
    if opening in PREPOSITIONS or is_adverb(opening):
        return SpeechReport(verb.cue, source, ((after, last),))
    return SpeechReport(verb.cue, source, ((content[0], last),), is_postposed=True)


def rest_of_quotation(sentence: Sentence, first: int) -> list[TokenRange]:
    """The second half of a quotation that the report splits, if it is split."""
    for at in range(first, min(first + _SPLIT_REACH, len(sentence))):
        if sentence.is_speech(at):
            is_separate = sentence.word(at - 1) in (",", ".", ":", "—", "–", "-")
            return [(at, at)] if is_separate else []
    return []
