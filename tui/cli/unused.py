"""Messages about notes files without an article, and about articles with the same text."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..config import Config, Folders, folders_for
from ..store import unused_notes
from ..store.unused_notes import UnusedNotes
from .inputs import InputArticle

Texts = Mapping[str, Sequence[str]]
"""Text hash -> names of the articles with that text but without notes."""


def lines(found: Iterable[UnusedNotes], texts: Texts) -> Iterator[str]:
    """A line for each notes file, with the articles that have the text it was made for."""
    for stray in {stray.notes.absolute(): stray for stray in found}.values():
        line = f"{stray.notes}: notes without their article: {stray.why}"
        same = _same(stray, texts)
        if same:
            verb = "has" if len(same) == 1 else "have"
            command = shlex.join(["reader", "move", str(stray.article), same[0]])
            line += f"; {' and '.join(same)} {verb} the same text: {command} takes them over"
        yield line


def offers(
    article: InputArticle, text_sha256: str, where: Folders, config: Config
) -> list[UnusedNotes]:
    """Notes files in an article's folder whose own article is missing and had the same text."""
    if article.path is None:
        return []
    data = folders_for(article.path, where, config).data
    return unused_notes.orphans_on_text(
        unused_notes.orphans_of_folder(article.path.parent, data), text_sha256
    )


def _same(stray: UnusedNotes, texts: Texts) -> Sequence[str]:
    if not texts or not stray.is_orphan:
        return ()
    return texts.get(unused_notes.read_document_data(stray.notes).text_sha256, ())
