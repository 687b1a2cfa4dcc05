"""The command export: notes in a format for others to read."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import folders, folders_for, load
from ..model import filenames
from ..model.errors import ReaderError
from ..store import reports
from .inputs import Article
from .output import complain, on_terminal, say, say_file
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
    exported_from: list[Session] = []
    for article, session in sessions(arguments.paths, failed, options=arguments.options):
        pass_on(session)
        exhibits.append(_exhibit(session, filenames.readable(article.name)))
        exported_from.append(session)
    if not exhibits:
        raise ReaderError(f"{', '.join(arguments.paths)}: no notes to export")
    if arguments.output is None and EXPORTERS[arguments.to].binary and on_terminal():
        raise UsageError(f"{arguments.to} is nothing for a terminal; name a file with -o")
    if EXPORTERS[arguments.to].is_report:
        exhibits = completed(exhibits, lambda number, path: _other(exported_from[number], path))
    shown = without(exhibits, arguments.without)
    content = exported(arguments.to, shown, arguments.tag)
    if arguments.output in (None, "-"):
        _print(content)
    else:
        _write(Path(arguments.output), content, exported_from)
    flagged, remarks = flags(arguments.to, shown, arguments.tag)
    for line in (*flagged, *remarks):
        complain(line)
    return 1 if failed or flagged else 0


def _exhibit(session: Session, name: str) -> Exhibit:
    from ..export import Exhibit

    anchors = {a.id: anchor_of(session, a) for a in session.state.ordered()}
    return Exhibit(session.document, session.notes(), session.state.codebook, anchors, name)


def _other(session: Session, reference: str) -> Exhibit | None:
    """The article that one refers to; None where it cannot be read or is out of the dossier."""
    from ..session.surroundings import referred

    other = referred(session, reference)
    if other is None:
        return None
    with suppress(ReaderError):
        return _exhibit(opened(Article(reference, other), *settings()), reference)
    return None


def _print(content: bytes) -> None:
    """Put an export to standard output: as it is, or line by line where a terminal shows it."""
    if on_terminal():
        for line in content.decode("utf-8", "replace").removesuffix("\n").split("\n"):
            say(line.removesuffix("\r"))
    else:
        say_file(content)


def _write(path: Path, content: bytes, exported_from: Sequence[Session]) -> None:
    """Put an export into a file, but never over what it was made from. Raises ReaderError."""
    if path.exists() and not path.is_file() and not path.is_dir():
        # A device or a pipe cannot be replaced, only written to.
        path.write_bytes(content)
        return
    from ..session.surroundings import origin

    where, config = folders(), load(folders().config)[0]
    origins = [
        origin(session, folders_for(session.document.path, where, config).state)
        for session in exported_from
    ]
    if backup := reports.write(path, content, origins):
        complain(f"{path}: what was there before is kept as {backup}")
