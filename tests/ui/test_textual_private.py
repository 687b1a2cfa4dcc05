"""Tests of what Textual's private names do, and that only one module uses them."""

from __future__ import annotations

import ast
import asyncio
import os
import pty
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Resize
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

import tui.ui
from tui.ui.display import visible
from tui.ui.driver import TerminalDriver
from tui.ui.textual_private import (
    PrivateApp,
    PrivateInput,
    XTermParser,
    set_output,
    style_parser,
    was_stopped,
)
from tui.ui.widgets.nonscrolling import nonscrolling

MODULES = sorted(Path(tui.ui.__path__[0]).rglob("*.py"))
OTHERS = [path for path in MODULES if path.name != "textual_private.py"]
LEFT = set[str]()
"""Private names of Textual that other modules may use."""


def private(names: object) -> set[str]:
    return {n for n in names if n.startswith("_") and not n.endswith("__")}  # type: ignore[attr-defined]


TEXTUALS = set[str]().union(
    *(private(dir(c)) for c in (App, Screen, Widget, Input, TextArea, LinuxDriver, Content))
)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_no_other_module_uses_a_private_name(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported, used, own = set[str](), set[str](), set(OWN)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
            imported |= private([*(node.module or "").split("."), *(a.name for a in node.names)])
        elif isinstance(node, ast.Attribute):
            is_own = isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self"
            (own if is_own else used).add(node.attr)
    assert imported == set()
    assert used & TEXTUALS - own - LEFT == set()


def own_classes() -> Iterator[type]:
    for info in walk_packages(tui.ui.__path__, "tui.ui."):
        if not info.name.endswith("textual_private"):
            for value in vars(import_module(info.name)).values():
                if isinstance(value, type) and value.__module__ == info.name:
                    yield value


OWN = set[str]().union(*(private(vars(own)) for own in own_classes()))
"""The private names that our classes define, none of which is Textual's (see below)."""


def test_no_class_redefines_a_private_name() -> None:
    found = set[tuple[str, str]]()
    for own in own_classes():
        for base in own.__mro__[1:]:
            if base.__module__.startswith("textual"):
                found |= {(own.__name__, n) for n in private(vars(own)) & private(vars(base))}
    names = {(own, name) for own, name in found if name not in MADE | LEFT}
    assert names == set()


class Plain(Widget):
    """A widget without anything of its own but the public reactive that some of ours set."""

    virtual_size = nonscrolling()


MADE = private(vars(Plain)) | {"_abc_impl"}
"""What Textual and abc themselves set on each class that derives from one of Textual's."""


def test_a_fault_is_handed_over_and_ends_the_app(capfd: pytest.CaptureFixture[str]) -> None:
    class Faulty(PrivateApp):
        def on_ready(self) -> None:
            raise ValueError("as it was meant")

    told: list[BaseException | None] = []
    app = Faulty(None, told.append)
    app.run(headless=True)
    assert [str(error) for error in told] == ["as it was meant"]
    assert app.return_code == 1
    assert "Traceback" not in "".join(capfd.readouterr())


class Below(Screen[None]):
    """Notes its own sizes."""

    def __init__(self) -> None:
        super().__init__()
        self.widths: list[int] = []

    def on_resize(self, event: Resize) -> None:
        self.widths.append(event.size.width)


@pytest.mark.parametrize(("above", "widths"), [(Screen, [80]), (ModalScreen, [80, 60])])
async def test_only_a_screen_that_is_seen_is_laid_out(
    above: type[Screen[None]], widths: list[int]
) -> None:
    app = PrivateApp(None, lambda error: None)
    async with app.run_test(size=(80, 24)) as pilot:
        below = Below()
        await app.push_screen(below)
        await pilot.pause()
        await app.push_screen(above())
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert app.screen.size.width == 60
        assert list(dict.fromkeys(below.widths)) == widths


class Page(Static):
    """Notes when its lines are drawn."""

    drawn = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        self.drawn += 1
        return super().render_lines(crop)


class Waiting(PrivateApp):
    """An app of which no timer is ever due."""

    def compose(self) -> ComposeResult:
        yield Page("text")

    def set_timer(self, delay: float, *args: Any, **options: Any) -> Timer:
        return super().set_timer(3600, *args, **options)


async def test_a_change_is_painted_before_anything_else_runs() -> None:
    app = Waiting(None, lambda error: None)
    async with app.run_test() as pilot:
        await pilot.pause()
        page = app.query_one(Page)
        before = page.drawn
        app.screen.refresh()
        assert page.drawn == before
        app.paint_immediately()
        assert page.drawn > before


async def test_a_new_size_is_taken_before_the_timer_is_due() -> None:
    app = Waiting(None, lambda error: None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        resized = Resize.from_dimensions((60, 24), None)
        await app._post_message(resized)
        await pilot.pause()
        page = app.query_one(Page)
        assert page.size.width == 80
        app.apply_resize()
        await pilot.pause()
        assert page.size.width == 60


async def test_an_input_draws_control_characters_visibly() -> None:
    raw = "a\x1b\u202eb"

    class Host(App[None]):
        def compose(self) -> ComposeResult:
            yield PrivateInput(raw, select_on_focus=False)
            yield Input(visible(raw), select_on_focus=False)

    app = Host()
    async with app.run_test() as pilot:
        await pilot.press("end", "tab", "end")
        own, plain = app.query(Input)
        lines = [[w.render_line(y).text for y in range(w.size.height)] for w in (own, plain)]
        assert lines[0] == lines[1]
        assert visible(raw) in "".join(lines[0])
        assert own.cursor_screen_offset.x == plain.cursor_screen_offset.x


async def test_style_names_are_those_of_the_theme() -> None:
    class Host(App[None]):
        def compose(self) -> ComposeResult:
            yield Static()

    app = Host()
    async with app.run_test():
        parse = style_parser(app.query_one(Static))
        primary = parse("bold $primary")
        assert primary.bold
        assert primary.foreground is not None
        assert primary.foreground.hex.lower() == app.theme_variables["primary"].lower()


def test_the_parser_yields_keys() -> None:
    keys = [m.key for m in XTermParser().feed("a\x1b[A") if isinstance(m, Key)]
    assert keys == ["a", "up"]


class Output:
    """A file that keeps what is written to it."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass

    def fileno(self) -> int:
        return 2


@asynccontextmanager
async def started(kind: type[LinuxDriver], output: Output) -> AsyncIterator[LinuxDriver]:
    """A driver that holds a terminal of its own."""
    signals = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
    before = [signal.getsignal(number) for number in signals]
    master, slave = pty.openpty()
    app = App[None]()
    driver = kind(app)
    driver.fileno = slave
    set_output(driver, output)  # type: ignore[arg-type]
    driver.start_application_mode()  # type: ignore[no-untyped-call]
    try:
        yield driver
    finally:
        driver.stop_application_mode()
        driver.close()
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)
        os.close(master)
        os.close(slave)


async def test_a_driver_writes_to_the_file_that_was_set() -> None:
    output = Output()
    async with started(LinuxDriver, output):
        pass
    assert "\x1b[?1049h" in output.text
    assert "\x1b[?1049l" in output.text


async def test_a_driver_knows_whether_it_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linux_driver.os, "kill", lambda pid, number: None)
    async with started(LinuxDriver, Output()) as driver:
        assert not was_stopped(driver)
        signal.raise_signal(signal.SIGTSTP)
        assert was_stopped(driver)
        signal.raise_signal(signal.SIGCONT)
        await asyncio.sleep(0)
        assert not was_stopped(driver)


class Told(TerminalDriver):
    """Counts how often it takes the terminal back."""

    resumed = 0

    def resume_application_mode(self) -> None:
        self.resumed += 1
        super().resume_application_mode()


async def test_only_what_was_stopped_takes_the_terminal_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linux_driver.os, "kill", lambda pid, number: None)
    monkeypatch.setattr("tui.ui.driver.sys.__stderr__", None)
    async with started(Told, Output()) as driver:
        assert isinstance(driver, Told)
        signal.raise_signal(signal.SIGCONT)
        assert driver.resumed == 0
        signal.raise_signal(signal.SIGTSTP)
        signal.raise_signal(signal.SIGCONT)
        assert driver.resumed == 1
