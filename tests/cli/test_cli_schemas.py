"""The JSON of every command is as its schema says, and the help of --json names every key."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from tests.cli.conftest import ROOT
from tests.cli.noted import Run
from tui.cli.program import program
from tui.cli.schemas import commands_with_schema, output_schemas, schema_of
from tui.cli.usage import COMMANDS

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
KEYWORDS = {
    "$ref", "anyOf", "type", "description", "enum", "minimum", "maximum", "items",
    "minItems", "maxItems", "properties", "required", "additionalProperties",
}  # fmt: skip
"""The keywords of JSON Schema that the schemas use."""


def is_of(value: object, kind: str) -> bool:
    """Whether a value has a type of JSON Schema; true and false are no numbers."""
    return isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))


def faults(value: Any, schema: dict[str, Any], where: str = "") -> Iterator[str]:
    """What is wrong with a value by a schema; a key that the schema does not name is wrong too."""
    assert {*schema} <= KEYWORDS, schema
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from faults(value, output_schemas()["$defs"][name], where)
        return
    if "anyOf" in schema:
        yield from min(([*faults(value, one, where)] for one in schema["anyOf"]), key=len)
        return
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(is_of(value, kind) for kind in kinds):
        yield f"{where}: {value!r} is none of {kinds}"
        return
    if value not in schema.get("enum", [value]):
        yield f"{where}: {value!r} is none of {schema['enum']}"
    low, high = schema.get("minimum", value), schema.get("maximum", value)
    if is_of(value, "number") and not low <= value <= high:
        yield f"{where}: {value!r} is out of range"
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{where}: {len(value)} items"
        for each in value:
            yield from faults(each, schema["items"], f"{where}[]")
    if isinstance(value, dict):
        known, other = schema.get("properties", {}), schema.get("additionalProperties")
        absent = {*schema.get("required", [])} - {*value}
        yield from (f"{where}.{key} is missing" for key in absent)
        for key, each in value.items():
            if key in known or other:
                yield from faults(each, known.get(key) or other, f"{where}.{key}")
            else:
                yield f"{where}.{key} is not in the schema"


def all_commands() -> dict[str, click.Command]:
    """Every command and subcommand by its name."""
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        made = program.get_command(click.Context(program), name)
        assert made
        inner = made.commands if isinstance(made, click.Group) else {}
        found |= {f"{name} {sub}": each for sub, each in inner.items()} or {name: made}
    return found


def json_help(command: click.Command) -> str | None:
    """The help of --json, None for a command without it."""
    options = (param for param in command.params if isinstance(param, click.Option))
    return next((str(one.help) for one in options if "--json" in one.opts), None)


def test_every_command_with_json_has_a_schema() -> None:
    have = {name for name, command in all_commands().items() if json_help(command) is not None}
    assert have - {*commands_with_schema()} == set()


def shapes(definition: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The definitions of the objects that a definition allows."""
    if "$ref" in definition:
        yield from shapes(output_schemas()["$defs"][definition["$ref"].rpartition("/")[2]])
    elif "anyOf" in definition:
        for one in definition["anyOf"]:
            yield from shapes(one)
    else:
        yield definition


@pytest.mark.parametrize("name", commands_with_schema())
def test_the_help_names_every_key(name: str) -> None:
    words = json_help(all_commands()[name])
    assert words
    keys = {key for one in shapes(output_schemas()["$defs"][name]) for key in one["properties"]}
    assert [key for key in keys if not re.search(rf"\b{key}\b", words)] == []


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample dossier, with a second analyst's coding and a search that is saved."""
    folder = tmp_path_factory.mktemp("sample") / "dossier"
    shutil.copytree(ROOT / "sample_data", folder)
    return folder


@pytest.fixture
def done(run: Run, dossier: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in the sample dossier, as an analyst of its own; it must end well."""
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_text('author = "second"\n')
    monkeypatch.chdir(dossier)

    def runner(*words: str) -> Any:
        ended = run(*words)
        assert ended.code == 0, ended
        return ended

    return runner


ONE = "anbar-two-fronts.txt"
OTHER = "falluja-ring.txt"
LISTS = {
    "passages": [[ONE]],
    "search": [["Anbar", "."], ["--queries", "queries", "."], ["--saved", "anbar", "."]],
    "notes": [["."]],
    "tags list": [["."]],
    "sources": [["."]],
    "source list": [["."]],
    "source duplicates": [["."]],
    "judge list": [["."]],
    "hypothesis list": [["."]],
    "claims": [["."]],
    "copies": [[".", "--min-share", "0.01"]],
    "figures": [["."]],
    "dates": [["."]],
    "data": [["."]],
    "searches list": [["."]],
    "stats": [["."], ["--within", "paragraph", "."], ["--by", "month", "."]],
    "agree": [
        ["."],
        [".", "--by", "group", "--unit", "character"],
        [".", "--by", "document"],
        [".", "--disagreements"],
    ],
    "code": [[".", ".", "--dry-run"]],
    "assign": [["."]],
}
"""The commands that list something, with arguments for which there is something to list."""


@pytest.mark.parametrize("name", [name for name in LISTS if name.split()[0] in COMMANDS])
def test_what_a_command_lists_is_as_its_schema_says(done: Run, name: str) -> None:
    Path("queries").write_text("Anbar\nFallujah\n")
    done("search", "Anbar", ".", "--save", "anbar")
    done("tag", ONE, "--quote", "Ramadi", "--nth", "1", "--tag", "topic/place")
    for words in LISTS[name]:
        records = done(*name.split(), *words, "--json").records
        assert records
        for record in records:
            assert [*faults(record, output_schemas()["$defs"][name], name)] == []


AT_LEAST = {
    "passages": "block kind start end text",
    "search": "path rank score start end text spans",
    "notes": "path id start end quote tags note source state moved author edited",
    "sources": "source cue content speaker mode",
    "copies": "a b share spans",
    "source list": "id name aliases role kind reliability statements articles",
    "source duplicates": "a b score",
    "judge list": "id text likelihood confidence cites flags",
    "hypothesis list": "id text inconsistency ratings",
    "claims": "id path quote for against independent status",
    "figures": "path start end value low high unit what source as_of",
    "dates": "path start end date relative",
    "agree": "tag by unit coders units percent kappa fleiss alpha distance low high",
    "stats": "table tag",
    "code": "rule tag path start end text kept state",
}
"""Keys on which scripts rely, which no version takes away."""


@pytest.mark.parametrize("name", AT_LEAST)
def test_no_key_is_taken_away(name: str) -> None:
    definition = output_schemas()["$defs"][name]
    # Where there are objects of several kinds, the first is the one that is always printed.
    for reference in [definition, *definition.get("anyOf", [])[:1]]:
        if "$ref" in reference:
            definition = output_schemas()["$defs"][reference["$ref"].rpartition("/")[2]]
    assert {*AT_LEAST[name].split()} <= {*definition["required"]}


def checked(done: Run, *words: str, count: int = 1) -> dict[str, Any]:
    """The object that a command prints, of which there are `count`, all as the schema says."""
    known = (
        each for each in commands_with_schema() if f"{' '.join(words)} ".startswith(f"{each} ")
    )
    name = max(known, key=len)
    parts = len(name.split())
    records = done(*words[:parts], "--json", *words[parts:]).records
    assert len(records) == count
    for record in records:
        assert [*faults(record, output_schemas()["$defs"][name], name)] == []
    CHANGED.add(name)
    return records[0]  # type: ignore[no-any-return]


CHANGED: set[str] = set()
"""The commands whose changes were checked."""


def test_what_a_command_changes_is_as_its_schema_says(done: Run) -> None:
    one = checked(done, "tag", ONE, "--quote", "the army waits", "--tag", "claim/event")["id"]
    words = ("--quote", "Falluja", "--nth", "1", "--source", "Ada Berg")
    two = checked(done, "tag", OTHER, *words)["id"]
    first, second = f"{ONE}#{one}", f"{OTHER}#{two}"
    checked(done, "grade", second, "--credibility", "2", "--reliability", "B", "--reason", "x")
    checked(done, "link", first, second, "--rel", "supports")
    checked(done, "anchor", first, "--quote", "the army waits at Ramadi")
    checked(done, "done", ONE)
    done("search", "Anbar", ".", "--save", "anbar")
    checked(done, "searches", "rename", ".", "anbar", "another")
    checked(done, "searches", "delete", ".", "another")
    checked(done, "data", ONE, "--publisher", "Daily Ledger")
    checked(done, "assign", ".", "--to", "anna,bob", "--overlap", "50%", count=4)
    checked(done, "tags", "add", ".", "x/one", "x/two", count=2)
    checked(done, "tags", "rename", ".", "x/one", "x/three")
    checked(done, "tags", "merge", ".", "x/three", "x/two")
    checked(done, "tags", "describe", ".", "x/two", "Two.", "--digit", "9")
    checked(done, "tags", "delete", ".", "x/two")
    checked(done, "source", "set", ".", "Ada Berg", "--kind", "named", "--reliability", "C")
    checked(done, "source", "set", ".", "Carl Diaz", "--kind", "named")
    checked(done, "source", "alias", ".", "Carl Diaz", "C. Diaz")
    checked(done, "source", "distinct", ".", "Carl Diaz", "Ada Berg", count=2)
    checked(done, "source", "merge", ".", "Carl Diaz", "Ada Berg")
    checked(done, "source", "set", ".", "Nobody", "--kind", "named")
    checked(done, "source", "delete", ".", "Nobody")
    judgement = checked(done, "judge", "add", ".", "It sank.", "--cite", first, "--against", second)
    checked(done, "judge", "set", ".", judgement["id"], "--likelihood", "likely")
    checked(done, "judge", "confirm", ".", judgement["id"])
    checked(done, "judge", "delete", ".", judgement["id"])
    hypothesis = checked(done, "hypothesis", "add", ".", "A feint.")
    checked(done, "hypothesis", "rate", ".", hypothesis["id"], first, "--")
    checked(done, "hypothesis", "reword", ".", hypothesis["id"], "A bluff.")
    checked(done, "hypothesis", "delete", ".", hypothesis["id"])
    checked(done, "tag", ONE, "--id", one, "--remove")
    checked(done, "move", OTHER, "moved.txt")
    have = {name for name, command in all_commands().items() if json_help(command) is not None}
    assert have - CHANGED - {*LISTS} == set()


# The command, and the example in the README


def test_the_example_in_the_readme_uses_keys_of_the_schema() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(
        r"    reader notes .* --json > notes\.jsonl\n.*?```python\n(.*?)```", text, re.DOTALL
    )
    assert found
    tree = ast.parse(found[1])
    keys = set(output_schemas()["$defs"]["annotation-object"]["properties"])
    named = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert {"tags", "path", "state", "id"} <= named & keys
    assert named <= keys | {"notes.jsonl", "anchored", "count", True, 0}


def test_the_command_lists_and_prints_schemas(run: Run) -> None:
    assert run("schema").out.splitlines() == commands_with_schema()
    for words in (["notes"], ["tags", "list"]):
        printed = json.loads(run("schema", *words).out)
        assert printed == schema_of(" ".join(words))


@pytest.mark.parametrize("name", commands_with_schema())
def test_a_schema_stands_alone(name: str) -> None:
    schema = schema_of(name)
    referred = re.findall(r'"\$ref": "#/\$defs/([^"]+)"', json.dumps(schema))
    assert {*referred} == {*schema.get("$defs", {})}
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert re.fullmatch(r"[\w-]*", "".join(referred))


@pytest.mark.parametrize("words", [["check"], ["nonsense"], ["tags"], ["annotation-object"]])
def test_a_command_without_json_is_one_line(run: Run, words: list[str]) -> None:
    done = run("schema", *words)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
