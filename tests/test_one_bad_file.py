"""One file never stops a folder: whatever goes wrong in it is one line, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import run as run  # the fixture
from tests.ui.pilot import keys, lines, until
from tests.ui.program import program
from tui.config import Config, folders
from tui.library import Library
from tui.model.errors import ReaderError, TransientError
from tui.readers import plain, read
from tui.store import faults
from tui.ui.background import WorkCancelledError

ERRORS: list[Exception] = [
    RecursionError("deep"),
    MemoryError(),
    KeyError("a\x1b[2Jb"),
    OSError(5, "I/O"),
]
BAD = "This one cannot be read.\n"


@pytest.fixture(params=ERRORS, ids=lambda error: type(error).__name__)
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles, and in reading one of them an exception that nobody foresaw."""
    whole = plain.read

    def fail(data: bytes, stem: str, **more: Any) -> object:
        if data.decode() == BAD:
            raise request.param
        return whole(data, stem, **more)

    monkeypatch.setattr(plain, "read", fail)
    home = tmp_path / "shore"
    home.mkdir()
    for name, text in {"a.txt": "Gulls sat.\n", "bad.txt": BAD, "c.txt": "Gulls flew.\n"}.items():
        (home / name).write_text(text)
        (home / f"{name}.notes.toml").write_text(_notes(text))
    return home


def _notes(text: str) -> str:
    quote = text.split()[0]
    return (
        f'format = 1\n\n[[annotation]]\nid = "01KAMN6E7Q0000000000000000"\nrev = 1\n'
        f'start = 0\nend = {len(quote)}\nquote = "{quote}"\nprefix = ""\nsuffix = ""\n'
        'tags = ["use/key"]\ncreated = 2026-01-01T00:00:00Z\nmodified = 2026-01-01T00:00:00Z\n'
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("search", "gulls"), 2),
        (("notes",), 6),
        (("check",), 0),
        (("export", "--to", "csv"), 3),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_command_goes_on_after_a_file_that_fails(
    folder: Path, run: Callable[..., object], words: tuple[str, ...], shown: int
) -> None:
    command, *rest = words
    options = rest if rest and rest[0].startswith("--") else []
    query = [] if options else rest
    done = run(command, *query, folder, *options)
    assert done.code == 1  # type: ignore[attr-defined]
    complaints = done.err.splitlines()  # type: ignore[attr-defined]
    assert len(complaints) == 1
    assert complaints[0].startswith(f"reader: {folder / 'bad.txt'}: ")
    assert "\x1b" not in complaints[0]
    assert len(done.out.splitlines()) == shown  # type: ignore[attr-defined]


def test_a_command_on_the_file_itself_says_the_same(
    folder: Path, run: Callable[..., object]
) -> None:
    for words in (("passages",), ("tag", "--quote", "This", "--tag", "a"), ("sources",)):
        done = run(words[0], folder / "bad.txt", *words[1:])
        assert (done.code, done.out) == (1, "")  # type: ignore[attr-defined]
        assert len(done.err.splitlines()) == 1  # type: ignore[attr-defined]


async def test_the_list_and_the_screen_go_on(folder: Path) -> None:
    async with program(folder) as pilot:
        await until(pilot, "2 passages")
        shown = lines(pilot)
        assert "a.txt" in shown
        assert "c.txt" in shown
        assert "3 articles" in shown
        await keys(pilot, "ctrl+q")
    assert pilot.app.return_code == 0


def test_the_details_are_kept_and_harmless(tmp_path: Path) -> None:
    def fail() -> None:
        raise KeyError("deep \u202e in")

    for name in ("one.txt", "two.txt"):
        with pytest.raises(ReaderError, match=r"fault of reader \(KeyError\).*fault\.txt"):
            faults.contain_faults(name, tmp_path / "state", fail)
    kept = (tmp_path / "state" / faults.NAME).read_text(encoding="utf-8")
    assert kept.index("one.txt") < kept.index("two.txt")
    assert kept.count("in fail") == 2
    assert "\u202e" not in kept


def test_the_file_of_faults_does_not_grow_for_ever(tmp_path: Path) -> None:
    def fail() -> None:
        raise KeyError("x" * 100_000)

    for _ in range(6):
        with pytest.raises(ReaderError):
            faults.contain_faults("a.txt", tmp_path, fail)
    assert (tmp_path / faults.NAME).stat().st_size <= 256 * 1024


def test_where_no_details_can_be_kept_the_last_line_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(ReaderError, match="KeyError: 'why'"):
        faults.contain_faults("a.txt", tmp_path / "state", lambda: {}["why"])


@pytest.mark.parametrize("error", [WorkCancelledError(), KeyboardInterrupt(), BrokenPipeError()])
def test_what_is_no_fault_passes(error: BaseException, tmp_path: Path) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(type(error)):
        faults.contain_faults("a.txt", tmp_path, fail)
    assert not (tmp_path / faults.NAME).exists()


def test_what_may_succeed_another_time_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "shore"
    home.mkdir()
    (home / "a.txt").write_text("Gulls sat.\n")

    def too_slow(path: Path, *options: object) -> object:
        raise TransientError(f"{path}: not read within 60 seconds")

    with monkeypatch.context() as patch:
        patch.setattr("tui.library.passage_index.read", too_slow)
        entry = Library(home, folders(), Config()).ready().entries()[0]
        assert entry.unreadable
    again = Library(home, folders(), Config()).ready().entries()[0]
    assert (again.unreadable, again.title) == (False, read(home / "a.txt").title)


def test_a_fault_outside_of_any_file_is_one_line_too(
    run: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(words: object) -> int:
        raise KeyError("why")

    monkeypatch.setattr("tui.cli.run", fail)
    done = run("notes", ".")
    assert (done.code, done.out) == (1, "")  # type: ignore[attr-defined]
    assert "fault of its own (KeyError)" in done.err  # type: ignore[attr-defined]
    assert len(done.err.splitlines()) == 1  # type: ignore[attr-defined]
