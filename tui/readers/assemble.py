"""Parts of a converted document -> a Document: their texts joined by a blank line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.document import BlockKind, Document, PageStart
from ..model.patterns import lazily
from . import segment
from .decode import canonical
from .kinds import Piece, data_of, kind_of, settle, title_of

JOINT = "\n\n"
"""What stands between two Blocks."""

HEAD = 10
"""Parts at the top of a document among which its author, date and so on are looked for."""

_BLANK = lazily(r"[^\S\n\u00a0\u2007\u202f]+")
_LINE_ENDS = lazily(r" ?\n\s*")
_BACK = lazily(r"\s*↩[\ufe0e\ufe0f]?$")
_UNSEEN = lazily("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A Block to be: its text, and what the format says it is.

    A `paragraph` is looked at once more: its words may show that it is a caption, a byline or a
    link to other articles. `level` and `marker` are those of Block. `pages` are (offset in the
    text, number of the page that begins there).
    """

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    pages: tuple[PageStart, ...] = ()


def clean(text: str) -> str:
    """A text with white space as a page shows it: runs are one space or one line feed; trimmed.

    Spaces that do not break stay; controls go, and so does the arrow that leads back from a note.
    """
    text = _UNSEEN.sub("", canonical(text)).replace("\u00ad", "")
    return _BACK.sub("", _LINE_ENDS.sub("\n", _BLANK.sub(" ", text)).strip())


def assemble(
    parts: Iterable[Part],
    *,
    stem: str,
    title: str = "",
    lang: str = "",
    data: Mapping[str, str],
    remarks: tuple[str, ...] = (),
) -> Document:
    """The Document of some parts, whose texts are `clean`; those without text are left out.

    Its title is `title`, else the text of the part that is one, else the stem.
    """
    texts: list[str] = []
    pieces: list[Piece] = []
    pages: list[PageStart] = []
    at = 0
    for part in parts:
        pages.extend(PageStart(at + offset, number) for offset, number in part.pages)
        if not part.text:
            continue
        end = at + len(part.text)
        pieces.append(_piece(part, at, end))
        texts.append(part.text)
        at = end + len(JOINT)
    text = JOINT.join(texts)
    blocks = settle(pieces, has_title=True)
    return Document(
        text=text,
        blocks=blocks,
        title=" ".join(title.split()) or title_of(blocks, text) or stem,
        split=segment.split,
        lang=lang or segment.guess_lang(text),
        data={key: value for key, value in data.items() if value},
        pages=tuple(pages),
        remarks=remarks,
    )


def told(parts: Sequence[Part]) -> dict[str, str]:
    """Author, publisher, date and url, as far as the bylines among the first parts say."""
    first = (part.text for part in parts[:HEAD] if _kind(part) == "byline")
    return data_of(list(first))


def _kind(part: Part) -> BlockKind:
    kind = kind_of(part.text) if part.kind == "paragraph" and part.text else part.kind
    return "paragraph" if kind == "line" else kind


def _piece(part: Part, start: int, end: int) -> Piece:
    return Piece(_kind(part), start, end, part.text, part.level, part.marker)
