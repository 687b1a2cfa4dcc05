"""The texts of a REFI-QDA project, and how the offsets into each text are counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ...model.offsets import (
    CLEAR,
    COUNTINGS,
    CountedText,
    Counting,
    Prior,
    Sample,
    Selection,
    choose,
    likeliest,
    same_text,
)
from ..import_result import short
from ..xml_tree import Element, guid
from .reading import Reading

_PRIORS: tuple[tuple[str, Prior], ...] = (
    # In a real NVivo project, 603 of 606 span ends were at word ends when counted so; 271 in code
    # points.
    ("NVIVO", {Counting(True, True): CLEAR}),
    ("ATLAS", {Counting(False, False): CLEAR, Counting(True, False): CLEAR}),
)
"""Prior knowledge of how programs count, by the beginning of a file's origin in upper case."""

_OURS = Counting(False, False)
_INSIDE = ("Representation", "TextDescription", "Transcript")
"""Elements with the text of a source that is not itself a text."""
_SELECTIONS = ("PlainTextSelection", "TranscriptSelection")


@dataclass(frozen=True)
class Selected:
    """An element that selects text, and its offsets as stated in the file."""

    element: Element
    selection: Selection


@dataclass
class QdpxPart:
    """A text of a project: `owner` is the source, `element` the element with the text.

    `key` is the GUID that the project refers to it by. `content` are the bytes of a formatted file
    if there is no plain text. `counting` is None if it is uncertain; `guess` is then the most
    likely. `has_stored` tells whether selections store the selected text.
    """

    owner: Element
    element: Element
    key: str
    name: str
    counted: CountedText | None = None
    content: bytes = b""
    suffix: str = ""
    selected: list[Selected] = field(default_factory=list)
    counting: Counting | None = _OURS
    guess: Counting = _OURS
    has_stored: bool = False

    def certain(self, selection: Selection) -> bool:
        """Whether it is certain which span of the text a selection means."""
        if self.counted is None:
            return False
        start, end = self.counted.span(selection, self.guess)
        if self.has_stored and selection.text:
            return same_text(selection.text, self.counted.text, start, end)
        return self.counting is not None or all(
            self.counted.span(selection, way) == (start, end) for way in COUNTINGS
        )


def parts(reading: Reading, sources: Sequence[Element]) -> list[list[QdpxPart]]:
    """The texts of each source, with the counting of their offsets determined."""
    found = [list(_parts(source)) for source in sources]
    every = [part for of_source in found for part in of_source]
    for part in every:
        part.selected = list(_selected(part))
        _load(reading, part)
    if not reading.ours:
        _count(reading, [part for part in every if part.counted is not None])
    return found


def _parts(source: Element) -> Iterator[QdpxPart]:
    """The texts of a source: its own, or those of its pages, picture or recording.

    The first text is identified by the GUID of the source.
    """
    key, name = guid(source.get("guid")), source.get("name") or source.get("guid") or "source"
    if source.tag == "TextSource":
        yield QdpxPart(source, source, key, name)
        return
    inside = [element for element in source if element.tag in _INSIDE]
    for number, element in enumerate(inside):
        if element.tag == "Transcript":
            name = element.get("name") or PurePosixPath(name).stem
        yield QdpxPart(source, element, key if number == 0 else guid(element.get("guid")), name)


def _load(reading: Reading, part: QdpxPart) -> None:
    """Load the plain text of a source, or else its formatted file."""
    element, count = part.element, len(part.selected)
    plain, rich = element.get("plainTextPath"), element.get("richTextPath")
    content = element.find("PlainTextContent")
    if content is not None:
        part.counted = _inline(content.text or "", reading.has_crlf)
    elif plain:
        data = reading.file(plain, part.name, 0 if rich else count)
        if data is not None:
            part.counted = CountedText.of(reading.text(data, part.name))
    if rich and part.counted is None:
        part.content = reading.file(rich, part.name, count) or b""
        part.suffix = PurePosixPath(rich.replace("\\", "/")).suffix
    reading.originals += bool(rich and part.counted is not None)


def _inline(text: str, has_crlf: bool) -> CountedText:
    """A text inside the project file.

    XML parsers convert each CRLF to a line feed, though the offsets may count both characters.
    """
    if "\r" in text or not has_crlf:
        return CountedText.of(text)
    return CountedText(text, [at for at, character in enumerate(text) if character == "\n"])


def _selected(part: QdpxPart) -> Iterator[Selected]:
    points = {
        guid(point.get("guid")): _whole(point.get("position"))
        for point in part.element.iterfind("SyncPoint")
    }
    for element in part.element:
        if element.tag not in _SELECTIONS:
            continue
        start, end = _whole(element.get("startPosition")), _whole(element.get("endPosition"))
        if element.tag == "TranscriptSelection":
            start = points.get(guid(element.get("fromSyncPoint")), -1)
            end = points.get(guid(element.get("toSyncPoint")), -1)
        yield Selected(element, Selection(start, end, element.get("name") or ""))


def _count(reading: Reading, found: Sequence[QdpxPart]) -> None:
    """Determine how the offsets of each text are counted."""
    origin = reading.origin.upper()
    prior = next((prior for name, prior in _PRIORS if origin.startswith(name)), {})
    texts = [(part, part.counted) for part in found if part.counted is not None]
    samples = [
        Sample(
            counted,
            [s.selection for s in part.selected if 0 <= s.selection.start < s.selection.end],
        )
        for part, counted in texts
    ]
    for (part, counted), sample, way in zip(texts, samples, choose(samples, prior), strict=True):
        part.counting = way
        part.guess = way or likeliest(sample, prior)
        named = [s for s in sample.selections if s.text.strip()]
        spans = [counted.span(s, part.guess) for s in named]
        fits = sum(
            same_text(s.text, counted.text, *span) for s, span in zip(named, spans, strict=True)
        )
        part.has_stored = fits * 2 >= len(named) > 0
        _tell(reading, part, sample, way)


def _tell(reading: Reading, part: QdpxPart, sample: Sample, way: Counting | None) -> None:
    """Report how offsets were counted, if the ways of counting give different spans."""
    spans = sample.spans(part.guess)
    if all(sample.spans(other) == spans for other in COUNTINGS):
        return
    name = short(part.name)
    if way:
        reading.report.remark(f"“{name}”: the offsets count {way}")
    else:
        what = "it is in doubt how the offsets count; selections that this affects are uncertain"
        reading.report.remark(f"“{name}”: {what} (likeliest: {part.guess})")


def _whole(number: str | None) -> int:
    """A non-negative integer; -1 for anything else."""
    text = (number or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1
