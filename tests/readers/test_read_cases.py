"""The readers by data: each file in cases/ holds inputs and what must come of them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tui.model.document import Document
from tui.readers import read_bytes, sentence_rules
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
    lang = case["lang"]
    guess = guess_lang(" ".join(case["parts"] * 3))
    # A few words in Latin letters are no evidence against English, and a short Persian or Ukrainian
    # text may hold none of the letters that distinguish it.
    alike = {"fa": {"fa", "ar"}, "uk": {"uk", "ru"}}
    in_latin_letters = all(sign < "\u0250" or sign > "\u2000" for sign in case["parts"][0])
    assert guess in alike.get(lang, {lang, "en"} if in_latin_letters else {lang})


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("cs", "Přišli sousedé, zkr. všichni lidé z ulice."),
        ("da", "De kom fra havnen, fork. alle folk fra gaden."),
        ("fr", "Ils sont venus du port, abrég. tous les gens de la rue."),
        ("nl", "Ze kwamen uit de haven, afk. alle mensen uit de straat."),
        ("pl", "Przyszli sąsiedzi, skr. wszyscy ludzie z ulicy."),
    ],
)
def test_a_full_stop_before_a_small_letter_ends_no_sentence(lang: str, sentence: str) -> None:
    assert split(sentence, lang) == [(0, len(sentence))]


@pytest.mark.parametrize("lang", sorted(path.stem for path in sentence_rules.FOLDER.iterdir()))
def test_each_rule_holds_for_its_example(lang: str) -> None:
    joint = "" if lang in ("ja", "zh") else " "
    for rule in sentence_rules.tables(lang):
        sentences = rule["example"].split(" | ")
        text = joint.join(sentences)
        assert [text[a:b] for a, b in split(text, lang)] == sentences, rule["kind"]


@pytest.mark.parametrize("lang", sorted(path.stem for path in sentence_rules.FOLDER.iterdir()))
def test_each_abbreviation_that_joins_is_followed_by_the_same_sentence(lang: str) -> None:
    rules = sentence_rules.rules_of(lang)
    for word in rules.joins - rules.words - rules.units:
        text = f"1 {word}. 1"
        assert split(text, lang) == [(0, len(text))], word


@pytest.mark.parametrize("lang", sorted(path.stem for path in sentence_rules.FOLDER.iterdir()))
def test_each_abbreviation_before_a_number_is_followed_by_the_same_sentence(lang: str) -> None:
    rules = sentence_rules.rules_of(lang)
    for word in rules.numbered - rules.words:
        text = f"1 {word}. 1"
        assert split(text, lang) == [(0, len(text))], word


def test_each_rule_is_of_a_known_kind_and_used() -> None:
    keys = {"reporting": ["pattern"], "ordinals": [], "dashes": []}
    kinds = {*keys, *sentence_rules.WORDS}
    for path in sentence_rules.FOLDER.iterdir():
        for rule in sentence_rules.tables(path.stem):
            assert rule["kind"] in kinds
            assert rule.keys() == {
                "kind",
                "example",
                *keys.get(rule["kind"], ["words"]),
            }


@pytest.mark.parametrize("lang", ["", "xx", "../en", "/etc/passwd", "en\0", "é", "a" * 5000])
def test_a_language_without_rules_has_sentences(lang: str) -> None:
    assert split("He left. She came.", lang) == [(0, 8), (9, 18)]


@pytest.mark.parametrize("lang", ["pt-BR", "pt_BR", "PT"])
def test_a_language_tag_with_a_region_has_the_rules_of_its_language(lang: str) -> None:
    assert sentence_rules.rules_of(lang) is sentence_rules.rules_of("pt")


def test_only_the_rules_of_the_language_in_use_are_read() -> None:
    script = (
        "import sys; read = []; sys.addaudithook("
        "lambda event, args: read.append(str(args[0])) if event == 'open' else None);"
        "from tui.readers.segment import split; split('He left. She came.', 'en');"
        "names = [name for name in read if name.endswith('.toml')];"
        "assert len(names) == 1 and names[0].endswith('en.toml'), names"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])


LANGUAGES = tomllib.loads((CASES / "language.toml").read_text(encoding="utf-8"))["text"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_of_a_paragraph_is_guessed(lang: str) -> None:
    assert guess_lang(LANGUAGES[lang]) == lang


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


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("It rained.\n\n<!-- Did it? -->\n", "1 comment (<!-- ... -->) is not shown"),
        ("It <!-- a --> rained.<!-- b -->\n", "2 comments (<!-- ... -->) are not shown"),
        ("`<!-- a -->` It rained.\n", ""),
        ("[" * 20_000, "shown as plain text"),
    ],
)
def test_what_is_not_shown_of_markdown_is_said(source: str, says: str) -> None:
    found = read_bytes(source.encode(), stem="s", suffix=".md")
    assert found.text == source
    assert says in "".join(found.remarks)
    assert bool(found.remarks) is bool(says)


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
