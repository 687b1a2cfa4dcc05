"""Web pages read whole: on the command line, and as their notes remember it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.pages import PAGE, SENTENCE, TEASER

INSIDE = SENTENCE.format(n="a4")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "quay" / "quay.html"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path


def remembers(page: Path) -> object:
    notes = page.with_name("quay.html.notes.toml")
    return tomllib.loads(notes.read_text(encoding="utf-8"))["document"].get("whole")


def texts(run: Run, *words: object) -> list[str]:
    return [record["text"] for record in run(*words, "--json").records]


READING = [
    ("passages", "{page}"),
    ("search", "ship", "{page}"),
    ("search", "ship", "{folder}"),
    ("sources", "{page}"),
    ("figures", "{page}"),
    ("dates", "{page}"),
    ("notes", "{page}"),
    ("check", "{page}"),
    ("export", "{page}", "--to", "csv"),
]


def put_in(words: tuple[str, ...], page: Path) -> list[str]:
    return [word.format(page=page, folder=page.parent) for word in words]


@pytest.mark.parametrize("words", [w for w in READING if "{folder}" not in w])
def test_every_command_tells_once_that_a_page_has_more(
    run: Run, page: Path, words: tuple[str, ...]
) -> None:
    done = run(*put_in(words, page))
    assert done.err.count("words outside navigation") == 1
    assert f"{page}: the article found in this page has " in done.err


@pytest.mark.parametrize("words", READING)
def test_every_command_reads_the_whole_page(run: Run, page: Path, words: tuple[str, ...]) -> None:
    done = run(*put_in(words, page), "--whole")
    assert done.code == 0
    assert "words outside navigation" not in done.err
    assert not page.with_name("quay.html.notes.toml").exists()


def test_the_whole_page_is_printed_and_searched(run: Run, page: Path) -> None:
    assert TEASER not in texts(run, "passages", page)
    assert TEASER in texts(run, "passages", "--whole", page)
    for where in (page, page.parent):
        assert TEASER not in texts(run, "search", f'"{TEASER}"', where)
        assert TEASER in texts(run, "search", f'"{TEASER}"', where, "--whole")


def test_tag_remembers_how_the_page_was_read(run: Run, page: Path) -> None:
    assert run("tag", page, "--quote", TEASER, "--tag", "key").code == 1
    assert run("tag", page, "--quote", TEASER, "--tag", "key", "--whole").code == 0
    assert remembers(page) is True
    assert TEASER in texts(run, "passages", page)
    assert TEASER in texts(run, "search", f'"{TEASER}"', page)
    assert TEASER in texts(run, "search", f'"{TEASER}"', page.parent)
    assert TEASER not in texts(run, "passages", "--no-whole", page)


def test_a_folder_that_was_searched_before_is_searched_as_the_notes_say_now(
    run: Run, page: Path
) -> None:
    assert TEASER not in texts(run, "search", f'"{TEASER}"', page.parent)
    run("tag", page, "--quote", TEASER, "--tag", "key", "--whole")
    assert TEASER in texts(run, "search", f'"{TEASER}"', page.parent)


def test_annotations_made_before_find_their_places(run: Run, page: Path) -> None:
    run("tag", page, "--quote", INSIDE, "--tag", "key")
    run("tag", page, "--quote", TEASER, "--tag", "key", "--whole")
    first, second = run("notes", page, "--json").records
    assert [first["state"], second["state"]] == ["anchored", "anchored"]
    whole = {(r["start"], r["end"]) for r in run("passages", page, "--json").records}
    assert {(first["start"], first["end"]), (second["start"], second["end"])} <= whole
    run("tag", page, "--quote", INSIDE, "--nth", "1", "--tag", "use/key", "--no-whole")
    assert remembers(page) is None
    states = {r["quote"]: r["state"] for r in run("notes", page, "--json").records}
    assert states[INSIDE] == "anchored"
    assert states[TEASER] != "anchored"


def test_a_value_that_is_none_is_left_as_it_is(run: Run, page: Path) -> None:
    notes = page.with_name("quay.html.notes.toml")
    notes.write_text('format = 1\n[document]\npath = "quay.html"\nwhole = "yes"\n')
    assert run("tag", page, "--quote", INSIDE, "--tag", "key").code == 0
    assert remembers(page) == "yes"
