"""Offsets of other programs: every way of counting, and which of them a text shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.offsets import (
    CLEAR,
    COUNTINGS,
    CountedText,
    Counting,
    Sample,
    Selection,
    choose,
    likeliest,
    same_text,
)

RAW = "Hi.\r\nBo: Fine 👍 really.\r\n\r\nAna: The bridge was shut.\r\n👍 The road was open again."
WORDS = ("Fine 👍 really", "The bridge was shut", "The road was open again")


def offset(raw: str, at: int, way: Counting) -> int:
    """The offset of a place in a raw text (in code points), counted in some way, the slow way."""
    before = raw[:at] if way.crlf_as_two else raw[:at].replace("\r\n", "\n")
    return len(before.encode("utf-16-le")) // 2 if way.utf16 else len(before)


def selections(way: Counting, *, named: bool) -> list[Selection]:
    found = []
    for words in WORDS:
        at = RAW.index(words)
        start, end = offset(RAW, at, way), offset(RAW, at + len(words), way)
        found.append(Selection(start, end, words if named else ""))
    return found


@given(st.text(st.sampled_from("ab\r\n👍é"), max_size=30), st.data())
def test_an_offset_comes_back_in_every_way_of_counting(raw: str, data: st.DataObject) -> None:
    counted = CountedText.of(raw)
    assert counted.text == raw.replace("\r\n", "\n").replace("\r", "\n")
    at = data.draw(st.integers(0, len(raw)))
    if raw[at - 1 : at + 1] == "\r\n":
        at -= 1
    for way in COUNTINGS:
        assert counted.at(offset(raw, at, way), way) == len(raw[:at].replace("\r\n", "\n"))


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("way", COUNTINGS)
def test_the_way_is_found_from_stored_texts_or_from_words(way: Counting, named: bool) -> None:
    counted = CountedText.of(RAW)
    sample = Sample(counted, selections(way, named=named))
    assert choose([sample]) == [way]
    places = [counted.text[slice(*span)] for span in sample.spans(way)]
    assert places == list(WORDS)


def test_a_text_that_tells_nothing_is_in_doubt() -> None:
    sample = Sample(CountedText.of("a\r\nb\r\nthe end"), [Selection(7, 10)])
    assert choose([sample]) == [None]
    assert likeliest(sample) in COUNTINGS


def test_where_all_ways_agree_there_is_no_doubt() -> None:
    assert choose([Sample(CountedText.of("one two\nthree"), [Selection(5, 6)])]) == [COUNTINGS[0]]


def test_a_text_that_tells_much_helps_one_that_tells_little() -> None:
    way = Counting(True, True)
    clear = Sample(CountedText.of(RAW), selections(way, named=True))
    vague = Sample(CountedText.of("a\r\nb\r\nthe end"), [Selection(7, 10)])
    assert choose([clear, vague]) == [way, way]


def test_what_is_known_of_a_program_decides_between_equals_only() -> None:
    prior = {Counting(True, True): CLEAR}
    vague = Sample(CountedText.of("a\r\nb\r\nthe end"), [Selection(7, 10)])
    assert choose([vague], prior) == [Counting(True, True)]
    named = Sample(CountedText.of(RAW), selections(Counting(False, False), named=True))
    assert choose([named], prior) == [Counting(False, False)]


@pytest.mark.parametrize(
    ("stored", "text", "same"),
    [
        ("two  words", "two\nwords", True),
        ("The bridge was…", "The bridge was shut", True),
        ("The bridge w", "The bridge was shut", True),
        ("The", "The bridge", False),
        ("", "x", False),
        ("1:3 p. 1", "The bridge", False),
    ],
)
def test_a_stored_text_may_be_shortened(stored: str, text: str, same: bool) -> None:
    assert same_text(stored, f"x{text}y", 1, 1 + len(text)) is same
