"""Convert a Dossier to the TOML of a dossier file and back without loss; pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ..model.annotation import FORMAT
from ..model.dossier import Assignment, CodingRule, Dossier, Hypothesis, SavedSearch
from . import notes_format, toml_reader, toml_writer

_HYPOTHESIS = ("id", "text", "evidence")
_SEARCH = ("name", "query", "seen")
_ASSIGNMENT = ("path", "analysts")
_RULE = ("name", "tag", "query", "regex", "words", "unit", "except")


def dumps(dossier: Dossier, where: str = "the dossier") -> bytes:
    """The content of a dossier file.

    Raises ReaderError if a text contains a lone surrogate, if two records have the same id or if
    the file is too large, because the file could not be read again.
    """
    note = f"note = {toml_writer.multiline_string(dossier.note)}\n" if dossier.note else ""
    parts = [f"format = {dossier.format}\n{note}{toml_writer.table(dossier.extra)}"]
    written = notes_format.written
    parts += written("[[source]]", notes_format.SOURCE, dossier.sources, where)
    parts += written("[[judgement]]", notes_format.JUDGEMENT, dossier.judgements, where)
    parts += written("[[hypothesis]]", _HYPOTHESIS, dossier.hypotheses, where)
    parts += written("[[search]]", _SEARCH, dossier.searches, where, "name")
    parts += written("[[assignment]]", _ASSIGNMENT, dossier.assignments, where, "path")
    parts += written("[[rule]]", _RULE, dossier.rules, where, "name")
    return toml_writer.encoded("\n".join(parts), where)


def loads(data: bytes, where: str) -> Dossier:
    """Parse the content of a dossier file; `where` names the file in error messages.

    Of a newer format, known keys are read; the file must then not be written. Raises NotesError if
    the file is damaged, a value has a wrong type or an id occurs twice.
    """
    page, table = toml_reader.parse(data, where, notes_format.NotesError)
    top = toml_reader.TomlRecord(page, table)
    number, note = top.whole("format", FORMAT, 1), top.text("note")
    unique = notes_format.with_unique_ids
    sources = unique([(record, notes_format.source(record)) for record in top.tables("source")])
    judgements = unique(
        [(record, notes_format.judgement(record)) for record in top.tables("judgement")]
    )
    hypotheses = unique([(record, hypothesis(record)) for record in top.tables("hypothesis")])
    searches = _unique("search", top.tables("search"), search, "name")
    assignments = _unique("assignment of", top.tables("assignment"), assignment, "path")
    rules = _unique("rule", top.tables("rule"), rule, "name")
    return Dossier(
        tuple(sources),
        tuple(judgements),
        tuple(hypotheses),
        searches,
        number,
        top.extra(),
        note,
        assignments,
        rules,
    )


Record = TypeVar("Record", SavedSearch, Assignment, CodingRule)


def _unique(
    what: str,
    records: Iterable[toml_reader.TomlRecord],
    make: Callable[[toml_reader.TomlRecord], Record],
    key: str,
) -> tuple[Record, ...]:
    """What `make` makes of the records; raises NotesError if a `key` occurs twice."""
    found: dict[str, Record] = {}
    for record in records:
        made = make(record)
        name = getattr(made, key)
        if name in found:
            raise record.wrong(key, f"the {what} {name!r} occurs twice")
        found[name] = made
    return tuple(found.values())


def hypothesis(record: toml_reader.TomlRecord) -> Hypothesis:
    """Parse a `[[hypothesis]]`. Raises NotesError if a value has a wrong type."""
    name, text, evidence = record.name("id"), record.text("text"), record.texts_by_key("evidence")
    return Hypothesis(name, text, evidence, record.extra())


def search(record: toml_reader.TomlRecord) -> SavedSearch:
    """Parse a `[[search]]`. Raises NotesError if a value has a wrong type."""
    name, query, seen = record.name("name"), record.text("query"), record.texts("seen")
    return SavedSearch(name, query, seen, record.extra())


def assignment(record: toml_reader.TomlRecord) -> Assignment:
    """Parse an `[[assignment]]`. Raises NotesError if a value has a wrong type."""
    return Assignment(record.name("path"), record.texts("analysts"), record.extra())


def rule(record: toml_reader.TomlRecord) -> CodingRule:
    """Parse a `[[rule]]`. Raises the page's error if a value has a wrong type."""
    return CodingRule(
        record.name("name"),
        record.text("tag"),
        record.text("query"),
        record.text("regex"),
        record.texts("words"),
        record.text("unit"),
        record.texts("except"),
        record.extra(),
    )
