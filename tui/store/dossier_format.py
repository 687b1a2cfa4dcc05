"""Convert a Dossier to the TOML of a dossier file and back without loss; pure functions."""

from __future__ import annotations

from ..model.annotation import FORMAT
from ..model.dossier import Assignment, Dossier, Hypothesis, SavedSearch
from . import notes_format, toml_reader, toml_writer

_HYPOTHESIS = ("id", "text", "evidence")
_SEARCH = ("name", "query", "seen")
_ASSIGNMENT = ("path", "analysts")


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
    searches: dict[str, SavedSearch] = {}
    for record in top.tables("search"):
        made = search(record)
        if made.name in searches:
            raise record.wrong("name", f"the search {made.name!r} occurs twice")
        searches[made.name] = made
    assignments: dict[str, Assignment] = {}
    for record in top.tables("assignment"):
        each = assignment(record)
        if each.path in assignments:
            raise record.wrong("path", f"the assignment of {each.path!r} occurs twice")
        assignments[each.path] = each
    return Dossier(
        tuple(sources),
        tuple(judgements),
        tuple(hypotheses),
        tuple(searches.values()),
        number,
        top.extra(),
        note,
        tuple(assignments.values()),
    )


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
