"""Joins the parts of a converted document, separated by blank lines, into a Document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ..model.document import Block, BlockKind, Comment, Document, PageStart, Span, TimeStart
from ..model.errors import ReaderError
from ..model.patterns import lazily
from ..model.speaker_turns import turns
from . import bounds, segment
from .decode import canonical
from .kinds import Piece, data_in_bylines, decide_kinds, kind_of, title_of

BLOCK_SEPARATOR = "\n\n"
"""The separator between the texts of two Blocks."""

HEAD = 10
"""Parts at the top of a document that are searched for its author, date and other metadata."""

_POINTS = 1_000
"""Limit of points placed per paragraph: placing each takes time in proportion to the paragraph."""

_BLANK = lazily(r"[^\S\n\u00a0\u2007\u202f]+")
_LINE_ENDS = lazily(r" ?\n\s*")
_BACK = lazily(r"\s*↩[\ufe0e\ufe0f]?$")
_UNSEEN = lazily("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Part:
    """The text of a future Block and what the format states about it.

    A `paragraph` is checked again: its words may show that it is a caption, a byline or a link to
    other articles. `level` and `marker` are as in Block. `pages` are pairs of an offset in the text
    and the number of the page that begins there; `times` are offsets with a time. `points` are
    pairs of an offset and the key of a comment: the first point of a key is where the comment
    begins, the last where it ends. `linked` is the share of the text, from 0 to 1, that is inside
    links. `rowed` is true for a table row of several cells.
    """

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    pages: tuple[PageStart, ...] = ()
    times: tuple[TimeStart, ...] = ()
    points: tuple[tuple[int, str], ...] = ()
    linked: float = 0.0
    rowed: bool = False


def clean(text: str) -> str:
    """Collapse white space as a web browser does: each run becomes one space or one line feed.

    Non-breaking spaces are kept. Control characters, soft hyphens and the arrow that links a
    footnote back to its reference are removed.
    """
    text = _UNSEEN.sub("", canonical(text)).replace("\u00ad", "")
    return _BACK.sub("", _LINE_ENDS.sub("\n", _BLANK.sub(" ", text)).strip())


def bounded(parts: Iterable[Part]) -> Iterator[Part]:
    """Pass the parts on; raises ReaderError once they exceed the limits of a document."""
    size = 0
    for number, part in enumerate(parts):
        size += len(part.text)
        if size > bounds.TEXT or number >= bounds.BLOCKS:
            raise ReaderError("more text in this file than a document holds; split it")
        yield part


def cleaned(
    text: str, points: Iterable[tuple[int, str]]
) -> tuple[str, tuple[tuple[int, str], ...]]:
    """A text after `clean`, and its points with their offsets in the clean text."""
    result = clean(text)
    kept = islice(points, _POINTS)
    places = ((min(len(clean(text[:at] + "x")) - 1, len(result)), key) for at, key in kept)
    return result, tuple(places)


class _Joined:
    """The texts, pieces, pages, times and points of the parts added so far.

    Offsets refer to the texts joined by BLOCK_SEPARATOR.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pieces: list[Piece] = []
        self.pages: list[PageStart] = []
        self.times: list[TimeStart] = []
        self.points: dict[str, tuple[int, int]] = {}
        self._at = 0

    def add(self, part: Part) -> None:
        """Add a part. Without text, only the pages, times and points that begin there are added."""
        at = self._at
        self.pages.extend(PageStart(at + offset, number) for offset, number in part.pages)
        self.times.extend(TimeStart(at + offset, label) for offset, label in part.times)
        for offset, key in part.points:
            self.points[key] = self.points.get(key, (at + offset,))[0], at + offset
        if part.text:
            end = at + len(part.text)
            self.pieces.append(Piece(_kind(part), at, end, part.text, part.level, part.marker))
            self.texts.append(part.text)
            self._at = end + len(BLOCK_SEPARATOR)


def assemble(
    parts: Iterable[Part],
    *,
    stem: str,
    title: str = "",
    lang: str = "",
    data: Mapping[str, str],
    remarks: tuple[str, ...] = (),
    comments: Mapping[str, Comment] | None = None,
) -> Document:
    """Build a Document from parts whose texts are `clean`; parts without text make no Block.

    The title is `title`, else the text of the title part, else the stem. `comments` maps the keys
    used in `Part.points` to comments. Raises ReaderError if the parts exceed a document's limits.
    """
    joined = _Joined()
    for part in bounded(parts):
        joined.add(part)
    text = BLOCK_SEPARATOR.join(joined.texts)
    blocks = decide_kinds(joined.pieces, has_title=True)
    return Document(
        text=text,
        blocks=blocks,
        title=" ".join(title.split()) or title_of(blocks, text) or stem,
        split=segment.split,
        lang=lang or segment.guess_lang(text),
        data={key: value for key, value in data.items() if value},
        pages=tuple(joined.pages),
        times=tuple(joined.times) or _times(text, blocks),
        comments=_placed(comments or {}, joined.points, len(text)),
        remarks=remarks,
    )


def _times(text: str, blocks: tuple[Block, ...]) -> tuple[TimeStart, ...]:
    """The times given at the beginning of the turns of a transcript."""
    spans = [Span(block.start, block.end) for block in blocks]
    found = turns(text, spans)
    return tuple(
        TimeStart(spans[number].start, opened.time) for number, opened in found if opened.time
    )


def _placed(
    comments: Mapping[str, Comment], points: Mapping[str, tuple[int, int]], length: int
) -> tuple[Comment, ...]:
    """The comments with their spans, in text order; one without points is put at the start."""
    found = []
    for key, comment in comments.items():
        start, end = points.get(key, (0, 0))
        found.append(comment._replace(start=min(start, length), end=min(end, length)))
    return tuple(sorted(found))


def byline_data(parts: Sequence[Part]) -> dict[str, str]:
    """Author, publisher, date and URL, as far as the bylines among the first parts state them."""
    first = (part.text for part in parts[:HEAD] if _kind(part) == "byline")
    return data_in_bylines(list(first))


def _kind(part: Part) -> BlockKind:
    kind = kind_of(part.text) if part.kind == "paragraph" and part.text else part.kind
    return "paragraph" if kind == "line" else kind
