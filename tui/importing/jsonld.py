"""Imports W3C Web Annotations (JSON-LD) and the similar JSON of Hypothesis.

Sources: https://www.w3.org/TR/annotation-model/, https://h.readthedocs.io/en/latest/api-reference/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..model.annotation import Annotation
from ..model.codebook import normal_name
from ..model.errors import ReaderError
from .annotations import Documents, QuotePlace, annotation_id, read_place
from .import_result import Imported, Report, short
from .values import Values

_LISTS = ("items", "@graph", "graph")


def read(data: bytes, name: str) -> Imported:
    """Import the annotations of a file; raises ReaderError if it contains neither kind."""
    try:
        top = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReaderError(f"{name}: no sound JSON; export it again") from error
    rows = hypothesis_rows(top)
    if rows is not None:
        return from_hypothesis(rows)
    documents = Documents(Values(top))
    found = False
    for item in _items(top, documents.report):
        if "target" in item:
            documents.add(item)
            found = True
    if not found and not documents.are_known:
        raise ReaderError(f"{name}: neither Web Annotations nor an export of Hypothesis")
    return documents.imported()


def _items(top: Any, report: Report) -> Iterator[Values]:
    """The annotations of a collection, a page or a list, or a single annotation."""
    if isinstance(top, list):
        for each in top:
            yield Values(each)
        return
    values = Values(top)
    page = values.get("first")
    if isinstance(page, str):
        report.lose("pages", f"the page {page}, which the file only points to")
    for holder in (values, Values(page)):
        for key in _LISTS:
            yield from holder.tables(key)
        if holder.text("next"):
            what = f"the page {holder.text('next')}, which the file only points to"
            report.lose("pages", what)
    yield values


_HOLDERS = ("rows", "annotations")


def hypothesis_rows(top: Any) -> list[Values] | None:
    """The annotations of an export; None if the JSON is something else."""
    lists = [top] if isinstance(top, list) else [Values(top).get(key) for key in _HOLDERS]
    for found in lists:
        if isinstance(found, list):
            values = [Values(row) for row in found]
            if values and all("uri" in row for row in values):
                return values
            if not values and found is not top:
                return []
    return None


def from_hypothesis(found: Sequence[Values]) -> Imported:
    """Import annotations by page; replies are lost, and annotations of whole pages become memos."""
    documents = Documents(Values({}))
    for row in found:
        _add(documents, row)
    return documents.imported()


def _add(documents: Documents, row: Values) -> None:
    uri, text = row.text("uri"), row.text("text")
    user = row.text("user").removeprefix("acct:").partition("@")[0]
    if row.texts("references"):
        what = f"the reply “{short(text)}” of {user or 'somebody'} on {short(uri)}"
        documents.report.lose("replies", what, 1)
        return
    titles = Values(row.table("document")).texts("title")
    document = documents.document(uri, titles[0] if titles else "")
    tags = tuple(filter(None, map(normal_name, row.texts("tags"))))
    places = [read_place(target.get("selector")) for target in row.tables("target")]
    place = next((found for found in places if found.quote), None)
    if place is None:
        document.memo(text)
        documents.report.whole += 1
        for tag in tags:
            documents.report.lose(
                "tags on whole texts", f"the tag {tag} on the whole of {short(uri)}"
            )
    else:
        made = _annotation(row, place)
        document.annotations.append(replace(made, tags=tags, note=text, author=user))


def _annotation(row: Values, place: QuotePlace) -> Annotation:
    # The offsets refer to the text of the web page; here they only preserve the order.
    start = max(place.start, 0)
    return Annotation(
        id=annotation_id(row.text("id") or repr((place, row.text("text")))),
        start=start,
        end=start + len(place.quote),
        quote=place.quote,
        prefix=place.prefix,
        suffix=place.suffix,
        created=row.moment("created"),
        modified=row.moment("updated"),
    )
