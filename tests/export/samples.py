"""Small documents in our own words, with all that an export has to show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from tui.export import ExportDocument, ReportDetails
from tui.model.anchoring.anchors import CONTEXT, Anchor
from tui.model.annotation import Annotation, DocumentData, Judgement, Link, Notes, Source
from tui.model.codebook import Codebook, Tag
from tui.model.document import Block, Document, PageStart

HARBOUR = """\
Harbour reopens after the strike

The port of Veld took its first ship on Monday. “We won,” said Ana Brandt, who leads the dockers.

The company denied that it had paid anything; a clerk put the sum at 2 million.

1. Cranes *three* and _four_ stay shut | see <b>annex</b>.
"""

LEDGER = """\
Dockers paid, papers show

Two ledgers list a payment of 2.1 million to the dockers' fund.
"""

CODEBOOK = Codebook(
    (
        Tag("claim", key="c", color="red", description="What a party *claims*."),
        Tag("claim/event", key="e", description="Something is said to have happened."),
        Tag("claim/figure", key="f", quick=1, was=("claim/number",)),
        Tag("claim/denial", key="d", description="A party denies a claim."),
        Tag("use/key", key="k"),
    )
)

WITH_TEXTS = ReportDetails(left_out=())
"""The details of a report with the full texts of its articles."""

WHEN = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def document(text: str, **data: str) -> Document:
    """A Document whose Blocks are the paragraphs of the text, the first its title."""
    spans = [match.span() for match in re.finditer(r"\S(?:.*\S)?", text)]
    blocks = tuple(Block("paragraph" if n else "title", *span) for n, span in enumerate(spans))
    title = text[slice(*spans[0])] if spans else "Untitled"
    return Document(text, blocks, title, lambda part, _: [(0, len(part))], data=data)


def mark(id: str, text: str, quote: str, *tags: str, **more: object) -> Annotation:
    """An annotation on the first place of a quote in a text."""
    start = text.index(quote)
    end = start + len(quote)
    made = Annotation(
        id,
        start,
        end,
        quote,
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        tags,
        created=WHEN,
        modified=WHEN,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def exported(
    text: str,
    annotations: Sequence[Annotation],
    *,
    sources: Sequence[Source] = (),
    known: DocumentData | None = None,
    codebook: Codebook = CODEBOOK,
    anchors: dict[str, Anchor] | None = None,
    path: str = "text.txt",
    **data: str,
) -> ExportDocument:
    """A document whose annotations are anchored where they stand, but for those in `anchors`."""
    ordered = tuple(sorted(annotations, key=lambda annotation: annotation.sort_key))
    sure = {a.id: Anchor(a.start, a.end, "anchored") for a in ordered}
    notes = Notes(known or DocumentData(), tuple(sources), ordered)
    return ExportDocument(document(text, **data), notes, codebook, sure | (anchors or {}), path)


def harbour() -> ExportDocument:
    """An article with every kind of annotation: graded or not, shared spans, unsure anchors."""
    annotations = [
        mark(
            "A1",
            HARBOUR,
            "“We won,” said Ana Brandt, who leads the dockers.",
            "claim/event",
            "use/key",
            source="ana-brandt",
            credibility=3,
            note="First time she says so.\n- Check with *Ledger*.",
            author="kt",
        ),
        mark("A2", HARBOUR, "a clerk put the sum at 2 million", "claim/number", credibility=4),
        mark(
            "A3",
            HARBOUR,
            "The company denied that it had paid anything",
            "claim/denial",
            source="company",
        ),
        mark("A4", HARBOUR, "1. Cranes *three* and _four_ stay shut | see <b>annex</b>.", "odd/#1"),
        mark("A5", HARBOUR, "took its first ship on Monday", note="=SUM(1) is no formula."),
        mark("A6", HARBOUR, "a clerk put the sum at 2 million", "use/key", source="clerk"),
        replace(mark("A7", HARBOUR, "Monday", "claim"), quote="on Sunday", prefix="", suffix=""),
        mark("A8", HARBOUR, "The port of Veld", "claim/event"),
    ]
    return exported(
        HARBOUR,
        annotations,
        sources=[
            Source("ana-brandt", "Ana Brandt", "head of the dockers' union", "B"),
            Source(
                "company", "Veld Port | Holding", "", "D", kind="collective", extra={"since": 1950}
            ),
        ],
        known=DocumentData(
            author="Jo Marsh",
            date="2026-01-05",
            note="Read against the ledgers.",
            extra={"seen": WHEN},
        ),
        anchors={
            "A7": Anchor(60, 66, "orphaned"),
            "A8": Anchor(34, 50, "uncertain", moved=True),
        },
        path="harbour.txt",
        author="not shown",
        publisher="Veld Courier",
        url="https://example.org/harbour_1",
    )


def ledger() -> ExportDocument:
    """A second, shorter article, with a source that the first one has too."""
    return exported(
        LEDGER,
        [
            mark(
                "B1",
                LEDGER,
                "Two ledgers list a payment of 2.1 million to the dockers' fund.",
                "claim/figure",
                source="ab",
                credibility=1,
            )
        ],
        sources=[Source("ab", "Ana Brandt", "head of the dockers' union", "B")],
        path="ledger.txt",
        publisher="Coast Ledger",
    )


def scanned() -> ExportDocument:
    """A paged document with a passage on one page and one that runs over to the next."""
    made = exported(
        LEDGER,
        [
            mark("P1", LEDGER, "Two ledgers", "claim/figure"),
            mark("P2", LEDGER, "payment of 2.1 million to the dockers' fund", "use/key"),
        ],
        path="ledger.pdf",
    )
    over = LEDGER.index("to the dockers")
    pages = (PageStart(0, 7), PageStart(over, 8))
    return replace(made, document=replace(made.document, pages=pages))


def weighed() -> list[ExportDocument]:
    """Two articles with links between them, kinds, reasons and judgements, some not sound."""
    first, second = harbour(), ledger()
    denies = Link("A1", "disputes", "he *was* there")
    says = {"A3": {"links": (denies, Link("gone", "supports"))}, "A1": {"reason": "saw | it"}}
    annotations = tuple(replace(a, **says.get(a.id, {})) for a in first.notes.annotations)
    sources = tuple(
        replace(s, kind=kind, reason="right <b>twice</b>", via=via)
        for s, kind, via in zip(first.notes.sources, ("named", ""), ("", "union"), strict=True)
    )
    judgements = (
        Judgement("J1", "The port will stay open.", "likely", "moderate", ("A1", "ledger.txt#B1")),
        Judgement("J2", "It is likely, with low confidence,\nthat *they* paid.", cites=("A8",)),
        Judgement("J3", "<i>Nobody</i> paid.", "perhaps", cites=("nowhere.txt#B1",)),
        Judgement("J4", "It ends | here."),
    )
    notes = replace(first.notes, annotations=annotations, sources=sources, judgements=judgements)
    repeats = Link("harbour.txt#A1", "repeats"), Link("harbour.txt#A2", "supports")
    marks = tuple(
        replace(a, links=repeats, tags=(*a.tags, "status/corroborated", "basis/hearsay"))
        for a in second.notes.annotations
    )
    return [
        replace(first, notes=notes),
        replace(second, notes=replace(second.notes, annotations=marks)),
    ]
