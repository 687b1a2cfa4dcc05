"""Reads the codings of an article from its notes file, without the rest of the notes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ...formats import toml
from ...model.annotation import FORMAT, RESOLVES, DocumentData, Notes
from ...model.errors import ReaderError
from ...statistics.coding_table import NO_SOURCE, ArticleCodings, CodedSource, CodedSpan
from ...store import atomic_files

_LONGEST = 200
"""Code points of a value of `[document]` that is kept as an attribute."""
_NO_ATTRIBUTES = {"path", "text_sha256", "note"}
"""The keys of `[document]` that identify the article or are prose."""
_MOST = 2**62
"""No position is as large."""


class NotedCodings(NamedTuple):
    """The codings of an article, and what is wrong with its notes file, or ""."""

    codings: ArticleCodings
    problem: str = ""


def read_codings(name: str, path: str, state: Path) -> NotedCodings:
    """The codings in the notes file of the article called `name`. Raises nothing.

    Only what statistics need is checked. If the file is unusual or damaged, it is loaded in full;
    of a damaged one, what can be read counts. Errors of the program are logged in `state`.
    """
    try:
        found = atomic_files.read(Path(path), follow=False)
        table = toml.loads(found[0].decode("utf-8")) if found else {}
        return NotedCodings(_codings(name, table))
    except (ReaderError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        from ...library.folder_notes import load_notes_file

        loaded = load_notes_file(Path(path), state)
        return NotedCodings(codings_of(name, loaded.value), loaded.problem)


def codings_of(name: str, notes: Notes) -> ArticleCodings:
    """The codings in the notes on the article called `name`."""
    sources = {
        one.id: CodedSource(one.id, one.name, one.kind, one.reliability) for one in notes.sources
    }
    codings = [
        CodedSpan(
            number,
            tag,
            one.start,
            one.end,
            len(one.quote.split()),
            not one.text_sha256,
            one.author,
            sources.get(one.source) or _unlisted(one.source),
        )
        for number, one in enumerate(notes.annotations)
        if not one.is_resolution
        for tag in dict.fromkeys(one.tags)
    ]
    document = {key: getattr(notes.document, key) for key in DocumentData.__slots__}
    return ArticleCodings(name, _attributes({**document, **notes.document.extra}), codings)


def _codings(name: str, table: Mapping[str, Any]) -> ArticleCodings:
    """The codings in a parsed notes file; raises an error where it is not as it is written."""
    if table["format"] != FORMAT:
        raise ValueError("another format")
    sources = {one["id"]: _source(one) for one in table.get("source", ())}
    annotations = table.get("annotation", [])
    if len({one["id"] for one in annotations}) < len(annotations):
        raise ValueError("an id occurs twice")
    codings = [
        coding
        for number, one in enumerate(annotations)
        if RESOLVES not in one
        for coding in _of(number, one, sources)
    ]
    return ArticleCodings(name, _attributes(table.get("document", {})), codings)


def _of(number: int, one: Mapping[str, Any], sources: Mapping[str, CodedSource]) -> list[CodedSpan]:
    """The codings of one annotation."""
    before = "edited_" if "edited_start" in one else ""
    start, end = one[f"{before}start"], one[f"{before}end"]
    tags, author, id = one.get("tags", ()), one.get("author", ""), one.get("source", "")
    if type(start) is not int or type(end) is not int or not 0 <= start < end < _MOST:
        raise ValueError("no position")
    if not all(type(text) is str for text in (*tags, author, id)):
        raise TypeError("not a text")
    source = sources.get(id) or _unlisted(id)
    words, is_placed = len(one[f"{before}quote"].split()), not one.get("text_sha256")
    return [
        CodedSpan(number, tag, start, end, words, is_placed, author, source)
        for tag in dict.fromkeys(tags)
    ]


def _source(one: Mapping[str, Any]) -> CodedSource:
    texts = (one["id"], one["name"], one.get("kind", ""), one.get("reliability", ""))
    if not all(type(text) is str for text in texts):
        raise TypeError("not a text")
    return CodedSource(*texts)


def _unlisted(id: str) -> CodedSource:
    """A source of which the notes have only the id."""
    return CodedSource(id, id) if id else NO_SOURCE


def _attributes(document: Mapping[str, Any]) -> dict[str, str]:
    """The values of `[document]` by which articles can be told apart, as texts."""
    texts = {key: _as_text(value) for key, value in document.items() if key not in _NO_ATTRIBUTES}
    return {key: text for key, text in texts.items() if 0 < len(text) <= _LONGEST}


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ", ".join(map(_as_text, value))
    return "" if isinstance(value, Mapping) else str(value)
