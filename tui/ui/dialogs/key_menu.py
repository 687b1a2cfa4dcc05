"""KeyMenu: one letter at a time down a tree, with a panel that shows the way."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content

from ..display import one_line
from ..widgets.key_panel import KeyPanel, MenuItem
from .dialog import Dialog, Hint, Result

__all__ = ["KeyDialog", "KeyMenu", "MenuItem"]


class KeyDialog(Dialog[Result]):
    """A panel at the bottom, the article in full view above it; keys are taken one by one.

    `aliases` maps a character that the keyboard sends to the one that is meant.
    """

    DEFAULT_CSS = """
    KeyDialog {
        align: center bottom;
        background: transparent;
        & > #frame { width: 100%; }
    }
    """

    def __init__(self, aliases: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self._aliases = aliases or {}
        self._panel = KeyPanel(())

    def body(self) -> ComposeResult:
        """The items."""
        yield self._panel

    def on_mount(self) -> None:
        """Shows the first step."""
        self.step()

    def step(self) -> None:
        """Shows the items, the way and the keys of the step that has been reached."""
        raise NotImplementedError

    def pressed(self, character: str) -> None:
        """A character was pressed, or the key of an item clicked."""
        raise NotImplementedError

    def action_choose(self) -> None:
        """Enter: takes what has been reached."""
        raise NotImplementedError

    def action_back(self) -> None:
        """Backspace: a step back."""
        raise NotImplementedError

    def present(self, items: tuple[MenuItem, ...], title: str, hints: tuple[Hint, ...]) -> None:
        """Shows items under a title that says how far the way has gone."""
        self._panel.show(items)
        self.query_one("#frame").border_title = Content(one_line(title))
        self.hint(hints)
        self.say("")

    def on_key(self, event: events.Key) -> None:
        """Takes every key in the order of typing, which bindings would not."""
        named = {
            "escape": self.action_leave, "enter": self.action_choose, "space": self.action_choose,
            "backspace": self.action_back,
        }  # fmt: skip
        if act := named.get(event.key):
            event.stop()
            act()
        elif event.character and event.is_printable:
            event.stop()
            self.pressed(self._aliases.get(event.character, event.character))

    @on(KeyPanel.Clicked)
    def _clicked(self, event: KeyPanel.Clicked) -> None:
        self.clicked(event.item)

    def clicked(self, item: MenuItem) -> None:
        """An item was clicked."""
        self.pressed(item.key)


class KeyMenu(KeyDialog[str]):
    """Gives the id that the letters lead to; Enter or Space takes a group that is one itself."""

    def __init__(
        self,
        title: str,
        items: tuple[MenuItem, ...],
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(aliases)
        self.heading = title
        self._root = MenuItem("", title, "", children=items)
        self._path: list[MenuItem] = []

    @property
    def _here(self) -> MenuItem:
        return self._path[-1] if self._path else self._root

    def step(self) -> None:
        """Shows the children of the group that has been reached."""
        here = self._here
        choose = Hint("Enter", f"takes {here.label} itself", "screen.choose")
        hints = (
            *([choose] if here.id else []),
            *([Hint("⌫", "back", "screen.back")] if self._path else []),
            Hint("Esc", "cancel", "screen.leave"),
        )
        way = " › ".join([self._root.label, *(item.label for item in self._path)])
        self.present(here.children, way, hints)

    def pressed(self, character: str) -> None:
        """Goes down to a group, or chooses; an unknown letter is answered in the panel."""
        wanted = (character, character.lower())
        found = [item for key in wanted for item in self._here.children if item.key == key]
        if found:
            self.clicked(found[0])
        else:
            self.say(f"no “{character}” here")

    def clicked(self, item: MenuItem) -> None:
        """Goes down to a group, or chooses."""
        if item.children:
            self._path.append(item)
            self.step()
        else:
            self.dismiss(item.id)

    def action_choose(self) -> None:
        """Takes the group that has been reached, where it is a tag itself."""
        if self._here.id:
            self.dismiss(self._here.id)
        else:
            self.say("press one of these letters")

    def action_back(self) -> None:
        """A step back; nothing at the start."""
        if self._path:
            self._path.pop()
            self.step()
