"""The registry: every command of every screen and dialog, with its keys."""

from .definition import Command, Condition, Scope
from .keys import (
    COMMAND_ORDER,
    COMMANDS,
    COMMANDS_BY_ID,
    bindings,
    characters_of,
    default_keys,
    help_groups,
    key_label,
    key_name,
    keymap,
    keys_of,
    nearest_command,
    unknown_commands,
)

__all__ = [
    "COMMANDS",
    "COMMANDS_BY_ID",
    "COMMAND_ORDER",
    "Command",
    "Condition",
    "Scope",
    "bindings",
    "characters_of",
    "default_keys",
    "help_groups",
    "key_label",
    "key_name",
    "keymap",
    "keys_of",
    "nearest_command",
    "unknown_commands",
]
