"""The articles of a folder in a list: read in while it is shown, sorted, and narrowed by a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from ...library import Library, ListEntry
from ...model.errors import ReaderError
from ..background import in_background
from ..display import one_line
from ..fit import progress_bar
from ..widgets.choice_list import Choice
from ..widgets.fields import VisibleInput
from .article_list import SORTS, ArticleList

if TYPE_CHECKING:
    from ...search.searcher import Searcher

_LOOK = 0.2
"""Seconds between two looks at how far the reading has come."""
_LIST_EVERY = 5
"""Looks between two in which the list shows what was read meanwhile."""
_MOST = 500
"""The most articles that a narrowed list shows."""


class ArticleListController:
    """Shows the articles as far as they are known; `where` says what folder it is, `reading` how
    far reading them in has come.
    """

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        rows: ArticleList,
        line: VisibleInput,
        hint: str = "",
    ) -> None:
        self._screen, self._rows, self._line = screen, rows, line
        self.library = library
        self._hint = hint
        self.where = Static("", id="where", markup=False)
        self.reading = Static("", id="reading", markup=False)
        self.order, self.entries = "name", list[ListEntry]()
        self.is_stopped = False
        """Whether no more is to be read in; the rest comes the next time."""
        self._titles: tuple[list[ListEntry], Searcher] | None = None
        self._looks = self._done = self._total = 0
        self._timer: Timer | None = None

    # Reading in

    async def read_in(self) -> None:
        """Show the folder, then read in what changed in it."""
        try:
            await in_background(self.library.scan)
        except ReaderError as error:
            self._rows.EMPTY = one_line(str(error))
            self._rows.redraw()
            return
        self._rows.EMPTY = "No article is like that: Backspace widens the list, Esc shows all."
        await self.show_all()
        self._total = self.library.stale()
        if self._total:
            self._timer = self._screen.set_interval(_LOOK, self._look)
            await in_background(self.library.update, self._tick, lambda: self.is_stopped)
            self._timer.stop()
            await self.show_all()
        self.reading.remove_class("open")
        await in_background(self.library.collection.finder.searcher.warm)

    def _tick(self, done: int, total: int) -> None:
        self._done = done

    def _look(self) -> None:
        """Show how far the reading in has come."""
        stop = "stopping …" if self.is_stopped else "x stops"
        if self._done == self._total:
            stop = "making the index …"
        done, total = self._done, self._total
        line = f"reading {done:,} of {total:,}  {progress_bar(done / total, 20)}  {stop}"
        self.reading.update(Content(line))
        self.reading.add_class("open")
        self._looks += 1
        if self._looks % _LIST_EVERY == 0 and not self._line.value:
            self._screen.run_worker(self.show_all(), group="list", exclusive=True)

    # The list

    async def show_all(self) -> None:
        """Show the articles as far as they are known; what narrows them is made afterwards."""
        self.entries = entries = await in_background(self.library.entries)
        await self._narrow("" if self._titles is None else self._line.value)
        self._show_where()
        self._titles = entries, await in_background(_titles, entries)
        if self._line.value:
            await self._narrow(self._line.value)

    def narrow(self) -> None:
        """Narrow the list by what the line says; an older query that is still at it is dropped."""
        work = self._narrow(self._line.value)
        self._screen.run_worker(work, group="list", exclusive=True)

    async def narrowed(self) -> None:
        """Wait until the list is what the line says."""
        workers = self._screen.workers
        listing = [w for w in workers if w.node is self._screen and w.group == "list"]
        if listing:
            await workers.wait_for_complete(listing)

    def sort_by_next(self) -> None:
        """Sort by the next of name, date, notes and progress."""
        names = list(SORTS)
        self.order = names[(names.index(self.order) + 1) % len(names)]
        self._show_where()
        self.narrow()

    async def _narrow(self, query: str) -> None:
        here = self._rows.current
        shown: Sequence[ListEntry] = sorted(self.entries, key=SORTS[self.order])  # type: ignore[arg-type]
        if query.strip() and self._titles:
            entries, titles = self._titles
            hits = await in_background(titles.search, query, _MOST)
            strong = [hit for hit in hits if not hit.weak] or hits
            shown = [entries[hit.item] for hit in strong]
        at = 0
        if not query.strip() and here:
            at = next((i for i, entry in enumerate(shown) if entry.path == here.path), 0)
        self._rows.set_items(shown, at)

    def tags(self) -> list[Choice]:
        """The tags of the codebook, then others that are in use, to choose from."""
        book = self.library.codebook
        used = {tag for entry in self.entries for tag in entry.tags}
        names = dict.fromkeys([*(tag.name for tag in book.tags), *sorted(used)])
        return [
            Choice(
                id=name,
                label=name,
                detail=tag.description if (tag := book.by_name.get(name)) else "",
                color=self._rows.color_of(name),
            )
            for name in names
        ]

    # Where this is

    def _show_where(self) -> None:
        entries, library = self.entries, self.library
        name = one_line(library.folder.resolve().name or "/")
        name = "the named files" if library.files else name
        noted = sum(entry.annotations for entry in entries)
        counts = [_count(len(entries), "article"), _count(noted, "note")]
        counts.insert(1, _count(len(library.collection.passages.index), "passage"))
        about = f"  {' · '.join(counts)} · by {self.order}"
        where = Content.assemble((name, "bold $primary"), (about, "$text-muted"))
        for line in filter(None, (self._hint, self._unused(), self._left_out())):
            where += Content.styled(f"\n{line}", "$text-muted")
        self.where.update(where)

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


def _titles(entries: Sequence[ListEntry]) -> Searcher:
    """A search over what the list is narrowed by: titles, names, publications and tags."""
    from ...search.index import build_index
    from ...search.searcher import Searcher

    about = ([e.title, e.name, e.publisher, e.date, *e.tags] for e in entries)
    return Searcher(build_index(" \n".join(words) for words in about))


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
