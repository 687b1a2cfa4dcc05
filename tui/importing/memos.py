"""Memos on a project as a whole, journals and the like -> a document of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .carried import Gathered


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo that belongs to no text: its heading, what it says, by whom and when."""

    name: str
    text: str
    author: str = ""
    date: str = ""


def memo_document(project: str, memos: Iterable[Memo]) -> Iterator[Gathered]:
    """One Markdown document with the memos that say something; nothing where there are none."""
    told = [memo for memo in memos if memo.text.strip()]
    if told:
        document = Gathered(f"{project} memos.md")
        parts = [f"# Memos of {_flat(project)}", *map(_section, told)]
        document.text = "\n\n".join(parts) + "\n"
        yield document


def _section(memo: Memo) -> str:
    heading = " · ".join(filter(None, map(_flat, (memo.name, memo.author, memo.date))))
    text = memo.text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return f"## {heading}\n\n{text}" if heading else text


def _flat(text: str) -> str:
    return " ".join(text.split())
