"""Every private name of Textual that the program needs; no other module uses any.

A private name may change its meaning with any release of Textual, so each has a test in
tests/ui/test_textual_private.py that fails when that happens.
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
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input

from .display import visible

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver

_TAB = 4
"""Cells between two tab stops of an Input."""


class PrivateApp(App[int]):
    """An app that hands its faults to a function and repaints only what is seen."""

    def __init__(
        self,
        driver_class: type[Driver] | None,
        on_fault: Callable[[BaseException | None], None],
    ) -> None:
        """`on_fault` is called instead of printing a traceback; then the app ends."""
        super().__init__(driver_class=driver_class)
        self._on_fault = on_fault

    def _fatal_error(self) -> None:
        self._on_fault(sys.exc_info()[1])
        self._close_messages_no_wait()

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """The screens that are seen below the present one: none unless that is a dialog.

        Textual also counts the screen below an opaque one. It would be laid out anew for each size
        of the window, and then the screen above it would be painted twice.
        """
        return super()._background_screens if self.screen.is_modal else []

    def paint_immediately(self) -> None:
        """Paint what has changed without waiting for the next tick of Textual's clock."""
        self.screen._on_timer_update()

    def apply_resize(self) -> None:
        """Use the new size of the window without waiting for a second change of it."""
        self._check_resize()


class PrivateInput(Input):
    """An Input that draws its value with visible stand-ins for control characters."""

    @property
    def _value(self) -> Text:
        return Text(visible(self.value), no_wrap=True, overflow="ignore", end="")

    def _position_to_cell(self, position: int) -> int:
        return cell_len(expand_tabs_inline(visible(self.value[:position]), _TAB))


def style_parser(widget: Widget) -> Callable[[str | Style], Style]:
    """The function that turns the style names of a Content into styles in a widget's theme."""
    return widget._get_style


def set_output(driver: LinuxDriver, file: IO[str]) -> None:
    """Have a driver write to a file from its next start on."""
    driver._file = file  # type: ignore[assignment]


def was_stopped(driver: LinuxDriver) -> bool:
    """Whether Ctrl+Z stopped the program while this driver held the terminal."""
    return driver._must_signal_resume
