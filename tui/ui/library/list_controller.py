"""ArticleListController: reads the articles of a folder, and sorts and narrows their list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from ...library import Library, ListEntry
from ...library.coding_state import QUEUES
from ...model.errors import ReaderError
from ..background import in_background
from ..display import one_line
from ..fit import progress_bar
from ..widgets.choice_list import Choice
from ..widgets.fields import VisibleInput
from .article_list import SORT_KEYS, ArticleList

if TYPE_CHECKING:
    from ...search.searcher import Searcher

_PROGRESS_INTERVAL = 0.2
"""Seconds between two updates of the progress line."""
_LIST_INTERVAL = 5
"""The list shows the articles read meanwhile with every fifth update of the progress line."""
_MOST = 500
"""The most articles that a narrowed list shows."""
_NO_ARTICLE = "No article matches: Backspace widens the list, Esc shows all."


class ArticleListController:
    """Fills the list of articles, the header above it and the line with the progress of reading."""

    def __init__(
        self,
        screen: Screen[Any],
        library: Library,
        rows: ArticleList,
        line: VisibleInput,
        hint: str = "",
        at: Path | None = None,
    ) -> None:
        """`line` is the field to narrow the list with; `hint` is shown in the header.

        The cursor begins on the article with the path `at`, if there is one.
        """
        self._screen, self._rows, self._line = screen, rows, line
        self.library = library
        self._hint, self._at = hint, at.absolute() if at else None
        self.header = Static("", id="header", markup=False)
        self.progress_line = Static("", id="progress", markup=False)
        self.order, self.entries = "name", list[ListEntry]()
        self.queue = ""
        """The name of the queue whose articles alone are listed, "" for all."""
        self.is_stopped = False
        """Whether the user stopped the reading; the next visit of the folder continues it."""
        self._titles: tuple[list[ListEntry], Searcher] | None = None
        """The articles and the searcher that narrows them, once it has been built."""
        self._updates = self._done = self._total = 0
        self._timer: Timer | None = None

    # Reading the articles

    async def read_articles(self) -> None:
        """Show the articles of the folder, and read those that are new or have changed."""
        try:
            await in_background(self.library.scan)
        except ReaderError as error:
            self._rows.EMPTY = one_line(str(error))
            self._rows.redraw()
            return
        self._rows.EMPTY = self._empty_text
        await self.show_all()
        self._total = self.library.stale()
        if self._total:
            self._timer = self._screen.set_interval(_PROGRESS_INTERVAL, self._show_progress)
            await in_background(self.library.update, self._set_done, lambda: self.is_stopped)
            self._timer.stop()
            await self.show_all()
        self.progress_line.remove_class("open")
        await in_background(self.library.collection.finder.searcher.warm)

    def _set_done(self, done: int, total: int) -> None:
        self._done = done

    def _show_progress(self) -> None:
        """Show how many articles have been read; now and then, update the list."""
        stop = "stopping …" if self.is_stopped else "Ctrl+X stops"
        if self._done == self._total:
            stop = "making the index …"
        done, total = self._done, self._total
        line = f"reading {done:,} of {total:,}  {progress_bar(done / total, 20)}  {stop}"
        self.progress_line.update(Content(line))
        self.progress_line.add_class("open")
        self._updates += 1
        if self._updates % _LIST_INTERVAL == 0 and not self._line.value:
            self._screen.run_worker(self.show_all(), group="list", exclusive=True)

    # The list

    async def show_all(self) -> None:
        """Show the articles that are known by now, and build the searcher that narrows them."""
        self.entries = entries = await in_background(self.library.entries)
        await self._narrow("" if self._titles is None else self._line.value)
        self._show_header()
        self._titles = entries, await in_background(_title_searcher, entries)
        if self._line.value:
            await self._narrow(self._line.value)

    def narrow(self) -> None:
        """Narrow the list by the text of the line; an unfinished older query is cancelled."""
        work = self._narrow(self._line.value)
        self._screen.run_worker(work, group="list", exclusive=True)

    async def wait_until_narrowed(self) -> None:
        """Wait until the list shows the answer to the text of the line."""
        workers = self._screen.workers
        listing = [w for w in workers if w.node is self._screen and w.group == "list"]
        if listing:
            await workers.wait_for_complete(listing)

    def sort_by_next(self) -> None:
        """Sort by the next of name, date, notes and progress."""
        names = list(SORT_KEYS)
        self.order = names[(names.index(self.order) + 1) % len(names)]
        self._rows.order = self.order
        self._show_header()
        self.narrow()

    def show_next_queue(self) -> None:
        """List the articles of the user's next queue, or all after the last one."""
        names = list(QUEUES)
        self.show_queue(names[(names.index(self.queue) + 1) % len(names)])

    def widen(self) -> bool:
        """List all articles again; returns False if they are listed already."""
        is_narrow = bool(self.queue or self._line.value)
        self.show_queue("")
        self._line.value = ""
        return is_narrow

    def show_queue(self, name: str) -> None:
        """List only the articles of a queue, or all for ""."""
        self.queue = name
        self._rows.EMPTY = self._empty_text
        self._show_header()
        self.narrow()

    async def _narrow(self, query: str) -> None:
        """Show the articles that match a query, or all; then the cursor stays on its article."""
        current = self._rows.current
        shown: Sequence[ListEntry] = sorted(self.entries, key=SORT_KEYS[self.order])  # type: ignore[arg-type]
        if query.strip() and self._titles:
            entries, titles = self._titles
            most = len(entries) if self.queue else _MOST
            hits = await in_background(titles.search, query, most)
            hits = [hit for hit in hits if self._is_in_queue(entries[hit.item])][:_MOST]
            strong = [hit for hit in hits if not hit.weak] or hits
            shown = [entries[hit.item] for hit in strong]
        elif self.queue:
            shown = list(filter(self._is_in_queue, shown))
        at = current.path.absolute() if current else self._at
        cursor = 0
        if not query.strip() and at:
            same_name = (i for i, entry in enumerate(shown) if entry.path.name == at.name)
            cursor = next((i for i in same_name if shown[i].path.absolute() == at), 0)
        self._rows.set_items(shown, cursor)

    @property
    def _empty_text(self) -> str:
        return f"No article here is {self.queue}: Esc shows all." if self.queue else _NO_ARTICLE

    def _is_in_queue(self, entry: ListEntry) -> bool:
        return QUEUES[self.queue](entry.coding, self.library.config.author)

    @property
    def query(self) -> str:
        """The queue and the text that narrow the list; "" while all articles are listed."""
        return " ".join(filter(None, (self.queue, self._line.value.strip())))

    @property
    def listed_names(self) -> set[str]:
        """The names of the articles in the list."""
        return {entry.name for entry in self._rows.items}

    @property
    def listed_paths(self) -> dict[str, Path]:
        """The paths of the articles in the list, by their names."""
        names = self.listed_names
        return {one.name: one.path for one in self.library.articles if one.name in names}

    def tag_choices(self) -> list[Choice]:
        """The tags of the codebook and then all others in use, as choices for a picker."""
        book = self.library.codebook
        used = {tag for entry in self.entries for tag in entry.tags}
        names = dict.fromkeys([*(tag.name for tag in book.tags), *sorted(used)])
        return [
            Choice(
                id=name,
                label=name,
                detail=tag.description if (tag := book.by_name.get(name)) else "",
                color=self._rows.color_of(name),
                mark=book.label_of(name),
            )
            for name in names
        ]

    # The header

    def _show_header(self) -> None:
        """Show the folder's name, its counts, the order of the list, and lines about problems."""
        entries, library = self.entries, self.library
        name = one_line(library.folder.resolve().name or "/")
        name = "the named files" if library.files else name
        counts = (
            _count(len(entries), "article"),
            _count(len(library.collection.passages.index), "passage"),
            _count(sum(entry.annotations for entry in entries), "note"),
        )
        only = f" · only {self.queue}" if self.queue else ""
        summary = f"  {' · '.join(counts)} · by {self.order}{only}"
        header = Content.assemble((name, "bold $primary"), (summary, "$text-muted"))
        for line in filter(None, (self._hint, self._stray_notes(), self._skipped_links())):
            header += Content.styled(f"\n{line}", "$text-muted")
        self.header.update(header)

    def _stray_notes(self) -> str:
        """One line about the notes files without an article; "" if there are none."""
        strays = self.library.strays
        if not strays:
            return ""
        first = one_line(strays[0].notes.name)
        more = f" and {len(strays) - 1:,} more" if len(strays) > 1 else ""
        return f"Notes without their article: {first}{more}; reader check tells what to do."

    def _skipped_links(self) -> str:
        """One line about the symbolic links that lead out of the folder; "" if there are none."""
        links = self.library.outside
        if not links:
            return ""
        verb = f"and {len(links) - 1:,} more lead" if len(links) > 1 else "leads"
        return f"{one_line(links[0].name)} {verb} out of the folder by a link: left out here."


def _title_searcher(entries: Sequence[ListEntry]) -> Searcher:
    """A searcher for the articles' titles, file names, publishers, dates and tags."""
    from ...search.index import build_index
    from ...search.searcher import Searcher

    fields = ([e.title, e.name, e.publisher, e.date, *e.tags] for e in entries)
    return Searcher(build_index(" \n".join(words) for words in fields))


def _count(number: int, word: str) -> str:
    """A number with its noun, such as "1 article" or "2,000 articles"."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
