"""The command tags: the codebook in effect for a PATH is listed and changed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.noted import Run, notes_of, tag
from tui.store import codebook_file

BOOK = """format = 1
mine = "kept"

[[tag]]
name = "claim"
key = "c"

[[tag]]
name = "claim/figure"
key = "f"
quick = 4
description = "A number."

[[tag]]
name = "claim/number"
key = "n"
own = 1

[[tag]]
name = "use"
key = "u"
"""


@pytest.fixture
def coded(folder: Path) -> Path:
    """The folder with a codebook of its own."""
    (folder / "codebook.toml").write_text(BOOK)
    return folder


def book_of(folder: Path) -> dict[str, dict[str, Any]]:
    table = tomllib.loads((folder / "codebook.toml").read_text(encoding="utf-8"))
    return {each["name"]: each for each in table["tag"]}


def listed(run: Run, path: Path) -> dict[str, dict[str, Any]]:
    done = run("tags", "list", path, "--json")
    assert done.code == 0, done.err
    return {each["name"]: each for each in done.records}


def refused(run: Run, *words: object) -> str:
    done = run("tags", *words)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    return str(done.err)


# list


def test_list_counts_annotations_and_articles_by_tag_and_group(run: Run, coded: Path) -> None:
    tag(run, coded / "bridge.txt", "an engineer", "--tag", "claim/figure", "claim/number")
    tag(run, coded / "bridge.txt", "nobody", "--tag", "claim/figure")
    tag(run, coded / "ferry.md", "sank", "--tag", "claim/figure")
    found = listed(run, coded)
    counts = {name: (one["annotations"], one["articles"]) for name, one in found.items()}
    assert counts == {
        "claim": (3, 2),
        "claim/figure": (3, 2),
        "claim/number": (1, 1),
        "use": (0, 0),
    }
    assert listed(run, coded / "ferry.md")["claim"]["annotations"] == 1
    assert found["claim/figure"]["quick"] == 4
    assert found["use"]["quick"] is None


def test_list_names_tags_that_only_annotations_have(run: Run, coded: Path) -> None:
    tag(run, coded / "ferry.md", "sank", "--tag", "new/one")
    (coded / "codebook.toml").write_text(BOOK)
    assert listed(run, coded)["new/one"]["listed"] is False
    assert listed(run, coded)["claim"]["listed"] is True


def test_list_leaves_out_articles_with_a_nearer_codebook(run: Run, coded: Path) -> None:
    (coded / "sub").mkdir()
    (coded / "sub" / "codebook.toml").write_text('format = 1\n\n[[tag]]\nname = "use"\n')
    (coded / "sub" / "a.txt").write_text("It sank.\n")
    tag(run, coded / "sub" / "a.txt", "sank", "--tag", "use")
    assert listed(run, coded)["use"]["annotations"] == 0
    assert listed(run, coded / "sub")["use"]["annotations"] == 1


def test_list_follows_former_names(run: Run, coded: Path) -> None:
    tag(run, coded / "ferry.md", "sank", "--tag", "claim/figure")
    run("tags", "rename", coded, "claim/figure", "claim/count")
    assert listed(run, coded)["claim/count"]["annotations"] == 1


def test_without_a_codebook_the_built_in_one_is_listed(run: Run, folder: Path) -> None:
    names = [tag.name for tag in codebook_file.builtin().tags]
    assert list(listed(run, folder)) == names
    assert not (folder / "codebook.toml").exists()
    assert run("tags", "list", folder).out.count("\n") == len(names)


# add


def test_the_first_change_writes_the_built_in_tags_beside_the_article(
    run: Run, folder: Path
) -> None:
    done = run("tags", "add", folder / "bridge.txt", "new/one", "new//two/", "--json")
    assert (done.code, done.err) == (0, "")
    assert [each["name"] for each in done.records] == ["new/one", "new/two"]
    assert {"new/one", "new/two", "claim/denial"} <= {*book_of(folder)}


def test_a_tag_that_is_there_is_not_added(run: Run, coded: Path) -> None:
    for name in ("claim/figure", "Claim/Figure"):
        assert "claim/figure is there" in refused(run, "add", coded, "x/y", name)
    assert (coded / "codebook.toml").read_text() == BOOK
    assert run("tags", "add", coded, "/").code == 2


def test_unknown_keys_survive(run: Run, coded: Path) -> None:
    run("tags", "add", coded, "x/y")
    assert 'mine = "kept"' in (coded / "codebook.toml").read_text()
    assert book_of(coded)["claim/number"]["own"] == 1


# rename and merge


def test_a_rename_is_followed_by_all_notes(run: Run, coded: Path) -> None:
    for name in ("bridge.txt", "ferry.md"):
        tag(run, coded / name, "The", *(["--nth", "1"]), "--tag", "claim/figure")
    done = run("tags", "rename", coded, "claim/figure", "topic/count", "--json")
    assert (done.code, done.err) == (0, "")
    assert (done.records[0]["name"], done.records[0]["was"]) == ("topic/count", ["claim/figure"])
    assert {tuple(r["tags"]) for r in run("notes", coded, "--json").records} == {("topic/count",)}


def test_a_rename_to_a_tag_that_is_there_is_refused(run: Run, coded: Path) -> None:
    assert "reader tags merge" in refused(run, "rename", coded, "claim/figure", "claim/number")
    assert (coded / "codebook.toml").read_text() == BOOK


def test_a_rename_to_a_tag_that_only_annotations_have_is_refused(run: Run, coded: Path) -> None:
    tag(run, coded / "ferry.md", "sank", "--tag", "new/one")
    (coded / "codebook.toml").write_text(BOOK)
    assert "reader tags merge" in refused(run, "rename", coded, "claim/figure", "new/one")


@pytest.mark.parametrize("new", ["", "/", "claim/figure/inner"])
def test_a_name_that_cannot_be_is_refused(run: Run, coded: Path, new: str) -> None:
    refused(run, "rename", coded, "claim/figure", new)


def test_merge_makes_two_tags_one(run: Run, coded: Path) -> None:
    tag(run, coded / "ferry.md", "sank", "--tag", "claim/number")
    done = run("tags", "merge", coded, "claim/number", "Claim/Figure", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.records[0]["was"] == ["claim/number"]
    assert "claim/number" not in book_of(coded)
    (record,) = run("notes", coded, "--json").records
    assert record["tags"] == ["claim/figure"]


def test_a_tag_is_not_merged_with_itself(run: Run, coded: Path) -> None:
    refused(run, "merge", coded, "claim/number", "claim/number")
    refused(run, "merge", coded, "claim", "claim/number")


@pytest.mark.parametrize(
    "words", [["rename", "x"], ["merge", "use"], ["delete"], ["describe", "x"]]
)
def test_an_unknown_tag_is_named_with_those_like_it(
    run: Run, coded: Path, words: list[str]
) -> None:
    command, *others = words
    assert "“claim/figure”" in refused(run, command, coded, "clam/figure", *others)
    assert (coded / "codebook.toml").read_text() == BOOK


# delete


def test_a_tag_that_is_used_is_deleted_only_if_it_is_taken_off(run: Run, coded: Path) -> None:
    tag(run, coded / "ferry.md", "sank", "--tag", "claim/figure")
    tag(run, coded / "bridge.txt", "nobody", "--tag", "claim/figure", "--note", "Who?")
    before = notes_of(coded / "ferry.md")
    assert "2 annotations in 2 articles" in refused(run, "delete", coded, "claim")
    assert notes_of(coded / "ferry.md") == before
    done = run("tags", "delete", coded, "claim", "--untag", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.records == [{"name": "claim", "annotations": 2, "articles": 2}]
    assert list(book_of(coded)) == ["use"]
    assert "annotation" not in notes_of(coded / "ferry.md")
    assert "tags" not in notes_of(coded / "bridge.txt")["annotation"][0]


def test_what_rested_on_annotations_that_go_with_a_tag_is_named(run: Run, coded: Path) -> None:
    article = coded / "ferry.md"
    id = tag(run, article, "sank", "--tag", "claim/figure")
    run("judge", "add", coded, "It sank.", "--cite", f"{article}#{id}")
    done = run("tags", "delete", coded, "claim/figure", "--untag")
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert "“It sank.”" in done.err


def test_an_unused_tag_is_deleted(run: Run, coded: Path) -> None:
    assert run("tags", "delete", coded, "claim/figure").code == 0
    assert "claim/figure" not in book_of(coded)


def test_a_tag_of_another_analyst_stays(run: Run, coded: Path, home: Path) -> None:
    (home / "config").mkdir()
    for author in ("Bob", "Anna"):
        (home / "config" / "config.toml").write_text(f'author = "{author}"\n')
        for name in ("ferry.md", "bridge.txt")[: 1 if author == "Bob" else 2]:
            tag(run, coded / name, "The", "--nth", "1", "--tag", "claim/figure")
    before = (coded / "codebook.toml").read_bytes()
    assert "Bob" in refused(run, "delete", coded, "claim/figure", "--untag")
    assert (coded / "codebook.toml").read_bytes() == before
    assert len(run("notes", coded, "--json").records) == 3


# describe


def test_describe_sets_each_value(run: Run, coded: Path) -> None:
    done = run(
        *("tags", "describe", coded, "Claim/Number", "A  count\nof things.", "--rule", "a\nb"),
        *("--heading", "Counts", "--key", "F", "--digit", "4", "--color", "#00ff7f", "--json"),
    )
    assert done.code == 0
    assert done.err.splitlines() == [
        "reader: f is taken away from claim/figure",
        "reader: 4 is taken away from claim/figure",
    ]
    (record,) = done.records
    assert {
        key: record[key] for key in ("description", "note", "heading", "key", "quick", "color")
    } == {
        "description": "A count of things.",
        "note": "a\nb",
        "heading": "Counts",
        "key": "f",
        "quick": 4,
        "color": "#00ff7f",
    }
    assert book_of(coded)["claim/number"]["own"] == 1


def test_describe_takes_values_away(run: Run, coded: Path) -> None:
    assert run("tags", "describe", coded, "claim/figure", "", "--digit", "", "--key", "").code == 0
    assert book_of(coded)["claim/figure"] == {"name": "claim/figure"}


@pytest.mark.parametrize(
    "words", [[], ["--key", "ab"], ["--key", "1"], ["--digit", "0"], ["--color", "#12"]]
)
def test_values_that_cannot_be_are_wrong_usage(run: Run, coded: Path, words: list[str]) -> None:
    done = run("tags", "describe", coded, "claim/figure", *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert (coded / "codebook.toml").read_text() == BOOK


# Files


@pytest.mark.parametrize("words", [["list"], ["add", "x"], ["delete", "use"]])
def test_a_damaged_codebook_is_one_line(run: Run, coded: Path, words: list[str]) -> None:
    (coded / "codebook.toml").write_text("format = 1\n[[tag]\n")
    command, *others = words
    assert "codebook.toml" in refused(run, command, coded, *others)
    assert (coded / "codebook.toml").read_text() == "format = 1\n[[tag]\n"


def test_a_newer_codebook_is_not_changed(run: Run, coded: Path) -> None:
    newer = BOOK.replace("format = 1", "format = 99")
    (coded / "codebook.toml").write_text(newer)
    refused(run, "add", coded, "x")
    assert (coded / "codebook.toml").read_text() == newer


def test_a_missing_path_is_one_line(run: Run, coded: Path) -> None:
    refused(run, "list", coded / "nothing.txt")
    refused(run, "list", "")


def test_the_users_codebook_is_changed_where_it_is_in_effect(
    run: Run, folder: Path, home: Path
) -> None:
    (home / "config").mkdir()
    users = home / "config" / "codebook.toml"
    users.write_text(BOOK)
    assert run("tags", "add", folder / "ferry.md", "x/y").code == 0
    assert 'name = "x/y"' in users.read_text()
    assert not (folder / "codebook.toml").exists()


def test_a_private_folder_keeps_its_tags_to_itself(run: Run, folder: Path, home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "codebook.toml").write_text(BOOK)
    (folder / ".reader.toml").write_text("private = true\n")
    for path in (folder, folder / "ferry.md"):
        assert run("tags", "add", path, f"x/{path.stem}").code == 0
    assert (home / "config" / "codebook.toml").read_text() == BOOK
    assert {f"x/{folder.stem}", "x/ferry", "claim/figure"} <= {*book_of(folder)}


def test_processes_that_add_tags_at_once_lose_none(
    process: Callable[..., Any], folder: Path
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    names = [f"new/{letter}" for letter in "abcd"]
    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(lambda name: process("tags", "add", folder, name), names))
    assert [done.code for done in ended] == [0] * 4
    assert {*names} <= {*book_of(folder)}
