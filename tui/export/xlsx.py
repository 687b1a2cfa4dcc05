"""XLSX: a workbook of quotations, sources, links, claims, judgements, figures, dates and counts.

Each has a sheet. Competing hypotheses have one for each dossier. A quotation has the number by
which reports cite it, and a column for each group of tags. Documents and sources have the names
that reports use. Numbers of citations and paragraphs, credibilities, counts and the values of
figures are numbers; all else is text without markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model.codebook import SEPARATOR
from ..model.judgement_flags import RANGES
from ..model.references import Key
from .assessment import Assessment
from .citation_names import words_without_markup
from .export_document import ExportDocument, collection_title
from .findings import (
    CREDIBILITY,
    NO_SPEAKER,
    RELIABILITY,
    Finding,
    all_findings,
    in_order,
    join_codebooks,
    with_shared_sources,
)
from .hypothesis_sections import hypotheses_sheets
from .link_ends import LinkEnd, link_ends
from .note_markup import plain_text
from .text_values import clip, single_line, utc
from .workbook import Cell, Sheet, SheetColumn, workbook
from .xlsx_claims import claims_sheet
from .xlsx_judgements import judgements_sheet, numbers_of
from .xlsx_mentions import dates_sheet, figures_sheet
from .xlsx_statistics import statistics_sheets

Findings = Mapping[Key, Finding]
Ends = Mapping[Key, Sequence[LinkEnd]]

_CLIPPED = 300
"""Code points of a quotation in the sheet of links; the sheet of quotations has all of it."""

_BEFORE_TAGS = (
    SheetColumn("citation", 9),
    SheetColumn("document", 28),
    SheetColumn("title", 30),
    SheetColumn("outlet", 18),
    SheetColumn("date", 12),
    SheetColumn("paragraph", 10),
    SheetColumn("place", 18),
    SheetColumn("quotation", 60),
)
_AFTER_TAGS = (
    SheetColumn("source", 22),
    SheetColumn("role", 22),
    SheetColumn("reliability", 10),
    SheetColumn("credibility", 10),
    SheetColumn("reason for the grade", 24),
    SheetColumn("note", 40),
    SheetColumn("links", 40),
    SheetColumn("linked from", 40),
    SheetColumn("author", 14),
    SheetColumn("modified (UTC)", 20),
    SheetColumn("warning", 20),
    SheetColumn("path", 24),
    SheetColumn("id", 28),
)
_SOURCES = (
    SheetColumn("source", 26),
    SheetColumn("role", 30),
    SheetColumn("kind", 14),
    SheetColumn("reliability", 10),
    SheetColumn("statements", 10),
    SheetColumn("remarks", 60),
    SheetColumn("citations", 20),
)
_LINKS = (
    SheetColumn("from citation", 10),
    SheetColumn("from source", 22),
    SheetColumn("from quotation", 50),
    SheetColumn("relation", 14),
    SheetColumn("to citation", 10),
    SheetColumn("to source", 22),
    SheetColumn("to quotation", 50),
    SheetColumn("reason", 50),
)
_DOCUMENTS = (
    SheetColumn("document", 28),
    SheetColumn("title", 40),
    SheetColumn("author", 22),
    SheetColumn("outlet", 22),
    SheetColumn("date", 12),
    SheetColumn("url", 30),
    SheetColumn("note on the article", 80),
)
_TAGS = (SheetColumn("tag", 24), SheetColumn("meaning", 60), SheetColumn("citations", 40))
_GRADES = (SheetColumn("grade", 8), SheetColumn("of", 12), SheetColumn("meaning", 40))


def write(documents: Sequence[ExportDocument], note: str = "") -> bytes:
    """The bytes of a workbook; raises ReaderError if there is more than a sheet holds.

    `note` is the analyst's note on all documents, which has a sheet unless it is empty.
    """
    assessment = Assessment(documents)
    everything = with_shared_sources(all_findings(documents), documents)
    findings = {(f.citation.document, f.annotation.id): f for f in everything}
    ends = link_ends(documents)
    sheets = [
        _quotations(assessment, findings, ends),
        _sources(assessment),
        Sheet("Links", _LINKS, list(_links(assessment, findings, ends))),
        claims_sheet(assessment),
        judgements_sheet(assessment),
        *hypotheses_sheets(assessment),
        figures_sheet(assessment),
        dates_sheet(assessment),
        *_note_sheets(note),
        Sheet("Documents", _DOCUMENTS, list(_documents(assessment))),
        Sheet("Tags", _TAGS, list(_tags(assessment))),
        *statistics_sheets(documents),
        Sheet("Grades", _GRADES, list(_grades())),
    ]
    return workbook(collection_title(documents), list(map(_without_empty, sheets)))


def _without_empty(sheet: Sheet) -> Sheet:
    """The sheet without the columns that have nothing in any row; all of a sheet without rows."""
    kept = [
        number
        for number in range(len(sheet.columns))
        if not sheet.rows or any(row[number] not in ("", None) for row in sheet.rows)
    ]
    columns = [sheet.columns[number] for number in kept]
    rows = [tuple(row[number] for number in kept) for row in sheet.rows]
    return Sheet(sheet.name, columns, rows)


def _note_sheets(note: str) -> Iterator[Sheet]:
    """A sheet for the note on all documents, with a row for each paragraph or list."""
    if text := plain_text(note):
        rows = [[part] for part in text.split("\n\n")]
        yield Sheet("Note on all articles", (SheetColumn("note on all articles", 100),), rows)


def _documents(assessment: Assessment) -> Iterator[list[Cell]]:
    """A row for each document, with the analyst's note on it."""
    for number, exported in enumerate(assessment.documents):
        known = exported.known
        published = known.author, known.publisher, known.date, known.url
        yield [assessment.names[number], exported.title, *published, plain_text(known.note)]


def _tags(assessment: Assessment) -> Iterator[list[Cell]]:
    """A row for each tag of the passages, in the order of the codebook."""
    for tagged in (each for group in assessment.findings.groups for each in group.tags):
        numbers = (finding.citation.number for finding in tagged.findings)
        yield [tagged.tag.name, tagged.tag.description, numbers_of(numbers)]


def _grades() -> Iterator[list[Cell]]:
    """A row for each letter and digit of the Admiralty code and each likelihood of ICD 203."""
    for letter, words in RELIABILITY.items():
        yield [letter, "source", words]
    for digit, words in CREDIBILITY.items():
        yield [digit, "statement", words]
    for likelihood, share in RANGES.items():
        yield [likelihood, "judgement", share]


def _quotations(assessment: Assessment, findings: Findings, ends: Ends) -> Sheet:
    documents = assessment.documents
    book = join_codebooks(exported.codebook for exported in documents)
    used = in_order({tag for each in findings.values() for tag in each.tags}, book)
    groups = list(dict.fromkeys(name.partition(SEPARATOR)[0] for name in used))
    rows: list[list[Cell]] = []
    for key, finding in findings.items():
        tags = [_tags_below(group, finding.tags) for group in groups]
        exported = documents[key[0]]
        linked = [
            _linked(ends.get(key, ()), findings, is_incoming) for is_incoming in (False, True)
        ]
        rows.append([*_place(assessment, finding), *tags, *_said(exported, finding, linked)])
    columns = [
        *_BEFORE_TAGS,
        *(SheetColumn(f"tags: {single_line(group)}", 18) for group in groups),
        *_AFTER_TAGS,
    ]
    return Sheet("Quotations", columns, rows)


def _place(assessment: Assessment, finding: Finding) -> list[Cell]:
    """The cells of a quotation's row that stand before its tags: where it is, and its words."""
    citation = finding.citation
    exported = assessment.documents[citation.document]
    return [
        citation.number,
        assessment.names[citation.document],
        exported.title,
        exported.known.publisher,
        exported.known.date,
        citation.blocks[0] if citation.blocks else None,
        ", ".join(filter(None, (citation.locator, citation.table_rows))),
        words_without_markup(citation, exported.document),
    ]


def _said(exported: ExportDocument, finding: Finding, linked: Sequence[str]) -> list[Cell]:
    """The cells of _AFTER_TAGS; `linked` are the two cells of links."""
    annotation, source = finding.annotation, finding.source
    return [
        source.name if source else "",
        source.role if source else "",
        source.reliability if source else "",
        annotation.credibility or None,
        annotation.reason,
        plain_text(annotation.note),
        *linked,
        annotation.author,
        utc(annotation.modified),
        finding.citation.doubt,
        exported.path,
        annotation.id,
    ]


def _tags_below(group: str, tags: Iterable[str]) -> str:
    """The tags of a group without its name; the group itself, as a tag, keeps it."""
    below = [tag for tag in tags if tag.partition(SEPARATOR)[0] == group]
    return "; ".join(single_line(tag.removeprefix(group + SEPARATOR)) for tag in below)


def _linked(ends: Iterable[LinkEnd], findings: Findings, is_incoming: bool) -> str:
    """The outgoing or the incoming links of an annotation, one a line, with their reasons."""
    lines = []
    for end in ends:
        if end.is_incoming == is_incoming:
            other = findings.get(end.other) if end.other else None
            cited = end.reference
            if other:
                cited = f"[{other.citation.number}] {_speaker(other) or NO_SPEAKER}"
            lines.append(single_line(": ".join(filter(None, (f"{end.relation} {cited}", end.why)))))
    return "\n".join(lines)


def _speaker(finding: Finding) -> str:
    """The name of the source as it is in the sheet of sources; "" for none."""
    return finding.source.name if finding.source else ""


def _sources(assessment: Assessment) -> Sheet:
    rows: list[list[Cell]] = [
        [
            *(each.name, each.role, each.kind, each.grade, each.statements),
            "; ".join(each.remarks),
            numbers_of(each.passages),
        ]
        for each in assessment.sources.sources
    ]
    return Sheet("Sources", _SOURCES, rows)


def _links(assessment: Assessment, findings: Findings, ends: Ends) -> Iterator[list[Cell]]:
    """A row for each link; one to an annotation of no exported document has its reference."""
    for key, finding in findings.items():
        for end in ends.get(key, ()):
            if not end.is_incoming:
                other = findings.get(end.other) if end.other else None
                cited = _end(assessment, other) if other else [None, "", end.reference]
                yield [*_end(assessment, finding), end.relation, *cited, end.why]


def _end(assessment: Assessment, finding: Finding) -> list[Cell]:
    citation = finding.citation
    words = words_without_markup(citation, assessment.documents[citation.document].document)
    return [citation.number, _speaker(finding), clip(words, _CLIPPED)]
