"""Assessment: what a report computes from its documents before any of it is put into words.

The questions follow Intelligence Community Directives 203 (2015) and 206 (2015): who the sources
are, what the judgements cite, and which claims are disputed or not confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model.annotation import Judgement
from ..model.claims import StatementGraph
from ..model.codebook import Tag
from ..model.judgement_flags import remarks
from ..model.references import Key
from ..model.statements import DISPUTED, SINGLE, Claim, Statement
from .arrangement import Arrangement, arrange
from .citation_names import document_names, in_marks, words_in_lines
from .citations import Citation, SharedWords, cite, shared_words
from .export_document import ExportDocument, shared_texts
from .findings import (
    Finding,
    Findings,
    all_findings,
    findings_by_tag,
    join_codebooks,
    with_shared_sources,
)
from .link_ends import LinkEnd, link_ends
from .quoted_mentions import QuotedMentions, quoted_mentions
from .report_details import NO_DETAILS, ReportDetails
from .sources import SourceOverview, summarize_sources
from .text_values import clip, single_line

MISSING = "which is not among these documents"
_OPEN = {
    "basis/unconfirmed": "Not confirmed, as the article itself says",
    "basis/hearsay": "Hearsay",
    "basis/unattributed": "Stated by the article without saying how it knows",
    "status/unverifiable": "Cannot be verified",
}
"""What a report says of a statement with a tag."""
_GAP = "use/gap"
_NO_SPEAKER = "Claims for which no speaker is recorded"
FIGURE = "claim/figure"

NO_WORDS = "(no words)"


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with what a judgement cites: `words` on the passage, or on the `reference` to it.

    `citation` is None if there is no such passage, and `reference` is "" if there is no reference.
    """

    words: str
    citation: Citation | None = None
    reference: str = ""

    @property
    def line(self) -> str:
        """The problem on one line, for messages."""
        if self.citation:
            return f"rests on [{self.citation.number}], {self.words}"
        return f"cites {self.reference}, {self.words}" if self.reference else self.words


@dataclass(frozen=True)
class Assessment:
    """The documents of a report, assessed together. Each result is computed when it is needed."""

    documents: Sequence[ExportDocument]
    details: ReportDetails = NO_DETAILS

    @cached_property
    def findings(self) -> Findings:
        """The annotations, grouped by tag."""
        return findings_by_tag(self.documents)

    @cached_property
    def arrangement(self) -> Arrangement:
        """The findings, each under one heading."""
        return arrange(self.findings)

    @cached_property
    def citations(self) -> dict[Key, Citation]:
        """The citation of each annotation."""
        return cite(self.documents)

    @cached_property
    def names(self) -> list[str]:
        """The name of each document for citations."""
        return document_names(self.documents)

    @cached_property
    def places(self) -> dict[int, str]:
        """The document and the place of each passage, by its number."""
        return {
            cited.number: ", ".join(filter(None, (self.names[cited.document], cited.where)))
            for cited in self.citations.values()
        }

    def words(self, citation: Citation) -> str:
        """The words of a passage as a block of its own shows them, without quotation marks.

        A passage of line breaks alone is NO_WORDS, so that its citations lead somewhere.
        """
        return words_in_lines(citation, self.documents[citation.document].document) or NO_WORDS

    def quotation(self, citation: Citation) -> str:
        """The words of a passage in quotation marks."""
        return in_marks(self.words(citation))

    def color_of(self, tag: Tag) -> str:
        """The colour of a tag in the first codebook that gives it one; "" for none."""
        colors = (exported.codebook.color_of(tag.name) for exported in self.documents)
        return next(filter(None, colors), "")

    # Links

    def links_of(self, document: int, id: str) -> Sequence[LinkEnd]:
        """The link ends of an annotation, and of those that are one statement with it."""
        return self._links.get(self.statement_of((document, id)), ())

    @cached_property
    def _all_findings(self) -> dict[Key, Finding]:
        everything = with_shared_sources(all_findings(self.documents), self.documents)
        return {(each.citation.document, each.annotation.id): each for each in everything}

    def finding(self, key: Key) -> Finding:
        """An annotation as a finding, whose source has one name and one grade in the report."""
        return self._all_findings[key]

    def speaker(self, key: Key) -> str:
        """The name of who speaks in an annotation; "" if no source is given."""
        return single_line(self.graph.speaker(self.graph.statements[self.statement_of(key)]))

    @cached_property
    def _links(self) -> dict[Key, list[LinkEnd]]:
        found: dict[Key, list[LinkEnd]] = {}
        for (number, id), ends in link_ends(self.documents).items():
            key = self.statement_of((number, id))
            found[key] = list(dict.fromkeys((*found.get(key, ()), *ends)))
        return found

    def statement_of(self, key: Key) -> Key:
        """The key of the statement of an annotation; several analysts' may be one statement."""
        return self.graph.references.find(*key) or key

    @cached_property
    def graph(self) -> StatementGraph:
        """The statements and the links between them."""
        current = join_codebooks(exported.codebook for exported in self.documents).current
        paths = [exported.path for exported in self.documents]
        notes = [exported.notes for exported in self.documents]
        return StatementGraph(paths, notes, current, shared_texts(self.documents))

    @cached_property
    def sources(self) -> SourceOverview:
        """The sources, each once."""
        numbers = {key: cited.number for key, cited in self.citations.items()}
        return summarize_sources(self.graph, numbers, self.shared_words.enclosing)

    @cached_property
    def shared_words(self) -> SharedWords:
        """The passages that lie in others or overlap with them."""
        return shared_words(self.findings.passages)

    @cached_property
    def mentions(self) -> QuotedMentions:
        """The figures and dates in the passages."""
        return quoted_mentions(self.documents, self.citations)

    # Claims

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims, each once."""
        return self.graph.claims()

    @property
    def single_source_figures(self) -> list[Claim]:
        """The figures with only one source that contradict a claim."""
        stated = {each.key for claim in self.claims for each in claim.supporting}
        keys = [
            each.key
            for each in self.graph.statements.values()
            if FIGURE in each.tags and each.key not in stated
        ]
        return [claim for claim in map(self.graph.claim, keys) if SINGLE in claim.counted]

    @property
    def unsourced_claims(self) -> list[Claim]:
        """The claims without any source."""
        return [claim for claim in self.claims if not claim.independent]

    @property
    def disputed_claims(self) -> list[Claim]:
        """The claims that are tagged as disputed, or against which somebody speaks."""
        return [claim for claim in self.claims if DISPUTED in (*claim.counted, *claim.tagged)]

    @cached_property
    def disputes(self) -> dict[Key, list[Key]]:
        """The disputed claims by each statement that is weighed under them."""
        found: dict[Key, list[Key]] = {}
        for claim in self.disputed_claims:
            for statement in claim.statements:
                found.setdefault(statement.key, []).append(claim.statement.key)
        return found

    @property
    def claims_by_disagreement(self) -> dict[str, list[Claim]]:
        """The claims whose tags disagree with their links, by what the disagreement is."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            for disagreement in claim.disagreements:
                found.setdefault(disagreement, []).append(claim)
        return found

    # Statements

    @property
    def gaps(self) -> list[Statement]:
        """The statements that the analyst marked as a gap."""
        return [each for each in self.graph.statements.values() if _GAP in each.tags]

    @property
    def open_questions(self) -> dict[str, list[Statement]]:
        """The unattributed or unconfirmed statements, by the reason and in text order."""
        unsourced = {claim.statement.key for claim in self.unsourced_claims}
        found: dict[str, list[Statement]] = {_NO_SPEAKER: []}
        ordered = sorted(
            self.graph.statements.values(), key=lambda each: self.citations[each.key].number
        )
        for statement in ordered:
            if statement.key in unsourced:
                found[_NO_SPEAKER].append(statement)
        for tag, words in _OPEN.items():
            found[words] = [each for each in ordered if tag in each.tags]
        return {reason: statements for reason, statements in found.items() if statements}

    # Judgements

    @cached_property
    def judgements(self) -> list[tuple[int, Judgement]]:
        """Every judgement with the index of its document, in reading order."""
        return [
            (number, judgement)
            for number, exported in enumerate(self.documents)
            for judgement in exported.notes.judgements
        ]

    def cited_by(self, number: int, judgement: Judgement) -> list[Citation]:
        """The passages that a judgement in the document with that index cites, each once."""
        cited = self.cited_statements(number, judgement)
        return list(dict.fromkeys(self.citations[key] for key in cited))

    def cited_statements(self, number: int, judgement: Judgement) -> list[Key]:
        """The statements that a judgement in the document with that index cites, each once."""
        keys = (self.graph.references.find(number, reference) for reference in judgement.cites)
        return list(dict.fromkeys(key for key in keys if key))

    def problems(self, number: int, judgement: Judgement) -> Iterator[Problem]:
        """The problems with what a judgement cites."""
        references = [reference for reference in judgement.cites if reference.strip()]
        if not references:
            yield Problem("no citation")
        for reference in references:
            if not self.graph.references.find(number, reference):
                yield Problem(MISSING, reference=single_line(reference))
        for citation in self.cited_by(number, judgement):
            if citation.mark:
                verb = "was" if citation.former else "is"
                yield Problem(f"which {verb} {citation.mark}", citation)

    def flags(self) -> list[str]:
        """A line for each problem of each judgement, with the path of its document."""
        found = []
        for number, judgement in self.judgements:
            for problem in self.problems(number, judgement):
                path = single_line(self.documents[number].path)
                found.append(": ".join(filter(None, (path, _named(judgement), problem.line))))
        return found

    def remarks(self) -> list[str]:
        """A line for each remark on the wording of a judgement."""
        return [
            f"{_named(judgement)}: {single_line(remark)}"
            for _, judgement in self.judgements
            for remark in remarks(judgement)
        ]


def _named(judgement: Judgement) -> str:
    return f"judgement “{clip(judgement.text, 60) or judgement.id}”"
