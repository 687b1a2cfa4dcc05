"""Query lines with OR and parentheses: their alternatives, and the mistakes in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.errors import ReaderError
from tui.search import Query, parse_line
from tui.search.query_line import flat_lines

FIELDS = {"tag", "in"}


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("dam river", ["dam river"]),
        ("dam OR river", ["dam ", "river"]),
        ("dam OR river ", ["dam ", "river "]),
        ("(dam OR river) flood", ["dam flood", "river flood"]),
        ("a (b OR (c d)) e", ["a b e", "a c d e"]),
        ("(a OR b) (c OR d)", ["a c ", "a d ", "b c ", "b d "]),
        ("-(a OR b) c", ["-a -b c"]),
        ("-(a b) OR c", ["-a ", "-b ", "c"]),
        ("-(-a OR b)", ["a -b "]),
        ("dam(s) OR river", ["dam(s) ", "river"]),
        ('tag:x OR (in:by "a (b) OR c")', ["tag:x ", 'in:by "a (b) OR c" ']),
        ("a OR /x OR (y)/", ["a ", "/x OR (y)/"]),
        ('"x OR y"', ['"x OR y"']),
        ("he said (on Monday) that", ["he said (on Monday) that"]),
        ("killed) in the", ["killed) in the"]),
        ("Trick or treat", ["Trick or treat"]),
    ],
)
def test_a_line_has_alternatives(line: str, lines: list[str]) -> None:
    assert flat_lines(line) == lines


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("dam OR", "OR needs words on both sides"),
        ("OR", "OR needs words on both sides"),
        ("a OR OR b", "OR needs words on both sides"),
        ("(a OR b", "a parenthesis is not closed"),
        ("a OR b)", "a closing parenthesis has no opening one"),
        ("a OR ()", "a parenthesis is empty"),
        ("(a OR b) " * 6, "OR makes more than 32 alternatives"),
        (f"-({'a ' * 40}) OR b", "OR makes more than 32 alternatives"),
        ("x" * 4000 + " OR b", "a line with OR has at most 4,000 characters"),
        ("/(/", "/(/: missing ) at position 1"),
        ("near:5 dam", "near:5 needs two words or more"),
        ("tag:wrong dam", "no such tag"),
        ("dam -tag:wrong", "no such tag"),
    ],
)
def test_a_mistake_is_named_and_the_line_is_plain_words(line: str, mistake: str) -> None:
    def check(name: str, value: str) -> None:
        if value == "wrong":
            raise ReaderError("no such tag")

    assert parse_line(line, FIELDS, (), check) == ((Query(line),), mistake)


PARTS = st.sampled_from([*'()-"/: ', " OR ", "(a OR b)", "-(", "tag:x", "near:3", "word ", "/a/"])


@given(st.lists(PARTS, max_size=30).map("".join))
def test_any_line_can_be_read(line: str) -> None:
    read = parse_line(line, FIELDS)
    assert 1 <= len(read.alternatives) <= 32
    if read.mistake:
        assert read.alternatives == (Query(line),)


def test_many_parentheses_do_no_harm() -> None:
    assert len(flat_lines("(" * 1000 + "a OR b" + ")" * 1000)) == 2
