"""An inverted index: for each word of a sequence of texts, the texts that hold it.

Words are numbered in alphabetical order and their postings stored in that order, one after the
other (compressed sparse rows), so that all words with one beginning are one slice of postings.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from . import rank
from .fold import fold
from .words import skeleton, words


@dataclass(frozen=True, slots=True)
class Item:
    """One text: its words' numbers, and where each word lies in it (code points)."""

    words: array[int]
    starts: array[int]
    ends: array[int]


@dataclass(frozen=True)
class Index:
    """What was learnt of `texts` beforehand; made by build().

    `plain[i]` is text i as folded words with single spaces between, before and after them; the
    postings of word w are `postings[bounds[w]:bounds[w + 1]]`, ascending.
    """

    texts: Sequence[str]
    items: list[Item]
    plain: list[str]
    vocabulary: list[str]
    postings: array[int]
    bounds: array[int]
    _evidence: rank.Memory = field(default_factory=dict, compare=False, repr=False)
    _starts: dict[int, list[str]] = field(default_factory=dict, compare=False, repr=False)

    def search(self, query: str, limit: int = 100) -> list[rank.Hit]:
        """The texts that match a query, best first, at most `limit`; none for an empty query."""
        return rank.search(self, query, limit, self._evidence)

    def find(self, word: str) -> int:
        """The number of a word, or -1."""
        at = bisect_left(self.vocabulary, word)
        return at if at < len(self.vocabulary) and self.vocabulary[at] == word else -1

    def beginning(self, start: str) -> range:
        """The numbers of all words that begin with `start`."""
        low = bisect_left(self.vocabulary, start)
        return range(low, bisect_left(self.vocabulary, start + "\U0010ffff", low))

    def holders(self, numbers: Iterable[int]) -> Iterable[int]:
        """The texts that hold any of these words, some perhaps more than once."""
        if isinstance(numbers, range):
            return self.postings[self.bounds[numbers.start] : self.bounds[numbers.stop]]
        return [
            item
            for number in numbers
            for item in self.postings[self.bounds[number] : self.bounds[number + 1]]
        ]

    @cached_property
    def by_length(self) -> dict[int, tuple[list[str], list[int]]]:
        """The words of each length, and their numbers."""
        found: dict[int, tuple[list[str], list[int]]] = {}
        for number, word in enumerate(self.vocabulary):
            same, numbers = found.setdefault(len(word), ([], []))
            same.append(word)
            numbers.append(number)
        return found

    def starts_of(self, length: int) -> list[str]:
        """The different beginnings, of this length, of all words that are longer."""
        found = self._starts.get(length)
        if found is None:
            starts = {word[:length] for word in self.vocabulary if len(word) > length}
            found = self._starts[length] = sorted(starts)
        return found

    @cached_property
    def skeletons(self) -> dict[str, list[int]]:
        """The words that share each skeleton of at least three consonants."""
        found: dict[str, list[int]] = {}
        for number, word in enumerate(self.vocabulary):
            bones = skeleton(word)
            if len(bones) > 2:
                found.setdefault(bones, []).append(number)
        return found

    @cached_property
    def sheet(self) -> tuple[str, list[int]]:
        """All words on one line each, and where each line starts: for finding fragments."""
        return _lines(self.vocabulary)

    @cached_property
    def initials(self) -> tuple[str, list[int]]:
        """The first letters of each text's words on one line each, and where each line starts."""
        return _lines("".join(word[0] for word in text.split()) for text in self.plain)


def build(texts: Sequence[str]) -> Index:
    """The index of some texts; an item's number is its place in the sequence."""
    provisional: dict[str, int] = {}
    holders: list[list[int]] = []
    items: list[Item] = []
    plain: list[str] = []
    for item, text in enumerate(texts):
        folded = fold(text)
        keys, starts, ends = [], array("I"), array("I")
        for word in words(folded.text):
            keys.append(word.key)
            starts.append(folded.offsets[word.start])
            ends.append(folded.offsets[word.end - 1] + 1)
        plain.append(f" {' '.join(keys)} ")
        numbers = array("I", [provisional.setdefault(key, len(provisional)) for key in keys])
        items.append(Item(numbers, starts, ends))
        holders.extend([] for _ in range(len(provisional) - len(holders)))
        for number in set(numbers):
            holders[number].append(item)
    return _sorted(texts, items, plain, provisional, holders)


def _sorted(
    texts: Sequence[str],
    items: list[Item],
    plain: list[str],
    provisional: dict[str, int],
    holders: list[list[int]],
) -> Index:
    """The Index, its words renumbered in alphabetical order."""
    vocabulary = sorted(provisional)
    final = array("I", bytes(4 * len(vocabulary)))
    postings, bounds = array("I"), array("I", [0])
    for number, word in enumerate(vocabulary):
        final[provisional[word]] = number
        postings.extend(holders[provisional[word]])
        bounds.append(len(postings))
    for at, item in enumerate(items):
        renumbered = array("I", [final[number] for number in item.words])
        items[at] = Item(renumbered, item.starts, item.ends)
    index = Index(texts, items, plain, vocabulary, postings, bounds)
    # Made here, by whoever builds, so that the first key typed does not wait for them.
    _ = index.by_length, index.skeletons, index.sheet, index.initials
    return index


def _lines(lines: Iterable[str]) -> tuple[str, list[int]]:
    """Lines joined (each ends in a line feed), and the offset at which each starts."""
    parts, starts, total = [], [], 0
    for line in lines:
        starts.append(total)
        parts.append(line)
        total += len(line) + 1
    return "\n".join([*parts, ""]), starts
