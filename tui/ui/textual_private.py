"""All uses of Textual's private names; no other module uses any.

A private name may change its meaning with any release of Textual. For each one a test in
tests/ui/test_textual_private.py fails if that happens.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.text import Text
from textual._xterm_parser import XTermParser as XTermParser
from textual.app import App
from textual.driver import Driver
from textual.expand_tabs import expand_tabs_inline
from textual.geometry import Region
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input

from .display import visible

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver

_TAB_WIDTH = 4
"""Cells between two tab stops of an Input."""


class PrivateApp(App[int]):
    """An app that reports its faults to a function and paints only the screens that are visible."""

    def __init__(
        self,
        driver_class: type[Driver] | None,
        on_fault: Callable[[BaseException | None], None],
    ) -> None:
        """Call `on_fault` with an unhandled exception instead of printing it; then the app ends."""
        super().__init__(driver_class=driver_class)
        self._on_fault = on_fault

    def _fatal_error(self) -> None:
        self._on_fault(sys.exc_info()[1])
        self._close_messages_no_wait()

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """The screens that are visible below the current one: none unless that is a dialog.

        Textual includes the screen below an opaque one. That screen would be laid out again for
        each new size of the window, and the screen above it would then be painted twice.
        """
        return super()._background_screens if self.screen.is_modal else []

    def paint_immediately(self) -> None:
        """Paint all changes without waiting for the next tick of Textual's clock."""
        self.screen._on_timer_update()

    def apply_resize(self) -> None:
        """Apply the new size of the window without waiting for a second change of it."""
        self._check_resize()


class PrivateInput(Input):
    """An Input that draws visible stand-ins for the control characters in its value."""

    @property
    def _value(self) -> Text:
        return Text(visible(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cell_len(expand_tabs_inline(visible(self.value[:position]), _TAB_WIDTH))

    def on_resize(self) -> None:
        """Scroll to the caret: an Input does so only when its value changes."""
        caret = Region(self._position_to_cell(self.cursor_position), 0, 1, 1)
        self.scroll_to_region(caret, force=True, animate=False)


def style_parser(widget: Widget) -> Callable[[str | Style], Style]:
    """The function that resolves the style names of a Content in a widget's theme."""
    return widget._get_style


def set_output(driver: LinuxDriver, file: IO[str]) -> None:
    """Make a driver write to a file from its next start on."""
    driver._file = file  # type: ignore[assignment]


def was_stopped(driver: LinuxDriver) -> bool:
    """Whether Ctrl+Z stopped the program while this driver was running."""
    return driver._must_signal_resume


def keep_copy(app: App[int], text: str) -> None:
    """Make a text the one that Ctrl+V inserts into the app's fields, without copying it elsewhere.

    Textual's own method also sends it to the terminal, which may not be where it has to go.
    """
    app._clipboard = text


def write_sequence(app: App[int], sequence: str) -> None:
    """Send an escape sequence to the terminal, between two frames; do nothing for ""."""
    if sequence and app._driver is not None:
        app._driver.write(sequence)
