"""An inverted index: for each word of many texts, the texts that hold it.

Words are numbered in alphabetical order and their postings stored in that order, one after the
other, so that all words with one beginning are one slice of postings. What takes numpy is imported
only when an index is made.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .hit import Hit
from .query import Query

if TYPE_CHECKING:
    from .evidence import Memory
    from .rows import Numbers, Rows
    from .shapes import Shapes
    from .spans import Layout


@dataclass(frozen=True, eq=False)
class Index:
    """Texts, their words as numbers, and the way back from words to texts; made by build().

    `texts` are UTF-8, one row each; `tokens` are the numbers of each text's words in order;
    `postings` of a word are the texts that hold it, ascending, each once. `bones` are the skeletons
    of the words that have one, in alphabetical order, and `boned` the words they belong to.
    """

    texts: Rows
    vocabulary: list[str]
    tokens: Rows
    postings: Rows
    bones: list[str]
    boned: Numbers
    memory: Memory = field(default_factory=dict, repr=False)
    layouts: dict[int, Layout] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.texts)

    def search(
        self, query: str | Query, limit: int = 100, allowed: Iterable[int] | None = None
    ) -> list[Hit]:
        """The texts that match a query, best first, at most `limit`; none for an empty query.

        A string is plain words, whatever signs it holds; parse() makes a Query of its syntax.
        `allowed` are the numbers of the only texts that may be hits.
        """
        from .rank import search

        asked = Query(query) if isinstance(query, str) else query
        return search(self, asked, limit, allowed)

    def text(self, item: int) -> str:
        """One of the texts; a lone surrogate in it became a question mark."""
        return str(self.texts[item].tobytes(), "utf-8", "replace")

    def plain(self, item: int) -> str:
        """A text as folded words with single spaces between, before and after them."""
        words = [self.vocabulary[number] for number in self.tokens[item].tolist()]
        return f" {' '.join(words)} "

    def find(self, word: str) -> range:
        """The number of a word, alone in a range that is empty where no text holds it."""
        at = bisect_left(self.vocabulary, word)
        is_there = at < len(self.vocabulary) and self.vocabulary[at] == word
        return range(at, at + is_there)

    def beginning(self, start: str) -> range:
        """The numbers of all words that begin with `start`."""
        low = bisect_left(self.vocabulary, start)
        return range(low, bisect_left(self.vocabulary, start + "\U0010ffff", low))

    def holders(self, numbers: range | Numbers) -> Numbers:
        """The texts that hold any of these words, some perhaps more than once."""
        found: Numbers = self.postings.take(numbers).values
        return found

    def warm(self) -> None:
        """Make what the first search would otherwise wait for."""
        for letters in range(4, 10):
            self.search(f"warm up {'xq' * letters}"[: 8 + letters])

    @cached_property
    def shapes(self) -> Shapes:
        """What words look like: for finding those that are nearly alike."""
        from .shapes import Shapes

        return Shapes.of(self.vocabulary)

    def boned_by(self, bones: str) -> list[int]:
        """The numbers of the words that have a skeleton."""
        low = bisect_left(self.bones, bones)
        found: list[int] = self.boned[low : bisect_right(self.bones, bones, low)].tolist()
        return found

    @cached_property
    def letters(self) -> Any:
        """The first letter (its low byte) of each word of the vocabulary."""
        import numpy as np

        return np.array([ord(word[0]) & 0xFF for word in self.vocabulary], np.uint8)

    @cached_property
    def initials(self) -> Any:
        """The first letter of each word of all texts, as the tokens stand."""
        return self.letters[self.tokens.values]


def build(texts: Iterable[str]) -> Index:
    """The index of some texts; an item's number is its place among them."""
    from .building import build

    return build(texts)


def merge(parts: Sequence[tuple[Index, Iterable[int]]]) -> Index:
    """One index of the given items of several, numbered anew in the order given.

    Adding, changing or removing a document takes no more than building the index of its own texts
    and merging it with those items of the old index that stay.
    """
    from .building import merge

    return merge(parts)


def dump(index: Index) -> list[bytes]:
    """An index as bytes, in parts to be written one after the other; load() reads them again."""
    from .stored import dump

    return dump(index)


def load(data: bytes) -> Index:
    """The index that dump() made bytes of, from any buffer: the index keeps it and reads from it.

    Raises ReaderError where it is damaged, cut short or of another version.
    """
    from .stored import load

    return load(data)
