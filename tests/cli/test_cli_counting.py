"""`reader stats`: frequencies, co-occurrences and crosstabs of articles with their notes."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.model.file_names import NOTES_SUFFIX
from tui.store import cache_folders

Run = Callable[..., Any]

TEXT = "The ferry sank. Nine died.\n\nNobody said why. It rained.\n"


def notes(run: Run, article: Path, *tagged: tuple[str, str]) -> None:
    for quote, tags in tagged:
        words = [word for tag in tags.split() for word in ("--tag", tag)]
        assert run("tag", article, "--quote", quote, *words).code == 0


def with_data(article: Path, lines: str) -> None:
    """Add lines to the `[document]` of an article's notes."""
    file = article.with_name(article.name + NOTES_SUFFIX)
    text = file.read_text()
    assert "[document]\n" in text
    file.write_text(text.replace("[document]\n", f"[document]\n{lines}\n"))


def age(folder: Path) -> None:
    """Make every file old enough for its time of change to be trusted."""
    for path in folder.rglob("*"):
        os.utime(path, ns=(10**18, 10**18))


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    home = tmp_path / "articles"
    (home / "deep").mkdir(parents=True)
    for name in ("a.txt", "deep/b.txt"):
        (home / name).write_text(TEXT)
    notes(
        run,
        home / "a.txt",
        ("The ferry sank.", "claim/event use/key"),
        ("Nine died.", "claim/figure"),
        ("It rained.", "claim/event"),
    )
    notes(run, home / "deep" / "b.txt", ("Nine", "claim/figure"), ("Nine died", "use/key"))
    with_data(home / "a.txt", 'publisher = "Ledger"\ndate = "2015-07-09"')
    age(home)
    return home


def counts(run: Run, *words: object, key: str) -> dict[str, int]:
    rows = run("stats", *words, "--json").records
    return {row["tag"] + "|" + str(row[key]): row["count"] for row in rows}


def test_frequencies_have_tags_and_groups(run: Run, folder: Path) -> None:
    done = run("stats", folder, "--json")
    assert done.code == 0
    assert not done.err
    keys = ("table", "tag", "group", "annotations", "articles", "words", "coders")
    assert [tuple(row[key] for key in keys) for row in done.records] == [
        ("frequency", "claim", True, 4, 2, 8, {"": 4}),
        ("frequency", "claim/event", False, 2, 1, 5, {"": 2}),
        ("frequency", "claim/figure", False, 2, 2, 3, {"": 2}),
        ("frequency", "use", True, 2, 2, 5, {"": 2}),
        ("frequency", "use/key", False, 2, 2, 5, {"": 2}),
    ]


def test_cooccurrences_follow_within(run: Run, folder: Path) -> None:
    count = 1
    assert counts(run, folder, "--within", "span", key="other") == {
        "claim/event|use/key": count,
        "use/key|claim/event": count,
    }
    overlap = counts(run, folder, "--table", "cooccurrence", key="other")
    assert overlap["claim/figure|use/key"] == 1
    paragraph = counts(run, folder, "--within", "paragraph", key="other")
    assert paragraph["claim/figure|use/key"] == 2
    assert paragraph["claim/event|claim/figure"] == 1
    near = counts(run, folder, "--within", "2", key="other")
    assert near["claim/event|claim/figure"] == 2
    assert near["claim/event|use/key"] == 1


def test_crosstabs_take_attributes_of_notes_and_tenths_of_texts(run: Run, folder: Path) -> None:
    months = counts(run, folder, "--by", "month", key="value")
    assert months["claim/figure|2015-07"] == 1
    assert months["claim/figure|"] == 1
    tenths = counts(run, folder, "--by", "tenth", key="value")
    assert tenths["claim/event|1"] == 1
    assert tenths["claim/event|9"] == 1


def test_an_unknown_attribute_fails_in_one_line(run: Run, folder: Path) -> None:
    done = run("stats", folder, "--by", "desk", "--json")
    assert done.code == 1
    assert done.err.startswith("reader: --by desk: no article has it; one of: article, coder,")


@pytest.mark.parametrize(
    "words",
    [
        ("--table", "frequency", "--by", "month"),
        ("--within", "span", "--by", "month"),
        ("--within", "near"),
        ("--json", "--csv"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    run: Run, folder: Path, words: tuple[str, ...]
) -> None:
    assert run("stats", folder, *words).code == 2


def test_a_changed_notes_file_alone_is_read_again(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.workspace.coded_folders import updated_codings

    read: list[str] = []

    def recorded(name: str, *others: Any) -> Any:
        read.append(name)
        return original(name, *others)

    original = updated_codings.read_codings
    monkeypatch.setattr(updated_codings, "read_codings", recorded)
    run("stats", folder)
    assert sorted(read) == ["a.txt", "deep/b.txt"]
    run("stats", folder)
    assert len(read) == 2
    notes(run, folder / "a.txt", ("Nobody said why.", "gap"))
    age(folder)
    rows = run("stats", folder, "--json").records
    assert read[2:] == ["a.txt"]
    assert [row["tag"] for row in rows if row["annotations"] == 1] == ["gap"]
    (folder / "a.txt").unlink()
    (folder / f"a.txt{NOTES_SUFFIX}").unlink()
    rows = run("stats", folder, "--json").records
    assert [row["tag"] for row in rows if not row["group"]] == ["claim/figure", "use/key"]


@pytest.mark.parametrize("damage", [b"", b"reader codings 1\n", b"\xff" * 99])
def test_a_damaged_cache_is_made_again(run: Run, folder: Path, home: Path, damage: bytes) -> None:
    first = run("stats", folder, "--json").records
    (cache,) = home.rglob(cache_folders.CODINGS)
    whole = cache.read_bytes()
    cache.write_bytes(damage)
    assert run("stats", folder, "--json").records == first
    assert cache.read_bytes() == whole
    cache.write_bytes(whole[:-1] + b"\x07")
    assert run("stats", folder, "--json").records == first


def test_damaged_notes_are_named_each_time_and_the_rest_is_counted(run: Run, folder: Path) -> None:
    (folder / f"a.txt{NOTES_SUFFIX}").write_text("format = 1\n[[annotation]]\nid = 3\n")
    age(folder)
    for _ in range(2):
        done = run("stats", folder, "--json")
        assert done.code == 1
        assert "a.txt.notes.toml, line 3" in done.err
        assert {row["tag"] for row in done.records} == {"claim", "claim/figure", "use", "use/key"}


def test_notes_without_their_article_are_named(run: Run, folder: Path) -> None:
    (folder / "a.txt").unlink()
    done = run("stats", folder)
    assert "a.txt.notes.toml: notes without their article" in done.err


def test_a_private_folder_keeps_its_cache(run: Run, folder: Path, home: Path) -> None:
    (folder / "deep" / ".reader.toml").write_text("private = true\n")
    assert len(run("stats", folder, "--json").records) == 5
    (public,) = home.rglob(cache_folders.CODINGS)
    assert b"b.txt" not in public.read_bytes()
    (private,) = (folder / "deep" / ".reader").rglob(cache_folders.CODINGS)
    assert b"b.txt" in private.read_bytes()


def test_renamed_tags_and_the_dossier_are_in_effect(run: Run, folder: Path) -> None:
    (folder / "codebook.toml").write_text(
        'format = 1\n[[tag]]\nname = "statement/event"\nwas = ["claim/event"]\n'
    )
    (folder / "dossier.toml").write_text(
        'format = 1\n[[source]]\nid = "able"\nname = "Anna Able"\nreliability = "B"\n'
    )
    run("tag", folder / "a.txt", "--quote", "Nobody", "--tag", "gap", "--source", "Anna Able")
    found = counts(run, folder, "--by", "source.reliability", key="value")
    assert found["gap|B"] == 1
    assert found["statement/event|"] == 2


def test_an_article_that_two_paths_name_counts_once(run: Run, folder: Path) -> None:
    rows = run("stats", folder, folder / "a.txt", folder / "deep", "--json").records
    assert rows == run("stats", folder, "--json").records
    one = run("stats", folder / "a.txt", "--json").records
    assert [row["annotations"] for row in one if row["tag"] == "claim"] == [3]


def test_csv_has_a_heading_and_defuses_formulas(run: Run, folder: Path) -> None:
    notes(run, folder / "a.txt", ("Nobody", "=1+1"))
    rows = list(csv.DictReader(run("stats", folder, "--csv").out.splitlines()))
    assert list(rows[0]) == [
        *("table", "tag", "group", "annotations", "articles", "words"),
        "annotations by ",
    ]
    assert "'=1+1" in {row["tag"] for row in rows}


def test_people_get_bars_and_a_matrix(run: Run, folder: Path) -> None:
    assert "claim/event" in run("stats", folder).out
    assert "█" in run("stats", folder).out
    assert "2015-07" in run("stats", folder, "--by", "month").out
    assert "(none)" in run("stats", folder, "--by", "month").out
    assert "claim/event + use/key" in run("stats", folder, "--within", "span").out


def test_nothing_to_count_is_no_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text(TEXT)
    for words in ((), ("--by", "month"), ("--within", "paragraph"), ("--csv",), ("--json",)):
        done = run("stats", tmp_path, *words)
        assert (done.code, done.out) == (0, ""), words


def test_standard_input_has_no_notes_to_count(run: Run) -> None:
    done = run("stats", "-")
    assert done.code == 1
    assert "name articles or folders" in done.err


@pytest.mark.parametrize("unusual", ["", '\n[[annotation]]\nid = "broken"\n'])
def test_a_decision_on_a_disagreement_is_no_use_of_its_tags(
    run: Run, article: Path, unusual: str
) -> None:
    run("tag", article, "--quote", "The plan had slipped", "--tag", "topic/plan")
    path = article.with_name(f"{article.name}.notes.toml")
    decision = """
[[annotation]]
id = "01KAMN6E7Q0000000000000000"
start = 0
end = 3
quote = "The"
tags = ["topic/plan"]
resolves = ["x"]
decision = "left"
"""
    path.write_text(path.read_text() + decision + unusual)
    rows = run("stats", article, "--json").records
    assert {row["tag"]: row["annotations"] for row in rows}["topic/plan"] == 1
