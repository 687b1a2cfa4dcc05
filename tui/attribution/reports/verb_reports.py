"""Reports by a verb: who speaks, by which words, and what."""

from __future__ import annotations

from dataclasses import replace

from ..grammar.attitude_objects import attitude_object
from ..grammar.clauses import clause_end
from ..grammar.complements import complement_after
from ..grammar.noun_phrases import NounPhrase, noun_phrase_ending_at, noun_phrase_starting_at
from ..grammar.subjects import joined_subject, sentence_subject, subject_before
from ..lexicon import word_set
from ..lexicon.function_words import (
    AUXILIARIES,
    BE,
    COORDINATORS,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    begins_with_pronoun,
    is_finite_verb,
    is_ing_form,
)
from ..lexicon.reporting_words import (
    ADDRESSEE_VERBS,
    DIRECTIVE_VERBS,
    EVIDENCE_VERBS,
    SPEECH_VERBS,
    THOUGHT_VERBS,
    reporting_noun,
)
from ..lexicon.source_words import DOCUMENT_NOUNS, IRREGULAR_PLURALS
from ..sentences import QUOTATION, Sentence, TokenRange
from ..speakers.proper_names import head_of
from .attitudes import takes_stand
from .postposed import inverted_report, postposed_report
from .reporting_verbs import ReportingVerb, reporting_verbs
from .speech_report import MOST_REPORTS, SpeechReport

_CONTROL_VERBS = word_set("""
    declined declines refused refuses went continued continues continue goes tried wanted wants
    failed hastened used seemed seems appeared appears sought
""")
"""Verbs whose subject is also that of the infinitive after them: "refused to say"."""

_HYPOTHETICAL = word_set("should could must can might may")
_NOUNS_IN_S = word_set("reasons projects states notes comments posts figures senses judges")
_SUBCLAUSE_OPENERS = word_set("where as while although though if because when since whereas after")
_IMPERSONAL = word_set("this that there which what these")
_PLURAL_WORDS = IRREGULAR_PLURALS | word_set(
    "i we you they who and percent half majority two three four five six seven eight nine ten"
)
_BEFORE_REPORT = COORDINATORS | {"while", "although", "though", "with", "as"}
_PASSIVE_VERBS = SPEECH_VERBS | THOUGHT_VERBS | ADDRESSEE_VERBS | DIRECTIVE_VERBS
_LEADING_REACH = 60
"""Tokens of an opening participial clause among which its end is looked for."""


def verb_reports(sentence: Sentence) -> list[SpeechReport]:
    """The reports by the verbs of a sentence, in the order of the verbs."""
    found: list[SpeechReport] = []
    for verb in reporting_verbs(sentence):
        report = _report(verb, found)
        if report:
            found.append(report)
        if len(found) == MOST_REPORTS:
            break
    return [
        replace(report, contents=tuple(_shortened(sentence, report, found))) for report in found
    ]


def _report(verb: ReportingVerb, earlier: list[SpeechReport]) -> SpeechReport | None:
    """The report by one verb, given those by the verbs before it."""
    if verb.is_passive:
        return _passive_report(verb)
    if verb.form.inflection == "part" and not verb.auxiliary:
        return None
    inverted = inverted_report(verb)
    if inverted:
        return inverted
    if verb.form.inflection == "ing" and (verb.is_gloss or not _is_free_participle(verb)):
        return None
    complement = complement_after(verb.sentence, verb.at, verb.lemma)
    content = complement or attitude_object(verb.sentence, verb.at + 1, verb.lemma)
    if verb.form.inflection == "ing" and verb.auxiliary not in BE:
        report = _participial_report(verb, content, earlier) if content else None
    else:
        report = _finite_report(verb, content, earlier)
    if report and not complement and report.contents == (content,):
        is_taken = report.source is not None and takes_stand(verb, report.source)
        return replace(report, is_attitude=True) if is_taken else None
    return report


def _finite_report(
    verb: ReportingVerb, content: TokenRange | None, earlier: list[SpeechReport]
) -> SpeechReport | None:
    """The report by a verb with a subject, given what follows it, if anything."""
    source = _subject(verb, earlier)
    if source is None or not _may_speak(verb, source):
        return None
    follows_quotation = verb.sentence.is_speech(source.first - 1)
    if content and not (follows_quotation and verb.next_word != "that"):
        content = _within_subclause(source, content)
        return SpeechReport(verb.cue, source, (content,))
    return postposed_report(verb, source)


def _may_speak(verb: ReportingVerb, source: NounPhrase) -> bool:
    """Whether a subject can be the source of what its verb reports."""
    word = source.last_word
    if word == "you" or word in _IMPERSONAL:
        return False
    if word.endswith(("'s", "’s")) and not begins_with_pronoun(word):
        return False
    if word == "it" and verb.lemma in EVIDENCE_VERBS - SPEECH_VERBS:
        return False
    if verb.auxiliary in _HYPOTHETICAL:
        return False
    if verb.form.inflection == "s":
        return not _is_compound_noun(verb, source)
    is_bare = verb.form.inflection == "base" and verb.first == verb.at
    return not is_bare or _is_plural(source)


def _is_compound_noun(verb: ReportingVerb, source: NounPhrase) -> bool:
    """Whether subject and verb are one noun in the plural: "unclear reasons"."""
    word = verb.sentence.word(verb.at)
    return (
        source.first == source.last
        and bool(reporting_noun(word) or word in _NOUNS_IN_S)
        and not verb.sentence.is_capitalized(source.first)
        and verb.sentence.word(source.first) not in SUBJECT_PRONOUNS | {"which"}
    )


def _is_plural(source: NounPhrase) -> bool:
    """Whether a subject can have a verb without an ending."""
    words = source.words
    if _PLURAL_WORDS & set(words) or words[-1].isdigit():
        return True
    heads = (words[-1], head_of(words))
    return any(word.endswith("s") and not word.endswith(("ss", "'s", "’s")) for word in heads) or (
        len(words) == 1 and source.sentence.is_capitalized(source.last)
    )


def _within_subclause(source: NounPhrase, content: TokenRange) -> TokenRange:
    """The content up to the next comma where the report is a subordinate clause: "as X says"."""
    first, last = content
    if source.sentence.word(source.first - 1) in _SUBCLAUSE_OPENERS:
        comma = source.sentence.find({","}, first + 2, last)
        last = last if comma is None else comma - 1
    return first, last


def _subject(verb: ReportingVerb, earlier: list[SpeechReport]) -> NounPhrase | None:
    """The subject of a verb, or that of the verb before to which it is joined."""
    sentence, first = verb.sentence, verb.first
    word = sentence.word(first - 1)
    if word == "to":
        control = first - 2 - (sentence.word(first - 2) in ("on", "out"))
        if sentence.word(control) not in _CONTROL_VERBS:
            return None
        return subject_before(sentence, sentence.verb_group(control)[0])
    if word in COORDINATORS or (word == "," and sentence.word(first - 2) in COORDINATORS):
        return _last_source(verb, earlier)
    return subject_before(sentence, first)


def _last_source(verb: ReportingVerb, earlier: list[SpeechReport]) -> NounPhrase | None:
    """The source of the last report before a verb, or else the subject of the sentence."""
    sources = [report.source for report in earlier if report.source and not report.is_attitude]
    if sources:
        return sources[-1]
    sentence, before = verb.sentence, verb.first - 1
    joined = joined_subject(sentence, before) if sentence.word(before) in COORDINATORS else None
    return joined or sentence_subject(sentence, verb.first)


def _is_free_participle(verb: ReportingVerb) -> bool:
    """Whether a form in -ing has a clause of its own, and is not the subject of another verb."""
    sentence, first = verb.sentence, verb.first
    before = sentence.word(first - 1)
    if verb.auxiliary or before in ("", QUOTATION, ",", "and", "in", "by", "while"):
        return True
    if before in DOCUMENT_NOUNS:
        return True
    phrase = noun_phrase_ending_at(sentence, first - 1)
    if phrase and sentence.word(first + 1) in (",", ":") and first + 2 < len(sentence):
        return sentence.is_quotation(first + 2)
    return phrase is not None and _after_with(phrase) is not None


def _after_with(phrase: NounPhrase) -> int | None:
    """The token after "with" at the beginning of a noun phrase or before it; None without it."""
    places = (phrase.first, phrase.first - 1, phrase.first - 2)
    return next((at + 1 for at in places if phrase.sentence.word(at) == "with"), None)


def _participial_report(
    verb: ReportingVerb, content: TokenRange, earlier: list[SpeechReport]
) -> SpeechReport | None:
    """The report by a participle such as "saying that".

    Its source is the subject of the sentence, somebody named after the content, or X in "with X
    saying".
    """
    sentence, first = verb.sentence, verb.first
    phrase = noun_phrase_ending_at(sentence, first - 1)
    if phrase and phrase.last_word not in DOCUMENT_NOUNS:
        if content[0] > verb.at + 1 and sentence.is_quotation(content[0]):
            return SpeechReport(verb.cue, _agent(phrase), (content,))
        after_with = _after_with(phrase)
        if after_with is not None:
            return SpeechReport(verb.cue, replace(phrase, first=after_with), (content,))
    if first == 0:
        return _leading_report(verb, content)
    if sentence.word(first - 1) in PREPOSITIONS - {"by", "in"}:
        return None
    source = _last_source(verb, earlier)
    return SpeechReport(verb.cue, source, (content,)) if source else None


def _agent(phrase: NounPhrase) -> NounPhrase:
    """Who acts on the persons of a phrase before "saying": Bell in "Bell emailed guides saying"."""
    sentence, verb = phrase.sentence, phrase.first - 1
    if not is_finite_verb(sentence.word(verb)) or sentence.word(verb) in AUXILIARIES:
        return phrase
    return subject_before(sentence, sentence.verb_group(verb)[0]) or phrase


def _leading_report(verb: ReportingVerb, content: TokenRange) -> SpeechReport | None:
    """A report with its subject after the content: "Announcing that ..., the mayor"."""
    sentence, (first, last) = verb.sentence, content
    for at in range(first, min(last, first + _LEADING_REACH) + 1):
        is_speech = sentence.is_speech(at)
        if not (is_speech or sentence.word(at) == ","):
            continue
        begin = at + 1 + (is_speech and sentence.word(at + 1) == ",")
        source = noun_phrase_starting_at(sentence, begin)
        if source and (sentence.is_capitalized(begin) or sentence.word(begin) in DETERMINERS):
            source = source.before_verb()
            end = at if is_speech else at - 1
            return SpeechReport((verb.at, verb.at), source, ((first, end),))
    return None


def _passive_report(verb: ReportingVerb) -> SpeechReport | None:
    """The report by a passive verb with "by": "were told by the mayor to wait"."""
    sentence, by = verb.sentence, verb.at + 1
    if verb.next_word != "by" or verb.lemma not in _PASSIVE_VERBS:
        return None
    source = noun_phrase_starting_at(sentence, by + 1)
    if source is None or is_ing_form(sentence.word(by + 1)):
        return None
    first = source.end + 1
    first += sentence.word(first) == "," and sentence.is_speech(first + 1)
    if sentence.is_speech(first):
        return SpeechReport((verb.first, by), source, ((first, first),))
    if sentence.word(first) not in ("to", "that", "not"):
        return None
    return SpeechReport((verb.first, by), source, ((first, clause_end(sentence, first)),))


def _shortened(
    sentence: Sentence, report: SpeechReport, reports: list[SpeechReport]
) -> list[TokenRange]:
    """The contents of a report, each ended where the next report begins that is no part of it."""
    contents = []
    for first, last in report.contents:
        for other in reports:
            begin = _begin(other, report)
            if other is report or other.is_postposed or other.is_attitude:
                continue
            if not first < begin <= last:
                continue
            if other.cue and report.cue and other.cue[0] <= report.cue[0]:
                continue
            end = _end_before(sentence, begin)
            if end is not None and end >= first:
                last = min(last, end)
        contents.append((first, last))
    return contents


def _begin(other: SpeechReport, report: SpeechReport) -> int:
    """Where another report begins: with its cue if it has the source of the first one."""
    shares_source = other.source is not None and other.source is report.source
    return other.cue[0] if shares_source and other.cue else other.begin


def _end_before(sentence: Sentence, begin: int) -> int | None:
    """The end of what precedes a report and its conjunction; None where nothing separates them."""
    before = sentence.word(begin - 1)
    if before in _BEFORE_REPORT:
        return begin - 2 - (sentence.word(begin - 2) == ",")
    return begin - 2 if before in (",", ";") else None
