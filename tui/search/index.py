"""Index: the texts that can be searched, their words, and the texts that hold each word.

Words are numbered in alphabetical order and their postings are stored in that order, so that the
postings of all words with one beginning are one slice. Rows of different lengths lie in one array
(compressed sparse rows). As bytes, an Index is a line of sizes and a checksum, then its arrays.
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model.errors import ReaderError
from ..model.folding import has_skeleton, keys, level, skeletons

_FEW_SEQUENCES = 64
"""Maximum number of sequences of successive rows that are copied as slices."""

Numbers = NDArray[np.uint32]
Offsets = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class CsrArray:
    """Rows without gaps: row i is `values[offsets[i]:offsets[i + 1]]`."""

    values: NDArray[Any]
    offsets: Offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, row: int) -> NDArray[Any]:
        return self.values[self.offsets[row] : self.offsets[row + 1]]

    def is_valid(self, count: int, limit: int) -> bool:
        """Whether there are `count` rows without gaps, and every value is below `limit`."""
        offsets, values = self.offsets, self.values
        if len(offsets) != count + 1 or offsets[0] != 0 or offsets[-1] != len(values):
            return False
        return bool((offsets[1:] >= offsets[:-1]).all()) and not (values >= limit).any()

    def lengths(self, rows: NDArray[Any] | slice = slice(None)) -> Offsets:
        """The number of values in each of these rows."""
        return self.offsets[1:][rows] - self.offsets[:-1][rows]

    def take(self, rows: NDArray[Any] | range) -> CsrArray:
        """A CsrArray of these rows in the order given."""
        if isinstance(rows, range):
            low, high = self.offsets[rows.start], self.offsets[rows.stop]
            return CsrArray(self.values[low:high], self.offsets[rows.start : rows.stop + 1] - low)
        lengths = self.lengths(rows)
        offsets = offsets_of(lengths)
        ends = np.flatnonzero(np.diff(rows) != 1)
        if len(ends) < _FEW_SEQUENCES < len(rows):
            first = np.concatenate([rows[:1], rows[ends + 1]])
            after = np.concatenate([rows[ends], rows[-1:]]) + 1
            bounds = zip(self.offsets[first].tolist(), self.offsets[after].tolist(), strict=True)
            return CsrArray(np.concatenate([self.values[a:b] for a, b in bounds]), offsets)
        shift = np.repeat(self.offsets[:-1][rows] - offsets[:-1], lengths)
        return CsrArray(self.values[shift + np.arange(offsets[-1])], offsets)

    def row_numbers(self) -> Numbers:
        """The number of the row in which each value stands; as long as `values`."""
        return np.repeat(np.arange(len(self), dtype=np.uint32), self.lengths())


def offsets_of(lengths: Sequence[int] | NDArray[Any]) -> Offsets:
    """The offsets of rows of these lengths; one more than there are rows."""
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def concatenate(parts: Sequence[CsrArray]) -> CsrArray:
    """The rows of one or more parts, one part after the other."""
    values = np.concatenate([part.values for part in parts])
    return CsrArray(values, offsets_of(np.concatenate([part.lengths() for part in parts])))


@dataclass(frozen=True, eq=False)
class Index:
    """An inverted index of texts, usually passages; a text's number is its place among them.

    `texts` holds the UTF-8 bytes of each text, one row each. `vocabulary` holds the words, sorted.
    `tokens` holds the numbers of each text's words in order. `postings` holds for each word the
    numbers of the texts that have it, ascending and without repetition. `skeletons` holds the
    skeletons of the words that have one, sorted, and `skeleton_words` the number of the word that
    each belongs to.
    """

    texts: CsrArray
    vocabulary: list[str]
    tokens: CsrArray
    postings: CsrArray
    skeletons: list[str]
    skeleton_words: Numbers

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, number: int) -> str:
        """The text with a number; a lone surrogate in it became a question mark."""
        return str(self.texts[number].tobytes(), "utf-8", "replace")

    def joined_words(self, number: int) -> str:
        """The folded words of a text with a space before, between and after them."""
        words = [self.vocabulary[word] for word in self.tokens[number].tolist()]
        return f" {' '.join(words)} "


def build_index(texts: Iterable[str]) -> Index:
    """The Index of some texts, numbered in the order given."""
    numbers = defaultdict[str, int](count().__next__)
    parts: list[bytes] = []
    lengths: list[int] = []
    tokens = array("I")
    for text in texts:
        parts.append(text.encode("utf-8", "replace"))
        words = keys(level(text))
        lengths.append(len(words))
        tokens.extend(map(numbers.__getitem__, words))
    data = np.frombuffer(b"".join(parts), np.uint8)
    return _assemble(
        CsrArray(data, offsets_of(list(map(len, parts)))),
        list(numbers),
        CsrArray(np.array(tokens, np.uint32), offsets_of(lengths)),
    )


def _assemble(texts: CsrArray, words: list[str], tokens: CsrArray) -> Index:
    """The Index of texts with `words` numbered in any order, without the words of no text."""
    is_used = np.bincount(tokens.values, minlength=len(words)) > 0
    vocabulary = sorted(word for word, used in zip(words, is_used.tolist(), strict=True) if used)
    places = {word: number for number, word in enumerate(vocabulary)}
    renumbered = np.array([places.get(word, 0) for word in words], np.uint32)
    ordered = CsrArray(renumbered[tokens.values], tokens.offsets)
    postings = _postings(ordered, len(vocabulary))
    return Index(texts, vocabulary, ordered, postings, *_skeletons(vocabulary))


def _postings(tokens: CsrArray, words: int) -> CsrArray:
    """For each word the texts that hold it, from sorted pairs (word, text) without repetition."""
    pairs = tokens.values.astype(np.uint64) << np.uint64(32) | tokens.row_numbers()
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=np.uint64(2**64 - 1)) != 0]
    counts = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=words)
    return CsrArray(pairs.astype(np.uint32), offsets_of(counts))


def _skeletons(vocabulary: list[str]) -> tuple[list[str], Numbers]:
    """The skeletons of two letters or more, sorted, and the number of the word of each."""
    numbers = [number for number, word in enumerate(vocabulary) if has_skeleton(word)]
    found = skeletons("\n".join(vocabulary[number] for number in numbers)).split("\n")
    pairs = sorted(pair for pair in zip(found, numbers, strict=bool(numbers)) if len(pair[0]) > 1)
    return [skeleton for skeleton, _ in pairs], np.array([word for _, word in pairs], np.uint32)


_MAGIC = b"reader search index 2\n"
_DTYPES = ("<u1", "<i8", "<u4", "<i8", "<u4", "<i8", "<u4", "<u1", "<u1")
_ALIGNMENT = 8
"""Bytes: each array begins at a multiple of it, so that numpy can use it where it lies."""


def dump_index(index: Index) -> list[bytes | memoryview]:
    """The bytes of an Index, in parts to be written one after the other; large ones are views."""
    words, skeletons = "\n".join(index.vocabulary), "\n".join(index.skeletons)
    arrays = [
        *(index.texts.values, index.texts.offsets),
        *(index.tokens.values, index.tokens.offsets),
        *(index.postings.values, index.postings.offsets),
        index.skeleton_words,
        *(np.frombuffer(lines.encode(), np.uint8) for lines in (words, skeletons)),
    ]
    columns = (np.ascontiguousarray(a, d) for a, d in zip(arrays, _DTYPES, strict=True))
    body = [part for column in columns for part in aligned_parts(column.view(np.uint8).data)]
    counts = [len(array) for array in arrays]
    header = json.dumps({"counts": counts, "crc": _checksum(counts, body)}).encode()
    start = _MAGIC + header + b"\n"
    return [start.ljust(_aligned(len(start))), *body]


def aligned_parts(data: memoryview) -> tuple[memoryview, bytes]:
    """The bytes and the zeros after which the next array begins at a multiple of 8 bytes."""
    return data, bytes(_aligned(len(data)) - len(data))


def load_index(data: bytes) -> Index:
    """The Index in the bytes of dump_index(); its arrays are views of `data`, any buffer.

    Raises ReaderError if the bytes are damaged, cut short or of another version.
    """
    view = memoryview(data)
    if bytes(view[: len(_MAGIC)]) != _MAGIC:
        raise ReaderError("the search index is of another version; build it again")
    try:
        end = bytes(view[:1024]).index(b"\n", len(_MAGIC))
        header = json.loads(bytes(view[len(_MAGIC) : end]))
        body = view[_aligned(end + 1) :]
        if header["crc"] != _checksum(header["counts"], [body]):
            raise ValueError("the checksum differs")
        return _index(list(_arrays(body, header["counts"])))
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderError("the search index is damaged; build it again") from error


def _checksum(counts: list[int], parts: Iterable[bytes | memoryview]) -> int:
    crc = zlib.crc32(repr(counts).encode())
    for part in parts:
        crc = zlib.crc32(part, crc)
    return crc


def _arrays(body: memoryview, counts: list[int]) -> Iterator[Any]:
    """The arrays of the body, as views of it; raises ValueError if the body is too short."""
    start = 0
    for length, dtype in zip(counts, _DTYPES, strict=True):
        yield np.frombuffer(body, dtype, length, start)
        start += _aligned(length * np.dtype(dtype).itemsize)


def _index(arrays: list[Any]) -> Index:
    """The Index of these arrays; raises ValueError if one refers to what another does not hold."""
    texts, tokens, postings = (CsrArray(*arrays[at : at + 2]) for at in (0, 2, 4))
    skeleton_words = arrays[6]
    words, skeletons = (_lines(array.tobytes()) for array in arrays[7:])
    is_valid = (
        len(texts.offsets) > 0
        and texts.is_valid(len(texts), 1 << 8)
        and tokens.is_valid(len(texts), len(words))
        and postings.is_valid(len(words), len(texts))
        and len(skeletons) == len(skeleton_words)
        and not (skeleton_words >= len(words)).any()
        and all(words)
    )
    if not is_valid:
        raise ValueError("it refers to what it does not hold")
    return Index(texts, words, tokens, postings, skeletons, skeleton_words)


def _lines(data: bytes) -> list[str]:
    return str(data, "utf-8").split("\n") if data else []


def _aligned(size: int) -> int:
    """A size in bytes, rounded up to a multiple of the alignment."""
    return -(-size // _ALIGNMENT) * _ALIGNMENT
