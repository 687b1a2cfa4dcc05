"""Coding by rule over a folder: what is proposed, kept and taken back, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.model.dossier import CodingRule
from tui.model.errors import ReaderError
from tui.store import notes_files
from tui.workspace.bulk_tagging import undo_tagging
from tui.workspace.folder_coding import has_rules, keep, load_rules, propose

RULES = [
    CodingRule("ships", "topic/ship", words=("ferr*",)),
    CodingRule("birds", "topic/bird", words=("gulls",)),
]
TEXT = "Port\n\nThe ferry left late. Gulls sat on the quay.\n"


@pytest.fixture
def articles(tmp_path: Path) -> dict[str, Path]:
    made = {name: tmp_path / name for name in ("a.txt", "b.txt", "bad.txt")}
    for path in made.values():
        path.write_text(TEXT, encoding="utf-8")
    made["bad.txt"].write_bytes(b"\x00\xff" * 99)
    return made


def test_what_is_kept_is_tagged_and_each_tag_taken_back(
    articles: dict[str, Path], tmp_path: Path
) -> None:
    shares: list[float] = []
    found, problems = propose(articles, RULES, folders(), Config(), shares.append)
    assert [(p.name, p.paragraph, p.text, p.before) for p in found[:2]] == [
        ("a.txt", 2, "The ferry left late.", ""),
        ("a.txt", 2, "Gulls sat on the quay.", "The ferry left late. "),
    ]
    assert (len(found), len(problems)) == (4, 1)
    assert shares == sorted(shares)
    results = keep(found[:3], folders(), Config())
    assert [(r.tag, r.passages) for r in results] == [("topic/ship", 2), ("topic/bird", 1)]
    assert keep(found[:0], folders(), Config()) == []
    for result in results:
        undo_tagging(result, tmp_path, folders(), Config())
    for name in ("a.txt", "b.txt"):
        notes = notes_files.load(tmp_path / f"{name}.notes.toml").value
        assert notes.annotations == ()


def test_a_passage_that_is_gone_meanwhile_is_named(articles: dict[str, Path]) -> None:
    found, _ = propose({"a.txt": articles["a.txt"]}, RULES, folders(), Config(), lambda share: None)
    articles["a.txt"].write_text("Port\n\nNew: the ferry left late. Gulls sat on the quay.\n")
    ships, birds = keep(found, folders(), Config())
    assert (ships.passages, birds.passages) == (0, 1)
    assert ships.problems == ("a.txt: changed since it was read in, 1 not found",)


def test_the_rules_of_a_folder_are_those_of_its_dossier(tmp_path: Path) -> None:
    assert not has_rules(tmp_path)
    with pytest.raises(ReaderError, match=r"has no dossier\.toml"):
        load_rules(tmp_path)
    (tmp_path / "dossier.toml").write_text("format = 1\n")
    assert not has_rules(tmp_path)
    (tmp_path / "dossier.toml").write_text("[[rule]]\nname = 'r'\ntag = 't'\nregex = 'x'\n")
    assert has_rules(tmp_path)
    assert load_rules(tmp_path) == (CodingRule("r", "t", regex="x"),)
