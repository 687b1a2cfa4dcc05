"""Parts of a converted document -> a Document: their texts joined by a blank line."""

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
from .kinds import Piece, data_of, kind_of, settle, title_of

JOINT = "\n\n"
"""What stands between two Blocks."""

HEAD = 10
"""Parts at the top of a document among which its author, date and so on are looked for."""

_POINTS = 1_000
"""Points in a paragraph that are placed; each takes as long as the paragraph."""

_BLANK = lazily(r"[^\S\n\u00a0\u2007\u202f]+")
_LINE_ENDS = lazily(r" ?\n\s*")
_BACK = lazily(r"\s*↩[\ufe0e\ufe0f]?$")
_UNSEEN = lazily("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A Block to be: its text, and what the format says it is.

    A `paragraph` is looked at once more: its words may show that it is a caption, a byline or a
    link to other articles. `level` and `marker` are those of Block. `pages` are (offset in the
    text, number of the page that begins there), `times` (offset in the text, time). `points`
    are (offset in the text, key of a comment): the first point of a key is where the comment
    begins, the last one where it ends. `linked` is the share of the text, from 0 to 1, that lies
    inside links; `rowed`: it is a row of a table, of several cells.
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
    """A text with white space as a page shows it: runs are one space or one line feed; trimmed.

    Spaces that do not break stay; controls go, and so does the arrow that leads back from a note.
    """
    text = _UNSEEN.sub("", canonical(text)).replace("\u00ad", "")
    return _BACK.sub("", _LINE_ENDS.sub("\n", _BLANK.sub(" ", text)).strip())


def bounded(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts as they come; ReaderError where they are more than a document holds."""
    size = 0
    for number, part in enumerate(parts):
        size += len(part.text)
        if size > bounds.TEXT or number >= bounds.BLOCKS:
            raise ReaderError("more text in this file than a document holds; split it")
        yield part


def cleaned(
    text: str, points: Iterable[tuple[int, str]]
) -> tuple[str, tuple[tuple[int, str], ...]]:
    """A text made `clean`, and the points in it with their offsets in the clean text."""
    result = clean(text)
    kept = islice(points, _POINTS)
    places = ((min(len(clean(text[:at] + "x")) - 1, len(result)), key) for at, key in kept)
    return result, tuple(places)


class _Joined:
    """What the parts so far are together; offsets are those in the texts joined by JOINT."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.pieces: list[Piece] = []
        self.pages: list[PageStart] = []
        self.times: list[TimeStart] = []
        self.points: dict[str, tuple[int, int]] = {}
        self._at = 0

    def add(self, part: Part) -> None:
        """Add a part; of one without text, only what begins there."""
        at = self._at
        self.pages.extend(PageStart(at + offset, number) for offset, number in part.pages)
        self.times.extend(TimeStart(at + offset, label) for offset, label in part.times)
        for offset, key in part.points:
            self.points[key] = self.points.get(key, (at + offset,))[0], at + offset
        if part.text:
            end = at + len(part.text)
            self.pieces.append(_piece(part, at, end))
            self.texts.append(part.text)
            self._at = end + len(JOINT)


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
    """The Document of some parts, whose texts are `clean`; those without text are left out.

    Its title is `title`, else the text of the part that is one, else the stem. `comments` are
    those of the points of the parts, by their keys. Raises ReaderError for more text, or more
    parts, than a document holds.
    """
    joined = _Joined()
    for part in bounded(parts):
        joined.add(part)
    text = JOINT.join(joined.texts)
    blocks = settle(joined.pieces, has_title=True)
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
    """The times that stand before the turns of a transcript."""
    spans = [Span(block.start, block.end) for block in blocks]
    found = turns(text, spans)
    return tuple(
        TimeStart(spans[number].start, opened.time) for number, opened in found if opened.time
    )


def _placed(
    comments: Mapping[str, Comment], points: Mapping[str, tuple[int, int]], length: int
) -> tuple[Comment, ...]:
    """The comments with their spans, in the order of the text; without a point, at the start."""
    found = []
    for key, comment in comments.items():
        start, end = points.get(key, (0, 0))
        found.append(comment._replace(start=min(start, length), end=min(end, length)))
    return tuple(sorted(found))


def told(parts: Sequence[Part]) -> dict[str, str]:
    """Author, publisher, date and url, as far as the bylines among the first parts say."""
    first = (part.text for part in parts[:HEAD] if _kind(part) == "byline")
    return data_of(list(first))


def _kind(part: Part) -> BlockKind:
    kind = kind_of(part.text) if part.kind == "paragraph" and part.text else part.kind
    return "paragraph" if kind == "line" else kind


def _piece(part: Part, start: int, end: int) -> Piece:
    return Piece(_kind(part), start, end, part.text, part.level, part.marker)
