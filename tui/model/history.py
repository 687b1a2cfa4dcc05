"""Edits, undo and redo: values before and after each change."""

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
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of undo: its name, its changes in order, and the offset that it was made at.

    `at` is in code points, -1 for no place in the text. `text_sha256` is the hash of the text to
    which the offsets belong. A `shared` edit changes the codebook of all analysts and, with it,
    their annotations: nobody has to agree to that.
    """

    label: str
    changes: tuple[Change, ...]
    at: int = -1
    text_sha256: str = ""
    shared: bool = False

    def reversed(self) -> Edit:
        """The edit that takes this one back, its changes in the opposite order."""
        return replace(self, changes=tuple(c.reversed() for c in reversed(self.changes)))


@dataclass(frozen=True, slots=True)
class Stack:
    """An immutable stack of edits; a push shares the stack below."""

    top: Edit
    rest: Stack | None


@dataclass(frozen=True, slots=True)
class History:
    """What can be undone and redone, without limit."""

    done: Stack | None = None
    undone: Stack | None = None

    def record(self, edit: Edit) -> History:
        """The history after an edit; what was undone before can no longer be redone."""
        return History(Stack(edit, self.done), None)

    def undo(self) -> tuple[Edit, History] | None:
        """The edit that takes the last one back, and the history after it; None without one."""
        if self.done is None:
            return None
        edit, rest = self.done.top, self.done.rest
        return edit.reversed(), History(rest, Stack(edit, self.undone))

    def redo(self) -> tuple[Edit, History] | None:
        """The last edit undone, and the history after doing it again; None without one."""
        if self.undone is None:
            return None
        edit, rest = self.undone.top, self.undone.rest
        return edit, History(Stack(edit, self.done), rest)
