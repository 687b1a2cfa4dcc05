"""The rows of the table: what is measured of the program, and against what."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from .terminal_program import Program
from .terminal_texts import FIRST, annotated, article

_HERE = Path(__file__).parent
_SIZES = {"10 kB": 10_000, "1 MB": 1_000_000, "10 MB": 10_000_000, "100 MB": 100_000_000}
_WHOLE = (FIRST, "NOTES", "Quit")
"""What stands on the first complete frame."""
_READY = "saved"
"""What the header says once all of the text is there."""
_KEYS = 10
_IDLE = 10.0
PAGE_DOWN = "\x1b[6~"


@dataclass
class Bench:
    """The programs and the texts."""

    folder: Path
    home: Path = field(init=False)

    def __post_init__(self) -> None:
        self.home = self.folder / "home"
        self.home.mkdir(exist_ok=True)

    def text(self, size: str) -> Path:
        """An article of a size."""
        return article(self.folder / f"{size.replace(' ', '')}.txt", _SIZES[size])

    def noted(self) -> Path:
        """An article with 10,000 annotations."""
        return annotated(self.folder / "noted.txt", 1_300_000, 10_000)

    def start(self, *words: str) -> Program:
        """A program on a terminal of its own; each time it begins where nothing was read yet."""
        for kept in self.home.glob("state/progress/*"):
            kept.unlink()
        return Program(words, self.home)

    def reader(self, *words: str) -> Program:
        """The program."""
        return self.start(str(Path(sys.executable).with_name("reader")), *words)

    def warm_up(self) -> None:
        """Start the program once, so that its files are in the system's cache."""
        with self.opened(self.text("10 kB")):
            pass

    def bare(self) -> Program:
        """The bare Textual app."""
        return self.start(sys.executable, str(_HERE / "terminal_bare.py"))

    def nothing(self) -> float:
        """Seconds that Python takes to do nothing."""
        return _ended(self.start(sys.executable, "-c", "pass"))

    def first_text(self, size: str) -> float:
        """Seconds to the first line of an article."""
        program = self.reader(str(self.text(size)))
        try:
            return program.until(FIRST)
        finally:
            program.kill()

    def peer(self, name: str, size: str) -> float:
        """Seconds to the first page of another program."""
        program = self.start(name, str(self.text(size)))
        try:
            return program.until(FIRST)
        finally:
            program.kill()

    @contextmanager
    def opened(self, path: Path) -> Iterator[Program]:
        """The program with an article that has been read in, warm and idle."""
        program = self.reader(str(path))
        try:
            program.until(*_WHOLE, _READY)
            _rest(program)
            yield program
        finally:
            program.kill()

    @contextmanager
    def warm(self) -> Iterator[Program]:
        """The bare app, idle."""
        program = self.bare()
        try:
            program.until("Row 37")
            _rest(program)
            yield program
        finally:
            program.kill()


@dataclass(frozen=True)
class Row:
    """One row: `measure` gives ours and what it is compared with (0: nothing).

    `goal` is the most that the ratio of both should be, or ours where that has a `unit`: then what
    it is compared with only tells how quick the machine is. At or below `floor` a figure is never
    called worse, for there it is noise.
    """

    name: str
    what: str
    goal: float
    measure: Callable[[Bench], tuple[float, float]]
    unit: str = ""
    floor: float = 0.0
    slow: bool = False


def _ended(program: Program) -> float:
    while program.read(5.0):
        pass
    seconds = time.perf_counter() - program.started
    program.kill()
    return seconds


def _rest(program: Program, pause: float = 0.5) -> None:
    """Wait until nothing is drawn any more and no processor time is taken."""
    program.settle(pause)
    for _ in range(400):
        before = program.processor
        program.settle(0.25)
        if program.processor - before <= 0.01:
            return


def _version(bench: Bench) -> tuple[float, float]:
    return _ended(bench.reader("--version")), bench.nothing()


def _until(bench: Bench, article: Path, *texts: str) -> tuple[float, float]:
    ours = bench.reader(str(article))
    first = ours.until(*texts)
    ours.kill()
    theirs = bench.bare()
    second = theirs.until("Row 37")
    theirs.kill()
    return first, second


def _first_frame(size: str) -> Callable[[Bench], tuple[float, float]]:
    return lambda bench: _until(bench, bench.text(size), *_WHOLE)


def _ready(bench: Bench) -> tuple[float, float]:
    return _until(bench, bench.text("10 MB"), _READY)


def _noted_text(bench: Bench) -> tuple[float, float]:
    return _until(bench, bench.noted(), *_WHOLE)


def _answers(program: Program, keys: str) -> float:
    return median(program.press(keys).last for _ in range(_KEYS))


def _key(keys: str) -> Callable[[Bench], tuple[float, float]]:
    def measure(bench: Bench) -> tuple[float, float]:
        with bench.opened(bench.text("1 MB")) as ours, bench.warm() as theirs:
            return _answers(ours, keys), _answers(theirs, "j")

    return measure


def _noted_key(keys: str) -> Callable[[Bench], tuple[float, float]]:
    def measure(bench: Bench) -> tuple[float, float]:
        with bench.opened(bench.noted()) as noted, bench.opened(bench.text("1 MB")) as plain:
            return _answers(noted, keys), _answers(plain, keys)

    return measure


def _beside(bench: Bench) -> tuple[float, float]:
    program = bench.start(sys.executable, str(_HERE / "terminal_beside.py"))
    try:
        program.until("Row 37")
        _rest(program)
        return _answers(program, "k"), _answers(program, "j")
    finally:
        program.kill()


def _toggle(bench: Bench) -> tuple[float, float]:
    notes = bench.noted().with_name("noted.txt.notes.toml")
    before = notes.read_bytes()
    try:
        with bench.opened(bench.noted()) as ours, bench.warm() as theirs:
            times = []
            for _ in range(_KEYS):
                times.append(ours.press("1").last)
                _rest(ours)  # the saving that follows is another row
            return median(times), _answers(theirs, "j")
    finally:
        notes.write_bytes(before)


def _marks(bench: Bench) -> tuple[float, float]:
    program = bench.reader(str(bench.noted()))
    try:
        text = program.until(FIRST)
        return program.until("Note 0") - text, bench.nothing()
    finally:
        program.kill()


def _blocked(bench: Bench) -> tuple[float, float]:
    notes, beats = bench.noted().with_name("noted.txt.notes.toml"), bench.folder / "beats"
    before = notes.read_bytes()
    words = (sys.executable, str(_HERE / "terminal_heartbeat.py"), str(bench.noted()), str(beats))
    program = bench.start(*words)
    try:
        program.until(*_WHOLE)
        _rest(program, 1.0)
        program.press("1")
        _rest(program, 1.5)
        program.quit("q")
        return float(beats.read_text(encoding="utf-8")), bench.nothing() * 1000
    finally:
        notes.write_bytes(before)


def _peak(size: str) -> Callable[[Bench], tuple[float, float]]:
    def measure(bench: Bench) -> tuple[float, float]:
        with bench.opened(bench.text(size)) as ours:
            if size == "100 MB":
                return ours.peak, bench.text(size).stat().st_size
            with bench.warm() as theirs:
                return ours.peak, theirs.peak

    return measure


def _quit(bench: Bench) -> tuple[float, float]:
    # The quickest of three: often a system takes 0.1 s more to clear away a process that has
    # called exit. So the row's floor lies above that.
    return min(_quitting(bench) for _ in range(3)) * 1000, bench.nothing() * 1000


def _quitting(bench: Bench) -> float:
    program = bench.reader(str(bench.text("1 MB")))
    program.until(*_WHOLE)
    _rest(program)
    return program.quit("q")


def _resize(bench: Bench) -> tuple[float, float]:
    with bench.opened(bench.text("10 MB")) as program:
        page = _answers(program, PAGE_DOWN)
        sizes = [(40, 100), (40, 120)] * 3
        return median(program.resize(*size).last for size in sizes), page


def _bytes(keys: str) -> Callable[[Bench], tuple[float, float]]:
    def measure(bench: Bench) -> tuple[float, float]:
        with bench.opened(bench.text("1 MB")) as program:
            return max(program.press(keys).size for _ in range(_KEYS)), 0.0

    return measure


def _idle(bench: Bench) -> tuple[float, float]:
    with bench.opened(bench.text("1 MB")) as program:
        before = program.processor
        time.sleep(_IDLE)
        return program.processor - before, 0.0


ROWS = (
    Row("version", "--version : python -c pass", 3.0, _version),
    Row("frame-10kB", "first complete frame : bare app", 1.5, _first_frame("10 kB")),
    Row("frame-1MB", "the same, 1 MB", 1.5, _first_frame("1 MB")),
    Row("frame-10MB", "the same, 10 MB", 1.5, _first_frame("10 MB")),
    Row("frame-100MB", "the same, 100 MB", 2.2, _first_frame("100 MB"), slow=True),
    Row("ready-10MB", "all of 10 MB there : first frame of the bare app", 2.5, _ready),
    Row("caret", "caret down, 1 MB : Static.update", 3.0, _key("j")),
    Row("page", "page down, 1 MB : Static.update", 3.0, _key(PAGE_DOWN)),
    Row("noted-caret", "caret down, 10,000 annotations : without", 1.3, _noted_key("j")),
    Row("noted-page", "page down, 10,000 annotations : without", 1.3, _noted_key(PAGE_DOWN)),
    Row("beside", "bare app: 12 lines beside the page change too : without", 1.3, _beside),
    Row("toggle", "a tag among 10,000 : Static.update", 1.5, _toggle),
    Row("noted-frame", "first frame, 10,000 annotations : bare app", 1.3, _noted_text),
    Row("marks", "10,000 annotations: from the text to the marks", 1.5, _marks, unit="s"),
    Row("saving", "saving 10,000: longest block of the UI", 16.0, _blocked, unit="ms", floor=16.0),
    Row("memory-1MB", "peak memory, 1 MB : bare app", 1.5, _peak("1 MB")),
    Row("memory-100MB", "peak memory, 100 MB : the file", 4.0, _peak("100 MB"), slow=True),
    Row("quit", "from key to end", 60.0, _quit, unit="ms", floor=60.0),
    Row("resize", "resize, 10 MB : page down", 2.0, _resize),
    Row("bytes-caret", "bytes of a caret move", 4000.0, _bytes("j")),
    Row("idle", f"processor seconds in {_IDLE:.0f} s", 0.0, _idle, floor=0.02),
)
