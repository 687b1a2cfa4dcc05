"""The syntax of queries: what is read, what stays plain words, and what is done with it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.search import Query, parse
from tui.search.index import build_index
from tui.search.searcher import Searcher

FIELDS, ALONE = {"tag", "source", "in", "note"}, {"note"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("plain words", Query("plain words")),
        ('"exact phrase"', Query("", ("exact phrase",))),
        ('left "exact phrase" right', Query("left  right", ("exact phrase",))),
        ("dam -river", Query("dam ", (), ("river",))),
        ('dam -"the river"', Query("dam ", (), ("the river",))),
        ("dam -U.S.-backed", Query("dam ", (), ("U.S.-backed",))),
        ("tag:claim/denial", Query("", (), (), (("tag", "claim/denial"),))),
        ('source:"Qais A" x', Query(" x", fields=(("source", "Qais A"),))),
        ("in:caption -x", Query(" ", (), ("x",), (("in", "caption"),))),
        ("note: fraud", Query(" fraud", fields=(("note", ""),))),
        ("note:fraud", Query("", fields=(("note", "fraud"),))),
        ("tag:a tag:b", Query(" ", fields=(("tag", "a"), ("tag", "b")))),
    ],
)  # fmt: skip
def test_reads(typed: str, read: Query) -> None:
    assert parse(typed, FIELDS, ALONE) == read


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", '"', '""', '"open', 'shut"', 'mid"quo"te', "-", "--", "--x", "a - b", "a-b"),
        *("tag:", "tag: x", "in:", "colour:red", "https://a.b/c", "12:30", ":x", "a:b:c", '-"'),
        *('tag:"', "well-known", "“typographic”", '"—"', "-…", "Tag:x"),
    ],
)
def test_everything_else_is_plain_words(typed: str) -> None:
    assert parse(typed, FIELDS, ALONE) == Query(typed)


SIGNS = st.lists(st.sampled_from([*'"-: aé東/\n“', "tag", "note"]), max_size=14)


@given(st.one_of(st.text(max_size=40), SIGNS.map("".join)))
def test_any_line_can_be_read_and_searched_for(line: str) -> None:
    query = parse(line, FIELDS, ALONE)
    assert len(query.words) <= len(line)
    for hit in SEARCHER.search(query, allowed=[0, 2]):
        assert hit.item in (0, 2)
        assert all(0 <= start < end <= len(TEXTS[hit.item]) for start, end in hit.spans)


TEXTS = [
    "The dam above the river held.",
    "The river rose; the dam, they said, held.",
    "Nobody saw the Dam above.",
    "A spokesman said no word about it.",
]
SEARCHER = Searcher(build_index(TEXTS))


@pytest.mark.parametrize(
    ("typed", "allowed", "items"),
    [
        ('"the dam above"', None, [2, 0]),
        ('"dam above" river', None, [0, 2]),
        ('river "the dam"', None, [1, 0, 2]),
        ("dam -river", None, [2]),
        ('dam -"dam above"', None, [1]),
        ("-dam", None, [3]),
        ("dam", [3, 1], [1]),
        ("", [3, 1], [1, 3]),
        ('"river held"', [2], []),
        ("dam", [], []),
        ("said -nowhere -…", None, [3, 1]),
    ],
)
def test_finds(typed: str, allowed: Iterable[int] | None, items: list[int]) -> None:
    hits = SEARCHER.search(parse(typed), allowed=allowed)
    assert sorted(hit.item for hit in hits if not hit.weak) == sorted(items)


def test_a_phrase_longer_than_a_text() -> None:
    searcher = Searcher(build_index(["a a", "a a a a"]))
    assert [hit.item for hit in searcher.search(parse('"a a a a"'))] == [1]


def test_texts_that_nearly_hold_a_phrase_follow_those_that_do() -> None:
    hits = SEARCHER.search(parse('"the dam above"'))
    assert [hit.weak for hit in hits] == [False, False, True]
    assert {hit.item for hit in hits[:2]} == {0, 2}
    assert len(SEARCHER.search(parse('"the dam above"'), 2)) == 2
    assert [hit.item for hit in SEARCHER.search(parse('"the dam above" -river'))] == [2]


def test_a_phrase_that_is_nowhere_finds_the_like_of_it_weakly() -> None:
    hits = SEARCHER.search(parse('"dam abvoe"'))
    assert {hits[0].item, hits[1].item} == {0, 2}
    assert all(hit.weak for hit in hits)
