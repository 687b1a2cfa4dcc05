"""The texts that notes were made on: kept, found again, bounded, and never in the way."""

from __future__ import annotations

import hashlib
import os
import stat
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.store import file_operations, snapshots

KEY = "/home/u/harbour.txt"
TEXT = "The ferry to Port Selim did not leave — “an engine”, they said. 🚢\n" * 20


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def name(text: str, key: str = KEY) -> str:
    return f"{digest(key)[:32]}-{digest(text)[:32]}.z"


def kept(state: Path) -> list[Path]:
    return sorted((state / "snapshots").iterdir())


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    assert snapshots.load(tmp_path, digest(TEXT)) is None
    assert snapshots.keep(tmp_path, KEY, digest(TEXT), TEXT)
    assert snapshots.load(tmp_path, digest(TEXT)) == TEXT
    assert snapshots.load(tmp_path, digest("another")) is None


@pytest.mark.parametrize("text", ["", "\n", "e\u0301\u200b\x00", "\r\n\ufeff", "𝔘", "a" * 100_000])
def test_any_text(tmp_path: Path, text: str) -> None:
    assert snapshots.keep(tmp_path, KEY, digest(text), text)
    assert snapshots.load(tmp_path, digest(text)) == text


@given(st.text())
def test_every_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    state = tmp_path_factory.mktemp("state")
    assert snapshots.keep(state, KEY, digest(text), text)
    assert snapshots.load(state, digest(text)) == text


def test_it_is_small_and_for_the_user_alone(tmp_path: Path) -> None:
    snapshots.keep(tmp_path, KEY, digest(TEXT), TEXT)
    (path,) = kept(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.stat().st_size < len(TEXT) // 4
    assert path.name == name(TEXT)


def test_each_article_has_its_own_and_a_renamed_one_finds_it(tmp_path: Path) -> None:
    for key in (KEY, "/home/u/copy.txt"):
        assert snapshots.keep(tmp_path, key, digest(TEXT), TEXT)
    assert [path.name for path in kept(tmp_path)] == sorted(
        name(TEXT, key) for key in (KEY, "/home/u/copy.txt")
    )
    (tmp_path / "snapshots" / name(TEXT)).unlink()
    assert snapshots.load(tmp_path, digest(TEXT)) == TEXT


def test_what_is_there_is_not_written_again(tmp_path: Path) -> None:
    snapshots.keep(tmp_path, KEY, digest(TEXT), TEXT)
    (path,) = kept(tmp_path)
    before = path.stat()
    assert snapshots.keep(tmp_path, KEY, digest(TEXT), TEXT)
    assert path.stat().st_ino == before.st_ino


DAMAGE = {
    "empty": lambda data: b"",
    "torn": lambda data: data[: len(data) // 2],
    "zeros": lambda data: bytes(len(data)),
    "another text": lambda data: zlib.compress(b"Another text."),
    "no UTF-8": lambda data: zlib.compress(b"\xff\xfe"),
    "plain": lambda data: TEXT.encode(),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_one_is_not_there_and_is_made_anew(tmp_path: Path, name: str) -> None:
    snapshots.keep(tmp_path, KEY, digest(TEXT), TEXT)
    (path,) = kept(tmp_path)
    path.write_bytes(DAMAGE[name](path.read_bytes()))
    assert snapshots.load(tmp_path, digest(TEXT)) is None
    assert snapshots.keep(tmp_path, KEY, digest(TEXT), TEXT)
    assert snapshots.load(tmp_path, digest(TEXT)) == TEXT


def test_a_bomb_is_not_unfolded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "MAX_TEXT_BYTES", 1000)
    bomb = bytes(10_000_000)
    key = hashlib.sha256(bomb).hexdigest()
    folder = tmp_path / "snapshots"
    folder.mkdir()
    (folder / f"{key[:32]}.z").write_bytes(zlib.compress(bomb))
    assert len(snapshots._decompressed(zlib.compress(bomb))) == 1001
    assert snapshots.load(tmp_path, key) is None


@pytest.mark.parametrize("key", ["", "x", "../" * 20 + "etcd", "A" * 64, "é" * 64, "0" * 63])
def test_what_is_no_hash_names_no_file(tmp_path: Path, key: str) -> None:
    assert not snapshots.keep(tmp_path, KEY, key, TEXT)
    assert snapshots.load(tmp_path, key) is None
    snapshots.drop(tmp_path, key)
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_is_too_large_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "MAX_TEXT_BYTES", 10)
    assert snapshots.keep(tmp_path, KEY, digest("0123456789"), "0123456789")
    assert snapshots.load(tmp_path, digest("0123456789")) == "0123456789"
    assert not snapshots.keep(tmp_path, KEY, digest("0123456789a"), "0123456789a")
    assert len(kept(tmp_path)) == 1


def test_the_oldest_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "MAX_SNAPSHOTS", 3)
    texts = [f"Text {number}." for number in range(5)]
    for number, text in enumerate(texts):
        snapshots.keep(tmp_path, KEY, digest(text), text)
        os.utime(tmp_path / "snapshots" / name(text), ns=(0, number))
    found = [snapshots.load(tmp_path, digest(text)) for text in texts]
    assert found == [None, None, *texts[2:]]


def test_all_together_stay_below_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [os.urandom(500).hex() for _ in range(4)]
    sizes = [len(zlib.compress(text.encode(), 6)) for text in texts]
    monkeypatch.setattr(snapshots, "MAX_TOTAL_BYTES", sizes[2] + sizes[3])
    for number, text in enumerate(texts):
        assert snapshots.keep(tmp_path, KEY, digest(text), text)
        os.utime(tmp_path / "snapshots" / name(text), ns=(0, number))
    assert [snapshots.load(tmp_path, digest(t)) is not None for t in texts] == [False] * 2 + [
        True
    ] * 2


def test_the_newest_stays_even_where_it_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "MAX_TOTAL_BYTES", 1)
    for text in ("First.", TEXT):
        snapshots.keep(tmp_path, KEY, digest(text), text)
    assert snapshots.load(tmp_path, digest("First.")) is None
    assert snapshots.load(tmp_path, digest(TEXT)) == TEXT


def test_what_a_crash_left_goes_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "MAX_SNAPSHOTS", 1)
    folder = tmp_path / "snapshots"
    folder.mkdir()
    stray = folder / f".{'0' * 32}-{'0' * 32}.z.12345678.tmp"
    stray.write_bytes(b"half")
    os.utime(stray, ns=(0, 0))
    snapshots.keep(tmp_path, KEY, digest(TEXT), TEXT)
    assert [path.name for path in kept(tmp_path)] == [name(TEXT)]


@pytest.mark.parametrize("operation", ["open", "write", "fsync", "replace", "mkdir"])
def test_a_disk_that_fails_hurts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    def broken(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(file_operations, operation, broken)
        assert not snapshots.keep(tmp_path, KEY, digest(TEXT), TEXT)
        assert snapshots.load(tmp_path, digest(TEXT)) is None
    assert snapshots.keep(tmp_path, KEY, digest(TEXT), TEXT)
    assert len(kept(tmp_path)) == 1


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(zlib.compress(TEXT.encode()))
    folder = tmp_path / "snapshots"
    folder.mkdir()
    (folder / name(TEXT)).symlink_to(victim)
    assert snapshots.load(tmp_path, digest(TEXT)) is None
    snapshots.keep(tmp_path, KEY, digest(TEXT), TEXT)
    assert victim.read_bytes() == zlib.compress(TEXT.encode())
    assert not (folder / name(TEXT)).is_symlink()


def test_a_dropped_one_is_gone(tmp_path: Path) -> None:
    snapshots.keep(tmp_path, KEY, digest(TEXT), TEXT)
    snapshots.drop(tmp_path, digest(TEXT))
    snapshots.drop(tmp_path, digest(TEXT))
    assert list(tmp_path.iterdir()) == [], "nor does an empty folder stay"


def test_earlier_texts_of_an_article_are_found_newest_first(tmp_path: Path) -> None:
    for number, key in enumerate((KEY, KEY, "/home/u/other.txt", KEY)):
        text = f"version {number}"
        assert snapshots.keep(tmp_path, key, digest(text), text)
        os.utime(tmp_path / "snapshots" / name(text, key), (number, number))
    (tmp_path / "snapshots" / name("damaged")).write_bytes(b"no snapshot")
    found = snapshots.earlier(tmp_path, KEY, digest("version 3"))
    assert [each.text for each in found] == ["version 1", "version 0"]
    assert found[0].kept_at == 1
    assert len(snapshots.earlier(tmp_path, KEY, "", most=2)) <= 2
    assert snapshots.earlier(tmp_path / "none", KEY, digest("x")) == []
