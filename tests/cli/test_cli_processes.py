"""The console entry as a process: streams, terminals and signals."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import environment
from tui.cli import StartRequest
from tui.cli import run as run_words
from tui.config import folders
from tui.model.errors import ReaderError
from tui.model.reading_options import ReadingOptions

Run = Callable[..., Any]
COMMAND = [sys.executable, "-m", "tui"]
ROOT = Path(__file__).resolve().parents[2]


class Terminal:
    """A program on a pseudo-terminal of its own, and what it has drawn so far."""

    def __init__(self, words: list[str], stdin: bytes | None = None, **more: str) -> None:
        readable, writable = os.pipe()
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            if stdin is not None:
                os.dup2(readable, 0)
            os.close(writable)
            os.execvpe(words[0], words, environment(**more))
        os.close(readable)
        if stdin is not None:
            os.write(writable, stdin)
        os.close(writable)
        self.drawn = b""
        self.code: int | None = None

    def until(self, pattern: bytes, seconds: float = 20) -> bool:
        """Read until a pattern has been drawn; False if it was not in time."""
        deadline = time.monotonic() + seconds
        while not re.search(pattern, self.drawn):
            if time.monotonic() > deadline or not self._read():
                return re.search(pattern, self.drawn) is not None
        return True

    def end(self, seconds: float = 20) -> int:
        """The exit code, once the program has ended by itself."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._read()
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.code = os.waitstatus_to_exitcode(status)
                while self._read():
                    pass
                return self.code
        raise TimeoutError(self.drawn)

    def press(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def close(self) -> None:
        if self.code is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
        os.close(self.handle)

    def _read(self) -> bool:
        if not select.select([self.handle], [], [], 0.05)[0]:
            return True
        try:
            data = os.read(self.handle, 1 << 16)
        except OSError:  # Linux says so when the program has gone
            return False
        self.drawn += data
        return bool(data)


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    made: list[Terminal] = []

    def opened(*words: object, stdin: bytes | None = None, **more: str) -> Terminal:
        made.append(Terminal([*COMMAND, *map(str, words)], stdin, **more))
        return made[-1]

    yield opened
    for one in made:
        one.close()


# Streams


def test_the_module_runs(process: Run, article: Path) -> None:
    done = process("passages", article, "--json")
    assert done.code == 0
    assert done.records[0]["text"] == "The bridge at Karmah"


def test_output_is_utf8_whatever_the_locale(process: Run, article: Path) -> None:
    done = process("passages", article, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "“We will not wait,”" in done.out


def test_output_to_a_pipe_is_plain(process: Run, article: Path) -> None:
    assert "\x1b" not in process("search", "plan", article).out


def test_a_name_that_is_no_unicode_is_no_problem(process: Run, run: Run, tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("The ferry sank.")
    for words in (["search", "ferry"], ["notes"], ["check"]):
        assert run(*words, tmp_path).code == 0
    done = process("search", "ferry", tmp_path, "--json")
    assert done.records[0]["path"] == str(path)
    assert "caf" in process("search", "ferry", tmp_path).out


@pytest.fixture
def long_article(tmp_path: Path, home: Path) -> Path:
    path = tmp_path / "long.txt"
    path.write_text("\n\n".join(f"Sentence number {n} is here." for n in range(5000)))
    return path


def test_a_reader_that_goes_away_is_no_error(long_article: Path) -> None:
    script = f'"$0" -m tui passages "{long_article}" | head -1'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}", sys.executable],
        capture_output=True,
        env=environment(),
        check=False,
    )
    assert done.stdout.decode() == "¶1 paragraph\n"
    assert done.stderr == b""


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_one_line(article: Path, home: Path, unbuffered: str) -> None:
    full = Path("/dev/full")
    if not full.is_char_device():
        pytest.skip("no /dev/full here")
    with full.open("wb") as out:
        done = subprocess.run(
            [*COMMAND, "passages", str(article)],
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment(PYTHONUNBUFFERED=unbuffered),
            check=False,
        )
    assert done.returncode == 1
    assert re.fullmatch(rb"reader: [^\n]+\n", done.stderr)


def test_an_interrupt_ends_quietly_with_130(long_article: Path) -> None:
    child = subprocess.Popen(
        [*COMMAND, "passages", str(long_article)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        # Where the tests run in the background, a shell has them ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert child.stdout
    child.stdout.read(1)  # it is at work, and cannot end while nobody reads the rest
    child.send_signal(signal.SIGINT)
    _, err = child.communicate(timeout=20)
    assert (child.returncode, err) == (130, b"")


# Opening


def test_a_folder_is_listed_where_no_terminal_is(run: Run, folder: Path) -> None:
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "bad\n\x1bname.txt").write_text("x")
    done = run(folder)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        str(folder / "bad␊␛name.txt"),
        str(folder / "bridge.txt"),
        str(folder / "ferry.md"),
    ]


def test_without_a_path_the_present_folder_is_listed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run().out == "bridge.txt\nferry.md\n"


def test_an_empty_folder_offers_the_samples(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path)
    paths = [Path(line) for line in done.out.splitlines()]
    assert paths
    assert all(path.parent == folders().data / "sample_data" for path in paths)
    assert all(path.is_file() for path in paths)


@pytest.mark.parametrize("name", ["article", "gone"])
def test_without_a_terminal_opening_is_one_line(process: Run, article: Path, name: str) -> None:
    done = process(article if name == "article" else article.parent / name)
    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(r"reader: [^\n]+\n", done.err)
    assert ("no terminal" in done.err) == (name == "article")


def test_standard_input_that_is_no_text_is_one_line(process: Run) -> None:
    done = process("-", stdin=b"\x00\x01\x02\xff" * 100)
    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(r"reader: [^\n]+\n", done.err)


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that the streams of this process are terminals: nothing is drawn on them here."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(os, "isatty", lambda handle: True)


@pytest.mark.usefixtures("on_terminal")
def test_what_the_program_opens(folder: Path) -> None:
    assert run_words([]) == StartRequest(None)
    assert run_words([str(folder)]) == StartRequest(str(folder))
    assert run_words(["--", str(folder / "ferry.md")]) == StartRequest(str(folder / "ferry.md"))
    for words in (["--whole", str(folder)], [str(folder), "--whole"]):
        assert run_words(words) == StartRequest(str(folder), options=ReadingOptions(whole=True))
    with pytest.raises(ReaderError, match="no such file"):
        run_words([str(folder / "gone.txt")])


@pytest.mark.usefixtures("on_terminal")
def test_several_paths_that_stand_for_one_article_open_it(folder: Path) -> None:
    article, notes = folder / "ferry.md", folder / "ferry.md.notes.toml"
    notes.write_text('format = 1\n[document]\npath = "ferry.md"\n', encoding="utf-8")
    assert run_words([str(article), str(notes)]) == StartRequest(str(article))
    assert run_words([str(folder / "ferry.md*")]) == StartRequest(str(article))
    whole = ReadingOptions(whole=True)
    words = ["--whole", str(article), str(notes)]
    assert run_words(words) == StartRequest(str(article), options=whole)
    (folder / "codebook.toml").write_text("format = 1\n", encoding="utf-8")
    found = run_words([str(folder / "codebook.toml"), str(article)])
    assert isinstance(found, StartRequest)
    assert (found.target, len(found.messages)) == (str(article), 1)
    several = run_words([str(article), str(notes), str(folder / "bridge.txt")])
    assert several == StartRequest(files=(article, folder / "bridge.txt"))


@pytest.mark.usefixtures("on_terminal")
def test_the_sample_is_an_article_with_notes_in_the_users_own_copy() -> None:
    found = run_words(["--sample"])
    assert isinstance(found, StartRequest)
    path = Path(found.target or "")
    assert path.parent == folders().data / "sample_data"
    assert path.with_name(path.name + ".notes.toml").is_file()


# On a terminal


@pytest.mark.parametrize(("more", "colored"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_on_a_terminal_unless_unwanted(
    terminal: Callable[..., Terminal], article: Path, more: dict[str, str], colored: bool
) -> None:
    screen = terminal("search", "plan slipped", article, **more)
    assert screen.end() == 0
    assert b"slipped" in screen.drawn
    assert (b"\x1b[1mslipped\x1b[0m" in screen.drawn) == colored
    assert (b"\x1b" in screen.drawn) == colored


def test_an_export_on_a_terminal_shows_no_controls(
    terminal: Callable[..., Terminal], tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Stop \x1b]0;owned\x07 here.", encoding="utf-8")
    assert run("tag", path, "--quote", "here", "--tag", "use/key", "--note", "\x1b[31m").code == 0
    screen = terminal("export", path, "--to", "markdown", NO_COLOR="1")
    assert screen.end() == 0
    assert b"here" in screen.drawn
    assert b"\x1b" not in screen.drawn


@pytest.mark.parametrize("command", [["passages", "a\x1b[31m.txt"], ["--\x9b31m"]])
def test_errors_on_a_terminal_show_no_controls(
    terminal: Callable[..., Terminal], command: list[str]
) -> None:
    screen = terminal(*command)
    assert screen.end() in (1, 2)
    assert screen.drawn.startswith(b"reader: ")
    assert b"\x1b" not in screen.drawn
    assert "\x9b".encode() not in screen.drawn


def test_the_program_opens_a_file_and_q_ends_it(
    terminal: Callable[..., Terminal], article: Path
) -> None:
    screen = terminal(article)
    assert screen.until(b"crossed")
    screen.press("q")
    assert screen.end() == 0


def test_standard_input_is_read_and_the_keys_come_from_the_terminal(
    terminal: Callable[..., Terminal], home: Path
) -> None:
    screen = terminal("-", stdin=b"The ferry sank in the night.\n\nNobody was seen again.\n")
    assert screen.until(b"ferry")
    screen.press("q")
    assert screen.end() == 0


def test_a_text_that_cannot_be_read_leaves_one_line(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(b"\x00\x01\x02\xff" * 100)
    screen = terminal(path)
    assert screen.end() == 1
    assert b"Traceback" not in screen.drawn
    assert b"bad.txt" in screen.drawn
