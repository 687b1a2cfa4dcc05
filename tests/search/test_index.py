"""Building, merging and keeping an index; its parts against plain ways of doing the same."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from tests.sampling import examples
from tui.model.errors import ReaderError
from tui.search.index import (
    CsrArray,
    Index,
    build_index,
    concatenate,
    dump_index,
    load_index,
    offsets_of,
)
from tui.search.index_merging import merge_indexes
from tui.search.lexicon import SimilarWords
from tui.search.searcher import Searcher

WORDS = st.sampled_from(
    [
        *("river", "rivers", "Rivera", "the", "al-Amin", "café", "Iraq’s", "U.S.", "don't"),
        *("ß", "東京", "harbour", "harbor", "habrour", "12"),
    ]
)
TEXTS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=8)
QUERIES = ("river", "the harbor", "rvr", "amin cafe", "dont", "京", "hab", "u.s. 12", "—")


def answers(index: Index) -> list[object]:
    searcher = Searcher(index)
    return [
        [(hit.item, hit.score, hit.weak, hit.spans) for hit in searcher.search(query)]
        for query in QUERIES
    ]


@examples(2)
@given(TEXTS)
def test_what_was_dumped_answers_as_before(texts: list[str]) -> None:
    index = build_index(texts)
    again = load_index(b"".join(dump_index(index)))
    assert [again.text(item) for item in range(len(again))] == texts
    assert answers(again) == answers(index)


@examples(2)
@given(TEXTS, TEXTS, st.data())
def test_merging_is_as_building_anew(
    left: list[str], right: list[str], data: st.DataObject
) -> None:
    kept = data.draw(st.sets(st.integers(0, len(left) - 1)).map(sorted) if left else st.just([]))
    merged = merge_indexes([(build_index(left), kept), (build_index(right), range(len(right)))])
    anew = build_index([*(left[item] for item in kept), *right])
    assert answers(merged) == answers(anew)
    assert b"".join(dump_index(merged)) == b"".join(dump_index(anew))


def test_merging_nothing() -> None:
    assert len(merge_indexes([])) == 0
    assert len(merge_indexes([(build_index(["a"]), [])])) == 0


DUMPED = b"".join(dump_index(build_index(["The dam above the river held.", "Nobody saw it."])))


BODY = DUMPED.index(b"}") + 10
"""Past the blanks that fill up the header."""


@given(st.integers(BODY, len(DUMPED) - 1), st.integers(1, 255))
def test_a_changed_byte_is_found_out(at: int, change: int) -> None:
    damaged = bytearray(DUMPED)
    damaged[at] ^= change
    with pytest.raises(ReaderError, match="build it again"):
        load_index(bytes(damaged))


@given(st.integers(0, BODY - 1), st.integers(1, 255))
def test_a_changed_header_misleads_nobody(at: int, change: int) -> None:
    damaged = bytearray(DUMPED)
    damaged[at] ^= change
    try:
        index = load_index(bytes(damaged))
    except ReaderError:
        return
    assert answers(index) == answers(load_index(DUMPED))


@pytest.mark.parametrize("length", [0, 5, 30, 100, len(DUMPED) - 1])
def test_what_was_cut_short_is_found_out(length: int) -> None:
    with pytest.raises(ReaderError):
        load_index(DUMPED[:length])


def test_any_buffer_can_be_loaded() -> None:
    for data in (bytearray(DUMPED), memoryview(DUMPED)):
        assert answers(load_index(data)) == answers(load_index(DUMPED))  # type: ignore[arg-type]


def test_a_lone_surrogate_keeps_the_offsets() -> None:
    hit = Searcher(build_index(["a \ud800 river"])).search("river")[0]
    assert hit.spans == ((4, 9),)


VOCABULARY = st.lists(st.text("abcdeé東", min_size=1, max_size=9), unique=True, max_size=30).map(
    sorted
)


@given(VOCABULARY, st.text("abcdeé東", min_size=1, max_size=9), st.integers(1, 3))
def test_shapes_find_what_a_plain_search_finds(words: list[str], word: str, most: int) -> None:
    similar = SimilarWords.of(words)
    typos = {number: OSA.distance(word, other) for number, other in enumerate(words)}
    near = {number: n for n, numbers in similar.within(word, most).items() for number in numbers}
    assert near == {number: n for number, n in typos.items() if n <= most}
    inside = [number for number, other in enumerate(words) if other.find(word, 1) > 0]
    assert sorted(similar.holding(word, 100)) == inside
    ending = [
        number for number, other in enumerate(words) if other.endswith(word) and other != word
    ]
    assert similar.ending(word).tolist() == ending
    starts = {
        other[:4] for other in words if len(other) >= 4 and OSA.distance(word, other[:4]) <= most
    }
    assert {start for start, _ in similar.starts_within(word, 4, most)} == starts


@given(st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=6), st.data())
def test_rows_are_lists_of_lists(lists: list[list[int]], data: st.DataObject) -> None:
    rows = CsrArray(
        np.array(list(chain.from_iterable(lists)), np.uint32),
        offsets_of([len(row) for row in lists]),
    )
    chosen = data.draw(st.lists(st.integers(0, len(lists) - 1), max_size=5)) if lists else []
    taken = rows.take(np.array(chosen, np.int64))
    assert [taken[at].tolist() for at in range(len(taken))] == [lists[row] for row in chosen]
    some = range(len(lists) // 2, len(lists))
    assert rows.take(some).values.tolist() == list(chain.from_iterable(lists[row] for row in some))
    assert rows.row_numbers().tolist() == [at for at, row in enumerate(lists) for _ in row]
    both = concatenate([rows, taken])
    assert [both[at].tolist() for at in range(len(both))] == lists + [lists[row] for row in chosen]


@pytest.mark.parametrize("left_out", [(), (0,), (99,), (7,), (3, 50), tuple(range(0, 100, 2))])
def test_most_rows_in_sequence_are_taken(left_out: tuple[int, ...]) -> None:
    lists = [list(range(row % 4)) for row in range(100)]
    lengths = [len(each) for each in lists]
    rows = CsrArray(np.array(list(chain.from_iterable(lists)), np.uint32), offsets_of(lengths))
    kept = [row for row in range(100) if row not in left_out]
    taken = rows.take(np.array(kept, np.int64))
    assert [taken[at].tolist() for at in range(len(taken))] == [lists[row] for row in kept]


def test_numpy_waits_until_an_index_is_made() -> None:
    code = "import sys, tui.search; assert 'numpy' not in sys.modules; import tui.search.index"
    subprocess.run([sys.executable, "-c", code], check=True)
