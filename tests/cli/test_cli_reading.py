"""The commands passages and search."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli.inputs import articles
from tui.cli.output import say_json
from tui.model.visible import visible
from tui.readers import read

Run = Callable[..., Any]


def test_passages_as_json(run: Run, article: Path) -> None:
    done = run("passages", article, "--json")
    text = article.read_text(encoding="utf-8")
    assert (done.code, done.err) == (0, "")
    assert [r["kind"] for r in done.records] == [
        "title",
        *["paragraph"] * 4,
        "related",
    ]
    assert [r["block"] for r in done.records] == [0, 1, 1, 2, 2, 3]
    for record in done.records:
        assert list(record) == ["block", "kind", "start", "end", "text"]
        assert text[record["start"] : record["end"]] == record["text"]


def test_passages_for_people(run: Run, article: Path) -> None:
    done = run("passages", article)
    assert done.out.splitlines()[:4] == [
        "¶1 title",
        "  [0, 20)  The bridge at Karmah",
        "¶2 paragraph",
        "  [22, 61)  Two drivers crossed the bridge at dawn.",
    ]
    assert "although nobody had asked him to." in done.out


def test_passages_of_standard_input(run: Run) -> None:
    done = run("passages", "-", "--json", stdin="\ufeffCafé 👩‍👩‍👧\r\n\r\nHe left.".encode())
    assert [(r["start"], r["end"], r["text"]) for r in done.records] == [
        (0, 10, "Café 👩‍👩‍👧"),
        (12, 20, "He left."),
    ]


def test_passages_of_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("passages", tmp_path / "empty.txt") == run("passages", "-", "--json")
    assert run("passages", "-").code == 0


def test_offsets_count_in_the_canonical_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes("\ufeffOne.\r\n\r\nTwo.\rThree.".encode())
    text = read(path).text
    assert text == "One.\n\nTwo.\nThree."
    for record in run("passages", path, "--json").records:
        assert text[record["start"] : record["end"]] == record["text"]


@pytest.mark.parametrize("command", ["passages", "notes", "check", "search q", "export --to csv"])
def test_a_missing_file_is_one_line_and_exit_1(run: Run, tmp_path: Path, command: str) -> None:
    done = run(*command.split(), tmp_path / "nothing.txt")
    assert (done.code, done.out) == (1, "")
    assert "nothing.txt" in done.err.splitlines()[0]
    assert done.err.startswith("reader: ")


def test_passages_of_a_folder_is_an_error(run: Run, tmp_path: Path) -> None:
    done = run("passages", tmp_path)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "is a folder" in done.err


def test_search_as_json(run: Run, folder: Path) -> None:
    done = run("search", "plan slipped", folder / "bridge.txt", folder / "ferry.md", "--json")
    assert (done.code, done.err) == (0, "")
    first = done.records[0]
    assert first["text"] == "The plan had slipped, an engineer said."
    assert first["path"] == str(folder / "bridge.txt")
    assert 0 < first["score"] <= 1
    text = (folder / "bridge.txt").read_text(encoding="utf-8")
    assert text[first["start"] : first["end"]] == first["text"]
    assert [text[a:b] for a, b in first["spans"]] == ["plan", "slipped"]
    assert [r["rank"] for r in done.records] == list(range(1, len(done.records) + 1))
    scores = [r["score"] for r in done.records]
    assert scores == sorted(scores, reverse=True)


def test_search_for_people(run: Run, article: Path) -> None:
    done = run("search", "not wate", article)
    first = done.out.splitlines()[0]
    assert re.match(rf"[01]\.\d\d  {re.escape(str(article))} ¶2  “We will not wait,” one", first)
    assert "\x1b" not in done.out


def test_search_for_quoted_words_shows_close_hits_below_a_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "lighthouse.txt"
    path.write_text("The light house keepers left.\n\nA lighthouse keeper sat there.\n")
    words = ("search", '"lighthouse keeper"', path)
    shown = [line.partition(" ¶")[2] for line in run(*words).out.splitlines()]
    assert shown == ["2  A lighthouse keeper sat there.", "", "1  The light house keepers left."]
    assert run(*words).out.splitlines()[1] == "── close ──"
    assert [record["weak"] for record in run(*words, "--json").records] == [False, True]
    unquoted = run("search", "lighthouse keeper", path).out
    assert len(unquoted.splitlines()) == 2


def test_search_in_a_folder_ranks_all_articles_together(run: Run, folder: Path) -> None:
    done = run("search", "ferry sank", folder, "--json")
    assert done.records[0]["path"] == str(folder / "ferry.md")
    assert {r["path"] for r in run("search", "the", folder, "--json").records} == {
        str(folder / "bridge.txt"),
        str(folder / "ferry.md"),
    }


def test_search_limit_holds_for_all_paths_together(run: Run, folder: Path) -> None:
    everything = run("search", "the", folder, "--json").records
    assert len(everything) > 3
    assert run("search", "the", folder, "--limit", "3", "--json").records == everything[:3]


def test_search_gives_twenty_hits_unless_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "many.txt"
    path.write_text("\n\n".join(f"A boat number {n} came." for n in range(50)))
    assert len(run("search", "boat came", path, "--json").records) == 20
    assert len(run("search", "boat came", path, "--json", "--limit", "50").records) == 50


@pytest.mark.parametrize("query", ["zzzzqqqq", "", " ", "\x00", "—"])
def test_search_without_hits_is_exit_0(run: Run, article: Path, query: str) -> None:
    done = run("search", query, article)
    assert (done.code, done.out, done.err) == (0, "", "")


def test_a_related_link_comes_after_the_passage_that_was_meant(run: Run, article: Path) -> None:
    kinds = [r["block"] for r in run("search", "the plan", article, "--json").records]
    assert kinds[0] == 2
    assert 3 in kinds


@pytest.mark.parametrize("query", ["-slipped", "-plan", "-had slipped"])
def test_a_query_may_begin_with_a_hyphen(run: Run, article: Path, query: str) -> None:
    assert run("search", query, article).code == 0


def test_search_in_standard_input(run: Run) -> None:
    done = run("search", "ferry", "-", "--json", stdin=b"The ferry sank.")
    assert [(r["path"], r["start"]) for r in done.records] == [("-", 0)]


def test_queries_from_a_file(run: Run, folder: Path, tmp_path: Path) -> None:
    queries = folder / "queries.list"
    queries.write_bytes("\ufeffferry sank\r\n\nzzzqq\nplan slipped\n-wait".encode())
    done = run("search", "--queries", queries, folder, "--limit", "1")
    assert done.code == 0
    assert [(r["query"], r["rank"]) for r in done.records if r["query"] != 4] == [(0, 1), (3, 1)]
    assert [r["text"] for r in done.records][:2] == [
        "The ferry to Hit sank in the night.",
        "The plan had slipped, an engineer said.",
    ]


def test_queries_answer_as_a_single_query_does(run: Run, folder: Path) -> None:
    done = run("search", "--queries", "-", folder, stdin=b"the plan\nnot wate\n")
    for number, query in enumerate(["the plan", "not wate"]):
        alone = run("search", query, folder, "--json").records
        together = [r for r in done.records if r.pop("query") == number]
        assert [r for r in together if r] == alone


def test_a_missing_queries_file_is_one_line(run: Run, article: Path) -> None:
    done = run("search", "--queries", article.parent / "none", article)
    assert (done.code, done.err.count("\n")) == (1, 1)


def test_the_good_paths_are_searched_although_one_is_bad(run: Run, folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    done = run("search", "ferry sank", folder, folder / "gone.txt", "--json")
    assert done.code == 1
    assert done.records[0]["path"] == str(folder / "ferry.md")
    assert [line.split(": ")[0] for line in done.err.splitlines()] == ["reader"] * 2


def test_an_empty_folder_is_mentioned(run: Run, tmp_path: Path) -> None:
    done = run("search", "x", tmp_path)
    assert (done.code, done.out) == (0, "")
    assert str(tmp_path) in done.err


def test_each_article_counts_once(folder: Path) -> None:
    words = [str(folder), str(folder / "ferry.md"), str(folder / "ferry.md")]
    found = articles(words)
    assert [(a.name, a.named) for a in found] == [
        (str(folder / "bridge.txt"), False),
        (str(folder / "ferry.md"), True),
    ]


def test_a_notes_file_means_its_article(folder: Path) -> None:
    found = articles([str(folder / "ferry.md.notes.toml")])
    assert [a.path for a in found] == [folder / "ferry.md"]


# Hostile text

HOSTILE = "Stop \x1b]52;c;x\x07 here \x9b2J now\u202e back\u200b \u2066x\u2069.\n\nNext line."


@pytest.mark.parametrize("command", ["passages", "search here"])
def test_no_control_character_reaches_the_output(run: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "evil\x1b[31m\nname.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    plain = run(*command.split(), path).out
    assert plain
    assert not set(plain) & set("\x1b\x07\x9b\u202e\u200b\u2066\u2069\r")
    for record in run(*command.split(), path, "--json").records:
        assert record["text"] in HOSTILE


def test_errors_show_no_control_characters(run: Run) -> None:
    done = run("passages", "no\x1b[2J\n\u202efile.txt")
    assert done.err.count("\n") == 1
    assert not set(done.err[:-1]) & set("\x1b\n\u202e")


@given(st.text())
def test_printable_keeps_the_length_and_nothing_that_acts(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069]", shown)
    shown.encode("utf-8")
    assert visible(shown) == shown


@pytest.mark.parametrize("text", ["plain", "naïve e\u0301", "👩‍👩‍👧", "می‌خواهم", "a b", "日本"])
def test_printable_leaves_honest_text_alone(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\tb", "a␉b"), ("a\x1bb", "a␛b"), ("a\x7f", "a␡"), ("a\u200db", "a·b"), ("\ud800", "�")],
)
def test_printable_shows_what_is_hidden(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.dictionaries(st.text(), st.text() | st.characters(categories=["Cs"]), max_size=3))
def test_json_is_one_line_that_encodes_and_comes_back(record: dict[str, str]) -> None:
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        say_json(record)
    line = out.getvalue()
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode("utf-8")) == record


@pytest.mark.parametrize("character", "\u200b\u2060\ufeff\u00ad\u034f\u3164\U000e0041\x9b\u202e")
def test_json_escapes_what_does_not_show(
    character: str, capsys: pytest.CaptureFixture[str]
) -> None:
    say_json({"text": f"a{character}b"})
    line = capsys.readouterr().out
    assert line.isascii()
    assert json.loads(line) == {"text": f"a{character}b"}


def test_json_shows_letters_as_they_are(run: Run) -> None:
    assert "Фаллуджа" in run("passages", "-", "--json", stdin="Фаллуджа пала.".encode()).out


def test_a_query_may_have_alternatives_patterns_and_fields(run: Run, article: Path) -> None:
    found = run("search", "(drivers OR nobody) /(cross|ask)ed/ -kind:title", article, "--json")
    assert found.code == 0
    assert {record["text"][:11] for record in found.records} == {"Two drivers", "“We will no"}


def test_a_mistake_in_a_query_is_named_and_the_query_is_plain_words(
    run: Run, article: Path
) -> None:
    found = run("search", "drivers OR", article)
    assert (found.code, found.err) == (
        0,
        "reader: drivers OR: OR needs words on both sides; searched as plain words\n",
    )
    assert "Two drivers" in found.out


def test_a_pattern_that_takes_too_long_is_an_error(run: Run, article: Path) -> None:
    article.write_text("a" * 60, encoding="utf-8")
    found = run("search", "/(a|aa)+!/", article)
    assert (found.code, found.out) == (1, "")
    assert "takes too long to match; make it simpler" in found.err
