"""The articles of an import, written or found, and the places of its annotations in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..library.folder_notes import load_notes_file
from ..model import annotation_changes
from ..model.anchoring.anchors import make
from ..model.anchoring.settlement import settled
from ..model.annotation import Annotation, DocumentData, Notes
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.file_names import CODEBOOK_NAME, DOSSIER_NAME, NOTES_SUFFIX
from ..model.offsets import CountedText, Sample, Selection, choose, likeliest
from ..model.reading_options import ReadingOptions, chosen_in
from ..store import atomic_files
from ..store.faults import contain_faults
from .inputs import InputArticle, document_of
from .output import say

if TYPE_CHECKING:
    from ..importing import ImportedDocument

_TEXTS = (".txt", ".text", ".md", ".markdown")
"""Suffixes of files whose text is the unchanged content of the file."""
_FORBIDDEN = re.compile(
    r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]'
)
"""Characters that are not allowed or harmful in file names on some system."""
_LONGEST = 120
"""Limit of a file name in code points; longer names are truncated."""
_MOST = 1000
"""Limit of articles with the same name in a folder."""


@dataclass
class Articles:
    """The articles in a folder, each read at most once. Fault reports are written to `state`."""

    folder: Path
    state: Path
    _read: dict[Path, Document | None] = field(default_factory=dict)

    def article_for(self, carried: ImportedDocument) -> tuple[Path, Document | None]:
        """The article for an imported document, and its Document; it is written if necessary.

        The Document is None if the article is not in the folder. Raises ReaderError if the content
        is of a format that cannot be read.
        """
        from ..readers import READERS

        name = _fit_name(carried.name)
        suffix = Path(name).suffix.lower()
        if carried.text is not None:
            name = name if suffix in _TEXTS else f"{name}.txt"
            path = self._write_new(name, _encoded(carried.text), carried.text)
            return path, document_of(InputArticle(str(path), path))
        if carried.content:
            if suffix not in READERS:
                name += _suffix_for(name, carried.content)
            path = self._write_new(name, carried.content)
            return path, document_of(InputArticle(str(path), path))
        found = self._find(carried.notes.document, name)
        return found or (self.folder / (name if suffix in READERS else f"{name}.txt"), None)

    def _write_new(self, name: str, content: bytes, text: str | None = None) -> Path:
        """Write a new file; if the name is taken, a number is added. Nothing is overwritten."""
        for path in _names(self.folder, name):
            if atomic_files.create(path, content):
                say(f"{path}: written")
                return path
            if _is_same(path, content, text):
                return path
        raise ReaderError(f"{self.folder / name}: there are too many of that name; clear some away")

    def _find(self, data: DocumentData, name: str) -> tuple[Path, Document] | None:
        """The article that notes refer to, found by its text hash, address, file name or title."""
        from ..readers.folders import listing

        named = titled = None
        for path in listing(self.folder):
            notes = path.with_name(path.name + NOTES_SUFFIX)
            noted = load_notes_file(notes, self.state).value.document
            document = self._document(path, chosen_in(noted.extra))
            if document is None:
                continue
            url = noted.url or document.data.get("url", "")
            if data.text_sha256 == document.text_sha256 or (data.url and data.url == url):
                return path, document
            if path.name in (name, f"{name}.txt") or path.stem == name:
                named = path, document
            elif data.title and data.title.casefold() == document.title.casefold():
                titled = path, document
        return named or titled

    def _document(self, path: Path, options: ReadingOptions) -> Document | None:
        from ..readers import read

        if path not in self._read:
            try:
                self._read[path] = contain_faults(
                    str(path), self.state, lambda: read(path, options)
                )
            except ReaderError:
                self._read[path] = None
        return self._read[path]


def _suffix_for(name: str, content: bytes) -> str:
    """The suffix for content of a known format; raises ReaderError for other formats."""
    from ..readers import READERS
    from ..readers.sniff import reader_for

    try:
        module = reader_for(content, None, ", ".join(READERS))
    except ReaderError as error:
        raise ReaderError(f"{name}: not written, for {error}") from error
    return next(suffix for suffix, known in READERS.items() if known == module)


def _encoded(text: str) -> bytes:
    """The bytes of a text file that reads as the text, even if the text begins with U+FEFF."""
    return text.encode("utf-8-sig" if text.startswith("\ufeff") else "utf-8", "replace")


def _fit_name(name: str) -> str:
    """A safe file name without folders that is not the name of a notes file or codebook."""
    plain = " ".join(_FORBIDDEN.sub(" ", name.replace("\\", "/").rpartition("/")[2]).split())
    plain = plain.lstrip(".")
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > 8:
        stem, dot, suffix = plain, "", ""
    stem = stem[: _LONGEST - len(suffix)].strip(" .") or "article"
    fit = f"{stem}{dot}{suffix}"
    return (
        fit
        if not fit.lower().endswith((NOTES_SUFFIX, CODEBOOK_NAME, DOSSIER_NAME))
        else f"{fit}.txt"
    )


def _names(folder: Path, name: str) -> Iterator[Path]:
    path = folder / name
    yield path
    for number in range(2, _MOST):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")


def _is_same(path: Path, content: bytes, text: str | None) -> bool:
    """Whether a file has the given content or reads as the given text."""
    from ..readers import read

    if not path.is_file():
        return False
    found = atomic_files.read(path)
    if found is not None and found[0] == content:
        return True
    try:
        return text is not None and read(path).text == text
    except ReaderError:
        return False


States = Counter[str]
"""Number of annotations by outcome: anchored, uncertain, orphaned, waiting, here."""


def placed(
    annotations: Sequence[Annotation], document: Document
) -> tuple[tuple[Annotation, ...], dict[str, str]]:
    """The annotations at their places in the text, and id -> anchor state."""
    found, states = list[Annotation](), dict[str, str]()
    for annotation, anchor in settled(annotations, document.text, document.text_sha256):
        found.append(annotation)
        states[annotation.id] = anchor.state
    return tuple(sorted(found, key=lambda a: a.sort_key)), states


def in_code_points(
    annotations: Sequence[Annotation], document: Document, article: Path
) -> tuple[Annotation, ...]:
    """The annotations with offsets converted to code points, as far as the text reveals their unit.

    Programs in web browsers count UTF-16 code units. A quote without context is placed at its
    offsets if it is found there in the unit that fits all annotations. Offsets without a quote are
    converted with the most likely unit and stay uncertain.
    """
    counted = _counted(document, article)
    sample = Sample(counted, [Selection(a.start, a.end, a.quote) for a in annotations])
    way = choose([sample])[0]
    guess = way or likeliest(sample)
    if way and sample.spans(way) != [(a.start, a.end) for a in annotations]:
        say(f"{article}: the offsets of its annotations count {way}")
    text, found = document.text, []
    for annotation, (start, end) in zip(annotations, sample.spans(guess), strict=True):
        inside = 0 <= start < end <= len(text)
        bare = not (annotation.prefix or annotation.suffix)
        if annotation.quote and way and bare and inside and text[start:end] == annotation.quote:
            annotation = annotation_changes.moved_to(annotation, make(text, start, end))
        elif not annotation.quote and inside:
            annotation = replace(annotation, start=start, end=end)
        found.append(annotation)
    return tuple(found)


def _counted(document: Document, article: Path) -> CountedText:
    """The text of an article, with the places of CRLF if it is a text file with such line ends."""
    content = atomic_files.read(article)
    if content is not None and b"\r" in content[0]:
        counted = CountedText.of(content[0].decode("utf-8-sig", "replace"))
        if counted.text == document.text:
            return counted
    return CountedText(document.text)


def without_known(here: Notes, new: Notes) -> tuple[Notes, set[str]]:
    """The new notes without annotations that exist already, and the ids of those.

    Annotations with equal author, span, tags, source and note are the same, because some programs
    assign new identifiers in each export. Annotations with an existing id are left to the merge.
    """
    ids = {annotation.id for annotation in here.annotations}
    names = _names_of_sources(here)
    known = {_content(annotation, names) for annotation in here.annotations}
    names = _names_of_sources(new)
    doubled = {
        annotation.id
        for annotation in new.annotations
        if annotation.id not in ids and _content(annotation, names) in known
    }
    kept = tuple(a for a in new.annotations if a.id not in doubled)
    return replace(new, annotations=kept), doubled


def tally(states: Mapping[str, str], counts: Mapping[str, int], here: Iterable[str]) -> States:
    """The number of original annotations in each state; those in `here` are counted separately."""
    found = States()
    for id, state in states.items():
        found[state] += counts.get(id, 1)
    found["here"] += sum(counts.get(id, 1) for id in here)
    return found


def _names_of_sources(notes: Notes) -> dict[str, str]:
    return {source.id: source.name for source in notes.sources}


def _content(annotation: Annotation, names: Mapping[str, str]) -> tuple[object, ...]:
    """The values by which two annotations are compared."""
    return (
        annotation.author,
        annotation.start,
        annotation.end,
        annotation.quote,
        frozenset(annotation.tags),
        names.get(annotation.source, annotation.source),
        annotation.note.strip(),
    )
