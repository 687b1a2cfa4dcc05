"""Obsidian: a vault with one note per article, whose passages are blocks that other notes link to.

Sources and tags have notes too, with a link to every passage, and so have some SECTIONS of the
report. The vault is written as the members of a zip archive. Texts of articles are shown literally,
notes as Markdown; names are those of `vault_names`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model.annotation import Source
from ..model.codebook import Codebook, Tag
from ..model.references import Key
from .arrangement import capitalized, heading_of
from .assessment import Assessment
from .citation_names import readable_date, words_without_markup
from .citations import Citation
from .export_document import ExportDocument
from .findings import Finding, all_findings, in_order, join_codebooks, with_shared_sources
from .link_ends import LinkEnd, link_ends
from .markdown_text import item, quote
from .obsidian_sections import INDEX, SECTIONS, index, written
from .obsidian_text import escape, front_matter, inline, link, note
from .report_nodes import NOTE
from .text_values import clip, single_line
from .vault_names import UniqueNames, block_id, file_name, tag_name, tag_path
from .zip_archive import zipped

_LONGEST = 160
"""Code points of a quotation in a list; the note of its article has all of it."""


def write(documents: Sequence[ExportDocument], on_all: str = "") -> bytes:
    """The bytes of a zip archive with the notes of a vault by their paths.

    `on_all` is the analyst's note on all documents, which stands in the index.
    """
    vault = _Vault(documents)
    notes: dict[str, Iterator[str]] = {}
    for number, path in enumerate(vault.articles):
        notes[path] = _article(vault, number)
    for person, path in vault.sources.items():
        notes[path] = _source(vault, person)
    for tag, path in vault.tags.items():
        notes[path] = _tag(vault, tag)
    if vault.passages or vault.assessment.judgements:
        for path, section in SECTIONS.items():
            parts = [*written(section(vault.assessment), vault.reference)]
            notes |= {path: iter((front_matter({"title": path}), *parts))} if parts else {}
    called = [(path, each.title) for path, each in zip(vault.articles, documents, strict=True)]
    people = [(path, vault.name(vault.said_by[person])) for person, path in vault.sources.items()]
    tags = [(path, tag) for tag, path in vault.tags.items()]
    linked = {"Articles": called, "Sources": sorted(people, key=lambda each: each[1]), "Tags": tags}
    notes[INDEX] = index(on_all, [path for path in notes if path in SECTIONS], linked)
    return zipped(
        {
            f"{path}.md": ("\n\n".join(filter(None, parts)) + "\n").encode()
            for path, parts in notes.items()
        }
    )


@dataclass(frozen=True)
class _Vault:
    """The documents with the paths of all notes, without suffix, and the ids of the passages."""

    documents: Sequence[ExportDocument]

    @cached_property
    def assessment(self) -> Assessment:
        return Assessment(self.documents)

    @cached_property
    def findings(self) -> dict[Key, Finding]:
        everything = with_shared_sources(all_findings(self.documents), self.documents)
        return {(f.citation.document, f.annotation.id): f for f in everything}

    @cached_property
    def passages(self) -> dict[int, list[Finding]]:
        """The findings on each passage, by the number of its citation."""
        found: dict[int, list[Finding]] = {}
        for finding in self.findings.values():
            found.setdefault(finding.citation.number, []).append(finding)
        return found

    @cached_property
    def links(self) -> Mapping[Key, Sequence[LinkEnd]]:
        return link_ends(self.documents)

    @cached_property
    def codebook(self) -> Codebook:
        return join_codebooks(exported.codebook for exported in self.documents)

    @cached_property
    def has_several_authors(self) -> bool:
        """Whether the annotations are by more than one analyst."""
        return len({each.annotation.author for each in self.findings.values()}) > 1

    @cached_property
    def articles(self) -> list[str]:
        """The path of the note of each document."""
        names = UniqueNames()
        return [
            names.take(f"Articles/{file_name(each.title, 'Article')}") for each in self.documents
        ]

    @cached_property
    def blocks(self) -> dict[int, str]:
        """The id of the block of each passage, by the number of its citation."""
        names = UniqueNames()
        return {
            number: names.take(block_id(findings[0].annotation.id))
            for number, findings in self.passages.items()
        }

    @cached_property
    def said_by(self) -> dict[Hashable, list[Finding]]:
        """The findings of each source that says something."""
        found: dict[Hashable, list[Finding]] = {}
        for finding in self.findings.values():
            if finding.source:
                found.setdefault(self.person(finding.source), []).append(finding)
        return found

    @cached_property
    def tagged(self) -> dict[str, list[Finding]]:
        """The findings with each tag in use."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings.values():
            for tag in finding.tags:
                found.setdefault(tag, []).append(finding)
        return found

    @cached_property
    def sources(self) -> dict[Hashable, str]:
        """The path of the note of each source that says something."""
        names = UniqueNames()
        return {
            person: names.take(f"Sources/{file_name(self.name(findings), 'Source')}")
            for person, findings in self.said_by.items()
        }

    @cached_property
    def tags(self) -> dict[str, str]:
        """The path of the note of each tag in use, in the order of the codebook."""
        names = UniqueNames()
        used = in_order(self.tagged, self.codebook)
        return {tag: names.take(f"Tags/{tag_path(tag)}") for tag in used}

    def name(self, findings: Sequence[Finding]) -> str:
        """The name of the source of some findings."""
        source = findings[0].source
        return self.assessment.graph.sources.name(source) if source else ""

    def person(self, source: Source) -> Hashable:
        """The key of a source, shared by all its records."""
        return self.assessment.graph.sources.person(source)

    def cite(self, citation: Citation, document: int | None = None) -> str:
        """A link to a passage; its label names its document, unless it is `document`."""
        is_near = citation.document == document and citation.where
        shown = citation.where if is_near else self.assessment.places[citation.number]
        return link(self.articles[citation.document], shown, self.blocks[citation.number])

    def reference(self, number: int) -> str:
        """The number of a citation with a link to the passage, named by its document and place."""
        return f"\\[{number}] {self.cite(self.passages[number][0].citation)}"

    def mention(self, finding: Finding) -> str:
        """A link to the passage of a finding, with its words, tags and grade."""
        words = inline(clip(self.assessment.quotation(finding.citation), _LONGEST))
        about = filter(None, (_tags(finding.tags), _grade(finding)))
        return item(" · ".join((f"{self.reference(finding.citation.number)}: {words}", *about)))


def _grade(finding: Finding) -> str:
    """The grade of a finding with the reason for that of the statement; "" for none."""
    grade, reason = finding.grade_in_words, single_line(finding.annotation.reason)
    return inline(f"{grade} ({reason})" if grade and reason else grade)


def _tags(tags: Sequence[str]) -> str:
    return " ".join(f"#{tag_name(tag)}" for tag in tags)


# Articles


def _article(vault: _Vault, number: int) -> Iterator[str]:
    """The parts of the note of a document: its properties, its passages as blocks."""
    exported = vault.documents[number]
    known = exported.known
    passages = [
        findings for findings in vault.passages.values() if findings[0].citation.document == number
    ]
    used = dict.fromkeys(tag for findings in passages for each in findings for tag in each.tags)
    yield front_matter(
        {
            "title": exported.title,
            "author": known.author,
            "publisher": known.publisher,
            "date": known.date,
            "url": known.url,
            "file": known.path,
            "tags": [tag_name(tag) for tag in used],
        }
    )
    yield f"# {inline(exported.title)}"
    published = (known.author, known.publisher, readable_date(known.date), known.url)
    yield " · ".join(map(inline, filter(None, published)))
    yield note(known.note, NOTE)
    for findings in passages:
        yield from _passage(vault, findings)


def _passage(vault: _Vault, findings: Sequence[Finding]) -> Iterator[str]:
    """A passage as a block with its id, then what each annotation says about it."""
    citation = findings[0].citation
    document = vault.documents[citation.document].document
    yield quote(escape(words_without_markup(citation, document)))
    yield f"^{vault.blocks[citation.number]}"
    if citation.doubt:
        yield f"**{inline(citation.doubt)}**"
    for finding in findings:
        author = finding.annotation.author if vault.has_several_authors else ""
        about = (
            f"\\[{citation.number}] {citation.where}".strip(),
            _tags(finding.tags),
            _speaker(vault, finding),
            _grade(finding),
            f"annotated by {inline(author)}" if author else "",
        )
        yield " · ".join(filter(None, about))
        yield note(finding.annotation.note, NOTE)
        ends = vault.links.get((citation.document, finding.annotation.id), ())
        yield "\n".join(item(_linked(vault, end, citation.document)) for end in ends)


def _speaker(vault: _Vault, finding: Finding) -> str:
    """A link to the source of a finding, with its role; "" without a source."""
    if finding.source is None:
        return ""
    name, role = finding.source.name, inline(finding.source.role)
    named = link(vault.sources[vault.person(finding.source)], name)
    return f"{named}, {role}" if role else named


def _linked(vault: _Vault, end: LinkEnd, document: int) -> str:
    """A link of an annotation in a document: the relation, the other passage, and the reason."""
    other = vault.findings.get(end.other) if end.other else None
    cited = vault.cite(other.citation, document) if other else inline(end.reference)
    speaker = _speaker(vault, other) if other else ""
    named = f"{inline(capitalized(end.relation))} {cited}" + f" ({speaker})" * bool(speaker)
    return f"{named}: {inline(end.why)}" if end.why.strip() else named


# Sources and tags


def _source(vault: _Vault, person: Hashable) -> Iterator[str]:
    """The parts of the note of a source: what is known about it, and what it says."""
    said = vault.said_by[person]
    name = vault.name(said)
    # The record with the name of the note comes first: what it says of the role is shown.
    ordered = sorted(said, key=lambda finding: bool(finding.spelling))
    records = [finding.source for finding in ordered if finding.source]

    def known(values: Iterator[str]) -> str:
        return ", ".join(dict.fromkeys(filter(None, map(single_line, values))))

    role = next(filter(None, (single_line(source.role) for source in records)), "")
    yield front_matter(
        {
            "title": name,
            "role": role,
            "kind": known(source.kind for source in records),
            "reliability": known(source.reliability for source in records),
        }
    )
    yield f"# {inline(name)}"
    yield inline(capitalized(role))
    summaries = vault.assessment.sources.sources
    remarks = next((each.remarks for each in summaries if each.name == single_line(name)), ())
    yield f"**Remarks:** {inline(capitalized('; '.join(remarks)))}" if remarks else ""
    yield "\n".join(map(vault.mention, said))


def _tag(vault: _Vault, name: str) -> Iterator[str]:
    """The parts of the note of a tag: its description, and the passages that have it."""
    tag = vault.codebook.by_name.get(name, Tag(name))
    yield front_matter({"title": name, "tags": [tag_name(name)]})
    yield f"# {inline(heading_of(tag))}"
    yield inline(tag.description)
    yield "\n".join(map(vault.mention, vault.tagged[name]))
