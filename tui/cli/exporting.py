"""The command export: notes in a format for others to read."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from ..model.errors import ReaderError
from ..store import atomic
from .inputs import is_folder
from .output import say
from .sessions import anchor_of, pass_on, sessions
from .usage import UsageError


def export(arguments: Namespace) -> int:
    """Write the annotations of articles in a format."""
    from ..export import EXPORTERS, Exhibit
    from ..export import export as exported

    if arguments.to not in EXPORTERS:
        formats = ", ".join(EXPORTERS)
        raise UsageError(f"no format {arguments.to!r}; --to takes {formats}")
    failed: list[str] = []
    exhibits: list[Exhibit] = []
    own: set[str] = set()
    for article, session in sessions(arguments.paths, failed):
        pass_on(session)
        anchors = {a.id: anchor_of(session, a) for a in session.ordered()}
        known = (session.document, session.notes(), session.codebook, anchors)
        exhibits.append(Exhibit(*known, path=article.name))
        paths = (article.path, session.notes_path, session.codebook_path)
        own |= {os.path.realpath(path) for path in paths if path}
    if not exhibits:
        raise ReaderError(f"{', '.join(arguments.paths)}: no notes to export")
    content = exported(arguments.to, exhibits, arguments.tag)
    if arguments.output in (None, "-"):
        _print(content)
    else:
        _write(Path(arguments.output), content, own)
    return 1 if failed else 0


def _print(content: bytes) -> None:
    """Put an export to standard output: as it is, or line by line where a terminal shows it."""
    if sys.stdout.isatty():
        for line in content.decode("utf-8", "replace").removesuffix("\n").split("\n"):
            say(line.removesuffix("\r"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def _write(path: Path, content: bytes, own: set[str]) -> None:
    """Put an export into a file, but never over what it was made from. Raises ReaderError."""
    if is_folder(path):
        raise ReaderError(f"{path}: is a folder; name a file in it")
    if os.path.realpath(path) in own:
        raise ReaderError(f"{path}: is a file that the export was made from; choose another name")
    if path.exists() and not path.is_file():
        # A device or a pipe cannot be replaced, only written to.
        path.write_bytes(content)
    else:
        atomic.write(path, content)
