"""The attributions of sentences: their reports and quotations, with the speakers resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.document import Span
from ..model.quotations import OPENING_MARKS
from .attributions import Attribution, Mode, Speaker
from .grammar.noun_phrases import NounPhrase, noun_phrase_ending_at
from .grammar.subjects import main_subject, sentence_subject
from .other_languages import speaker_beside
from .reports.attitudes import may_be_quoted
from .reports.nominal_reports import nominal_reports
from .reports.quotation_reports import quotation_reports
from .reports.speech_report import SpeechReport
from .reports.verb_reports import verb_reports
from .sentences import Sentence, TokenRange
from .speakers.resolution import SpeakerResolver

_MOST_BLOCKS = 2
"""Blocks over which a speaker goes on with quotations that have no report of their own."""

_LEAST_WORDS = 2
"""Words of a statement that contains no quotation."""

_LEAST_SPACES = 6
"""Spaces in a quotation from which on the subject of its sentence is taken for the speaker."""

_SUBJECT_REACH = 40
_SEPARATORS = (",", ".", ";", ":", "—", "–", "-")


@dataclass(frozen=True, slots=True)
class _Source:
    """A speaker, and the words of the text that name them."""

    speaker: Speaker
    span: Span | None


_NOBODY = _Source(Speaker(), None)


class SentenceAttributor:
    """Makes the attributions of the sentences of a document, which are given in order.

    It remembers who was quoted last and who is announced, for quotations without a report.
    """

    def __init__(self, text: str, span: Span) -> None:
        """Begin a document; names are collected from the part `span` (code points) of its text."""
        self._resolver = SpeakerResolver(text, span)
        self._quoted: _Source | None = None
        self._quoted_block = 0
        self._announced: _Source | None = None

    def attributions(self, sentence: Sentence) -> Iterator[Attribution]:
        """The attributions of the next sentence."""
        reports = _distinct_reports(sentence)
        reported: set[int] = set()
        quoted: _Source | None = None
        for report in reports:
            self._mention_subject(sentence, report)
            source = report.source
            speaker = self._resolve(source).speaker if source else Speaker()
            for first, last in report.contents:
                attribution = _attribution(sentence, report, (first, last), speaker)
                if attribution is None:
                    continue
                speech = {at for at in sentence.speech if first <= at <= last}
                reported |= speech
                if speech and speaker.name:
                    quoted = _Source(speaker, attribution.source)
                yield attribution
        unreported = [at for at in sentence.speech if at not in reported]
        if unreported:
            yield from self._unreported(sentence, unreported, quoted)
        elif quoted:
            self._remember_quoted(quoted, sentence)
        if not reports and not sentence.speech:
            self._mention_topic(sentence)
        self._announced = self._announcement(sentence)

    def _resolve(self, phrase: NounPhrase) -> _Source:
        role = phrase.sentence.text(*phrase.apposition).strip(" ,") if phrase.apposition else ""
        speaker = self._resolver.resolve(phrase.text, role, opens_sentence=phrase.first == 0)
        return _Source(speaker, phrase.span)

    def _mention_subject(self, sentence: Sentence, report: SpeechReport) -> None:
        """Let "he" or "she" in "Bell wept when he said" refer to the subject of the sentence."""
        at = report.source.first if report.source else 0
        if at > 0 and sentence.word(at) in ("he", "she"):
            subject = sentence_subject(sentence, at)
            if subject and subject.last < at:
                self._resolver.mention(subject.text)

    def _mention_topic(self, sentence: Sentence) -> None:
        """Let pronouns refer to the subject of a sentence without a report: "Sowell disagrees"."""
        subject = sentence_subject(sentence, min(len(sentence), _SUBJECT_REACH))
        if subject and subject.first < 4:
            self._resolver.mention(subject.text)

    def _announcement(self, sentence: Sentence) -> _Source | None:
        """The subject of a sentence that ends with a colon or a comma: the next speaker."""
        if sentence.word(len(sentence) - 1) not in (":", ","):
            return None
        subject = _quoted_subject(sentence, len(sentence) - 1)
        return self._resolve(subject) if subject else None

    def _remember_quoted(self, source: _Source, sentence: Sentence) -> None:
        self._quoted, self._quoted_block = source, sentence.block

    def _unreported(
        self, sentence: Sentence, quotations: list[int], quoted: _Source | None
    ) -> Iterator[Attribution]:
        """The attributions of quotations without a report.

        `quoted` is who was quoted before in the same sentence.
        """
        is_alone = not any(token.is_word for token in sentence.tokens)
        for at in quotations:
            span, cue = sentence.span(at, at), None
            source = self._announced if is_alone else quoted
            beside = None if source else speaker_beside(sentence.document_text, span)
            if beside:
                name = sentence.document_text[slice(*beside.name)]
                source = _Source(self._resolver.resolve(name), beside.name)
                cue = beside.cue
            if source is None and is_alone:
                source = self._continued(sentence)
            elif source is None and _may_be_in_clause(sentence, at):
                source = self._by_clause(sentence, at)
            if source:
                if source.speaker.name:
                    self._remember_quoted(source, sentence)
                span = _with_both_marks(sentence, at, span)
                yield Attribution(span, "direct", source.span, cue, source.speaker)

    def _by_clause(self, sentence: Sentence, quotation: int) -> _Source | None:
        """Who is quoted by a quotation inside a clause; None where no clause precedes it."""
        subject = _quoted_subject(sentence, quotation)
        if subject:
            return self._resolve(subject)
        return _NOBODY if sentence_subject(sentence, quotation) else None

    def _continued(self, sentence: Sentence) -> _Source | None:
        """Who was quoted last, if that is not long ago."""
        is_near = sentence.block - self._quoted_block <= _MOST_BLOCKS
        return self._quoted if is_near else None


def _may_be_in_clause(sentence: Sentence, quotation: int) -> bool:
    """Whether a quotation is long or follows a colon, so that its clause can tell whose it is."""
    spaces = sentence.document_text.count(" ", *sentence.span(quotation, quotation))
    return spaces >= _LEAST_SPACES or sentence.word(quotation - 1) == ":"


def _quoted_subject(sentence: Sentence, quotation: int) -> NounPhrase | None:
    """Who is quoted by a quotation without a report: a subject before it, or a name at its colon.

    A subject that can say nothing, such as "the flood", is none.
    """
    subjects = (main_subject(sentence, quotation), sentence_subject(sentence, quotation))
    found = next((each for each in subjects if each and may_be_quoted(each)), None)
    if found or sentence.word(quotation - 1) != ":":
        return found
    phrase = noun_phrase_ending_at(sentence, quotation - 2)
    return phrase if phrase and sentence.is_capitalized(phrase.last) else None


def _distinct_reports(sentence: Sentence) -> list[SpeechReport]:
    """The reports of a sentence in order, without repeats.

    Hearsay and attitudes inside what somebody says are part of that.
    """
    reports = sorted(
        [*verb_reports(sentence), *nominal_reports(sentence)], key=lambda report: report.begin
    )
    kept: list[SpeechReport] = []
    for report in reports:
        if not _is_inside(report, reports) and not any(
            set(report.contents) & set(each.contents) for each in kept
        ):
            kept.append(report)
    spans = [span for report in kept for span in report.contents]
    reported = {at for first, last in spans for at in sentence.speech if first <= at <= last}
    unnamed = list(quotation_reports(sentence, reported))
    return sorted([*kept, *unnamed], key=lambda report: report.begin) if unnamed else kept


def _is_inside(report: SpeechReport, reports: list[SpeechReport]) -> bool:
    """Whether hearsay or an attitude is reported by a part of what another report says."""
    others = [each for each in reports if not (each.is_hearsay or each.is_attitude)]
    return (report.is_hearsay or report.is_attitude) and any(
        first <= report.begin <= last
        for other in others
        for first, last in (*other.contents, other.cue or (1, 0))
    )


def _attribution(
    sentence: Sentence, report: SpeechReport, content: TokenRange, speaker: Speaker
) -> Attribution | None:
    """The attribution of one content of a report; None where it has too few words."""
    first, last = _without_separators(sentence, content)
    tokens = sentence.tokens[first : last + 1]
    words = sum(token.is_word for token in tokens)
    has_quotation = any(token.quotation for token in tokens)
    if words < _LEAST_WORDS and not has_quotation and not report.is_attitude:
        return None
    mode: Mode = "mixed" if has_quotation else "indirect"
    if not words and any(token.is_speech for token in tokens):
        mode = "direct"
    source = report.source.span if report.source else None
    cue = sentence.span(*report.cue) if report.cue else None
    content = sentence.span(first, last)
    if mode == "direct" and first == last:
        content = _with_both_marks(sentence, first, content)
    return Attribution(content, mode, source, cue, speaker, report.is_attitude)


def _with_both_marks(sentence: Sentence, at: int, span: Span) -> Span:
    """The span of a quotation, without its first mark where it lacks the last one."""
    quotation = sentence.tokens[at].quotation
    if quotation is None or quotation.is_closed:
        return span
    words = sentence.document_text[slice(*span)]
    return Span(span.end - len(words.lstrip(OPENING_MARKS)), span.end)


def _without_separators(sentence: Sentence, content: TokenRange) -> TokenRange:
    """A content without punctuation at its ends, and without "that" before a lone quotation."""
    first, last = content
    while last > first and sentence.word(last) in _SEPARATORS:
        last -= 1
    while first < last and sentence.word(first) in _SEPARATORS:
        first += 1
    if last == first + 1 and sentence.word(first) == "that" and sentence.is_quotation(last):
        first = last
    return first, last
