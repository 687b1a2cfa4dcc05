"""Sections of the report on its sources and documents, and its appendix: builders of nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.judgement_flags import RANGES
from ..model.statements import Claim
from . import note_markup
from .arrangement import capitalized, plain_name
from .assessment import Assessment
from .assessment_sections import joined, named
from .citation_names import readable_date
from .findings import CREDIBILITY, NO_SPEAKER, RELIABILITY, SEVERAL
from .report_nodes import (
    DocumentEntry,
    DocumentList,
    Heading,
    List,
    Node,
    Paragraph,
    Piece,
    Reference,
    Strong,
    Table,
    Text,
    row,
)
from .sources import SourceSummary, count
from .text_values import single_line

_NOT_STATED = "not stated"
_NOT_GRADED = "not graded"
_CLAIMS = (
    "a claim is a statement with a tag of the group “claim”, a refusal to comment excepted, "
    "together with the statements that repeat, support or dispute it."
)

_FIGURES = (
    "A figure that contradicts a claim has one source: ",
    "Figures that contradict a claim, with one source each: ",
)
_COPIES = "Counted as one source because articles have the text in common: "


def source_summary(assessment: Assessment) -> Iterator[Node]:
    """How many sources there are, what their strengths are, and what is missing."""
    yield Heading(2, "Sources")
    yield Paragraph((assessment.sources.describe(len(assessment.documents)),))
    if assessment.claims:
        number = count(len(assessment.claims), "claim")
        yield Paragraph((f"{number}: {_CLAIMS}",))
    strengths, gaps = tuple(_strengths(assessment)), tuple(_gaps(assessment))
    for name, items in (("Strengths", strengths), ("Gaps", gaps)):
        if items:
            yield Paragraph((Strong(f"{name}:"),))
            yield List(items)


def _strengths(assessment: Assessment) -> Iterator[Text]:
    trusted = [each.name for each in assessment.sources.speaking if each.grade in ("A", "B")]
    if trusted:
        yield (f"Graded A or B: {'; '.join(trusted)}.",)
    corroborated = assessment.corroborated_claims
    if corroborated:
        share = _share(assessment, corroborated, "at least two sources and nobody against")
        yield (share, *_by_sources(assessment, corroborated), ".")


def _gaps(assessment: Assessment) -> Iterator[Text]:
    single = assessment.single_source_claims
    if single:
        share = _share(assessment, single, "one source", but=", assessments aside")
        yield (share, *_by_sources(assessment, single), ".")
    copied = [claim for claim in assessment.claims if claim.copies]
    if copied:
        yield (_COPIES, *_with_reasons(assessment, copied), ".")
    figures = assessment.single_source_figures
    if figures:
        yield (_FIGURES[len(figures) > 1], *_by_sources(assessment, figures), ".")
    unsourced = assessment.unsourced_claims
    if unsourced:
        cited = _claim_citations(assessment, unsourced)
        yield (_share(assessment, unsourced, "no recorded speaker"), *cited, ".")
    ungraded = [each.name for each in assessment.sources.speaking if not each.grade]
    if ungraded:
        yield (f"Not graded: {'; '.join(ungraded)}.",)
    for each in assessment.sources.speaking:
        if SEVERAL in each.grade:
            yield (f"Graded differently: {each.name}, {_grades_by_document(assessment, each)}.",)
    for names in assessment.sources.same_origin:
        yield (f"From one origin, so counted as one source of a claim: {'; '.join(names)}.",)
    marked = assessment.gaps
    if marked:
        yield ("Marked as a gap: ", *named(assessment, marked), ".")
    for line, claims in assessment.claims_by_disagreement.items():
        yield (f"{line[:1].upper()}{line[1:]}: ", *_by_sources(assessment, claims), ".")


def _grades_by_document(assessment: Assessment, source: SourceSummary) -> str:
    """The grades of a source with the documents that give them: "C in one and D in another"."""
    return _enumerated(
        [
            f"{letter} in {_enumerated([assessment.names[number] for number in documents])}"
            for letter, documents in source.grades
        ]
    )


def _with_reasons(assessment: Assessment, claims: Sequence[Claim]) -> Iterator[Piece]:
    """Claims with the copied text in them: "[3] (2 for, 94 % common text); [5] (...)"."""
    for position, claim in enumerate(claims):
        yield "; " * (position > 0)
        yield Reference(assessment.citations[claim.statement.key].number)
        yield f" ({'; '.join(claim.copies)})"


def _share(assessment: Assessment, claims: Sequence[Claim], what: str, but: str = "") -> str:
    """The beginning of a sentence: "2 of 5 claims have one source: "."""
    verb = "has" if len(claims) == 1 else "have"
    each = " each" * (len(claims) > 1)
    return f"{len(claims)} of {count(len(assessment.claims), 'claim')} {verb} {what}{each}{but}: "


def _by_sources(assessment: Assessment, claims: Sequence[Claim]) -> Text:
    """Claims by the sources that stand behind them: "Ana Brandt [3] [5]; clerk and a guard [7]"."""
    by_sources: dict[str, list[Reference]] = {}
    for claim in claims:
        spoken = [each for each in (claim.statement, *claim.supporting) if each.source]
        names = dict.fromkeys(single_line(assessment.graph.speaker(each)) for each in spoken)
        number = assessment.citations[claim.statement.key].number
        by_sources.setdefault(_enumerated([*names]) or NO_SPEAKER, []).append(Reference(number))
    pieces: list[Piece] = []
    for sources, cited in by_sources.items():
        pieces += ["; "] * bool(pieces)
        pieces += [f"{sources} ", *joined(cited, " ")]
    return tuple(pieces)


def _enumerated(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _claim_citations(assessment: Assessment, claims: Sequence[Claim]) -> Text:
    return named(assessment, [claim.statement for claim in claims])


def source_table(assessment: Assessment) -> Iterator[Node]:
    """The table of sources with kind, grade, statements and remarks."""
    sources = assessment.sources.sources
    if sources:
        heads = row("Source", "Kind", "Grade", "Statements", "Remarks")
        yield Table((heads, *(_source(source) for source in sources)))


def _source(source: SourceSummary) -> tuple[Text, ...]:
    said = joined([Reference(number) for number in source.passages], " ")
    return (
        (", ".join(filter(None, (source.name, source.role))),),
        (capitalized(source.kind + " (by its tags)" * source.kind_from_tags or _NOT_STATED),),
        (" and ".join(source.grade.split(SEVERAL)) or capitalized(_NOT_GRADED),),
        (f"{source.statements}: " if said else "0", *said),
        (capitalized("; ".join(source.remarks)),),
    )


def sources(assessment: Assessment) -> Iterator[Node]:
    """The table of sources under a heading, below which the documents follow."""
    if assessment.documents:
        yield Heading(2, "Sources")
        yield from source_table(assessment)


def documents(assessment: Assessment) -> Iterator[Node]:
    """The documents on which the report is based."""
    if assessment.documents:
        yield Heading(3, "Documents")
        yield DocumentList(entries(assessment))


def entries(assessment: Assessment) -> tuple[DocumentEntry, ...]:
    """An entry for each document of a report, in their order."""
    found = []
    has_texts = "texts" not in assessment.details.left_out
    for number, exported in enumerate(assessment.documents, 1):
        known = exported.known
        published = single_line(known.author), single_line(known.publisher)
        found.append(
            DocumentEntry(
                number=number,
                name=assessment.names[number - 1],
                title=exported.title,
                publication=tuple(filter(None, (*published, readable_date(known.date)))),
                url=known.url,
                note=note_markup.parse(known.note),
                has_full_text=not exported.is_excerpt and has_texts,
            )
        )
    return tuple(found)


def appendix(assessment: Assessment) -> Iterator[Node]:
    """The meaning of words, grades and tags, and the file, hash and offsets of each document."""
    nodes = [
        *_likelihoods(assessment),
        *_grades(assessment),
        *_tags(assessment),
        *_files(assessment),
    ]
    if nodes:
        yield Heading(2, "Appendix")
        yield from nodes


def _grades(assessment: Assessment) -> Iterator[Node]:
    if assessment.findings.graded:
        letters = ", ".join(f"{letter} {wording}" for letter, wording in RELIABILITY.items())
        digits = ", ".join(f"{digit} {wording}" for digit, wording in CREDIBILITY.items())
        yield Heading(3, "Grades")
        yield Paragraph(
            (
                "Grades follow the Admiralty code: a letter for the source, a digit for the "
                f"statement. The source: {letters}. The statement: {digits}.",
            ),
            quiet=True,
        )


def _likelihoods(assessment: Assessment) -> Iterator[Node]:
    """The scale of likelihoods, for a report with judgements that state one."""
    if any(judgement.likelihood in RANGES for _, judgement in assessment.judgements):
        scale = ", ".join(f"{words} {share}" for words, share in RANGES.items())
        yield Heading(3, "Likelihood and confidence")
        yield Paragraph(
            (
                f"The likelihood is that of the event: {scale}. The confidence, low, moderate or "
                "high, is in the ground for saying so: the sources and the reasoning.",
            ),
            quiet=True,
        )


def _tags(assessment: Assessment) -> Iterator[Node]:
    """The tags in use: what each means, and the passages that have it."""
    items: list[Text] = []
    for tagged in (each for group in assessment.findings.groups for each in group.tags):
        name, meaning = single_line(tagged.tag.name), single_line(tagged.tag.description)
        plain = capitalized(plain_name(name))
        numbers = dict.fromkeys(finding.citation.number for finding in tagged.findings)
        about = f" ({name}): {meaning} " if meaning else f" ({name}): "
        items.append((Strong(plain), about, *joined([*map(Reference, numbers)], " ")))
    if items:
        yield Heading(3, "Tags")
        yield List(tuple(items), quiet=True)


def _files(assessment: Assessment) -> Iterator[Node]:
    if not assessment.documents:
        return
    yield Heading(3, "Files and offsets")
    yield Paragraph(
        (
            "Offsets [start, end) count the code points of the text "
            "from 0; the hash is that of the text.",
        ),
        quiet=True,
    )
    items: list[Text] = []
    for number, exported in enumerate(assessment.documents):
        path = single_line(exported.path)
        offsets = [
            f"[{cited.number}] {cited.offsets}"
            for cited in assessment.findings.passages
            if cited.document == number
        ]
        details = filter(None, (path, f"SHA-256 {exported.known.text_sha256}", "; ".join(offsets)))
        items.append((Strong(assessment.names[number]), f": {'. '.join(details)}"))
    yield List(tuple(items), quiet=True)
