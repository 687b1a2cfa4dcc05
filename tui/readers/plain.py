"""Plain text -> a Document: blank lines separate Blocks, cues identify captions, headings and
bylines.

In transcripts and chats each turn is a Block; a log or a table is a Block whose lines are passages.

Three limits bound the time for any input: cues are searched in the first _CUE_LINES lines only,
blank lines separate Blocks only up to _MOST_BLOCKS of them, and no Block is longer than LONGEST.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise

from ..model import graphemes
from ..model.document import Block, Document, Mark, TimeStart
from ..model.patterns import lazily
from ..model.reading_options import NO_CHOICES, ReadingOptions
from ..model.speaker_turns import Transcript, transcript
from ..model.typography import may_divide, spans_to_delete
from . import reading_progress, segment
from .decode import decoded
from .kinds import (
    LONGEST_CUED,
    Piece,
    data_in_bylines,
    decide_kinds,
    is_byline,
    kind_of,
    related_cue,
    title_of,
)
from .records import LEAST_LINES, LEVELS, are_records, is_log

HEAD = 10
"""Blocks at the top of a text that are searched for its author, date and other metadata."""

LONGEST = 32_768
"""Longest Block in code points: more than any paragraph that a person wrote."""

_REPORT_EVERY = 1000
"""Stretches of text between two reports of progress."""
_CUE_LINES = 20_000
"""Lines that are searched for cues; a long novel has fewer paragraphs."""
_MOST_BLOCKS = 60_000
"""Limit of Blocks that blank lines separate."""

_NON_SPACE = lazily(r"\S")
_GAP = lazily(r"\n\s*\n\s*")
_ITEM = lazily(r"(?P<bullet>[-*•‣◦▪+])[ \t]+(?=\S)|\(?(?P<number>\d{1,3}|[a-z])[.)][ \t]+(?=\S)")
_QUOTE = lazily(r"(?:>[ \t]?)+")
_LATER_QUOTES = lazily(r"(?<=\n)[ \t]*(?:>[ \t]?)+")
_STOP = lazily(r"[.!?…:。！？؟][\"”’»)\]]*$")
_ASIDE = lazily(r"[\[(][^\[\]()\n]*[\])]")
_WIDE = lazily("[\u2e80-\ua4cf\uac00-\ud7af\uff00-\uff60]")

_WRAPPED = 120
"""Longest line, in code points, that editors and mail programs wrap at; half for wide letters."""


def read(data: bytes, stem: str, options: ReadingOptions = NO_CHOICES) -> Document:
    """Read a plain text; raises ReaderError if the encoding in `options` is unknown."""
    found = decoded(data, options.encoding)
    return replace(read_text(found.text, stem), remarks=found.remarks)


def read_text(text: str, stem: str) -> Document:
    """Build the Document of a canonical text."""
    pieces: list[Piece] = []
    marks: list[Mark] = []
    times: list[TimeStart] = []
    known = transcript(text)
    speakers = known and any(name.lower() not in LEVELS for name in known.names)
    lines = 0
    for number, (start, end) in enumerate(_stretches(text)):
        if number % _REPORT_EVERY == 0:
            reading_progress.report(end / len(text))
        height = text.count("\n", start, end) + 1
        lines += height
        seen = text[start:end]
        if height >= LEAST_LINES and (is_log(seen) or (not speakers and are_records(seen))):
            timed = known if lines <= _CUE_LINES else None
            pieces.append(_records(text, start, end, timed, times))
        elif known and lines <= _CUE_LINES:
            pieces.extend(_turns(text, start, end, marks, known, times))
        elif lines <= _CUE_LINES:
            pieces.extend(_pieces(text, start, end, marks))
        else:
            seen = seen.rstrip()
            pieces.append(Piece("paragraph", start, start + len(seen), seen))
    _undo_single_items(text, pieces)
    blocks = decide_kinds(pieces)
    return Document(
        text=text,
        blocks=blocks,
        title=title_of(blocks, text) or stem,
        split=segment.split,
        lang=segment.guess_lang(text),
        marks=tuple(sorted([*marks, *_seams(text, blocks)], key=lambda mark: mark.start)),
        times=tuple(times),
        data=data_in_bylines([p.text for p in pieces[:HEAD] if p.kind == "byline"]),
    )


def _seams(text: str, blocks: tuple[Block, ...]) -> Iterator[Mark]:
    """Marks that hide the hyphen and line break of each word divided at the end of a line."""
    for block in blocks if may_divide(text) else ():
        for start, end in spans_to_delete(text[block.start : block.end]):
            yield Mark(block.start + start, block.start + end, "hidden")


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The spans between blank lines, without leading white space."""
    solid = _NON_SPACE.search(text)
    if solid is None:
        return
    start, end = solid.start(), len(text.rstrip())
    for gap in islice(_GAP.finditer(text, start, end), _MOST_BLOCKS):
        if gap.start() - start <= LONGEST:
            yield start, gap.start()
        else:
            yield from _divide(text, start, gap.start())
        start = gap.end()
    yield from _divide(text, start, end)


def _divide(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Divide a stretch into spans of at most LONGEST code points, at the end of a line if possible,
    else of a sentence, a word or a grapheme cluster."""
    while end - start > LONGEST:
        low, high = start + LONGEST // 2, start + LONGEST
        breaks = (text.rfind(mark, low, high) for mark in ("\n", ". ", "。", " "))
        seam = next((seam + 1 for seam in breaks if seam >= 0), high)
        seam = graphemes.floor(text, seam)
        yield start, start + len(text[start:seam].rstrip())
        solid = _NON_SPACE.search(text, seam, end)
        if solid is None:
            return
        start = solid.start()
    yield start, end


def _records(
    text: str, start: int, end: int, known: Transcript | None, times: list[TimeStart]
) -> Piece:
    """The piece of a stretch each line of which is a record, and the times of the records."""
    end = start + len(text[start:end].rstrip())
    for a, b in _lines(text, start, end) if known else ():
        opened = known.opening(text[a:b]) if known else None
        if opened and opened.time:
            times.append(TimeStart(a, opened.time))
    return Piece("table", start, end, text[start:end])


def _turns(
    text: str,
    start: int,
    end: int,
    marks: list[Mark],
    known: Transcript,
    times: list[TimeStart],
) -> Iterator[Piece]:
    """The pieces of a stretch of a transcript: turns, remarks in brackets, and other text."""
    groups: list[tuple[int, int, bool]] = []
    is_open = False
    for a, b in _lines(text, start, end):
        opened = known.opening(text[a:b])
        aside = _ASIDE.fullmatch(text, a, b) is not None
        if opened and opened.time:
            times.append(TimeStart(a, opened.time))
        if is_open and not opened and not aside:
            first, _, is_turn = groups.pop()
            groups.append((first, b, is_turn))
        else:
            groups.append((a, b, opened is not None))
        is_open = not aside
    for first, last, is_turn in groups:
        if is_turn:
            yield Piece("paragraph", first, last, text[first:last])
        else:
            yield from _pieces(text, first, last, marks)


def _pieces(text: str, start: int, end: int, marks: list[Mark]) -> list[Piece]:
    """The pieces of a stretch that contains no blank line."""
    if text.find("\n", start, end) < 0:
        return [_piece(text, start, end, marks)]
    pieces: list[Piece] = []
    lines = _lines(text, start, end)
    apart = _are_separate_paragraphs([text[a:b] for a, b in lines])
    group, last = lines[0]
    kind = _line_kind(text[group:last])
    for a, b in lines[1:]:
        line = text[a:b]
        following = _line_kind(line)
        # A plain line after a list item in the same stretch continues the item.
        wrapped = following == kind in ("", "quote") or (kind == "item" and not following)
        if apart or not wrapped:
            pieces.append(_piece(text, group, last, marks))
            group, kind = a, following
        last = b
    return [*pieces, _piece(text, group, last, marks)]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the lines of a stretch, without surrounding white space."""
    spans: list[tuple[int, int]] = []
    for line in text[start:end].split("\n"):
        spans.append((start + len(line) - len(line.lstrip()), start + len(line.rstrip())))
        start += len(line) + 1
    return spans


def _are_separate_paragraphs(lines: list[str]) -> bool:
    """Whether each line is a paragraph of its own, rather than part of a hard-wrapped paragraph."""
    prose = [line for line in lines if " " in line or len(line) < _WRAPPED]
    if any(len(line) > _WRAPPED or _is_wide(line) for line in prose):
        return True
    width = max(map(len, lines))
    pairs = list(pairwise(lines))
    filled = sum(len(a) + 1 + len(b.split(None, 1)[0]) > width for a, b in pairs)
    stopped = sum(_STOP.search(line) is not None for line in lines)
    return filled * 2 < len(pairs) + 1 and stopped * 4 >= len(lines) * 3


def _is_wide(line: str) -> bool:
    if len(line) <= _WRAPPED // 2 or line.isascii():
        return False
    return len(_WIDE.findall(line)) > len(line) // 2


def _line_kind(line: str) -> str:
    """The kind of a line that begins a piece (quote, item or cue); "" for an ordinary line."""
    if line[0] == ">":
        return "quote"
    if _ITEM.match(line):
        return "item"
    # Inside a stretch, "by Jane Doe" in lower case is more likely part of a wrapped sentence.
    told = len(line) <= LONGEST_CUED and not line[0].islower()
    return "cue" if told and (related_cue(line) is not None or is_byline(line)) else ""


def _piece(text: str, start: int, end: int, marks: list[Mark]) -> Piece:
    seen = text[start:end].rstrip()
    end = start + len(seen)
    if text[start] == ">":
        return _quote(text, start, end, marks)
    item = _ITEM.match(text, start, end)
    if item:
        marker = f"{item['number']}." if item["number"] else "•"
        return Piece("list", item.end(), end, text[item.end() : end], 1, marker)
    return Piece(kind_of(seen), start, end, seen)


def _undo_single_items(text: str, pieces: list[Piece]) -> None:
    """Undo a numbered list of one item: "2. The harbour" alone is more likely a heading."""
    for index, piece in enumerate(pieces):
        if piece.kind == "list" and piece.marker != "•":
            beside = pieces[max(0, index - 1) : index + 2]
            if sum(other.level for other in beside) == 1:
                start = text.rfind("\n", 0, piece.start) + 1
                start += len(text[start : piece.end]) - len(text[start : piece.end].lstrip())
                seen = text[start : piece.end]
                pieces[index] = Piece(kind_of(seen), start, piece.end, seen)


def _quote(text: str, start: int, end: int, marks: list[Mark]) -> Piece:
    """Quoted lines of an email: the first ">" is left out of the Block, later ones are hidden."""
    opening = _QUOTE.match(text, start, end)
    inner = opening.end() if opening else start
    inner += len(text[inner:end]) - len(text[inner:end].lstrip())
    if inner >= end:
        return Piece("paragraph", start, end, text[start:end])
    for match in _LATER_QUOTES.finditer(text, inner, end):
        marks.append(Mark(match.start(), match.end(), "hidden"))
    return Piece("quote", inner, end, text[inner:end])
