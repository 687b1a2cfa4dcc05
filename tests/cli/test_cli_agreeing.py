"""`reader done` and `reader agree`: what several analysts coded, and how far they agree."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.store import notes_files

Run = Callable[..., Any]

PASSAGES = ("The ferry sank.", "Nine died.", "Nobody said why.", "It rained.")


@pytest.fixture
def as_author(run: Run, home: Path) -> Run:
    """Run a command with a configured author; it must end well."""

    def runner(author: str, *words: object) -> Any:
        (home / "config").mkdir(exist_ok=True)
        (home / "config" / "config.toml").write_text(f'author = "{author}"\n')
        done = run(*words)
        assert done.code == 0, done
        return done

    return runner


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(" ".join(PASSAGES) + "\n")
    return tmp_path


def tag(as_author: Run, author: str, article: Path, *tagged: tuple[int, str]) -> None:
    for number, name in tagged:
        as_author(author, "tag", article, "--quote", PASSAGES[number], "--tag", name)


@pytest.fixture
def coded(as_author: Run, folder: Path) -> Path:
    """Anna and Bob coded one article, Anna also another; Clara coded none."""
    article = folder / "a.txt"
    tag(as_author, "Anna", article, (0, "claim/event"), (1, "claim/figure"))
    tag(as_author, "Bob", article, (0, "claim/event"), (1, "claim/event"))
    tag(as_author, "Anna", folder / "b.txt", (0, "claim/event"))
    return folder


def rows(run: Run, *words: object) -> dict[str, dict[str, Any]]:
    done = run("agree", *words, "--json")
    return {row["tag"] or row["document"]: row for row in done.records}


def test_each_tag_has_a_row_after_the_one_on_all(run: Run, coded: Path) -> None:
    found = rows(run, coded)
    assert list(found) == ["", "claim/event", "claim/figure"]
    assert found[""]["coders"] == ["Anna", "Bob"]
    assert [row["units"] for row in found.values()] == [4, 4, 4]
    assert [row["percent"] for row in found.values()] == [0.75, 0.75, 0.75]
    assert [row["distance"] for row in found.values()] == ["masi", "nominal", "nominal"]
    assert found["claim/figure"]["kappa"] == pytest.approx(0)
    assert found["claim/event"]["by"] == "tag"
    assert found["claim/event"]["unit"] == "passage"


def test_an_article_that_somebody_marked_as_done_counts_for_them(
    as_author: Run, run: Run, coded: Path
) -> None:
    as_author("Bob", "done", coded / "b.txt")
    assert rows(run, coded)[""]["units"] == 8
    as_author("Bob", "done", coded / "b.txt", "--undo")
    assert rows(run, coded)[""]["units"] == 4


def test_a_mark_names_its_analyst_and_is_set_once(as_author: Run, folder: Path) -> None:
    article = folder / "a.txt"
    for author in ("Bob", "Anna", "Bob"):
        out = as_author(author, "done", article, "--json").out
    assert json.loads(out) == {"path": str(article), "done": ["Anna", "Bob"]}
    notes = notes_files.load(Path(f"{article}.notes.toml")).value
    assert notes.document.done == ("Anna", "Bob")
    assert json.loads(
        as_author("Anna", "done", folder, "--undo", "--json").out.splitlines()[0]
    ) == {
        "path": str(article),
        "done": ["Bob"],
    }


def test_groups_and_documents(run: Run, coded: Path) -> None:
    assert list(rows(run, coded, "--by", "group")) == ["", "claim"]
    assert rows(run, coded, "--by", "group")["claim"]["percent"] == 1
    names = [str(coded / name) for name in ("a.txt", "b.txt")]
    by_document = rows(run, coded, "--by", "document")
    assert list(by_document) == ["", *names]
    assert by_document[names[1]]["alpha"] is None


def test_characters_are_counted(run: Run, coded: Path) -> None:
    found = rows(run, coded, "--unit", "character")
    assert found[""]["units"] == sum(map(len, PASSAGES))
    agreed = sum(map(len, PASSAGES)) - len(PASSAGES[1])
    assert found[""]["percent"] == pytest.approx(agreed / sum(map(len, PASSAGES)))


def test_the_table_states_the_unit_and_what_an_untagged_one_is(run: Run, coded: Path) -> None:
    out = run("agree", coded).out
    assert "Anna · Bob, 2 articles" in out
    assert 'one without any counts as "no tag"' in out
    assert "is missing for that coder" in out
    (figure,) = [line for line in out.splitlines() if line.startswith("claim/figure")]
    assert figure.split()[1:4] == ["4", "0.750", "0.000"]


def test_one_analyst_cannot_agree(as_author: Run, run: Run, folder: Path) -> None:
    nobody = run("agree", folder)
    tag(as_author, "Anna", folder / "a.txt", (0, "claim/event"))
    one = run("agree", folder)
    assert (nobody.code, one.code) == (1, 1)
    assert "nobody coded these articles" in nobody.err
    assert "only Anna coded these articles" in one.err


def test_annotations_without_a_certain_place_are_left_out_and_counted(
    run: Run, coded: Path
) -> None:
    article = coded / "a.txt"
    article.write_text("Something else is here, and nothing of the former text.\n")
    done = run("agree", coded, "--json")
    assert "left out, 4 annotations without a certain place" in done.err
    assert done.records[0]["units"] == 1


def test_a_tag_from_a_file_cannot_act_on_the_terminal(
    as_author: Run, run: Run, folder: Path
) -> None:
    for author in ("Anna\\u001b[31m", "Bob"):
        tag(as_author, author, folder / "a.txt", (0, "claim/event"))
    out = run("agree", folder).out
    assert "\x1b" not in out
