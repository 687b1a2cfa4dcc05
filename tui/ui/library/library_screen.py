"""The library: the articles of a folder, to choose one, and all their passages, to find some."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Static

from ...config import Config, Folders
from ...library import HINT, Library
from ..commands import bindings, help_groups
from ..dialogs.help_dialog import HelpDialog
from ..key_queue import KeyQueue
from ..routes import OpenArticle, Quit, Route
from ..themes import ReaderTheme
from ..widgets.fields import VisibleInput
from ..widgets.footer import Footer
from ..widgets.rowlist import RowList
from ..widgets.search_panel import SearchPanel
from .article_list import ArticleList
from .bulk_tagger import BulkTagger
from .folder_search import FolderSearch
from .list_controller import ArticleListController

_GROUPS = ("Among the articles", "Narrowing the list", "In the search", "Among the hits")


class NarrowLine(Horizontal):
    """The line that narrows the list."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("narrow")


class FolderSearchPanel(SearchPanel):
    """A search whose hits take keys of their own once some of them are marked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("hits")

    def __init__(self) -> None:
        super().__init__()
        self.hits.can_focus = True


class LibraryScreen(Screen[Route]):
    """The list of a folder and its search; gives where to go from there."""

    DEFAULT_CSS = """
    LibraryScreen {
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
        self,
        library: Library,
        folders: Folders,
        config: Config,
        theme: ReaderTheme,
        keys: KeyQueue,
        hint: str = "",
    ) -> None:
        """`keys` are those that are typed; `hint` is what else there is to say about the folder."""
        super().__init__()
        self.library, self.folders, self.config, self.theme = library, folders, config, theme
        self.list = ArticleList()
        self.list.EMPTY = "looking into the folder …"
        self.line = VisibleInput(
            placeholder="Tab, then letters, narrows the list", select_on_focus=False, id="narrow"
        )
        self.panel = FolderSearchPanel()
        self.listing = ArticleListController(self, library, self.list, self.line, hint)
        self.search = FolderSearch(self, library, self.panel)
        own = keys, folders, config, self.search, self.listing
        self.tagging = BulkTagger(self, *own, self.toast)

    def compose(self) -> ComposeResult:
        """Where this is, the line, the list or the hits, the keys."""
        yield self.listing.where
        yield NarrowLine(Static("›", id="sign"), self.line)
        yield self.listing.reading
        yield self.list
        yield self.panel
        yield Footer()

    async def on_mount(self) -> None:
        """Show the folder; what changed in it is read in meanwhile."""
        await self.panel.mount_deferred()
        self.use_theme(self.theme)
        self.list.focus()
        self.run_worker(self.listing.read_in(), group="open")

    def use_theme(self, theme: ReaderTheme) -> None:
        """Take the colours of a theme for the tags."""
        self.theme = theme

        def color(tag: str) -> str:
            return theme.color(self.library.codebook.color_of(tag))

        self.list.color_of = color
        self.list.redraw()

    def toast(self, message: str, warn: bool = False) -> None:
        """Show a message in passing; never parsed as markup."""
        self.app.clear_notifications()
        self.notify(message, severity="warning" if warn else "information", timeout=6)

    # The list

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        if event.input is self.line:
            self.listing.narrow()

    def on_article_list_typed(self, event: ArticleList.Typed) -> None:
        """Begin to narrow the list with a letter."""
        self.line.value += event.letter
        self.action_narrow()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open what was clicked."""
        if event.rows is self.list:
            self.run_worker(self.action_open())

    def action_narrow(self) -> None:
        """Go to the line."""
        self.line.focus()
        self.line.cursor_position = len(self.line.value)

    def action_to_list(self) -> None:
        """Go to the list, narrowed as it is."""
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
        self.listing.sort_by_next()

    def action_stop(self) -> None:
        """Stop reading in; what was read can be searched, the rest comes the next time."""
        self.listing.is_stopped = True

    async def action_open(self) -> None:
        """Open the article under the cursor."""
        # Enter may come before the answer to what was typed last.
        await self.listing.narrowed()
        entry = self.list.current
        if entry and entry.unreadable:
            self.toast(entry.problem, warn=True)
        elif entry:
            self.dismiss(OpenArticle(entry.path, fallback_folder=self.library.folder))

    # The search

    def action_search(self) -> None:
        """Open the search line, or go back to it."""
        self.add_class("searching")
        self.panel.open(HINT)

    def on_search_panel_queried(self, event: SearchPanel.Queried) -> None:
        """Answer a query."""
        self.search.ask(event.query)

    def on_search_panel_looked(self, event: SearchPanel.Looked) -> None:
        """A click on a hit, or the cursor on another one: nothing follows it here."""

    async def on_search_panel_marked(self, event: SearchPanel.Marked) -> None:
        """Mark hits."""
        await self.search.mark(event.indices)

    def on_search_panel_left(self, event: SearchPanel.Left) -> None:
        """Go from marked hits back to the line, from there to the list."""
        if self.panel.hits.has_focus:
            self.panel.input.focus()
            return
        self.search.unmark()
        self.panel.close()
        self.remove_class("searching")
        self.list.focus()

    async def on_search_panel_chosen(self, event: SearchPanel.Chosen) -> None:
        """Open the article at the hit; where some are marked, a tag may go on them first."""
        # Enter may come before the answer to what was typed last.
        await self.search.answered()
        if self.search.marked and not self.panel.hits.has_focus:
            self.panel.hits.focus()
            self.toast(f"{self.search.marked} marked: t or a digit tags them, Enter opens one")
        elif request := self.search.at_cursor():
            self.dismiss(request)

    # Tagging what is marked

    def action_quick(self, digit: int) -> None:
        """Put the tag with a digit on all that is marked."""
        self.tagging.quick(digit)

    def action_tag(self) -> None:
        """Pick the tag for all that is marked; an unknown one is made."""
        self.tagging.pick()

    def action_undo(self) -> None:
        """Take back the last tag that was put on passages here, all of it."""
        self.tagging.undo()

    # Everywhere

    def action_choose_theme(self) -> None:
        """Choose a theme, seen at once."""
        self.app.run_worker(self.app.run_action("choose_theme"))

    def action_help(self) -> None:
        """Show the keys of this screen."""
        groups = help_groups(self.config.keys)
        self.app.push_screen(HelpDialog([group for group in groups if group[0] in _GROUPS]))

    def action_quit(self) -> None:
        """Leave the program."""
        self.listing.is_stopped = True
        self.dismiss(Quit())
