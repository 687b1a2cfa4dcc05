"""The appendix of the report: what grades and tags mean, files, hashes and offsets."""

from __future__ import annotations

from collections.abc import Iterator

from .assessment import Assessment
from .findings import CREDIBILITY, RELIABILITY
from .report_nodes import Heading, List, Node, Paragraph, Strong, Text
from .text_values import single_line


def appendix(assessment: Assessment) -> Iterator[Node]:
    """The meaning of grades and tags, and for each document its file, hash and offsets."""
    nodes = [*_grades(assessment), *_tags(assessment), *_files(assessment)]
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


def _tags(assessment: Assessment) -> Iterator[Node]:
    """The tags in use that the codebook describes."""
    described: list[Text] = [
        (Strong(single_line(tagged.tag.name)), f": {single_line(tagged.tag.description)}")
        for group in assessment.findings.groups
        for tagged in group.tags
        if single_line(tagged.tag.description)
    ]
    if described:
        yield Heading(3, "Tags")
        pieces: Text = tuple(
            piece
            for number, each in enumerate(described)
            for piece in ((" ",) * (number > 0) + each)
        )
        yield Paragraph(pieces, quiet=True)


def _files(assessment: Assessment) -> Iterator[Node]:
    if not assessment.documents:
        return
    yield Heading(3, "Files and offsets")
    yield Paragraph(
        (
            "Paragraphs (¶) count from 1. Offsets [start, end) count the code points of the text "
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
