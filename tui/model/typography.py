"""What carries no meaning in a text: kinds of quotes, dashes and white space, invisible signs."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from .patterns import lazily

INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""Characters that are not seen, as the inside of a regular expression's set."""

_LEVEL = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
QUOTED = r"^(?:[^\S\n]*>)+(?!\d)"
"""The marks of quoted mail at the start of a line, as a regular expression (MULTILINE)."""

_UNSEEN = lazily(f"[{INVISIBLE}]+")
_COLLAPSED = lazily(rf"(?P<space>(?m:(?:{QUOTED}|\s)+))|[{INVISIBLE}]+|…")


def level_marks(text: str) -> str:
    """A text with quotes and dashes of one kind and without invisible characters."""
    return _UNSEEN.sub("", text).translate(_LEVEL)


class Level(NamedTuple):
    """A text with its typography levelled, and the original offset of each code point."""

    text: str
    offsets: list[int]

    def at(self, offset: int) -> int:
        """Where an original offset is in the levelled text."""
        return bisect_left(self.offsets, offset)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original span behind a non-empty levelled one."""
        return self.offsets[start], self.offsets[end - 1] + 1


def same_words(old: str, new: str) -> bool:
    """Whether two texts differ at most in typography, white space and marks of quoted mail."""
    return old == new or level(old).text.strip() == level(new).text.strip()


def level(text: str) -> Level:
    """A text with typography, white space, marks of quoted mail and invisible characters levelled.

    White space and the marks of quoted mail at the start of a line become one space.
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
    return Level("".join([*parts, text[done:]]).translate(_LEVEL), offsets)
