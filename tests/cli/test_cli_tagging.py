"""The command tag: new tags and those like them, annotations by id, removing, and JSON."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.noted import Run, notes_of, tag

QUOTE = "an engineer"


@pytest.fixture
def as_author(run: Run, home: Path) -> Run:
    """Run a command with a configured author."""

    def runner(author: str, *words: object) -> Any:
        (home / "config").mkdir(exist_ok=True)
        (home / "config" / "config.toml").write_text(f'author = "{author}"\n')
        return run(*words)

    return runner


def record_of(run: Run, article: Path, quote: str, *words: str) -> dict[str, Any]:
    done = run("tag", article, "--quote", quote, *words, "--json")
    assert done.code == 0, done.err
    (record,) = done.records
    return record  # type: ignore[no-any-return]


# New tags


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("clam/figure", "“claim/figure”"),
        ("claim/figures", "“claim/figure”"),
        ("figure", "“claim/figure”"),
        ("topic/weapn", "“topic/weapon”"),
        ("zzz", ""),
    ],
)
def test_a_new_tag_is_named_with_those_like_it(
    run: Run, article: Path, name: str, near: str
) -> None:
    done = run("tag", article, "--quote", QUOTE, "--tag", name)
    assert done.code == 0
    assert done.err.startswith(f"reader: --tag {name}: a new tag")
    assert (near in done.err) if near else ("did you mean" not in done.err)
    assert notes_of(article)["annotation"][0]["tags"] == [name]


def test_existing_refuses_a_new_tag_and_changes_nothing(run: Run, article: Path) -> None:
    done = run("tag", article, "--quote", QUOTE, "--tag", "use/key", "clam/figure", "--existing")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "“claim/figure”" in done.err
    assert {path.name for path in article.parent.iterdir()} == {article.name}


@pytest.mark.parametrize("name", ["claim/figure", "claim", "Claim/Figure"])
def test_existing_allows_tags_and_groups_of_the_codebook(
    run: Run, article: Path, name: str
) -> None:
    assert run("tag", article, "--quote", QUOTE, "--tag", name, "--existing").code == 0


def test_existing_allows_former_names(run: Run, article: Path) -> None:
    book = article.parent / "codebook.toml"
    book.write_text('format = 1\n\n[[tag]]\nname = "city/london"\nwas = ["london"]\n')
    done = run("tag", article, "--quote", QUOTE, "--tag", "london", "--existing")
    assert (done.code, done.err) == (0, "")
    assert notes_of(article)["annotation"][0]["tags"] == ["city/london"]


# JSON, and annotations by id


def test_json_is_the_record_that_notes_prints(run: Run, article: Path) -> None:
    made = record_of(run, article, QUOTE, "--tag", "topic/actor", "--source", "Ada Berg")
    (listed,) = run("notes", article, "--json").records
    assert made == {**listed, "deleted": False}
    assert (made["source_name"], made["tags"]) == ("Ada Berg", ["topic/actor"])


def test_an_id_stands_for_the_quote(run: Run, article: Path) -> None:
    id = tag(run, article, "The plan", "--nth", "2", "--tag", "use/key")
    done = run("tag", article, "--id", id, "--tag", "claim/event", "--note", "Late.")
    assert (done.code, done.out) == (0, f"{id}\n")
    (one,) = notes_of(article)["annotation"]
    assert (one["tags"], one["note"]) == (["use/key", "claim/event"], "Late.")


def test_an_annotation_whose_words_are_gone_is_removed_by_its_id(run: Run, article: Path) -> None:
    id = tag(run, article, "Two drivers crossed the bridge at dawn.")
    article.write_text("Nothing of that is left here.\n", encoding="utf-8")
    assert run("tag", article, "--id", id, "--remove").out == f"{id}\n"
    assert run("notes", article, "--json").records == []


def test_a_note_or_a_source_needs_no_tag(run: Run, article: Path) -> None:
    assert record_of(run, article, QUOTE, "--note", "Who?")["note"] == "Who?"
    assert record_of(run, article, QUOTE, "--source", "Ada Berg")["tags"] == []


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--quote", QUOTE],
        ["--quote", QUOTE, "--id", "x", "--tag", "t"],
        ["--quote", QUOTE, "--remove", "--note", "t"],
        ["--quote", QUOTE, "--remove", "--source", "t"],
        ["--quote", QUOTE, "--tag", "t", "--replace"],
        ["--id", "x", "--nth", "1", "--tag", "t"],
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    run: Run, article: Path, words: list[str]
) -> None:
    done = run("tag", article, *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_an_unknown_id_is_one_line(run: Run, article: Path) -> None:
    done = run("tag", article, "--id", "nonsense", "--tag", "use/key")
    assert (done.code, done.err.count("\n")) == (1, 1)


def test_replace_sets_the_note_anew(run: Run, article: Path) -> None:
    tag(run, article, QUOTE, "--tag", "use/key", "--note", "One.")
    assert record_of(run, article, QUOTE, "--note", "Two.")["note"] == "One.\n\nTwo."
    assert record_of(run, article, QUOTE, "--note", "Three.", "--replace")["note"] == "Three."
    assert record_of(run, article, QUOTE, "--note", "", "--replace")["note"] == ""
    assert "note" not in notes_of(article)["annotation"][0]


def test_an_empty_source_removes_it(run: Run, article: Path) -> None:
    tag(run, article, QUOTE, "--tag", "use/key", "--source", "Ada Berg")
    assert record_of(run, article, QUOTE, "--source", "")["source"] == ""
    assert "source" not in notes_of(article)["annotation"][0]


def test_an_annotation_that_loses_all_it_says_is_deleted(run: Run, article: Path) -> None:
    tag(run, article, QUOTE, "--note", "One.")
    assert record_of(run, article, QUOTE, "--note", "", "--replace")["deleted"] is True
    assert "annotation" not in notes_of(article)


@pytest.mark.parametrize("words", [["--note", ""], ["--source", ""], ["--note", "", "--replace"]])
def test_nothing_said_makes_no_annotation(run: Run, article: Path, words: list[str]) -> None:
    done = run("tag", article, "--quote", QUOTE, *words)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert not Path(f"{article}.notes.toml").exists()


# Removing


def test_remove_takes_off_the_tags_named(run: Run, article: Path) -> None:
    id = tag(run, article, QUOTE, "--tag", "topic/actor", "use/key")
    left = record_of(run, article, QUOTE, "--remove", "--tag", "use/key")
    assert (left["id"], left["tags"], left["deleted"]) == (id, ["topic/actor"], False)
    assert notes_of(article)["annotation"][0]["tags"] == ["topic/actor"]


def test_an_annotation_of_which_nothing_is_left_is_deleted(run: Run, article: Path) -> None:
    id = tag(run, article, QUOTE, "--tag", "use/key")
    gone = record_of(run, article, QUOTE, "--remove", "--tag", "Use/Key")
    assert (gone["id"], gone["tags"], gone["deleted"]) == (id, [], True)
    assert "annotation" not in notes_of(article)


def test_an_annotation_with_a_note_stays_without_tags(run: Run, article: Path) -> None:
    tag(run, article, QUOTE, "--tag", "use/key", "--note", "Who?")
    assert record_of(run, article, QUOTE, "--remove", "--tag", "use/key")["deleted"] is False
    assert notes_of(article)["annotation"][0]["note"] == "Who?"


def test_remove_without_tags_removes_the_annotation(run: Run, article: Path) -> None:
    tag(run, article, QUOTE, "--tag", "use/key", "--note", "Who?")
    assert record_of(run, article, QUOTE, "--remove")["deleted"] is True
    assert "annotation" not in notes_of(article)


def test_what_rested_on_a_removed_annotation_is_named(run: Run, article: Path) -> None:
    one, two = tag(run, article, QUOTE), tag(run, article, "nobody")
    run("link", f"{article}#{two}", f"{article}#{one}", "--rel", "supports")
    run("judge", "add", article, "It is open.", "--cite", f"{article}#{one}")
    done = run("tag", article, "--quote", QUOTE, "--remove")
    assert (done.code, done.out, done.err.count("\n")) == (0, f"{one}\n", 1)
    assert "“It is open.”, 1 link" in done.err


@pytest.mark.parametrize("words", [["--tag", "topic/place"], ["--tag", "use/key", "topic/place"]])
def test_a_tag_that_is_not_there_changes_nothing(run: Run, article: Path, words: list[str]) -> None:
    tag(run, article, QUOTE, "--tag", "use/key")
    before = notes_of(article)
    done = run("tag", article, "--quote", QUOTE, "--remove", *words)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "topic/place" in done.err
    assert notes_of(article) == before


def test_nothing_to_remove_is_one_line(run: Run, article: Path) -> None:
    done = run("tag", article, "--quote", QUOTE, "--remove")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert not Path(f"{article}.notes.toml").exists()


def test_only_ones_own_annotation_is_removed(as_author: Callable[..., Any], article: Path) -> None:
    words = ("tag", article, "--quote", QUOTE)
    for author in ("Anna", "Bob"):
        assert as_author(author, *words, "--tag", "use/key").code == 0
    assert as_author("Anna", *words, "--remove").code == 0
    assert [one["author"] for one in notes_of(article)["annotation"]] == ["Bob"]
    done = as_author("Anna", *words, "--remove")
    assert (done.code, done.out) == (1, "")
    assert "Bob" in done.err
    assert [one["author"] for one in notes_of(article)["annotation"]] == ["Bob"]


def test_a_tag_by_the_id_of_anothers_annotation_is_ones_own(
    as_author: Callable[..., Any], article: Path
) -> None:
    id = as_author("Bob", "tag", article, "--quote", QUOTE, "--tag", "use/key").out.strip()
    done = as_author("Anna", "tag", article, "--id", id, "--tag", "claim/event")
    assert done.code == 0
    assert done.out.strip() != id
    tags = {one["author"]: one["tags"] for one in notes_of(article)["annotation"]}
    assert tags == {"Bob": ["use/key"], "Anna": ["claim/event"]}


def test_the_codebook_keeps_a_tag_that_is_taken_off(run: Run, article: Path) -> None:
    tag(run, article, QUOTE, "--tag", "new/one")
    run("tag", article, "--quote", QUOTE, "--remove", "--tag", "new/one")
    book = tomllib.loads((article.parent / "codebook.toml").read_text())
    assert "new/one" in [each["name"] for each in book["tag"]]
