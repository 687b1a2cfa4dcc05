"""Keyboards of other scripts: a key that sends a letter of theirs does what the key there does."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App
from textual.events import Key

from .commands import key_name


def translated_key(app: App[int], event: Key, aliases: Mapping[str, str]) -> Key:
    """The key that a key stands for: itself where it is typed into a field or has a command.

    `aliases` maps a character that the keyboard sends to the one that is meant.
    """
    character = aliases.get(event.character or "")
    if character is None:
        return event
    focused = app.focused
    if focused is not None and focused.check_consume_key(event.key, event.character):
        return event
    known, key = app.screen.active_bindings, key_name(character)
    return Key(key, character) if event.key not in known and key in known else event
