"""LibraryScreen: lists the articles of a folder, and searches all their passages."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Static

from ...config import Config, Folders
from ...library import HINT, Library
from ..commands import COMMANDS_BY_ID, bindings, default_keys, help_groups, key_label, keys_of
from ..dialogs.help_dialog import HelpDialog
from ..key_queue import KeyQueue
from ..messages import tell
from ..routes import OpenArticle, Quit, Route
from ..themes import ReaderTheme
from ..widgets.fields import VisibleInput
from ..widgets.footer import Footer
from ..widgets.message_line import MessageLine
from ..widgets.rowlist import RowList
from ..widgets.search_panel import SearchPanel
from .article_list import ArticleList
from .bulk_tagger import BulkTagger
from .command_runner import CommandRunner
from .copy_lister import CopyLister
from .folder_exporter import FolderExporter
from .folder_search import FolderSearch
from .list_controller import ArticleListController
from .rule_coder import RuleCoder
from .saved_search_opener import SavedSearchOpener

_GROUPS = ("Among the articles", "In the search", "Among the hits")
"""The groups of the keys of this screen, as the help lists them."""


class NarrowLine(Horizontal):
    """The line with the field that narrows the list, with the keys of the list."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("library")


class FolderSearchPanel(SearchPanel):
    """A search panel whose list of hits can have the focus, for the keys that tag marked hits."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("hits")

    def __init__(self) -> None:
        super().__init__()
        self.hits.can_focus = True


class LibraryScreen(Screen[Route]):
    """Shows the articles of a folder or hits in them, and returns the route to the chosen one."""

    DEFAULT_CSS = """
    LibraryScreen {
        #header { height: auto; padding: 0 1; background: $panel; }
        NarrowLine { height: 1; padding: 0 1; }
        NarrowLine #sign { width: 2; color: $accent; text-style: bold; }
        NarrowLine Input, NarrowLine Input:focus {
            border: none; height: 1; padding: 0; background: transparent; width: 1fr;
        }
        #progress { height: 1; padding: 0 1; color: $text-muted; display: none; }
        #progress.open { display: block; }
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
        at: Path | None = None,
    ) -> None:
        """`keys` is the app's key queue; `hint` is shown in the header.

        The cursor begins on the article with the path `at`, if there is one.
        """
        super().__init__()
        self.library, self.folders, self.config, self.theme = library, folders, config, theme
        self.list = ArticleList()
        self.list.EMPTY = "looking into the folder …"
        self.line = VisibleInput(
            placeholder="type to narrow the list", select_on_focus=False, id="narrow"
        )
        self.line.command_keys = default_keys("library")
        self.panel = FolderSearchPanel()
        self.controller = ArticleListController(self, library, self.list, self.line, hint, at)
        self.search = FolderSearch(self, library, self.panel)
        self.tagger = BulkTagger(
            self, keys, folders, config, self.search, self.controller, self.toast
        )
        self.commands = CommandRunner(self, keys, self.toast)
        self.rules = RuleCoder(self.commands, folders, config, self.controller, self.tagger)
        self.copies = CopyLister(self, self.commands, folders, config, library)
        self.saved = SavedSearchOpener(self.commands, library, self.search, self._open_panel)
        self.first_search = ""
        """The name of a saved search that is opened once the articles are read; "" for none."""
        self.exporter = FolderExporter(self, keys, folders, config, self.controller, self.toast)

    def compose(self) -> ComposeResult:
        """Yield the header, the line that narrows the list, the list or the search, the footer."""
        yield self.controller.header
        yield NarrowLine(Static("›", id="sign"), self.line)
        yield self.controller.progress_line
        yield self.list
        yield self.panel
        yield Footer()
        yield MessageLine(classes="over-footer")

    def on_mount(self) -> None:
        """Focus the line above the list, and read the articles in the background."""
        self.use_theme(self.theme)
        self.line.focus()
        self.run_worker(self._begin(), group="open")

    async def _begin(self) -> None:
        await self.controller.read_articles()
        if self.first_search:
            self.commands.start(self.saved.open(self.first_search))

    def use_theme(self, theme: ReaderTheme) -> None:
        """Show the tags in the colours of a theme."""
        self.theme = theme

        def color(tag: str) -> str:
            return theme.color(self.library.codebook.color_of(tag))

        self.list.color_of = color
        self.list.redraw()

    def toast(self, message: str, warn: bool = False) -> None:
        """Show a message for some seconds, in place of an earlier one."""
        tell(self.app, message, warn)

    # The list

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list by the text of the line."""
        if event.input is self.line:
            self.controller.narrow()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the article that was clicked."""
        if event.rows is self.list:
            self.run_worker(self.action_open())

    def action_widen(self) -> None:
        """Show all articles again; if all are shown, tell how to quit."""
        if not self.controller.widen():
            quit_keys = keys_of(COMMANDS_BY_ID["library-quit"], self.config.keys)
            self.toast(f"all articles are shown; {key_label(quit_keys[0])} quits")

    def action_queue(self) -> None:
        """List only the articles that are unread, mine, done, in disagreement or assigned."""
        self.controller.show_next_queue()

    def action_step(self, by: int) -> None:
        """Move the cursor of the list by some rows."""
        self.list.step(by)

    def action_page(self, pages: int) -> None:
        """Move the cursor of the list by some pages."""
        self.list.action_page(pages)

    def action_end(self, direction: int) -> None:
        """Move the cursor to the first article (-1) or the last (1)."""
        self.list.action_end(direction)

    def action_sort(self) -> None:
        """Sort by the next of name, date, notes and progress."""
        self.controller.sort_by_next()

    def action_export(self) -> None:
        """Export the articles in the list."""
        self.exporter.start()

    def action_copies(self) -> None:
        """List the articles that have text in common."""
        self.commands.start(self.copies.list())

    def action_agreement(self) -> None:
        """Show how far the analysts agree on the listed articles."""
        from .agreement_lister import show_agreement

        self.commands.start(show_agreement(self))

    def action_saved_searches(self) -> None:
        """List the saved searches of the dossier."""
        self.commands.start(self.saved.list())

    def action_code(self) -> None:
        """Code the listed articles by rule."""
        self.commands.start(self.rules.code())

    def action_stop(self) -> None:
        """Stop reading articles; those read so far can be searched."""
        self.controller.is_stopped = True

    async def action_open(self, command: str = "") -> None:
        """Open the article under the cursor, and run a command with an id there."""
        # Enter may come before the list is narrowed by the letters typed last.
        await self.controller.wait_until_narrowed()
        entry = self.list.current
        if entry and entry.unreadable:
            self.toast(entry.problem, warn=True)
        elif entry:
            folder = self.library.folder
            self.dismiss(OpenArticle(entry.path, fallback_folder=folder, command=command))
        elif command:
            self.toast("no article is listed to open: Esc shows all again")

    # The search

    def action_search(self) -> None:
        """Open the search panel, or focus its line."""
        self._open_panel()

    def _open_panel(self, query: str = "") -> None:
        """Open the search panel with a query, else with the last one."""
        self.add_class("searching")
        self.panel.open(HINT, query)

    def on_search_panel_queried(self, event: SearchPanel.Queried) -> None:
        """Answer a query."""
        self.search.start(event.query)

    def on_search_panel_save_requested(self, event: SearchPanel.SaveRequested) -> None:
        """Save the query under a name."""
        self.commands.start(self.saved.save(event.query))

    async def on_search_panel_marked(self, event: SearchPanel.Marked) -> None:
        """Mark or unmark hits."""
        await self.search.mark(event.indices)

    def on_search_panel_closed(self, event: SearchPanel.Closed) -> None:
        """Move the focus from the hits to the search line; from there, close the search."""
        if self.panel.hits.has_focus:
            self.panel.input.focus()
            return
        self.search.unmark()
        self.panel.close()
        self.remove_class("searching")
        self.line.focus()

    async def on_search_panel_chosen(self, event: SearchPanel.Chosen) -> None:
        """Open the article at the hit; while hits are marked, first focus them for the tag keys."""
        # Enter may come before the answer to the letters typed last.
        await self.search.wait_for_answer()
        marked = self.search.marked_count
        if marked and not self.panel.hits.has_focus:
            self.panel.hits.focus()
            self.toast(f"{marked} marked: t or a digit tags them, Enter opens one")
        elif route := self.search.route_at_cursor():
            self.dismiss(route)

    # Tagging the marked hits

    def action_quick(self, digit: int) -> None:
        """Put the tag with a digit on all marked passages."""
        self.tagger.quick(digit)

    def action_tag(self) -> None:
        """Let the user pick or create a tag, and put it on all marked passages."""
        self.tagger.pick()

    def action_undo(self) -> None:
        """Remove the tag that was put on passages last from all of them."""
        self.tagger.undo()

    # The program

    def action_choose_theme(self) -> None:
        """Let the user choose a theme, with a preview."""
        self.app.run_worker(self.app.run_action("choose_theme"))

    def action_help(self) -> None:
        """Show the keys of this screen."""
        groups = dict(help_groups(self.config.keys))
        self.app.push_screen(HelpDialog([(name, groups[name]) for name in _GROUPS]))

    def action_quit(self) -> None:
        """Leave the program."""
        self.controller.is_stopped = True
        self.dismiss(Quit())
