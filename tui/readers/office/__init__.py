"""The last step that the readers of office documents (DOCX, ODT, RTF) share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...model.document import Comment, Document
from ...model.errors import ReaderError
from ..parts import Part, assemble, byline_data
from .omissions import Tally, remarks


def document(
    parts: Iterable[Part],
    *,
    stem: str,
    known: Mapping[str, str],
    reader: str,
    tally: Tally,
    comments: Mapping[str, Comment],
) -> Document:
    """Build the Document of a file from its parts, with remarks on the tallied omissions.

    `known` holds the metadata of the file; its title is used if no part is a title. Raises
    ReaderError if the file contains only pictures.
    """
    parts = list(parts)
    has_text = any(part.text for part in parts)
    if tally["picture"] and not has_text:
        raise ReaderError("pictures only, without text; have them recognised (OCR) and open that")
    has_title = any(part.kind == "title" for part in parts)
    data = {key: value for key, value in known.items() if key != "title"}
    return assemble(
        parts,
        stem=stem,
        title="" if has_title else known.get("title", ""),
        data={**data, **byline_data(parts), "reader": reader},
        remarks=(*remarks(tally), *(() if has_text else ("there is no text in it",))),
        comments=comments,
    )
