"""The parts that anchors are made of: the word diff, likeness, typography."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sampling import examples
from tui.model.anchoring.anchors import CONTEXT, Selector, make
from tui.model.anchoring.candidates import same_but_for_slips
from tui.model.anchoring.placement import reconstructed
from tui.model.anchoring.transfer import GAP
from tui.model.anchoring.word_diff import WordDiff
from tui.model.typography import normalize, normalize_marks, same_words
from tui.model.words import split


def tied(old: str, new: str) -> list[tuple[str, int]]:
    """Each old word that has a partner, with that one's number."""
    diff = WordDiff(old, new)
    return [(diff.old.keys[at], to) for at, to in enumerate(diff.partner) if to >= 0]


def test_words_are_levelled_and_know_their_place() -> None:
    words = split("Don’t — “wait”…\u200b now:\n3,5 caf\u00e9s 住民\u00adは")
    assert words.keys == [
        *("Don", "'", "t", "-", '"', "wait", '"', "...", "now", ":", "3", ",", "5"),
        *("caf\u00e9s", "住", "民", "は"),
    ]
    assert words.text[words.starts[5] : words.ends[5]] == "wait"


def test_words_that_touch_a_span() -> None:
    words = split("one two three")
    assert words.touching(4, 7) == (1, 2)
    assert words.touching(2, 5) == (0, 2)
    assert words.touching(3, 4) == (1, 1)
    assert words.touching(0, 13) == (0, 3)


def test_breaks() -> None:
    words = split("One. Two three\nfour\n\nfive")
    found = [words.break_before(at) for at in range(len(words.keys) + 1)]
    assert found == [3, 0, 1, 0, 2, 3, 3]


def test_equal_words_are_tied_in_order() -> None:
    assert tied("a b c d", "a b x c d") == [("a", 0), ("b", 1), ("c", 3), ("d", 4)]
    assert tied("a b c d", "a d") == [("a", 0), ("d", 1)]
    assert tied("", "a") == tied("a", "") == tied("a", "b") == []


def test_words_that_two_texts_share_by_chance_are_not_tied() -> None:
    old = "First here. When the ferry from the south came in the captain was gone. Last there."
    new = (
        "First here. Of all the towns on the coast only the port in the bay has grown. Last there."
    )
    assert [word for word, _ in tied(old, new)] == [
        *("First", "here", ".", ".", "Last", "there", ".")
    ]


def test_what_was_taken_out_begins_where_a_sentence_does() -> None:
    old = "We met at noon. They ate at noon. She left at noon."
    new = "We met at noon. She left at noon."
    diff = WordDiff(old, new)
    assert [at for at, to in enumerate(diff.partner) if to < 0] == [5, 6, 7, 8, 9]
    diff = WordDiff(new, old)
    assert [at for at, to in enumerate(diff.origin) if to < 0] == [5, 6, 7, 8, 9]


def test_a_block_that_moved_is_tied_and_known_as_moved() -> None:
    a, b = "one two three four five six", "red blue green white black grey pink brown teal"
    diff = WordDiff(f"{a}. {b}.", f"{b}. {a}.")
    assert -1 not in diff.partner
    assert sorted(diff.partner) == list(range(len(diff.new.keys)))
    moved = "".join(word + " " for word, m in zip(diff.old.keys, diff.moved, strict=True) if m)
    assert moved.strip() in (f"{a} .", a)


@examples(4)
@given(st.lists(st.sampled_from("abcdef.")), st.lists(st.sampled_from("abcdef.")))
def test_partners_are_equal_and_mutual(old: list[str], new: list[str]) -> None:
    diff = WordDiff(" ".join(old), " ".join(new))
    for at, to in enumerate(diff.partner):
        if to >= 0:
            assert diff.old.keys[at] == diff.new.keys[to]
            assert diff.origin[to] == at
    assert sum(to >= 0 for to in diff.partner) == sum(to >= 0 for to in diff.origin)
    fixed = [to for at, to in enumerate(diff.partner) if to >= 0 and not diff.moved[at]]
    assert fixed == sorted(fixed)


@pytest.mark.parametrize("unit", ["a ", "a", "one two three. ", "!"])
def test_repetition_costs_no_time(unit: str) -> None:
    old = unit * (60_000 // len(unit))
    started = time.process_time()
    diff = WordDiff(old, "b " + old[len(unit) * 40 :])
    assert time.process_time() - started < 2
    assert sum(to >= 0 for to in diff.partner) >= len(diff.new.keys) - 100


def test_unrelated_texts_cost_no_time() -> None:
    rng = random.Random(1)
    words = ["".join(rng.choices("abcdefgh", k=6)) for _ in range(500)]
    old, new = (" ".join(rng.choices(words, k=15_000)) for _ in range(2))
    started = time.process_time()
    assert sum(to >= 0 for to in WordDiff(old, new).partner) < 2000
    assert time.process_time() - started < 3


ALIKE = [
    ("the engine failed", "the engin failed"),
    ("people were saved", "poeple were saved"),
    ("the ferry is late", "a ferry is late"),
    ("an tracking of it", "a tracking of it"),
    ("send e-mail to all of us", "send email to all of us"),
    ("the account is setup here", "the account is set up here"),
    ("use git for it", "use Git for it"),
    ("said, he would", "said he would"),
    ("NATO has met", "Nato has met"),
    ("organised by them", "organized by them"),
]
OTHER = [
    ("14 people", "15 people"),
    ("1 15 people", "11 5 people"),
    ("10 000 people", "10000 people"),
    ("it is notable", "it is no table"),
    ("the US troops", "the us troops"),
    ("was seen", "was unseen"),
    ("was harmful", "was harmless"),
    ("Omar said", "Omer said"),
    ("they agreed", "they refused"),
    ("nine ships", "five ships"),
    ("never met", "ever met"),
    ("he was shot", "he was shut"),
    ("in May", "in March"),
    ("they will go", "they will not go"),
    ("a legal act", "an illegal act"),
    ("thirteen dead", "thirty dead"),
]


@pytest.mark.parametrize(("old", "new"), ALIKE)
def test_slips(old: str, new: str) -> None:
    rest = " when the others had gone home for the day"
    assert same_but_for_slips(old + rest, new + rest)
    assert same_but_for_slips(new + rest, old + rest)


@pytest.mark.parametrize(("old", "new"), OTHER)
def test_changes_of_content(old: str, new: str) -> None:
    rest = " when the others had gone home for the day"
    assert not same_but_for_slips(old + rest, new + rest)
    assert not same_but_for_slips(new + rest, old + rest)


def test_many_slips_are_no_slips() -> None:
    old = "several engineers examined damaged engines yesterday morning"
    new = "severl enginers exmined damged engnes yestrday mornng"
    assert not same_but_for_slips(old, new)
    assert same_but_for_slips(old, old.replace("engineers", "enginers"))


def test_levelling_keeps_the_offsets() -> None:
    text = "“Wait…”\u200b she  said —\n\nnow"
    normalized = normalize(text)
    assert normalized.text == '"Wait..." she said - now'
    at = normalized.text.index("said")
    assert text[slice(*normalized.original(at, at + 4))] == "said"
    assert normalized.at(text.index("now")) == normalized.text.index("now")
    assert normalize_marks("“a\u00ad–b”") == '"a-b"'


@given(st.text(max_size=80))
def test_levelling_any_text(text: str) -> None:
    normalized = normalize(text)
    assert len(normalized.text) == len(normalized.offsets)
    assert normalized.offsets == sorted(normalized.offsets)
    assert normalize(normalized.text).text == normalized.text


def test_a_selector_holds_its_context() -> None:
    text = "".join(chr(ord("a") + at % 26) for at in range(300))
    kept = make(text, 100, 110)
    assert (kept.quote, kept.prefix, kept.suffix) == (text[100:110], text[36:100], text[110:174])
    assert CONTEXT == 64
    assert make(text, 3, 4).prefix == text[:3]
    assert make(text, 299, 300).suffix == ""
    for start, end in ((-1, 3), (3, 3), (5, 4), (0, 301)):
        with pytest.raises(ValueError, match=rf"\[{start}, {end}\) in 300 code points"):
            make(text, start, end)


def test_without_the_old_text_the_selectors_tell_of_it() -> None:
    text = "".join(f"{number}. line.\n" for number in range(80))
    kept = [make(text, at, at + 20) for at in range(0, len(text) - 20, 40)]
    assert reconstructed(kept, len(text)) == text + GAP
    few = reconstructed(kept[:1] + kept[-1:], len(text))
    assert len(few) == len(text) + 1
    assert few.count(GAP) == 2
    assert few[:84] == text[:84]
    assert few[84] == GAP
    assert not few[85 : kept[-1].start - 64].strip()
    far = Selector(10**12, 10**12 + 3, "far", "", "")
    assert reconstructed([far, Selector(-9, -6, "off", "", "")], 100) == GAP


WRAPPED = "The pilots said\n> > that they had refused to board\n> > before dawn."
REWRAPPED = "> The pilots said that they had\n> refused to board before dawn."


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (WRAPPED, REWRAPPED, True),
        (WRAPPED, "The pilots said that they had refused to board before dawn.", True),
        ("“Wait”—now", '"Wait" - now'.replace(" - ", "-"), True),
        ("one two", "one\n\ntwo ", True),
        ("a\u00adb", "ab", True),
        ("one two", "one, two", False),
        ("if a > b", "if a b", False),
        ("at least\n>5 people", "at least\n5 people", False),
        ("Us", "us", False),
    ],
)
def test_words_are_the_same_whatever_their_typography(old: str, new: str, same: bool) -> None:
    assert same_words(old, new) == same == same_words(new, old)


def test_marks_of_quoted_mail_are_no_words() -> None:
    assert split("> > one\n>two > three").keys == ["one", "two", ">", "three"]
    assert normalize("> one\n> \n>> two").text == " one two"
