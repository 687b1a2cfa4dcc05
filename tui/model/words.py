"""Tokenize a text into words and punctuation marks, for comparing two texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from .patterns import lazily
from .typography import INVISIBLE, QUOTED, normalize_marks

# Scripts that do not separate words by spaces are tokenized character by character.
_UNDIVIDED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_WORD = lazily(
    rf"(?P<mark>(?m:{QUOTED}))|\.\.\.|[{_UNDIVIDED}]|(?:[^\W{_UNDIVIDED}]|[{INVISIBLE}])+|\S"
)
_FINAL = frozenset(".!?")


class Words(NamedTuple):
    """The tokens of a text: normalized keys, and the offsets (code points) of starts and ends."""

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def break_before(self, at: int) -> int:
        """The break before a word: 3 for a paragraph, 2 for a line, 1 for a sentence, else 0."""
        if at in (0, len(self.keys)):
            return 3
        lines = self.text.count("\n", self.ends[at - 1], self.starts[at])
        return min(lines, 2) + 1 if lines else int(self.keys[at - 1] in _FINAL)

    def touching(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of words that share a code point with a span."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def split(text: str) -> Words:
    """The words and punctuation marks of a text, in order, without e-mail quotation marks."""
    words = Words(text, [], [], [])
    for match in _WORD.finditer(text):
        key = "" if match.lastgroup else match.group()
        if not key.isascii():
            key = normalize_marks(key)
        if key:
            words.keys.append(key)
            words.starts.append(match.start())
            words.ends.append(match.end())
    return words
