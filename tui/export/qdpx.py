"""REFI-QDA project (.qdpx): articles, codebook, codings, speakers and notes in one archive.

An annotation whose place is certain is a selection of the plain text, half-open, in code points.
The others are notes on the source, because a project cannot mark a selection as uncertain. Speakers
are cases. The note on all articles describes the project; hypotheses are a note on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import PurePath
from typing import Any
from uuid import UUID

from ..model.annotation import Annotation, Source
from ..model.guid import guid_from_names, guid_of, id_of
from .assessment import Assessment
from .citations import DOUBTS
from .export_document import ExportDocument, collection_title
from .extension_data import annotation_data, as_toml, judgement_data, source_data
from .findings import Finding, all_findings, tags_to_export
from .hypothesis_sections import hypotheses_in_words
from .qdc import ORIGIN, Element, add, code_guid, codes, keep, lost, xml
from .text_values import single_line, utc
from .zip_archive import zipped

NAMESPACE = "urn:QDA-XML:project:1.0"

_DATA = ("title", "author", "publisher", "date", "url", "lang")
_NEVER = "1970-01-01T00:00:00Z"
"""The creation date of a note without one; some programs refuse a project without the date."""
_LONGEST_NAME = 80


def write(documents: Sequence[ExportDocument], note: str = "") -> bytes:
    """The bytes of a project on one document or several: the project file, then the texts.

    `note` is the analyst's note on all documents, which describes the project.
    """
    project = _Project()
    findings = all_findings(documents)
    texts: dict[str, bytes] = {}
    for number, exported in enumerate(documents):
        here = [finding for finding in findings if finding.citation.document == number]
        guid = project.document(number, exported, here)
        texts[f"sources/{guid}.txt"] = exported.document.text.encode("utf-8", "replace")
    root = Element("Project", {"name": collection_title(documents)[:255], "origin": ORIGIN})
    users = _users(findings)
    book = Element("CodeBook")
    listed = tags_to_export(documents)
    if listed:
        codes(book, listed)
    hypotheses = project.note_on("Competing hypotheses", hypotheses_in_words(Assessment(documents)))
    # What is empty is left out: the schema has no empty containers.
    root.extend(part for part in (users, book, *project.parts()) if len(part))
    if note:
        add(root, "Description", note)
    if hypotheses:
        add(root, "NoteRef", targetGUID=hypotheses)
    return zipped({"project.qde": xml(root, NAMESPACE), **texts})


def _users(findings: Sequence[Finding]) -> Element:
    users = Element("Users")
    for name in dict.fromkeys(finding.annotation.author for finding in findings):
        if name:
            keep(add(users, "User", guid=_user(name), name=name), {"name": lost(name)})
    return users


class _Project:
    """A project under construction, whose elements refer to each other by GUID."""

    def __init__(self) -> None:
        self._guids: set[str] = set()
        self._names = Counter[str]()
        self._taken: set[str] = set()
        self._variables, self._cases = Element("Variables"), Element("Cases")
        self._sources, self._notes = Element("Sources"), Element("Notes")
        self._speaking: dict[str, _Case] = {}

    def parts(self) -> tuple[Element, ...]:
        """Variables, cases, sources and notes, in the order of the schema."""
        for case in self._speaking.values():
            self._case(case)
        return self._variables, self._cases, self._sources, self._notes

    def document(self, number: int, exported: ExportDocument, findings: Sequence[Finding]) -> str:
        """Add a document with its data, selections and notes, and return its GUID."""
        known = exported.known
        guid = str(guid_from_names("document", str(number), exported.path, known.text_sha256))
        name, path = self._name(exported), f"internal://{guid}.txt"
        source = add(self._sources, "TextSource", guid=guid, name=name, plainTextPath=path)
        if known.note:
            add(source, "Description", known.note)
        for speaker in exported.notes.sources:
            self._speaker(speaker).sources.append(guid)
        for finding in findings:
            if finding.citation.state == "anchored":
                self._selection(source, finding)
        for finding in findings:
            if finding.citation.state != "anchored":
                add(source, "NoteRef", targetGUID=self._note(finding))
        for key in _DATA:
            self._value(source, key, getattr(known, key))
        values = {key: lost(getattr(known, key)) for key in (*_DATA, "note")}
        extras: dict[str, Any] = {"extra": dict(known.extra), "top": dict(exported.notes.extra)}
        extras["judgements"] = judgement_data(exported.notes.judgements)
        keep(source, {"path": None if name == exported.path else exported.path, **values, **extras})
        return guid

    def note_on(self, name: str, text: str) -> str:
        """Add a note on the whole project, and return its GUID; "" for an empty text."""
        if not text:
            return ""
        guid = str(guid_from_names("note", name, text))
        made = {"guid": guid, "name": name, "creationDateTime": _NEVER}
        add(add(self._notes, "Note", **made), "PlainTextContent", text)
        return guid

    def _name(self, exported: ExportDocument) -> str:
        """A unique name for a document: that of its file without the folders.

        Some programs write the text to a file of that name.
        """
        name = single_line(PurePath(exported.path).name) or exported.title.replace("/", "-")
        stem, dot, suffix = name.rpartition(".")
        number = self._names[name] = self._names[name] + 1
        if number == 1:
            return name
        return f"{stem} ({number}){dot}{suffix}" if stem else f"{name} ({number})"

    def _selection(self, source: Element, finding: Finding) -> None:
        annotation, place = finding.annotation, finding.citation.selector
        guid = self._guid(annotation)
        selection = add(
            source,
            "PlainTextSelection",
            guid=guid,
            name=single_line(place.quote)[:_LONGEST_NAME],
            startPosition=str(place.start),
            endPosition=str(place.end),
            **_made(annotation),
            modifiedDateTime=utc(annotation.modified),
        )
        told = _told(finding)
        if told:
            add(selection, "Description", told)
        for tag in finding.tags:
            coding = str(guid_from_names("coding", guid, tag))
            code = add(selection, "Coding", guid=coding, **_made(annotation))
            add(code, "CodeRef", targetGUID=code_guid(tag))
        if finding.source:
            self._speaker(finding.source).selections.append(guid)
        values = _values(annotation)
        keep(
            selection,
            {**values, "id": None if id_of(UUID(guid)) == annotation.id else annotation.id},
        )

    def _note(self, finding: Finding) -> str:
        """Add an annotation without a certain place as a note, and return its GUID."""
        annotation, place = finding.annotation, finding.citation.selector
        guid = self._guid(annotation)
        doubt = DOUBTS[finding.citation.state]
        made = {"creationDateTime": _NEVER} | _made(annotation)
        note = add(
            self._notes, "Note", guid=guid, name=single_line(place.quote)[:_LONGEST_NAME], **made
        )
        told = (f"“{place.quote}”", doubt, ", ".join(finding.tags), _told(finding))
        add(note, "PlainTextContent", "\n\n".join(filter(None, told)))
        whole = {
            "id": annotation.id,
            "start": place.start,
            "end": place.end,
            "quote": place.quote,
            "prefix": place.prefix,
            "suffix": place.suffix,
            "tags": list(finding.tags),
            "source": annotation.source,
            "author": annotation.author,
            "created": annotation.created,
            "modified": annotation.modified,
        }
        keep(note, {**whole, **_values(annotation)})
        return guid

    def _guid(self, annotation: Annotation) -> str:
        """A GUID that is unique in the project: annotations of two documents may share an id."""
        guid = str(guid_of(annotation.id))
        while guid in self._guids:
            guid = str(guid_from_names("another", guid))
        self._guids.add(guid)
        return guid

    def _speaker(self, source: Source) -> _Case:
        """The case of a source, shared by all documents that describe the source alike."""
        known = (source.id, source.name, source.role, source.reliability)
        guid = str(guid_from_names("source", *known, as_toml(source_data(source))))
        return self._speaking.setdefault(guid, _Case(guid, source))

    def _case(self, case: _Case) -> None:
        source = case.source
        shown = self._case_name(source)
        element = add(self._cases, "Case", guid=case.guid, name=shown)
        self._value(element, "role", source.role)
        self._value(element, "reliability", source.reliability)
        for guid in case.sources:
            add(element, "SourceRef", targetGUID=guid)
        for guid in case.selections:
            add(element, "SelectionRef", targetGUID=guid)
        exact = shown == source.name != ""
        name = None if exact and lost(source.name) is None else source.name
        values = {"id": source.id, "name": name, "role": lost(source.role)}
        keep(element, {**values, **source_data(source)})

    def _case_name(self, source: Source) -> str:
        """A unique name for a case, because QualCoder accepts only one case with a given name.

        The second of two speakers with the same name gets the role after it, or else a number.
        """
        name = single_line(source.name) or source.id
        role = single_line(source.role)
        found = [name, f"{name} ({role})"] if role else [name]
        numbered = (f"{name} ({number})" for number in count(2))
        shown = next(each for each in chain(found, numbered) if each.casefold() not in self._taken)
        self._taken.add(shown.casefold())
        return shown

    def _value(self, parent: Element, name: str, value: str) -> None:
        """Add the value of a variable, and the variable itself if the project lacks it."""
        if not value:
            return
        guid = str(guid_from_names("variable", name))
        if all(variable.get("guid") != guid for variable in self._variables):
            add(self._variables, "Variable", guid=guid, name=name, typeOfVariable="Text")
        element = add(parent, "VariableValue")
        add(element, "VariableRef", targetGUID=guid)
        add(element, "TextValue", value)


@dataclass(frozen=True, slots=True)
class _Case:
    """A speaker, with the GUIDs of the documents that list it and of its statements."""

    guid: str
    source: Source
    sources: list[str] = field(default_factory=list)
    selections: list[str] = field(default_factory=list)


def _values(annotation: Annotation) -> dict[str, Any]:
    """The data of an annotation that a selection has no attribute for."""
    return {**annotation_data(annotation), "note": annotation.note}


def _told(finding: Finding) -> str:
    """The note, then the former words, the speaker and the grade, which have no own field."""
    said = " · ".join(filter(None, (finding.speaker, finding.grade)))
    former = finding.citation.formerly
    told = (finding.annotation.note, former, f"— {said}" if said else "")
    return "\n\n".join(filter(None, told))


def _made(annotation: Annotation) -> dict[str, str]:
    """The attributes for author and creation date; an unknown one is left out."""
    user = _user(annotation.author) if annotation.author else ""
    made = {"creatingUser": user, "creationDateTime": utc(annotation.created)}
    return {key: value for key, value in made.items() if value}


def _user(name: str) -> str:
    return str(guid_from_names("user", name))
