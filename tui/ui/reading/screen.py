"""ReaderScreen: shows an article and passes each message and command to a feature."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.dom import DOMNode
from textual.events import DescendantFocus, Key
from textual.message import Message
from textual.widget import Widget

from ...config import Config, Folders
from ...model.errors import ReaderError
from ...session import Session
from ...store import cleanup, progress
from ..commands import COMMANDS_BY_ID, Command
from ..key_queue import KeyQueue
from ..themes import ReaderTheme
from ..widgets.article_view import ArticleView
from ..widgets.editor import NoteEditor
from ..widgets.search_panel import SearchPanel
from .article_screen import ArticleScreen
from .context import ReadingContext
from .features import CONDITIONS, find, navigate, note, run

_NOWHERE: frozenset[DOMNode] = frozenset()


class ReaderScreen(ArticleScreen):
    """Shows an article with its annotations, and runs the commands of the user."""

    class DeferredMounted(Message):
        """All widgets are mounted, so that every key can act."""

        def __init__(self, screen: ReaderScreen) -> None:
            super().__init__()
            self.screen = screen

    def __init__(
        self,
        session: Session,
        folders: Folders,
        config: Config,
        theme: ReaderTheme,
        keys: KeyQueue,
        start: int | None = None,
        home: Path | None = None,
    ) -> None:
        """`keys` is the app's queue of typed keys, and `start` the offset at which to begin, if the
        user gave one. `home` is the folder from whose list the article was opened, if it was.
        """
        super().__init__(session, folders, config, theme)
        self._start = start
        self.first_command = ""
        """The id of a command that is run once all widgets are mounted; "" for none."""
        self.ctx = ReadingContext(self, session, folders, config, self.view, self.state, keys)
        self.ctx.folder_links.home = home
        self.ctx.file_watch.on_article_changed = self._offer_reload
        self._focused: Widget | None = None
        self._focus_path: frozenset[DOMNode] = _NOWHERE
        """The focused widget and its ancestors."""

    # Beginning and ending

    def begin(self) -> None:
        """Show the document, and offer repairs and the drafts that the last run left."""
        super().begin()
        state = self.session.state
        anchors = [state.anchors[id] for id in state.annotations]
        if any(anchor.state != "anchored" or anchor.edited for anchor in anchors):
            from .features import boundaries

            boundaries.announce(self.ctx)
        if not self.session.document.blocks:
            self.ctx.toast("this article has no text", warn=True, keep_earlier=True)
        left = [] if self.session.read_only else self.ctx.drafts.remaining()
        if left or self.session.is_repairable:
            from .features import recover

            self.ctx.start(recover.offer_all(self.ctx, left))

    async def mount_deferred(self) -> None:
        """Mount the widgets that the first frame does not show, and post DeferredMounted."""
        await super().mount_deferred()
        self.post_message(self.DeferredMounted(self))
        if self.first_command:
            self.action_command(self.first_command)

    def start_offset(self) -> int:
        """The offset that was asked for, or else that at which the last reading ended."""
        if self._start is not None:
            return self._start
        return progress.load(self.folders.state, self.session.key).caret

    def prepare(self) -> None:
        """Start, in threads, what is needed after the first frame.

        This counts the passages, builds the index, looks for notes to take over, and cleans up.
        """
        self.run_worker(self.view.count_passages(), group="count")
        self.ctx.search.prepare()
        path = self.session.document.path
        if path and not self.session.read_only and not self.session.notes_path.exists():
            from .features import take_over

            self.run_worker(take_over.offer(self.ctx, path), group="take over")
        if path:
            from .features import common_marks

            self.run_worker(common_marks.show(self.ctx), group="common text")
        self.run_worker(asyncio.to_thread(self._clean_up), group="clean up")

    def _clean_up(self) -> None:
        """Remove the temporary files of programs that crashed."""
        cleanup.sweep(self.session.notes_path)
        for file in (self.session.codebook_file.path, self.session.dossier_file.path):
            if file:
                cleanup.sweep(file)
        cleanup.sweep_state(self.folders.state)

    def check_files(self) -> None:
        """Check whether another program changed the notes or the article."""
        self.ctx.file_watch.check()

    def _offer_reload(self) -> None:
        from .features import open as opening

        self.ctx.start(opening.offer_reload(self.ctx))

    def finish(self) -> ReaderError | None:
        """Save in the calling thread because the program ends. Returns what failed, or None."""
        from .features import leave

        return leave.finish(self.ctx)

    def action_quit(self) -> None:
        """Quit the program."""
        self.action_command("quit")

    # Commands

    def action_command(self, id: str) -> None:
        """Run the command with an id."""
        done = run(COMMANDS_BY_ID[id], self.ctx)
        if done is not None:
            self.ctx.start(done)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is enabled; for Textual."""
        if action != "command":
            return True
        return self._is_enabled(COMMANDS_BY_ID[str(parameters[0])])

    def _is_enabled(self, command: Command) -> bool:
        """Whether a command of the article can run, given the focus and the selection.

        While the user types a note or a query, only commands whose reach is everywhere can run.
        """
        if command.scope != "article":
            return True
        # Textual asks for every binding at once: the walk up from the focus is done only once.
        if self._focused is not self.focused:
            self._focused = self.focused
            self._focus_path = (
                frozenset(self.focused.ancestors_with_self) if self.focused else _NOWHERE
            )
        typing = self.view.editor in self._focus_path or self.view.search in self._focus_path
        if typing or self.view.sidebar.is_narrowing:
            return command.reach == "everywhere"
        if self.view.sidebar in self._focus_path and command.reach == "article":
            return False
        return CONDITIONS[command.enabled](self.ctx)

    # Messages, each handled once

    def on_key(self, event: Key) -> None:
        """Check the files after a pause, and explain a key that does nothing."""
        from .features import unbound_keys

        unbound_keys.pressed(self.ctx, event)

    def on_unmount(self) -> None:
        """Save unsaved changes, however the screen is closed."""
        self.finish()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Close the note editor, and show all tags, once they have lost the focus."""
        if not self.view.sidebar.has_focus_within:
            self.view.sidebar.widen_tags()
        if not self.view.editor.has_focus_within:
            note.end(self.ctx)

    def on_note_editor_typed(self, event: NoteEditor.Typed) -> None:
        """Write the typed text to the draft journal."""
        note.typed(self.ctx, event.text)

    def on_note_editor_closed(self, event: NoteEditor.Closed) -> None:
        """Save the note and close its editor."""
        note.leave(self.ctx)

    def on_note_editor_external_editor_requested(
        self, event: NoteEditor.ExternalEditorRequested
    ) -> None:
        """Edit the note in the user's own editor."""
        note.edit_externally(self.ctx, event.text)

    def on_search_panel_queried(self, event: SearchPanel.Queried) -> None:
        """Answer a query."""
        find.answer(self.ctx, event.query)

    def on_search_panel_hit_highlighted(self, event: SearchPanel.HitHighlighted) -> None:
        """Show the hit under the cursor in the article."""
        find.show_hit(self.ctx, event.index)

    async def on_search_panel_marked(self, event: SearchPanel.Marked) -> None:
        """Mark hits, or unmark them."""
        await find.mark(self.ctx, event.indices)

    async def on_search_panel_chosen(self, event: SearchPanel.Chosen) -> None:
        """Go to the hit under the cursor."""
        await find.choose(self.ctx)

    def on_search_panel_save_requested(self, event: SearchPanel.SaveRequested) -> None:
        """Save the query under a name."""
        from .features import search_list

        self.ctx.start(search_list.save(self.ctx, event.query))

    def on_search_panel_closed(self, event: SearchPanel.Closed) -> None:
        """Close the search and return to the caret."""
        find.leave(self.ctx)

    def on_article_view_caret_moved(self, event: ArticleView.CaretMoved) -> None:
        """Make the caret's passage the target."""
        navigate.caret_moved(self.ctx, event.passage)

    def on_article_view_selection_changed(self, event: ArticleView.SelectionChanged) -> None:
        """Make the selection the target."""
        navigate.selection_changed(self.ctx, event.span)
