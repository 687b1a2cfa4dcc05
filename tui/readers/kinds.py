"""Decides the kind of each Block from its own words and from the kinds of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model.document import Block, BlockKind
from ..model.patterns import lazily
from . import block_cues

LONGEST_TITLE = 160
LONGEST_HEADING = 90
LONGEST_CUED = 300
"""Longest title, longest heading, and longest Block that is matched against cues (code points)."""

_TAIL = 140
_NOTE_MARKS = r"(?:\[\^?[\w*†‡-]{1,8}\]|[¹²³⁰-⁹*†‡]){0,4}"
_ENDS = lazily(rf"[.!?…,;:。！？؟،।][\"”’»)\]]*{_NOTE_MARKS}$")
_ENDS_IN_ABBREVIATION = lazily(r"\b(?:[A-Z]\.){2,}$|^(?:[IVXLC]{1,6}|\d{1,3})\.$")
_PROSE_ENDS = lazily(rf"[.!…。！।][\"”’»)\]]*{_NOTE_MARKS}$")
_PULL_QUOTE = lazily(r"[—―–-]{1,2} ?(?=[^\W\d_])")
_LEVELS = {"title": 1, "heading": 2}
_CREDITS = "byline", "title", "heading"


@dataclass(slots=True)
class Piece:
    """A Block whose kind is not final; `text` is what the reader of the article sees of it.

    A piece of kind `line` is short and without final punctuation: it becomes a title, a heading, a
    caption or a paragraph depending on its neighbours.
    """

    kind: BlockKind | Literal["line"]
    start: int
    end: int
    text: str
    level: int = 0
    marker: str = ""


def kind_of(text: str) -> BlockKind | Literal["line"]:
    """The kind of an unmarked Block by its words; `line` if it is short and unpunctuated."""
    tail = text[-_TAIL:]
    for needle, pattern in block_cues.caption_end:
        if needle in tail and pattern.search(tail):
            return "caption"
    if len(text) > LONGEST_CUED:
        return "paragraph"
    if related_cue(text) is not None:
        return "related"
    if is_byline(text):
        return "byline"
    return "caption" if _matches(text, block_cues.caption_start) else _kind_without_cues(text)


def _kind_without_cues(text: str) -> BlockKind | Literal["line"]:
    if len(text) > LONGEST_TITLE or text.count("\n") > 1:
        return "paragraph"
    if _ENDS.search(text) and not _ENDS_IN_ABBREVIATION.search(text):
        return "paragraph"
    if _PULL_QUOTE.match(text):
        return "quote"
    first = next((c for c in text if c.isalnum()), "")
    return "line" if first and not first.islower() else "paragraph"


def related_cue(text: str) -> str | None:
    """The text after a cue for links ("Read more: ..."), possibly ""; None without such a cue."""
    cue, _, rest = text[:200].partition(":")
    if len(cue) > 40:
        return None
    known = " ".join(cue.lower().strip(" »>→›…|:：").split()) in block_cues.related
    return rest.strip() if known else None


def is_byline(text: str) -> bool:
    """Whether a text of at most 300 code points states an author, publisher, place or date."""
    lower = text.lower()
    if lower.startswith(block_cues.BYLINE_PREFIXES) and block_cues.byline_starts.fullmatch(text):
        return True
    if _matches(text, block_cues.byline_contains):
        return True
    if len(text) > LONGEST_TITLE or text.endswith(("!", "?")):
        return False
    if lower.startswith(block_cues.BYLINE_NAME_PREFIXES) and block_cues.byline_name.fullmatch(text):
        return True
    dated = any(map(str.isdecimal, text[-24:]))
    return dated and bool(
        block_cues.credit_line.fullmatch(text) or block_cues.date_line.fullmatch(text)
    )


def _matches(text: str, table: tuple[tuple[str, re.Pattern[str]], ...]) -> bool:
    lower = text.lower()
    found = [pattern for needle, pattern in table if needle in lower]
    return any(pattern.fullmatch(text) for pattern in found)


def decide_kinds(pieces: list[Piece], *, has_title: bool = False) -> tuple[Block, ...]:
    """Decide the kind of each piece and return the Blocks, in the order of the pieces. Changes the
    pieces.

    With `has_title` the format marks its title itself, so no title is guessed.
    """
    if pieces and pieces[0].kind == "line" and not has_title:
        pieces[0].kind = "title"
    _spread_related(pieces)
    _decide_lines(pieces)
    return tuple(_block(piece) for piece in pieces)


def _block(piece: Piece) -> Block:
    kind: BlockKind = "paragraph" if piece.kind == "line" else piece.kind
    return Block(kind, piece.start, piece.end, piece.level or _LEVELS.get(kind, 0), piece.marker)


def _spread_related(pieces: list[Piece]) -> None:
    """Mark what follows a cue for links as `related` until ordinary prose resumes."""
    running = False
    for piece in pieces:
        if piece.kind == "related":
            # "Read more: the whole link" contains its link, so nothing after it is related.
            running = not related_cue(piece.text)
        elif running:
            running = piece.kind in ("line", "list") or (
                piece.kind in ("paragraph", "quote") and not _is_prose(piece.text)
            )
            if running:
                piece.kind = "related"


def _is_prose(text: str) -> bool:
    return len(text) > LONGEST_CUED or (
        _PROSE_ENDS.search(text) is not None and text.count(" ") >= 7
    )


def _decide_lines(pieces: list[Piece]) -> None:
    """Make one or two short lines before prose headings, and lines beside captions captions."""
    for first, last in _runs(pieces):
        before = pieces[first - 1].kind if first else ""
        after = pieces[last].kind if last < len(pieces) else ""
        row = pieces[first:last]
        if len(row) <= 2 and all(_may_be_heading(piece.text) for piece in row):
            kind = _kind_of_few(pieces[first - 1].text if first else "", before, after)
        else:
            kind = "caption" if "caption" in (before, after) else "paragraph"
        for piece in row:
            piece.kind = kind


def _kind_of_few(text_before: str, before: str, after: str) -> BlockKind:
    introduced = text_before.endswith((":", ",", "："))
    if after in ("paragraph", "quote", "list") and not introduced:
        return "heading"
    return "caption" if "caption" in (before, after) and before not in _CREDITS else "paragraph"


def _may_be_heading(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and "\n" not in text


def _runs(pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(pieces):
        if pieces[start].kind != "line":
            start += 1
            continue
        end = start
        while end < len(pieces) and pieces[end].kind == "line":
            end += 1
        yield start, end
        start = end


def title_of(blocks: Sequence[Block], text: str) -> str:
    """The text of the title Block on one line, or "" if there is none."""
    return next((" ".join(text[b.start : b.end].split()) for b in blocks if b.kind == "title"), "")


_LABELS: Mapping[str, str] = {
    "author": "author", "by line": "author", "byline": "author", "publisher": "publisher",
    "source": "publisher", "date": "date", "published": "date", "first published": "date",
    "issued": "date", "posted": "date", "url": "url", "link": "url",
}  # fmt: skip


def data_in_bylines(lines: Sequence[str]) -> dict[str, str]:
    """Author, publisher, date and URL, as far as the bylines at the top of a text state them."""
    found: dict[str, str] = {}
    for line in lines:
        label, colon, value = line.partition(":")
        if line.startswith(("http://", "https://")):
            found.setdefault("url", line)
        elif colon and label.lower() in _LABELS:
            found.setdefault(_LABELS[label.lower()], value.strip())
        elif credit := block_cues.credit_line.fullmatch(line):
            found.setdefault("publisher", credit["publisher"].strip())
            found.setdefault("date", credit["date"])
        elif name := block_cues.byline_name.fullmatch(line):
            found.setdefault("author", name["author"])
        elif block_cues.date_line.fullmatch(line):
            found.setdefault("date", line)
    return found
