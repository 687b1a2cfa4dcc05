"""Sections of the report that show what was found: builders of the findings and the passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model.codebook import SEPARATOR
from ..model.references import Key
from . import note_markup
from .arrangement import KEY, TagSection, capitalized, plain_name
from .assessment import Assessment
from .assessment_sections import DISPUTED_CLAIMS, first_words, joined
from .findings import Finding
from .link_ends import LinkEnd
from .report_nodes import (
    EmptySection,
    Heading,
    Node,
    Paragraph,
    PassageEntry,
    PassageList,
    QuotedPassage,
    Reference,
    Text,
)
from .source_sections import entries
from .text_values import in_sentence, single_line

_CAUTIONING = ("basis", "status", "caveat")
"""The groups of tags that tell how far a statement can be relied on."""
_CAUTIONS = {
    "basis/background": "on background",
    "status/unverifiable": "cannot be verified",
    "status/retracted": "concerns a retraction",
    "caveat/motive": "serves the speaker",
    "caveat/dated": "may be out of date",
}
"""What a report says of a statement with a tag, where that is not the name of the tag."""
_SAID_ELSEWHERE = ("basis/on-record", "status/disputed", "status/corroborated")
"""Tags that say what the report shows anyway, or what is the ordinary case."""
_ORDER = (
    "Headings with passages that the analyst marked as key come first. So do these passages below "
    "them; the others follow by document and paragraph."
)


def findings(assessment: Assessment) -> Iterator[Node]:
    """The findings by topic and by the other tags, each with its quotation and its tags."""
    yield from _findings(_Findings(assessment))


def findings_after_claims(assessment: Assessment) -> Iterator[Node]:
    """The findings without their tags, where the table of disputed claims comes before."""
    yield from _findings(_Findings(assessment, assessment.disputes, has_tags=False))


def _findings(maker: _Findings) -> Iterator[Node]:
    assessment = maker.assessment
    arranged = assessment.arrangement
    if arranged.topics:
        yield Heading(2, "Findings by topic")
        yield from _order(arranged.topics)
        yield from maker.sections(arranged.topics)
    if arranged.others:
        yield Heading(2, "Further findings" if arranged.topics else "Findings by tag")
        yield from () if arranged.topics else _order(arranged.others)
        yield from maker.sections(arranged.others)
    if arranged.untagged:
        yield Heading(2, "Findings without a tag" if assessment.findings.groups else "Findings")
        yield from map(maker.finding, arranged.untagged)
    if not (arranged.topics or arranged.others or arranged.untagged):
        yield Heading(2, "Findings")
        yield EmptySection()


def _order(sections: Sequence[TagSection]) -> Iterator[Node]:
    """The order of the passages, where it is not that of the documents throughout."""
    if any(KEY in finding.tags for section in sections for finding in section.shown):
        yield Paragraph((_ORDER,), quiet=True)


class _Findings:
    """Makes the nodes of findings, and knows which passages have been quoted so far.

    `disputes` has the disputed claims under which each statement was weighed; `has_tags` says
    whether the tags of each finding are shown.
    """

    def __init__(
        self,
        assessment: Assessment,
        disputes: Mapping[Key, Sequence[Key]] | None = None,
        *,
        has_tags: bool = True,
    ) -> None:
        self.assessment = assessment
        self._disputes = disputes or {}
        self._has_tags = has_tags
        self._claims = _quoted_in_table(assessment, self._disputes)
        self._shared = assessment.shared_words
        self._shown: set[int] = set()

    def sections(self, sections: Sequence[TagSection]) -> Iterator[Node]:
        """Each tag as a heading with its findings."""
        for section in sections:
            yield Heading(3, section.heading)
            yield from map(self.finding, section.shown)

    def finding(self, finding: Finding) -> QuotedPassage:
        """The node of a finding, with its quotation unless the passage is quoted elsewhere.

        There a note still has the first words of the passage beside it.
        """
        citation = finding.citation
        number, elsewhere = citation.number, ""
        if number in self._claims:
            elsewhere = f"quoted under {DISPUTED_CLAIMS}"
        elif number in self._shown:
            elsewhere = "quoted above"
        if elsewhere and finding.annotation.note.strip():
            elsewhere = f"{first_words(self.assessment, citation)}, {elsewhere}"
        is_first = number not in self._shown
        self._shown.add(number)
        return QuotedPassage(
            reference=Reference(number),
            quotation="" if elsewhere else self.assessment.words(citation),
            elsewhere=elsewhere,
            is_in_table=number in self._claims,
            warning=citation.mark,
            former="" if elsewhere else citation.formerly,
            speaker=capitalized(finding.speaker),
            grade=_grade(finding, is_explained=number in self._claims),
            cautions=tuple(_cautions(finding)),
            tags=tuple(map(plain_name, finding.tags)) if self._has_tags else (),
            links=tuple(self._links(finding)),
            note=note_markup.parse(finding.annotation.note),
            is_first=is_first,
        )

    def _links(self, finding: Finding) -> Iterator[Text]:
        """The passage that has the same words, the disputed claims that it concerns, its links.

        A link stands under the passage that has it, so that the report has each once.
        """
        key = self.assessment.statement_of((finding.citation.document, finding.annotation.id))
        if around := self._shared.enclosing.get(finding.citation.number):
            yield "Part of ", Reference(around, naming="never")
        if before := self._shared.overlapped.get(finding.citation.number):
            yield "Overlaps ", Reference(before, naming="never")
        claims = self._disputes.get(key, ())
        others = [head for head in claims if head != key]
        if others:
            numbers = [self.assessment.citations[head].number for head in others]
            cited = [Reference(number, naming="never") for number in numbers]
            yield f"See {DISPUTED_CLAIMS}, ", *joined(cited, " ")
        for end in self.assessment.links_of(*key):
            other = end.other and self.assessment.statement_of(end.other)
            weighed = other and not {*claims}.isdisjoint(self._disputes.get(other, ()))
            if not (weighed or end.is_incoming):
                yield link_text(self.assessment, end)


def _cautions(finding: Finding) -> Iterator[str]:
    """The words that warn of a statement: "unconfirmed", "hearsay", "retracted" and the like."""
    for tag in finding.tags:
        group, separator, _ = tag.partition(SEPARATOR)
        words = _CAUTIONS.get(tag, plain_name(tag))
        is_said = tag in _SAID_ELSEWHERE or words in finding.speaker
        if group in _CAUTIONING and separator and not is_said:
            yield words


def _grade(finding: Finding, *, is_explained: bool) -> str:
    """The grade with the reason for that of the statement, unless the report has it elsewhere."""
    reason = "" if is_explained else single_line(finding.annotation.reason)
    grade = finding.grade_in_words
    return f"{grade}: {reason}" if grade and reason else grade


def _quoted_in_table(
    assessment: Assessment, disputes: Mapping[Key, Sequence[Key]]
) -> frozenset[int]:
    """The numbers of the passages of disputed claims, which their table quotes."""
    heads = {head for claims in disputes.values() for head in claims}
    return frozenset(assessment.citations[head].number for head in heads)


def link_text(assessment: Assessment, end: LinkEnd) -> Text:
    """A link as words: "Disputes Ana Brandt [3]: he was there"."""
    words, why = capitalized(single_line(end.relation)), single_line(end.why)
    reason = f": {why}" if why else ""
    if end.other is None:
        return (f"{words} a passage that is not part of this report{reason}",)
    speaker = assessment.speaker(end.other)
    named = f"{words} {in_sentence(speaker)} " if speaker else f"{words} "
    return (named, Reference(assessment.citations[end.other].number, naming="never"), reason)


def passages(assessment: Assessment) -> Iterator[Node]:
    """The cited passages by number, each with its place and the heading that it is quoted under."""
    yield from _passages(assessment, {})


def passages_after_claims(assessment: Assessment) -> Iterator[Node]:
    """The passages as `passages` gives them, where a table quotes the disputed claims."""
    yield from _passages(assessment, assessment.disputes)


def _passages(assessment: Assessment, disputes: Mapping[Key, Sequence[Key]]) -> Iterator[Node]:
    """The passages; those of disputed claims, the heads in `disputes`, are quoted in the table."""
    cited = assessment.findings.passages
    if not cited:
        return
    yield Heading(2, "Passages")
    in_table = _quoted_in_table(assessment, disputes)
    under: dict[int, str] = {}
    for finding, heading in assessment.arrangement.headings():
        number = finding.citation.number
        quoted = DISPUTED_CLAIMS if number in in_table else heading
        name = single_line(finding.source.name) if finding.source else ""
        place = f"under {quoted}" if quoted else ""
        under.setdefault(number, ", ".join(filter(None, (name, place))))
    yield PassageList(
        tuple(
            PassageEntry(each.number, each.document, each.where, under[each.number], each.doubt)
            for each in cited
        ),
        entries(assessment),
    )
