"""The commands notes and check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.noted import Run, tag

# notes


def test_notes_as_json(run: Run, article: Path) -> None:
    made = tag(run, article, "an engineer", "--tag", "use/key", "--source", "Ali", "--note", "N")
    (record,) = run("notes", article, "--json").records
    text = article.read_text(encoding="utf-8")
    assert record == {
        "path": str(article),
        "id": made,
        "start": text.index("an engineer"),
        "end": text.index("an engineer") + 11,
        "quote": "an engineer",
        "tags": ["use/key"],
        "note": "N",
        "source": "ali",
        "state": "anchored",
        "moved": False,
        "edited": False,
        "text": "an engineer",
        "source_name": "Ali",
        "reliability": "",
        "credibility": None,
        "reason": "",
        "links": [],
        "author": "",
        "edited_by": [],
        "rule": "",
    }


def test_notes_for_people(run: Run, article: Path) -> None:
    tag(run, article, "nobody had asked", "--tag", "use/key", "use/gap", "--note", "a\nb")
    done = run("notes", article)
    assert re.fullmatch(
        rf"{re.escape(str(article))} ¶2 \[\d+, \d+\) anchored \w{{26}}\n"
        r"    “nobody had asked”\n    use/key, use/gap\n    \| a\n    \| b\n",
        done.out,
    )


def test_notes_are_in_the_order_of_the_text(run: Run, article: Path) -> None:
    for quote in ["Read more", "an engineer", "Two drivers", "The bridge"]:
        tag(run, article, quote)
    starts = [r["start"] for r in run("notes", article, "--json").records]
    assert starts == sorted(starts)


def test_notes_of_a_folder_are_those_of_all_its_articles(run: Run, folder: Path) -> None:
    tag(run, folder / "bridge.txt", "an engineer")
    tag(run, folder / "ferry.md", "sank")
    (folder / "third.txt").write_text("No notes on this.")
    done = run("notes", folder, "--json")
    assert [r["path"] for r in done.records] == [
        str(folder / "bridge.txt"),
        str(folder / "ferry.md"),
    ]


def test_no_notes_are_no_error(run: Run, article: Path) -> None:
    assert run("notes", article).code == 0
    assert run("notes", article.parent, "--json").out == ""


def test_a_moved_place_is_told(run: Run, article: Path) -> None:
    tag(run, article, "an engineer")
    article.write_text("A line was put before.\n\n" + article.read_text(encoding="utf-8"), "utf-8")
    (record,) = run("notes", article, "--json").records
    text = article.read_text(encoding="utf-8")
    assert text[record["start"] : record["end"]] == record["quote"] == "an engineer"
    assert (record["state"], record["moved"]) == ("anchored", True)


def test_a_quote_that_is_gone_is_orphaned_and_notes_is_still_exit_0(
    run: Run, article: Path
) -> None:
    tag(run, article, "an engineer")
    article.write_text("Something else altogether is written here.")
    done = run("notes", article, "--json")
    assert done.code == 0
    assert [(r["state"], r["quote"]) for r in done.records] == [("orphaned", "an engineer")]
    assert "orphaned" in run("notes", article).out


def test_hostile_notes_are_shown_without_their_escapes(run: Run, article: Path) -> None:
    tag(run, article, "an engineer", "--tag", "t\x1b[31m", "--note", "\x1b]52;;x\x07\u202e")
    assert not set(run("notes", article).out) & set("\x1b\x07\u202e")


# check


def test_check_is_quiet_where_all_is_well(run: Run, folder: Path) -> None:
    tag(run, folder / "bridge.txt", "an engineer")
    done = run("check", folder, folder / "bridge.txt.notes.toml", folder / "ferry.md")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_check_names_each_anchor_that_is_not_sure(run: Run, article: Path) -> None:
    one = tag(run, article, "an engineer")
    two = tag(run, article, "Two drivers")
    article.write_text("Something else altogether is written here.")
    done = run("check", article)
    assert done.code == 1
    assert [line.rpartition(" ")[2] for line in done.out.splitlines()] == [f"({two})", f"({one})"]
    assert done.out.count("orphaned") == 2


DAWN = "Two drivers crossed the bridge at dawn."


def edited(run: Run, article: Path) -> str:
    """Annotate a sentence in which then a word is changed; the annotation's id."""
    made = tag(run, article, DAWN, "--tag", "use/key")
    text = article.read_text(encoding="utf-8")
    article.write_text("New.\n\n" + text.replace("Two drivers", "Three drivers"), encoding="utf-8")
    return made


def test_check_names_edited_annotations_and_they_are_no_fault(run: Run, article: Path) -> None:
    made = edited(run, article)
    done = run("check", article)
    assert (done.code, done.err) == (0, "")
    at = article.read_text(encoding="utf-8").index("Three")
    now = DAWN.replace("Two", "Three")
    place = f"{article}: edited: [{at}, {at + len(now)})"
    assert done.out == f"{place} “{now}”, formerly “{DAWN}” ({made})\n"


def test_notes_of_an_edited_annotation(run: Run, article: Path) -> None:
    made = edited(run, article)
    now = DAWN.replace("Two", "Three")
    text = article.read_text(encoding="utf-8")
    # What another command saves changes none of it.
    for command in (("check", article), ("tag", article, "--quote", "an engineer", "--tag", "x")):
        run(*command)
        record = next(r for r in run("notes", article, "--json").records if r["id"] == made)
        assert (record["state"], record["edited"]) == ("anchored", True)
        assert (record["quote"], record["text"]) == (DAWN, now)
        assert text[record["start"] : record["end"]] == now
        shown = run("notes", article).out
        assert f", edited {made}\n    “{now}”\n    formerly: “{DAWN}”\n" in shown


@pytest.mark.parametrize("content", [b"\x00" * 40, b"format = 1\n[[ann", b"\xff\xfe"])
def test_check_finds_damaged_notes(run: Run, folder: Path, content: bytes) -> None:
    (folder / "bridge.txt.notes.toml").write_bytes(content)
    done = run("check", folder)
    assert done.code == 1
    assert done.out.count("\n") == 1
    assert "bridge.txt.notes.toml" in done.out


def test_check_finds_notes_of_a_newer_format(run: Run, article: Path) -> None:
    Path(f"{article}.notes.toml").write_text("format = 99\n")
    done = run("check", article)
    assert (done.code, done.out.count("\n")) == (1, 1)


def test_check_finds_notes_without_their_article(run: Run, folder: Path) -> None:
    tag(run, folder / "bridge.txt", "an engineer")
    (folder / "bridge.txt").unlink()
    done = run("check", folder)
    assert (done.code, done.out.count("\n")) == (1, 1)
    assert "bridge.txt" in done.out
