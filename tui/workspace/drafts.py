"""Text that the user is typing, kept in the draft journal until it is saved with the notes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Literal, NamedTuple

from ..config import Folders
from ..model.annotation import Annotation
from ..model.annotation_changes import Target
from ..model.document import Span
from ..session import Session
from ..store import drafts

_WHOLE_ARTICLE = "document"
_PREFIXES = {"rule": "rule for ", "judgement": "judgement ", "form": "form "}
"""The prefix of a draft's name in the journal, by the kind of its subject; notes have none."""


class DraftSubject(NamedTuple):
    """What a draft is the text of: a note, the rule for a tag, a judgement, or a form.

    `id` is the name of the tag, the id of the judgement or what the form is about; `target` is that
    of a note, None for the note on the whole article.
    """

    kind: Literal["note", "rule", "judgement", "form"]
    id: str = ""
    target: Target | None = None

    @property
    def name(self) -> str:
        """The name of the draft in the journal."""
        if self.kind != "note":
            return _PREFIXES[self.kind] + self.id
        return target_name(self.target) if self.target else _WHOLE_ARTICLE


def target_name(target: Target) -> str:
    """The name of an annotation or of a span in the name of a draft."""
    return target.id or f"{target.span.start}-{target.span.end}"


def subject_of(name: str, annotations: Mapping[str, Annotation]) -> DraftSubject:
    """The subject of a draft with a name in the journal; the whole article if it is unknown."""
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


class DraftJournal:
    """The drafts of one article: open editors, text waiting to be written, drafts on disk."""

    def __init__(self, session: Session, folders: Folders) -> None:
        self._state, self._key = folders.state, session.key
        self._names: set[str] = set()
        """Names of drafts of this run that are on disk or being written."""
        self._open: dict[DraftSubject, Callable[[], None]] = {}
        self._waiting: tuple[str, str] | None = None
        """Name and text of the draft that is to be written next."""
        self._lock = Lock()

    def open(self, subject: DraftSubject, commit: Callable[[], None]) -> None:
        """Record that an editor is open; `commit` applies the text typed so far as an edit."""
        self._open[subject] = commit

    def close(self, subject: DraftSubject) -> None:
        """Record that the editor of a subject is closed."""
        self._open.pop(subject, None)

    def commit_all(self) -> None:
        """Apply the text of every open editor as an edit."""
        for commit in list(self._open.values()):
            commit()

    def put(self, subject: DraftSubject, text: str) -> bool:
        """Replace the text that `write` writes next. Returns whether there was none before."""
        waiting, self._waiting = self._waiting, (subject.name, text)
        return waiting is None

    async def write(self) -> None:
        """Write the text that was put last, if any, in a thread. Raises ReaderError."""
        typed, self._waiting = self._waiting, None
        if typed:
            self._names.add(typed[0])
            await asyncio.to_thread(self._write, *typed)

    def _write(self, name: str, text: str) -> None:
        with self._lock:
            if name in self._names:  # else the draft was dropped meanwhile
                drafts.keep(self._state, self._key, name, text)

    def leave(self, subject: DraftSubject, text: str) -> None:
        """Write a draft now, and have it stay for the next start. Raises ReaderError."""
        if self._waiting and self._waiting[0] == subject.name:
            # Written again later, it would be one of the drafts that the end of the run deletes.
            self._waiting = None
        with self._lock:
            self._names.discard(subject.name)
            drafts.keep(self._state, self._key, subject.name, text)

    def drop_saved(self) -> None:
        """Delete the drafts of this run whose editors are closed: their text is saved."""
        self._drop({subject.name for subject in self._open})

    def drop_all(self) -> None:
        """Delete all drafts of this run."""
        self._waiting = None
        self._drop(set())

    def _drop(self, kept: set[str]) -> None:
        # Without the lock, a draft that a thread is writing would reappear after its deletion.
        with self._lock:
            for name in self._names - kept:
                self.drop(name)
            self._names &= kept

    def drop_when_saved(self, name: str) -> None:
        """Have a draft deleted once everything is saved."""
        self._names.add(name)

    def retain(self, name: str) -> None:
        """Have a draft stay in the journal even when everything is saved."""
        self._names.discard(name)

    def remaining(self) -> list[drafts.Draft]:
        """The drafts on disk; at the start, those that the last run left."""
        return drafts.remaining(self._state, self._key)

    def drop(self, name: str) -> None:
        """Delete one draft from disk."""
        drafts.drop(self._state, self._key, name)
