"""Assessment: what a report says about its sources, claims and judgements, as parts.

The order and the questions follow Intelligence Community Directives 203 (2015) and 206 (2015):
a summary of the sources, judgements that cite, and what is disputed or not confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..model.annotation import Judgement
from ..model.claims import DISPUTED, SINGLE, Claim, Statement, Web
from ..model.judgement_flags import RANGES, remarks
from ..model.references import Key
from . import report
from .casting import Cast, cast
from .citations import Citation, cite
from .exhibit import Exhibit
from .findings import CREDIBILITY, Findings, gather, joined
from .parts import Heading, List, Paragraph, Part, Strong, Table, Text, plain

_TOPIC = "topic"
_OPEN = ("basis/unconfirmed", "basis/hearsay", "basis/unattributed", "status/unverifiable")
_GAP = "use/gap"
_LONGEST = 160
"""Code points of a quote in a list or a table; the passages have it whole."""


@dataclass(frozen=True)
class Assessment:
    """Some exhibits, taken together."""

    exhibits: Sequence[Exhibit]

    @cached_property
    def findings(self) -> Findings:
        """What is annotated, by tag."""
        return gather(self.exhibits)

    @cached_property
    def by_topic(self) -> Findings:
        """The findings by what they are about; where no tag says that, by all tags."""
        groups = tuple(g for g in self.findings.groups if g.tag.name == _TOPIC)
        if not groups:
            return self.findings
        about = {id(f) for g in groups for section in g.sections for f in section.findings}
        rest = [*self.findings.untagged]
        for group in self.findings.groups:
            for section in group.sections:
                rest += [f for f in section.findings if id(f) not in about]
                about |= {id(f) for f in section.findings}
        rest.sort(key=lambda finding: finding.citation.number)
        return replace(self.findings, groups=groups, untagged=tuple(rest))

    @cached_property
    def web(self) -> Web:
        """The statements and what links them."""
        current = joined(exhibit.codebook for exhibit in self.exhibits).current
        paths = [exhibit.path for exhibit in self.exhibits]
        return Web(paths, [exhibit.notes for exhibit in self.exhibits], current)

    @cached_property
    def claims(self) -> list[Claim]:
        """Each claim once."""
        return self.web.claims()

    @cached_property
    def cast(self) -> Cast:
        """The sources, each once."""
        return cast(self.web)

    @cached_property
    def _cited(self) -> dict[Key, Citation]:
        return cite(self.exhibits)

    @cached_property
    def judgements(self) -> list[tuple[int, Judgement]]:
        """Every judgement with the number of its article, in reading order."""
        numbered = enumerate(self.exhibits)
        return [(number, each) for number, exhibit in numbered for each in exhibit.notes.judgements]

    # Judgements

    def cites(self, article: int, judgement: Judgement) -> list[Citation]:
        """The passages that a judgement rests on, each once."""
        keys = (self.web.references.find(article, one) for one in judgement.cites)
        return list(dict.fromkeys(self._cited[key] for key in keys if key))

    def problems(self, article: int, judgement: Judgement) -> Iterator[str]:
        """A line for each reason why a judgement does not stand on sure ground."""
        if not any(one.strip() for one in judgement.cites):
            yield "no citation"
        for one in judgement.cites:
            if one.strip() and not self.web.references.find(article, one):
                yield f"cites {report.flat(one)}, which is not among these documents"
        for citation in self.cites(article, judgement):
            if citation.mark:
                verb = "was" if citation.former else "is"
                yield f"rests on [{citation.number}], which {verb} {citation.mark}"

    def flags(self) -> list[str]:
        """A line for each judgement and each thing that is wrong with it."""
        found = []
        for article, judgement in self.judgements:
            for problem in self.problems(article, judgement):
                path = report.flat(self.exhibits[article].path)
                found.append(": ".join(filter(None, (path, _named(judgement), problem))))
        return found

    def remarks(self) -> list[str]:
        """A line for each thing that is to be said about the words of a judgement."""
        return [
            f"{_named(judgement)}: {report.flat(remark)}"
            for _, judgement in self.judgements
            for remark in remarks(judgement)
        ]

    def key_judgements(self) -> Iterator[Part]:
        """The judgements with what they rest on; likelihood and confidence stand apart."""
        if self.judgements:
            yield Heading(2, "Key judgements")
        for number, (article, judgement) in enumerate(self.judgements, 1):
            cited = self.cites(article, judgement)
            yield Paragraph((Strong(f"J{number}."), f" {judgement.text.strip()} ", *_row(cited)))
            likely, sure = judgement.likelihood, judgement.confidence
            meaning = f" ({RANGES[likely]})" if likely in RANGES else ""
            lines = [f"Likelihood: {likely}{meaning}." * bool(likely)]
            lines.append(f"Confidence: {sure}." * bool(sure))
            if any(lines):
                yield Paragraph(("\n".join(filter(None, lines)),), quiet=True)
            flagged = [*self.problems(article, judgement), *remarks(judgement)]
            if flagged:
                yield List(tuple((Strong("Flagged:"), f" {report.flat(x)}") for x in flagged))

    # Claims

    def summary(self) -> Iterator[Part]:
        """How many sources there are, what is strong about them, and what is missing."""
        yield Heading(2, "Source summary")
        yield Paragraph((self.cast.told(len(self.exhibits)),))
        strong, weak = [*self._strengths()], [*self._gaps()]
        for name, items in (("Strengths", strong), ("Gaps", weak)):
            yield Paragraph((Strong(f"{name}:"), "" if items else " none that can be counted."))
            if items:
                yield List(tuple(items))

    def _strengths(self) -> Iterator[Text]:
        trusted = [each.name for each in self.cast.speaking if each.grade in ("A", "B")]
        if trusted:
            yield (f"Graded A or B: {', '.join(trusted)}.",)
        firm = [claim for claim in self.claims if claim.independent > 1]
        if firm:
            many = f"{len(firm)} of {_count(len(self.claims), 'claim')}"
            yield (f"Two or more independent sources stand behind {many}: ", *self._heads(firm))

    def _gaps(self) -> Iterator[Text]:
        single = [claim for claim in self.claims if SINGLE in claim.counted]
        if single:
            many = f"{len(single)} of {_count(len(self.claims), 'claim')}"
            yield (f"A single source stands behind {many}: ", *self._heads(single))
        bare = [claim for claim in self.claims if not claim.independent]
        if bare:
            yield (f"No source is given for {_count(len(bare), 'claim')}: ", *self._heads(bare))
        ungraded = [each.name for each in self.cast.speaking if not each.grade]
        if ungraded:
            yield (f"Not graded: {', '.join(ungraded)}.",)
        for names in self.cast.common:
            yield (f"From one origin, so counted as one source: {', '.join(names)}.",)
        marked = [s for s in self.web.statements.values() if _GAP in s.tags]
        if marked:
            yield ("Marked as a gap: ", *_row([self._cited[s.key] for s in marked]))
        lines: dict[str, list[Claim]] = {}
        for claim in self.claims:
            for line in claim.disagreements:
                lines.setdefault(line, []).append(claim)
        for line, claims in lines.items():
            yield (f"{line[:1].upper()}{line[1:]}: ", *self._heads(claims))

    def disputed(self) -> Iterator[Part]:
        """The disputed claims: who is for and who against, and what the analyst makes of them."""
        found = [c for c in self.claims if DISPUTED in (*c.counted, *c.tagged)]
        if not found:
            return
        yield Heading(2, "Disputed claims")
        rows = [
            (
                self._quoted(claim.statement),
                self._side(claim.supporting),
                self._side(claim.opposing),
                (f"{claim.independent} for, {claim.opposed} against",),
                (self._view(claim),),
            )
            for claim in found
        ]
        heads = plain("Claim", "For", "Against", "Independent sources", "View")
        yield Table((heads, *rows))

    def open_questions(self) -> Iterator[Part]:
        """What nobody stands behind, or nobody has confirmed."""
        rows = [(self._cited[s.key].number, s, [*_open(s)]) for s in self.web.statements.values()]
        rows = sorted((row for row in rows if row[2]), key=lambda row: row[0])
        if rows:
            yield Heading(2, "Unattributed or unconfirmed")
            told = ((*self._quoted(s), f" — {', '.join(reasons)}") for _, s, reasons in rows)
            yield List(tuple(told))

    def _quoted(self, statement: Statement) -> Text:
        citation = self._cited[statement.key]
        return (f"{report.clip(citation.selector.quote, _LONGEST)} ", citation)

    def _side(self, statements: Sequence[Statement]) -> Text:
        """Who says so, with the passages; a dash for nobody."""
        said: dict[str, dict[Citation, None]] = {}
        for statement in statements:
            name = report.flat(self.web.speaker(statement)) or "no source"
            said.setdefault(name, {})[self._cited[statement.key]] = None
        pieces: list[str | Strong | Citation] = []
        for name, cited in said.items():
            pieces += [("; " if pieces else "") + f"{name} ", *_row([*cited])]
        return tuple(pieces) or ("–",)

    def _view(self, claim: Claim) -> str:
        """What the analyst makes of a claim: the grade with its reason, judgements, tags."""
        annotation = claim.statement.annotation
        graded = ""
        if annotation.credibility:
            graded = f"{annotation.credibility}: {CREDIBILITY[annotation.credibility]}"
            graded += f" ({report.flat(annotation.reason)})" if annotation.reason.strip() else ""
        keys = {claim.statement.key, *(s.key for s in (*claim.supporting, *claim.opposing))}
        judged = [
            f"J{number}"
            for number, (article, judgement) in enumerate(self.judgements, 1)
            if any(self.web.references.find(article, one) in keys for one in judgement.cites)
        ]
        seen = f"see {', '.join(judged)}" if judged else ""
        return "; ".join(filter(None, (graded, *claim.disagreements, seen))) or "–"

    def _heads(self, claims: Sequence[Claim]) -> Text:
        return _row([self._cited[claim.statement.key] for claim in claims])


def sections(assessment: Assessment) -> tuple[list[Part], list[Part]]:
    """What stands before the findings, and what stands between them and the passages."""
    before = [*assessment.summary(), *assessment.key_judgements()]
    after = [*assessment.disputed(), *assessment.open_questions(), *assessment.cast.table()]
    if assessment.findings.graded:
        after += report.legend()
    return before, after


def _row(cited: Sequence[Citation]) -> Text:
    """Citations with a space between them."""
    pieces: list[str | Strong | Citation] = []
    for citation in cited:
        pieces += [" ", citation] if pieces else [citation]
    return tuple(pieces)


def _open(statement: Statement) -> Iterator[str]:
    if statement.is_claim and not statement.source:
        yield "no source given"
    for tag in statement.tags:
        if tag in _OPEN:
            yield f"tagged {tag}"


def _named(judgement: Judgement) -> str:
    return f"judgement “{report.clip(judgement.text, 60) or judgement.id}”"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
