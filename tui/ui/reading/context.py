"""What a feature of the reading screen works with: asking, committing edits, showing results."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ... import config as settings
from ...config import Config, Folders
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
from ..background import WorkCancelledError, in_background
from .found_passages import FoundPassages
from .outside import OutsideChanges
from .passage_search import PassageSearch
from .save_timers import SaveTimers
from .state import ReadingState
from .view import ReadingView

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from ...readers.reading_progress import ProgressReceiver
    from ..dialogs.dialog import Dialog
    from ..key_queue import KeyQueue
    from ..routes import Route
    from ..widgets.article_view import ArticleView
    from ..widgets.sidebar import Sidebar

Result = TypeVar("Result")


class ReadingContext:
    """The document that is read, what the user looks at, and the ways to change either.

    `state` holds what is chosen, `view` shows things, and `keys` are those that were typed. The
    parts that work by themselves are `autosave`, `drafts`, `save_timers`, `search`, `found`,
    `suggestions`, `folder_links` and `outside`.
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
        self.outside = OutsideChanges(session, view, self.save_timers)
        self._is_reading_folder = False
        self._dialogs = 0
        """How many dialogs were shown: after one the focus takes a moment to come back."""

    # What there is

    @property
    def app(self) -> App[int]:
        """The program."""
        return cast("App[int]", self.screen.app)

    @property
    def article(self) -> ArticleView:
        """The pane of the text, with the caret and the selection."""
        return self.view.article

    @property
    def sidebar(self) -> Sidebar:
        """The tags and the annotations."""
        return self.view.sidebar

    @property
    def targets(self) -> list[Target]:
        """What the next edit is about: all marked hits, else the one target."""
        if self.state.marked:
            return [Target(span) for span in self.state.marked]
        return [self.target]

    @property
    def target(self) -> Target:
        """What a note or a grade is about."""
        return self.view.target

    def has_text(self) -> bool:
        """Whether there is a passage at all; says so where there is none."""
        if self.session.document.blocks:
            return True
        self.toast("this article has no text, so there is nothing to mark", warn=True)
        return False

    def is_read_only(self) -> bool:
        """Whether nothing can be changed; says so."""
        if self.session.read_only:
            self.toast(f"not changed: {self.session.read_only}", warn=True)
        return bool(self.session.read_only)

    def paragraph(self, offset: int) -> int:
        """The number of the Block at an offset, from 1."""
        return self.session.document.block_at(offset) + 1

    def choose(self, id: str) -> None:
        """Make an annotation the target, or ("") none in particular."""
        before, self.state.target_id = self.state.target_id, id
        self.state.last_chosen = id or self.state.last_chosen
        for key in (before, id):
            annotation = self.session.state.annotations.get(key)
            if annotation:
                self.article.canvas.repaint(annotation.start, annotation.end)
        self.view.refresh_place()

    # Running and asking

    def start(self, command: Coroutine[Any, Any, None]) -> None:
        """Run a command that may ask; keys wait while it runs, but not while it asks."""
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

    async def ask(self, dialog: Dialog[Answer]) -> Answer | None:
        """The answer of a dialog; None where it was left without one."""
        self._dialogs += 1
        return await ask(self.app, self.keys, dialog)

    async def confirm(self, title: str, question: str, yes: str = "yes", no: str = "no") -> bool:
        """Whether the user says yes to a question; `yes` and `no` say what happens then."""
        from ..dialogs.prompt import Confirm

        answer: bool | None = await self.ask(Confirm(title, question, yes, no))
        return bool(answer)

    async def work(self, what: str, work: Callable[[ProgressReceiver], Result]) -> Result | None:
        """The result of work that may take long, done in a thread; None where it failed.

        Why that is, an error of the work or the user who gave it up, is shown.
        """
        from ..dialogs.progress_dialog import run_with_progress

        self._dialogs += 1
        try:
            return await run_with_progress(self.app, self.keys, what, work)
        except WorkCancelledError:
            self.toast(f"given up: {what}", beside=True)
        except ReaderError as error:
            self.toast(str(error), warn=True, beside=True)
        return None

    # Changing

    async def commit(
        self,
        edit: Callable[[], Edit],
        spans: list[Span] | None = None,
        permitted: Iterable[str] = (),
    ) -> bool | None:
        """Apply the edit that a function makes, show the result and have it saved.

        Gives whether anything changed, or None where the edit failed, which is shown, or was
        refused: before another analyst's annotation is changed, unless its id is
        among the `permitted` ones, the user is asked. `spans` are where it changes something, if
        that is known.
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
        """As `commit`, where nothing can be asked: for the program may be ending.

        An edit that would have to be asked for fails.
        """
        try:
            return self._apply(edit, spans, permitted)
        except ReaderError as error:
            self.show_error(error)
            return None

    def _apply(
        self, edit: Callable[[], Edit], spans: list[Span] | None, permitted: Iterable[str]
    ) -> bool:
        is_changed = self.session.apply(edit(), frozenset(permitted))
        self.show_edit(is_changed, spans)
        if is_changed and self.session.history.done:
            self.warn_of_dependants(self.session.history.done.top)
        return is_changed

    def show_edit(self, is_changed: bool, spans: list[Span] | None = None) -> None:
        """After an edit: show it, unless the screen is gone, and have it saved."""
        if is_changed and self.screen.children:
            self.view.repaint(spans)
            self.view.refresh_notes()
            self.save_timers.save_soon()

    def warn_of_dependants(self, edit: Edit) -> None:
        """Tell which judgements and links rested on annotations that an edit deleted."""
        from ...model.annotation import Annotation

        before = [c.before for c in edit.changes if isinstance(c.before, Annotation)]
        ids = frozenset(a.id for a in before if a.id not in self.session.state.annotations)
        if ids:
            self.screen.run_worker(self._warn_of_dependants(ids), group="dependants")

    async def _warn_of_dependants(self, ids: frozenset[str]) -> None:
        # The others may have changed since they were read: files that did not are not read again.
        self.folder_links.others = await in_background(self.folder_links.read)
        warning = self.folder_links.dependants_warning(ids)
        if warning and not ids & self.session.state.annotations.keys():
            self.toast(warning, warn=True, beside=True)

    def _read_folder(self) -> None:
        """Read the notes of the other articles in a thread, once, then show what is linked."""
        if not self._is_reading_folder:
            self._is_reading_folder = True
            self.screen.run_worker(self._show_folder(), group="folder")

    async def _show_folder(self) -> None:
        others = await in_background(self.folder_links.read)
        if self.folder_links.others is None:
            self.folder_links.others = others
            self.view.refresh_notes()

    # Telling

    def toast(self, message: str, warn: bool = False, beside: bool = False) -> None:
        """Show a message in passing; `beside` what was shown before."""
        self.view.toast(message, warn, beside)

    def show_error(self, error: ReaderError) -> None:
        """Tell why something could not be done."""
        self.toast(str(error), warn=True)
        self.app.bell()

    def remember(self, **choices: object) -> None:
        """Keep a choice for the next time."""
        try:
            settings.remember(self.folders.state, **choices)
        except ReaderError as error:
            self.show_error(error)
