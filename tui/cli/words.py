"""The words of a command line, before they are parsed."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.errors import ReaderError

VALUED = frozenset(
    [
        *("--limit", "--queries", "--quote", "--nth", "--note", "--source", "--tag", "--to"),
        *("--output", "--without", "--into", "--svg", "--encoding"),
    ]
)
"""Options with a value, which may begin with a hyphen."""

_OPTIONS = VALUED | {"--json", "--help", "--"}


class UsageError(ReaderError):
    """The command line asks for something that is not there."""


def wants_help(words: Sequence[str]) -> bool:
    """Whether help is asked for before the options end and not as an option's value."""
    for word in bound(words):
        if word in ("-h", "--help"):
            return True
        if word == "--":
            break
    return False


def bound(words: Sequence[str]) -> list[str]:
    """The words with each value that begins with a hyphen tied to its option by "="."""
    out: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return [*out, word, *rest]
        if out and out[-1] in VALUED and word.startswith("-") and word not in _OPTIONS:
            out[-1] += "=" + word
        else:
            out.append(word)
    return out
