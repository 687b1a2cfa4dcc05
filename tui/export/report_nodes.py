"""Report nodes: the content of a report as a tree, independent of the file format.

Builders (`report_sections`, `assessment_sections`) make the nodes; each renderer (`markdown`,
`html`, `docx`) has one function for every kind of node. Texts in nodes are not escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.document import Document
from .citations import Citation
from .speaker_timeline import TimelineRow

NOTE = "Note:"
"""The label of the analyst's own notes, so that nobody takes them for a statement of a source."""

COUNTING = "Paragraphs (¶) count from 1; offsets [start, end) count code points of the text from 0."
"""Explains the places in a list of passages."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that are emphasised."""

    text: str


Text = tuple[str | Strong | Citation, ...]
"""Words and citations; a citation is shown as its number, which links to the passage."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. The title of the report has level 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a `quiet` one is less important and set smaller."""

    text: Text
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class TagDescription:
    """The codebook's description of the tag in the heading before it."""

    text: str


@dataclass(frozen=True, slots=True)
class EmptySection:
    """States that the section has no content."""


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A cited quote with its source, grade and the analyst's note.

    `document` is the title of the quoted document, "" if the report is on one document only.
    `color` is the colour of the tag. `is_first` is true for the first quotation of a passage, to
    which the passage links back.
    """

    citation: Citation
    speaker: str
    grade: str
    document: str
    note: str
    color: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class List:
    """A list with bullets."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row is its head; `right` are the right-aligned columns, from 0."""

    rows: tuple[tuple[Text, ...], ...]
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What identifies a document in the report.

    `number` counts from 1; `publication` has author, publisher and date as far as known; `note` is
    the analyst's note on the whole document.
    """

    number: int
    title: str
    publication: tuple[str, ...]
    url: str
    path: str
    digest: str
    note: str
    has_full_text: bool


@dataclass(frozen=True, slots=True)
class ReportHead:
    """The title of the report, the tags to which it is narrowed, and its documents."""

    title: str
    tags: tuple[str, ...]
    documents: tuple[DocumentEntry, ...]


@dataclass(frozen=True, slots=True)
class PassageList:
    """All cited passages in the order of their numbers, and the documents from which they come."""

    citations: tuple[Citation, ...]
    documents: tuple[DocumentEntry, ...]


@dataclass(frozen=True, slots=True)
class FullText:
    """The whole text of a document, for formats that show it.

    `citations` are its passages to be marked, `colors` the colour of each by its number;
    `timeline_rows` show who speaks where in the text.
    """

    entry: DocumentEntry
    document: Document
    citations: tuple[Citation, ...]
    colors: Mapping[int, str]
    timeline_rows: tuple[TimelineRow, ...]


Node = (
    Heading
    | Paragraph
    | TagDescription
    | EmptySection
    | QuotedPassage
    | List
    | Table
    | ReportHead
    | PassageList
    | FullText
)


@dataclass(frozen=True, slots=True)
class ReportTree:
    """A whole report; `language` is that of its only document, "" for several or an unknown one."""

    title: str
    language: str
    nodes: tuple[Node, ...]


def row(*cells: str) -> tuple[Text, ...]:
    """A row of table cells that have plain words only."""
    return tuple((cell,) for cell in cells)
