"""PDF -> a Document: PDFium reads it in a process of its own, within bounds of memory and time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from ..model.document import Document
from ..model.errors import ReaderError
from . import bounds, progress
from .assemble import assemble, clean, told
from .pdf_layout import parts_of
from .pdf_lines import Line

READER = "pdf 1"
"""Name and version of what makes the text: it grows when the same file gives another one."""

_REFUSED = {
    "password": "encrypted; open it with its password and save it without one",
    "damaged": "a damaged PDF; fetch the file again",
    "memory": "this PDF needs more memory than a document does; it is not opened",
    # It crashed, or was stopped at a limit; which of the two, the system does not say.
    "stopped": "a damaged PDF, or one that needs more memory than a document does; fetch it again",
    "text": "more text in this PDF than a document holds; split it",
}
_EVERY = 0.1
"""Seconds between looks at how far the worker has come."""
_SHARE = re.compile(rb"^page (\d+) of (\d+)$", re.MULTILINE)
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_NO_TITLE = re.compile(
    r"untitled.*|.*\.(?:docx?|odt|rtf|tex|dvi|indd|pdf|qxd|pptx?|xlsx?)|microsoft \w+ - .*|\W*|\d+",
    re.IGNORECASE,
)


def read(data: bytes, stem: str) -> Document:
    """The Document of a PDF, with its pages.

    Raises ReaderError for one that is damaged, encrypted, without text (scanned), or too large.
    """
    said = _said(data)
    error = said.get("error")
    if error == "pages":
        most = f"{said['count']:,} pages, more than the {bounds.PAGES:,} that open; split it"
        raise ReaderError(most)
    if error:
        raise ReaderError(_REFUSED[error])
    pages = [
        [Line._make((*line, number)) for line in lines]
        for number, lines in enumerate(said["pages"], 1)
    ]
    parts = list(parts_of(pages))
    if not parts:
        raise ReaderError(
            "a PDF without text, most likely scanned; have its text recognised (OCR) and open that"
        )
    return assemble(
        parts,
        stem=stem,
        title="" if any(part.kind == "title" for part in parts) else _title(said["title"]),
        data={
            "author": clean(said["author"]),
            "date": _date(said["date"]),
            **told(parts),
            "reader": READER,
        },
    )


def _said(data: bytes) -> dict[str, Any]:
    """What the worker says of a PDF."""
    limits = (bounds.SECONDS, bounds.MEMORY, bounds.PAGES, bounds.TEXT)
    # -P: the folder that the user is in must not be searched for modules.
    command = [sys.executable, "-P", "-m", f"{__package__}.pdf_worker", *map(str, limits)]
    root = str(Path(__file__).resolve().parents[2])
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root, "PYTHONUTF8": "1"},
    )
    with process:
        try:
            out, err = _waited_for(process, data)
        finally:
            process.kill()
    try:
        said = json.loads(out)
    except ValueError:
        said = {"error": "memory" if b"MemoryError" in err else "stopped"}
    found: dict[str, Any] = said
    return found


def _waited_for(process: subprocess.Popen[bytes], data: bytes) -> tuple[bytes, bytes]:
    """What the worker writes; meanwhile the share of the pages is told."""
    begun = time.monotonic()
    given: bytes | None = data
    while True:
        try:
            return process.communicate(given, timeout=min(_EVERY, bounds.SECONDS))
        except subprocess.TimeoutExpired as waiting:
            given = None
            if time.monotonic() - begun >= bounds.SECONDS:
                raise ReaderError(f"not read within {bounds.SECONDS} seconds; split it") from None
            shares = _SHARE.findall(waiting.stderr or b"")
            # Told before the first page too, which may be one that takes long.
            page, pages = map(int, shares[-1]) if shares else (0, 1)
            progress.done(page / pages)


def _title(said: str) -> str:
    """The title that a PDF bears, unless a program put a file's name or the like there."""
    title = " ".join(clean(said).split())
    return "" if _NO_TITLE.fullmatch(title) else title


def _date(said: str) -> str:
    """2015-07-09 for D:20150709123000Z, as far as it is given."""
    match = _DATE.match(said)
    return "-".join(filter(None, match.groups())) if match else ""
