"""Which commands there are, and what is raised for a command line that asks for something else."""

from __future__ import annotations

from typing import NamedTuple

from ..model.errors import ReaderError

STDIN = "-"
"""The PATH that stands for standard input."""


class Listed(NamedTuple):
    """A command before it is imported: the module that defines it, and what it does in a sentence.

    The module has it under its name, with "_" for "-" and after a word that Python reserves.
    """

    module: str
    summary: str


COMMANDS = {
    "passages": Listed("reading", "Print an article as the program sees it."),
    "search": Listed("reading", "Find passages from a half-remembered phrase."),
    "tag": Listed("noting", "Tag a quote."),
    "notes": Listed("noting", "List annotations and whether their place is sure."),
    "check": Listed("checking", "Judge notes, codebooks, anchors, references and folders."),
    "export": Listed("exporting", "Write a report, a table or JSON."),
    "import": Listed("importing", "Take over what other programs keep."),
    "forget": Listed("forgetting", "Remove every trace of an article outside its folder."),
    "sources": Listed("attributing", "Say who says what."),
    "move": Listed("moving", "Move an article with its notes, or have it take notes over."),
    "repair": Listed("merging", "Recover damaged notes and codebooks."),
    "merge": Listed("merging", "Merge three versions of a notes file."),
    "git-setup": Listed("merging", "Have git merge notes in a repository."),
}


class UsageError(ReaderError):
    """The command line asks for something that is not there."""
