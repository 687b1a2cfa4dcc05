"""The syntax of queries: what is read, what stays plain words, and what is done with it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.search import Query, parse, parse_line
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


# Regular expressions, distances, and what is excluded


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("/dam|river/", Query("", patterns=("dam|river",))),
        ("x /a b(c)/ y", Query("x  y", patterns=("a b(c)",))),
        (r"/\d+\/\d+/", Query("", patterns=(r"\d+\/\d+",))),
        ("-/dam/ x", Query(" x", excluded_patterns=("dam",))),
        ("-tag:claim x", Query(" x", excluded_fields=(("tag", "claim"),))),
        ('-source:"Qais A"', Query("", excluded_fields=(("source", "Qais A"),))),
        ("-colour:red", Query("", excluded=("colour:red",))),
        ("near:5 dam river", Query(" dam river", near=5)),
    ],
)
def test_reads_patterns_distances_and_excluded_fields(typed: str, read: Query) -> None:
    assert parse(typed, FIELDS, ALONE) == read


@pytest.mark.parametrize(
    "typed",
    [
        "and/or",
        "/",
        "//",
        "/open",
        "a / b",
        "1/2/3",
        "/usr/bin",
        "near:",
        "near:0",
        "near:x",
        "near:123",
    ],
)
def test_a_stroke_or_a_wrong_distance_is_plain_words(typed: str) -> None:
    assert parse(typed, FIELDS, ALONE) == Query(typed)


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("/d.m/", [0, 1, 2]),
        ("/DAM/", [0, 1, 2]),
        ("/(?-i:Dam)/", [2]),
        ("-/d.m/", [3]),
        ("river /rose/", [1]),
        ("near:3 river dam", [0, 1]),
        ("near:2 dam river", []),
        ("near:1 dam above", [0, 2]),
        ("near:3 dam above river", [0]),
        ('near:4 "the dam" said', [1]),
        ("near:9 dam spokesman", []),
    ],
)
def test_finds_patterns_and_words_close_together(typed: str, items: list[int]) -> None:
    hits = SEARCHER.search(parse(typed))
    assert sorted(hit.item for hit in hits if not hit.weak) == items


def test_the_matches_of_a_pattern_are_lit_with_those_of_the_words() -> None:
    (hit,) = SEARCHER.search(parse("river /r.se|h[a-z]+d/ -above"))
    assert [TEXTS[1][start:end] for start, end in hit.spans] == ["river", "rose", "held"]


def test_the_texts_of_a_plain_query_are_scored_as_ever() -> None:
    plain = [(hit.item, hit.score) for hit in SEARCHER.search(Query("dam river"))]
    either = parse_line("dam river").alternatives
    assert either == (Query("dam river"),)
    assert [(hit.item, hit.score) for hit in SEARCHER.search(either[0])] == plain
