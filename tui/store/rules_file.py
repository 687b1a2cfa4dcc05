"""Reads coding rules from the `[[rule]]` tables of a TOML file, which may be a dossier."""

from __future__ import annotations

from pathlib import Path

from ..model.codebook import normal_name
from ..model.coding_rules import UNITS, CodingRule
from ..model.errors import ReaderError
from . import atomic_files, toml_reader

_KINDS = ("query", "regex", "words")


class RulesError(toml_reader.DamagedError):
    """A file of rules that cannot be parsed; the message names file and line."""


def load(path: Path) -> tuple[CodingRule, ...]:
    """The rules of a file, at least one, in its order.

    Raises ReaderError, which names the file, the line or the rule, and the mistake.
    """
    found = atomic_files.read(path)
    if found is None:
        raise ReaderError(f"{path}: no such file; name a TOML file with [[rule]] or a dossier")
    return loads(found[0], str(path))


def loads(data: bytes, where: str) -> tuple[CodingRule, ...]:
    """The rules in the content of a file; `where` names the file in error messages."""
    page, table = toml_reader.parse(data, where, RulesError)
    rules: dict[str, CodingRule] = {}
    for record in toml_reader.TomlRecord(page, table).tables("rule"):
        name = record.name("name")
        try:
            rule = _rule(record, name)
        except RulesError as error:
            raise ReaderError(f"{where}, line {error.line}: rule “{name}”: {error.what}") from None
        if name in rules:
            raise ReaderError(f"{where}: rule “{name}” occurs twice; rename one of them")
        rules[name] = rule
    if not rules:
        raise ReaderError(f"{where}: no rule in it; a rule begins with [[rule]]")
    return tuple(rules.values())


def _rule(record: toml_reader.TomlRecord, name: str) -> CodingRule:
    """Parse a `[[rule]]`. Raises RulesError for a value that no rule can have."""
    given = [kind for kind in _KINDS if record.has(kind)]
    tag, unit = record.name("tag"), record.text("unit", UNITS[0])
    rule = CodingRule(
        name,
        normal_name(tag),
        record.text("query"),
        record.text("regex"),
        record.texts("words"),
        unit,
        tuple(map(normal_name, record.texts("except"))),
    )
    if not rule.tag:
        raise record.wrong("tag", "'tag' is no name of a tag")
    if unit not in UNITS:
        raise record.wrong("unit", f"'unit' is none of {', '.join(UNITS)}")
    if len(given) != 1:
        raise record.wrong("name", f"it needs one of {', '.join(_KINDS)}, and has {len(given)}")
    if not any((rule.query.strip(), rule.regex, rule.words)):
        raise record.wrong(given[0], f"'{given[0]}' is empty")
    for key in record.extra():
        raise record.wrong(key, f"unknown key '{key}'")
    return rule
