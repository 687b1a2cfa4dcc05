"""Sections of the report on its sources and documents: builders of nodes from an Assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.codebook import covers
from ..model.references import Key
from ..model.statements import NO_COMMENT, Claim
from . import note_markup
from .assessment import Assessment
from .assessment_sections import joined, named
from .citation_names import readable_date
from .claim_counts import by_sources, claim_counts, enumerated
from .findings import SEVERAL
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
    Text,
)
from .sources import SourceSummary, count
from .text_values import single_line

_NOT_GRADED = "not graded"
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
        yield Paragraph((Strong(f"{number}, each with what repeats, supports or disputes it:"),))
        yield List(tuple(claim_counts(assessment)))
    strengths, gaps = tuple(_strengths(assessment)), tuple(_gaps(assessment))
    for name, items in (("Strengths", strengths), ("Gaps", gaps)):
        if items:
            yield Paragraph((Strong(f"{name}:"),))
            yield List(items)


def _strengths(assessment: Assessment) -> Iterator[Text]:
    trusted = [each for each in assessment.sources.speaking if each.grade in ("A", "B")]
    if trusted:
        grades = " or ".join(dict.fromkeys(each.grade for each in trusted))
        yield (f"Graded {grades}: {'; '.join(each.name for each in trusted)}.",)


def _gaps(assessment: Assessment) -> Iterator[Text]:
    copied = [claim for claim in assessment.claims if claim.copies]
    if copied:
        yield (_COPIES, *_with_reasons(assessment, copied), ".")
    figures = assessment.single_source_figures
    if figures:
        yield (_FIGURES[len(figures) > 1], *_against(assessment, figures), ".")
    if numbers := assessment.sources.unattributed:
        cited = [Reference(number, naming="never") for number in numbers]
        yield ("No speaker is recorded for ", *joined(cited, " "), ".")
    ungraded = [each.name for each in _ungraded(assessment)]
    if ungraded:
        yield (f"Not graded: {'; '.join(ungraded)}.",)
    for each in assessment.sources.speaking:
        if SEVERAL in each.grade:
            yield (f"Graded differently: {each.name}, {_grades_by_document(assessment, each)}.",)
    yield from _overruled_grades(assessment)
    if origins := "; ".join(map(enumerated, assessment.sources.same_origin)):
        yield (f"From one origin, so counted as one source of a claim: {origins}.",)
    marked = assessment.gaps
    if marked:
        yield ("Marked as a gap: ", *named(assessment, marked), ".")
    for line, claims in assessment.claims_by_disagreement.items():
        yield (f"{line[:1].upper()}{line[1:]}: ", *by_sources(assessment, claims), ".")


def _overruled_grades(assessment: Assessment) -> Iterator[Text]:
    """The grades in the notes on a document that the dossier contradicts."""
    for number, exported in enumerate(assessment.documents):
        for source in exported.notes.sources:
            if letter := exported.overruled.get(source.id):
                grades = f"{source.reliability} in the dossier and {letter} in"
                name = single_line(source.name)
                yield (f"Graded differently: {name}, {grades} {assessment.names[number]}.",)


def _grades_by_document(assessment: Assessment, source: SourceSummary) -> str:
    """The grades of a source with the documents that give them: "C in one and D in another"."""
    return enumerated(
        [
            f"{letter} in {enumerated([assessment.names[number] for number in documents])}"
            for letter, documents in source.grades
        ]
    )


def _with_reasons(assessment: Assessment, claims: Sequence[Claim]) -> Iterator[Piece]:
    """Claims with the copied text in them: "[3] (2 for, 94 % common text); [5] (...)"."""
    for position, claim in enumerate(claims):
        yield "; " * (position > 0)
        yield Reference(assessment.citations[claim.statement.key].number)
        yield f" ({'; '.join(claim.copies)})"


def _against(assessment: Assessment, figures: Sequence[Claim]) -> Text:
    """Figures with the claims that they contradict: "Ana Brandt [3] (against [1])"."""
    contradicted: dict[Key, list[Key]] = {}
    for claim in assessment.claims:
        for statement in claim.opposing:
            contradicted.setdefault(statement.key, []).append(claim.statement.key)
    remarks: dict[Key, Text] = {}
    for figure in (each.statement.key for each in figures):
        numbers = [assessment.citations[key].number for key in contradicted.get(figure, ())]
        cited = [Reference(number, naming="never") for number in numbers]
        remarks[figure] = ("against ", *joined(cited, " "))
    return named(assessment, [figure.statement for figure in figures], remarks=remarks)


def _ungraded(assessment: Assessment) -> Iterator[SourceSummary]:
    """The sources without a grade that do more than decline to comment."""
    declining = {
        assessment.citations[each.key].number
        for each in assessment.graph.statements.values()
        if any(covers(NO_COMMENT, tag) for tag in each.tags)
    }
    for each in assessment.sources.speaking:
        if not each.grade and not declining.issuperset(each.passages):
            yield each


def source_list(assessment: Assessment) -> Iterator[Node]:
    """The sources that are cited or graded, in a line each; the workbook has all of them."""
    shown = [each for each in assessment.sources.sources if each.passages or each.grade]
    if shown:
        yield Paragraph((Strong("The sources, by grade:"),))
        yield List(tuple(map(_source, shown)), quiet=True)


def _source(source: SourceSummary) -> Text:
    """A source: "Ana Brandt, head of the union (named, B) [3] [8]: was right before."."""
    kind = source.kind + " (by its tags)" * source.kind_from_tags
    grade = " and ".join(source.grade.split(SEVERAL)) or _NOT_GRADED
    role = f", {source.role}" * bool(source.role)
    about = f"{role} ({', '.join(filter(None, (kind, grade)))})"
    cited: list[Piece] = []
    for number in source.passages:
        cited += [" ", Reference(number, naming="never")]
    remarks = f": {'; '.join(source.remarks)}".rstrip(": .")
    return (Strong(source.name), about, *cited, f"{remarks}.")


def sources(assessment: Assessment) -> Iterator[Node]:
    """The list of sources under a heading, below which the documents follow."""
    if assessment.documents:
        yield Heading(2, "Sources")
        yield from source_list(assessment)


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
