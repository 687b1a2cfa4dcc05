"""The command line: each command is a function of its arguments that returns the exit code."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence

from .output import complain, prepare
from .start_request import StartRequest, start_request
from .usage import COMMANDS, UsageError

__all__ = ["COMMANDS", "COMPLETE", "StartRequest", "UsageError", "complain", "prepare", "run"]

COMPLETE = "_READER_COMPLETE"
"""Environment variable with which a shell requests its script or completions: "zsh_complete"."""

_MANY_OBJECTS = 100_000
"""Number of new objects after which Python looks for cycles of objects that nothing refers to."""


def run(words: Sequence[str]) -> int | StartRequest:
    """Run a command line. Returns the exit code, or a StartRequest if the screen is to be opened.

    Raises UsageError if the arguments are wrong, ReaderError if the command fails.
    """
    asked = os.environ.get(COMPLETE) if not words else None
    if asked:
        from .program import complete

        return complete(asked, COMPLETE)
    # Opening an article needs no argument parser, whose import would delay the first screen.
    if not words or (len(words) == 1 and _is_path(words[0])):
        return start_request(words) or 0
    from .program import invoke

    # A command may load very many objects that stay, which would be searched for cycles each time.
    gc.set_threshold(_MANY_OBJECTS)
    return invoke(words)


def _is_path(word: str) -> bool:
    return word not in COMMANDS and (word == "-" or not word.startswith("-"))
