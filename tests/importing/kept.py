"""What an import leaves in a folder, read as the program reads it; and the files to import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tui.cli import run
from tui.model.anchoring.settlement import resolve_all
from tui.model.annotation_changes import selector
from tui.model.codebook import Codebook
from tui.model.file_names import NOTES_SUFFIX
from tui.readers import read
from tui.readers.folders import listing
from tui.store import codebook_file as codebooks
from tui.store import notes_files

FILES = Path(__file__).with_name("files")


@dataclass(frozen=True)
class Kept:
    """An annotation in the folder: its article, what it lies on, its state, and what it says."""

    article: str
    text: str
    state: str
    tags: tuple[str, ...] = ()
    speaker: str = ""
    note: str = ""


def taken_over(path: Path, folder: Path, code: int = 0) -> list[Kept]:
    """Import a file into a folder; the annotations there afterwards, article by article."""
    assert run(["import", str(path), "--into", str(folder)]) == code
    return annotations(folder)


def annotations(folder: Path) -> list[Kept]:
    """The annotations of all articles in a folder."""
    found = []
    for article in listing(folder):
        text = read(article).text
        loaded = notes_files.load(article.with_name(article.name + NOTES_SUFFIX))
        assert not loaded.problem
        names = {source.id: source.name for source in loaded.value.sources}
        made = loaded.value.annotations
        for one, anchor in zip(made, resolve_all(list(map(selector, made)), text), strict=True):
            place = text[anchor.start : anchor.end]
            speaker = names.get(one.source, "")
            found.append(Kept(article.name, place, anchor.state, one.tags, speaker, one.note))
    return found


def codebook(folder: Path) -> Codebook:
    """The codebook in a folder."""
    return codebooks.loads((folder / "codebook.toml").read_bytes(), "")


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder but for locks, by name."""
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".")}
