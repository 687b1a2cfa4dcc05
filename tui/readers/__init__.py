"""Readers turn a file or bytes into a Document; a format's module is imported when needed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path

from ..model import visible
from ..model.document import Document
from ..model.errors import ReaderError
from ..model.file_names import CODEBOOK_NAME, DOSSIER_NAME, NOTES_SUFFIX
from ..model.patterns import lazily
from ..model.reading_options import AUTOMATIC, NO_CHOICES, ReadingOptions

Read = Callable[[bytes, str], Document]
"""A reader: takes the content of a file and its stem, returns the Document.

The modules in TAKE_OPTIONS accept ReadingOptions as a third argument.
"""

READERS: dict[str, str] = {
    ".txt": "plain", ".text": "plain", ".md": "markdown", ".markdown": "markdown", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".mhtml": "mail", ".mht": "mail", ".pdf": "pdf",
    ".epub": "epub", ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".eml": "mail",
    ".mbox": "mbox", ".msg": "msg", ".srt": "subtitles", ".vtt": "subtitles", ".sbv": "subtitles",
    ".rtf": "rtf", ".odt": "odt", ".ott": "odt", ".fodt": "odt",
}  # fmt: skip
"""File suffix in lower case -> the module of this package that reads such files."""

TAKE_OPTIONS = ("plain", "markdown", "html", "mail", "mbox", "msg", "subtitles")
"""Modules whose `read` takes ReadingOptions: their files may be in any encoding."""

IN_PROCESS = ("plain", "markdown")
"""Modules that run in the program's own process; all others run in the worker process."""

LARGEST = 128 * 1024 * 1024
"""Size limit of an article, in bytes: more than a hundred long novels."""
LARGEST_WITH_PICTURES = 256 * 1024 * 1024
"""Size limit, in bytes, of an article in a format that may contain pictures."""

_FIRST = 64 * 1024
"""Bytes that `beginning` reads: enough for the first pages of a text."""

_OWN_FILE_ENDINGS = (
    *(NOTES_SUFFIX, CODEBOOK_NAME, DOSSIER_NAME),
    *(".report.md", ".report.html", ".report.docx", ".report.odt"),
    *(".findings.md", ".findings.html", ".findings.docx", ".findings.odt"),
)
"""Endings of the names of files that the program writes: notes, codebooks, dossiers, reports."""

_BACKUP_OR_LOCK = lazily(r"\.(?:bak|damaged)\d*$|^\..*\.lock$")


def read(path: Path, options: ReadingOptions = NO_CHOICES) -> Document:
    """Read a file as a Document. If its suffix is unknown, the format is detected from the content.

    Raises ReaderError if the path does not exist, is a folder or a special file, cannot be read, is
    larger than the limit, or is not text.
    """
    stem = visible.displayable(path.stem)
    return read_bytes(_content(path), stem=stem, suffix=path.suffix, path=path, options=options)


def read_bytes(
    data: bytes,
    *,
    stem: str,
    suffix: str = ".txt",
    path: Path | None = None,
    options: ReadingOptions = NO_CHOICES,
) -> Document:
    """Read bytes, such as those of standard input, as a Document.

    A format that is certain from the content, such as PDF, takes precedence over the suffix. `stem`
    becomes the title if the text has none. Raises ReaderError if the data exceed the size limit,
    are not text, or if the encoding in `options` is unknown.
    """
    from .sniff import reader_for, remarks_on_markup

    _refuse_large(str(path or stem), len(data), suffix)
    if options.encoding == AUTOMATIC:
        options = options._replace(encoding="")
    try:
        named = READERS.get(suffix.lower())
        module = reader_for(data, named, ", ".join(READERS), options.encoding)
        document = _reader(module, options)(data, stem)
        raw = remarks_on_markup(data, suffix) if module == "plain" else ()
        unused = _unused(module, options)
        found = (*raw, *unused, *document.remarks)
        remarks = tuple(f"{path or stem}: {remark}" for remark in found)
        return replace(document, path=path, remarks=remarks)
    except ReaderError as error:
        raise type(error)(f"{path or stem}: {error}") from error


def _unused(module: str, options: ReadingOptions) -> tuple[str, ...]:
    """A remark that the encoding chosen by the user has no effect on this format, or nothing."""
    if module in TAKE_OPTIONS or not options.encoding:
        return ()
    from .decode import unused

    return (unused(options.encoding),)


def _reader(module: str, options: ReadingOptions = NO_CHOICES) -> Read:
    """The read function of a module, wrapped to run in the worker process if it is a converter."""
    if module in IN_PROCESS:
        return partial(import_module(f".{module}", __name__).read, options=options)
    from .worker.client import convert

    return partial(convert, module, options=options)


def beginning(path: Path, options: ReadingOptions = NO_CHOICES) -> Document | None:
    """Read the first pages of a text, to be shown while the rest is read; its offsets are final.

    Returns None unless the file is plain text or Markdown in UTF-8 and the user chose no other
    encoding: in all other cases the whole file is needed.
    """
    module = READERS.get(path.suffix.lower())
    if options.encoding not in ("", AUTOMATIC) or module not in IN_PROCESS or not is_regular(path):
        return None
    try:
        with path.open("rb") as file:
            data = file.read(_FIRST)
        if len(data) == _FIRST:
            data = data[: max(data.rfind(b"\n\n"), data.rfind(b"\n"), data.rfind(b" "), 0)]
        data.decode("utf-8")
        return _reader(module)(data, visible.displayable(path.stem))
    except (OSError, ValueError, ReaderError):
        return None


def readable(path: Path) -> bool:
    """Whether a path is a regular file of a known format that the program does not write itself."""
    return is_known_name(path.name) and is_regular(path)


def is_known_name(name: str) -> bool:
    """Whether files of this name have a known format and are not written by the program itself."""
    known = os.path.splitext(name)[1].lower() in READERS and not name.startswith(".")  # noqa: PTH122
    return known and not is_own_name(name)


def is_own_name(name: str) -> bool:
    """Whether the program itself writes files of this name."""
    name = name.lower()
    return name.endswith(_OWN_FILE_ENDINGS) or _BACKUP_OR_LOCK.search(name) is not None


def _content(path: Path) -> bytes:
    try:
        # Opening a pipe or device without a writer would block for ever, so the type is checked
        # before opening, and again on the opened file.
        _refuse_special(path, path.stat().st_mode)
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            _refuse_special(path, found.st_mode)
            _refuse_large(str(path), found.st_size, path.suffix)
            # The limit is applied again: a file may grow while it is read, and files in /proc
            # report size 0.
            return file.read(_largest(path.suffix) + 1)
    except FileNotFoundError as error:
        from .missing_files import missing_file

        raise missing_file(path) from error
    except (OSError, ValueError) as error:
        raise ReaderError(f"{path}: cannot be read ({reason(error)})") from error


def _refuse_special(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise ReaderError(f"{path}: this is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise ReaderError(f"{path}: not a regular file; copy its content into one, or pipe it in")


def _largest(suffix: str) -> int:
    return LARGEST if READERS.get(suffix.lower()) in (None, *IN_PROCESS) else LARGEST_WITH_PICTURES


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
    """Whether a path is a folder that can be accessed; raises nothing."""
    try:
        return path.is_dir()
    except OSError:  # no permission for a parent folder: reading will report it
        return False


def is_regular(path: Path) -> bool:
    """Whether a path is a regular file after links are resolved; raises nothing."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
