"""The command tag, and where the quotes that it is given are."""

from __future__ import annotations

import os
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.noted import Run, notes_of, tag
from tui.cli.quotes import places
from tui.model.document import Span
from tui.model.graphemes import boundaries


def test_tag_writes_the_annotation_and_prints_its_id_alone(run: Run, article: Path) -> None:
    before = article.read_bytes()
    done = run(
        *("tag", article, "--quote", "The plan had slipped", "--tag", "claim/event", "new/one"),
        *("--note", "Second time\nthis week", "--source", "An engineer"),
    )
    assert (done.code, done.err) == (0, "reader: --tag new/one: a new tag\n")
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}\n", done.out)
    file = notes_of(article)
    (made,) = file["annotation"]
    text = before.decode()
    assert made["id"] == done.out.strip()
    assert made["quote"] == "The plan had slipped" == text[made["start"] : made["end"]]
    assert made["tags"] == ["claim/event", "new/one"]
    assert made["note"] == "Second time\nthis week"
    (source,) = file["source"]
    assert (source["id"], source["name"]) == (made["source"], "An engineer")
    assert article.read_bytes() == before


def test_tag_creates_unknown_tags_in_the_codebook(run: Run, article: Path) -> None:
    tag(run, article, "an engineer", "--tag", "new/one")
    names = [
        t["name"] for t in tomllib.loads((article.parent / "codebook.toml").read_text())["tag"]
    ]
    assert "new/one" in names
    assert "claim/denial" in names


def test_tag_uses_the_tag_that_differs_by_case_only(run: Run, article: Path) -> None:
    tag(run, article, "an engineer", "--tag", "london")
    done = run("tag", article, "--quote", "The bridge", "--tag", "London", "Topic/Actor", "Topic/X")
    assert (done.code, done.err.splitlines()) == (
        0,
        [
            "reader: --tag London: the existing spelling “london” is used",
            "reader: --tag Topic/Actor: the existing spelling “topic/actor” is used",
            "reader: --tag Topic/X: the existing spelling “topic/X” is used",
            "reader: --tag topic/X: a new tag",
        ],
    )
    used = [annotation["tags"] for annotation in notes_of(article)["annotation"]]
    assert used == [["london", "topic/actor", "topic/X"], ["london"]]


def test_tag_makes_one_tag_of_two_spellings_in_one_command(run: Run, article: Path) -> None:
    done = run("tag", article, "--quote", "an engineer", "--tag", "Paris", "--tag", "PARIS")
    assert (done.code, notes_of(article)["annotation"][0]["tags"]) == (0, ["Paris"])
    assert "“Paris” is used" in done.err


def test_tag_follows_a_rename_in_any_case(run: Run, article: Path) -> None:
    book = article.parent / "codebook.toml"
    book.write_text('format = 1\n\n[[tag]]\nname = "city/london"\nwas = ["london"]\n')
    tag(run, article, "an engineer", "--tag", "LONDON")
    assert notes_of(article)["annotation"][0]["tags"] == ["city/london"]


def test_tag_signs_with_the_author_of_the_config(run: Run, article: Path, home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text('author = "A. Nalyst"\nnonsense = 1\n')
    done = run("tag", article, "--quote", "an engineer", "--tag", "topic/actor")
    assert done.code == 0
    assert "nonsense" in done.err
    assert notes_of(article)["annotation"][0]["author"] == "A. Nalyst"


def test_tag_extends_the_annotation_of_exactly_that_place(run: Run, article: Path) -> None:
    first = tag(run, article, "an engineer", "--tag", "topic/actor", "--note", "One.")
    second = tag(run, article, "an engineer", "--tag", "use/key", "--note", "Two.")
    assert first == second
    (made,) = notes_of(article)["annotation"]
    assert made["tags"] == ["topic/actor", "use/key"]
    assert "One." in made["note"]
    assert "Two." in made["note"]


def test_a_repeated_quote_lists_its_places_and_tags_nothing(run: Run, article: Path) -> None:
    done = run("tag", article, "--quote", "The plan", "--tag", "use/key")
    assert (done.code, done.out) == (1, "")
    lines = done.err.splitlines()
    assert "3 times" in lines[0]
    assert [line.split("  …")[0] for line in lines[1:]] == [
        "  --nth 1  ¶3",
        "  --nth 2  ¶3",
        "  --nth 3  ¶4",
    ]
    assert "[The plan] had slipped" in lines[1]
    assert not Path(f"{article}.notes.toml").exists()


@pytest.mark.parametrize(("nth", "follows"), [(1, " had"), (2, " was"), (3, " in pictures")])
def test_nth_counts_from_one(run: Run, article: Path, nth: int, follows: str) -> None:
    tag(run, article, "The plan", "--nth", str(nth), "--tag", "use/key")
    assert notes_of(article)["annotation"][0]["suffix"].startswith(follows)


@pytest.mark.parametrize(
    "words", [["--quote", "The plan", "--nth", "4"], ["--quote", "the moon"], ["--quote", "THE"]]
)
def test_a_quote_that_is_not_there_is_one_line(run: Run, article: Path, words: list[str]) -> None:
    done = run("tag", article, *words, "--tag", "use/key")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert not Path(f"{article}.notes.toml").exists()


def test_tag_on_standard_input_says_where_the_notes_are(run: Run, home: Path) -> None:
    done = run("tag", "-", "--quote", "sank", "--tag", "claim/event", stdin=b"The ferry sank.")
    assert done.code == 0
    assert str(home / "data") in done.err
    listed = run("notes", "-", "--json", stdin=b"The ferry sank.")
    assert [r["id"] for r in listed.records] == [done.out.strip()]
    assert run("notes", "-", "--json", stdin=b"The ferry sailed.").records == []


def test_damaged_notes_are_never_written(run: Run, article: Path) -> None:
    path = Path(f"{article}.notes.toml")
    path.write_bytes(b"format = 1\n[[annotation]\n")
    done = run("tag", article, "--quote", "an engineer", "--tag", "use/key")
    assert (done.code, done.out) == (1, "")
    assert path.name in done.err
    assert path.read_bytes() == b"format = 1\n[[annotation]\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root can write everywhere")
def test_notes_go_to_the_data_folder_where_the_article_is_protected(
    run: Run, article: Path, home: Path
) -> None:
    article.parent.chmod(0o500)
    try:
        done = run("tag", article, "--quote", "an engineer", "--tag", "use/key")
    finally:
        article.parent.chmod(0o700)
    assert done.code == 0
    assert str(home / "data") in done.err


# Quotes


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("aXbX", "X", [(1, 2), (3, 4)]),
        ("aaa", "aa", [(0, 2)]),
        ("a.b axb", "a.b", [(0, 3)]),
        ("“We won’t,” he", '"We won\'t,"', [(0, 11)]),
        ("the plan\n had", "plan had", [(4, 13)]),
        ("a — b – b", "a - b", [(0, 5)]),
        ("'x' ‘x’", "‘x’", [(4, 7)]),
        ("cafe\u0301 cafe", "cafe", [(0, 5), (6, 10)]),
        ("👩‍👩‍👧 x", "👧", [(0, 5)]),
        ("Cafe\u0301 owner Jose\u0301 said", "Caf\u00e9 owner Jos\u00e9", [(0, 17)]),
        ("Caf\u00e9 said", "Cafe\u0301", [(0, 4)]),
        ("The o\ufb03ce was \ufb01ned.", "office was fined", [(4, 17)]),
        ("The o\ufb03ce", "off", []),
        ("The o\ufb03ce", "ice", []),
        ("the min\u200bistry den\u00adied\u00ad it", "ministry denied", [(4, 21)]),
        ("the ministry", "min\u200bistry", [(4, 12)]),
        ("Wert\u00adpapier\u00adindex was", "Wertpapierindex", [(0, 17)]),
        ("of\u00adfice\u2011bound", "office-bound", [(0, 13)]),
        ("price 5\u00a0000\u00a0\u20ac.", "5 000 €", [(6, 13)]),
        ("\u201cwe don\u2019t\u201d \u2014 he", '"we don\'t" - he', [(0, 15)]),
        ("caf\u00e9", "cafe", []),
        ("한글", "\u1112\u1161\u11ab\u1100\u1173\u11af", [(0, 2)]),
        ("\u0928\u093c x", "\u0929", [(0, 2)]),
        ("❤\ufe0f yes", "❤ yes", [(0, 6)]),
        ("a\u00adb a\u00adb", "ab", [(0, 3), (4, 7)]),
        ("\ufb00\ufb00f", "ff", [(0, 1), (1, 2)]),
        ("abc", "", []),
        ("abc", "z", []),
        ("abc é", "\u00ad", []),
        ("abc é", " ", [(3, 4)]),
    ],
)
def test_places(text: str, quote: str, found: list[tuple[int, int]]) -> None:
    assert places(text, quote) == found


PIECES = [
    "a",
    "e\u0301",
    "é",
    "\u00ad",
    "\u200b",
    "\u200d",
    "ﬁ",
    "f",
    "i",
    "👩",
    " ",
    "\n",
    "’",
    "–",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.data())
def test_a_place_is_of_whole_clusters(text: str, data: st.DataObject) -> None:
    quote = data.draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join))
    for start, end in places(text, quote):
        assert start < end
        assert {start, end} <= set(boundaries(text))


@given(st.text(min_size=1), st.sampled_from(["NFC", "NFD"]))
def test_a_text_is_found_whatever_its_unicode_form(text: str, form: str) -> None:
    typed = unicodedata.normalize(form, text)
    assert not typed.strip() or places(f"x {text} x", f"x {typed} x") == [Span(0, len(text) + 4)]


@given(st.text(min_size=1), st.data())
def test_every_fragment_is_found_where_it_is(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = places(text, text[start:end])
    assert any(span.start < end and start < span.end for span in found)
    assert all(a.start < a.end for a in found)
    assert found == sorted(set(found))
