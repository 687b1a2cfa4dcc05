"""The article that the program was founded on: who says what in it, written down by reading it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.attribution import Attribution, suggest
from tui.readers import read

# (number of the first word, of the last one, who says it); words are parted by white space.
STATEMENTS = [
    (0, 25, "AP"),
    (36, 43, "Iraq’s powerful Shiite militias"),
    (143, 155, "militia leaders"),
    (176, 181, "militia leaders"),
    (191, 229, "AFP"),
    (243, 249, "Qais al-Khazali"),
    (287, 289, "Qais al-Khazali"),
    (300, 303, "local officials"),
    (321, 334, "mosques"),
    (338, 358, "militia leaders"),
    (360, 371, "analysts"),
    (391, 396, "popular mobilization units"),
    (423, 446, "Michael Knights"),
    (486, 512, "U.S. officials"),
    (520, 531, "Haider al-Abadi"),
    (546, 573, "U.S. official"),
    (568, 573, "U.S. military"),
    (574, 590, "U.S. official"),
    (707, 737, "Iranian news outlets"),
    (738, 760, "Moeen al-Kadhimi"),
    (791, 798, "Sabah al-Noori"),
    (799, 807, "Sabah al-Noori"),
    (830, 840, "Yahya Rasoul Abdullah"),
    (844, 854, "some analysts"),
    (857, 863, "Michael Knights"),
    (864, 888, "Michael Knights"),
    (895, 912, "other analysts"),
    (913, 936, "Kirk Sowell"),
    (953, 971, "Kirk Sowell"),
    (979, 1002, "Moeen al-Kadhimi"),
    (1028, 1049, "Eissa al-Issawi"),
    (1063, 1079, "Eissa al-Issawi"),
    (1085, 1100, "Iraqi officials"),
    (1103, 1137, "residents"),
    (1145, 1164, "government and military officials"),
    (1158, 1164, "Haider al-Abadi"),
    (1165, 1175, "Sunni religious leader in Fallujah"),
    (1200, 1211, "Eissa al-Issawi"),
    (1215, 1220, "residents"),
    (1224, 1232, "other officials"),
    (1233, 1237, "29-year-old resident"),
    (1242, 1267, "29-year-old resident"),
]


@pytest.fixture(scope="module")
def suggested(corpora: Path) -> list[tuple[int, int, Attribution]]:
    document = read(corpora / "seed" / "article.txt")
    words = [match.span() for match in re.finditer(r"\S+", document.text)]
    found = []
    for made in suggest(document):
        inside = [
            number
            for number, (start, end) in enumerate(words)
            if start < made.content.end and made.content.start < end
        ]
        found.append((inside[0], inside[-1], made))
    return found


def _same(listed: tuple[int, int, str], first: int, last: int, made: Attribution) -> bool:
    """Whether a suggestion is a statement of the list: most of its words, and who says it."""
    common = min(listed[1], last) - max(listed[0], first) + 1
    joined = max(listed[1], last) - min(listed[0], first) + 1
    return common * 2 >= joined and made.speaker.name == listed[2]


def test_statements_have_the_right_speaker(suggested: list[tuple[int, int, Attribution]]) -> None:
    right = [listed for listed in STATEMENTS if any(_same(listed, *each) for each in suggested)]
    assert len(right) >= 40


def test_no_statement_has_a_wrong_speaker(suggested: list[tuple[int, int, Attribution]]) -> None:
    wrong = [
        (first, last, made.speaker.name)
        for first, last, made in suggested
        if not any(_same(listed, first, last, made) for listed in STATEMENTS)
    ]
    assert wrong == []


def test_roles_stand_as_in_the_article(suggested: list[tuple[int, int, Attribution]]) -> None:
    roles = {made.speaker.name: made.speaker.role for _, _, made in suggested}
    assert roles["Eissa al-Issawi"] == "head of Fallujah’s local council"
    assert roles["Moeen al-Kadhimi"].startswith("commander in the Badr Organization")
    assert roles["Haider al-Abadi"] == "Prime Minister"


def test_kinds_of_sources(suggested: list[tuple[int, int, Attribution]]) -> None:
    kinds = {made.speaker.name: made.speaker.kind for _, _, made in suggested}
    assert kinds["Kirk Sowell"] == "named"
    assert kinds["U.S. official"] == kinds["29-year-old resident"] == "unnamed"
    assert kinds["other officials"] == kinds["residents"] == "collective"
    assert kinds["AP"] == kinds["Iranian news outlets"] == "medium"
