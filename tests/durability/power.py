"""A disk that loses power: which states a folder can be in after a prefix of the operations.

Data that was not synced is absent, half there, zeros, or there; names that were not synced are as
before, up to any moment of their order. An fsync that fails drops what it should have written, and
the next one says nothing of it, as Linux does (https://lwn.net/Articles/752063/).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tui.store import file_operations

OPERATIONS = ("open", "write", "fsync", "close", "replace", "unlink", "mkdir", "rmdir")

Check = Callable[[Path], bool]
Tree = dict[str, bytes | None]
"""Path from the folder -> content, None for a folder."""

TAILS: dict[str, Callable[[bytes], bytes]] = {
    "absent": lambda tail: b"",
    "half": lambda tail: tail[: len(tail) // 2],
    "zeroed": lambda tail: bytes(len(tail)),
    "there": lambda tail: tail,
}


@dataclass
class File:
    """What was written into a file, and how much of it is safe."""

    data: bytes = b""
    safe: int = 0
    dropped: bool = False


@dataclass
class Naming:
    """A change of names: `old` (if any) goes, `new` (if any) becomes the file or folder."""

    old: str
    new: str
    what: File | None
    safe: bool = False
    dropped: bool = False


@dataclass
class Disk:
    """Records what the store does below a folder, and calls `watch` after each operation.

    `fail_at` is the fsync (from 1) that fails; those of which `broken` says so do nothing.
    """

    folder: Path
    fail_at: int = 0
    broken: Callable[[bool], bool] = lambda is_folder: False
    files: dict[str, File] = field(default_factory=dict)
    namings: list[Naming] = field(default_factory=list)
    promises: list[Check] = field(default_factory=list)
    handles: dict[int, File | str] = field(default_factory=dict)
    syncs: int = 0
    watch: Callable[[], None] = lambda: None
    is_watching: bool = False

    def __post_init__(self) -> None:
        for path in sorted(self.folder.rglob("*")):
            name = self._name(path)
            what = None if path.is_dir() else File(path.read_bytes(), path.stat().st_size)
            if what:
                self.files[name] = what
            self.namings.append(Naming("", name, what, safe=True))

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for name in OPERATIONS:
            patch.setattr(
                file_operations, name, self._recorded(getattr(os, name), getattr(self, f"_{name}"))
            )

    def promise(self, check: Check) -> None:
        self.promises.append(check)
        self._look()

    def _look(self) -> None:
        self.is_watching = True
        try:
            self.watch()
        finally:
            self.is_watching = False

    def _recorded(self, real: Callable[..., Any], own: Callable[..., Any]) -> Callable[..., Any]:
        """The operation, but the real one for what `watch` itself does."""

        def operation(*args: Any) -> Any:
            if self.is_watching:
                return real(*args)
            try:
                return own(*args)
            finally:
                self._look()

        return operation

    def states(self) -> Iterator[tuple[str, Tree]]:
        """Every state that a loss of power at this moment can leave, and how it came about."""
        unsafe = [naming for naming in self.namings if not naming.safe]
        for count in range(len(unsafe) + 1):
            # Dropped changes may be lost although later ones are not.
            for lost in ([], [n for n in unsafe[:count] if n.dropped]):
                happened = [*unsafe[:count]]
                for naming in lost:
                    happened.remove(naming)
                for tail, cut in TAILS.items():
                    told = f"{count} of {len(unsafe)} names, unsynced data {tail}"
                    yield (
                        told,
                        self._tree([n for n in self.namings if n.safe or n in happened], cut),
                    )

    def _tree(self, namings: list[Naming], cut: Callable[[bytes], bytes]) -> Tree:
        tree: dict[str, File | None] = {}
        for naming in namings:
            tree.pop(naming.old, None)
            if naming.new:
                tree[naming.new] = naming.what
        return {
            name: None if file is None else file.data[: file.safe] + cut(file.data[file.safe :])
            for name, file in sorted(tree.items())
            if all(parent in tree for parent in _parents(name))
        }

    def _name(self, path: Any) -> str:
        return os.path.relpath(path, self.folder)

    def _open(self, path: Any, flags: int, mode: int = 0o777) -> int:
        is_new = not os.path.lexists(path)
        handle = os.open(path, flags, mode)
        name = self._name(path)
        if Path(path).is_dir():
            self.handles[handle] = name
            return handle
        if is_new:
            self.files[name] = File()
            self.namings.append(Naming("", name, self.files[name]))
        self.handles[handle] = self.files[name]
        return handle

    def _write(self, handle: int, data: Any) -> int:
        done = os.write(handle, data)
        file = self.handles[handle]
        assert isinstance(file, File)
        file.data += bytes(data[:done])
        return done

    def _fsync(self, handle: int) -> None:
        self.syncs += 1
        fails, what = self.syncs == self.fail_at, self.handles[handle]
        if self.broken(isinstance(what, str)):
            return
        if isinstance(what, File):
            what.dropped |= fails
            what.safe = what.safe if what.dropped else len(what.data)
        else:
            for naming in self.namings:
                if not naming.safe and what in (_folder(naming.old), _folder(naming.new)):
                    naming.dropped |= fails
                    naming.safe = not naming.dropped
        if fails:
            raise OSError(5, "Input/output error")

    def _close(self, handle: int) -> None:
        del self.handles[handle]
        os.close(handle)

    def _replace(self, old: Any, new: Any) -> None:
        Path(old).replace(new)
        self.files[self._name(new)] = self.files.pop(self._name(old))
        self.namings.append(Naming(self._name(old), self._name(new), self.files[self._name(new)]))

    def _unlink(self, path: Any) -> None:
        Path(path).unlink()
        self.namings.append(Naming(self._name(path), "", self.files.pop(self._name(path))))

    def _mkdir(self, path: Any, mode: int = 0o777) -> None:
        Path(path).mkdir(mode)
        self.namings.append(Naming("", self._name(path), None))

    def _rmdir(self, path: Any) -> None:
        Path(path).rmdir()
        self.namings.append(Naming(self._name(path), "", None))


def _folder(name: str) -> str | None:
    return str(Path(name).parent) if name else None


def _parents(name: str) -> list[str]:
    return [str(parent) for parent in Path(name).parents if str(parent) != "."]
