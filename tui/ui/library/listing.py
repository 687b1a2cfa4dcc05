"""The library: the articles of a folder, to choose one, and all their passages, to find some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, Static

from ...config import Config, Folders
from ...library import Library, ListEntry
from ...model.errors import ReaderError
from ..background import in_background
from ..commands import bindings, help_groups
from ..dialogs.help import HelpScreen
from ..display import one_line
from ..fit import bar
from ..routes import OpenArticle, Quit, Route
from ..themes import ReaderTheme
from ..widgets.fields import VisibleInput
from ..widgets.footer import Footer
from ..widgets.rowlist import RowList
from ..widgets.search_panel import SearchPanel
from .article_list import SORTS, ArticleList

if TYPE_CHECKING:
    from ...search.searcher import Searcher

_GROUPS = ("Among the articles", "Narrowing the list", "In the search", "Among the hits")
_LOOK = 0.2
"""Seconds between two looks at how far the reading has come."""
_LIST_EVERY = 5
"""Looks between two in which the list shows what was read meanwhile."""


class NarrowLine(Horizontal):
    """The line that narrows the list."""


class ArticleListScreen(Screen[Route]):
    """The list: shown at once, completed while articles are read in, sorted and narrowed."""

    DEFAULT_CSS = """
    ArticleListScreen {
        #where { height: auto; padding: 0 1; background: $panel; }
        NarrowLine { height: 1; padding: 0 1; }
        NarrowLine #sign { width: 2; color: $accent; text-style: bold; }
        NarrowLine Input, NarrowLine Input:focus {
            border: none; height: 1; padding: 0; background: transparent; width: 1fr;
        }
        #reading { height: 1; padding: 0 1; color: $text-muted; display: none; }
        #reading.open { display: block; }
        ArticleList { padding: 0 1; }
        SearchPanel { height: 1fr; border-top: none; }
        &.searching NarrowLine, &.searching ArticleList { display: none; }
    }
    """

    def __init__(
        self, library: Library, folders: Folders, config: Config, theme: ReaderTheme, hint: str = ""
    ) -> None:
        super().__init__()
        self.library, self.folders, self.config, self.theme = library, folders, config, theme
        self.hint, self.order = hint, "name"
        own = config.keys, config.aliases
        self.list = ArticleList(bindings("library", *own))
        self.list.EMPTY = "looking into the folder …"
        self.line = VisibleInput(
            placeholder="Tab, then letters, narrows the list", select_on_focus=False, id="narrow"
        )
        self.narrowing = NarrowLine(Static("›", id="sign"), self.line)
        self.narrowing._bindings = bindings("narrow", *own)
        self.panel = SearchPanel(bindings("search", *own))
        self.entries: list[ListEntry] = []
        self._titles: tuple[list[ListEntry], Searcher] | None = None
        self._looks = self._done = self._total = 0
        self._timer: Timer | None = None
        self._stopped = False

    def compose(self) -> ComposeResult:
        """Where this is, the line, the list or the hits, the keys."""
        yield Static("", id="where", markup=False)
        yield self.narrowing
        yield Static("", id="reading", markup=False)
        yield self.list
        yield self.panel
        yield Footer()

    async def on_mount(self) -> None:
        """See begin."""
        await self.panel.mount_deferred()
        self.begin()

    def begin(self) -> None:
        """Show the folder; what changed in it is read in meanwhile."""
        self.use_theme(self.theme)
        self.list.focus()
        self.run_worker(self._open(), group="open")

    def use_theme(self, theme: ReaderTheme) -> None:
        """Take the colours of a theme for the tags."""
        self.theme = theme

        def color(tag: str) -> str:
            return theme.color(self.library.codebook.color_of(tag))

        self.list.color_of = color
        self.list.redraw()

    # Reading in

    async def _open(self) -> None:
        try:
            await in_background(self.library.scan)
        except ReaderError as error:
            self.list.EMPTY = one_line(str(error))
            self.list.redraw()
            return
        self.list.EMPTY = "No article is like that: Backspace widens the list, Esc shows all."
        await self.show_all()
        self._total = self.library.stale()
        if self._total:
            self._timer = self.set_interval(_LOOK, self._look)
            await in_background(self.library.update, self._tick, lambda: self._stopped)
            self._timer.stop()
            await self.show_all()
        self.query_one("#reading", Static).remove_class("open")
        await in_background(self.library.collection.finder.searcher.warm)

    def _tick(self, done: int, total: int) -> None:
        self._done = done

    def _look(self) -> None:
        """Show how far the reading in has come."""
        stop = "stopping …" if self._stopped else "x stops"
        if self._done == self._total:
            stop = "making the index …"
        done, total = self._done, self._total
        line = f"reading {done:,} of {total:,}  {bar(done / total, 20)}  {stop}"
        reading = self.query_one("#reading", Static)
        reading.update(Content(line))
        reading.add_class("open")
        self._looks += 1
        if self._looks % _LIST_EVERY == 0 and not self.line.value:
            self.run_worker(self.show_all(), group="list", exclusive=True)

    def action_stop(self) -> None:
        """Stop reading in; what was read can be searched, the rest comes the next time."""
        self._stopped = True

    # The list

    async def show_all(self) -> None:
        """Show the articles as far as they are known; what narrows them is made afterwards."""
        self.entries = entries = await in_background(self.library.entries)
        await self._narrow("" if self._titles is None else self.line.value)
        self._show_where()
        self._titles = entries, await in_background(_titles, entries)
        if self.line.value:
            await self._narrow(self.line.value)

    def _show_where(self) -> None:
        entries = self.entries
        name = one_line(self.library.folder.resolve().name or "/")
        noted = sum(entry.annotations for entry in entries)
        counts = [_count(len(entries), "article"), _count(noted, "note")]
        passages = len(self.library.collection.passages.index)
        counts.insert(1, _count(passages, "passage"))
        where = Content.assemble(
            (name, "bold $primary"), (f"  {' · '.join(counts)} · by {self.order}", "$text-muted")
        )
        for line in filter(None, (self.hint, self._unused(), self._left_out())):
            where += Content.styled(f"\n{line}", "$text-muted")
        self.query_one("#where", Static).update(where)

    def _unused(self) -> str:
        """One line on the notes files that no article uses, "" where there is none."""
        strays = self.library.strays
        if not strays:
            return ""
        first = one_line(strays[0].notes.name)
        more = f" and {len(strays) - 1:,} more" if len(strays) > 1 else ""
        return f"Notes without their article: {first}{more}; reader check tells what to do."

    def _left_out(self) -> str:
        """One line on the links that lead out of the folder, "" where there is none."""
        links = self.library.outside
        if not links:
            return ""
        verb = f"and {len(links) - 1:,} more lead" if len(links) > 1 else "leads"
        return f"{one_line(links[0].name)} {verb} out of the folder by a link: left out here."

    async def _narrow(self, query: str) -> None:
        here = self.list.current
        shown: Sequence[ListEntry] = sorted(self.entries, key=SORTS[self.order])  # type: ignore[arg-type]
        if query.strip() and self._titles:
            entries, titles = self._titles
            hits = await in_background(titles.search, query, 500)
            strong = [hit for hit in hits if not hit.weak] or hits
            shown = [entries[hit.item] for hit in strong]
        at = 0
        if not query.strip() and here:
            at = next((i for i, entry in enumerate(shown) if entry.path == here.path), 0)
        self.list.set_items(shown, at)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list; an older query that is still at it is dropped."""
        if event.input is self.line:
            self.run_worker(self._narrow(event.value), group="list", exclusive=True)

    def on_article_list_typed(self, event: ArticleList.Typed) -> None:
        """A letter begins to narrow the list."""
        self.line.value += event.letter
        self.action_narrow()

    def action_narrow(self) -> None:
        """To the line."""
        self.line.focus()
        self.line.cursor_position = len(self.line.value)

    def action_to_list(self) -> None:
        """To the list, narrowed as it is."""
        self.list.focus()

    def action_widen(self) -> None:
        """Show all articles again."""
        self.line.value = ""
        self.list.focus()

    def action_step(self, by: int) -> None:
        """Move in the list."""
        self.list.step(by)

    def action_sort(self) -> None:
        """Sort by the next of name, date, notes and progress."""
        names = list(SORTS)
        self.order = names[(names.index(self.order) + 1) % len(names)]
        self._show_where()
        self.run_worker(self._narrow(self.line.value), group="list", exclusive=True)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click opens."""
        if event.rows is self.list:
            self.run_worker(self.action_open())

    async def action_open(self) -> None:
        """Open the article under the cursor."""
        # Enter may come before the answer to what was typed last.
        await self.workers.wait_for_complete(
            [worker for worker in self.workers if worker.node is self and worker.group == "list"]
        )
        entry = self.list.current
        if entry and entry.unreadable:
            self.tell(entry.problem, warn=True)
        elif entry:
            self.dismiss(OpenArticle(entry.path, otherwise=self.library.folder))

    # Everywhere

    def tell(self, message: str, warn: bool = False) -> None:
        """Say something in passing; never parsed as markup."""
        self.app.clear_notifications()
        self.notify(message, severity="warning" if warn else "information", timeout=6)

    def action_choose_theme(self) -> None:
        """Choose a theme, seen at once."""
        self.app.run_worker(self.app.run_action("choose_theme"))

    def action_help(self) -> None:
        """The keys of this screen."""
        groups = help_groups(self.config.keys)
        self.app.push_screen(HelpScreen([group for group in groups if group[0] in _GROUPS]))

    def action_quit(self) -> None:
        """Leave the program."""
        self._stopped = True
        self.dismiss(Quit())


def _titles(entries: Sequence[ListEntry]) -> Searcher:
    """A search over what the list is narrowed by: titles, names, publications and tags."""
    from ...search.build import build_index
    from ...search.searcher import Searcher

    about = ([e.title, e.name, e.publisher, e.date, *e.tags] for e in entries)
    return Searcher(build_index(" \n".join(words) for words in about))


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
