"""Where notes lie, and what is kept in the user's folders: progress and drafts."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tui.model.errors import ReaderError
from tui.store import drafts, file_operations, locations, progress
from tui.store.locations import NotesPlace, notes_place
from tui.store.progress import Progress


@pytest.fixture
def article(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    path = folder / "harbour.txt"
    path.write_text("The ferry is late.")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be written, for a superuser too."""
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)


def test_beside_the_article(article: Path, data: Path) -> None:
    beside = article.with_name("harbour.txt.notes.toml")
    assert notes_place(article, "0", data) == NotesPlace(beside, True)
    assert not data.exists()
    assert list(article.parent.iterdir()) == [article]


def test_a_folder_that_cannot_be_written(
    article: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(monkeypatch)
    place = notes_place(article, "0", data)
    assert place.path.parent == data / "notes"
    assert place.path.name.startswith("harbour-")
    assert place.path.name.endswith(".notes.toml")
    assert not place.beside
    assert str(article.parent) in place.why
    assert str(place.path) in place.why
    assert place.path.parent.stat().st_mode & 0o777 == 0o700


def test_the_name_depends_on_the_resolved_path(
    article: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(monkeypatch)
    place = notes_place(article, "0", data)
    monkeypatch.chdir(article.parent)
    assert notes_place(Path("../articles/harbour.txt"), "1", data).path == place.path
    assert notes_place(article.parent / "other" / "harbour.txt", "0", data).path != place.path


def test_standard_input_is_known_by_its_text(data: Path) -> None:
    one, other = notes_place(None, "aa", data), notes_place(None, "bb", data)
    assert one == notes_place(None, "aa", data)
    assert one.path != other.path
    assert one.path.parent == data / "notes"
    assert "standard input" in one.why


def test_the_one_beside_wins_and_the_other_is_named(
    article: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        closed(patch)
        away = notes_place(article, "0", data).path
    away.write_text("format = 1\n")
    begun = notes_place(article, "0", data)
    assert (begun.path, begun.beside, begun.other) == (away, False, None)
    beside = article.with_name("harbour.txt.notes.toml")
    beside.write_text("format = 1\n")
    both = notes_place(article, "0", data)
    assert (both.path, both.beside, both.other) == (beside, True, away)
    assert str(away) in both.why


def test_notes_beside_in_a_closed_folder_are_read_and_said_to_be(
    article: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = article.with_name("harbour.txt.notes.toml")
    beside.write_text("format = 1\n")
    closed(monkeypatch)
    place = notes_place(article, "0", data)
    assert (place.path, place.beside) == (beside, True)
    assert "no change can be saved" in place.why


@pytest.mark.parametrize("stem", ["x" * 245, "\n\x1b[2J", "字" * 80, ".hidden", "caf\udce9", "a b"])
def test_any_name_of_an_article_gives_one_that_can_be_made(
    article: Path, data: Path, stem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(monkeypatch)
    place = notes_place(article.parent / f"{stem}.txt", "0", data)
    place.path.with_name(f".{place.path.name}.01234567.tmp").touch()
    assert place.path.name.isprintable()
    assert not place.path.name.startswith(".")


def test_a_name_too_long_for_a_second_one_goes_to_the_data_folder(
    article: Path, data: Path
) -> None:
    assert notes_place(article.parent / ("x" * 230 + ".t"), "0", data).beside is False
    fits = notes_place(article.parent / ("x" * (locations._LONGEST - 11)), "0", data)
    assert fits.beside
    fits.path.with_name(f".{fits.path.name}.01234567.tmp").touch()


def test_progress_is_kept_per_article(tmp_path: Path) -> None:
    assert progress.load(tmp_path, "a") == Progress(0, 0)
    progress.save(tmp_path, "a", Progress(12, 40))
    progress.save(tmp_path, "b\udce9", Progress(3, 3))
    assert progress.load(tmp_path, "a") == Progress(12, 40)
    assert progress.load(tmp_path, "b\udce9") == Progress(3, 3)
    assert all(f.stat().st_mode & 0o777 == 0o600 for f in (tmp_path / "progress").iterdir())


def test_progress_is_saved_without_waiting_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress.save(tmp_path, "a", Progress(1, 2))
    synced: list[int] = []
    monkeypatch.setattr(file_operations, "fsync", synced.append)
    progress.save(tmp_path, "a", Progress(12, 40))
    assert progress.load(tmp_path, "a") == Progress(12, 40)
    assert synced == []


@pytest.mark.parametrize(
    "junk", ["", "[]", "{", '{"caret": "1"}', '{"caret": -1}', "\0", "[" * 5000, '{"caret": true}']
)
def test_damaged_progress_is_the_beginning(tmp_path: Path, junk: str) -> None:
    progress.save(tmp_path, "a", Progress(1, 2))
    [file] = (tmp_path / "progress").iterdir()
    file.write_text(junk)
    assert progress.load(tmp_path, "a") == Progress(0, 0)


def test_progress_that_cannot_be_kept_hurts_nobody(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.write_text("a file, not a folder")
    progress.save(state, "a", Progress(1, 2))
    assert progress.load(state, "a") == Progress(0, 0)


@pytest.mark.parametrize("kept", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "x"])
def test_a_draft_of_no_time_that_there_is_is_none(tmp_path: Path, kept: str) -> None:
    drafts.keep(tmp_path, "article", "memo", "words")
    (path,) = tmp_path.rglob("*.json")
    path.write_text(json.dumps({"what": "memo", "text": "words", "kept": kept}))
    assert drafts.remaining(tmp_path, "article") == []


def test_drafts_are_kept_until_they_are_dropped(tmp_path: Path) -> None:
    drafts.keep(tmp_path, "article", "note A1", "the ti")
    drafts.keep(tmp_path, "article", "note A1", "the tide\n\ud800\0")
    drafts.keep(tmp_path, "article", "document", "memo")
    drafts.keep(tmp_path, "other", "document", "else")
    found = [(d.what, d.text) for d in drafts.remaining(tmp_path, "article")]
    assert found == [("note A1", "the tide\n\ud800\0"), ("document", "memo")]
    drafts.drop(tmp_path, "article", "note A1")
    drafts.drop(tmp_path, "article", "note A1")
    assert [d.what for d in drafts.remaining(tmp_path, "article")] == ["document"]
    assert [d.text for d in drafts.remaining(tmp_path, "other")] == ["else"]
    assert drafts.remaining(tmp_path, "third") == []


def test_drafts_are_private_and_follow_no_planted_link(tmp_path: Path) -> None:
    drafts.keep(tmp_path, "a", "w", "one")
    [file] = (tmp_path / "drafts").rglob("*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    planted = tmp_path / "planted"
    planted.write_text("precious")
    file.unlink()
    file.symlink_to(planted)
    drafts.keep(tmp_path, "a", "w", "two")
    assert planted.read_text() == "precious"
    assert [d.text for d in drafts.remaining(tmp_path, "a")] == ["two"]


@pytest.mark.parametrize(
    "junk", ["", "[]", "{}", '{"what": "w", "text": "t", "kept": 3}', "[" * 5000]
)
def test_a_damaged_draft_does_not_hide_the_others(tmp_path: Path, junk: str) -> None:
    drafts.keep(tmp_path, "a", "w", "one")
    folder = next((tmp_path / "drafts").iterdir())
    (folder / "junk.json").write_text(junk)
    assert [d.text for d in drafts.remaining(tmp_path, "a")] == ["one"]


def test_a_draft_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.write_text("a file, not a folder")
    with pytest.raises(ReaderError):
        drafts.keep(state, "a", "w", "text")


def test_an_article_of_half_characters_has_drafts_too(tmp_path: Path) -> None:
    drafts.keep(tmp_path, "caf\udce9.txt", "\ud800", "text")
    assert [d.what for d in drafts.remaining(tmp_path, "caf\udce9.txt")] == ["\ud800"]


@pytest.mark.parametrize("place", [Progress(0, 7), Progress(7, 0), Progress(0, 0)])
def test_progress_at_the_very_beginning_counts(tmp_path: Path, place: Progress) -> None:
    progress.save(tmp_path, "a", place)
    assert progress.load(tmp_path, "a") == place


def test_those_that_were_begun(tmp_path: Path) -> None:
    assert progress.keys_with_progress(tmp_path, ["a", "b"]) == set()
    progress.save(tmp_path, "a", Progress(1, 2))
    progress.save(tmp_path, "c", Progress(1, 2))
    assert progress.keys_with_progress(tmp_path, ["a", "b"]) == {"a"}
    assert progress.keys_with_progress(tmp_path, []) == set()


def test_notes_on_an_article_without_a_name_are_called_so(data: Path) -> None:
    assert locations.path_in_data_folder(Path("...."), "", data).name.startswith("article-")
    assert locations.path_in_data_folder(None, "0" * 64, data).name.startswith("stdin-")
