"""NoteEditor: the editor of a note in the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ...model.annotation import HELD_BACK
from ..commands import bindings
from ..display import one_line

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from .fields import VisibleArea


class NoteEditor(Vertical):
    """Shows the subject and the text of the note being written; hidden otherwise."""

    DEFAULT_CSS = """
    NoteEditor { height: 3fr; display: none; }
    NoteEditor.open { display: block; }
    NoteEditor Static { height: auto; max-height: 3; margin-bottom: 1; }
    NoteEditor #note-warning { display: none; margin: 1 0 0 0; color: $text-warning; }
    NoteEditor TextArea { height: 1fr; border: none; padding: 0; background: $surface; }
    NoteEditor TextArea:focus { border: none; }
    """

    area: VisibleArea

    class Typed(Message):
        """The user changed the text."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Closed(Typed):
        """The user left the editor; the text is to be saved."""

    class ExternalEditorRequested(Typed):
        """The user asked to edit the text in an editor of their own."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("note")

    def __init__(self) -> None:
        super().__init__(id="note-editor")
        self._initial_text = ""

    def compose(self) -> ComposeResult:
        """Yield the subject of the note and the text area."""
        from .fields import VisibleArea

        self.area = VisibleArea(
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            placeholder=f"A line that begins with {HELD_BACK} stays out of reports.",
        )
        yield Static("", id="note-subject")
        yield self.area
        yield Static(f"{HELD_BACK} holds back only a line that begins with it.", id="note-warning")

    @property
    def is_open(self) -> bool:
        """Whether a note is being written."""
        return self.has_class("open")

    def open(self, subject: str, text: str) -> None:
        """Show the editor with a text; `subject` is the heading above it."""
        head = Content.styled(one_line(subject), "bold $foreground")
        self.query_one("#note-subject", Static).update(head)
        self.add_class("open")
        self.replace_text(text)
        self.area.focus()

    def replace_text(self, text: str) -> None:
        """Replace the text and put the caret at its end."""
        self._initial_text = text
        self.area.load_text(text)
        self.area.move_cursor(self.area.document.end)
        self._show_warning()

    def _show_warning(self) -> None:
        """Show the warning if the sign that holds back a line is elsewhere in one."""
        warning = self.query_one("#note-warning")
        warning.display = any(map(_has_sign_inside, self.area.text.splitlines()))

    def close(self) -> None:
        """Hide the editor."""
        self.remove_class("open")

    def action_keep(self) -> None:
        """Leave the editor and have the text saved."""
        self.post_message(self.Closed(self.area.text))

    def action_edit_externally(self) -> None:
        """Have the text edited in the user's own editor."""
        self.post_message(self.ExternalEditorRequested(self.area.text))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Post Typed unless the program set the text."""
        event.stop()
        self._show_warning()
        if self.is_open and event.text_area.text != self._initial_text:
            self.post_message(self.Typed(event.text_area.text))


def _has_sign_inside(line: str) -> bool:
    """Whether a line has the sign that holds back a line, but does not begin with it."""
    return HELD_BACK in line and not line.lstrip(" \t").startswith(HELD_BACK)
