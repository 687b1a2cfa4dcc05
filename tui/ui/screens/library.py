"""The articles of a folder, to choose one to read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from ... import config as settings
from ...config import Config, Folders
from ...model.errors import ReaderError
from ...readers import listing, read
from ...store import files, places
from ..aside import aside
from ..display import one_line
from ..fit import pad
from ..widgets.rowlist import CURSOR, RowList


@dataclass(frozen=True, slots=True)
class Entry:
    """One article: its file, and (once it was looked into) title, words and annotations."""

    path: Path
    title: str = ""
    words: int = 0
    annotations: int = 0
    problem: str = ""


def look_into(path: Path, folders: Folders, config: Config) -> Entry:
    """What the list says of an article."""
    folders = settings.folders_for(path, folders, config)
    try:
        document = read(path)
        place = places.notes_place(path, document.text_sha256, folders.data)
        loaded = files.load(place.path)
    except ReaderError as error:
        return Entry(path, problem=str(error))
    title = loaded.notes.document.title or document.title
    words = len(document.text.split())
    return Entry(path, title, words, len(loaded.notes.annotations), loaded.problem)


class ArticleList(RowList[Entry]):
    """One line an article."""

    def draw(self, item: Entry, index: int, width: int) -> list[Content]:
        """File name, title, length, annotations."""
        name_room = max(16, min(40, width // 3))
        facts = f"{item.words:>7,} words" if item.words else " " * 13
        word = "notes" if item.annotations > 1 else "note "
        noted = f"{item.annotations:>5} {word}" if item.annotations else " " * 11
        title = item.problem or item.title
        room = max(4, width - name_room - len(facts) - len(noted) - 5)
        line = Content.assemble(
            ("▸ " if index == self.cursor else "  ", "$accent"),
            (pad(one_line(item.path.name), name_room) + " ", "bold"),
            (pad(one_line(title), room), "$error" if item.problem else ""),
            (facts, "$text-muted"),
            (noted + " ", "$accent"),
        )
        return [line.stylize(CURSOR) if index == self.cursor else line]


class LibraryScreen(Screen[Path | None]):
    """Lists what can be read; the bundled samples where there is nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "open", "Open", key_display="Enter"),
        Binding("ctrl+t", "app.choose_theme", "Theme", key_display="Ctrl+T"),
        Binding("q,ctrl+q,escape", "quit", "Quit", key_display="q"),
    ]
    DEFAULT_CSS = """
    LibraryScreen #where { height: auto; padding: 1 2 1 4; }
    LibraryScreen ArticleList { padding: 0 2; }
    """

    def __init__(self, folder: Path, paths: list[Path], folders: Folders, config: Config) -> None:
        super().__init__()
        self.folder, self.paths, self.folders, self.config = folder, paths, folders, config
        self.list = ArticleList(id="articles")

    def compose(self) -> ComposeResult:
        """Where this is, the list, the keys."""
        yield Static("", id="where")
        yield self.list
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """List the folder; look into the articles afterwards."""
        paths = self.paths
        where = Content.assemble(
            ("reader  ", "bold $primary"), one_line(self.folder.resolve().name or "/")
        )
        if not paths:
            paths = listing(settings.sample(self.folders))
            where += Content.styled(
                "\nNothing to read here (.txt or .md): these are the samples that come along.",
                "$text-muted",
            )
        self.query_one("#where", Static).update(where)
        self.list.set_items([Entry(path) for path in paths])
        self.list.focus()
        self.run_worker(self._look(paths))

    async def _look(self, paths: list[Path]) -> None:
        for index, path in enumerate(paths):
            entry = await aside(look_into, path, self.folders, self.config)
            entries = list(self.list.items)
            entries[index] = entry
            self.list.set_items(entries)

    def on_row_list_chosen(self) -> None:
        """A click opens."""
        self.action_open()

    def action_open(self) -> None:
        """Open the article under the cursor."""
        if self.list.current:
            self.dismiss(self.list.current.path)

    def action_quit(self) -> None:
        """Leave the program."""
        self.dismiss(None)
