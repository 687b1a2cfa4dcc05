"""Suggested attributions by data: each case holds a text and all that must come of it."""

from __future__ import annotations

import tomllib
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest

from tui.attribution import suggest
from tui.model.document import Document
from tui.readers import read_bytes

CASES = Path(__file__).parent / "cases"
SPEAKERS = Path(__file__).parent / "speakers"


def cases(folder: Path) -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case.get('name', case['text'])}")
        for path in sorted(folder.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def read_text(text: str) -> Document:
    return read_bytes(text.strip().encode(), stem="case", suffix=".md")


@pytest.mark.parametrize("case", cases(CASES))
def test_case(case: dict[str, Any]) -> None:
    document = read_text(case["text"])
    found = [
        [made.speaker.name, made.mode, document.text[slice(*made.content)]]
        for made in suggest(document)
    ]
    assert found == case["says"]


@pytest.mark.parametrize("case", cases(SPEAKERS))
def test_speaker(case: dict[str, Any]) -> None:
    (made,) = suggest(read_text(case["text"]))
    assert list(astuple(made.speaker)) == case["is"]


@pytest.mark.parametrize(
    "word",
    [
        "Both",
        "Many",
        "Some",
        "Others",
        "Several",
        "Few",
        "Most",
        "None",
        "All",
        "Neither",
        "Either",
        "Another",
        "One",
    ],
)
def test_a_word_for_somebody_is_never_a_name(word: str) -> None:
    for made in suggest(read_text(f"{word} said that the bridge was shut.")):
        assert made.speaker.kind in ("collective", "unnamed")
        assert made.speaker.name == word.casefold()
