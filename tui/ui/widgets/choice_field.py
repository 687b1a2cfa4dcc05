"""ChoiceField: a field of one line in which one of a few values is picked, not typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content

from ..commands import bindings
from ..fit import clip
from .line_widget import Lines


class ChoiceField(Lines, can_focus=True):
    """Shows the chosen value; the arrow keys and the first letters of a value choose another one.

    `options` are pairs of a value and its description; the first one is chosen if the value given
    is none of them.
    """

    DEFAULT_CSS = """
    ChoiceField { height: 1; padding: 0 1; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("choice")

    def __init__(
        self, value: str, options: Sequence[tuple[str, str]], id: str | None = None
    ) -> None:
        super().__init__(self.lines, id=id)
        self._options = options
        values = [option for option, _ in options]
        self._index = values.index(value) if value in values else 0
        self._typed = ""

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._options[self._index][0]

    def lines(self, width: int, height: int) -> list[Content]:
        """The chosen value and its description, and with the focus the keys that change it."""
        value, description = self._options[self._index]
        about = "  ".join(filter(None, (value, description)))
        text = clip(about, max(1, width - 4))
        line = Content.assemble(("‹ ", "$text-muted"), (text, "bold"), (" ›", "$text-muted"))
        hint = "  ← → or a letter"
        if self.has_focus and line.cell_length + len(hint) <= width:
            line += Content.styled(hint, "$text-muted")
        return [line]

    def action_cycle(self, by: int) -> None:
        """Choose the next value (1) or the previous one (-1), around the ends."""
        self._choose((self._index + by) % len(self._options))
        self._typed = ""

    def _choose(self, index: int) -> None:
        self._index = index
        self.redraw()

    def on_key(self, event: events.Key) -> None:
        """Choose the value that begins with the letters typed since the last other key."""
        if not (event.character and event.is_printable and event.character != " "):
            return
        event.stop()
        letter = event.character.casefold()
        for typed in (self._typed + letter, letter):
            for index, (value, _) in enumerate(self._options):
                if value and value.casefold().startswith(typed):
                    self._typed = typed
                    self._choose(index)
                    return

    def on_focus(self) -> None:
        """Draw the value of a field with focus."""
        self._typed = ""
        self.redraw()

    def on_blur(self) -> None:
        """Draw the value of a field without focus."""
        self.redraw()
