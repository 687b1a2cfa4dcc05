"""Keeping: undo and redo, what others write, other articles."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ... import config as settings
from ...model.annotation import Annotation
from ...model.document import Span
from ...model.errors import ReaderError
from ...model.history import Edit
from ...store import progress, sweeping
from .autosave import Saving

if TYPE_CHECKING:
    from ..dialogs.picker import PickerResult

_LOOK_EVERY = 1.0
"""Seconds after which a key has the files looked at once more."""

Glance = tuple[int, int]
"""Size and time of a file: enough to see that it was written."""


def glance(path: Path) -> Glance | None:
    """How a file looks from outside; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


class Keeping(Saving):
    """What keeps the work, here and elsewhere."""

    _looked = 0.0
    _article_state: Glance | None = None
    start: int | None = None
    """The offset at which to begin, where that was asked for."""
    home: Path | None = None
    """The folder whose list the article was opened from."""

    def begin(self) -> None:
        """Offer what was being typed when the program ended the last time."""
        self._looked = time.monotonic()
        if path := self.session.document.path:
            self._article_state = glance(path)
        super().begin()
        if not self.session.document.blocks:
            self.tell("this article has no text", warn=True, beside=True)
        self.offer_drafts()
        self._offer_repairs()

    def prepare(self) -> None:
        """Clear away what crashed programs left, and offer notes that lost their article."""
        from . import renamed

        super().prepare()
        renamed.offer(self)
        self.run_worker(asyncio.to_thread(self._sweep), group="sweep")

    def _sweep(self) -> None:
        """Remove what crashed programs left."""
        sweeping.sweep(self.session.notes_path)
        if book := self.session.codebook_file.path:
            sweeping.sweep(book)
        sweeping.sweep_state(self.folders.state)

    def _offer_repairs(self) -> None:
        """Ask whether what can be read of damaged notes or a damaged codebook takes their place."""
        if not (self.session.codebook_file.damaged or self.session.damaged):
            return
        from ..dialogs.prompt import Confirm

        if path := self.session.codebook_file.damaged:
            question = (
                f"{path} is damaged. Go on with the tags in it that can be read, "
                "and keep the damaged file under another name?"
            )
            own = Confirm("Damaged codebook", question, "repair", "without it")
            self.app.push_screen(own, self._repairing(self.session.repair_codebook))
        if self.session.damaged:
            whole = len(self.session.state.ordered())
            question = (
                f"{self.session.read_only} {whole} of its annotations can be read. "
                "Go on with them, and keep the damaged file under another name?"
            )
            own = Confirm("Damaged notes", question, "repair", "only read")
            self.app.push_screen(own, self._repairing(self.session.repair))

    def _repairing(self, repair: Callable[[], Sequence[str]]) -> Callable[[bool | None], None]:
        """What is done with the answer to whether something is to be repaired."""

        def answered(yes: bool | None) -> None:
            if not yes:
                return
            try:
                said = repair()
            except ReaderError as error:
                self.attempt(error)
                return
            self.say(self.session.read_only)
            self.article.repaint_all()
            self.refresh_notes()
            self.tell("; ".join(said))

        return answered

    # Undo

    def action_undo(self) -> None:
        """Take the last edit back."""
        self._travel(self.session.undo, "undone", "nothing to undo")

    def action_redo(self) -> None:
        """Do the last undone edit again."""
        self._travel(self.session.redo, "done again", "nothing to do again")

    def _travel(self, step: Callable[[], Edit | None], done: str, none: str) -> None:
        edit = step()
        if edit is None:
            self.tell(none)
            return
        if self.target_id not in self.session.state.annotations:
            self.target_id = ""
        if edit.at >= 0:
            self.article.drop_selection()
            self.article.go(min(edit.at, len(self.session.document.text)))
        values = [c.after or c.before for c in edit.changes]
        spans = [Span(v.start, v.end) for v in values if isinstance(v, Annotation)]
        self.edit(True, spans if len(spans) == len(values) else None)
        self.tell(f"{edit.label}: {done}")
        self.warn_of_dependants(edit)

    # What others write

    def on_key(self) -> None:
        """Not every terminal tells of the focus: keys after a pause are looked at as well."""
        if time.monotonic() - self._looked > _LOOK_EVERY:
            self.look_around()

    def look_around(self) -> None:
        """Take in what another program wrote into the notes, and notice a changed article."""
        self._looked = time.monotonic()
        if self._saving:
            return
        try:
            changes = self.take_in()
        except ReaderError as error:
            self.say(f"{error} (your changes are kept here)")
            return
        if changes:
            self.tell("changed elsewhere: " + "; ".join(changes))
        self._look_at_article()

    def take_in(self) -> Sequence[str]:
        """Show what was written into the notes file elsewhere; a phrase for each change.

        Raises ReaderError where the file cannot be read.
        """
        changes = self.session.refresh()
        if changes:
            self.article.repaint_all()
            self.refresh_notes()
            if self.session.dirty:
                self.save_soon()
        return changes

    def _look_at_article(self) -> None:
        path = self.session.document.path
        now = glance(path) if path else None
        if now in (None, self._article_state):
            return
        from ..dialogs.prompt import Confirm

        self._article_state = now
        question = "The article was changed on disk. Read it again, the notes put in place?"

        def answered(yes: bool | None) -> None:
            if yes:
                self.leave_for(path)

        self.app.push_screen(Confirm("Changed", question, "read it again", "not now"), answered)

    def starting_place(self) -> int:
        """Where it was asked to begin, else where reading stopped the last time."""
        if self.start is not None:
            return self.start
        return progress.load(self.folders.state, self.key).caret

    def remember(self, **choices: object) -> None:
        """Keep a choice for the next time."""
        try:
            settings.remember(self.folders.state, **choices)
        except ReaderError as error:
            self.attempt(error)

    # Other articles

    def action_open(self) -> None:
        """Choose another article of the folder."""
        from ...library.walking import paths_in
        from ..dialogs.picker import Picker
        from ..widgets.choice_list import Choice

        here = self.session.document.path
        folder = here.parent if here else Path.cwd()
        try:
            found = paths_in(folder, self.folders, self.config)
        except ReaderError as error:
            self.attempt(error)
            return

        def chosen(result: PickerResult | None) -> None:
            if result:
                self.leave_for(Path(result.id))

        choices = [Choice(id=str(path), label=path.name) for path in found if path != here]
        empty = "No other article in this folder."
        self.app.push_screen(
            Picker(f"Open an article of {folder.resolve().name}", choices, empty=empty), chosen
        )

    def action_library(self) -> None:
        """Back to the list of the articles: the one this was opened from, else its folder's."""
        path = self.session.document.path
        here = path.parent if path else Path.cwd()
        self.leave_for(self.home if self.home and here.is_relative_to(self.home) else here)

    def action_theme(self) -> None:
        """Choose a theme, seen at once."""
        self.app.run_worker(self.app.run_action("choose_theme"))
