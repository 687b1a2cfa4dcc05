"""Collects project memos, journals and the like in a separate document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .import_result import DocumentBuilder


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo that belongs to no text: its heading, content, author and date."""

    name: str
    text: str
    author: str = ""
    date: str = ""


def memo_document(project: str, memos: Iterable[Memo]) -> Iterator[DocumentBuilder]:
    """One Markdown document with all non-empty memos; nothing if there are none."""
    told = [memo for memo in memos if memo.text.strip()]
    if told:
        document = DocumentBuilder(f"{project} memos.md")
        parts = [f"# Memos of {_flat(project)}", *map(_section, told)]
        document.text = "\n\n".join(parts) + "\n"
        yield document


def _section(memo: Memo) -> str:
    heading = " · ".join(filter(None, map(_flat, (memo.name, memo.author, memo.date))))
    text = memo.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return f"## {heading}\n\n{text}" if heading else text


def _flat(text: str) -> str:
    return " ".join(text.split())
