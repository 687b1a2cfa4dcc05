"""Converts the cases of a REFI-QDA project to the speakers of their selections."""

from __future__ import annotations

from dataclasses import replace

from ..model.annotation import RELIABILITY, Source, source_id
from .import_result import DocumentBuilder, short
from .qdpx_reading import Reading
from .xml_tree import Element, guid, inner, references


class Speakers:
    """Adds the cases of a project to its documents as speakers."""

    def __init__(self, reading: Reading, documents: dict[str, DocumentBuilder]) -> None:
        self._reading, self._documents = reading, documents
        self._number = {
            (place, annotation.id): number
            for place, document in documents.items()
            for number, annotation in enumerate(document.annotations)
        }

    def add(self, case: Element) -> None:
        """Add a case as a source to the documents and annotations that it refers to."""
        report = self._reading.report
        if not (case.get("name") or "").strip():
            for name, value in self._reading.values(case):
                what = f"{name} = “{short(value)}” of a case without a name"
                report.lose("variables", what)
            return
        known, rest = self._known(case)
        if not self._placed(case, known):
            told = f" ({short(known.role)})" if known.role else ""
            what = f"the case “{short(known.name)}”{told}: no text in the file belongs to it"
            report.lose("cases", what)
        for key, value in rest:
            what = f"{key} = “{short(value)}” of the case “{short(known.name)}”"
            report.lose("variables", what)
        for code in references(case, "CodeRef"):
            tag = self._reading.codes.get(code, code)
            what = f"the code {tag} on the case “{short(known.name)}”"
            report.lose("codes on cases", what)

    def _placed(self, case: Element, known: Source) -> bool:
        """Add a source to the documents of its case; returns whether there are any."""
        spoken = self._reading.spoken.get(guid(case.get("guid")), [])
        placed = False
        for place in (*references(case, "SourceRef"), *spoken):
            document = self._documents.get(place)
            if document:
                self._listed(document, known)
                placed = True
        for selection in (*references(case, "SelectionRef"), *spoken):
            for place, id in self._reading.selections.get(selection, []):
                if (place, id) in self._number:
                    self._speaks(self._documents[place], self._number[place, id], known)
                    placed = True
        return placed

    def _known(self, case: Element) -> tuple[Source, list[tuple[str, str]]]:
        """The source for a case, and the variable values that a source has no field for."""
        said = self._reading.kept(case)
        name = said.text("name") or (case.get("name") or "")
        told = [inner(case, "Description").strip(), self._reading.memos(case)]
        role, grade, rest = "\n\n".join(filter(None, told)), "", []
        for key, value in self._reading.values(case):
            if key.casefold() == "role":
                role = "; ".join(filter(None, (value, role)))
            elif key.casefold() == "reliability" and len(value) == 1 and value in RELIABILITY:
                grade = value
            elif value:
                rest.append((key, value))
        id = said.text("id") or source_id(name, {})
        known = Source(
            id=id,
            name=name,
            role=said.text("role") or role,
            reliability=grade,
            reason=said.text("reason"),
            kind=said.text("kind"),
            via=said.text("via"),
            extra=said.table("extra"),
        )
        return known, rest

    def _listed(self, document: DocumentBuilder, source: Source) -> Source:
        """The source as listed in a document; another source with the same id gets a new id."""
        if document.sources.get(source.id, source) != source:
            source = replace(source, id=source_id(source.name, document.sources))
        document.sources[source.id] = source
        return source

    def _speaks(self, document: DocumentBuilder, number: int, source: Source) -> None:
        """Set the source of an annotation; report it if the
        annotation has another source already."""
        annotation = document.annotations[number]
        if not annotation.source:
            known = self._listed(document, source)
            document.annotations[number] = replace(annotation, source=known.id)
        elif document.sources[annotation.source].name != source.name:
            quote = short(annotation.quote)
            what = f"the case “{short(source.name)}” on “{quote}” as well"
            self._reading.report.lose("second speakers", what)
