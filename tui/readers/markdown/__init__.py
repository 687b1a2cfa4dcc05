"""Markdown -> a Document whose text is the unchanged source; marks hide the syntax."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ...model.document import Document, Mark
from ...model.reading_options import NO_CHOICES, ReadingOptions
from .. import plain, segment
from ..decode import decoded
from ..kinds import Piece, data_in_bylines, decide_kinds, kind_of
from .front_matter import front_matter
from .inline import Found, marks_of, parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_PHOTO = re.compile(r"\s*(?:!\[[^\]]*\]\([^)]*\)\s*)+")
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>|<[!?][^<>]*>", re.DOTALL)


_TOO_MUCH = "too much markup to be parsed in time, so it is shown as plain text; split the file"
_MOST_EFFORT = 1_000_000
"""Limit of estimated parsing time, in microseconds, as `_effort` computes it."""


def read(data: bytes, stem: str, options: ReadingOptions = NO_CHOICES) -> Document:
    """Read a Markdown text; raises ReaderError if the encoding in `options` is unknown."""
    found = decoded(data, options.encoding)
    document = read_text(found.text, stem)
    return replace(document, remarks=(*found.remarks, *document.remarks))


def read_text(text: str, stem: str) -> Document:
    """Build the Document of a canonical text: CommonMark with tables, strikethrough and front
    matter.

    A text that would take too long to parse is read as plain text, with a remark.
    """
    if _effort(text) > _MOST_EFFORT:
        return replace(plain.read_text(text, stem), remarks=(_TOO_MUCH,))
    length, known = front_matter(text)
    page = _Page(text)
    # The front matter is replaced by blank lines, so that line numbers stay those of the source.
    source = "\n" * text.count("\n", 0, length) + text[length:]
    pieces = list(page.pieces(parser().parse(source, page.env)))
    has_title = any(
        piece.kind == "title" or piece.level for piece in pieces if piece.kind != "list"
    )
    blocks = decide_kinds(pieces, has_title=has_title)
    named = (
        " ".join(p.text.split()) for p, b in zip(pieces, blocks, strict=True) if b.kind == "title"
    )
    byline = [piece.text for piece in pieces[:10] if piece.kind == "byline"]
    data_found = {**data_in_bylines(byline), **known}
    return Document(
        text=text,
        blocks=blocks,
        title=next(named, "") or known.get("title", "") or stem,
        split=segment.split,
        lang=known.get("lang") or segment.guess_lang("\n".join(p.text for p in pieces[:200])),
        marks=tuple(sorted(page.marks, key=lambda mark: (mark.start, mark.end, mark.style))),
        data={key: value for key, value in data_found.items() if key not in ("title", "lang")},
        remarks=_remarks(page.comments),
    )


def _remarks(comments: int) -> tuple[str, ...]:
    """A remark on HTML comments in the source, which are hidden."""
    if not comments:
        return ()
    one = "1 comment (<!-- ... -->) is not shown"
    return (one if comments == 1 else f"{comments:,} comments (<!-- ... -->) are not shown",)


def _effort(text: str) -> int:
    """An upper estimate of the parsing time of a text, in microseconds."""
    return len(text) + sum(weight * text.count(sign) for sign, weight in _WEIGHTS.items())


_WEIGHTS = {
    "\n": 60,
    "[": 90,
    "_": 25,
    **dict.fromkeys("*`~<&\\|", 15),
    # The parser stops at each of these characters although they have no inline meaning.
    **dict.fromkeys("!#$%+-:=>@]^{}", 2),
}
"""Parsing time per character in microseconds, in addition to one per code point."""


@dataclass(slots=True)
class _Page:
    """Converts the block tokens of one text to pieces and marks."""

    text: str
    env: dict[str, Any] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    titled: bool = False
    comments: int = 0

    def __post_init__(self) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def pieces(self, tokens: list[Token]) -> Iterator[Piece]:
        """The pieces of a text; their marks and the number of comments are recorded meanwhile."""
        nest: list[Token] = []
        for index, token in enumerate(tokens):
            if token.nesting == 1:
                nest.append(token)
            elif token.nesting == -1:
                nest.pop()
                if token.type == "tr_close":
                    yield from self._row(tokens, index)
            elif token.type == "inline" and all(one.type != "table_open" for one in nest):
                yield from self._piece(token, nest)
            elif token.type in ("fence", "code_block"):
                yield from self._code(token)
            elif token.type == "html_block":
                yield from self._html(token)

    def _piece(self, token: Token, nest: list[Token]) -> Iterator[Piece]:
        where = self._places(token.content, self._first_line(token))
        found = marks_of(token.content, self.env, [])
        piece = self._visible_piece(token.content, where, found)
        if piece:
            yield self._with_kind(piece, token.content, nest)

    def _with_kind(self, piece: Piece, content: str, nest: list[Token]) -> Piece:
        """The piece with its kind, decided by the enclosing tokens or else by its own words."""
        inner = nest[-1]
        if inner.type == "heading_open":
            piece.level = int(inner.tag[1:])
            cued = kind_of(piece.text) == "related"
            piece.kind = "related" if cued else "heading"
            if piece.level == 1 and not self.titled and not cued:
                piece.kind, self.titled = "title", True
            return piece
        lists = [token for token in nest if token.type.endswith("_list_open")]
        holder = next(
            (t for t in reversed(nest) if t.type in ("list_item_open", "blockquote_open")), None
        )
        if holder and holder.type == "list_item_open":
            piece.kind, piece.level = "list", len(lists)
            if not holder.meta.get("drawn"):  # later paragraphs of an item have no marker
                holder.meta["drawn"] = True
                piece.marker = f"{holder.info}." if holder.info else "•"
        elif _PHOTO.fullmatch(content):
            piece.kind = "caption"
        else:
            piece.kind = "quote" if holder else kind_of(piece.text)
        return piece

    def _visible_piece(self, content: str, where: list[int], found: list[Found]) -> Piece | None:
        """The trimmed Block of a content; records its marks. None if all the content is hidden."""
        hidden = set[int]()
        for a, b, style in found:
            if style == "hidden":
                hidden.update(range(a, b))
                self.comments += content.startswith("<!--", a)
        seen = [i for i, c in enumerate(content) if not c.isspace()]
        visible = [i for i in seen if i not in hidden]
        if not visible:
            return None
        start, end = where[seen[0]], where[seen[-1]] + 1
        for a, b, style in found:
            self._mark(max(start, where[a]), min(end, where[b - 1] + 1), style)
        self._hide_gaps(content, where, start, end)
        text = "".join(c for i, c in enumerate(content) if i not in hidden).strip()
        return Piece("paragraph", start, end, text)

    def _hide_gaps(self, content: str, where: list[int], start: int, end: int) -> None:
        """Hide source in a Block that is no part of its content, such as "> " on later lines."""
        if where[-1] - where[0] == len(where) - 1:
            return
        for i in range(len(content) - 1):
            if where[i] + 1 < where[i + 1]:
                self._mark(max(start, where[i] + 1), min(end, where[i + 1]), "hidden")

    def _mark(self, start: int, end: int, style: Any) -> None:
        if start < end:
            self.marks.append(Mark(start, end, style))

    def _first_line(self, token: Token) -> int:
        """The line on which an inline content begins; blank lines of unusual spaces may precede."""
        first, last = token.map or (0, 0)
        opening = token.content.partition("\n")[0].replace("\ufffd", "\0")
        for number in range(first, last):
            start, end = self._line(number)
            if opening in self.text[start:end].replace("\ufffd", "\0"):
                return number
        return first

    def _places(self, content: str, first: int) -> list[int]:
        """The source offset of each code point of a content that begins on line `first`."""
        places: list[int] = []
        for number, line in enumerate(content.split("\n"), first):
            if number > first:
                places.append(self._line(number - 1)[1])
            places.extend(self._line_places(line, number))
        return places

    def _line(self, number: int) -> tuple[int, int]:
        """The span of a line, counted from 0, without its line feed."""
        start = self.starts[min(number, len(self.starts) - 1)]
        following = self.starts[number + 1] - 1 if number + 1 < len(self.starts) else len(self.text)
        return start, max(start, following)

    def _line_places(self, line: str, number: int, low: int = 0) -> list[int]:
        start, end = self._line(number)
        source = self.text[start:end].replace("\0", "\ufffd")
        # Block markers precede the content of a line; closing "#" follow it.
        at = source.rfind(line) if source.rstrip().endswith(line.rstrip()) else source.find(line)
        if at >= low:
            return list(range(start + at, start + at + len(line)))
        return _aligned(line, source, start, low)

    def _row(self, tokens: list[Token], close: int) -> Iterator[Piece]:
        """A table row as one Block; the bars of the source separate its cells."""
        opening = next(i for i in range(close, -1, -1) if tokens[i].type == "tr_open")
        number = (tokens[opening].map or [0])[0]
        content, where, found = "", list[int](), list[Found]()
        low = 0
        for token in tokens[opening:close]:
            if token.type == "inline" and token.content:
                places = self._cell(token.content, number, low)
                if where:
                    gap = range(where[-1] + 1, places[0])
                    content += self.text[gap.start : gap.stop]
                    where.extend(gap)
                shift = len(content)
                found.extend(
                    (a + shift, b + shift, s) for a, b, s in marks_of(token.content, self.env, [])
                )
                content += token.content
                where.extend(places)
                low = places[-1] + 1 - self._line(number)[0]
        piece = self._visible_piece(content, where, found)
        if piece:
            if tokens[opening + 1].type == "th_open":
                self._mark(piece.start, piece.end, "strong")
            yield piece

    def _cell(self, content: str, number: int, low: int) -> list[int]:
        start, end = self._line(number)
        at = self.text.find(content, start + low, end)
        if at >= 0:
            return list(range(at, at + len(content)))
        return _aligned(content, self.text[start:end], start, low)

    def _code(self, token: Token) -> Iterator[Piece]:
        content = token.content.removesuffix("\n")
        first = (token.map or [0])[0] + (token.type == "fence")
        piece = self._visible_piece(content, self._places(content, first), [])
        if piece:
            self._mark(piece.start, piece.end, "code")
            yield piece

    def _html(self, token: Token) -> Iterator[Piece]:
        content = token.content.rstrip("\n")
        found: list[Found] = [(*match.span(), "hidden") for match in _TAG.finditer(content)]
        piece = self._visible_piece(content, self._places(content, (token.map or [0])[0]), found)
        if piece:
            piece.kind = kind_of(piece.text)
            yield piece


def _aligned(line: str, source: str, start: int, low: int) -> list[int]:
    """Offsets of a line that differs from its source (escaped bars, tabs expanded to spaces)."""
    places: list[int] = []
    for character in line:
        at = source.find(character, low)
        if at >= 0:
            low = at + 1
        places.append(start + min(max(0, at if at >= 0 else low - 1), max(0, len(source) - 1)))
    return places
