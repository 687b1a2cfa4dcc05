"""Drafts: what is being typed is in a journal at once, and offered again after a crash."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal

from textual.screen import Screen

from ...config import Folders
from ...model.annotation import Annotation
from ...model.annotation_changes import Target
from ...model.document import Span
from ...model.errors import ReaderError
from ...session import Session
from ...store import drafts
from .view import ReadingView

_JOURNAL = 0.1
"""Seconds from a key typed in a note to its being on its way into the journal."""

_WHOLE_ARTICLE = "document"
_PREFIXES = {"rule": "rule for ", "judgement": "judgement "}
"""What the name of a draft begins with in the journal, by what is typed; a note has no prefix."""


@dataclass(frozen=True, slots=True)
class DraftSubject:
    """What a draft is the text of.

    `id` is that of a judgement or the name of a tag; a note is on the `target`, or (None) on the
    whole article.
    """

    kind: Literal["note", "rule", "judgement"]
    id: str = ""
    target: Target | None = None

    @property
    def name(self) -> str:
        """What the draft is called in the journal."""
        if self.kind != "note":
            return _PREFIXES[self.kind] + self.id
        if self.target is None:
            return _WHOLE_ARTICLE
        return self.target.id or f"{self.target.span.start}-{self.target.span.end}"


def subject_of(name: str, annotations: Mapping[str, Annotation]) -> DraftSubject:
    """The subject of a draft from the journal; the whole article where it cannot be told."""
    for kind, prefix in _PREFIXES.items():
        if name.startswith(prefix):
            return DraftSubject(kind, name.removeprefix(prefix))  # type: ignore[arg-type]
    if name in annotations:
        annotation = annotations[name]
        return DraftSubject("note", target=Target(Span(annotation.start, annotation.end), name))
    start, _, end = name.partition("-")
    if start.isdecimal() and end.isdecimal() and int(start) < int(end):
        return DraftSubject("note", target=Target(Span(int(start), int(end))))
    return DraftSubject("note")


class DraftKeeper:
    """Keeps text that is not yet part of the notes or the codebook in the journal."""

    def __init__(
        self, screen: Screen[Any], view: ReadingView, session: Session, folders: Folders
    ) -> None:
        self._screen, self._view = screen, view
        self._session, self._folders = session, folders
        self._kept: set[str] = set()
        """Names of drafts that are in the journal, or on their way."""
        self._open: dict[DraftSubject, Callable[[], None]] = {}
        """What is being typed now, and how it is made part of the notes."""
        self._waiting: tuple[str, str] | None = None
        self._lock = Lock()

    def open(self, subject: DraftSubject, commit: Callable[[], None]) -> None:
        """Begin with a text that is typed; `commit` makes it part of the notes as far as it is."""
        self._open[subject] = commit

    def close(self, subject: DraftSubject) -> None:
        """End with a text: it is part of the notes, or not wanted."""
        self._open.pop(subject, None)

    def commit_all(self) -> None:
        """Make all that is being typed part of the notes."""
        for commit in list(self._open.values()):
            commit()

    def keep(self, subject: DraftSubject, text: str) -> None:
        """Keep what is being typed in the journal, within a quarter of a second of each key."""
        waiting, self._waiting = self._waiting, (subject.name, text)
        if waiting is None:
            self._view.show_saved("writing")
            self._screen.set_timer(_JOURNAL, self._journal)

    async def _journal(self) -> None:
        typed, self._waiting = self._waiting, None
        if typed is None:
            return
        self._kept.add(typed[0])
        try:
            await asyncio.to_thread(self._write, *typed)
        except ReaderError as error:
            self._view.show_banner(f"what is typed is not in the journal: {error}")

    def _write(self, name: str, text: str) -> None:
        """Write a draft in a thread, unless all drafts were dropped meanwhile."""
        with self._lock:
            if name in self._kept:
                drafts.keep(self._folders.state, self._session.key, name, text)

    def drop_saved(self) -> None:
        """Forget the drafts whose text is part of the saved notes: all but those being typed."""
        self._drop({subject.name for subject in self._open})

    def drop_all(self) -> None:
        """Forget all drafts."""
        self._waiting = None
        self._drop(set())

    def _drop(self, typed: set[str]) -> None:
        # A draft that a thread is writing would come back after it was dropped.
        with self._lock:
            for name in self._kept - typed:
                drafts.drop(self._folders.state, self._session.key, name)
            self._kept &= typed

    def drop_when_saved(self, name: str) -> None:
        """Forget a draft of the journal once everything is saved."""
        self._kept.add(name)

    def keep_beyond(self, name: str) -> None:
        """Leave a draft in the journal whatever is saved."""
        self._kept.discard(name)

    def left(self) -> list[drafts.Draft]:
        """The drafts that were left when the program ended the last time."""
        return drafts.remaining(self._folders.state, self._session.key)

    def drop(self, name: str) -> None:
        """Forget one draft at once."""
        drafts.drop(self._folders.state, self._session.key, name)
