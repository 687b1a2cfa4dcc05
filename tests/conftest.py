"""Fixtures of all tests: a temporary home folder, and real articles if there are any."""

from __future__ import annotations

import gc
import os
from compileall import compile_file
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

_NUMBERS = count()

# The examples of a property; tests.sampling.examples multiplies them. None has a deadline, for a
# machine that is busy with other things makes any example slow.
settings.register_profile("ordinary", max_examples=20, deadline=None)
settings.register_profile("long", max_examples=1000, deadline=None)
settings.load_profile("ordinary")

# With it, every program that a test starts would compile all of its modules.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
_NOT_KEPT = ("NO_COLOR", "TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "TERM_PROGRAM", "VTE_VERSION")
"""Variables of the user's own terminal and desktop, whose clipboard no test may fill."""

# The default is to walk every collected test again and again.
gc.set_threshold(100_000, 20, 50)


def pytest_collection(session: pytest.Session) -> None:
    """Compile a share of the files first, where several processes are about to load all of them.

    Python and pytest keep what they compile; else each process would compile every file again.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker or session.config.args != session.config.getini("testpaths"):
        return
    processes = int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    share = slice(int(worker.removeprefix("gw")), None, processes)
    for path in sorted((ROOT / "tui").rglob("*.py"))[share]:
        compile_file(path, quiet=2)
    for path in sorted((ROOT / "tests").rglob("test_*.py"))[share]:
        # What is wrong with a file is told when its turn comes to be collected.
        with suppress(pytest.Collector.CollectError, pytest.skip.Exception):
            pytest.Module.from_parent(session, path=path).obj  # noqa: B018


def pytest_collection_finish() -> None:
    """Exempt what was imported and collected from garbage collection."""
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Collect garbage once; pytest does so five times, each time walking all that is left."""
    gc.collect()
    gc.freeze()


def pytest_xdist_auto_num_workers() -> int:
    """Run one test process more than there are cores, because some tests wait for a program.

    More processes would import and collect everything once more each.
    """
    return (os.cpu_count() or 1) + 1


def _new_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """Make a folder with a unique number, without listing all others as pytest does."""
    folder = factory.getbasetemp() / f"{name}-{next(_NUMBERS)}"
    folder.mkdir()
    return folder


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder for one test."""
    return _new_folder(tmp_path_factory, "test")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home for config, data, state and cache, so that no test sees the user's own."""
    folder = _new_folder(tmp_path_factory, "home")
    monkeypatch.setenv("READER_HOME", str(folder))
    for name, value in {"TERM": "xterm-256color", "COLORTERM": "truecolor"}.items():
        monkeypatch.setenv(name, value)
    for name in _NOT_KEPT:
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real articles (READER_CORPORA); the test is skipped where it is absent."""
    folder = Path(os.environ.get("READER_CORPORA", ROOT.parent / "shared"))
    if not (folder / "seed" / "article.txt").is_file():
        pytest.skip(f"no real articles in {folder} (set READER_CORPORA)")
    return folder
