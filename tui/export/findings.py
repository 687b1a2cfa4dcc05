"""Findings: the annotations of all documents with citation, source and grade, grouped by tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf

from ..model.annotation import Annotation, Source
from ..model.codebook import SEPARATOR, Codebook, Tag, covers
from ..model.combining import combined
from ..model.origins import KIND_OF_TAG, Sources
from .citation_names import in_marks
from .citations import Citation, cite, in_text_order, passages
from .export_document import ExportDocument
from .text_values import single_line

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""The reliability of a source in the Admiralty code. Source: NATO STANAG 2511."""

CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""The credibility of a statement in the Admiralty code. Source: NATO STANAG 2511."""

NO_SPEAKER = "no speaker recorded"
"""Stands for the speaker of a statement without a recorded source."""

_KINDS = {
    "named": "somebody named",
    "unnamed": "somebody unnamed",
    "collective": "a group",
    "medium": "another medium",
    "document": "a document",
}
"""Each kind of source that tags give, in words."""

UNGRADED = "–"
"""Stands for a missing part of a grade in data: "C–"."""

SEVERAL = "/"
"""Stands between the grades of a source to which different articles give different ones."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An annotation with its citation, its tags by their present names, and its source if known.

    `spelling` is the name of the source in the notes on this article where reports use another one,
    in quotation marks if the article has these words, else "".
    """

    annotation: Annotation
    citation: Citation
    tags: tuple[str, ...]
    source: Source | None
    spelling: str = ""

    @property
    def grade(self) -> str:
        """The source's letter and the statement's digit: "C3", "C–", "–3", or "" without either."""
        letter = self.source.reliability if self.source else ""
        digit = str(self.annotation.credibility or "")
        return f"{letter or UNGRADED}{digit or UNGRADED}" if letter or digit else ""

    @property
    def grade_in_words(self) -> str:
        """The grade for readers: "C3", "C, statement not graded", "statement graded 3", or "".

        A source that has several grades is "source graded C and D, statement graded 3".
        """
        letter = self.source.reliability if self.source else ""
        digit = str(self.annotation.credibility or "")
        if SEVERAL in letter:
            several = f"source graded {' and '.join(letter.split(SEVERAL))}"
            return f"{several}, statement {f'graded {digit}' if digit else 'not graded'}"
        return grade_words(letter + digit)

    @property
    def speaker(self) -> str:
        """The name and role of the source. Without a source, "" if there is no grade either."""
        if self.source:
            written = f" (as {self.spelling})" if self.spelling else ""
            said = single_line(self.source.name) + written, single_line(self.source.role)
            return ", ".join(filter(None, said))
        return self.unrecorded if self.grade else ""

    @property
    def unrecorded(self) -> str:
        """What is known of who speaks, for a finding without a recorded source."""
        kinds = {KIND_OF_TAG[tag] for tag in self.tags if tag in KIND_OF_TAG}
        return f"{NO_SPEAKER}, {_KINDS[kinds.pop()]}" if len(kinds) == 1 else NO_SPEAKER


@dataclass(frozen=True, slots=True)
class TagFindings:
    """A tag and the findings that have it, in the order of their numbers."""

    tag: Tag
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class TagGroup:
    """A top-level tag, and the findings of each tag at or below it that was used."""

    tag: Tag
    tags: tuple[TagFindings, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a report, grouped by tag in the order of the codebook, and those without tag.

    `passages` has each cited passage once; `graded` is true if any source or statement is graded.
    """

    groups: tuple[TagGroup, ...]
    untagged: tuple[Finding, ...]
    passages: tuple[Citation, ...]
    graded: bool


def grade_words(grade: str) -> str:
    """A grade such as "C3", "C" or "3" for readers: "C3", "C, statement not graded" and so on."""
    if len(grade) == 1:
        return f"statement graded {grade}" if grade.isdigit() else f"{grade}, statement not graded"
    return grade


def all_findings(documents: Sequence[ExportDocument]) -> list[Finding]:
    """Every annotation as a Finding, in the order of the documents and of their text."""
    cited = cite(documents)
    return [
        Finding(
            annotation,
            cited[number, annotation.id],
            exported.tags(annotation),
            exported.source(annotation),
        )
        for number, exported in enumerate(documents)
        for annotation in in_text_order(exported)
    ]


def with_shared_sources(
    findings: Iterable[Finding], documents: Sequence[ExportDocument]
) -> list[Finding]:
    """The findings, in which all records of one source have one name, one grade and its reasons.

    Several grades are joined by slashes. The role stays that of the article.
    """
    sources = Sources([exported.notes for exported in documents])
    return [
        _with_shared_source(finding, sources, documents[finding.citation.document].document.text)
        for finding in findings
    ]


def _with_shared_source(finding: Finding, sources: Sources, text: str) -> Finding:
    source = finding.source
    if source is None:
        return finding
    name = sources.name(source)
    shared = replace(
        source,
        name=name,
        reliability=SEVERAL.join(sources.grades(source)),
        reason="; ".join(sources.reasons(source)),
    )
    spelling = single_line(source.name)
    if spelling == single_line(name):
        return replace(finding, source=shared)
    is_verbatim = source.name in text
    return replace(finding, source=shared, spelling=in_marks(spelling) if is_verbatim else spelling)


def findings_by_tag(documents: Sequence[ExportDocument]) -> Findings:
    """The findings of all documents; of a narrowed document, only those under its chosen tags."""
    everything = with_shared_sources(all_findings(documents), documents)
    findings = [_narrowed(each, documents) for each in _by_passage(everything)]
    by_tag: dict[str, list[Finding]] = {}
    for finding in findings:
        for tag in finding.tags:
            by_tag.setdefault(tag, []).append(finding)
    return Findings(
        groups=_groups(by_tag, join_codebooks(exported.codebook for exported in documents)),
        untagged=tuple(finding for finding in findings if not finding.tags),
        passages=tuple(passages(finding.citation for finding in findings)),
        graded=any(finding.grade for finding in findings),
    )


def _narrowed(finding: Finding, documents: Sequence[ExportDocument]) -> Finding:
    """The finding with the chosen tags only, if its document is narrowed to some."""
    only = documents[finding.citation.document].only
    if not only:
        return finding
    tags = tuple(tag for tag in finding.tags if any(covers(group, tag) for group in only))
    return replace(finding, tags=tags)


def _by_passage(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, with those on the same passage joined if they agree."""
    numbered: dict[int, list[Finding]] = {}
    for finding in findings:
        numbered.setdefault(finding.citation.number, []).append(finding)
    return [joint for each in numbered.values() for joint in _joint(each)]


def _joint(findings: Sequence[Finding]) -> list[Finding]:
    known = {finding.annotation.id: finding for finding in findings}
    together = combined(finding.annotation for finding in findings)
    joint: dict[str, Finding] = {}
    for id, kept in together.ids.items():
        one, other = joint.get(kept, known[kept]), known[id]
        tags = tuple(dict.fromkeys((*one.tags, *other.tags)))
        spoken = one if one.source else other
        joint[kept] = replace(one, tags=tags, source=spoken.source, spelling=spoken.spelling)
    return [replace(joint[a.id], annotation=a) for a in together.annotations]


def join_codebooks(codebooks: Iterable[Codebook]) -> Codebook:
    """One codebook for several, with each tag once, as in the first codebook that lists it."""
    tags: dict[str, Tag] = {}
    for codebook in codebooks:
        for name, tag in codebook.by_name.items():
            tags.setdefault(name, tag)
    return Codebook(tuple(tags.values()))


def tags_to_export(documents: Sequence[ExportDocument]) -> list[Tag]:
    """The tags of an exported codebook: all listed ones, and those that only annotations have.

    If the documents are narrowed to some tags, only the tags in use.
    """
    book = join_codebooks(exported.codebook for exported in documents)
    used = {
        name: book.by_name.get(name, Tag(name))
        for exported in documents
        for annotation in exported.notes.annotations
        for name in exported.tags(annotation)
    }
    if any(exported.only for exported in documents):
        return [tag for tag in book.tags if tag.name in used] + [
            tag for name, tag in used.items() if name not in book.by_name
        ]
    return list((book.by_name | used).values())


def in_order(names: Iterable[str], codebook: Codebook) -> list[str]:
    """Tag names by group in the order of the codebook, then the unlisted ones by name."""
    place: dict[str, float] = {}
    tops: dict[str, float] = {}
    for number, tag in enumerate(codebook.tags):
        place[tag.name] = number
        tops.setdefault(_top(tag.name), number)

    def key(name: str) -> tuple[float, str, bool, float, str]:
        top = _top(name)
        return tops.get(top, inf), top, name != top, place.get(name, inf), name

    return sorted(names, key=key)


def _groups(by_tag: dict[str, list[Finding]], codebook: Codebook) -> tuple[TagGroup, ...]:
    sections: dict[str, list[TagFindings]] = {}
    for name in in_order(by_tag, codebook):
        tag = codebook.by_name.get(name, Tag(name))
        sections.setdefault(_top(name), []).append(TagFindings(tag, tuple(by_tag[name])))
    return tuple(
        TagGroup(codebook.by_name.get(top, Tag(top)), tuple(below))
        for top, below in sections.items()
    )


def _top(name: str) -> str:
    return name.partition(SEPARATOR)[0]
