"""CSV for spreadsheets: one row per annotation in the order of the text, or one per tag.

Rows and quoting follow RFC 4180: commas, CRLF between rows, quotation marks doubled. Every cell is
quoted, so that it stays whole in a spreadsheet that also separates at semicolons. The file is UTF-8
with a byte-order mark; without it Excel assumes the local code page and shows curly quotes and
accented letters wrongly. A link is a line of its cell: the relation, the id of the other
annotation, its speaker and the analyst's reason. A judgement that cites the annotation is a line
too: whether the annotation is for or against its text, the number that the report gives it, and its
conclusion. `citation` is the number that the report on these documents gives the passage, and
`reason` that for the grade. Where an article does not grade a source, the grade is that of the same
source in the other articles. Text that a spreadsheet could take for a formula gets an apostrophe
before it (`defuse`):
https://owasp.org/www-community/attacks/CSV_Injection. JSON has the text unchanged.

Taguette imports the columns `tag` and `description` of the codebook:
https://www.taguette.org/getting-started.html.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from ..model.annotation import Annotation, DocumentData
from ..model.codebook import Tag
from ..model.judgement_flags import conclusion_and_reasons
from ..model.origins import Sources
from ..model.references import Key, References, ids_of
from .citations import blocks, cite, former_quote, in_text_order, pages, selector, times
from .export_document import ExportDocument, date_order
from .findings import SEVERAL, tags_to_export
from .link_ends import LinkEnd, link_ends
from .text_values import iso, single_line, visible

COLUMNS = (
    "document",
    "path",
    "id",
    "start",
    "end",
    "paragraph",
    "quote",
    "tags",
    "source",
    "role",
    "reliability",
    "credibility",
    "note",
    "author",
    "created",
    "modified",
    "state",
    "former_quote",
    "links",
    "linked_from",
    "judgements",
    "citation",
    "outlet",
    "date",
    "reason",
)

CODEBOOK_COLUMNS = ("tag", "description", "key", "quick", "color", "rule", "heading")

PAGE, TIME = "page", "time"
"""Columns that come last, if one of the documents has pages or times."""

_FORMULA = re.compile(r'^(?=[\t\n])|((?:^|[;\t\n])[ "]*)(?=[=+\-@＝＋－＠])')
"""The place before a character that starts a formula at the start of a cell.

In a locale with decimal commas, a spreadsheet separates cells at semicolons or tabs and ignores the
quotation marks: for it, a cell starts after each of these characters.
"""


def write(documents: Sequence[ExportDocument]) -> bytes:
    """The bytes of a CSV file with a head row; offsets are code points, paragraphs count from 1."""
    paged = any(exported.document.pages for exported in documents)
    timed = any(exported.document.times for exported in documents)
    order = sorted(range(len(documents)), key=lambda number: date_order(documents[number]))
    as_in_reports = [documents[number] for number in order]
    linked, judged = _links(as_in_reports), _judgements(as_in_reports)
    cited = cite(as_in_reports)
    sources = Sources([exported.notes for exported in documents])
    rows: list[tuple[str, ...]] = []
    for number, exported in enumerate(documents):
        known = exported.known
        for annotation in in_text_order(exported):
            row = _row(exported, known, annotation, sources)
            key = order.index(number), annotation.id
            row += linked.get(key, ("", ""))
            row += (judged.get(key, ""),)
            row += (str(cited[key].number), known.publisher, known.date)
            row += (annotation.reason,)
            page, time = pages(exported, annotation), times(exported, annotation)
            row += (str(page[0]) if page else "",) if paged else ()
            row += (time[0] if time else "",) if timed else ()
            rows.append(row)
    return table((*COLUMNS, *[PAGE] * paged, *[TIME] * timed), rows)


def write_codebook(documents: Sequence[ExportDocument]) -> bytes:
    """The bytes of a CSV file with a head row and a row for each tag of the codebook."""
    return table(CODEBOOK_COLUMNS, map(_tag_row, tags_to_export(documents)))


def _tag_row(tag: Tag) -> tuple[str, ...]:
    digit = str(tag.quick or "")
    return tag.name, tag.description, tag.key, digit, tag.color, tag.note, tag.heading


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The bytes of a CSV file: the names of the columns, then rows of cells, which are defused."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(head)
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows(map(defuse, row) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def defuse(cell: str) -> str:
    """The text of a cell, made visible, with an apostrophe before what could start a formula.

    These are `=`, `+`, `-`, `@` and their full-width forms at the beginning and after a semicolon,
    tab or line break, and a tab or line break at the beginning.
    """
    return _FORMULA.sub(r"\1'", visible(cell))


def _links(documents: Sequence[ExportDocument]) -> dict[Key, tuple[str, str]]:
    """The cells `links` and `linked_from` of each annotation that has links."""
    speakers = {
        (number, annotation.id): single_line(source.name)
        for number, exported in enumerate(documents)
        for annotation in exported.notes.annotations
        if (source := exported.source(annotation))
    }

    def cell(ends: Iterable[LinkEnd]) -> str:
        return "\n".join(_link(end, speakers) for end in ends)

    return {
        key: (
            cell(end for end in ends if not end.is_incoming),
            cell(end for end in ends if end.is_incoming),
        )
        for key, ends in link_ends(documents).items()
    }


def _link(end: LinkEnd, speakers: Mapping[Key, str]) -> str:
    """A link on one line: "disputes A1 (Ana Brandt): he was there"."""
    speaker = speakers.get(end.other, "") if end.other else ""
    named = f"{end.relation} {end.reference}" + f" ({speaker})" * bool(speaker)
    return single_line(": ".join(filter(None, (named, end.why.strip()))))


def _judgements(documents: Sequence[ExportDocument]) -> dict[Key, str]:
    """The cell `judgements` of each annotation that some cite: "against J2: The port closes."."""
    ids = [ids_of(exported.notes.annotations) for exported in documents]
    references = References([exported.path for exported in documents], ids)
    found: dict[Key, dict[str, None]] = {}
    everything = ((n, one) for n, each in enumerate(documents) for one in each.notes.judgements)
    for count, (number, judgement) in enumerate(everything, 1):
        conclusion = single_line(conclusion_and_reasons(judgement.text)[0])
        for reference in judgement.cites:
            if key := references.find(number, reference):
                line = f"{judgement.side(reference) or 'cited by'} J{count}: {conclusion}"
                found.setdefault(key, {})[line] = None
    return {key: "\n".join(lines) for key, lines in found.items()}


def _row(
    exported: ExportDocument, known: DocumentData, annotation: Annotation, sources: Sources
) -> tuple[str, ...]:
    place, source = selector(exported, annotation), exported.source(annotation)
    paragraphs = blocks(exported, annotation)
    return (
        known.title,
        known.path,
        annotation.id,
        str(place.start),
        str(place.end),
        str(paragraphs[0]) if paragraphs else "",
        place.quote,
        "; ".join(exported.tags(annotation)),
        source.name if source else "",
        source.role if source else "",
        (source.reliability or SEVERAL.join(sources.grades(source))) if source else "",
        str(annotation.credibility or ""),
        annotation.note,
        annotation.author,
        iso(annotation.created) or "",
        iso(annotation.modified) or "",
        exported.anchors[annotation.id].state,
        former_quote(exported, annotation),
    )
