"""The table of commands, and the error for wrong command lines."""

from __future__ import annotations

from typing import NamedTuple

from ..model.errors import ReaderError

STDIN = "-"
"""The PATH for standard input."""


class CommandEntry(NamedTuple):
    """A command that is not imported yet: its module, and a one-sentence summary.

    In the module the command has its name, with "_" for "-", and "_" appended to a Python keyword.
    """

    module: str
    summary: str


COMMANDS = {
    "passages": CommandEntry("reading", "Print an article as the program sees it."),
    "search": CommandEntry("reading", "Find passages from a half-remembered phrase."),
    "tag": CommandEntry("tagging", "Tag a quote, or take tags off it."),
    "grade": CommandEntry("weighing", "Grade a statement and its source."),
    "link": CommandEntry("weighing", "Say how one statement is related to another."),
    "anchor": CommandEntry("anchoring", "Confirm or change the place of an annotation."),
    "notes": CommandEntry("noting", "List annotations and whether their place is sure."),
    "data": CommandEntry("describing", "Print or set title, author, date and note of articles."),
    "tags": CommandEntry("codebooks", "List, add, rename, merge, delete and describe tags."),
    "check": CommandEntry("checking", "Judge notes, codebooks, anchors, references and folders."),
    "export": CommandEntry("exporting", "Write a report, a table or JSON."),
    "import": CommandEntry("importing", "Take over what other programs keep."),
    "forget": CommandEntry("forgetting", "Remove every trace of an article outside its folder."),
    "sources": CommandEntry("attributing", "Say who says what."),
    "source": CommandEntry(
        "source_identities", "List, grade, name and merge the sources of a dossier."
    ),
    "judge": CommandEntry("judging", "List and write judgements, and what they rest on."),
    "hypothesis": CommandEntry("supposing", "Weigh competing hypotheses against the evidence."),
    "searches": CommandEntry("searches", "List, rename and delete saved searches."),
    "claims": CommandEntry("claiming", "List claims with the sources for and against them."),
    "copies": CommandEntry("copying", "Find articles that have text in common."),
    "figures": CommandEntry("mentioning", "List the figures of articles, side by side."),
    "dates": CommandEntry("mentioning", "List the dates of articles, in order."),
    "assign": CommandEntry("assigning", "Share the articles of a folder out between analysts."),
    "done": CommandEntry("finishing", "Mark articles as done, for the analyst who is set up."),
    "code": CommandEntry("coding", "Code passages by rule."),
    "agree": CommandEntry("agreeing", "Say how far analysts agree on tags."),
    "stats": CommandEntry("counting", "Count how tags were used, together and by attribute."),
    "move": CommandEntry("moving", "Move an article with its notes, or have it take notes over."),
    "schema": CommandEntry("schemas", "Print the JSON Schema of what a command prints."),
    "repair": CommandEntry("merging", "Recover damaged notes and codebooks."),
    "merge": CommandEntry("merging", "Merge three versions of a notes file."),
    "git-setup": CommandEntry("merging", "Have git merge notes in a repository."),
}


class UsageError(ReaderError):
    """The command line is wrong."""
