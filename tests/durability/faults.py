"""File operations that fail, or end the program, at one chosen moment."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from tui.store import file_operations

OPERATIONS = (
    *("open", "read", "write", "fsync", "close", "stat", "lstat", "fstat"),
    *("replace", "link", "unlink", "mkdir", "rmdir", "listdir", "fchmod", "lock"),
)


class Crash(BaseException):
    """The program ends here: nothing after it is done, not even what clears up."""


class Faults:
    """Counts the file operations of the store, and makes them fail from the `at`-th (from 1) on.

    `code` is an errno, or None for a crash; with `once` only the `at`-th fails. Of a write that
    fails, half is written first.
    """

    def __init__(self, at: int = 0, code: int | None = None, once: bool = False) -> None:
        self.count, self.names = 0, list[str]()
        self._at, self._code, self._once = at, code, once
        self._open: set[int] = set()

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in OPERATIONS:
            patch.setattr(
                file_operations, name, self._wrapped(name, getattr(file_operations, name))
            )

    def end(self) -> None:
        """Close what a dead program left open, as the system does."""
        for handle in self._open:
            with suppress(OSError):
                os.close(handle)

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*args: Any) -> Any:
            self.count += 1
            self.names.append(name)
            if self._at and (self.count == self._at or (self.count > self._at and not self._once)):
                self._fail(name, real, args)
            # Whether the disk itself is quick is not the question here.
            result = None if name == "fsync" else real(*args)
            if name == "open":
                self._open.add(result)
            elif name == "close":
                self._open.discard(args[0])
            return result

        return operation

    def _fail(self, name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> None:
        if name == "write" and self.count == self._at:
            real(args[0], bytes(args[1])[: len(args[1]) // 2])
        if self._code is None:
            raise Crash
        if name == "close":
            real(*args)
            self._open.discard(args[0])
        raise OSError(self._code, os.strerror(self._code))
