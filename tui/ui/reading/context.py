"""ReadingContext: what features of the reading screen use to ask, to edit and to show results."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ... import config as settings
from ...config import Config, Folders
from ...model.annotation import Annotation
from ...model.annotation_changes import Target
from ...model.document import Span
from ...model.errors import ReaderError
from ...model.history import Edit
from ...session import OthersAnnotationError, Session
from ...workspace.autosave import Autosave
from ...workspace.drafts import DraftJournal
from ...workspace.folder_links import FolderLinks
from ...workspace.suggestions import Suggestions
from ..asking import COMMAND_GROUP, Answer, ask
from ..background import WorkCancelledError, in_background, painted
from .file_watch import FileWatch
from .found_passages import FoundPassages
from .passage_search import PassageSearch
from .save_timers import SaveTimers
from .state import ReadingState
from .view import ReadingView

if TYPE_CHECKING:
    from textual.screen import Screen

    from ...readers.reading_progress import ProgressReceiver
    from ...workspace.folder_copies import CopyFinder
    from ...workspace.folder_mentions import MentionReader
    from ..dialogs.dialog import Dialog
    from ..key_queue import KeyQueue
    from ..routes import Route
    from ..terminal_safety import SafeOutputApp
    from ..widgets.article_view import ArticleView
    from ..widgets.sidebar import Sidebar

Result = TypeVar("Result")


class ReadingContext:
    """The open session, the state and the view of the reading screen, and the parts that use them.

    `keys` is the queue of keys that are typed while a command runs.
    """

    def __init__(
        self,
        screen: Screen[Route],
        session: Session,
        folders: Folders,
        config: Config,
        view: ReadingView,
        state: ReadingState,
        keys: KeyQueue,
    ) -> None:
        self.screen, self.session, self.folders, self.config = screen, session, folders, config
        self.view, self.state, self.keys = view, state, keys
        self.drafts = DraftJournal(session, folders)
        self.autosave = Autosave(session, folders, self.drafts)
        self.save_timers = SaveTimers(screen, view, session, self.autosave, self.drafts)
        self.search = PassageSearch(screen, view.search, session)
        self.found = FoundPassages(view.article, view.search)
        self.suggestions = Suggestions(session.document)
        self.folder_links = FolderLinks(session, folders, config)
        self.folder_links.on_needed = self._read_folder
        self.view.links = self.folder_links
        self.mention_reader: MentionReader | None = None
        """Finds the figures and dates of the folder; None until they are first asked for."""
        self.copy_finder: CopyFinder | None = None
        """Finds the copies among the articles of the folder; None until it is first needed."""
        self.file_watch = FileWatch(session, view, self.save_timers)
        self._is_reading_folder = False
        self._dialogs = 0
        """The number of dialogs shown so far; after one, Textual restores the focus later."""

    # What the user reads and has chosen

    @property
    def app(self) -> SafeOutputApp:
        """The running app."""
        return cast("SafeOutputApp", self.screen.app)

    @property
    def article(self) -> ArticleView:
        """The widget of the text, with the caret and the selection."""
        return self.view.article

    @property
    def sidebar(self) -> Sidebar:
        """The widget of the tags and the annotations."""
        return self.view.sidebar

    @property
    def targets(self) -> list[Target]:
        """What the next edit applies to: all marked hits, or else the one target."""
        spans = map(self.session.state.span_to_tag, self.state.marked)
        return [Target(span) for span in dict.fromkeys(spans)] or [self.target]

    @property
    def target(self) -> Target:
        """What a note or a grade applies to."""
        return self.view.target

    def has_text(self) -> bool:
        """Whether the article has text; if not, tell the user."""
        if self.session.document.blocks:
            return True
        self.toast("this article has no text, so there is nothing to mark", warn=True)
        return False

    def is_read_only(self) -> bool:
        """Whether the notes are read-only; if they are, tell the user why."""
        if self.session.read_only:
            self.toast(f"not changed: {self.session.read_only}", warn=True)
        return bool(self.session.read_only)

    def paragraph(self, offset: int) -> int:
        """The number of the Block at an offset, from 1."""
        return self.session.document.block_at(offset) + 1

    def choose(self, id: str) -> None:
        """Make the annotation with an id the target; "" clears the choice."""
        before, self.state.target_id = self.state.target_id, id
        self.state.last_chosen = id or self.state.last_chosen
        for key in (before, id):
            annotation = self.session.state.annotations.get(key)
            if annotation:
                self.article.canvas.repaint(annotation.start, annotation.end)
        self.view.refresh_place()

    # Running and asking

    def start(self, command: Coroutine[Any, Any, None]) -> None:
        """Run a command in a worker; keys are queued while it runs, except for its dialogs."""
        self.screen.run_worker(self._run(command), group=COMMAND_GROUP)

    async def _run(self, command: Coroutine[Any, Any, None]) -> None:
        before = self._dialogs
        self.keys.hold()
        try:
            await command
        finally:
            if self._dialogs == before:
                self.keys.release()
            else:
                await self.keys.release_when_settled()

    async def ask(
        self, dialog: Dialog[Answer], unexpected: bool = False, draft: str = ""
    ) -> Answer | None:
        """Show a dialog and return its answer; None if it is closed without one.

        Keys typed before an `unexpected` dialog do not reach it. `draft` is the id of the draft of
        what is typed into it, if `form_restoring` can apply that.
        """
        self._dialogs += 1
        answering = ask(self.app, self.keys, dialog, unexpected)
        if not dialog.keeps_drafts or self.session.read_only:
            return await answering
        from . import form_drafts

        return await form_drafts.kept_while_open(self, dialog, draft, answering)

    async def confirm(
        self, title: str, question: str, yes: str = "yes", no: str = "no", unexpected: bool = False
    ) -> bool:
        """Ask a yes-or-no question; `yes` and `no` are the labels of the two answers.

        Keys that were typed before an `unexpected` question do not answer it.
        """
        from ..dialogs.prompt import Confirm

        answer: bool | None = await self.ask(Confirm(title, question, yes, no), unexpected)
        return bool(answer)

    async def work(self, what: str, work: Callable[[ProgressReceiver], Result]) -> Result | None:
        """Run work in a thread, with a progress dialog if it takes long, and return its result.

        Returns None if the work raises ReaderError or the user cancels it; the user is told.
        """
        from ..dialogs.progress_dialog import run_with_progress

        self._dialogs += 1
        try:
            return await run_with_progress(self.app, self.keys, what, work)
        except WorkCancelledError:
            self.toast(f"cancelled: {what}", keep_earlier=True)
        except ReaderError as error:
            self.toast(str(error), warn=True, keep_earlier=True)
        return None

    # Changing

    async def commit(
        self,
        edit: Callable[[], Edit],
        spans: list[Span] | None = None,
        permitted: Iterable[str] = (),
    ) -> bool | None:
        """Apply the edit that a function makes, show the result and have it saved.

        Asks before it changes an annotation of another analyst whose id is not `permitted`.
        `spans` are the parts of the text to be painted again, None for all. Returns whether
        anything changed; None if the user refuses or if the edit fails, which is shown.
        """
        try:
            return self._apply(edit, spans, permitted)
        except OthersAnnotationError as error:
            number = len(error.ids)
            what = "an annotation" if number == 1 else f"{number} annotations"
            question = f"This changes {what} made by {error.authors}. Go on?"
            if not await self.confirm("Made by somebody else", question, "change", "leave"):
                return None
            return await self.commit(edit, spans, error.ids)
        except ReaderError as error:
            self.show_error(error)
            return None

    def commit_unasked(
        self,
        edit: Callable[[], Edit],
        spans: list[Span] | None = None,
        permitted: Iterable[str] = (),
    ) -> bool | None:
        """Apply an edit like `commit`, for use while the program may be ending.

        An edit that `commit` would ask about fails instead.
        """
        try:
            return self._apply(edit, spans, permitted)
        except ReaderError as error:
            self.show_error(error)
            return None

    def _apply(
        self, edit: Callable[[], Edit], spans: list[Span] | None, permitted: Iterable[str]
    ) -> bool:
        made = edit()
        is_changed = self.session.apply(made, frozenset(permitted))
        self.show_edit(is_changed, None if self.state.reveal(made) else spans)
        if is_changed and self.session.history.done:
            self.warn_of_dependants(self.session.history.done.top)
        return is_changed

    def show_edit(self, is_changed: bool, spans: list[Span] | None = None) -> None:
        """Show an edit that was applied, unless the screen is closed, and have it saved."""
        if is_changed and self.screen.children:
            self.view.repaint(spans)
            self.view.refresh_notes()
            self.save_timers.save_soon()

    def warn_of_dependants(self, edit: Edit) -> None:
        """Warn of judgements and links that refer to annotations that an edit deleted."""
        before = [c.before for c in edit.changes if isinstance(c.before, Annotation)]
        ids = frozenset(a.id for a in before if a.id not in self.session.state.annotations)
        if ids:
            self.screen.run_worker(self._warn_of_dependants(ids), group="dependants")

    async def _warn_of_dependants(self, ids: frozenset[str]) -> None:
        await painted(self.screen)  # reading the other articles would delay the frame of the edit
        self.folder_links.others = await in_background(self.folder_links.read)
        warning = self.folder_links.dependants_warning(ids)
        if warning and not ids & self.session.state.annotations.keys():
            self.toast(warning, warn=True, keep_earlier=True)

    def _read_folder(self) -> None:
        """Read the notes of the other articles in a thread, then show the links."""
        if not self._is_reading_folder:
            self._is_reading_folder = True
            self.screen.run_worker(self._show_folder(), group="folder")

    async def _show_folder(self) -> None:
        others = await in_background(self.folder_links.read)
        self._is_reading_folder = False
        if self.folder_links.others is None:
            self.folder_links.others = others
            self.view.refresh_notes()

    # Messages

    def toast(self, message: str, warn: bool = False, keep_earlier: bool = False) -> None:
        """Show a message for some seconds; `keep_earlier` shows it after the earlier ones."""
        self.view.toast(message, warn, keep_earlier)

    def show_error(self, error: ReaderError) -> None:
        """Show why something failed, and ring the bell."""
        self.toast(str(error), warn=True)
        self.app.bell()

    def remember(self, **choices: object) -> None:
        """Remember choices of the user for later runs."""
        try:
            settings.remember(self.folders.state, **choices)
        except ReaderError as error:
            self.show_error(error)
