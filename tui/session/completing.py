"""Complete the data of a document that its notes hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from ..model import filenames
from ..model.annotation import DocumentData
from ..model.document import Document


def completed(known: DocumentData, document: Document, notes_path: Path) -> DocumentData:
    """What the notes say about a document, its missing fields filled in from the document itself.

    `path` becomes the document's path relative to the notes, or absolute where they lie elsewhere.
    """
    said = {**document.data, "lang": document.lang, "title": document.title}
    names = ("title", "author", "publisher", "date", "url", "lang")
    lacking = [name for name in names if said.get(name) and not getattr(known, name)]
    missing: dict[str, Any] = {name: said[name] for name in lacking}
    path = known.path
    if document.path:
        beside = document.path.parent.resolve() == notes_path.parent.resolve()
        path = document.path.name if beside else str(document.path.resolve())
        # A name that is not Unicode cannot be saved; the notes file itself is named after it.
        path = path if filenames.is_text(path) else ""
    # Another version of a reader may give another text: the notes say which one it was.
    reader = {"reader": said["reader"]} if said.get("reader") else {}
    receivers = {name: said[name] for name in ("to", "cc") if said.get(name)}
    extra = {**receivers, **known.extra, **reader}
    return replace(known, path=path, extra=extra, **missing)
