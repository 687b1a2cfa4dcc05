"""Reads coding rules from the `[[rule]]` tables of a TOML file, which may be a dossier."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..model.codebook import normal_name
from ..model.dossier import RULE_UNITS, CodingRule
from ..model.errors import ReaderError
from . import atomic_files, dossier_format, toml_reader

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
    raw = table.get("rule", [])
    for number, record in enumerate(toml_reader.TomlRecord(page, table).tables("rule")):
        named = f"rule “{name}”: " if (name := raw[number].get("name")) else ""
        try:
            rule = _rule(record)
        except RulesError as error:
            raise ReaderError(f"{where}, line {error.line}: {named}{error.what}") from None
        if rule.name in rules:
            raise ReaderError(f"{where}: {named}occurs twice; rename one of them")
        rules[rule.name] = rule
    if not rules:
        raise ReaderError(f"{where}: no rule in it; a rule begins with [[rule]]")
    return tuple(rules.values())


def _rule(record: toml_reader.TomlRecord) -> CodingRule:
    """Parse a `[[rule]]`. Raises RulesError for a value that no rule can have."""
    rule = dossier_format.rule(record)
    given = [kind for kind in _KINDS if getattr(rule, kind)]
    if not normal_name(rule.tag):
        raise record.wrong("tag", "'tag' is missing, or no name of a tag")
    if rule.unit not in ("", *RULE_UNITS):
        raise record.wrong("unit", f"'unit' is none of {', '.join(RULE_UNITS)}")
    if len(given) != 1:
        raise record.wrong("name", f"it needs one of {', '.join(_KINDS)}, and has {len(given)}")
    for key in rule.extra:
        raise record.wrong(key, f"unknown key '{key}'")
    tags = tuple(map(normal_name, rule.exceptions))
    return replace(rule, tag=normal_name(rule.tag), exceptions=tags)
