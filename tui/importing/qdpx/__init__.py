"""Imports REFI-QDA projects (.qdpx): texts are articles, selections annotations, cases speakers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...formats.archive import Archive
from ...model.annotation import RELIABILITY, Source, source_id
from ...model.errors import ReaderError
from .. import refi
from ..import_result import DocumentBuilder, Imported, Memo, Report, imported, memo_document, short
from ..values import names_and_grades
from ..xml_tree import Element, guid, inner, kept, parse, references
from .reading import Beside, Reading, nothing_beside
from .sources import documents


def read(data: bytes, name: str, beside: Beside = nothing_beside) -> Imported:
    """Import a project; raises ReaderError if the file is not one.

    `beside` returns files in the same folder, for projects that refer to external files.
    """
    archive, report = Archive(data, name), Report(where=name)
    # ATLAS.ti names the project file after the project.
    files = [entry for entry in archive.names if entry.lower().endswith(".qde")]
    if not files:
        raise ReaderError(f"{name}: no project of REFI-QDA (no .qde file in it); export it again")
    project = archive.read(min(files, key=lambda file: (file.count("/"), file)))
    root = parse(project, name, report)
    reading = _reading(root, archive, report)
    reading.beside, reading.has_crlf = beside, b"\r\n" in project
    return _imported(root, reading)


def _reading(root: Element, archive: Archive, report: Report) -> Reading:
    """The state of reading a project, with its users, variables, notes and cases by GUID."""
    return Reading(
        archive=archive,
        origin=root.get("origin") or "",
        users=_names(root, "Users/User"),
        variables=_names(root, "Variables/Variable"),
        notes={guid(note.get("guid")): note for note in root.iterfind("Notes/Note")},
        report=report,
        cases={guid(case.get("guid")) for case in root.iterfind("Cases/Case")},
    )


def _imported(root: Element, reading: Reading) -> Imported:
    """The documents and the codebook of a project."""
    links = _linked_notes(root, reading)
    codes = _codes(root, reading)
    reading.codes = codes.names
    found = documents(reading, list(root.iterfind("Sources/*")))
    if not reading.ours:
        _merge_annotations(reading, found)
    speakers = Speakers(reading, found)
    for case in root.iterfind("Cases/Case"):
        speakers.add(case)
    _report_other_contents(root, reading, links)
    memos = list(_memos(root, reading))
    every = [*found.values(), *memo_document(root.get("name") or "project", memos)]
    return imported(every, codes.codebook() if codes.tags else None, reading.report)


def _codes(root: Element, reading: Reading) -> refi.Codes:
    """The codes of the project except those that represent cases."""
    memos = refi.no_memos if reading.ours else reading.memos
    reader = refi.CodeReader(reading.report, reading.ours, reading.cases, memos)
    container = root.find("CodeBook/Codes")
    codes = reader.read(container) if container is not None else refi.Codes()
    reader.group(codes, root.iterfind("Sets/Set"))
    return codes


def _linked_notes(root: Element, reading: Reading) -> list[Element]:
    """Register links between a note and another object; returns all other links.

    NVivo writes its annotations as such links.
    """
    others = []
    for link in root.iterfind("Links/Link"):
        ends = guid(link.get("originGUID")), guid(link.get("targetGUID"))
        notes = [end for end in ends if end in reading.notes]
        if len(notes) == 1:
            target = ends[1] if ends[0] == notes[0] else ends[0]
            reading.linked.setdefault(target, []).append(notes[0])
        else:
            others.append(link)
    return others


def _merge_annotations(reading: Reading, found: dict[str, DocumentBuilder]) -> None:
    """Merge annotations with the same author and span, and update the references to them."""
    new_ids = {key: document.join() for key, document in found.items()}
    for places in reading.selections.values():
        places[:] = [(key, new_ids.get(key, {}).get(id, id)) for key, id in places]


def _report_other_contents(root: Element, reading: Reading, links: list[Element]) -> None:
    """Report the contents of a project other than texts, codes, cases and notes."""
    report = reading.report
    for link in links:
        name = short(link.get("name") or guid(link.get("guid")))
        note = "".join(f": “{short(memo)}”" for memo in [reading.memos(link)] if memo)
        report.lose("links", f"the link “{name}”{note}")
    for graph in root.iterfind("Graphs/Graph"):
        name = short(graph.get("name") or guid(graph.get("guid")))
        report.lose("graphs", f"the graph “{name}”")
    for group in root.iterfind("Sets/Set"):
        members = [m for m in group if m.tag in ("MemberSource", "MemberNote")]
        if members or group.find("MemberCode") is None:
            name, told = short(group.get("name") or ""), inner(group, "Description").strip()
            about = f" ({short(told)})" if told else ""
            what = f"the set “{name}”{about} of texts and memos: {len(members)} members"
            report.lose("sets", what)
    for memo in reading.notes.values():
        count = sum(
            len(selection.findall("Coding")) for selection in memo.iter("PlainTextSelection")
        )
        if count:
            name = short(memo.get("name") or reading.note_text(memo))
            report.lose("codings of memos", f"{count} codings of the memo “{name}”", count)


def _memos(root: Element, reading: Reading) -> Iterator[Memo]:
    """The description of the project, and the notes that are attached to no imported object."""
    yield Memo("", inner(root, "Description"))
    mine = [note for note in references(root, "NoteRef") if note in reading.notes]
    rest = [note for note in reading.notes if note not in reading.used]
    for key in dict.fromkeys([*mine, *rest]):
        note = reading.notes[key]
        author = reading.users.get(reading.user(note), "")
        yield Memo(note.get("name") or "", reading.note_text(note), author)


def _names(root: Element, path: str) -> dict[str, str]:
    """GUID -> name of the elements at a path."""
    return {
        guid(each.get("guid")): kept(each).text("name") or each.get("name") or each.get("id") or ""
        for each in root.iterfind(path)
    }


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
            **names_and_grades(said),
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
        """Set the source of an annotation; report it if the annotation has another already."""
        annotation = document.annotations[number]
        if not annotation.source:
            known = self._listed(document, source)
            document.annotations[number] = replace(annotation, source=known.id)
        elif document.sources[annotation.source].name != source.name:
            quote = short(annotation.quote)
            what = f"the case “{short(source.name)}” on “{quote}” as well"
            self._reading.report.lose("second speakers", what)
