"""KeyMenu: one letter at a time down a tree, with a panel that shows the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ..commands import COMMANDS, COMMANDS_BY_ID, Scope, bindings, characters_of
from ..display import one_line
from ..widgets.key_panel import KeyPanel, MenuItem
from .dialog import Dialog, Result

__all__ = ["KeyDialog", "KeyMenu", "MenuItem", "menu_items"]


class KeyDialog(Dialog[Result]):
    """A panel at the bottom, the article in full view above it; keys are taken one by one.

    `aliases` maps a character that the keyboard sends to the one that is meant. `pressed` and
    `clicked` are what a subclass does with a letter and with an item that was clicked.
    """

    DEFAULT_CSS = """
    KeyDialog {
        align: center bottom;
        background: transparent;
        & > #frame { width: 100%; }
    }
    """

    def __init__(
        self,
        pressed: Callable[[str], None],
        clicked: Callable[[MenuItem], None],
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._pressed, self._clicked = pressed, clicked
        self._aliases = aliases or {}
        self._panel = KeyPanel(())

    def body(self) -> ComposeResult:
        """The items."""
        yield self._panel

    def present(self, items: tuple[MenuItem, ...], title: str, labels: Mapping[str, str]) -> None:
        """Shows items under a title that says how far the way has gone."""
        self._panel.show(items)
        self.query_one("#frame").border_title = Content(one_line(title))
        self.relabel(labels)
        self.show_message("")

    def on_key(self, event: events.Key) -> None:
        """Takes the letters; the keys of commands were seen to before."""
        if event.character and event.is_printable:
            event.stop()
            self._pressed(self._aliases.get(event.character, event.character))
        elif found := [i for i in self._panel.items if event.key in (i.key, *i.more)]:
            event.stop()
            self._clicked(found[0])

    @on(KeyPanel.Clicked)
    def _click(self, event: KeyPanel.Clicked) -> None:
        self._clicked(event.item)


class KeyMenu(KeyDialog[str]):
    """Gives the id that the letters lead to; Enter or Space takes a group that is one itself."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("menu")

    def __init__(
        self,
        title: str,
        items: tuple[MenuItem, ...],
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(self.press, self.take, aliases)
        self.heading = title
        self._root = MenuItem("", title, "", children=items)
        self._path: list[MenuItem] = []

    @property
    def _here(self) -> MenuItem:
        return self._path[-1] if self._path else self._root

    def on_mount(self) -> None:
        """Shows the first step."""
        self._step()

    def _step(self) -> None:
        """Shows the children of the group that has been reached."""
        here = self._here
        labels = {
            "menu-choose": f"takes {here.label} itself" if here.id else "",
            "menu-back": "back" if self._path else "",
        }
        way = " › ".join([self._root.label, *(item.label for item in self._path)])
        self.present(here.children, way, labels)

    def press(self, character: str) -> None:
        """Goes down to a group, or chooses; an unknown letter is answered in the panel."""
        wanted = (character, character.lower())
        items = self._here.children
        found = [item for key in wanted for item in items if key in (item.key, *item.more)]
        if found:
            self.take(found[0])
        else:
            self.show_message(f"no “{character}” here")

    def take(self, item: MenuItem) -> None:
        """Goes down to a group, or chooses."""
        if item.children:
            self._path.append(item)
            self._step()
        else:
            self.dismiss(item.id)

    def action_choose(self) -> None:
        """Takes the group that has been reached, where it is a tag itself."""
        if self._here.id:
            self.dismiss(self._here.id)
        else:
            self.show_message("press one of these letters")

    def action_back(self) -> None:
        """A step back; nothing at the start."""
        if self._path:
            self._path.pop()
            self._step()


def menu_items(scope: Scope, keys: Mapping[str, str], **described: str) -> tuple[MenuItem, ...]:
    """The commands of a scope as items of a menu, each giving the name of its action.

    `keys` are the user's; `described` gives another description by that name, or "" leaves the
    command out.
    """
    sent = {command.id: (*characters_of(command, keys), "") for command in COMMANDS}
    return tuple(
        MenuItem(sent[id][0], command.hint, command.run, description, more=sent[id][1:-1])
        for id, command in COMMANDS_BY_ID.items()
        if command.scope == scope and (description := described.get(command.run, command.label))
    )
