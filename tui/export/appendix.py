"""The appendix of a report: builders of nodes from an Assessment.

The meaning of likelihoods, grades and tags comes first, then the file, hash and offsets of each
document.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.judgement_flags import RANGES
from .arrangement import heading_of
from .assessment import Assessment
from .assessment_sections import joined
from .findings import CREDIBILITY, RELIABILITY
from .report_nodes import Heading, List, Node, Paragraph, Reference, Strong, Text
from .text_values import single_line


def appendix(assessment: Assessment) -> Iterator[Node]:
    """The appendix of a report that shows the tags of its findings: each tag with its name."""
    yield from _appendix(assessment, has_names=True)


def appendix_after_claims(assessment: Assessment) -> Iterator[Node]:
    """The appendix of a report that does not show the tags of its findings."""
    yield from _appendix(assessment, has_names=False)


def _appendix(assessment: Assessment, *, has_names: bool) -> Iterator[Node]:
    nodes = [
        *_likelihoods(assessment),
        *_grades(assessment),
        *_tags(assessment, has_names=has_names),
        *_files(assessment),
    ]
    if nodes:
        yield Heading(2, "Appendix")
        yield from nodes


def meanings(assessment: Assessment) -> Iterator[Node]:
    """What likelihoods and grades mean, under one heading."""
    nodes = [*_likelihoods(assessment), *_grades(assessment)]
    if nodes:
        yield Heading(2, "Grades and likelihoods")
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
        has_sides = any(judgement.against is not None for _, judgement in assessment.judgements)
        sides = (
            " What stands under For speaks for the event, and what stands under Against speaks "
            "against it, also where the event is judged unlikely."
        )
        yield Heading(3, "Likelihood and confidence")
        yield Paragraph(
            (
                f"The likelihood is that of the event: {scale}. The confidence, low, moderate or "
                "high, says how far the sources and the reasoning bear the judgement."
                + sides
                * has_sides,
            ),
            quiet=True,
        )


def _tags(assessment: Assessment, *, has_names: bool) -> Iterator[Node]:
    """The tags in use: what each means, and the passages that have it.

    With `has_names`, each has its name in the codebook too.
    """
    items: list[Text] = []
    for tagged in (each for group in assessment.findings.groups for each in group.tags):
        name, meaning = single_line(tagged.tag.name), single_line(tagged.tag.description)
        numbers = dict.fromkeys(finding.citation.number for finding in tagged.findings)
        about = f"{f' ({name})' * has_names}: {meaning}".rstrip() + " "
        cited = joined([*map(Reference, numbers)], " ")
        items.append((Strong(heading_of(tagged.tag)), about, *cited))
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
