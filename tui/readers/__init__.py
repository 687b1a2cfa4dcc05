"""Readers: a file or bytes -> a Document; each format is a module, imported when it is needed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

from ..model import filenames
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.reading_options import AS_USUAL, AUTOMATIC, ReadingOptions

Read = Callable[[bytes, str], Document]
"""(content of a file, its stem) -> the Document: the `read` of each module in READERS.

Those in OPTIONED take ReadingOptions as a third argument.
"""

READERS: dict[str, str] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mail",
    ".mht": "mail",
    ".pdf": "pdf",
    ".epub": "epub",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".eml": "mail",
    ".mbox": "mbox",
    ".msg": "msg",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".sbv": "subtitles",
    ".rtf": "rtf",
    ".odt": "odt",
    ".ott": "odt",
    ".fodt": "odt",
}
"""Suffix, in lower case -> the module here that reads it."""

OPTIONED = ("plain", "markdown", "html", "mail", "mbox", "msg", "subtitles")
"""The modules whose `read` takes ReadingOptions, since their files may be in any encoding."""

TEXTS = ("plain", "markdown")
"""The modules that run in the program's own process; the others are converters."""

LARGEST = 128 * 1024 * 1024
"""Bytes of the largest article: more than a hundred long novels."""
PICTURED = 256 * 1024 * 1024
"""Bytes of the largest article in a format that holds pictures too."""

_FIRST = 64 * 1024
"""Bytes that hold the first pages of a text."""

_NO_ARTICLE = (".notes.toml", "codebook.toml", ".report.md", ".report.html", ".report.docx")
"""How the names of our own files end: notes, codebooks, exported reports."""


def read(path: Path, options: ReadingOptions = AS_USUAL) -> Document:
    """The Document of a file. Of a suffix unknown here the content tells what it is.

    Raises ReaderError for what is missing, a folder, no regular file, not readable, larger than
    LARGEST or not text.
    """
    stem = filenames.readable(path.stem)
    return read_bytes(_content(path), stem=stem, suffix=path.suffix, path=path, options=options)


def read_bytes(
    data: bytes,
    *,
    stem: str,
    suffix: str = ".txt",
    path: Path | None = None,
    options: ReadingOptions = AS_USUAL,
) -> Document:
    """The Document of some bytes, such as those of standard input.

    Content that cannot be mistaken, such as that of a PDF, counts for more than the suffix.
    `stem` is the title of a text that has none of its own. ReaderError for more than LARGEST bytes,
    for what is no text, and for an encoding that is unknown.
    """
    from .sniff import reader_for, shown_raw

    _refuse_large(str(path or stem), len(data), suffix)
    if options.encoding == AUTOMATIC:
        options = replace(options, encoding="")
    try:
        named = READERS.get(suffix.lower())
        module = reader_for(data, named, ", ".join(READERS), options.encoding)
        document = _reader(module, options)(data, stem)
        raw = shown_raw(data, suffix) if module == "plain" else ()
        unused = _unused(module, options)
        found = (*raw, *unused, *document.remarks)
        remarks = tuple(f"{path or stem}: {remark}" for remark in found)
        return replace(document, path=path, remarks=remarks)
    except ReaderError as error:
        raise type(error)(f"{path or stem}: {error}") from error


def _unused(module: str, options: ReadingOptions) -> tuple[str, ...]:
    """A remark that the chosen encoding does not count in a format that tells its own."""
    if module in OPTIONED or not options.encoding:
        return ()
    from .decode import unused

    return (unused(options.encoding),)


def _reader(module: str, options: ReadingOptions = AS_USUAL) -> Read:
    """What makes the Document of a module's files: in this process for texts, else in another."""
    if module in TEXTS:
        return partial(import_module(f".{module}", __name__).read, options=options)
    from .worker.client import convert

    return partial(convert, module, options=options)


def beginning(path: Path, options: ReadingOptions = AS_USUAL) -> Document | None:
    """The first pages of a text, to be shown while all of it is read; its offsets are the same.

    None where only the whole file says what they are: of other formats, and of other encodings
    than UTF-8, the chosen one included.
    """
    module = READERS.get(path.suffix.lower())
    if options.encoding not in ("", AUTOMATIC) or module not in TEXTS or not is_regular(path):
        return None
    try:
        with path.open("rb") as file:
            data = file.read(_FIRST)
        if len(data) == _FIRST:
            data = data[: max(data.rfind(b"\n\n"), data.rfind(b"\n"), data.rfind(b" "), 0)]
        data.decode("utf-8")
        return _reader(module)(data, filenames.readable(path.stem))
    except (OSError, ValueError, ReaderError):
        return None


def readable(path: Path) -> bool:
    """Whether a path names a regular file of a known format that is no notes or codebook."""
    name = path.name.lower()
    known = path.suffix.lower() in READERS and not name.endswith(_NO_ARTICLE)
    return known and not name.startswith(".") and is_regular(path)


def _content(path: Path) -> bytes:
    try:
        # A pipe or device without a writer would hold open() for ever: look before opening, and
        # once more at what was really opened.
        _refuse_special(path, path.stat().st_mode)
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            _refuse_special(path, found.st_mode)
            _refuse_large(str(path), found.st_size, path.suffix)
            # A file that grows while it is read, or that says it is empty, as those of /proc do.
            return file.read(_largest(path.suffix) + 1)
    except FileNotFoundError as error:
        raise ReaderError(f"{path}: no such file; check the name") from error
    except (OSError, ValueError) as error:
        raise ReaderError(f"{path}: cannot be read ({reason(error)})") from error


def _refuse_special(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise ReaderError(f"{path}: this is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise ReaderError(f"{path}: not a regular file; copy its content into one, or pipe it in")


def _largest(suffix: str) -> int:
    return LARGEST if READERS.get(suffix.lower()) in (None, *TEXTS) else PICTURED


def _refuse_large(name: str, size: int, suffix: str) -> None:
    if size > _largest(suffix):
        most = _largest(suffix) // 1024**2
        raise ReaderError(f"{name}: larger than {most} MB, the most that opens; split it")


def reason(error: OSError | ValueError) -> str:
    """Why a file or folder cannot be read, as a clause in lower case."""
    if isinstance(error, OSError):
        if error.errno == errno.ELOOP:
            return "its links go in a circle"
        return (error.strerror or type(error).__name__).lower()
    return "the name holds a character that no file name can have"


def is_folder(path: Path) -> bool:
    """Whether a path names a folder that can be looked into; raises nothing."""
    try:
        return path.is_dir()
    except OSError:  # a folder above it is closed to us: reading will say so
        return False


def is_regular(path: Path) -> bool:
    """Whether a path leads to a regular file, links resolved; raises nothing."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
