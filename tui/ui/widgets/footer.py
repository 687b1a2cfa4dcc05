"""Footer: the keys that are enabled, at the bottom of the screen."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen

from ..commands import COMMAND_ORDER
from .line_widget import Lines


class Footer(Lines):
    """Shows each enabled key with its description on one line; a click presses the key.

    Textual's own footer has a widget for every key, which delays the first frame.
    """

    DEFAULT_CSS = """
    Footer { dock: bottom; height: 1; background: $panel; color: $footer-foreground; }
    """

    def __init__(self) -> None:
        super().__init__(self.lines)
        self._keys: list[tuple[str, str, str, str]] | None = None

    def on_mount(self) -> None:
        """Subscribe to changes of the bindings, which depend on the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._update)

    def _update(self, screen: Screen[object]) -> None:
        """Draw the keys again if they changed."""
        # Before the first drawing the keys are not needed: computing them delays the first frame.
        if self._keys is not None and (known := self._known(screen)) != self._keys:
            self._keys = known
            self.redraw()

    def _known(self, screen: Screen[object]) -> list[tuple[str, str, str, str]]:
        shown: dict[str, tuple[str, str, str, str]] = {}
        for _, binding, enabled, tooltip in _in_order(screen.active_bindings.values()):
            if binding.show and enabled and binding.action not in shown:
                key = self.app.get_key_display(binding)
                shown[binding.action] = binding.key, key, binding.description, tooltip
        return list(shown.values())

    def lines(self, width: int, height: int) -> list[Content]:
        """The line of keys with their descriptions."""
        if self._keys is None:
            self._keys = self._known(self.screen)
        parts: list[tuple[str, str]] = []
        for _, key, description, _ in self._keys:
            parts.append((f" {key} ", "bold $footer-key-foreground"))
            parts.append((f"{description} ", "$footer-description-foreground"))
        return [Content.assemble(*parts).truncate(width)]

    def _at(self, x: int) -> tuple[str, str]:
        """The key at a column and its long description; "" without a key."""
        column = 0
        for key, sign, description, tooltip in self._keys or ():
            column += cell_len(sign) + cell_len(description) + 3
            if x < column:
                return key, tooltip or description
        return "", ""

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show the long description of the key under the mouse."""
        self.tooltip = self._at(event.x)[1] or None

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        if key := self._at(event.x)[0]:
            self.app.simulate_key(key)


def _in_order(active: Iterable[ActiveBinding]) -> list[ActiveBinding]:
    """Bindings by node, from the focused widget upwards, each in the order of the table."""
    nodes: dict[DOMNode, list[ActiveBinding]] = {}
    for binding in active:
        nodes.setdefault(binding.node, []).append(binding)
    by_place = [
        sorted(own, key=lambda b: COMMAND_ORDER.get(b.binding.id, -1)) for own in nodes.values()
    ]
    return [binding for own in by_place for binding in own]
