"""Sections of reports: a table of which sections each report has, and builders of the common ones.

A builder takes an Assessment and yields report nodes, none if the section has nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from .assessment import Assessment
from .assessment_sections import (
    disputed_claims,
    key_judgements,
    open_questions,
    source_summary,
    source_table,
)
from .export_document import ExportDocument, report_title
from .findings import CREDIBILITY, RELIABILITY, UNGRADED, Finding, Findings, TagFindings
from .report_nodes import (
    DocumentEntry,
    EmptySection,
    FullText,
    Heading,
    Node,
    Paragraph,
    PassageList,
    QuotedPassage,
    ReportHead,
    ReportTree,
    Table,
    TagDescription,
    row,
)
from .sources import timeline_rows
from .text_values import single_line

Builder = Callable[[Assessment], Iterable[Node]]

_LEGEND = (
    f"Grades follow the Admiralty code; {UNGRADED} means not graded.",
    "The source: "
    + ", ".join(f"{letter} {wording}" for letter, wording in RELIABILITY.items())
    + ".",
    "The statement: "
    + ", ".join(f"{digit} {wording}" for digit, wording in CREDIBILITY.items())
    + ".",
)


def build(kind: str, documents: Sequence[ExportDocument]) -> ReportTree:
    """A report on some documents; `kind` is a key of SECTIONS, anything else a KeyError."""
    assessment = Assessment(documents)
    nodes = tuple(node for section in SECTIONS[kind] for node in section(assessment))
    language = documents[0].known.lang if len(documents) == 1 else ""
    return ReportTree(report_title(documents), language, nodes)


def head(assessment: Assessment) -> Iterator[Node]:
    """The title, the tags to which the report is narrowed, and the documents."""
    documents = assessment.documents
    only = dict.fromkeys(tag for exported in documents for tag in exported.only)
    tags = tuple(map(single_line, only))
    yield ReportHead(report_title(documents), tags, _entries(documents))


def _entries(documents: Sequence[ExportDocument]) -> tuple[DocumentEntry, ...]:
    return tuple(
        DocumentEntry(
            number=number,
            title=exported.title,
            publication=exported.publication,
            url=exported.known.url,
            path=exported.path,
            digest=f"SHA-256 of the text: {exported.known.text_sha256}",
            note=exported.known.note,
            has_full_text=not exported.is_excerpt,
        )
        for number, exported in enumerate(documents, 1)
    )


def findings(assessment: Assessment) -> Iterator[Node]:
    """The findings by tag."""
    yield Heading(2, "Findings")
    yield from _findings(assessment.findings, assessment.documents)


def findings_by_topic(assessment: Assessment) -> Iterator[Node]:
    """The findings by topic."""
    yield Heading(2, "Findings by topic")
    yield from _findings(assessment.findings_by_topic, assessment.documents)


def _findings(findings: Findings, documents: Sequence[ExportDocument]) -> Iterator[Node]:
    titles = [exported.title for exported in documents] if len(documents) > 1 else [""]
    shown: set[int] = set()
    if not findings.groups and not findings.untagged:
        yield EmptySection()
    for group in findings.groups:
        yield from _tag_heading(3, group.tag.name, group.tag.description)
        for each in group.tags:
            if each.tag.name != group.tag.name:
                yield from _tag_heading(4, each.tag.name, each.tag.description)
            color = _color(each, documents)
            for finding in each.findings:
                yield _quotation(finding, titles, color, shown)
    if findings.untagged:
        yield Heading(3, "Other notes")
        for finding in findings.untagged:
            yield _quotation(finding, titles, "", shown)


def _tag_heading(level: int, name: str, description: str) -> Iterator[Node]:
    yield Heading(level, name)
    if description.strip():
        yield TagDescription(description)


def _quotation(
    finding: Finding, titles: Sequence[str], color: str, shown: set[int]
) -> QuotedPassage:
    """The quotation of a finding; the number of its citation is added to `shown`."""
    citation = finding.citation
    is_first = citation.number not in shown
    shown.add(citation.number)
    return QuotedPassage(
        citation=citation,
        speaker=finding.speaker,
        grade=finding.grade,
        document=titles[citation.document],
        note=finding.annotation.note,
        color=color,
        is_first=is_first,
    )


def _color(tagged: TagFindings, documents: Sequence[ExportDocument]) -> str:
    """The colour of a tag in the first codebook that gives it one; "" for none."""
    colors = (exported.codebook.color_of(tagged.tag.name) for exported in documents)
    return next(filter(None, colors), "")


def speakers(assessment: Assessment) -> Iterator[Node]:
    """The table of the sources of findings, and the meaning of the grades."""
    findings = assessment.findings
    if findings.speakers:
        yield Heading(2, "Sources")
        rows = [
            row(
                single_line(source.name),
                single_line(source.role),
                source.reliability or UNGRADED,
                str(statements),
            )
            for source, statements in findings.speakers
        ]
        yield Table((row("Source", "Role", "Grade", "Statements"), *rows), right=(3,))
    elif findings.graded:
        yield Heading(2, "Grades")


def legend(assessment: Assessment) -> Iterator[Node]:
    """The meaning of the grades, if anything is graded."""
    if assessment.findings.graded:
        yield Paragraph(("\n".join(_LEGEND),), quiet=True)


def passages(assessment: Assessment) -> Iterator[Node]:
    """The cited passages by number."""
    cited = assessment.findings.passages
    if cited:
        yield Heading(2, "Passages")
        yield PassageList(cited, _entries(assessment.documents))


def full_texts(assessment: Assessment) -> Iterator[Node]:
    """The whole text of each document, except for excerpts."""
    documents, findings = assessment.documents, assessment.findings
    colors: dict[int, str] = {}
    for group in findings.groups:
        for tagged in group.tags:
            color = _color(tagged, documents)
            for finding in tagged.findings:
                colors.setdefault(finding.citation.number, color)
    for number, entry in enumerate(_entries(documents)):
        if entry.has_full_text:
            exported = documents[number]
            cited = tuple(each for each in findings.passages if each.document == number)
            yield FullText(entry, exported.document, cited, colors, timeline_rows(exported))


SECTIONS: Mapping[str, tuple[Builder, ...]] = {
    "findings": (head, findings, speakers, legend, passages, full_texts),
    "assessment": (
        head,
        source_summary,
        key_judgements,
        findings_by_topic,
        disputed_claims,
        open_questions,
        source_table,
        legend,
        passages,
        full_texts,
    ),
}
"""The sections of each kind of report, in their order."""
