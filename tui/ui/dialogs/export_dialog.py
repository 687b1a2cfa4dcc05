"""ExportDialog: which format, which tags, and where to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ...model.codebook import covers
from ..commands import bindings
from ..display import one_line
from ..widgets.choice_list import Choice, PickList, rank
from .dialog import Dialog, LineField, field

_SHOWN = 4
"""The most completions shown at once."""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """A format's name, the tags to export (none: everything), and the path to write."""

    format: str
    tags: tuple[str, ...]
    path: str


def split_tags(text: str) -> tuple[str, ...]:
    """The tags of a list separated by commas."""
    return tuple(dict.fromkeys(name for part in text.split(",") if (name := part.strip())))


def completions(text: str, names: Sequence[str]) -> list[str]:
    """Names that the last one in the list may become; none where it is one of them."""
    last = text.rpartition(",")[2].strip()
    if not last or last in names:
        return []
    return [choice.id for choice in rank([Choice(name, name) for name in names], last)]


class ExportDialog(Dialog[ExportChoice]):
    """Up and down choose the format; the path follows it until the user writes another one.

    `formats` are names with descriptions; `propose` gives a path for a format; `remark` gives what
    the user should know before writing to a path, such as that a file is there; `initial` is what
    to begin with.
    """

    DEFAULT_CSS = """
    ExportDialog {
        & > #frame { width: 76; padding: 1 1 0 1; }
        PickList { margin-bottom: 1; }
        .answer { height: 1; color: $text-muted; padding-left: 13; text-wrap: nowrap;
                  text-overflow: ellipsis; }
        .warning { color: $text-warning; }
    }
    """
    AUTO_FOCUS = "#path"
    heading = "Export"
    BINDINGS: ClassVar[list[BindingType]] = bindings("export")

    def __init__(
        self,
        formats: Sequence[tuple[str, str]],
        tags: Sequence[str],
        propose: Callable[[str], str],
        remark: Callable[[str], str],
        initial: ExportChoice | None = None,
    ) -> None:
        super().__init__()
        self._formats = [Choice(name, name, description) for name, description in formats]
        known = [name for name, _ in formats]
        self._first = known.index(initial.format) if initial and initial.format in known else 0
        self._names, self._propose, self._remark = tuple(tags), propose, remark
        self._list = PickList()
        self._tags = LineField(", ".join(initial.tags if initial else ()), "everything")
        path = initial.path if initial else propose(known[self._first])
        self._path = LineField(path, "a path", "path")
        self._completions = Static(classes="answer")
        self._warning = Static(classes="answer warning")

    def body(self) -> ComposeResult:
        """The formats, then the fields, and below each what there is to say about it."""
        yield self._list
        yield field("Only tags", self._tags)
        yield self._completions
        yield field("Save as", self._path)
        yield self._warning

    def on_mount(self) -> None:
        """Shows the formats, the one to begin with under the cursor."""
        self._list.styles.height = len(self._formats)
        self._list.show(self._formats, cursor=self._first)
        self._answer()

    @property
    def _format(self) -> str:
        return self._formats[self._list.cursor].id

    def action_turn(self, rows: int) -> None:
        """Chooses another format; a path that was proposed follows it."""
        untouched = self._path.value == self._propose(self._format)
        self._list.move_to((self._list.cursor + rows) % len(self._formats), announce=False)
        if untouched:
            self._path.value = self._propose(self._format)
            self._path.cursor_position = len(self._path.value)

    @on(LineField.Changed)
    def _answer(self) -> None:
        path = self._path.value.strip()
        self._warning.update(Content(one_line(self._remark(path) if path else "")))
        found = " · ".join(completions(self._tags.value, self._names)[:_SHOWN])
        self._completions.update(Content(one_line(f"Tab completes: {found}" if found else "")))
        self.show_message("")

    def action_next(self) -> None:
        """Completes the tag that is being typed, or goes to the other field."""
        text = self._tags.value
        found = completions(text, self._names)
        if self.focused is self._tags and found:
            before, comma, _ = text.rpartition(",")
            self._tags.value = f"{before}{comma}{' ' if comma else ''}{found[0]}"
            self._tags.cursor_position = len(self._tags.value)
        else:
            self.focus_next()

    def action_export(self) -> None:
        """Closes with the choice, or says what is missing."""
        tags, path = split_tags(self._tags.value), self._path.value.strip()
        unknown = [tag for tag in tags if not any(covers(tag, name) for name in self._names)]
        if unknown:
            self.show_message(
                f"there is no tag “{unknown[0]}”: clear the field to export everything"
            )
            self._tags.focus()
        elif not path:
            self.show_message("say where to write: a path")
            self._path.focus()
        else:
            self.dismiss(ExportChoice(self._format, tags, path))
