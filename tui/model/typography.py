"""Normalize typography without meaning: kinds of quotes, dashes and space, invisible characters."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from .patterns import lazily

INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""Invisible characters, as the inside of a character set of a regular expression."""

_UNIFORM = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
QUOTED = r"^(?:[^\S\n]*>)+(?!\d)"
"""Quotation marks of e-mail (">") at the start of a line, as a regular expression (MULTILINE)."""

_UNSEEN = lazily(f"[{INVISIBLE}]+")
_COLLAPSED = lazily(rf"(?P<space>(?m:(?:{QUOTED}|\s)+))|[{INVISIBLE}]+|…")


def normalize_marks(text: str) -> str:
    """The text with uniform quotes and dashes and without invisible characters."""
    return _UNSEEN.sub("", text).translate(_UNIFORM)


class NormalizedText(NamedTuple):
    """A normalized text, and for each of its code points the offset in the original text."""

    text: str
    offsets: list[int]

    def at(self, offset: int) -> int:
        """The offset in the normalized text of an original offset."""
        return bisect_left(self.offsets, offset)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a non-empty span of the normalized text."""
        return self.offsets[start], self.offsets[end - 1] + 1


def bare_quote(text: str) -> str:
    """A quote on one line, without the quotation marks at its ends."""
    return " ".join(text.split()).strip("“”„\"' ")


def same_words(old: str, new: str) -> bool:
    """Whether two texts differ at most in typography, white space and e-mail quotation marks."""
    return old == new or normalize(old).text.strip() == normalize(new).text.strip()


def normalize(text: str) -> NormalizedText:
    """Normalize the typography of a text and map its offsets.

    Quotes and dashes become uniform, invisible characters are removed, and each run of white space
    and e-mail quotation marks becomes one space.
    """
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _COLLAPSED.finditer(text):
        run = match.group()
        if run == " ":
            continue
        offsets.extend(range(done, match.start()))
        instead = " " if match.lastgroup else "..." if run == "…" else ""
        parts += (text[done : match.start()], instead)
        offsets.extend([match.start()] * len(instead))
        done = match.end()
    offsets.extend(range(done, len(text)))
    return NormalizedText("".join([*parts, text[done:]]).translate(_UNIFORM), offsets)
