"""NoteEditor: the multi-line editor of the sidebar."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ..commands import bindings
from ..display import one_line

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from .fields import VisibleArea


class NoteEditor(Vertical):
    """A note being written: what it is on, and the text. It is hidden while none is."""

    DEFAULT_CSS = """
    NoteEditor { height: 3fr; display: none; }
    NoteEditor.open { display: block; }
    NoteEditor Static { height: auto; max-height: 3; margin-bottom: 1; }
    NoteEditor TextArea { height: 1fr; border: none; padding: 0; background: $surface; }
    NoteEditor TextArea:focus { border: none; }
    """

    area: VisibleArea

    class Typed(Message):
        """The text changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Typed):
        """The editor was left; the text is to be kept."""

    class HandedOver(Typed):
        """The text is to be edited in the user's own editor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("note")

    def __init__(self) -> None:
        super().__init__(id="note-editor")
        self._given = ""

    async def mount_deferred(self) -> None:
        """Make what is needed to write: after the first frame, which is 30 ms earlier so."""
        from .fields import VisibleArea

        self.area = VisibleArea(soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        await self.mount(Static("", id="note-subject"), self.area)

    @property
    def is_open(self) -> bool:
        """Whether a note is being written."""
        return self.has_class("open")

    def open(self, subject: str, text: str) -> None:
        """Begin with a text; `subject` says what the note is on."""
        head = Content.styled(one_line(subject), "bold $foreground")
        self.query_one("#note-subject", Static).update(head)
        self.add_class("open")
        self.replace_text(text)
        self.area.focus()

    def replace_text(self, text: str) -> None:
        """Put another text in, with the caret at its end."""
        self._given = text
        self.area.load_text(text)
        self.area.move_cursor(self.area.document.end)

    def close(self) -> None:
        """Hide it."""
        self.remove_class("open")

    def action_keep(self) -> None:
        """Leave, keeping the text."""
        self.post_message(self.Left(self.area.text))

    def action_hand_over(self) -> None:
        """Ask for the user's own editor."""
        self.post_message(self.HandedOver(self.area.text))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        if self.is_open and event.text_area.text != self._given:
            self.post_message(self.Typed(event.text_area.text))
