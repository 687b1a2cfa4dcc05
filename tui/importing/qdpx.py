"""REFI-QDA project (.qdpx): texts as articles, selections as annotations, cases as speakers."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.archive import Archive
from ..model.errors import ReaderError
from . import refi
from .carried import Gathered, Imported, short
from .qdpx_cases import Speakers
from .qdpx_reading import Reading
from .qdpx_sources import pdf_source, text_source
from .xml import Element, guid, kept, parse

_MEDIA = {"PictureSource": "picture", "AudioSource": "recording", "VideoSource": "film"}
_ELSEWHERE = {"Graphs/Graph": "graph", "Links/Link": "link", "Sets/Set": "set"}


def read(data: bytes, name: str) -> Imported:
    """What a project holds; ReaderError for what is none."""
    archive = Archive(data, name)
    # ATLAS.ti calls the project file after the project.
    files = [entry for entry in archive.names if entry.lower().endswith(".qde")]
    if not files:
        raise ReaderError(f"{name}: no project of REFI-QDA (no .qde file in it); export it again")
    root = parse(archive.read(min(files, key=lambda file: (file.count("/"), file))), name)
    container = root.find("CodeBook/Codes")
    ours = root.get("origin") == refi.ORIGIN
    codes = refi.codes(container, ours) if container is not None else refi.Codes()
    reading = Reading(
        archive=archive,
        origin=root.get("origin") or "",
        users=_names(root, "Users/User"),
        codes=codes.names,
        variables=_names(root, "Variables/Variable"),
        notes={guid(note.get("guid")): note for note in root.iterfind("Notes/Note")},
        lost=codes.lost,
    )
    documents = _documents(root, reading)
    speakers = Speakers(reading, documents)
    for case in root.iterfind("Cases/Case"):
        speakers.add(case)
    carried = tuple(document.carried() for document in documents.values())
    book = codes.codebook() if codes.tags else None
    return Imported(carried, book, (*reading.lost, *_elsewhere(root, reading)))


def _elsewhere(root: Element, reading: Reading) -> Iterator[str]:
    """A line for each thing in a project that belongs to no text."""
    for key, note in reading.notes.items():
        if key not in reading.read:
            yield f"the memo “{short(note.get('name') or reading.told(note))}”: it is on no text"
    for path, kind in _ELSEWHERE.items():
        for each in root.iterfind(path):
            yield f"the {kind} “{short(each.get('name') or guid(each.get('guid')))}”"


def _names(root: Element, path: str) -> dict[str, str]:
    """The names of some elements by GUID."""
    return {
        guid(each.get("guid")): kept(each).text("name") or each.get("name") or each.get("id") or ""
        for each in root.iterfind(path)
    }


def _documents(root: Element, reading: Reading) -> dict[str, Gathered]:
    """The documents of a project by GUID."""
    found: dict[str, Gathered] = {}
    container = root.find("Sources")
    for source in container if container is not None else ():
        name = source.get("name") or source.get("guid") or "source"
        if source.tag == "TextSource":
            found[guid(source.get("guid"))] = text_source(reading, source, name)
        elif source.tag == "PDFSource":
            found[guid(source.get("guid"))] = pdf_source(reading, source, name)
        elif source.tag in _MEDIA:
            count = sum(1 for part in source.iter() if part.tag.endswith("Selection"))
            marked = f" and {count} selections of it" if count else ""
            reading.lost.append(f"the {_MEDIA[source.tag]} “{short(name)}”{marked}: no text")
    return found
