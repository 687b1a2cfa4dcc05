"""The commands tag, notes, check and export."""

from __future__ import annotations

import json
import os
import re
import tomllib
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli.quotes import places
from tui.model.document import Span
from tui.model.graphemes import boundaries

Run = Callable[..., Any]


def notes_of(article: Path) -> dict[str, Any]:
    return tomllib.loads(Path(f"{article}.notes.toml").read_text(encoding="utf-8"))


def tag(run: Run, article: Path, quote: str, *words: str) -> str:
    done = run("tag", article, "--quote", quote, *(words or ("--tag", "claim/event")))
    assert done.code == 0, done.err
    return str(done.out.strip())


# tag


def test_tag_writes_the_annotation_and_prints_its_id_alone(run: Run, article: Path) -> None:
    before = article.read_bytes()
    done = run(
        *("tag", article, "--quote", "The plan had slipped", "--tag", "claim/event", "new/one"),
        *("--note", "Second time\nthis week", "--source", "An engineer"),
    )
    assert (done.code, done.err) == (0, "")
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
        "author": "",
        "edited_by": [],
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


# export


def test_export_to_standard_output(run: Run, article: Path) -> None:
    made = tag(run, article, "an engineer")
    done = run("export", article, "--to", "json")
    assert done.code == 0
    assert made in json.dumps(json.loads(done.out))
    assert run("export", article, "--to", "json", "-o", "-").out == done.out


@pytest.mark.parametrize("to", ["markdown", "csv", "json"])
def test_export_into_a_file(run: Run, article: Path, tmp_path: Path, to: str) -> None:
    tag(run, article, "an engineer")
    target = tmp_path / "out"
    target.write_text("old")
    done = run("export", article, "--to", to, "-o", target)
    assert (done.code, done.out) == (0, "")
    assert "what was there before is kept" in done.err
    assert target.read_text(encoding="utf-8-sig") == run(
        "export", article, "--to", to
    ).out.removeprefix("\ufeff").replace("\r\n", "\n")


def test_export_is_narrowed_by_tags_and_their_children(run: Run, article: Path) -> None:
    tag(run, article, "an engineer", "--tag", "topic/actor")
    tag(run, article, "Two drivers", "--tag", "claim/event")
    tag(run, article, "at dawn", "--tag", "use/key")
    done = run("export", article, "--to", "csv", "--tag", "topic", "--tag", "use/key")
    assert "an engineer" in done.out
    assert "at dawn" in done.out
    assert "Two drivers" not in done.out


def test_export_of_a_folder_takes_articles_with_notes(run: Run, folder: Path) -> None:
    tag(run, folder / "bridge.txt", "an engineer")
    out = run("export", folder, "--to", "markdown").out
    assert "bridge" in out
    assert "ferry" not in out
    tag(run, folder / "ferry.md", "sank")
    assert "ferry" in run("export", folder, "--to", "markdown").out


def test_export_of_a_folder_without_notes_is_one_line(run: Run, folder: Path) -> None:
    done = run("export", folder, "--to", "csv")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("name", ["bridge.txt", "bridge.txt.notes.toml", "codebook.toml"])
def test_export_never_overwrites_what_it_is_made_from(run: Run, article: Path, name: str) -> None:
    tag(run, article, "an engineer", "--tag", "new/tag")
    before = (article.parent / name).read_bytes()
    done = run("export", article, "--to", "csv", "-o", article.parent / "." / name)
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert (article.parent / name).read_bytes() == before


@pytest.mark.parametrize("target", [".", "", "/", "missing/out.csv", "loop/x", "n" * 300])
def test_export_where_no_file_can_be_is_one_line(
    run: Run, article: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag(run, article, "an engineer")
    monkeypatch.chdir(article.parent)
    Path("loop").symlink_to("loop")
    done = run("export", article, "--to", "csv", "-o", target)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


def test_export_into_a_pipe_leaves_it_one(run: Run, article: Path, tmp_path: Path) -> None:
    tag(run, article, "an engineer")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    handle = os.open(pipe, os.O_RDWR)
    try:
        assert run("export", article, "--to", "csv", "-o", pipe).code == 0
        assert b"an engineer" in os.read(handle, 1 << 16)
    finally:
        os.close(handle)
    assert pipe.is_fifo()


def test_a_folder_means_the_folders_below_it_too(run: Run, folder: Path) -> None:
    below = folder / "older" / "2014"
    below.mkdir(parents=True)
    (below / "report.txt").write_text("A bridge was closed.\n", encoding="utf-8")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "not.txt").write_text("A bridge was closed.\n", encoding="utf-8")
    run("tag", str(below / "report.txt"), "--quote", "A bridge", "--tag", "place")
    (below / "gone.txt.notes.toml").write_text("format = 1\n", encoding="utf-8")
    assert '"place"' in run("notes", str(folder), "--json").out
    assert "gone.txt" in run("check", str(folder)).out
    hits = run("search", "bridge was closed", str(folder), "--json").out
    assert "report.txt" in hits
    assert "not.txt" not in hits
