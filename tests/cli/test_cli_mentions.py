"""The commands figures and dates."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

LEDGER = """\
Flood hits Norport

Valley Ledger, 9 July 2015

At least 23 people were killed on Wednesday, said Ilse Marsh, head of the rescue service. The mayor
said that 40 houses were destroyed.

The dam will be rebuilt by 2017 for $3 million.
"""

GAZETTE = """\
Norport counts the dead

Coast Gazette, 10 July 2015

“Between 30 and 40 residents have died,” said Omar Reyes, a doctor. It was the worst flood since
1953. The council meets next week.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ledger.txt").write_text(LEDGER, encoding="utf-8")
    (folder / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    return folder


def test_figures_as_json(run: Run, articles: Path) -> None:
    done = run("figures", articles / "ledger.txt", "--json")
    assert (done.code, done.err) == (0, "")
    path = str(articles / "ledger.txt")
    keys = ("value", "low", "high", "unit", "what", "source", "as_of")
    assert [(r["path"], LEDGER[r["start"] : r["end"]]) for r in done.records] == [
        (path, "At least 23 people"),
        (path, "40"),
        (path, "$3 million"),
    ]
    assert [tuple(r[key] for key in keys) for r in done.records] == [
        (None, 23, None, "people", "people killed", "Ilse Marsh", "2015-07-08"),
        (40, 40, 40, "", "houses destroyed", "mayor", "2015-07-09"),
        (3000000, 3000000, 3000000, "US$", "", None, "2015-07-09"),
    ]


def test_figures_for_the_same_thing_stand_side_by_side(run: Run, articles: Path) -> None:
    lines = run("figures", articles).out.splitlines()
    assert lines[0].strip() in ("people killed", "residents died")
    rows = [" ".join(line.split()) for line in lines[1:3]]
    assert rows == [
        f"At least 23 people Ilse Marsh, 2015-07-08 {articles / 'ledger.txt'} ¶3",
        f"Between 30 and 40 residents Omar Reyes, 2015-07-10 {articles / 'gazette.txt'} ¶3",
    ]


def test_dates_as_json(run: Run, articles: Path) -> None:
    done = run("dates", articles / "ledger.txt", articles / "gazette.txt", "--json")
    assert (done.code, done.err) == (0, "")
    assert list(done.records[0]) == ["path", "start", "end", "date", "relative"]
    assert [(r["date"], r["relative"]) for r in done.records] == [
        ("2015-07-08", True),
        ("2017", False),
        ("1953", False),
        ("2015-W29", True),
    ]
    assert LEDGER[done.records[0]["start"] : done.records[0]["end"]] == "Wednesday"


def test_dates_for_people_are_in_the_order_of_the_calendar(run: Run, articles: Path) -> None:
    lines = run("dates", articles).out.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["1953", "2015-07-08 ~", "2015-W29 ~", "2017"]
    place = f"{articles / 'gazette.txt'} ¶3"
    assert lines[0] == f"1953  {place}  It was the worst flood since 1953."


def test_the_date_in_the_notes_counts_before_that_of_the_article(run: Run, articles: Path) -> None:
    path = articles / "ledger.txt"
    assert run("tag", path, "--quote", "The dam", "--tag", "topic/place").code == 0
    notes = path.with_name("ledger.txt.notes.toml")
    told = notes.read_text(encoding="utf-8").replace('date = "9 July 2015"', 'date = "2016-01-01"')
    if "2016-01-01" not in told:
        told = told.replace("[document]\n", '[document]\ndate = "2016-01-01"\n', 1)
    notes.write_text(told, encoding="utf-8")
    assert run("dates", path, "--json").records[0]["date"] == "2015-12-30"


def test_without_a_date_relative_ones_are_listed_last(run: Run) -> None:
    text = b"It fell on Thursday. It was built in 1953."
    assert run("dates", "-", stdin=text).out.splitlines() == [
        "1953  - ¶1  It was built in 1953.",
        "unresolved ~  - ¶1  It fell on Thursday.",
    ]
    assert [r["date"] for r in run("dates", "-", "--json", stdin=text).records] == [None, "1953"]


def test_figures_without_a_date_or_a_speaker(run: Run) -> None:
    (record,) = run("figures", "-", "--json", stdin=b"Dozens of boats sank.").records
    assert (record["low"], record["high"], record["value"]) == (24, None, None)
    assert (record["source"], record["as_of"]) == (None, None)


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_csv(run: Run, articles: Path) -> None:
    head, *rows = rows_of(run("figures", articles / "ledger.txt", "--csv").out)
    assert head == [
        "path",
        "start",
        "end",
        "value",
        "low",
        "high",
        "unit",
        "what",
        "source",
        "as_of",
    ]
    assert rows[0][3:] == ["", "23", "", "people", "people killed", "Ilse Marsh", "2015-07-08"]
    head, *rows = rows_of(run("dates", articles / "ledger.txt", "--csv").out)
    assert head == ["path", "start", "end", "date", "relative"]
    assert [row[3:] for row in rows] == [["2015-07-08", "true"], ["2017", "false"]]


@pytest.mark.parametrize("command", ["figures", "dates"])
def test_json_and_csv_exclude_each_other(run: Run, articles: Path, command: str) -> None:
    done = run(command, articles, "--json", "--csv")
    assert (done.code, done.out) == (2, "")
    assert "--json or --csv" in done.err


@pytest.mark.parametrize("command", ["figures", "dates"])
def test_nothing_found_is_no_error(run: Run, articles: Path, command: str) -> None:
    done = run(command, "-", stdin=b"Nobody sails.")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert sorted(path.name for path in articles.iterdir()) == ["gazette.txt", "ledger.txt"]


@pytest.mark.parametrize("command", ["figures", "dates"])
def test_control_characters_do_not_reach_the_terminal(run: Run, command: str) -> None:
    done = run(command, "-", stdin=b"On 9 July 2015 23 \x1b[31mboats\x1b[0m sank.")
    assert done.code == 0
    assert "\x1b" not in done.out


def test_a_long_passage_is_cut_around_each_date(run: Run) -> None:
    text = b"The boats left " + b"early, " * 500 + b"in 1953, " + b"late, " * 500 + b"again."
    (line,) = run("dates", "-", stdin=text).out.splitlines()
    assert line.startswith("1953  - ¶1  …")
    assert "early, in 1953, late, " in line
    assert line.endswith("…")
    assert len(line) < 700
