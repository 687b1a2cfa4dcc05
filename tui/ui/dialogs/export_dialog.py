"""ExportDialog: asks for the format, the tags and the path of an export."""

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

_MOST_COMPLETIONS = 4
"""The most completions that are shown."""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """The name of a format, the tags to export (empty: everything), and the path to write to."""

    format: str
    tags: tuple[str, ...]
    path: str


def split_tags(text: str) -> tuple[str, ...]:
    """The distinct tags in a list separated by commas."""
    return tuple(dict.fromkeys(name for part in text.split(",") if (name := part.strip())))


def completions(text: str, names: Sequence[str]) -> list[str]:
    """The names that complete the last tag of a list, the best first; none if it is complete."""
    last = text.rpartition(",")[2].strip()
    if not last or last in names:
        return []
    return [choice.id for choice in rank([Choice(name, name) for name in names], last)]


class ExportDialog(Dialog[ExportChoice]):
    """Asks for format, tags and path; the path changes with the format until the user edits it.

    `formats` are names with descriptions. `suggest_path` returns a path for a format. `warning_for`
    returns a line that is shown below a path, such as one about an existing file, or "". `initial`
    fills the fields.
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
        suggest_path: Callable[[str], str],
        warning_for: Callable[[str], str],
        initial: ExportChoice | None = None,
    ) -> None:
        super().__init__()
        self._formats = [Choice(name, name, description) for name, description in formats]
        known = [name for name, _ in formats]
        self._initial = known.index(initial.format) if initial and initial.format in known else 0
        self._names = tuple(tags)
        self._suggest_path, self._warning_for = suggest_path, warning_for
        self._list = PickList()
        self._tags = LineField(", ".join(initial.tags if initial else ()), "everything")
        path = initial.path if initial else suggest_path(known[self._initial])
        self._path = LineField(path, "a path", "path")
        self._completions = Static(classes="answer")
        self._warning = Static(classes="answer warning")

    def body(self) -> ComposeResult:
        """Yield the formats, then the fields, with a line below each."""
        yield self._list
        yield field("Only tags", self._tags)
        yield self._completions
        yield field("Save as", self._path)
        yield self._warning

    def on_mount(self) -> None:
        """Show the formats, with the cursor on the initial one."""
        self._list.styles.height = len(self._formats)
        self._list.show(self._formats, cursor=self._initial)
        self._update()

    @property
    def _format(self) -> str:
        return self._formats[self._list.cursor].id

    def action_change_format(self, rows: int) -> None:
        """Choose the format some rows below, and replace a path that the user has not edited."""
        is_suggested = self._path.value == self._suggest_path(self._format)
        self._list.move_to((self._list.cursor + rows) % len(self._formats), announce=False)
        if is_suggested:
            self._path.value = self._suggest_path(self._format)
            self._path.cursor_position = len(self._path.value)

    @on(LineField.Changed)
    def _update(self) -> None:
        """Show the warning for the path and the completions of the tag that is being typed."""
        path = self._path.value.strip()
        self._warning.update(Content(one_line(self._warning_for(path) if path else "")))
        found = " · ".join(completions(self._tags.value, self._names)[:_MOST_COMPLETIONS])
        self._completions.update(Content(one_line(f"Tab completes: {found}" if found else "")))
        self.show_message("")

    def action_next(self) -> None:
        """Complete the tag that is being typed; if there is no completion, focus the next field."""
        text = self._tags.value
        found = completions(text, self._names)
        if self.focused is self._tags and found:
            before, comma, _ = text.rpartition(",")
            self._tags.value = f"{before}{comma}{' ' if comma else ''}{found[0]}"
            self._tags.cursor_position = len(self._tags.value)
        else:
            self.focus_next()

    def action_export(self) -> None:
        """Return the choice, or show what is wrong or missing."""
        tags, path = split_tags(self._tags.value), self._path.value.strip()
        unknown = [tag for tag in tags if not any(covers(tag, name) for name in self._names)]
        if unknown:
            self.show_message(
                f"there is no tag “{unknown[0]}”: clear the field to export everything"
            )
            self._tags.focus()
        elif not path:
            self.show_message("type the path of the file to write")
            self._path.focus()
        else:
            self.dismiss(ExportChoice(self._format, tags, path))
