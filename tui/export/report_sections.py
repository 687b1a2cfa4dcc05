"""Sections of reports: a table of which sections each report has, and builders of the outer ones.

A builder takes an Assessment and yields report nodes, none if the section has nothing to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..model.dates import iso_date
from . import note_markup
from .appendix import appendix, appendix_after_claims
from .assessment import Assessment
from .assessment_sections import disputed_claims, open_questions
from .citation_names import day_of, readable_date, short_names
from .citations import Citation
from .export_document import ExportDocument
from .finding_sections import findings, findings_after_claims, passages, passages_after_claims
from .hypothesis_sections import competing_hypotheses
from .judgement_sections import key_judgements
from .mention_sections import chronology, figures
from .report_details import ReportDetails
from .report_nodes import (
    FullText,
    Heading,
    List,
    Node,
    Paragraph,
    Piece,
    QuotedPassage,
    Reference,
    ReportHead,
    ReportTree,
    Table,
    Text,
    Timeline,
)
from .source_sections import documents, entries, source_list, source_summary, sources
from .sources import count, timeline_rows
from .speaker_timeline import TimelineRow
from .tag_figures import tag_figures
from .text_values import single_line

Builder = Callable[[Assessment], Iterable[Node]]

_PART = 1000
"""The length of a document on the axis of the timeline."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_ROWS = 8
"""The greatest number of sources in the timeline."""
_KEY = (
    "A number in brackets is a passage: document and paragraph stand beside its quotation and in "
    "the list of passages. ¶ counts the paragraphs from the top, with title, byline and captions."
)
_GRADES = "A grade such as (B2) has a letter for the source and a digit for the statement"
_EXPLAINED = "; the appendix explains them."
_ADMIRALTY = ", both by the Admiralty code, from A and 1 for the best."


def build(kind: str, exported: Sequence[ExportDocument], details: ReportDetails) -> ReportTree:
    """A report on some documents.

    `kind` is a key of SECTIONS, and what the details leave out is one of `report_details.PARTS`;
    anything else is a KeyError.
    """
    assessment = Assessment(exported, replace(details, title=details.title or _title(exported)))
    left_out = [section for part in details.left_out for section in _PARTS[part]]
    sections = [section for section in SECTIONS[kind] if section not in left_out]
    nodes = (node for section in sections for node in section(assessment))
    language = exported[0].known.lang if len(exported) == 1 else ""
    cited = {each.number: each for each in assessment.citations.values()}
    references = _References(cited, assessment.names, short_names(exported))
    full = map(references.of_node, nodes)
    return ReportTree(assessment.details, language, tuple(full))


@dataclass(frozen=True, slots=True)
class _References:
    """Completes citations with the document and the place, in the order of the report.

    Below each heading the first citation of a document has its full name of `names`, later ones
    that of `short`. `cited` are the numbers of the passages that were cited with their place,
    `named` the documents that were named since the last heading.
    """

    citations: Mapping[int, Citation]
    names: Sequence[str]
    short: Sequence[str]
    cited: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)

    def of_node(self, node: Node) -> Node:
        """The node with its citations completed; a quoted passage always names its document."""
        match node:
            case Heading():
                self.named.clear()
                return node
            case Paragraph():
                return replace(node, text=self._of_text(node.text))
            case List():
                return replace(node, items=tuple(map(self._of_text, node.items)))
            case Table():
                rows = tuple(tuple(map(self._of_text, row)) for row in node.rows)
                return replace(node, rows=rows)
            case QuotedPassage():
                reference = self._named(node.reference)
                links = tuple(map(self._of_text, node.links))
                return replace(node, reference=reference, links=links)
            case _:
                return node

    def _of_text(self, text: Text) -> Text:
        return tuple(map(self._of_piece, text))

    def _of_piece(self, piece: Piece) -> Piece:
        if not isinstance(piece, Reference) or piece.naming == "never":
            return piece
        if piece.number in self.cited and piece.naming == "first":
            return piece
        return self._named(piece)

    def _named(self, reference: Reference) -> Reference:
        """The citation with the name of its document and the place."""
        citation = self.citations[reference.number]
        names = self.short if citation.document in self.named else self.names
        self.cited.add(reference.number)
        self.named.add(citation.document)
        source = ", ".join(filter(None, (names[citation.document], citation.where)))
        return replace(reference, source=source)


def _title(documents: Sequence[ExportDocument]) -> str:
    """The title of a report that has none of its own, made from those of its documents."""
    titles = [exported.title for exported in documents if not exported.is_excerpt]
    others = len(titles) - 1
    if others < 1:
        return titles[0] if titles else "Report"
    return f"{titles[0]}, and {count(others, 'other article')}"


def head(assessment: Assessment) -> Iterator[Node]:
    """The title, the author and the date, the front note, and the tags it is narrowed to."""
    details = assessment.details
    day = day_of(details.made) if details.made else ""
    byline = tuple(filter(None, (single_line(details.author), day)))
    only = dict.fromkeys(tag for exported in assessment.documents for tag in exported.only)
    note = note_markup.parse(details.note)
    tags = tuple(map(single_line, only))
    yield ReportHead(single_line(details.title), byline, note, tags, entries(assessment))


def key(assessment: Assessment) -> Iterator[Node]:
    """The days of the documents, and how to read citations and grades."""
    if assessment.findings.passages:
        has_appendix = "appendix" not in assessment.details.left_out
        grades = _GRADES + (_EXPLAINED if has_appendix else _ADMIRALTY)
        words = _covered(assessment), _KEY, grades if assessment.findings.graded else ""
        yield Paragraph((" ".join(filter(None, words)),), quiet=True)


def _covered(assessment: Assessment) -> str:
    """The number of the documents and the days from the first to the last; "" without days."""
    dates = [iso_date(exported.known.date) for exported in assessment.documents]
    days = sorted(filter(_DAY.fullmatch, dates))
    if len(days) < len(dates):
        return ""
    first, last = readable_date(days[0]), readable_date(days[-1])
    period = f"of {first}" if first == last else f"from {first} to {last}"
    return f"{count(len(dates), 'document')} {period}."


def timeline(assessment: Assessment) -> Iterator[Node]:
    """Who speaks where in the documents."""
    found = timeline_rows(assessment.documents, assessment.graph, _PART)
    if found:
        shown = _with_most_statements(found)
        length = _PART * len(assessment.documents)
        yield Timeline(shown, length, tuple(assessment.names), len(found) - len(shown))


def _with_most_statements(rows: Sequence[TimelineRow]) -> tuple[TimelineRow, ...]:
    """The first rows; of sources with equally many statements all or none, if that leaves some."""
    if len(rows) <= _MOST_ROWS:
        return tuple(rows)
    least = len(rows[_MOST_ROWS].spans)
    above = tuple(each for each in rows[:_MOST_ROWS] if len(each.spans) > least)
    return above or tuple(rows[:_MOST_ROWS])


def full_texts(assessment: Assessment) -> Iterator[Node]:
    """The whole text of each document, except for excerpts; passages are coloured as findings."""
    cited = assessment.findings.passages
    colors, headings = _colors(assessment)
    for number, entry in enumerate(entries(assessment)):
        if entry.has_full_text:
            inside = tuple(each for each in cited if each.document == number)
            document = assessment.documents[number].document
            used = {colors.get(each.number, "") for each in inside} - {""}
            legend = tuple((color, headings[color]) for color in headings if color in used)
            yield FullText(entry, document, inside, colors, legend)


def _colors(assessment: Assessment) -> tuple[dict[int, str], dict[str, str]]:
    """The colour of each passage by its number, and the headings that each colour stands for."""
    colors: dict[int, str] = {}
    headings: dict[str, str] = {}
    for section in (*assessment.arrangement.topics, *assessment.arrangement.others):
        color = assessment.color_of(section.tag)
        for finding in section.shown:
            colors.setdefault(finding.citation.number, color)
        if color:
            before = headings.get(color)
            headings[color] = f"{before}, {section.heading}" if before else section.heading
    return colors, headings


SECTIONS: Mapping[str, tuple[Builder, ...]] = {
    "findings": (
        head,
        key,
        timeline,
        findings,
        figures,
        chronology,
        sources,
        documents,
        tag_figures,
        passages,
        appendix,
        full_texts,
    ),
    "assessment": (
        head,
        key,
        timeline,
        key_judgements,
        competing_hypotheses,
        disputed_claims,
        findings_after_claims,
        open_questions,
        figures,
        chronology,
        source_summary,
        source_list,
        documents,
        tag_figures,
        passages_after_claims,
        appendix_after_claims,
        full_texts,
    ),
}
"""The sections of each kind of report, in their order."""

_PARTS: Mapping[str, tuple[Builder, ...]] = {
    "appendix": (tag_figures, appendix, appendix_after_claims),
    "passages": (passages, passages_after_claims),
    "texts": (full_texts,),
    "figures": (figures,),
    "chronology": (chronology,),
}
"""The sections of each part that can be left out."""
