"""What Python compiles anew at each start, kept in one file beside its other compiled files.

Until the first frame some 400 modules are imported, most of them Textual's. To look for each on
the path, and to open and read a file of its own, takes 50 of 295 ms; to compile the methods that
dataclasses write for themselves 40, and regular expressions 17: Python keeps neither. As it does
with compiled files, the time and the size of each source are compared, so that a module that was
changed is imported as ever. So is everything where the file is not there, or cannot be written.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import dataclasses
import marshal
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER, cache_from_source, spec_from_file_location
from threading import Lock
from types import CodeType, ModuleType
from typing import IO, Any, NamedTuple

_HEAD = 12
"""Bytes before the list of what is kept: Python's magic number, and how long the list is."""
_COMPILED, _PLAIN = 16, bytes(4)
"""Bytes before the code in a compiled file: magic number, flags, time and size of its source; the
flags of one that is compared by these (PEP 552)."""

Known = tuple[str, int, int, int, int]
"""A source, its time in seconds and its size in bytes; where its code begins and ends."""
Patterns = dict[tuple[str | bytes, int], tuple[Any, ...]]
"""What a regular expression with its flags is compiled to: what the engine is given."""

_compile = re._compiler.compile  # type: ignore[attr-defined]
_alone = Lock()
"""Held while the compiler has another engine, so that no other thread comes upon that."""


class _Start:
    """What is kept for a start, and at last what it needed."""

    def __init__(
        self,
        file: IO[bytes] | None,
        base: int,
        modules: dict[str, Known],
        methods: dict[str, CodeType],
        patterns: Patterns,
    ) -> None:
        """`methods` is the code of generated methods by their source."""
        self.file, self.base = file, base
        self.modules, self.methods, self.patterns = modules, methods, patterns
        self.is_complete = bool(modules)
        self.turn = Lock()
        """Taken by each thread that reads from the file."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """How to load a module that is kept, None where Python has to look for it."""
        known = self.modules.get(name)
        if known is None or self.file is None:
            return None
        source, *is_now, start, end = known
        if _stamp(source) != is_now:
            self.is_complete = False
            return None
        loader = _Loader(name, source)
        with self.turn:
            self.file.seek(self.base + start)
            code = self.file.read(end - start)
        loader.code = marshal.loads(code)
        inside = [os.path.dirname(source)] if source.endswith("__init__.py") else None
        return spec_from_file_location(
            name, source, loader=loader, submodule_search_locations=inside
        )

    def execute(
        self, source: str, names: dict[str, Any] | None = None, own: dict[str, Any] | None = None
    ) -> None:
        """What `exec` does in dataclasses."""
        code = self.methods.get(source)
        if code is None:
            code = self.methods[source] = compile(source, "<string>", "exec")
            self.is_complete = False
        exec(code, names, own)

    def pattern(self, source: str | bytes, flags: int = 0) -> re.Pattern[Any]:
        """What `compile` does in re."""
        key = source, int(flags)
        if key not in self.patterns:
            self.patterns[key] = _given(source, flags)
            self.is_complete = False
        made: re.Pattern[Any] = _sre.compile(*self.patterns[key])
        return made


def _given(source: str | bytes, flags: int) -> tuple[Any, ...]:
    """What the compiler of regular expressions gives to their engine."""
    engine = _Engine()
    with _alone:
        re._compiler._sre = engine  # type: ignore[attr-defined]
        try:
            _compile(source, flags)
        finally:
            re._compiler._sre = _sre  # type: ignore[attr-defined]
    return engine.given


class _Engine:
    """Stands for the engine, and notes what it is given."""

    given: tuple[Any, ...]

    def __getattr__(self, name: str) -> Any:
        return getattr(_sre, name)

    def compile(self, source: object, flags: int, code: list[int], *groups: Any) -> None:
        """Note it; as plain numbers, for those of the compiler have names too."""
        self.given = source, int(flags), [int(number) for number in code], *groups


class _Loader(SourceFileLoader):
    """Python's own, with the code at hand."""

    code: CodeType | None = None

    def get_code(self, fullname: str) -> CodeType | None:
        """The code that came along; whoever asks once more gets it as ever."""
        code, self.code = self.code, None
        return code or super().get_code(fullname)


_start: _Start | None = None


def use() -> None:
    """Take what is kept from now on, until `leave`; only where the command itself was started."""
    global _start
    # Started in any other way Python looks for modules in other places.
    if sys.path[0] == os.path.dirname(os.path.realpath(sys.argv[0])):
        _start = _kept() or _Start(None, 0, {}, {}, {})
        sys.meta_path.insert(0, _start)
        dataclasses.exec = _start.execute  # type: ignore[attr-defined]
        re._compiler.compile = _start.pattern  # type: ignore[attr-defined]


def is_first() -> bool:
    """Whether nothing is kept yet."""
    return _start is not None and not _start.modules


def _kept() -> _Start | None:
    try:
        # Unbuffered, and not mapped: the pages of 8 MB would count as the program's own memory.
        file = open(_place(), "rb", buffering=0)  # noqa: SIM115
    except OSError:
        return None
    try:
        head = file.read(_HEAD)
        length = int.from_bytes(head[4:], "little")
        if head[:4] == MAGIC_NUMBER and _HEAD + length < os.fstat(file.fileno()).st_size:
            here, *kept = marshal.loads(file.read(length))
            if here == [sys.version, *sys.path]:
                return _Start(file, _HEAD + length, *kept)
    except (OSError, ValueError, EOFError, TypeError):
        pass
    file.close()
    return None


class Needed(NamedTuple):
    """What a start needed: modules, each with its source, generated methods and patterns."""

    modules: dict[str, str]
    methods: dict[str, CodeType]
    patterns: Patterns


def leave() -> Needed | None:
    """Compile as ever from now on; what should be kept, None where it is, or must not be."""
    global _start
    start, _start = _start, None
    if start is None:
        return None
    sys.meta_path.remove(start)
    del dataclasses.exec  # type: ignore[attr-defined]
    with _alone:
        re._compiler.compile = _compile  # type: ignore[attr-defined]
    if start.file:
        start.file.close()
    known = {name: source for name, (source, *_) in start.modules.items()}
    loaded = _loaded()
    if start.is_complete and loaded.keys() <= known.keys():
        return None
    if sys.dont_write_bytecode or not os.access(os.path.dirname(_place()), os.W_OK):
        return None
    return Needed(known | loaded, dict(start.methods), dict(start.patterns))


def _loaded() -> dict[str, str]:
    """The modules that were imported from source files, and these."""
    specs = [getattr(module, "__spec__", None) for module in list(sys.modules.values())]
    return {s.name: s.origin for s in specs if s and isinstance(s.loader, SourceFileLoader)}


def keep(needed: Needed) -> None:
    """Keep what a start needed, for the next one; where that cannot be, nothing is kept."""
    from pathlib import Path

    from .model.errors import ReaderError
    from .store import atomic

    known: dict[str, Known] = {}
    parts: list[bytes] = []
    at = 0
    for name, source in needed.modules.items():
        with suppress(OSError):
            time, size = _stamp(source) or (0, 0)
            code = Path(cache_from_source(source)).read_bytes()
            if code[:_COMPILED] == MAGIC_NUMBER + _PLAIN + _word(time) + _word(size):
                parts.append(code[_COMPILED:])
                known[name] = source, time, size, at, at + len(parts[-1])
                at += len(parts[-1])
    here = [sys.version, *sys.path]
    with suppress(ReaderError, ValueError):  # ValueError: for what no file can hold
        head = marshal.dumps((here, known, needed.methods, needed.patterns))
        length = len(head).to_bytes(_HEAD - 4, "little")
        data = b"".join((MAGIC_NUMBER, length, head, *parts))
        atomic.write(Path(_place()), data)


def _place() -> str:
    """The file, named like the compiled ones beside it: Python's version is in it."""
    return cache_from_source(os.path.join(os.path.dirname(__file__), "start.py")) + ".kept"


def _stamp(source: str) -> list[int]:
    """The time and the size of a source; nothing where there is none."""
    try:
        status = os.stat(source)
    except OSError:
        return []
    return [int(status.st_mtime), status.st_size]


def _word(number: int) -> bytes:
    return (number & 0xFFFFFFFF).to_bytes(4, "little")
