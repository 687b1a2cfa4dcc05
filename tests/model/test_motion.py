"""Motions: they go on, they come back, and they pass over what is not read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model import motions
from tui.model.document import Block, Document, Mark, Place, Span
from tui.model.graphemes import boundaries


def sentences(text: str, lang: str) -> list[tuple[int, int]]:
    """Sentences end with a full stop."""
    return [m.span() for m in re.finditer(r"[^\s.][^.]*\.?|\.", text) if m[0].strip()]


def document(*texts: str, related: tuple[int, ...] = (), marks: tuple[Mark, ...] = ()) -> Document:
    """Blocks joined by a blank line, those with the numbers of `related` of that kind."""
    blocks, start = [], 0
    for number, text in enumerate(texts):
        kind = "related" if number in related else "paragraph"
        blocks.append(Block(kind, start, start + len(text)))
        start += len(text) + 2
    return Document("\n\n".join(texts), tuple(blocks), "t", sentences, marks=marks)


DOC = document("One. Two.", "Three.", "See also.", "Four. Five.", related=(2,))


def test_passages_in_order_and_back() -> None:
    seen = [Place(0, 0)]
    while (place := motions.next_passage(DOC, seen[-1])) != seen[-1]:
        seen.append(place)
    assert seen == [Place(0, 0), Place(0, 1), Place(1, 0), Place(3, 0), Place(3, 1)]
    back = [seen[-1]]
    while (place := motions.previous_passage(DOC, back[-1])) != back[-1]:
        back.append(place)
    assert back == seen[::-1]


def test_from_a_related_block_to_what_is_read() -> None:
    assert motions.next_passage(DOC, Place(2, 0)) == Place(3, 0)
    assert motions.previous_passage(DOC, Place(2, 0)) == Place(1, 0)


def test_paragraphs() -> None:
    assert motions.next_paragraph(DOC, Place(0, 1)) == Place(1, 0)
    assert motions.next_paragraph(DOC, Place(1, 0)) == Place(3, 0)
    assert motions.next_paragraph(DOC, Place(3, 1)) == Place(3, 1)
    assert motions.previous_paragraph(DOC, Place(3, 1)) == Place(3, 0)
    assert motions.previous_paragraph(DOC, Place(3, 0)) == Place(1, 0)
    assert motions.previous_paragraph(DOC, Place(0, 0)) == Place(0, 0)


def test_first_and_last() -> None:
    tail = document("See also.", "One. Two.", "More.", related=(0, 2))
    assert motions.first_passage(tail, Place(2, 0)) == Place(1, 0)
    assert motions.last_passage(tail, Place(0, 0)) == Place(1, 1)


def test_where_nothing_is_read_the_place_stays() -> None:
    alone = document("See also.", related=(0,))
    for go in (motions.first_passage, motions.last_passage, motions.next_passage):
        assert go(alone, Place(0, 0)) == Place(0, 0)


def test_an_empty_document_has_nowhere_to_go() -> None:
    empty = document()
    for go in (motions.next_character, motions.previous_character, motions.next_word):
        assert go(empty, 0) == 0
    for go in (motions.previous_word, motions.word_end, motions.visible_at):
        assert go(empty, 0) == 0


def walk(doc: Document, start: int, name: str) -> list[int]:
    """The offsets that a motion goes through."""
    seen = [start]
    while (offset := getattr(motions, name)(doc, seen[-1])) != seen[-1]:
        seen.append(offset)
    return seen


@given(st.lists(st.text("ab 👩👧\u200d\u0301日é", min_size=1, max_size=20), min_size=1, max_size=4))
def test_characters_are_clusters_in_order_and_back(texts: list[str]) -> None:
    doc = document(*(f"x{text}." for text in texts))
    expected = [
        b.start + at for b in doc.blocks for at in boundaries(doc.text[b.start : b.end])[:-1]
    ]
    assert walk(doc, 0, "next_character") == expected
    assert walk(doc, expected[-1], "previous_character") == expected[::-1]


HIDDEN = document(
    "**Bold** and [a link](http://x.org/y) here.",
    "Next.",
    marks=tuple(Mark(*span, "hidden") for span in ((0, 2), (6, 8), (13, 14), (20, 37))),
)


def test_hidden_syntax_takes_no_step() -> None:
    seen = walk(HIDDEN, 2, "next_character")
    assert "".join(HIDDEN.text[at] for at in seen) == "Bold and a link here.Next."
    assert walk(HIDDEN, seen[-1], "previous_character") == seen[::-1]


def test_hidden_words_are_passed_over() -> None:
    seen = walk(HIDDEN, 2, "next_word")
    assert [HIDDEN.text[at] for at in seen] == list("BaalhN")
    assert walk(HIDDEN, seen[-1], "previous_word") == seen[::-1]


def test_visible_at() -> None:
    assert motions.visible_at(HIDDEN, 0) == 2
    assert motions.visible_at(HIDDEN, 25) == 37
    assert motions.visible_at(HIDDEN, 3) == 3


ADDRESSED = document(
    "https://a/x", "One. Two.", "<https://a/y?z=1#b>", "See https://a/x", "http://b"
)


def test_motions_do_not_stop_at_an_address_that_stands_alone() -> None:
    visited = [Place(1, 0), Place(1, 1), Place(3, 0)]
    assert walk_places(ADDRESSED, "first_passage", "next_passage") == visited
    assert walk_places(ADDRESSED, "last_passage", "previous_passage") == visited[::-1]
    assert motions.next_passage(ADDRESSED, Place(2, 0)) == Place(3, 0)
    assert motions.previous_paragraph(ADDRESSED, Place(3, 0)) == Place(1, 0)


def test_motions_visit_the_addresses_where_there_is_nothing_else() -> None:
    addresses = document("https://a/x", "https://a/y", "See also.", related=(2,))
    assert walk_places(addresses, "first_passage", "next_passage") == [Place(0, 0), Place(1, 0)]


def walk_places(doc: Document, first: str, step: str) -> list[Place]:
    """The places from the first one on, each reached by a motion, without the last's repetition."""
    found = [getattr(motions, first)(doc, Place(0, 0))]
    while (place := getattr(motions, step)(doc, found[-1])) != found[-1]:
        found.append(place)
    return found


def test_emphasis_by_underscores_is_no_part_of_the_word() -> None:
    doc = document("_so_ it is.", marks=(Mark(0, 1, "hidden"), Mark(3, 4, "hidden")))
    assert motions.word_at(doc, 1) == Span(1, 3)
    assert motions.word_end(doc, 1) == 2


WORDS = document("“Don’t,” said the U.S.-backed man.", "L'été à Köln: नमस्ते דברים.")


def test_words() -> None:
    starts = walk(WORDS, 0, "next_word")
    found = [motions.word_at(WORDS, at) for at in starts[1:]]
    assert [WORDS.text[a:b] for a, b in found] == [
        "Don’t", "said", "the", "U.S.-backed", "man", "L'été", "à", "Köln", "नमस्ते", "דברים",
    ]  # fmt: skip


def test_word_ends() -> None:
    ends = walk(WORDS, 0, "word_end")
    assert [WORDS.text[at] for at in ends[1:5]] == ["t", "d", "e", "d"]


def test_the_start_of_this_word_comes_first_backwards() -> None:
    at = WORDS.text.index("said") + 2
    assert motions.previous_word(WORDS, at) == at - 2
    assert motions.previous_word(WORDS, at - 2) == WORDS.text.index("Don’t")
    assert motions.previous_word(WORDS, 1) == 1


def test_where_there_is_no_word_it_is_the_character() -> None:
    assert motions.word_at(WORDS, 0) == Span(0, 1)


@pytest.mark.parametrize("far", [100, 600, 5000])
def test_a_word_far_back_is_found(far: int) -> None:
    doc = document("word " + "… " * far + "end.")
    assert motions.previous_word(doc, doc.text.index("end")) == 0


def test_a_word_of_any_length_is_one() -> None:
    doc = document("a " + "x" * 3000 + " b.")
    assert motions.word_at(doc, 2000) == Span(2, 3002)
    assert motions.previous_word(doc, 2000) == 2


EMOJI = "Some words first. 👨‍👩‍👧 family says no. 👍🏽 thumbs 🇺🇦 UA ⚠️ 1️⃣ #️⃣ 🅰️‍🔥 ❤️‍🔥 end."


def test_words_beside_emoji() -> None:
    doc = document(EMOJI)
    starts = walk(doc, EMOJI.index("first"), "next_word")
    words = ["first", "family", "says", "no", "thumbs", "UA", "1️⃣", "end"]
    assert [doc.text[slice(*motions.word_at(doc, at))] for at in starts] == words
    assert walk(doc, starts[-1], "previous_word")[: len(words)] == starts[::-1]


SIGNS = [
    *("a", "B", "9", " ", ".", "'", "’", "-", "_", "\n", "e\u0301", "\u0301", "\u200d", "\u200c"),
    *("👨", "👩", "👍", "🏽", "🇺", "🇦", "⚠", "\ufe0f", "\ufe0e", "\u20e3", "#", "🅰", "ℹ", "Ⓜ", "❤"),
    *(
        "🏴",
        "\U000e0067",
        "\U000e007f",
        "क",
        "्",
        "ि",
        "ष",
        "\u0600",
        "ا",
        "َ",
        "각",
        "\u1100",
        "\u1161",
    ),
    *("か", "\u3099", "ﾞ", "ำ", "ก", "\u00ad", "\u200b", "\r"),
]


@given(st.lists(st.sampled_from(SIGNS), min_size=1, max_size=14).map("".join))
def test_no_motion_by_words_stops_inside_a_cluster(text: str) -> None:
    doc = document(text)
    stops = set(boundaries(text))
    for start in stops:
        assert motions.next_word(doc, start) in stops
        assert motions.previous_word(doc, start) in stops
        assert motions.word_end(doc, start) in stops
        assert stops.issuperset(motions.word_at(doc, start))
