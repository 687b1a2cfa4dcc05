"""The registry: every command of every screen and dialog, its keys, and what is made of both."""

from .definition import Command, Scope
from .keys import (
    BY_ID,
    COMMANDS,
    ORDER,
    bindings,
    help_groups,
    key_of,
    keymap,
    keys_of,
    keys_sent,
    problems,
    shown,
)

__all__ = [
    "BY_ID",
    "COMMANDS",
    "ORDER",
    "Command",
    "Scope",
    "bindings",
    "help_groups",
    "key_of",
    "keymap",
    "keys_of",
    "keys_sent",
    "problems",
    "shown",
]
