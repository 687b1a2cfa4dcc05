"""Credits of news agencies are recognized; sentences about an agency are none."""

from __future__ import annotations

import pytest

from tui.copies.agency_marks import agency_marks
from tui.model.document import Block, BlockKind

CREDITS = [
    ("BAGHDAD (Reuters) - The army said it had taken the town.", "Reuters", "(Reuters)"),
    ("LONDON, July 9 (Reuters) – The army said so.", "Reuters", "(Reuters)"),
    ("(AP) The army said so.", "AP", "(AP)"),
    ("KABUL, Afghanistan (AP) The army said so.", "AP", "KABUL, Afghanistan (AP)"),
    ("PARIS, AFP - The army said so.", "AFP", "PARIS, AFP -"),
    ("The army said so. (dpa)", "dpa", "(dpa)"),
    ("The army said so. — AFP", "AFP", "— AFP"),
    ("The AP contributed to this report.", "AP", "The AP contributed to this report"),
    (
        "Associated Press writer Jo Doe in Beirut contributed to this report.",
        "AP",
        "Associated Press writer Jo Doe in Beirut contributed to this report",
    ),
    ("Additional reporting by Reuters", "Reuters", "Additional reporting by Reuters"),
    ("With AFP.", "AFP", "With AFP."),
    ("By The Associated Press", "AP", "By The Associated Press"),
    ("Reuters Staff", "Reuters", "Reuters Staff"),
    ("Source: Xinhua", "Xinhua", "Source: Xinhua"),
    ("Источник: ТАСС", "TASS", "Источник: ТАСС"),
]

NO_CREDITS = [
    "He told Reuters that the army had taken the town.",
    "The AP said on Monday that it would close its office.",
    "The Palestinian Authority (PA) rejected the plan.",
    "Reuters reported on the case at length, and the court noticed.",
    "An apparatus - APA in short - was found.",
]


@pytest.mark.parametrize(("text", "agency", "words"), CREDITS)
def test_a_credit_names_an_agency(text: str, agency: str, words: str) -> None:
    (mark,) = agency_marks(text, [Block("paragraph", 0, len(text))])
    assert (mark.agency, text[mark.start : mark.end]) == (agency, words)


@pytest.mark.parametrize("text", NO_CREDITS)
def test_a_sentence_about_an_agency_is_no_credit(text: str) -> None:
    assert agency_marks(text, [Block("paragraph", 0, len(text))]) == []


@pytest.mark.parametrize("kind", ["caption", "related"])
def test_a_picture_is_credited_for_itself(kind: BlockKind) -> None:
    text = "A street in the town (Reuters)"
    assert agency_marks(text, [Block(kind, 0, len(text))]) == []


def test_each_agency_is_marked_once_in_the_order_of_the_text() -> None:
    text = "ROME (AFP) - So it is.\n\nReuters\n\nWith AFP"
    blocks = [Block("paragraph", 0, 22), Block("paragraph", 24, 31), Block("paragraph", 33, 41)]
    assert [mark.agency for mark in agency_marks(text, blocks)] == ["AFP", "Reuters"]


def test_a_long_block_is_read_at_its_ends() -> None:
    text = "MOSUL (AP) - " + "word " * 200_000 + "— AFP"
    found = agency_marks(text, [Block("paragraph", 0, len(text))])
    assert [mark.agency for mark in found] == ["AP", "AFP"]
    hostile = "A" * 300 + "(" * 200 + "AP" + " A" * 500
    assert agency_marks(hostile, [Block("paragraph", 0, len(hostile))]) == []
