"""Footer: the keys that are enabled, at the bottom of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen

from ..commands import COMMAND_ORDER
from .line_widget import Lines

_FIRST_LEFT_OUT = ("tag-keys", "source", "library-sort", "find-save")
"""The commands whose keys give way to those of others where the footer is too narrow for all."""


class KeyHint(NamedTuple):
    """The id of a command, its key with a label, and what it does: briefly and at length."""

    id: str
    key: str
    label: str
    description: str
    tooltip: str

    @property
    def width(self) -> int:
        """The cells that the hint takes, its spaces included."""
        return cell_len(self.label) + cell_len(self.description) + 3


class Footer(Lines):
    """Shows each enabled key with its description on one line; a click presses the key.

    A widget that has the bindings may have `labels`, which maps the ids of commands to descriptions
    that replace the usual ones for the time being.

    Textual's own footer has a widget for every key, which delays the first frame.
    """

    DEFAULT_CSS = """
    Footer { dock: bottom; height: 1; background: $panel; color: $footer-foreground; }
    """

    def __init__(self) -> None:
        super().__init__(self.lines)
        self._keys: list[KeyHint] | None = None
        self._shown: list[KeyHint] = []
        """The keys that fit into the line."""
        self._promoted: Sequence[str] = ()

    def promote(self, ids: Sequence[str]) -> None:
        """Show the keys of these commands first, for as long as they are useful."""
        if ids != self._promoted:
            self._promoted, self._keys = ids, None
            self.redraw()

    def on_mount(self) -> None:
        """Subscribe to changes of the bindings, which depend on the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._update)

    def _update(self, screen: Screen[object]) -> None:
        """Draw the keys again if they changed."""
        # Before the first drawing the keys are not needed: computing them delays the first frame.
        if self._keys is not None and (known := self._known(screen)) != self._keys:
            self._keys = known
            self.redraw()

    def _known(self, screen: Screen[object]) -> list[KeyHint]:
        shown: dict[str, KeyHint] = {}
        promoted: dict[str, KeyHint] = {}
        for node, binding, enabled, tooltip in _in_order(screen.active_bindings.values()):
            labels: Mapping[str, str] = getattr(node, "labels", {})
            found = promoted if binding.id in self._promoted else shown
            if (binding.show or found is promoted) and enabled and binding.action not in found:
                key = self.app.get_key_display(binding)
                description = labels.get(str(binding.id), binding.description)
                found[binding.action] = KeyHint(
                    str(binding.id), binding.key, key, description, tooltip
                )
        return [*promoted.values(), *shown.values()]

    def lines(self, width: int, height: int) -> list[Content]:
        """The line of keys with their descriptions; a key that does not fit is left out."""
        if self._keys is None:
            self._keys = self._known(self.screen)
        self._shown = _fitting(self._keys, width)
        parts: list[tuple[str, str]] = []
        for hint in self._shown:
            parts.append((f" {hint.label} ", "bold $footer-key-foreground"))
            parts.append((f"{hint.description} ", "$footer-description-foreground"))
        return [Content.assemble(*parts)]

    def _at(self, x: int) -> tuple[str, str]:
        """The key at a column and its long description; "" without a key."""
        column = 0
        for hint in self._shown:
            column += hint.width
            if x < column:
                return hint.key, hint.tooltip or hint.description
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


def _fitting(hints: Sequence[KeyHint], width: int) -> list[KeyHint]:
    """The hints that fit into `width` cells; the last two, help and quit, stay the longest."""
    shown = list(hints)
    while len(shown) > 1 and sum(hint.width for hint in shown) > width:
        dispensable = (n for n, hint in enumerate(shown) if hint.id in _FIRST_LEFT_OUT)
        del shown[next(dispensable, max(0, len(shown) - 3))]
    return shown if shown and shown[0].width <= width else []
