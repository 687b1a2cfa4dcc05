"""Drafts: what is being typed is in a journal at once, and offered again after a crash."""

from __future__ import annotations

import asyncio
from threading import Lock

from ...model.errors import ReaderError
from ...store import drafts, unsaved
from ..fit import clip
from .anchoring import Anchoring
from .judging import JUDGEMENT
from .noting import Subject
from .tagging import RULE

_JOURNAL = 0.1
"""Seconds from a key typed in a note to its being on its way into the journal."""


class Drafting(Anchoring):
    """What keeps text that is not yet part of the notes or the codebook."""

    _drafted: set[str]
    _typed: tuple[str, str] | None = None

    def begin(self) -> None:
        """Begin without drafts."""
        self._drafted = set()
        self._journal_lock = Lock()
        super().begin()

    @property
    def key(self) -> str:
        """What the article is called in the state folder."""
        return self.session.key

    def keep_draft(self, key: str, text: str) -> None:
        """Keep what is being typed in the journal, within a quarter of a second of each key."""
        waiting, self._typed = self._typed, (key, text)
        if waiting is None:
            self.set_state("writing")
            self.set_timer(_JOURNAL, self._journal)

    async def _journal(self) -> None:
        typed, self._typed = self._typed, None
        if typed is None:
            return
        self._drafted.add(typed[0])
        try:
            await asyncio.to_thread(self._keep_draft, *typed)
        except ReaderError as error:
            self.say(f"what is typed is not in the journal: {error}")

    def _keep_draft(self, what: str, text: str) -> None:
        """Write a draft in a thread, unless all drafts were dropped meanwhile."""
        with self._journal_lock:
            if what in self._drafted:
                drafts.keep(self.folders.state, self.key, what, text)

    def drop_drafts(self, all: bool = False) -> None:
        """Forget the drafts whose text is part of the saved notes, or (at the end) all."""
        if all:
            self._typed = None
        writing: set[str] = set()
        if self._subject and self.editor.is_open and not all:
            writing.add(self._subject.key)
        if self._rule and not all:
            writing.add(RULE + self._rule[0])
        if self._typing and not all:
            writing.add(JUDGEMENT + self._typing.id)
        # A draft that a thread is writing would come back after it was dropped.
        with self._journal_lock:
            for key in self._drafted - writing:
                drafts.drop(self.folders.state, self.key, key)
            self._drafted &= writing

    def offer_drafts(self) -> None:
        """Offer what was being typed when the program ended the last time."""
        self._offer(drafts.left(self.folders.state, self.key))

    def _offer(self, left: list[drafts.Draft]) -> None:
        """Ask, one by one, whether text that was never saved belongs to the notes."""
        if not left or self.session.read_only:
            return
        from ..dialogs.prompt import Confirm

        draft, *others = left
        if unsaved.is_unsaved(draft):
            from . import recovering

            recovering.offer(self, draft, lambda: self._offer(others))
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._drafted.add(draft.what)
                self._take(draft)
            else:
                drafts.drop(self.folders.state, self.key, draft.what)
            self._offer(others)

        words = clip(" ".join(draft.text.split()), 200)
        what = f"The {draft.what}" if draft.what.startswith(RULE) else "A note"
        what = "A judgement" if draft.what.startswith(JUDGEMENT) else what
        question = f"{what} was being typed when the program ended: “{words}”"
        self.app.push_screen(Confirm("Unsaved note", question, "keep it", "drop it"), answered)

    def forget_when_saved(self, what: str) -> None:
        """Drop a draft once everything is saved."""
        self._drafted.add(what)

    def _take(self, draft: drafts.Draft) -> None:
        """Make a draft part of the notes or the codebook."""
        if draft.what.startswith(RULE):
            self.set_rule(draft.what.removeprefix(RULE), draft.text)
        elif draft.what.startswith(JUDGEMENT):
            self.set_judgement(draft.what.removeprefix(JUDGEMENT), draft.text)
        else:
            self._subject = Subject.of(draft.what, self.session.state.annotations)
            self._given = self._note_on(self._subject)
            self._keep(draft.text)
