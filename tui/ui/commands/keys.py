"""From the table of commands: bindings with the user's keys, the help, and names of keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.binding import Binding, BindingType

from .article_table import ARTICLE_COMMANDS
from .definition import Command, Scope
from .dialog_table import DIALOG_COMMANDS
from .library_table import LIBRARY_COMMANDS

COMMANDS: tuple[Command, ...] = (
    *ARTICLE_COMMANDS,
    *LIBRARY_COMMANDS,
    *DIALOG_COMMANDS,
)

COMMANDS_BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

COMMAND_ORDER: Mapping[str | None, int] = {command.id: n for n, command in enumerate(COMMANDS)}
"""Id of a command -> its place in the table."""


def keys_of(command: Command, keys: Mapping[str, str]) -> list[str]:
    """The key names of a command, the user's own where they are set."""
    own = _split(keys.get(command.id, ""))
    if own:
        return own
    # A key that the user gave to another command there is that one's alone.
    claimed = {
        key
        for id, text in keys.items()
        if id in COMMANDS_BY_ID and COMMANDS_BY_ID[id].scope == command.scope
        for key in _split(text)
    }
    return [key for key in _split(command.keys) if key not in claimed]


def _split(text: str) -> list[str]:
    """The keys of a list with commas between them, by Textual's names."""
    return [key_name(key.strip()) for key in text.split(",") if key.strip()]


_IN_FRONT = (
    "search",
    "narrow",
    "note",
    "picker",
    "menu",
    "grade",
    "prompt",
    "form",
    "text",
    "export",
)
"""Scopes with a field that has keys of its own: there the table goes first."""


def bindings(scope: Scope) -> list[BindingType]:
    """The bindings of a scope, for the class that has its keys; `keymap` changes them."""
    return [
        Binding(
            # One without a key is there all the same: the user may give it one.
            command.keys or f"<{command.id}>",
            command.action,
            command.hint or command.label,
            show=bool(command.hint),
            key_display=key_label(_split(command.keys)[0]) if command.keys else None,
            tooltip=command.label,
            priority=scope in _IN_FRONT,
            id=command.id,
        )
        for command in COMMANDS
        if command.scope == scope
    ]


def keymap(keys: Mapping[str, str]) -> dict[str, str]:
    """Textual's keymap, id -> keys with commas between them, from the user's, which are the same.

    It holds the commands whose keys are others than in the table, and those that share a key with
    one of them: Textual drops all bindings of a key that it replaces.
    """
    own = {command.id: keys_of(command, keys) for command in COMMANDS}
    changed = [command for command in COMMANDS if own[command.id] != _split(command.keys)]
    replaced = {(command.scope, key) for command in changed for key in _split(command.keys)}
    return {
        command.id: ",".join(own[command.id])
        for command in COMMANDS
        if own[command.id]
        and (
            command in changed
            or any((command.scope, key) in replaced for key in _split(command.keys))
        )
    }


def key_name(character: str) -> str:
    """Textual's name of the key that sends a character."""
    return _NAMED.get(character, character)


_NAMES = {
    "slash": "/", "semicolon": ";", "comma": ",", "right_square_bracket": "]",
    "left_square_bracket": "[", "full_stop": ".", "backslash": "\\", "question_mark": "?",
    "equals_sign": "=", "plus": "+", "space": "Space", "escape": "Esc", "tab": "Tab",
    "enter": "Enter", "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp",
    "pagedown": "PgDn", "home": "Home", "end": "End", "delete": "Del", "backspace": "⌫",
}  # fmt: skip

_NAMED = {sign: name for name, sign in _NAMES.items() if len(sign) == 1 and sign.isascii()}
"""Sign -> Textual's name, so that a setting may say "/" for "slash"."""


def key_label(key: str) -> str:
    """A key as the user reads it: "ctrl+r" is "Ctrl+R"."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _NAMES.get(last, last.upper() if modifiers else last)
    return "+".join([*(m.capitalize() for m in modifiers), name])


def characters_of(command: Command, keys: Mapping[str, str]) -> list[str]:
    """What the keys of a command send: characters, then names of keys that send none."""
    return sorted(map(_character, keys_of(command, keys)), key=lambda sent: len(sent) > 1)


def _character(key: str) -> str:
    """The character that a key sends, its name for one that sends none."""
    return _NAMES.get(key, key) if key != "space" else " "


def help_groups(keys: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The whole table for reading: (group, [(keys, what they do)]), the digits in one row."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for command in COMMANDS:
        name, _, digit = command.id.rpartition("quick-")
        if digit.isdecimal():
            if digit == "1":
                on = "the tag with that digit" + (" on all marked" if name else "")
                groups.setdefault(command.group, []).append(("1 … 9", on))
            continue
        row = (" ".join(key_label(key) for key in keys_of(command, keys)), command.label)
        groups.setdefault(command.group, []).append(row)
    return list(groups.items())


def unknown_commands(keys: Mapping[str, str]) -> Iterable[str]:
    """A line for each setting of `keys` that names no command."""
    for name in keys:
        if name not in COMMANDS_BY_ID:
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS_BY_ID, 3, 0.5) or sorted(COMMANDS_BY_ID)[:8]
            yield f"config.toml: keys.{name} is no command; there are {', '.join(near)} …"
