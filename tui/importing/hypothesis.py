"""Imports annotations exported by Hypothesis, from its search API or its client.

Source: https://h.readthedocs.io/en/latest/api-reference/.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..model.annotation import Annotation
from ..model.codebook import normal_name
from .annotations import Documents, QuotePlace, annotation_id, read_place
from .import_result import Imported, short
from .values import Values

_HOLDERS = ("rows", "annotations")


def rows(top: Any) -> list[Values] | None:
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


def imported(found: Sequence[Values]) -> Imported:
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
