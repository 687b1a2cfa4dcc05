"""Opening long articles: the first page, queued keys, cancelling, and errors."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.readers.archives import FOLDER
from tests.sampling import sampled
from tests.ui.pilot import keys, lines, quiet, send, told, until
from tests.ui.program import here, program, screen_of, session_of
from tui.config import Config, folders
from tui.readers import beginning, plain, read, reading_progress
from tui.session import Session
from tui.session.open_session import open_session
from tui.ui.app import ReaderApp
from tui.ui.reading.loading_screen import LoadingScreen
from tui.ui.reading.screen import ReaderScreen

LONG = "Fog over the estuary\n\n" + "The ferry left late. Nobody saw the lighthouse.\n\n" * 3_000


@pytest.fixture(autouse=True)
def _anything_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.ui.reading.loading_screen._LARGE_ARTICLE", 100_000)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """An event; until it is set, only the first pages of long texts are read."""
    event, whole = threading.Event(), plain.read

    def read_later(data: bytes, stem: str, **more: Any) -> object:
        while reading_progress._receiver.get() and len(data) > 100_000 and not event.wait(0.01):
            reading_progress.report(0.25)
        return whole(data, stem, **more)

    monkeypatch.setattr(plain, "read", read_later)
    yield event
    event.set()


def long(folder: Path, text: str = LONG) -> Path:
    path = folder / "long.txt"
    path.write_text(text, encoding="utf-8")
    return path


async def whole(pilot: Pilot[int]) -> None:
    """Wait until the whole article is open."""
    for _ in range(300):
        await pilot.pause(0.02)
        if isinstance(pilot.app.screen, ReaderScreen):
            return
    raise AssertionError(f"{pilot.app.screen} is still shown")


async def test_the_first_page_is_there_while_the_rest_is_read(
    tmp_path: Path, gate: threading.Event
) -> None:
    app = ReaderApp(long(tmp_path), folders(), Config())
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, "25%")
        assert "Fog over the estuary" in lines(pilot)
        assert "The ferry left late." in lines(pilot)
        assert "claim/intent" in lines(pilot)
        send(pilot.app, ["j", "j", "1"])
        await pilot.pause()
        assert isinstance(app.screen, LoadingScreen)
        gate.set()
        await whole(pilot)
        await quiet(pilot)
        # The keys that were pressed meanwhile have waited.
        assert here(pilot) == "Nobody saw the lighthouse."
        assert [a.tags for a in session_of(pilot).state.ordered()] == [("claim/intent",)]


async def test_esc_gives_it_up(tmp_path: Path, gate: threading.Event) -> None:
    app = ReaderApp(long(tmp_path), folders(), Config())
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, "cancel")
        send(pilot.app, ["escape"])
        await pilot.pause()
    assert (app.return_code, app.exit_error) == (0, "")


@pytest.mark.long
async def test_esc_leads_back_to_the_folder(tmp_path: Path, gate: threading.Event) -> None:
    long(tmp_path)
    async with program(tmp_path) as pilot:
        send(pilot.app, ["enter"])
        await until(pilot, "cancel")
        send(pilot.app, ["escape"])
        await until(pilot, "long.txt")
        gate.set()
        await pilot.pause(0.1)
        assert not isinstance(pilot.app.screen, LoadingScreen)


async def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"%PDF-1.5\nnothing else")
    app = ReaderApp(path, folders(), Config())
    async with app.run_test(size=(100, 30)) as pilot:
        for _ in range(300):
            await pilot.pause(0.02)
            if app.exit_error:
                break
    assert "page.pdf: this is no PDF" in app.exit_error
    assert "\n" not in app.exit_error


@pytest.mark.long
async def test_another_article_can_be_opened_after_one_that_took_long(tmp_path: Path) -> None:
    long(tmp_path)
    (tmp_path / "short.txt").write_text("Gulls sat on the pier.\n", encoding="utf-8")
    async with program(tmp_path / "long.txt") as pilot:
        await whole(pilot)
        await quiet(pilot)
        await keys(pilot, "o", "enter")
        await quiet(pilot)
        assert here(pilot) == "Gulls sat on the pier."
        assert not any(isinstance(screen, LoadingScreen) for screen in pilot.app.screen_stack)
        await keys(pilot, "q")
    assert pilot.app.return_code == 0


async def test_large_notes_come_after_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "noted.txt"
    path.write_text("Gulls sat on the pier.\n", encoding="utf-8")
    (tmp_path / "noted.txt.notes.toml").write_text("format = 1\n" + "#\n" * 200_000)
    event, opened = threading.Event(), open_session

    def later(*given: object, **named: object) -> Session:
        event.wait(20)
        return opened(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("tui.ui.navigator.open_session", later)
    app = ReaderApp(path, folders(), Config())
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, "Gulls sat on the pier.")
        assert isinstance(app.screen, LoadingScreen)
        event.set()
        await whole(pilot)
        assert screen_of(pilot).session is session_of(pilot)


ENDS = ["", " and more", "\n", "é" * 40_000, "🛳️" * 30_000]


@pytest.mark.parametrize("end", sampled(ENDS, [ENDS[1], ENDS[4]]))
@pytest.mark.parametrize("name", ["long.txt", "long.md"])
def test_the_beginning_has_the_offsets_of_the_whole(tmp_path: Path, name: str, end: str) -> None:
    path = tmp_path / name
    path.write_text(LONG[: 2_000 if "é" in end else 70_000] + end, encoding="utf-8")
    first, whole = beginning(path), read(path)
    assert first is not None
    assert whole.text.startswith(first.text)
    assert first.blocks[:-1] == whole.blocks[: len(first.blocks) - 1]


def test_no_beginning_where_only_the_whole_tells(tmp_path: Path) -> None:
    (tmp_path / "wide.txt").write_bytes("Fog.\n".encode("utf-16"))
    (tmp_path / "page.html").write_bytes(b"<p>Fog.")
    for name in ("wide.txt", "page.html", "missing.txt"):
        assert beginning(tmp_path / name) is None


class GaveUpError(Exception):
    pass


def give_up(share: float) -> None:
    raise GaveUpError


@pytest.mark.parametrize("suffix", ["pdf", "epub", "docx", "html", "mhtml"])
def test_each_format_says_how_far_it_is(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    monkeypatch.setattr("tui.readers.worker.client._POLL_SECONDS", 0.001)
    with reading_progress.reported_to(told.append):
        read(FOLDER / f"harbour.{suffix}")
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] <= 1


@pytest.mark.long
def test_a_pdf_is_given_up_before_its_first_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.readers.worker.client._POLL_SECONDS", 0.001)
    monkeypatch.setattr("tui.readers.worker.client._share", lambda event: 0.0)
    with reading_progress.reported_to(give_up), pytest.raises(GaveUpError):
        read(FOLDER / "harbour.pdf")


def test_a_reading_ends_where_it_is_told_to() -> None:
    with reading_progress.reported_to(give_up), pytest.raises(GaveUpError):
        plain.read(LONG.encode(), "long")


async def test_an_article_without_text_is_said_to_have_none(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("\n \n", encoding="utf-8")
    async with program(path) as pilot:
        await quiet(pilot)
        assert "this article has no text" in told(pilot)
        assert "…/…" in lines(pilot).splitlines()[0]
