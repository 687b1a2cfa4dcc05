"""KeyMenu: chooses an item of a tree, one letter for each level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ..commands import COMMANDS, COMMANDS_BY_ID, Scope, bindings, characters_of
from ..display import one_line
from ..widgets.key_panel import KeyPanel, MenuItem
from .dialog import Dialog, Result

__all__ = ["KeyDialog", "KeyMenu", "MenuItem", "menu_items"]


class KeyDialog(Dialog[Result]):
    """A panel at the bottom of the screen that takes one letter after the other.

    A subclass passes two functions: `take_letter` is called with each letter, `take_item` with an
    item that was clicked. `aliases` maps the characters that the keyboard sends to Latin ones.
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
        take_letter: Callable[[str], None],
        take_item: Callable[[MenuItem], None],
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._take_letter, self._take_item = take_letter, take_item
        self._aliases = aliases or {}
        self._panel = KeyPanel(())

    def body(self) -> ComposeResult:
        """Yield the panel of the items."""
        yield self._panel

    def show_items(
        self, items: tuple[MenuItem, ...], title: str, labels: Mapping[str, str]
    ) -> None:
        """Show items below a title, and the labels of the dialog's own keys."""
        self._panel.show(items)
        self.query_one("#frame").border_title = Content(one_line(title))
        self.relabel(labels)
        self.show_message("")

    def on_key(self, event: events.Key) -> None:
        """Take a letter, or the key of an item that sends no character."""
        if event.character and event.is_printable:
            event.stop()
            self._take_letter(self._aliases.get(event.character, event.character))
        elif found := [i for i in self._panel.items if event.key in (i.key, *i.more)]:
            event.stop()
            self._take_item(found[0])

    @on(KeyPanel.Clicked)
    def _item_clicked(self, event: KeyPanel.Clicked) -> None:
        self._take_item(event.item)


class KeyMenu(KeyDialog[str]):
    """Shows a tree of items level by level, and returns the id of the item that was chosen.

    A letter opens a group or chooses an item. Enter chooses the open group if it has an id.
    """

    DEFAULT_CSS = """
    KeyMenu #text { height: auto; max-height: 60%; margin-bottom: 1; }
    KeyMenu #text Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("menu")

    def __init__(
        self,
        title: str,
        items: tuple[MenuItem, ...],
        aliases: Mapping[str, str] | None = None,
        text: Content | None = None,
    ) -> None:
        """`text` is shown above the items; the arrow keys scroll it."""
        super().__init__(self.press, self.take, aliases)
        self._text = text
        self.heading = title
        self._root = MenuItem("", title, "", children=items)
        self._path: list[MenuItem] = []

    def body(self) -> ComposeResult:
        """Yield the text, if there is one, and the panel of the items."""
        if self._text is not None:
            with VerticalScroll(id="text"):
                yield Static(self._text)
        yield from super().body()

    @property
    def _group(self) -> MenuItem:
        """The group whose children are shown."""
        return self._path[-1] if self._path else self._root

    def on_mount(self) -> None:
        """Show the first level."""
        self._show_group()

    def _show_group(self) -> None:
        """Show the children of the open group, and the path to it as the title."""
        group = self._group
        labels = {
            "menu-choose": f"chooses {group.label} itself" if group.id else "",
            "menu-back": "back" if self._path else "",
        }
        title = " › ".join([self._root.label, *(item.label for item in self._path)])
        self.show_items(group.children, title, labels)

    def press(self, character: str) -> None:
        """Open the group or choose the item that has a letter; show a message if none has it."""
        keys = (character, character.lower())
        items = self._group.children
        found = [item for key in keys for item in items if key in (item.key, *item.more)]
        if found:
            self.take(found[0])
        else:
            self.show_message(f"no “{character}” here")

    def take(self, item: MenuItem) -> None:
        """Open a group, or choose an item."""
        if item.children:
            self._path.append(item)
            self._show_group()
        else:
            self.dismiss(item.id)

    def action_choose(self) -> None:
        """Choose the open group, if it has an id."""
        if self._group.id:
            self.dismiss(self._group.id)
        else:
            self.show_message("press one of these letters")

    def action_back(self) -> None:
        """Go back to the group above the open one."""
        if self._path:
            self._path.pop()
            self._show_group()


def menu_items(scope: Scope, keys: Mapping[str, str], **described: str) -> tuple[MenuItem, ...]:
    """The commands of a scope as items of a menu; the id of an item is the action of its command.

    `keys` are the user's settings. `described` maps an action to another description; "" leaves
    the command out.
    """
    sent = {command.id: (*characters_of(command, keys), "") for command in COMMANDS}
    return tuple(
        MenuItem(sent[id][0], command.hint, command.run, description, more=sent[id][1:-1])
        for id, command in COMMANDS_BY_ID.items()
        if command.scope == scope and (description := described.get(command.run, command.label))
    )
