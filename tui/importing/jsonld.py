"""Imports W3C Web Annotations (JSON-LD) and the similar JSON of Hypothesis.

Sources: https://www.w3.org/TR/annotation-model/, https://h.readthedocs.io/en/latest/api/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..model.errors import ReaderError
from . import hypothesis
from .annotations import Documents
from .import_result import Imported, Report
from .values import Values

_LISTS = ("items", "@graph", "graph")


def read(data: bytes, name: str) -> Imported:
    """Import the annotations of a file; raises ReaderError if it contains neither kind."""
    try:
        top = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReaderError(f"{name}: no sound JSON; export it again") from error
    rows = hypothesis.rows(top)
    if rows is not None:
        return hypothesis.imported(rows)
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
