"""ExportDialog: asks for the format of an export, its articles, its title, tags and path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

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
_OTHER_ROWS = 14
"""The rows of the dialog without the list of formats, its frame included."""
_LEAST_FORMATS = 3
"""The least formats in view; more scroll."""


class FormatRow(NamedTuple):
    """A format with its name, a line that explains it, and whether its files have a title."""

    name: str
    description: str
    has_title: bool = False


class ExportSubject(NamedTuple):
    """Articles that can be exported together: what they are called, and the title last given.

    `proposed_title` is offered if no title was given before.
    """

    label: str
    title: str = ""
    proposed_title: str = ""

    @property
    def offered_title(self) -> str:
        """The title that the dialog offers."""
        return self.title or self.proposed_title


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """The name of a format, the tags to export (empty: everything), and the path to write to.

    `subject` is the number of the chosen articles; `title` is None if the user left it as it was;
    `left_out` are parts that are not exported.
    """

    format: str
    tags: tuple[str, ...]
    path: str
    subject: int = 0
    title: str | None = None
    left_out: tuple[str, ...] = ()


def split_names(text: str) -> tuple[str, ...]:
    """The distinct names in a list separated by commas."""
    return tuple(dict.fromkeys(name for part in text.split(",") if (name := part.strip())))


def completions(text: str, names: Sequence[str]) -> list[str]:
    """The names that complete the last one of a list, the best first; none if it is complete."""
    last = text.rpartition(",")[2].strip()
    if not last or last in names:
        return []
    return [choice.id for choice in rank([Choice(name, name) for name in names], last)]


class ExportDialog(Dialog[ExportChoice]):
    """Asks for format, articles, title, parts to leave out, tags and path.

    `parts` are those that can be left out. The path changes with the format and the articles until
    the user edits it. `suggest_path` returns a path for a format and the number of a subject.
    `warning_for` returns a line that is shown below a path, such as one about an existing file, or
    "". `initial` fills the fields.
    """

    DEFAULT_CSS = """
    ExportDialog {
        & > #frame { width: 76; }
        PickList { margin-bottom: 1; }
        .answer { height: 1; color: $text-muted; padding-left: 13; text-wrap: nowrap;
                  text-overflow: ellipsis; }
        .warning { color: $text-warning; }
        .subject { height: 1; padding-left: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        LineField:disabled { color: $text-muted; }
    }
    """
    AUTO_FOCUS = "#path"
    heading = "Export"
    BINDINGS: ClassVar[list[BindingType]] = bindings("export")
    keeps_drafts = True

    def __init__(
        self,
        formats: Sequence[FormatRow],
        subjects: Sequence[ExportSubject],
        tags: Sequence[str],
        parts: Sequence[str],
        suggest_path: Callable[[str, int], str],
        warning_for: Callable[[str], str],
        initial: ExportChoice | None = None,
    ) -> None:
        super().__init__()
        self._formats, self._subjects, self._subject = tuple(formats), tuple(subjects), 0
        known = [row.name for row in formats]
        self._initial = known.index(initial.format) if initial and initial.format in known else 0
        self._names, self._parts = tuple(tags), tuple(parts)
        self._suggest_path, self._warning_for = suggest_path, warning_for
        self._list = PickList()
        self._articles = Static(classes="subject")
        self._title = LineField(
            subjects[0].offered_title,
            "made from the titles of the articles",
            "title",
            select=not subjects[0].title,
        )
        self._left_out = LineField(
            ", ".join(initial.left_out if initial else ()), "nothing", "left-out"
        )
        self._tags = LineField(", ".join(initial.tags if initial else ()), "everything", "tags")
        path = initial.path if initial else suggest_path(known[self._initial], 0)
        self._path = LineField(path, "a path", "path")
        self._completions = Static(classes="answer")
        self._warning = Static(classes="answer warning")
        if len(subjects) == 1:
            self.labels = {"export-subject": ""}

    def body(self) -> ComposeResult:
        """Yield the formats, then the fields, with a line below some."""
        yield self._list
        yield field("Articles", self._articles)
        yield field("Title", self._title)
        yield field("Leave out", self._left_out)
        yield field("Only tags", self._tags)
        yield self._completions
        yield field("Save as", self._path)
        yield self._warning

    def on_mount(self) -> None:
        """Show the formats, with the cursor on the initial one."""
        self._list.show(
            [Choice(row.name, row.name, row.description) for row in self._formats],
            cursor=self._initial,
        )
        self.on_resize()
        self._show_subject()
        self._update()

    def on_resize(self) -> None:
        """Show as many formats as there is room for."""
        room = max(_LEAST_FORMATS, self.app.size.height - _OTHER_ROWS)
        self._list.styles.height = min(len(self._formats), room)

    @property
    def _format(self) -> FormatRow:
        return self._formats[self._list.cursor]

    def _show_subject(self) -> None:
        self._articles.update(Content(one_line(self._subjects[self._subject].label)))
        self._title.disabled = not self._format.has_title

    def action_change_format(self, rows: int) -> None:
        """Choose the format some rows below, and replace a path that the user has not edited."""
        is_suggested = self._is_suggested
        self._list.move_to((self._list.cursor + rows) % len(self._formats), announce=False)
        self._propose(is_suggested)

    def action_change_subject(self) -> None:
        """Choose the next subject, with its title, unless the user has typed another one."""
        is_suggested = self._is_suggested
        is_own = self._title.value != self._subjects[self._subject].offered_title
        self._subject = (self._subject + 1) % len(self._subjects)
        if not is_own:
            self._title.put(self._subjects[self._subject].offered_title)
            if not self._subjects[self._subject].title:
                self._title.select_all()
        self._propose(is_suggested)

    @property
    def _is_suggested(self) -> bool:
        """Whether the path is the one that is suggested, not one that the user typed."""
        return self._path.value == self._suggest_path(self._format.name, self._subject)

    def _propose(self, is_suggested: bool) -> None:
        """Show the subject, and suggest a path if that before was a suggested one."""
        self._show_subject()
        if is_suggested:
            self._path.put(self._suggest_path(self._format.name, self._subject))
            self._path.cursor_position = len(self._path.value)
        if self.focused is None:  # the field of the title was disabled
            self._path.focus()

    @on(LineField.Changed)
    def _update(self) -> None:
        """Show the warning for the path and the completions of the name that is being typed."""
        path = self._path.value.strip()
        self._warning.update(Content(one_line(self._warning_for(path) if path else "")))
        listed = self._left_out, self._tags
        found = next(filter(None, (self._completing(each) for each in listed)), [])
        shown = " · ".join(found[:_MOST_COMPLETIONS])
        self._completions.update(Content(one_line(f"Tab completes: {shown}" if shown else "")))
        self.show_message("")

    def _completing(self, line: LineField) -> list[str]:
        """The completions of the name that is being typed in a list of parts or of tags."""
        names = self._parts if line is self._left_out else self._names
        return completions(line.value, names)

    def action_next(self) -> None:
        """Complete the name that is being typed; without a completion, focus the next field."""
        line = self._left_out if self.focused is self._left_out else self._tags
        found = self._completing(line)
        if self.focused is line and found:
            before, comma, _ = line.value.rpartition(",")
            line.value = f"{before}{comma}{' ' if comma else ''}{found[0]}"
            line.cursor_position = len(line.value)
        else:
            self.focus_next()

    def action_export(self) -> None:
        """Return the choice, or show what is wrong or missing."""
        parts, tags = split_names(self._left_out.value), split_names(self._tags.value)
        wrong = [part for part in parts if part not in self._parts]
        unknown = [tag for tag in tags if not any(covers(tag, name) for name in self._names)]
        if wrong:
            self._ask_again(self._left_out, f"“{wrong[0]}” is none of {', '.join(self._parts)}")
        elif unknown:
            words = f"there is no tag “{unknown[0]}”: clear the field to export everything"
            self._ask_again(self._tags, words)
        elif not self._path.value.strip():
            self._ask_again(self._path, "type the path of the file to write")
        else:
            self.dismiss(self._choice(tags, parts))

    def _ask_again(self, line: LineField, message: str) -> None:
        self.show_message(message)
        line.focus()

    def _choice(self, tags: tuple[str, ...], left_out: tuple[str, ...]) -> ExportChoice:
        path, title = self._path.value.strip(), self._new_title()
        return ExportChoice(self._format.name, tags, path, self._subject, title, left_out)

    def _new_title(self) -> str | None:
        """The title if the user changed it, else None."""
        title = self._title.value.strip()
        is_changed = title != self._subjects[self._subject].offered_title
        return title if is_changed and self._format.has_title else None
