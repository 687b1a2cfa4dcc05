"""The command line: each command is a function of its arguments that returns the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword

from .opening import Opening, opening
from .output import complain, prepare, say_raw
from .words import UsageError, wants_help

__all__ = ["COMMANDS", "Opening", "UsageError", "complain", "prepare", "run"]

COMMANDS = {
    "passages": "reading",
    "search": "reading",
    "tag": "noting",
    "notes": "noting",
    "check": "checking",
    "export": "exporting",
    "import": "importing",
    "forget": "forgetting",
    "sources": "attributing",
    "move": "moving",
    "repair": "merging",
    "merge": "merging",
    "git-setup": "merging",
}
"""Command -> the module here that holds the function of its name: "_" for "-", `import_`."""


def run(words: Sequence[str]) -> int | Opening:
    """Do what a command line asks for: the exit code, or what the program is to be opened on.

    Raises UsageError where it asks for what is not there, ReaderError where it cannot be done.
    """
    command = words[0] if words and words[0] in COMMANDS else ""
    rest = words[1:] if command else words
    if wants_help(rest):
        from .pages import page

        say_raw(page(command))
        return 0
    if not command:
        return opening(rest) or 0
    from .usage import parse

    arguments = parse(command, rest)
    module = import_module(f".{COMMANDS[command]}", __name__)
    name = command.replace("-", "_") + ("_" if iskeyword(command) else "")
    code: int = getattr(module, name)(arguments)
    return code
