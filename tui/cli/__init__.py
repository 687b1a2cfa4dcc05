"""The command line: each command is a function of its arguments that returns the exit code."""

from __future__ import annotations

import os
from collections.abc import Sequence

from .output import complain, prepare
from .start_request import StartRequest, start_request
from .usage import COMMANDS, UsageError

__all__ = ["COMMANDS", "COMPLETE", "StartRequest", "UsageError", "complain", "prepare", "run"]

COMPLETE = "_READER_COMPLETE"
"""The variable in which a shell asks for its script or for completions, such as zsh_complete."""


def run(words: Sequence[str]) -> int | StartRequest:
    """Do what a command line asks for: the exit code, or what the program is to be opened on.

    Raises UsageError where it asks for what is not there, ReaderError where it cannot be done.
    """
    asked = os.environ.get(COMPLETE) if not words else None
    if asked:
        from .program import complete

        return complete(asked, COMPLETE)
    # To open an article needs no parser: importing one would only delay the first lines.
    if not words or (len(words) == 1 and _is_path(words[0])):
        return start_request(words) or 0
    from .program import invoke

    return invoke(words)


def _is_path(word: str) -> bool:
    return word not in COMMANDS and (word == "-" or not word.startswith("-"))
