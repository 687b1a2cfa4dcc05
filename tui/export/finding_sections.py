"""Sections of the report that show what was found: builders of the findings and the passages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from . import note_markup
from .arrangement import TagSection
from .assessment import Assessment
from .assessment_sections import DISPUTED_CLAIMS
from .findings import Finding
from .link_ends import LinkEnd
from .report_nodes import (
    EmptySection,
    Heading,
    List,
    Node,
    Paragraph,
    PassageEntry,
    PassageList,
    QuotedPassage,
    Reference,
    Strong,
    Text,
)
from .source_sections import entries
from .text_values import single_line


def findings(assessment: Assessment) -> Iterator[Node]:
    """The findings by topic and by the other tags, each with its quotation."""
    yield from _findings(assessment, frozenset())


def findings_after_claims(assessment: Assessment) -> Iterator[Node]:
    """The findings as `findings` gives them, where the table of disputed claims comes before."""
    claims = assessment.disputed_claims
    cited = {assessment.citations[claim.statement.key].number for claim in claims}
    yield from _findings(assessment, cited)


def _findings(assessment: Assessment, quoted: Collection[int]) -> Iterator[Node]:
    """The findings; passages with the numbers `quoted` are quoted under the disputed claims."""
    arranged = assessment.arrangement
    maker = _Findings(assessment, quoted)
    if arranged.topics:
        yield Heading(2, "Findings by topic")
        yield from maker.sections(arranged.topics)
    if arranged.others:
        yield Heading(2, "Findings by other tags" if arranged.topics else "Findings by tag")
        yield from maker.sections(arranged.others)
    if arranged.untagged:
        yield Heading(2, "Findings without a tag" if assessment.findings.groups else "Findings")
        yield from map(maker.finding, arranged.untagged)
    if not (arranged.topics or arranged.others or arranged.untagged):
        yield Heading(2, "Findings")
        yield EmptySection()


class _Findings:
    """Makes the nodes of findings, and knows which passages have been quoted so far."""

    def __init__(self, assessment: Assessment, quoted: Collection[int]) -> None:
        self._assessment = assessment
        self._claims = quoted
        self._shown: set[int] = set()

    def sections(self, sections: Sequence[TagSection]) -> Iterator[Node]:
        """Tags with findings of their own under headings, then the other tags in a list."""
        for section in sections:
            if section.shown:
                yield Heading(3, section.heading)
                color = self._assessment.color_of(section.tag)
                yield from (self.finding(finding, color) for finding in section.shown)
                if section.earlier:
                    yield Paragraph(("See also ", *_named(section.earlier), "."), quiet=True)
        rest = [section for section in sections if not section.shown]
        if rest:
            yield Heading(3, "Also tagged")
            yield List(
                tuple((Strong(one.heading), ": ", *_named(one.earlier), ".") for one in rest)
            )

    def finding(self, finding: Finding, color: str = "") -> QuotedPassage:
        """The node of a finding, with its quotation unless the passage is quoted already."""
        citation = finding.citation
        number, elsewhere = citation.number, ""
        if number in self._claims:
            elsewhere = f"quoted under {DISPUTED_CLAIMS}"
        elif number in self._shown:
            elsewhere = "quoted above"
        is_first = number not in self._shown
        self._shown.add(number)
        return QuotedPassage(
            reference=Reference(number, self._assessment.places[number]),
            quotation="" if elsewhere else self._assessment.quotation(citation),
            elsewhere=elsewhere,
            warning=citation.mark,
            former="" if elsewhere else citation.formerly,
            speaker=finding.speaker,
            grade=finding.grade_in_words,
            tags=tuple(map(single_line, finding.tags)),
            links=tuple(self._links(finding)),
            note=note_markup.parse(finding.annotation.note),
            color=color,
            is_first=is_first,
        )

    def _links(self, finding: Finding) -> Iterator[Text]:
        for end in self._assessment.links_of(finding.citation.document, finding.annotation.id):
            yield link_text(self._assessment, end)


def link_text(assessment: Assessment, end: LinkEnd) -> Text:
    """A link as words: "Disputes [3] Ana Brandt: he was there"."""
    relation = single_line(end.relation)
    words = relation[:1].upper() + relation[1:]
    why = single_line(end.why)
    reason = f": {why}" if why else ""
    if end.other is None:
        return (f"{words} a passage that is not part of this report{reason}",)
    speaker = assessment.speaker(end.other)
    named = f"{words} {speaker} " if speaker else f"{words} "
    return (named, Reference(assessment.citations[end.other].number), reason)


def _named(findings: Iterable[Finding]) -> Text:
    """The citations of findings, each passage once, with the names of those who speak."""
    pieces: list[str | Strong | Reference] = []
    for number, finding in {f.citation.number: f for f in findings}.items():
        name = single_line(finding.source.name) if finding.source else ""
        pieces += ["; "] * bool(pieces)
        pieces += [f"{name} " if name else "", Reference(number)]
    return tuple(pieces)


def passages(assessment: Assessment) -> Iterator[Node]:
    """The cited passages by number, each with its place and the heading that it is quoted under."""
    cited = assessment.findings.passages
    if not cited:
        return
    yield Heading(2, "Passages")
    under: dict[int, str] = {}
    for finding, heading in assessment.arrangement.headings():
        name = single_line(finding.source.name) if finding.source else "no source given"
        described = f"{name} (under {heading})" if heading else name
        under.setdefault(finding.citation.number, described)
    yield PassageList(
        tuple(
            PassageEntry(each.number, each.document, each.where, under[each.number], each.doubt)
            for each in cited
        ),
        entries(assessment),
    )
