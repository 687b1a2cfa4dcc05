"""The text of a note being written."""

from __future__ import annotations

from .editor import NoteEditor
from .fields import VisibleArea


class NoteArea(VisibleArea):
    """The text itself; the keys that end or hand over a note are posted."""

    def action_keep(self) -> None:
        """Leave, keeping the text."""
        self.post_message(NoteEditor.Left(self.text))

    def action_hand_over(self) -> None:
        """Ask for the user's own editor."""
        self.post_message(NoteEditor.HandedOver(self.text))
