"""The command schema: prints the JSON Schema of what commands print with --json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import click

from ..model.errors import ReaderError
from .click_command import command
from .options import beginning
from .output import say
from .usage import COMMANDS

_REFERENCE = "#/$defs/"


@cache
def output_schemas() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) with a definition for each command that has --json.

    A definition has the name of its command ("notes", "tags list"). Other definitions, whose names
    end in "-object", are parts of them.
    """
    path = Path(__file__).with_name("output_schemas.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def commands_with_schema() -> list[str]:
    """The names of the commands that have a schema, in the order of the help page."""
    names = list(COMMANDS)
    found = [name for name in output_schemas()["$defs"] if name.partition(" ")[0] in names]
    found = [name for name in found if not name.endswith("-object")]
    return sorted(found, key=lambda name: names.index(name.partition(" ")[0]))


def schema_of(name: str) -> dict[str, Any]:
    """The JSON Schema of the objects that a command prints, with the definitions it refers to.

    Raises ReaderError if the command prints no JSON.
    """
    if name not in commands_with_schema():
        raise ReaderError(f"reader {name} has no --json; reader schema lists the commands that do")
    whole = output_schemas()
    definition, needed = whole["$defs"][name], dict[str, Any]()
    todo = _referred(definition)
    while todo:
        each = todo.pop()
        if each not in needed:
            needed[each] = whole["$defs"][each]
            todo += _referred(needed[each])
    title = f"What reader {name} prints with --json, one object a line"
    parts = {"$defs": needed} if needed else {}
    return {"$schema": whole["$schema"], "title": title, **definition, **parts}


def _referred(schema: object) -> list[str]:
    """The names of the definitions to which a part of a schema refers."""
    if isinstance(schema, list):
        return [name for each in schema for name in _referred(each)]
    if not isinstance(schema, dict):
        return []
    own = schema.get("$ref")
    names = [own.removeprefix(_REFERENCE)] if isinstance(own, str) else []
    return names + [name for each in schema.values() for name in _referred(each)]


@command(
    "schema",
    """
    Prints a JSON Schema (draft 2020-12) of the objects that a command prints with --json, one a
    line. Without a COMMAND, the commands that have one are listed. Keys are never taken away or
    given another meaning; later versions may add some.
    """,
    {
        "Examples": """
        reader schema notes
        reader schema tags list > tag.schema.json
        """
    },
)
@click.argument(
    "words",
    metavar="[COMMAND]",
    nargs=-1,
    shell_complete=lambda ctx, param, start: beginning(start, dict.fromkeys(COMMANDS, "")),
)
def schema(words: Sequence[str]) -> int:
    """Print the schema of a command's JSON."""
    if not words:
        for name in commands_with_schema():
            say(name)
        return 0
    for line in json.dumps(schema_of(" ".join(words)), ensure_ascii=False, indent=2).split("\n"):
        say(line)
    return 0
