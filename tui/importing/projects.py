"""The shared part of project importers: coders, codes, codings, cases and memos.

The module for a program fills a Project from its database; the Project is then converted to
documents. All objects are identified by the keys of the original program.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..model.anchoring.anchors import Selector, make
from ..model.annotation import Annotation, Source, source_id
from ..model.codebook import SEPARATOR, Codebook, Tag, normal_name
from ..model.errors import ReaderError
from ..model.graphemes import widen
from ..model.guid import guid_from_names, id_of
from ..model.offsets import COUNTINGS, CountedText, Sample, Selection, choose, likeliest, same_text
from .import_result import DocumentBuilder, Imported, Memo, Report, imported, memo_document, short
from .refi import with_unique_keys

_DEEPEST = 100
Key = int
"""The original program's key of a text, code or case."""


@dataclass(frozen=True)
class Coding:
    """A coded span of a text; `case` is the key of its speaker."""

    text: Key
    selection: Selection
    tag: str = ""
    note: str = ""
    author: str = ""
    created: datetime | None = None
    case: Key | None = None


@dataclass
class Project:
    """A project while its tables are read.

    `listed` maps a text to the cases that the whole text belongs to.
    """

    name: str
    program: str
    report: Report
    texts: dict[Key, DocumentBuilder] = field(default_factory=dict)
    counted: dict[Key, CountedText] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    codings: list[Coding] = field(default_factory=list)
    cases: dict[Key, Source] = field(default_factory=dict)
    ids: dict[str, Source] = field(default_factory=dict)
    listed: dict[Key, list[Key]] = field(default_factory=dict)
    memos: list[Memo] = field(default_factory=list)

    def add_text(self, key: Key, name: str, raw: str) -> DocumentBuilder:
        """Add a text with its original line ends."""
        counted = CountedText.of(raw)
        self.counted[key] = counted
        document = self.texts[key] = DocumentBuilder(name or "article", text=counted.text)
        return document

    def add_tag(self, tag: Tag) -> str:
        """Add a tag unless the codebook contains it; returns its name."""
        self.tags.setdefault(tag.name, tag)
        return tag.name

    def add_case(self, key: Key, name: str, role: str) -> None:
        """Add a speaker."""
        id = source_id(name, self.ids)
        self.cases[key] = self.ids[id] = Source(id, name or id, role=role)

    def imported(self) -> Imported:
        """The result, once everything has been added."""
        by_text: dict[Key, list[Coding]] = {}
        for coding in self.codings:
            by_text.setdefault(coding.text, []).append(coding)
        self._report_textless(by_text)
        self._place(by_text)
        self._list_cases()
        for document in self.texts.values():
            document.join()
        every = [*self.texts.values(), *memo_document(self.name, self.memos)]
        tags = with_unique_keys(self.tags.values())
        return imported(every, Codebook(tuple(tags)) if tags else None, self.report)

    def _list_cases(self) -> None:
        """List the cases in the documents that belong to them; report cases without a text."""
        placed = {coding.case for coding in self.codings if coding.text in self.texts}
        for text, keys in self.listed.items():
            for key in keys:
                if text in self.texts and key in self.cases:
                    source = self.cases[key]
                    self.texts[text].sources[source.id] = source
                    placed.add(key)
        for key, case in self.cases.items():
            if key not in placed:
                role = f" ({short(case.role)})" if case.role else ""
                what = f"the case “{short(case.name)}”{role}: no text in the file belongs to it"
                self.report.lose("cases", what)

    def _report_textless(self, by_text: dict[Key, list[Coding]]) -> None:
        """Report the codings of texts that are not in the project."""
        for key in [key for key in by_text if key not in self.texts]:
            gone = by_text.pop(key)
            tags = ", ".join(dict.fromkeys(coding.tag or "no code" for coding in gone))
            what = f"{len(gone)} codings ({short(tags)}) of a text that the file does not hold"
            self.report.lose("codings", what, len(gone))

    def _place(self, by_text: Mapping[Key, list[Coding]]) -> None:
        """Convert codings to annotations, after determining how their offsets are counted."""
        samples = {
            key: Sample(self.counted[key], [coding.selection for coding in codings])
            for key, codings in by_text.items()
        }
        for (key, sample), way in zip(samples.items(), choose([*samples.values()]), strict=True):
            guess = way or likeliest(sample)
            name, spans = short(self.texts[key].name), sample.spans(guess)
            if any(sample.spans(other) != spans for other in COUNTINGS):
                doubt = f"it is in doubt how the offsets count (likeliest: {guess})"
                said = f"the offsets count {way}" if way else doubt
                self.report.remark(f"“{name}”: {said}")
            for coding, span in zip(by_text[key], spans, strict=True):
                every = {sample.counted.span(coding.selection, other) for other in COUNTINGS}
                self._annotate(key, coding, span, way is not None or len(every) == 1)

    def _annotate(self, key: Key, coding: Coding, span: tuple[int, int], sure: bool) -> None:
        document, text = self.texts[key], self.counted[key].text
        stored = coding.selection.text
        if not 0 <= span[0] < span[1] <= len(text):
            about = "; ".join(filter(None, (coding.tag or "no code", short(coding.note))))
            what = f"the selection [{coding.selection.start}, {coding.selection.end}) of"
            what += f" “{short(document.name)}” ({about}): it is not in the text"
            self.report.lose("selections", what, 1)
            return
        start, end = widen(text, *span)
        self.report.quote(end - start)
        if stored.strip():
            sure = same_text(stored, text, start, end)
        place = make(text, start, end) if sure else Selector(start, end, "", "", "")
        case = self.cases.get(coding.case) if coding.case is not None else None
        if case:
            document.sources[case.id] = case
        said = (document.name, str(start), str(end), coding.tag, coding.author, coding.note)
        document.annotations.append(
            Annotation(
                id_of(guid_from_names(self.program, self.name, *said, case.id if case else "")),
                *(place.start, place.end, place.quote, place.prefix, place.suffix),
                tags=(coding.tag,) if coding.tag else (),
                source=case.id if case else "",
                note=coding.note,
                author=coding.author,
                created=coding.created,
            )
        )


def tree(names: Mapping[Key, str], above: Mapping[Key, Key], report: Report) -> dict[Key, str]:
    """The tag names of objects in a tree, given the name and the parent of each.

    A cycle of parents, as in a damaged project, is cut where it closes. Raises ReaderError if the
    objects nest too deep.
    """
    found = {}
    for key in names:
        path, seen = list[str](), set[Key]()
        here: Key | None = key
        while here is not None and here in names and here not in seen:
            seen.add(here)
            if len(seen) > _DEEPEST:
                what = f"codes nest more than {_DEEPEST} deep; it is not imported"
                raise ReaderError(f"{report.where}: {what}")
            leaf = names[here].replace(SEPARATOR, "-")
            if here == key and leaf != names[here]:
                what = f"the code “{names[here]}” is called “{leaf}” here"
                report.lose("names of codes", f"{what}: {SEPARATOR} divides groups")
            path.append(leaf)
            here = above.get(here)
        found[key] = normal_name(SEPARATOR.join(reversed(path))) or "–"
    return found


def joined_notes(*notes: str) -> str:
    """Join notes into one text without duplicates."""
    return "\n\n".join(dict.fromkeys(note.strip() for note in notes if note.strip()))
