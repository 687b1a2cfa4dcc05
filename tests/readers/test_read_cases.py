"""The readers by data: each file in cases/ holds inputs and what must come of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tui.model.document import Document
from tui.readers import read_bytes
from tui.readers.decode import decode
from tui.readers.segment import guess_lang, split

CASES = Path(__file__).parent / "cases"

Case = dict[str, Any]


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case.get("name") or case["parts"][0][:20]) for case in found]


def visible(document: Document, number: int) -> str:
    """What is seen of a Block: its text without the hidden marks."""
    block = document.blocks[number]
    marks = document.marks_in(block.start, block.end)
    hidden = {i for m in marks if m.style == "hidden" for i in range(m.start, m.end)}
    return "".join(document.text[i] for i in range(block.start, block.end) if i not in hidden)


@pytest.mark.parametrize("case", cases("segment"))
def test_sentences(case: Case) -> None:
    joint = case.get("joint", " ")
    text = joint.join(case["parts"])
    assert [text[a:b] for a, b in split(text, case["lang"])] == case["parts"]


@pytest.mark.parametrize("case", cases("segment"))
def test_sentences_of_a_language_are_known_for_its_script(case: Case) -> None:
    latin = {"en", "de", "fr", "es"}
    guess = guess_lang(" ".join(case["parts"] * 3))
    # A short Persian or Ukrainian text may hold none of the letters that tell it apart.
    alike = {"fa": {"fa", "ar"}, "uk": {"uk", "ru"}}
    expected = latin if case["lang"] in latin else alike.get(case["lang"], {case["lang"]})
    assert guess in expected


@pytest.mark.parametrize("case", cases("decode"))
def test_bytes(case: Case) -> None:
    assert decode(bytes.fromhex(case["data"])) == case["text"]


@pytest.mark.parametrize("case", cases("plain"))
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_blocks_of_plain_text(case: Case, newline: str) -> None:
    document = read_bytes(case["text"].replace("\n", newline).encode(), stem="stem")
    assert document.text == case["text"]
    found = [[b.kind, document.text[b.start : b.end]] for b in document.blocks]
    assert found == [[kind, words.lstrip("\n")] for kind, words in case["blocks"]]
    assert document.title == case.get("title", "stem")
    assert document.data == case.get("data", {})


@pytest.mark.parametrize("case", cases("markdown"))
def test_blocks_of_markdown(case: Case) -> None:
    source = case["source"].lstrip("\n")
    document = read_bytes(source.encode(), stem="stem", suffix=".md")
    assert document.text == source
    found = [
        [block.kind, visible(document, number), block.level, block.marker]
        for number, block in enumerate(document.blocks)
    ]
    assert found == case["blocks"]
    assert document.title == case.get("title", "stem")
    assert document.lang == case.get("lang", "en")
    assert document.data == case.get("data", {})


def test_marks_of_markdown_lie_on_their_words() -> None:
    source = "a **b *c* d** [e](f) `g` ***h***"
    document = read_bytes(source.encode(), stem="stem", suffix=".md")
    shown = [(m.style, source[m.start : m.end]) for m in document.marks if m.style != "hidden"]
    assert shown == [
        ("strong", "b *c* d"),
        ("emphasis", "c"),
        ("link", "e"),
        ("code", "g"),
        ("emphasis", "**h**"),
        ("strong", "h"),
    ]
