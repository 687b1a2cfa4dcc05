"""How one word of a query meets the words of an index: exactly, almost, or in part.

Each way of meeting is a function from a word to Matches; a Match says how good it is (0 to 1) and
which letters of the index's words it covers. Qualities are set by hand so that a surer way always
outranks a looser one of the same word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from .words import skeleton

if TYPE_CHECKING:
    from .index import Index

How = Literal["whole", "typing", "joined"]

EXACT, TYPED, APART, LONGER, INITIALS = 1.0, 0.93, 0.9, 0.8, 0.45
_MOST_FRAGMENTS = 2000


class Match(NamedTuple):
    """Words of the index (their numbers) that a query's word meets equally well.

    `first` and `last` bound the letters met, in code points of the word's key; `last` 0 means to
    its end.
    """

    quality: float
    numbers: Sequence[int]
    first: int = 0
    last: int = 0


class Pair(NamedTuple):
    """Two words of the index that together spell the query's, and the texts with both in a row."""

    numbers: tuple[int, int]
    texts: list[int]


class Found(NamedTuple):
    """Where a word of the index was met: how well, and which of its letters."""

    quality: float
    first: int
    last: int


@dataclass(slots=True)
class Evidence:
    """All that one word of a query meets: texts with their best quality, words with their letters.

    `pairs` are words in a row that together spell the query's; `initials` are letters that texts
    may also be met by as the first ones of their words. `common` texts have the `best` quality.
    """

    texts: dict[int, float] = field(default_factory=dict)
    words: dict[int, Found] = field(default_factory=dict)
    pairs: set[tuple[int, int]] = field(default_factory=set)
    initials: str = ""
    best: float = 0.0
    common: int = 0

    def better_of(self, other: Evidence) -> Evidence:
        """This evidence with what the other met better; neither is changed."""
        texts = dict(self.texts)
        for text, quality in other.texts.items():
            texts[text] = max(quality, texts.get(text, 0.0))
        words = dict(self.words)
        for number, found in other.words.items():
            words[number] = max(found, words.get(number, found))
        best = max(self.best, other.best)
        # The rarer of the two readings is the one that was meant.
        common = min(self.common or other.common, other.common)
        return Evidence(texts, words, self.pairs, self.initials, best, common)


def gather(index: Index, how: How, word: str) -> Evidence:
    """What a word meets in an index.

    `how` it is meant: as a whole word, as one that is still being typed, or as two words of the
    query joined to one, which must then be met exactly or nearly.
    """
    if how == "joined":
        alike = [*_misspelt(index, word), *_exact(index, word)]
        return _weigh(
            index, [m._replace(quality=m.quality * APART) for m in alike if m.quality > LONGER]
        )
    typing = how == "typing"
    matches = [*_exact(index, word), *_longer(index, word, typing), *_misspelt(index, word)]
    matches += [*_sounding_alike(index, word), *_inside(index, word)]
    if typing:
        matches += _misspelt_beginning(index, word)
    pairs = list(_apart(index, word))
    if not matches and not pairs:
        matches += _vaguely_alike(index, word)
    return _weigh(index, matches, pairs, word)


def _weigh(
    index: Index, matches: list[Match], pairs: Sequence[Pair] = (), initials: str = ""
) -> Evidence:
    """The matches of a word put together, from worst to best so that the best counts."""
    evidence = Evidence(initials=initials)
    evidence.texts.update(dict.fromkeys(_with_initials(index, initials), INITIALS))
    for match in sorted(matches, key=lambda match: match.quality):
        found = Found(match.quality, match.first, match.last)
        evidence.words.update(dict.fromkeys(match.numbers, found))
        evidence.texts.update(dict.fromkeys(index.holders(match.numbers), match.quality))
    for pair in pairs:
        evidence.pairs.add(pair.numbers)
        for text in pair.texts:
            evidence.texts[text] = max(APART, evidence.texts.get(text, 0.0))
    evidence.best = max(evidence.texts.values(), default=0.0)
    evidence.common = sum(quality == evidence.best for quality in evidence.texts.values())
    return evidence


def _exact(index: Index, word: str) -> Iterator[Match]:
    number = index.find(word)
    if number >= 0:
        yield Match(EXACT, range(number, number + 1))


def _longer(index: Index, word: str, typing: bool) -> Iterator[Match]:
    """Words that the query's word begins; a single letter does so only while it is typed."""
    numbers = index.beginning(word)
    if numbers and (typing or len(word) > 1):
        yield Match(
            TYPED if typing else LONGER * min(1.0, 0.5 + len(word) / 8), numbers, 0, len(word)
        )


def _misspelt(index: Index, word: str) -> Iterator[Match]:
    """Words one to three slips away, by their length; two swapped neighbours are one slip."""
    most = _slips(word)
    for length in range(len(word) - most, len(word) + most + 1) if most else ():
        same, numbers = index.by_length.get(length, ([], []))
        for _, slips, at in _near(word, same, most):
            if slips:
                yield Match(_slipped(word, slips), (numbers[at],))


def _misspelt_beginning(index: Index, word: str) -> Iterator[Match]:
    """Words whose beginning is one or two slips away, while a word is typed."""
    most = min(_slips(word), 1 if len(word) < 8 else 2)
    for length in (len(word), len(word) + 1) if most else ():
        starts = index.starts_of(length)
        for start, slips, _ in _near(word, starts, most):
            if slips:
                numbers = index.beginning(start)
                yield Match(_slipped(word, slips) * TYPED, numbers, 0, length)


def _slips(word: str) -> int:
    """How many slips a word of this length may have: none in figures and short words."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) < 7 else 2 if len(word) < 11 else 3


def _slipped(word: str, slips: int) -> float:
    return 0.95 - 1.4 * slips / len(word)


def _near(word: str, candidates: list[str], most: int) -> list[tuple[str, int, int]]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return process.extract(
        word, candidates, scorer=OSA.distance, processor=None, score_cutoff=most, limit=None
    )


def _sounding_alike(index: Index, word: str) -> Iterator[Match]:
    """Other transliterations: words with the same consonants."""
    from rapidfuzz.distance import Levenshtein

    for number in index.skeletons.get(skeleton(word), ()):
        other = index.vocabulary[number]
        likeness = Levenshtein.normalized_similarity(word, other)
        if other != word and likeness > 0.4:
            yield Match(0.5 + 0.35 * likeness, (number,))


def _inside(index: Index, word: str) -> Iterator[Match]:
    """Words that hold the query's word after their beginning."""
    if len(word) < 3:
        return
    sheet, starts = index.sheet
    at = sheet.find(word)
    for _ in range(_MOST_FRAGMENTS):
        if at < 0:
            return
        number = bisect_right(starts, at) - 1
        first = at - starts[number]
        if first:
            share = len(word) / len(index.vocabulary[number])
            yield Match(0.45 + 0.35 * share, (number,), first, first + len(word))
        at = sheet.find(word, at + 1)


def _apart(index: Index, word: str) -> Iterator[Pair]:
    """Two words in a row that spell the query's word: battle field for battlefield."""
    for cut in range(1, len(word)) if 4 <= len(word) <= 40 else ():
        left, right = index.find(word[:cut]), index.find(word[cut:])
        if left < 0 or right < 0:
            continue
        row = f" {word[:cut]} {word[cut:]} "
        both = set(index.holders((left,))).intersection(index.holders((right,)))
        texts = [text for text in both if row in index.plain[text]]
        if texts:
            yield Pair((left, right), texts)


def _with_initials(index: Index, word: str) -> Iterator[int]:
    """Texts with words in a row that begin with these letters: pmu."""
    if not 3 <= len(word) <= 8 or not word.isalpha():
        return
    sheet, starts = index.initials
    at = sheet.find(word)
    while at >= 0:
        text = bisect_right(starts, at) - 1
        yield text
        at = sheet.find(word, starts[text + 1]) if text + 1 < len(starts) else -1


def _vaguely_alike(index: Index, word: str) -> Iterator[Match]:
    """The least unlike words, for a word that meets nothing otherwise."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    if len(word) < 5 or not word.isalpha():
        return
    near = process.extract(
        word,
        index.vocabulary,
        scorer=Indel.normalized_similarity,
        processor=None,
        score_cutoff=0.62,
        limit=8,
    )
    for _, likeness, number in near:
        yield Match(0.7 * likeness, (number,))
