"""Words that were edited: whether their place is certain, and that the former words are known."""

from __future__ import annotations

import re
import textwrap
from typing import Any

import pytest

from tests.model.harbour import HARBOUR, PIER, PRICES, TEXT, TUGS, selector
from tui.model.anchoring.anchors import Anchor, make
from tui.model.anchoring.evidence import DiffEvidence, collect
from tui.model.anchoring.settlement import resolve
from tui.model.anchoring.word_diff import WordDiff

DELETED = [
    ("another sentence in its place", lambda text: text.replace(TUGS, "Nobody was asked why.")),
    ("its neighbour rewritten", lambda text: text.replace(
        f"{PIER} {TUGS}", "The harbour master then closed the whole northern pier until noon.")),
    ("a lookalike elsewhere", lambda text: text.replace(f" {TUGS}", "") + " " + TUGS.replace(
        "Marta", "Hilda")),
    ("its paragraph gone", lambda text: text.replace(HARBOUR, "")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "edit"), DELETED, ids=[name for name, _ in DELETED])
@pytest.mark.parametrize("whole", [True, False])
def test_a_deleted_sentence_is_never_anchored(name: str, edit, whole: bool) -> None:  # type: ignore[no-untyped-def]
    anchor = resolve(selector(TUGS), edit(TEXT), TEXT if whole else None)
    assert anchor.state != "anchored"
    assert not anchor.edited


@pytest.mark.parametrize("whole", [True, False])
def test_a_lookalike_beside_the_passage_does_not_attract(whole: bool) -> None:
    lookalike = TUGS.replace("Two", "Three")
    for new in (TEXT.replace(TUGS, f"{lookalike} {TUGS}"), TEXT + f"\n\n{lookalike}"):
        anchor = resolve(selector(TUGS), new, TEXT if whole else None)
        assert (anchor.state, anchor.edited) == ("anchored", False)
        assert anchor.start == new.index(TUGS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("once; neither", "once. Neither"),
        ("noon. Two tugs", "noon, and two tugs"),
        ("neither came back before dark", "before dark neither of them came back"),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_sentences_that_are_joined_divided_or_turned_round(old: str, new: str, whole: bool) -> None:
    text = TEXT.replace(old, new)
    anchor = resolve(selector(TUGS), text, TEXT if whole else None)
    assert anchor.state == "anchored"
    assert anchor.edited == (text[anchor.start : anchor.end] != TUGS)
    assert "the Marta and the Irene" in text[anchor.start : anchor.end]


@pytest.mark.parametrize("whole", [True, False])
def test_the_same_words_said_by_another_are_not_edited(whole: bool) -> None:
    quote = "“We have nothing to sell,”"
    new = TEXT.replace("Lena Brandt", "Omar Haddad")
    anchor = resolve(selector(quote), new, TEXT if whole else None)
    assert (anchor.state, anchor.edited, new[anchor.start : anchor.end]) == (
        "anchored",
        False,
        quote,
    )
    spoken = quote + " said Lena Brandt"
    assert resolve(selector(spoken), new, TEXT if whole else None).edited


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("quote", [PIER, TUGS, PRICES, "Lena Brandt"])
def test_a_mail_in_other_lines_is_the_same(quote: str, whole: bool) -> None:
    def quoted(width: int, mark: str) -> str:
        return "\n".join(
            "\n".join(mark + line for line in textwrap.wrap(paragraph, width)) + f"\n{mark}"
            for paragraph in TEXT.split("\n\n")
        )

    old, new = quoted(68, "> "), quoted(56, "> > ")
    pattern = re.compile(r"[\s>]+".join(map(re.escape, quote.split())))
    before, after = pattern.search(old), pattern.search(new)
    assert before
    assert after
    anchor = resolve(make(old, *before.span()), new, old if whole else None)
    assert anchor == Anchor(*after.span(), "anchored", moved=True)


def evidence(old: str, new: str, quote: str, there: str) -> DiffEvidence:
    """What the word diff says for `there` in a new text as the place of `quote` in an old one."""
    diff = WordDiff(old, new)
    spans = [
        words.touching(text.index(part), text.index(part) + len(part))
        for words, text, part in ((diff.old, old, quote), (diff.new, new, there))
    ]
    return collect(diff, *spans)


BEFORE, AFTER = "We met at noon by the old bridge.", "Later that day a boat came in from the north."


def test_what_speaks_for_a_place() -> None:
    quote, there = "Two of them had seen it.", "Two of us had seen it."
    old, new = (f"{BEFORE} {words} {AFTER}" for words in (quote, there))
    found = evidence(old, new, quote, there)
    assert found == DiffEvidence(5 / 6, 9, 11, (True, True), 20, False, False)
    assert found.is_certain(0.0)


@pytest.mark.parametrize(
    ("changes", "likeness", "certain"),
    [
        ({}, 0.0, True),
        # Half of the words need both neighbours, most of them one, and none neither.
        ({"share": 0.5}, 0.0, True),
        ({"share": 0.5, "joined": (True, False)}, 0.9, False),
        ({"share": 0.75, "joined": (True, False)}, 0.0, True),
        ({"share": 0.9, "joined": (False, False)}, 0.9, False),
        # Fewer words need likeness, or are a phrase in a sentence that stayed.
        ({"share": 0.49}, 0.49, False),
        ({"share": 0.49}, 0.5, True),
        ({"share": 0.0, "phrase": True}, 0.0, True),
        ({"share": 0.0, "phrase": True, "after": 7}, 0.0, False),
        # What stands around it must be the same as well.
        ({"before": 3, "after": 7, "share": 0.75}, 0.9, False),
        ({"before": 0, "after": 8, "share": 0.75}, 0.9, True),
        ({"before": 3, "share": 0.5}, 0.9, False),
        # A block that moved needs other sentences that moved with it.
        ({"moved": True}, 0.0, True),
        ({"moved": True, "beyond": 7}, 0.9, False),
        ({"moved": True, "share": 0.74}, 0.9, False),
        ({"moved": True, "joined": (False, False)}, 0.9, False),
    ],
)
def test_which_evidence_is_enough(changes: dict[str, Any], likeness: float, certain: bool) -> None:
    found = DiffEvidence(0.8, 8, 8, (True, True), 8, False, False)._replace(**changes)
    assert found.is_certain(likeness) == certain


def test_a_phrase_is_inside_a_sentence() -> None:
    old = f"{BEFORE} Two of them had seen it. {AFTER}"
    new = old.replace("had seen", "forgot")
    assert evidence(old, new, "had seen", "forgot").phrase
    whole = old.replace("Two of them had seen it.", "Nobody came.")
    assert not evidence(old, whole, "Two of them had seen it.", "Nobody came.").phrase
    across = old.replace("it. Later", "that. Then")
    assert not evidence(old, across, "it. Later", "that. Then").phrase
