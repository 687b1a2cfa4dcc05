"""Report nodes: the content of a report as a tree, independent of the file format.

Builders (`report_sections` and others) make the nodes; each renderer (`markdown`, `html`, `docx`)
has one function for every kind of node. Texts in nodes are not escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..model.document import Document
from .citations import Citation
from .note_markup import NoteBlock
from .report_details import ReportDetails
from .speaker_timeline import TimelineRow
from .tag_figure_node import TagFigures

NOTE = "Analyst’s note:"
"""The label of the analyst's own notes, so that nobody takes them for a statement of a source."""

TAGS = "Tagged:"
"""The label of the tags of a finding."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that are emphasised."""

    text: str


Naming = Literal["first", "always", "never"]
"""Where a citation names the document of its passage: only at the first one, always or never."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation of a passage by its number, which links to the passage.

    `source` names the document and the place, "Harbor Dispatch, 9 July 2015, ¶11". It is shown
    after the number; `naming` says whether at the first citation of the passage in the report, the
    default, or always or never. It is "" elsewhere.
    """

    number: int
    source: str = ""
    naming: Naming = "first"


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """The words of a passage in quotation marks, where the report quotes it outside a finding.

    Citations of the passage lead there.
    """

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class JudgementNumber:
    """The number of a judgement, "J2"; what refers to it links to where it `is_target`.

    There it is emphasised, and has the likelihood of the judgement.
    """

    number: int
    text: str
    is_target: bool = False


Piece = str | Strong | Reference | QuotedWords | JudgementNumber
"""A part of a text: plain or emphasised words, a citation, a quotation or a judgement's number."""

Text = tuple[Piece, ...]
"""Words and citations. A line feed in a word is a line break."""


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
class EmptySection:
    """States that the section has no content."""


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A passage with its source and grade, cautions, tags and links, and the analyst's note.

    `quotation` is set as a block, which needs no quotation marks; it is "" where the report quotes
    the passage elsewhere, which `elsewhere` says; `is_in_table` is true if a table quotes it as
    QuotedWords. `warning` is
    one word on a passage whose place or words are not certain, `former` the words from before an
    edit, both "" for a passage that is certain. `grade` is in words, with its reason; `cautions`
    are words such as "unconfirmed". `is_first` is true for the first finding on a passage, to which
    the passage links back.
    """

    reference: Reference
    quotation: str
    elsewhere: str
    is_in_table: bool
    warning: str
    former: str
    speaker: str
    grade: str
    cautions: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[Text, ...]
    note: tuple[NoteBlock, ...]
    is_first: bool

    @property
    def is_target(self) -> bool:
        """Whether the citations of the passage lead to this finding, which quotes it first."""
        return self.is_first and not self.is_in_table

    @property
    def who(self) -> str:
        """The speaker with grade and cautions: "Ana Brandt (B3; hearsay)"; "" for none of them."""
        weighed = "; ".join(filter(None, (self.grade, *self.cautions)))
        if self.speaker:
            return f"{self.speaker} ({weighed})" if weighed else self.speaker
        return weighed[:1].upper() + weighed[1:]


@dataclass(frozen=True, slots=True)
class List:
    """A list with bullets; a `quiet` one is less important and set smaller."""

    items: tuple[Text, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row is its head; `right` are the right-aligned columns, from 0.

    The cells of a table `is_prose` hold whole sentences.
    """

    rows: tuple[tuple[Text, ...], ...]
    right: tuple[int, ...] = ()
    is_prose: bool = False


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What a reader needs to find a document.

    `number` counts from 1; `name` is the name by which citations call it; `publication` has author,
    publisher and date as far as known; `note` is the analyst's note on the whole document.
    """

    number: int
    name: str
    title: str
    publication: tuple[str, ...]
    url: str
    note: tuple[NoteBlock, ...]
    has_full_text: bool


@dataclass(frozen=True, slots=True)
class ReportHead:
    """The title of the report, its author and date, and the tags to which it is narrowed.

    `byline` has the author and the date as far as they are known; `note` is the analyst's note on
    the whole report.
    """

    title: str
    byline: tuple[str, ...]
    note: tuple[NoteBlock, ...]
    tags: tuple[str, ...]
    documents: tuple[DocumentEntry, ...]


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The documents of the report."""

    documents: tuple[DocumentEntry, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Who speaks where: one row for each source, for formats that can show a picture.

    `length` is that of the axis, on which the documents follow each other in equal parts; `rows`
    have spans on it. `documents` are the names of the documents in their order, and `left_out`
    counts the sources that are not shown because they have the fewest statements.
    """

    rows: tuple[TimelineRow, ...]
    length: int
    documents: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """A cited passage in the list of all passages.

    `document` is the index of its document, from 0; `place` is its page, time and paragraph;
    `finding` says who speaks, if known, and where the passage is quoted; `doubt` warns of a
    passage that is not certain, "" for others.
    """

    number: int
    document: int
    place: str
    finding: str
    doubt: str


@dataclass(frozen=True, slots=True)
class PassageList:
    """All cited passages in the order of their numbers, and the documents from which they come."""

    passages: tuple[PassageEntry, ...]
    documents: tuple[DocumentEntry, ...]


@dataclass(frozen=True, slots=True)
class FullText:
    """The whole text of a document, for formats that show it.

    `citations` are its passages to be marked, `colors` the colour of each by its number; `legend`
    has each of these colours with the headings for which it stands.
    """

    entry: DocumentEntry
    document: Document
    citations: tuple[Citation, ...]
    colors: Mapping[int, str]
    legend: tuple[tuple[str, str], ...] = ()


Node = (
    Heading
    | Paragraph
    | EmptySection
    | QuotedPassage
    | List
    | Table
    | ReportHead
    | DocumentList
    | Timeline
    | TagFigures
    | PassageList
    | FullText
)


@dataclass(frozen=True, slots=True)
class ReportTree:
    """A whole report; `language` is that of its only document, "" for several or an unknown one.

    `details` has the title, the author and the date for the properties of the file, and the size of
    its paper.
    """

    details: ReportDetails
    language: str
    nodes: tuple[Node, ...]


def row(*cells: str) -> tuple[Text, ...]:
    """A row of table cells that have plain words only."""
    return tuple((cell,) for cell in cells)


def plain(text: Text) -> str:
    """A text of a report without its looks; a citation is its number in brackets."""
    return "".join(
        piece
        if isinstance(piece, str)
        else f"[{piece.number}]"
        if isinstance(piece, Reference)
        else piece.text
        for piece in text
    )
