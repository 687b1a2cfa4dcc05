"""The lines of which is sure, from a look at the text, where the program will have them."""

from __future__ import annotations

from ..model.filling import fill

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE, _SHORT, _TAIL = 160, 300, 140

_BULLETS, _DASHES = "-*•‣◦▪+>(<[#|=_", "—―–"
_ENDS = '”"’»)]'
_NEEDLES = (
    *(":", "contributed", "staff ", "correspondent", "photo", "image", "handout", "archiv", "©"),
    *("getty", "afp ", "ap photo", "reuters", "epa"),
)
_STARTS = (
    *("additional ", "further ", "reporting", "writing", "editing", "translat", "with ", "http"),
    *("published", "posted", "updated", "last ", "first ", "issued", "publi", "story ", "text "),
    *("words ", "report", "written ", "by ", "von ", "par ", "por ", "di ", "door ", "av ", "af "),
)
_CUES = frozenset(
    [
        *("read", "related", "see", "more", "further", "recommended", "most", "you", "also", "up"),
        *("external", "don't", "what", "lire", "sur", "en", "mehr", "lesen", "weiterlesen"),
        *("auch", "lee", "lea", "leer", "noticias", "te", "leia", "saiba", "leggi", "per"),
        *("lees", "les", "czytaj", "zobacz"),
    ]
)
"""How lines begin that may be bylines, captions or links: patterns decide, so nothing is sure."""


def rows(text: str, width: int, height: int) -> Iterator[tuple[int, str, str]]:
    """The lines whose place is sure: row from 0, text, and how it looks (see `_look_of`)."""
    row, before = 1, ""
    for block in _blocks(text):
        look, goes_on = _look_of(block, before)
        if not look:
            return
        row += before == "title"
        for start, end in fill(block, width):
            if row >= height:
                return
            yield row, block[start:end], look
            row += 1
        if not goes_on:
            return
        row += 1
        before = look


def _blocks(text: str) -> Iterator[str]:
    """What stands between blank lines, up to the first that has several lines."""
    for block in "\n".join(line if line.strip() else "" for line in text.split("\n")).split("\n\n"):
        block = block.strip()
        if "\n" in block:
            return
        if block:
            yield block


def _look_of(text: str, before: str) -> tuple[str, bool]:
    """How a Block looks, "" where its place is not sure; and whether the place of the next one is.

    It is a "title", a "paragraph", or one of these, which a pattern decides, and only its colour
    depends on that: a "line" may be a heading, what is "quiet" a caption or a byline.
    """
    lower, short = text.lower(), len(text) <= _SHORT
    if not all(map(_is_single, set(text))) or "\t" in text or _may_be_listed(text, lower):
        return "", False
    tail = lower if short else lower[-_TAIL:]
    told = ")" in tail or any(needle in tail for needle in _NEEDLES)
    told = told or (short and lower.startswith(_STARTS))
    if len(text) <= _TITLE:
        told = told or any(map(str.isdecimal, text[-24:]))
        bare = text.rstrip(_ENDS)
        ended = bare[-1:] in ("!", "?", "…") or (bare[-1:] == "." and bare[-2:-1].islower())
        if not ended:
            plain = text.isascii() and text[-1].isalpha() and text[0].isupper() and " " in text
            if not before:
                return ("title", True) if plain and not told else ("line", False)
            told, look = told or not plain, "line"
            # Below a title a byline stands closer than anything else.
            return ("", False) if before == "title" and told else (look, True)
    if told:
        return ("", False) if before == "title" and short else ("quiet", True)
    return "paragraph", True


def _may_be_listed(text: str, lower: str) -> bool:
    """Whether it may be an item, a quote or a link, which stand elsewhere, or near one another."""
    if text[0] in _BULLETS or (text[0] in _DASHES and len(text) <= _TITLE):
        return True
    for mark in (". ", ") "):
        number, found, _ = text[:6].partition(mark)
        if found and (number.isdigit() or (len(number) == 1 and number.islower())):
            return True
    cue = text[:200].partition(":")[0]
    return len(text) <= _SHORT and len(cue) <= 40 and lower.split()[0].rstrip(":") in _CUES


def _is_single(sign: str) -> bool:
    """Whether a character takes one cell and does nothing else."""
    return (
        " " <= sign <= "~" or ("\xa1" <= sign <= "\u02ff" and sign != "\xad") or sign in "“”‘’–—…"
    )
