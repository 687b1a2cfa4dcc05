"""A folder with articles on ferries and fog, and its library."""

from __future__ import annotations

import os
from pathlib import Path

from tui.config import Config, folders
from tui.library import Library
from tui.model import edits
from tui.model.document import Span
from tui.session import Session
from tui.session.open_session import open_session

FERRY = "The ferry left late\n\nBy Ada Finch\n\nNobody saw the lighthouse. The mayor denied it.\n"
FOG = "Fog over the estuary\n\nGulls sat on the ferry. The lighthouse keeper said nothing.\n"


def shore_in(folder: Path) -> Path:
    """A folder with two articles, one of them in a folder below."""
    shore = folder / "shore"
    (shore / "north").mkdir(parents=True)
    write(shore / "ferry.txt", FERRY)
    write(shore / "north" / "fog.txt", FOG)
    return shore


def write(path: Path, text: str, back: float = 3600) -> Path:
    """A file whose times are not those of this moment, as it is with most."""
    path.write_text(text, encoding="utf-8")
    when = path.stat().st_mtime - back
    os.utime(path, (when, when))
    return path


def library(folder: Path) -> Library:
    """The library of a folder, with all of its articles read."""
    return Library(folder, folders(), Config()).ready()


def found(from_: Library | Path, line: str) -> list[str]:
    """The texts of the strong hits, best first."""
    collection = (from_ if isinstance(from_, Library) else library(from_)).collection
    return [collection.text(hit.item) for hit in collection.finder.find(line) if not hit.weak]


def annotate(path: Path, quote: str, author: str = "", **said: object) -> Session:
    """Annotate the first occurrence of some words of an article; the saved session."""
    session = open_session(path, folders=folders(), config=Config(author=author))
    start = session.document.text.index(quote)
    session.apply(edits.annotate(session.state, Span(start, start + len(quote)), **said))  # type: ignore[arg-type]
    session.save()
    return session
