"""The reading options of an article, as its notes store them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tui.model.annotation import Annotation, DocumentData, Notes
from tui.model.reading_options import NO_CHOICES, ReadingOptions
from tui.store import notes_format
from tui.store.chosen_options import remembered, remembered_at_beginning

GREEK = ReadingOptions(encoding="iso8859-7")
MANY = tuple(Annotation(f"A{at}", at, at + 5, "ferry", note="encoding") for at in range(2000))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return tmp_path / "article.txt"


def write(article: Path, notes: Notes) -> None:
    article.with_name("article.txt.notes.toml").write_bytes(notes_format.dumps(notes))


def both(article: Path) -> tuple[ReadingOptions, ReadingOptions]:
    data = article.parent / "data"
    return remembered(article, data), remembered_at_beginning(article, data)


def test_options_are_found_before_many_annotations(article: Path) -> None:
    about = DocumentData(path="article.txt", note="[[annotation]] is no heading here")
    about = replace(about, extra=GREEK.kept_in({}))
    write(article, Notes(about, annotations=MANY))
    assert both(article) == (GREEK, GREEK)


def test_notes_without_options_have_none(article: Path) -> None:
    assert both(article) == (NO_CHOICES, NO_CHOICES)
    write(article, Notes(DocumentData(path="article.txt"), annotations=MANY))
    assert both(article) == (NO_CHOICES, NO_CHOICES)


@pytest.mark.parametrize("damage", ["encoding = [", "\0encoding", '[document]\nnote = """encoding'])
def test_damaged_notes_have_none(article: Path, damage: str) -> None:
    article.with_name("article.txt.notes.toml").write_text(damage, encoding="utf-8")
    assert both(article)[1] == NO_CHOICES
