"""The commands anchor, data and searches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.noted import Run, notes_of, tag

SENTENCE = "Two drivers crossed the bridge at dawn."


def placed(run: Run, article: Path) -> dict[str, Any]:
    (record,) = run("notes", article, "--json").records
    return record  # type: ignore[no-any-return]


# anchor


def test_anchor_moves_an_annotation_to_the_words_quoted(run: Run, article: Path) -> None:
    id = tag(run, article, SENTENCE)
    done = run("anchor", f"{article}#{id}", "--quote", "the bridge", "--json")
    assert done.code == 0, done.err
    assert done.records == [placed(run, article)]
    assert placed(run, article)["quote"] == "the bridge"
    assert run("anchor", f"{article}#{id}", "--quote", "The plan", "--nth", "2").out == f"{id}\n"
    assert placed(run, article)["text"] == "The plan"


def test_anchor_accepts_words_that_were_edited(run: Run, article: Path) -> None:
    id = tag(run, article, SENTENCE)
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("Two drivers", "Three drivers"), encoding="utf-8")
    assert placed(run, article)["edited"] is True
    assert run("anchor", f"{article}#{id}").code == 0
    assert (placed(run, article)["edited"], placed(run, article)["quote"]) == (
        False,
        SENTENCE.replace("Two", "Three"),
    )
    assert run("check", article).code == 0


def test_anchor_leaves_a_place_that_is_certain(run: Run, article: Path) -> None:
    id = tag(run, article, SENTENCE)
    before = notes_of(article)
    assert run("anchor", f"{article}#{id}").out == f"{id}\n"
    assert notes_of(article) == before


def test_words_that_are_gone_need_a_quote(run: Run, article: Path) -> None:
    id = tag(run, article, SENTENCE)
    article.write_text("Nothing of that is left here.\n", encoding="utf-8")
    done = run("anchor", f"{article}#{id}")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert run("anchor", f"{article}#{id}", "--quote", "Nothing of that").code == 0
    assert placed(run, article)["state"] == "anchored"


def test_anothers_annotation_stays_where_it_is(run: Run, article: Path, home: Path) -> None:
    (home / "config").mkdir()
    config = home / "config" / "config.toml"
    config.write_text('author = "Bob"\n')
    id = tag(run, article, SENTENCE)
    config.write_text('author = "Anna"\n')
    done = run("anchor", f"{article}#{id}", "--quote", "the bridge")
    assert (done.code, done.out) == (1, "")
    assert "Bob" in done.err


@pytest.mark.parametrize(
    "words", [["--quote", " "], ["--nth", "1"], ["--quote", "x", "--nth", "0"]]
)
def test_wrong_places_are_wrong_usage(run: Run, article: Path, words: list[str]) -> None:
    assert run("anchor", f"{article}#x", *words).code == 2


def test_a_quote_that_occurs_several_times_lists_its_places(run: Run, article: Path) -> None:
    id = tag(run, article, SENTENCE)
    done = run("anchor", f"{article}#{id}", "--quote", "The plan")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 4)


# data


def test_data_is_set_and_printed(run: Run, folder: Path) -> None:
    words = ("--publisher", "Daily Ledger", "--date", "9 July 2015", "--note", "Read twice.")
    done = run("data", folder, *words, "--json")
    assert (done.code, done.err, len(done.records)) == (0, "", 2)
    for record in done.records:
        assert (record["publisher"], record["date"]) == ("Daily Ledger", "2015-07-09")
    assert run("data", folder, "--json").records == done.records
    known = notes_of(folder / "bridge.txt")["document"]
    assert (known["note"], known["date"]) == ("Read twice.", "2015-07-09")
    assert "    publisher: Daily Ledger" in run("data", folder / "ferry.md").out.splitlines()


def test_printing_data_writes_nothing(run: Run, folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    (record,) = run("data", folder / "ferry.md", "--json").records
    assert (record["title"], record["date"]) == ("The ferry", "")
    assert sorted(path.name for path in folder.iterdir()) == before


def test_an_empty_value_is_taken_away(run: Run, article: Path) -> None:
    run("data", article, "--title", "Another", "--author", "Ada Berg")
    (record,) = run("data", article, "--title", "", "--author", "", "--json").records
    assert (record["title"], record["author"]) == ("The bridge at Karmah", "")


def test_a_date_with_two_meanings_is_refused(run: Run, article: Path) -> None:
    done = run("data", article, "--date", "9/7/2015")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert not Path(f"{article}.notes.toml").exists()


def test_a_date_that_is_not_understood_is_kept_and_named(run: Run, article: Path) -> None:
    done = run("data", article, "--date", "last spring", "--json")
    assert (done.code, done.records[0]["date"]) == (0, "last spring")
    assert "kept as it is typed" in done.err


# searches


def test_searches_are_listed_renamed_and_deleted(run: Run, folder: Path) -> None:
    run("search", "bridge", folder, "--save", "front")
    (folder / "new.txt").write_text("A second bridge fell.\n")
    (record,) = run("searches", "list", folder, "--json").records
    assert (record["name"], record["query"], record["new"]) == ("front", "bridge", 1)
    assert record["found"] > 1
    assert run("searches", "list", folder).out.endswith(f"{record['found']} passages, 1 new\n")
    (renamed,) = run("searches", "rename", folder, "front", "the  bridge", "--json").records
    assert renamed == {"name": "the bridge", "query": "bridge"}
    assert run("search", "--saved", "the bridge", folder).code == 0
    assert run("searches", "delete", folder, "the bridge").code == 0
    assert run("searches", "list", folder, "--json").records == []


@pytest.mark.parametrize(
    "words", [["rename", "a", "b"], ["rename", "none", "x"], ["delete", "none"]]
)
def test_a_name_that_is_taken_or_not_there_is_one_line(
    run: Run, folder: Path, words: list[str]
) -> None:
    for name in ("a", "b"):
        run("search", "bridge", folder, "--save", name)
    before = (folder / "dossier.toml").read_bytes()
    command, *others = words
    done = run("searches", command, folder, *others)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert (folder / "dossier.toml").read_bytes() == before
