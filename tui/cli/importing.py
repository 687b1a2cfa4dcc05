"""The command import: what other programs keep, as articles, notes and codebook."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..config import Config, Folders, folders_for
from ..model import edits
from ..model.annotation import FORMAT, Annotation, DocumentData, Notes
from ..model.codebook import normal_name
from ..model.document import Document
from ..model.errors import ReaderError
from ..store import atomic, files
from ..store import codebook as codebooks
from ..store.places import SUFFIX, notes_place
from .inputs import Article, document_of
from .output import complain, say
from .sessions import settings

if TYPE_CHECKING:
    from ..importing import Carried, Imported

_TEXTS = (".txt", ".text", ".md", ".markdown")
"""Suffixes of files whose text is what is in them, to the letter."""
_UNFIT = re.compile(
    r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]'
)
"""What no name of a file should hold, on any system."""
_FIELDS = ("title", "author", "publisher", "date", "url", "lang")
_LONGEST = 120
"""Code points of a file's name; longer ones are cut."""
_MOST = 1000
"""Articles of one name in a folder."""


def import_(arguments: Namespace) -> int:
    """Take over a file of another program, and print item by item what could not be."""
    from ..importing import LARGEST, load

    path, folder = Path(arguments.file), Path(arguments.into or ".")
    if path.is_file() and path.stat().st_size > LARGEST:
        raise ReaderError(f"{path}: larger than {LARGEST >> 20} MB; it is not read")
    found = atomic.read(path)
    if found is None:
        raise ReaderError(f"{path}: no such file; check the name")
    imported = load(found[0], path.name)
    atomic.make_folder(folder)
    where, config = settings()
    lost = [*imported.lost, *_codebook(imported, folder, where)]
    failed = False
    for document in imported.documents:
        try:
            lost += _document(document, folder, where, config)
        except ReaderError as error:
            complain(str(error))
            failed = True
    for item in lost:
        say(f"not carried over: {item}")
    return 1 if failed else 0


def _codebook(imported: Imported, folder: Path, where: Folders) -> list[str]:
    """Write the tags that are new; what the codebook here says otherwise is lost."""
    from ..importing.tags import added

    known = codebooks.find(folder, where.config)
    path, lost = known.path or folder / codebooks.NAME, list[str]()
    book = imported.codebook
    if book is not None and (known.path is None or known.path.parent == where.config):
        path = folder / codebooks.NAME
        after, base = book, None
    else:
        after, base = known.codebook, known.codebook
        if book is not None:
            after, lost = added(after, book)
    used = {tag for d in imported.documents for a in d.notes.annotations for tag in a.tags}
    named = sorted(after.current(tag) for tag in used if tag and normal_name(tag) == tag)
    after = edits.with_tags(after, named)
    if after != known.codebook:
        codebooks.save(path, after, base)
        say(f"{path}: {len(after.tags)} tags")
    return lost


def _document(carried: Carried, folder: Path, where: Folders, config: Config) -> list[str]:
    """Write a document and the notes on it; what has no place in its text is lost."""
    article, document = _article(carried, folder)
    if _says_nothing(carried.notes, document):
        return []
    lost: list[str] = []
    data = replace(carried.notes.document, path=article.name)
    annotations = carried.notes.annotations
    if document is not None:
        data = replace(data, text_sha256=document.text_sha256)
        annotations, lost = _anchored(annotations, document, article)
    notes = replace(carried.notes, document=data, annotations=annotations)
    _save(article, notes, data.text_sha256, folders_for(article, where, config))
    if document is None:
        say(f"the notes wait for their article: save it as {article}")
    return lost


def _says_nothing(notes: Notes, document: Document | None) -> bool:
    """Whether notes hold no more than the article says of itself."""
    said = {**document.data, "title": document.title, "lang": document.lang} if document else {}
    known: dict[str, Any] = {
        key: "" for key in _FIELDS if getattr(notes.document, key) == said.get(key)
    }
    rest = replace(notes.document, text_sha256="", **known)
    return replace(notes, document=rest) == Notes()


def _save(article: Path, notes: Notes, sha256: str, where: Folders) -> None:
    """Write notes, together with those that are there already."""
    from ..store.merge import merge

    place = notes_place(article, sha256, where.data)
    loaded = files.load(place.path)
    if loaded.problem:
        raise ReaderError(loaded.problem)
    if loaded.notes.format > FORMAT:
        raise ReaderError(f"{place.path}: written by a newer reader; update reader to change it")
    merged = merge(Notes(), loaded.notes, notes)
    files.save(place.path, merged.notes, loaded.notes, loaded.stamp)
    count = len(notes.annotations)
    say(f"{place.path}: {count} annotation{'' if count == 1 else 's'}")
    if merged.conflicts:
        say(f"{place.path}: {len(merged.conflicts)} say something else there; both are kept")


def _article(carried: Carried, folder: Path) -> tuple[Path, Document | None]:
    """The article of a document, written if the file carries it, and what it reads as.

    None for one that is not at hand.
    """
    from ..readers import READERS

    name = _fit_name(carried.name)
    suffix = Path(name).suffix.lower()
    if carried.text is not None:
        name = name if suffix in _TEXTS else f"{name}.txt"
        path = _written(folder, name, _encoded(carried.text), carried.text)
        return path, document_of(Article(str(path), path))
    if carried.content:
        if suffix not in READERS:
            raise ReaderError(f"{name}: not written, for reader cannot read such a file")
        path = _written(folder, name, carried.content)
        return path, document_of(Article(str(path), path))
    found = _at_hand(carried.notes.document, folder, name)
    return found or (folder / (name if suffix in READERS else f"{name}.txt"), None)


def _encoded(text: str) -> bytes:
    """The bytes of a file that reads as the text, even where that begins with a byte-order mark."""
    return text.encode("utf-8-sig" if text.startswith("\ufeff") else "utf-8")


def _fit_name(name: str) -> str:
    """A name for a file in the folder itself, and none that is taken for notes or a codebook."""
    plain = " ".join(_UNFIT.sub(" ", name.replace("\\", "/").rpartition("/")[2]).split())
    plain = plain.lstrip(".")
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 8:
        stem, dot, suffix = plain, "", ""
    stem = stem[: _LONGEST - len(suffix)].strip(" .") or "article"
    fit = f"{stem}{dot}{suffix}"
    return fit if not fit.lower().endswith((SUFFIX, "codebook.toml")) else f"{fit}.txt"


def _written(folder: Path, name: str, content: bytes, text: str | None = None) -> Path:
    """Write a new file, under another name where there is a different one; never over anything."""
    for path in _names(folder, name):
        if atomic.create(path, content):
            say(f"{path}: written")
            return path
        if _is_same(path, content, text):
            return path
    raise ReaderError(f"{folder / name}: there are too many of that name; clear some away")


def _names(folder: Path, name: str) -> Iterator[Path]:
    path = folder / name
    yield path
    for number in range(2, _MOST):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def _is_same(path: Path, content: bytes, text: str | None) -> bool:
    """Whether a file that is there holds what was to be written, or reads as the same text."""
    from ..readers import read

    if not path.is_file():
        return False
    found = atomic.read(path)
    if found is not None and found[0] == content:
        return True
    try:
        return text is not None and read(path).text == text
    except ReaderError:
        return False


def _at_hand(data: DocumentData, folder: Path, name: str) -> tuple[Path, Document] | None:
    """The article in a folder that notes are on: by the hash of its text, address or name."""
    from ..readers import listing

    named = None
    for path in listing(folder):
        try:
            document = Article(str(path), path).read()
        except ReaderError:
            continue
        noted = files.load(path.with_name(path.name + SUFFIX)).notes.document.url
        url = noted or document.data.get("url", "")
        if data.text_sha256 == document.text_sha256 or (data.url and data.url == url):
            return path, document
        if path.name in (name, f"{name}.txt") or path.stem == name:
            named = path, document
    return named


def _anchored(
    annotations: tuple[Annotation, ...], document: Document, article: Path
) -> tuple[tuple[Annotation, ...], list[str]]:
    """The annotations where they lie in the text; a line for each that has no sure place there."""
    from ..model.anchor import make, resolve_all

    text, placed, lost = document.text, list[Annotation](), list[str]()
    quoted = [a if a.quote else replace(a, quote=text[a.start : a.end]) for a in annotations]
    anchors = resolve_all([edits.selector(a) for a in quoted], text)
    for annotation, anchor in zip(quoted, anchors, strict=True):
        if not annotation.quote:
            lost.append(f"[{annotation.start}, {annotation.end}): not in {article}")
            continue
        if anchor.state == "anchored" and anchor.moved:
            annotation = edits.placed(annotation, make(text, anchor.start, anchor.end))
        placed.append(annotation)
    return tuple(sorted(placed, key=lambda a: a.sort_key)), lost
