"""`reader tag` by several analysts, and what `notes` and `export` tell of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
QUOTE = "an engineer"


@pytest.fixture
def as_author(run: Run, home: Path) -> Run:
    """Run a command with a configured author, "" for none."""

    def runner(author: str, *words: object) -> Any:
        (home / "config").mkdir(exist_ok=True)
        (home / "config" / "config.toml").write_text(f'author = "{author}"\n')
        return run(*words)

    return runner


def test_each_analyst_has_an_annotation_of_their_own(as_author: Run, article: Path) -> None:
    first = as_author("Anna", "tag", article, "--quote", QUOTE, "--tag", "topic/actor")
    second = as_author("Bob", "tag", article, "--quote", QUOTE, "--tag", "use/key", "--note", "x")
    third = as_author("Bob", "tag", article, "--quote", QUOTE, "--tag", "use/gap")
    assert (first.code, second.code, third.code) == (0, 0, 0)
    assert first.out != second.out == third.out
    found = as_author("", "notes", article, "--json").records
    by = {record["author"]: (record["tags"], record["note"]) for record in found}
    assert by == {"Anna": (["topic/actor"], ""), "Bob": (["use/key", "use/gap"], "x")}
    assert all(record["edited_by"] == [] for record in found)
    assert "by Anna" in as_author("", "notes", article).out


def test_data_exports_keep_the_annotations_of_a_span_apart(as_author: Run, article: Path) -> None:
    as_author("Anna", "tag", article, "--quote", QUOTE, "--tag", "topic/actor")
    as_author("Bob", "tag", article, "--quote", QUOTE, "--tag", "use/key")
    out = as_author("", "export", article, "--to", "csv").out
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [row["author"] for row in rows] == ["Anna", "Bob"]
