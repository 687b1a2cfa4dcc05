"""Edits as values before and after each change, and the history for undo and redo."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .annotation import Annotation, DocumentData, Judgement, Removal, Source
from .codebook import Codebook

Value = Annotation | Source | Judgement | Removal | Codebook | DocumentData


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after; None if it did not exist."""

    before: Value | None
    after: Value | None

    def reversed(self) -> Change:
        """The change that undoes this one."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One undo step: its name, its changes in order, and the offset at which it was made.

    `at` is in code points, or -1 if the edit has no position in the text. `text_sha256` is the hash
    of the text to which the offsets belong. A `shared` edit changes the codebook and with it the
    annotations of all analysts, without confirmation.
    """

    label: str
    changes: tuple[Change, ...]
    at: int = -1
    text_sha256: str = ""
    shared: bool = False

    def reversed(self) -> Edit:
        """The edit that undoes this one, with its changes in reverse order."""
        return replace(self, changes=tuple(c.reversed() for c in reversed(self.changes)))


@dataclass(frozen=True, slots=True)
class Stack:
    """An immutable stack of edits; pushing an edit shares the stack below it."""

    top: Edit
    rest: Stack | None


@dataclass(frozen=True, slots=True)
class History:
    """The edits that can be undone and redone, without limit."""

    done: Stack | None = None
    undone: Stack | None = None

    def record(self, edit: Edit) -> History:
        """The history after an edit; edits undone before can no longer be redone."""
        return History(Stack(edit, self.done), None)

    def undo(self) -> tuple[Edit, History] | None:
        """The reverse of the last edit, and the history after it; None if nothing can be undone."""
        if self.done is None:
            return None
        edit, rest = self.done.top, self.done.rest
        return edit.reversed(), History(rest, Stack(edit, self.undone))

    def redo(self) -> tuple[Edit, History] | None:
        """The last edit undone, and the history after redoing it; None if nothing can be redone."""
        if self.undone is None:
            return None
        edit, rest = self.undone.top, self.undone.rest
        return edit, History(Stack(edit, self.done), rest)
