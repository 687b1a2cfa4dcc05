"""Assessment: what a report computes from its documents before any of it is put into words.

The questions follow Intelligence Community Directives 203 (2015) and 206 (2015): who the sources
are, what the judgements cite, and which claims are disputed or not confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..model.annotation import Judgement
from ..model.claims import DISPUTED, SINGLE, Claim, Statement, StatementGraph
from ..model.judgement_flags import remarks
from ..model.references import Key
from .citations import Citation, cite
from .export_document import ExportDocument
from .findings import Findings, findings_by_tag, join_codebooks
from .sources import SourceOverview, summarize_sources
from .text_values import clip, single_line

_TOPIC = "topic"
_OPEN = ("basis/unconfirmed", "basis/hearsay", "basis/unattributed", "status/unverifiable")
_GAP = "use/gap"


@dataclass(frozen=True)
class Assessment:
    """The documents of a report, assessed together. Each result is computed when it is needed."""

    documents: Sequence[ExportDocument]

    @cached_property
    def findings(self) -> Findings:
        """The annotations, grouped by tag."""
        return findings_by_tag(self.documents)

    @cached_property
    def findings_by_topic(self) -> Findings:
        """The findings grouped by topic tags; if no finding has one, grouped by all tags."""
        groups = tuple(g for g in self.findings.groups if g.tag.name == _TOPIC)
        if not groups:
            return self.findings
        seen = {id(f) for group in groups for tag in group.tags for f in tag.findings}
        rest = [*self.findings.untagged]
        for group in self.findings.groups:
            for tag in group.tags:
                rest += [finding for finding in tag.findings if id(finding) not in seen]
                seen |= {id(finding) for finding in tag.findings}
        rest.sort(key=lambda finding: finding.citation.number)
        return replace(self.findings, groups=groups, untagged=tuple(rest))

    @cached_property
    def citations(self) -> dict[Key, Citation]:
        """The citation of each annotation."""
        return cite(self.documents)

    @cached_property
    def graph(self) -> StatementGraph:
        """The statements and the links between them."""
        current = join_codebooks(exported.codebook for exported in self.documents).current
        paths = [exported.path for exported in self.documents]
        return StatementGraph(paths, [exported.notes for exported in self.documents], current)

    @cached_property
    def sources(self) -> SourceOverview:
        """The sources, each once."""
        return summarize_sources(self.graph)

    # Claims

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims, each once."""
        return self.graph.claims()

    @property
    def corroborated_claims(self) -> list[Claim]:
        """The claims with two or more independent sources."""
        return [claim for claim in self.claims if claim.independent > 1]

    @property
    def single_source_claims(self) -> list[Claim]:
        """The claims with only one independent source."""
        return [claim for claim in self.claims if SINGLE in claim.counted]

    @property
    def unsourced_claims(self) -> list[Claim]:
        """The claims without any source."""
        return [claim for claim in self.claims if not claim.independent]

    @property
    def disputed_claims(self) -> list[Claim]:
        """The claims that are tagged as disputed, or against which somebody speaks."""
        return [claim for claim in self.claims if DISPUTED in (*claim.counted, *claim.tagged)]

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
    def open_questions(self) -> list[tuple[Statement, list[str]]]:
        """The unattributed or unconfirmed statements with the reasons, by citation number."""
        found = [(each, _open_reasons(each)) for each in self.graph.statements.values()]
        found = [(statement, reasons) for statement, reasons in found if reasons]
        return sorted(found, key=lambda pair: self.citations[pair[0].key].number)

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
        keys = (self.graph.references.find(number, reference) for reference in judgement.cites)
        return list(dict.fromkeys(self.citations[key] for key in keys if key))

    def problems(self, number: int, judgement: Judgement) -> Iterator[str]:
        """A line for each problem with what a judgement cites."""
        references = [reference for reference in judgement.cites if reference.strip()]
        if not references:
            yield "no citation"
        for reference in references:
            if not self.graph.references.find(number, reference):
                yield f"cites {single_line(reference)}, which is not among these documents"
        for citation in self.cited_by(number, judgement):
            if citation.mark:
                verb = "was" if citation.former else "is"
                yield f"rests on [{citation.number}], which {verb} {citation.mark}"

    def flags(self) -> list[str]:
        """A line for each problem of each judgement, with the path of its document."""
        found = []
        for number, judgement in self.judgements:
            for problem in self.problems(number, judgement):
                path = single_line(self.documents[number].path)
                found.append(": ".join(filter(None, (path, _named(judgement), problem))))
        return found

    def remarks(self) -> list[str]:
        """A line for each remark on the wording of a judgement."""
        return [
            f"{_named(judgement)}: {single_line(remark)}"
            for _, judgement in self.judgements
            for remark in remarks(judgement)
        ]


def _open_reasons(statement: Statement) -> list[str]:
    """Why a statement counts as unattributed or unconfirmed; empty if it does not."""
    unattributed = statement.is_claim and not statement.source
    tagged = [f"tagged {tag}" for tag in statement.tags if tag in _OPEN]
    return ["no source given"] * unattributed + tagged


def _named(judgement: Judgement) -> str:
    return f"judgement “{clip(judgement.text, 60) or judgement.id}”"
