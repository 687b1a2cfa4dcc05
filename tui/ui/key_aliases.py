"""Keys of keyboards for other scripts, translated to the keys in the same place of a Latin one."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App
from textual.events import Key

from .commands import key_name


def translated_key(app: App[int], event: Key, aliases: Mapping[str, str]) -> Key:
    """The Latin key in the place of a key, if only the Latin one has a command here; else the key.

    A key that is typed into a field stays as well. `aliases` maps the characters that the keyboard
    sends to Latin ones.
    """
    character = aliases.get(event.character or "")
    if character is None:
        return event
    focused = app.focused
    if focused is not None and focused.check_consume_key(event.key, event.character):
        return event
    bindings, key = app.screen.active_bindings, key_name(character)
    return Key(key, character) if event.key not in bindings and key in bindings else event
