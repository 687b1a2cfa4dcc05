"""Keys of commands: bindings, the keymap with the user's own keys, and the rows of the help."""

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
"""Id of a command -> its number in COMMANDS."""


def keys_of(command: Command, keys: Mapping[str, str]) -> list[str]:
    """The key names of a command: those in the user's settings `keys`, else those of the table."""
    own = _split(keys.get(command.id, ""))
    if own:
        return own
    # A key that the user gave to another command of the scope belongs to that command alone.
    claimed = {
        key
        for id, text in keys.items()
        if id in COMMANDS_BY_ID and COMMANDS_BY_ID[id].scope == command.scope
        for key in _split(text)
    }
    return [key for key in _split(command.keys) if key not in claimed]


def _split(text: str) -> list[str]:
    """Textual's names of the keys in a list separated by commas."""
    return [key_name(key.strip()) for key in text.split(",") if key.strip()]


_PRIORITY_SCOPES = (
    "search",
    "library",
    "narrow",
    "claim",
    "figure",
    "date",
    "statistics",
    "copies",
    "saved-search",
    "judgement",
    "speaker",
    "source",
    "passage",
    "help",
    "note",
    "picker",
    "menu",
    "grade",
    "prompt",
    "form",
    "text",
    "export",
)
"""Scopes with a text field: their keys go before those of the field."""


def bindings(scope: Scope) -> list[BindingType]:
    """The bindings of a scope, for the `BINDINGS` of its class; the keymap replaces their keys."""
    return [
        Binding(
            # A command without a key is bound as well: the user may give it a key.
            command.keys or f"<{command.id}>",
            command.action,
            command.hint or command.label,
            show=bool(command.hint),
            key_display=key_label(_split(command.keys)[0]) if command.keys else None,
            tooltip=command.label,
            priority=scope in _PRIORITY_SCOPES,
            id=command.id,
        )
        for command in COMMANDS
        if command.scope == scope
    ]


def default_keys(scope: Scope) -> frozenset[str]:
    """The keys that the commands of a scope have in the table."""
    return frozenset(key for c in COMMANDS if c.scope == scope for key in _split(c.keys))


def keymap(keys: Mapping[str, str]) -> dict[str, str]:
    """The keymap for Textual (id -> keys separated by commas) for the user's settings `keys`.

    It holds the commands whose keys differ from the table, and those that share a key with one of
    them, because Textual removes all bindings of a key that it replaces.
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
    return _KEY_NAMES.get(character, character)


_KEY_LABELS = {
    "slash": "/", "semicolon": ";", "comma": ",", "right_square_bracket": "]",
    "left_square_bracket": "[", "full_stop": ".", "backslash": "\\", "question_mark": "?",
    "equals_sign": "=", "plus": "+", "asterisk": "*", "number_sign": "#", "underscore": "_",
    "space": "Space",
    "escape": "Esc", "tab": "Tab", "enter": "Enter", "up": "↑", "down": "↓", "left": "←",
    "right": "→", "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
    "delete": "Del", "backspace": "⌫",
}  # fmt: skip

_KEY_NAMES = {sign: key for key, sign in _KEY_LABELS.items() if len(sign) == 1 and sign.isascii()}
"""Character -> Textual's name of its key, so that a setting may say "/" for "slash"."""


def key_label(key: str) -> str:
    """The label of a key for the user: "Ctrl+R" for "ctrl+r"."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _KEY_LABELS.get(last, last.upper() if modifiers else last)
    return "+".join([*(m.capitalize() for m in modifiers), name])


def characters_of(command: Command, keys: Mapping[str, str]) -> list[str]:
    """The characters that the keys of a command send, then the names of keys that send none."""
    return sorted(map(_character, keys_of(command, keys)), key=lambda sent: len(sent) > 1)


def _character(key: str) -> str:
    """The character that a key sends; the key's name if it sends none."""
    return _KEY_LABELS.get(key, key) if key != "space" else " "


def help_groups(keys: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rows of the help: (group, [(keys, label)]); the digits of quick tags share one row."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for command in COMMANDS:
        name, _, digit = command.id.rpartition("quick-")
        if digit.isdecimal():
            if digit == "1":
                label = "the tag with that digit" + (" on all marked" if name else "")
                groups.setdefault(command.group, []).append(("1 … 9", label))
            continue
        row = (" ".join(key_label(key) for key in keys_of(command, keys)), command.label)
        groups.setdefault(command.group, []).append(row)
    return list(groups.items())


def unknown_commands(keys: Mapping[str, str]) -> Iterable[str]:
    """One line for each of the user's settings `keys` that names no command."""
    for name in keys:
        if name not in COMMANDS_BY_ID:
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS_BY_ID, 3, 0.5) or sorted(COMMANDS_BY_ID)[:8]
            yield f"config.toml: keys.{name} is no command; commands are {', '.join(near)} …"


def nearest_command(key: str, keys: Mapping[str, str]) -> Command | None:
    """The command of the article whose key is most like a key that is bound to none.

    That is the same letter in the other case or with Ctrl; else the first command in whose name a
    word begins with the letter. `keys` are the user's settings.
    """
    letter = key.rpartition("+")[2]
    articles = [command for command in COMMANDS if command.scope == "article"]
    bound = {k: command for command in reversed(articles) for k in keys_of(command, keys)}
    for like in (letter.swapcase(), letter, f"ctrl+{letter.lower()}"):
        if len(letter) == 1 and like in bound:
            return bound[like]
    words = (c for c in articles if any(w.startswith(letter) for w in c.id.split("-")))
    return next((c for c in words if len(letter) == 1 and keys_of(c, keys)), None)
