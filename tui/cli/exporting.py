"""The command export: notes in a format for others to read."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import folders
from ..model.errors import ReaderError
from ..store import reports
from .inputs import Article
from .output import complain, say
from .sessions import anchor_of, opened, pass_on, sessions, settings
from .words import UsageError

if TYPE_CHECKING:
    from ..export import Exhibit
    from ..session import Session


def export(arguments: Namespace) -> int:
    """Write the annotations of articles in a format."""
    from ..export import EXPORTERS, flags
    from ..export import export as exported
    from ..export.referred import completed
    from ..export.without import without

    if arguments.to not in EXPORTERS:
        formats = ", ".join(EXPORTERS)
        raise UsageError(f"no format {arguments.to!r}; --to takes {formats}")
    failed: list[str] = []
    exhibits: list[Exhibit] = []
    places: list[Path | None] = []
    own: list[Path | None] = []
    for article, session in sessions(arguments.paths, failed, arguments.encoding):
        pass_on(session)
        exhibits.append(_exhibit(session, article.name))
        places.append(article.path)
        own += (article.path, session.notes_path, session.codebook_path)
    if not exhibits:
        raise ReaderError(f"{', '.join(arguments.paths)}: no notes to export")
    if arguments.output is None and EXPORTERS[arguments.to].binary and sys.stdout.isatty():
        raise UsageError(f"{arguments.to} is nothing for a terminal; name a file with -o")
    if EXPORTERS[arguments.to].is_report:
        exhibits = completed(exhibits, lambda number, path: _other(places[number], path))
    shown = without(exhibits, arguments.without)
    content = exported(arguments.to, shown, arguments.tag)
    if arguments.output in (None, "-"):
        _print(content)
    else:
        _write(Path(arguments.output), content, own)
    flagged, remarks = flags(arguments.to, shown, arguments.tag)
    for line in (*flagged, *remarks):
        complain(line)
    return 1 if failed or flagged else 0


def _exhibit(session: Session, name: str) -> Exhibit:
    from ..export import Exhibit

    anchors = {a.id: anchor_of(session, a) for a in session.ordered()}
    return Exhibit(session.document, session.notes(), session.codebook, anchors, name)


def _other(article: Path | None, path: str) -> Exhibit | None:
    """The article at a path beside another one; None where it cannot be read."""
    if article is None:
        return None
    other = article.parent / path
    with suppress(ReaderError):
        return _exhibit(opened(Article(path, other), *settings()), path)
    return None


def _print(content: bytes) -> None:
    """Put an export to standard output: as it is, or line by line where a terminal shows it."""
    if sys.stdout.isatty():
        for line in content.decode("utf-8", "replace").removesuffix("\n").split("\n"):
            say(line.removesuffix("\r"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def _write(path: Path, content: bytes, own: list[Path | None]) -> None:
    """Put an export into a file, but never over what it was made from. Raises ReaderError."""
    if path.exists() and not path.is_file() and not path.is_dir():
        # A device or a pipe cannot be replaced, only written to.
        path.write_bytes(content)
    elif backup := reports.write(path, content, folders().state, own):
        complain(f"{path}: what was there before is kept as {backup}")
