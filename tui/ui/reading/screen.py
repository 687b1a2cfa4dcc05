"""The reading screen: it hands each message and each command to a feature."""

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
from .features import find, navigate, note, run

_NOWHERE: frozenset[DOMNode] = frozenset()


class ReaderScreen(ArticleScreen):
    """Shows an article, what is said about it, and runs the commands of the user."""

    class DeferredMounted(Message):
        """All is there that keys can act on."""

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
        """`keys` are those that are typed, `start` is the offset at which to begin, where that was
        asked for, and `home` the folder whose list the article was opened from.
        """
        super().__init__(session, folders, config, theme)
        self._start = start
        self.ctx = ReadingContext(self, session, folders, config, self.view, self.state, keys)
        self.ctx.folder_links.home = home
        self.ctx.outside.on_article_changed = self._offer_again
        self._focused: Widget | None = None
        self._around: frozenset[DOMNode] = _NOWHERE
        """What the focus lies in, with what has it."""

    # Beginning and ending

    def begin(self) -> None:
        """Show the document, and offer what was left when the program ended the last time."""
        super().begin()
        anchors = self.session.state.anchors.values()
        if any(anchor.state != "anchored" or anchor.edited for anchor in anchors):
            from .features import boundaries

            boundaries.announce(self.ctx)
        if not self.session.document.blocks:
            self.ctx.toast("this article has no text", warn=True, beside=True)
        left = [] if self.session.read_only else self.ctx.drafts.remaining()
        if left or self.session.damaged or self.session.codebook_file.damaged:
            from .features import recover

            self.ctx.start(recover.offer_all(self.ctx, left))

    async def mount_deferred(self) -> None:
        """Mount what the first frame does not show; then keys have all they act on."""
        await super().mount_deferred()
        self.post_message(self.DeferredMounted(self))

    def starting_place(self) -> int:
        """Where it was asked to begin, else where reading stopped the last time."""
        if self._start is not None:
            return self._start
        return progress.load(self.folders.state, self.session.key).caret

    def prepare(self) -> None:
        """Begin with what is needed later and worked out in threads: none takes the first frame's
        time.
        """
        self.run_worker(self.view.count_passages(), group="count")
        self.ctx.search.prepare()
        path = self.session.document.path
        if path and not self.session.read_only and not self.session.notes_path.exists():
            from .features import take_over

            self.run_worker(take_over.look(self.ctx, path), group="take over")
        self.run_worker(asyncio.to_thread(self._sweep), group="sweep")

    def _sweep(self) -> None:
        """Remove what crashed programs left."""
        cleanup.sweep(self.session.notes_path)
        if book := self.session.codebook_file.path:
            cleanup.sweep(book)
        cleanup.sweep_state(self.folders.state)

    def look_around(self) -> None:
        """Take in what another program wrote, and notice a changed article."""
        self.ctx.outside.look()

    def _offer_again(self) -> None:
        from .features import open as opening

        self.ctx.start(opening.offer_again(self.ctx))

    def finish(self) -> ReaderError | None:
        """Save at once, for the program ends; what went wrong, if anything did."""
        from .features import leave

        return leave.finish(self.ctx)

    def action_quit(self) -> None:
        """Leave the program."""
        self.action_command("quit")

    # Commands

    def action_command(self, id: str) -> None:
        """Run a command of the registry."""
        done = run(COMMANDS_BY_ID[id], self.ctx)
        if done is not None:
            self.ctx.start(done)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which commands mean something here."""
        if action != "command":
            return True
        return self._is_enabled(COMMANDS_BY_ID[str(parameters[0])])

    def _is_enabled(self, command: Command) -> bool:
        """Whether a command can be given now: while something is typed, few of the article's.

        The same key swaps the ends while selecting and opens another article otherwise.
        """
        if command.scope != "article":
            return True
        # Asked 200 times for each look at the keys: a walk up from the focus each time takes 6 ms.
        if self._focused is not self.focused:
            self._focused = self.focused
            self._around = frozenset(self.focused.ancestors_with_self) if self.focused else _NOWHERE
        if self.view.editor in self._around or self.view.search in self._around:
            return command.reach == "everywhere"
        if self.view.sidebar in self._around and command.reach == "article":
            return False
        if command.needs_selection is None:
            return True
        return (self.view.article.selection is not None) == command.needs_selection

    # Messages, each handled once

    def on_key(self, event: Key) -> None:
        """Check the files after a pause, and explain a key that does nothing."""
        from .features import unbound_keys

        unbound_keys.pressed(self.ctx, event.key)

    def on_unmount(self) -> None:
        """However the program ends, from a dialog too: save what is not yet saved."""
        self.finish()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A note is left by the mouse, too."""
        if not self.view.editor.has_focus_within:
            note.end(self.ctx)

    def on_note_editor_typed(self, event: NoteEditor.Typed) -> None:
        """Keep what is typed where a crash does not reach it."""
        note.typed(self.ctx, event.text)

    def on_note_editor_left(self, event: NoteEditor.Left) -> None:
        """Keep the note."""
        note.leave(self.ctx)

    def on_note_editor_handed_over(self, event: NoteEditor.HandedOver) -> None:
        """Write the note in the user's own editor."""
        note.hand_over(self.ctx, event.text)

    def on_search_panel_queried(self, event: SearchPanel.Queried) -> None:
        """Answer a query."""
        find.answer(self.ctx, event.query)

    def on_search_panel_looked(self, event: SearchPanel.Looked) -> None:
        """Follow the cursor among the hits."""
        find.look(self.ctx, event.index)

    async def on_search_panel_marked(self, event: SearchPanel.Marked) -> None:
        """Mark hits."""
        await find.mark(self.ctx, event.indices)

    async def on_search_panel_chosen(self, event: SearchPanel.Chosen) -> None:
        """Go to the hit."""
        await find.choose(self.ctx)

    def on_search_panel_left(self, event: SearchPanel.Left) -> None:
        """Go back to where the caret was."""
        find.leave(self.ctx)

    def on_article_view_caret_moved(self, event: ArticleView.CaretMoved) -> None:
        """Have the target follow the caret."""
        navigate.caret_moved(self.ctx, event.passage)

    def on_article_view_selection_changed(self, event: ArticleView.SelectionChanged) -> None:
        """Have the target follow the selection."""
        navigate.selection_changed(self.ctx, event.span)
