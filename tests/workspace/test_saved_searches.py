"""What saved searches find, what of it is new, and what is recorded as seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.library.collection import Collection
from tui.model.dossier import Dossier, SavedSearch
from tui.model.errors import ReaderError
from tui.workspace import saved_searches
from tui.workspace.open_dossier import OpenDossier
from tui.workspace.saved_searches import (
    CountedSearch,
    digest,
    found_by_query,
    new_hits,
    opened,
    read_collection,
)

_FERRY, _CRANE = "The ferry sank at the quay.", "The crane fell on the quay."


def collection(folder: Path, **texts: str) -> Collection:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(f"On {name}\n\n{text}\n", encoding="utf-8")
    return read_collection(folder, folders(), Config(), lambda share: None)


def test_what_is_found_when_a_search_is_opened_is_no_longer_new(tmp_path: Path) -> None:
    before = collection(tmp_path, a=_FERRY)
    search = SavedSearch("sinking", "ferry sank")
    assert len(new_hits(search, before)) == 1
    search = opened(search, before)
    assert search.seen == (digest(_FERRY),)
    assert not new_hits(search, before)
    after = collection(tmp_path, b="A second ferry sank too.")
    (hit,) = new_hits(search, after)
    assert after.locate(hit.item).name == "b.txt"


def test_the_same_words_in_another_article_are_not_new(tmp_path: Path) -> None:
    search = opened(SavedSearch("sinking", "ferry sank"), collection(tmp_path, a=_FERRY))
    assert not new_hits(search, collection(tmp_path, b=_FERRY))


def test_opening_a_search_among_some_articles_keeps_what_was_seen_in_others(
    tmp_path: Path,
) -> None:
    (tmp_path / "below").mkdir()
    below = collection(tmp_path / "below", b="A second ferry sank too.")
    everything = collection(tmp_path, a=_FERRY)
    search = opened(SavedSearch("sinking", "ferry sank"), everything)
    assert len(search.seen) == 2
    assert {*opened(search, below).seen} == {*search.seen}


def test_the_oldest_digests_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_searches, "_MOST_SEEN", 2)
    search = SavedSearch("sinking", "ferry sank", ("one", "two"))
    assert opened(search, collection(tmp_path, a=_FERRY)).seen == (digest(_FERRY), "one")


def test_new_passages_are_counted_once_they_are_looked_for(tmp_path: Path) -> None:
    found = found_by_query(
        collection(tmp_path, a=_FERRY, b=_CRANE), ["ferry sank", "crane fell"], lambda share: None
    )
    assert found == {"ferry sank": (digest(_FERRY),), "crane fell": (digest(_CRANE),)}
    search = SavedSearch("s", "ferry sank")
    assert CountedSearch(search).new == 0
    assert CountedSearch(search, found["ferry sank"]).new == 1
    seen = SavedSearch("s", "ferry sank", (digest(_FERRY),))
    assert CountedSearch(seen, found["ferry sank"]).new == 0


def test_the_reading_and_the_counting_can_be_stopped(tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(share: float) -> None:
        raise StoppedError

    (tmp_path / "a.txt").write_text(_FERRY, encoding="utf-8")
    with pytest.raises(StoppedError):
        read_collection(tmp_path, folders(), Config(), stop)
    with pytest.raises(StoppedError):
        found_by_query(collection(tmp_path), ["ferry"], stop)


def test_a_folder_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReaderError):
        read_collection(tmp_path / "gone", folders(), Config(), lambda share: None)


def test_the_dossier_of_a_folder_is_changed_with_what_others_wrote_meanwhile(
    tmp_path: Path,
) -> None:
    mine, theirs = OpenDossier(tmp_path), OpenDossier(tmp_path)
    theirs.change(lambda dossier: Dossier(searches=(SavedSearch("b", "x"),)))
    written = mine.change(lambda dossier: Dossier(searches=(SavedSearch("a", "y"),)))
    assert {*written.searches_by_name} == {"a", "b"}
    assert OpenDossier(tmp_path).value == written == mine.value


def test_a_damaged_dossier_is_not_changed(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text('format = 1\n[[search]]\nname = "a\n', encoding="utf-8")
    dossier = OpenDossier(tmp_path)
    assert "dossier.toml" in dossier.problem
    with pytest.raises(ReaderError, match=r"dossier\.toml"):
        dossier.change(lambda dossier: Dossier())
