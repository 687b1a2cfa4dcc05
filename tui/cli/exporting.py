"""The command export: notes in a format for others to read."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..config import folders, folders_for, load
from ..export import EXPORTERS, ExportDocument, flags
from ..export import export as exported
from ..export.export_document import include_referenced
from ..export.redaction import PARTS, redact
from ..model import filenames
from ..model.errors import ReaderError
from ..model.reading_options import ReadingOptions
from ..store import report_files
from .click_command import command
from .completion import complete_file, complete_format, complete_tag
from .inputs import InputArticle
from .options import AS_NOTED, paths, reading_options
from .output import complain, on_terminal, say, say_file
from .sessions import anchor_of, opened, pass_on, sessions, settings
from .usage import UsageError

if TYPE_CHECKING:
    from ..session import Session


def _known_format(name: str) -> str:
    """The name of a format as it is; raises UsageError for one that is unknown."""
    if name not in EXPORTERS:
        raise UsageError(f"no format {name!r}; --to takes {', '.join(EXPORTERS)}")
    return name


def _parts(text: str) -> list[str]:
    """What is to be left out, named with commas between; raises click.BadParameter."""
    parts = [part.strip() for part in text.split(",")]
    wrong = next((part for part in parts if part not in PARTS), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is none of {', '.join(PARTS)}")
    return parts


@command(
    "export",
    """
    Writes the annotations of the articles, each with its exact passage. Of a folder, all articles
    with notes are taken, whatever their suffix. Notes files without their article are named on
    standard error.

    The reports weigh sources and claims. A judgement without a citation, or on a passage that is
    not sure, is flagged in them and named here: the report is written, and the command ends with 1.
    """,
    {
        "Formats": "\n".join(f"{one.name:13}{one.description}" for one in EXPORTERS.values()),
        "Examples": """
        reader export articles/ --to report -o report.md
        reader export fallujah.txt --to csv --without author,notes,paths
        reader export articles/ --to csv --tag claim > claims.csv
        reader export fallujah.txt --to json --tag claim/denial --tag status | jq .
        """,
    },
)
@paths
@click.option(
    "--to",
    "form",
    metavar="FORMAT",
    required=True,
    type=_known_format,
    shell_complete=complete_format,
    help="Write one of the formats below.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    shell_complete=complete_file,
    help="Write to FILE, whole or not at all, instead of standard output.",
)
@click.option(
    "--tag",
    "names",
    metavar="NAME",
    multiple=True,
    shell_complete=complete_tag,
    help="Take only annotations with this tag or one below it. May be repeated.",
)
@click.option(
    "--without",
    "left_out",
    metavar="PARTS",
    multiple=True,
    type=_parts,
    help="Leave out some of author (who annotated), notes (what they wrote beside the text, and "
    "why) and paths (names of files), separated by commas. What other programs added goes with "
    "them; judgements stay.",
)
@reading_options(AS_NOTED)
def export(
    paths: Sequence[str],
    form: str,
    output: str | None,
    names: Sequence[str],
    left_out: Sequence[Sequence[str]],
    options: ReadingOptions,
) -> int:
    """Write the annotations of articles in a format."""
    exporter = EXPORTERS[form]
    failed: list[str] = []
    documents, exported_from = _documents(paths, failed, options)
    if output is None and exporter.binary and on_terminal():
        raise UsageError(f"{form} is nothing for a terminal; name a file with -o")
    if exporter.is_report:
        documents = include_referenced(
            documents, lambda number, path: _other(exported_from[number], path)
        )
    shown = redact(documents, [part for parts in left_out for part in parts])
    content = exported(form, shown, names)
    if output is None or output == "-":
        _print(content)
    else:
        _write(Path(output), content, exported_from)
    flagged, remarks = flags(form, shown, names)
    for line in (*flagged, *remarks):
        complain(line)
    return 1 if failed or flagged else 0


def _documents(
    paths: Sequence[str], failed: list[str], options: ReadingOptions
) -> tuple[list[ExportDocument], list[Session]]:
    """What is exported of each article, and the sessions on them; ReaderError where none is."""
    documents: list[ExportDocument] = []
    exported_from: list[Session] = []
    for article, session in sessions(paths, failed, options=options):
        pass_on(session)
        documents.append(_document(session, filenames.readable(article.name)))
        exported_from.append(session)
    if not documents:
        raise ReaderError(f"{', '.join(paths)}: no notes to export")
    return documents, exported_from


def _document(session: Session, name: str) -> ExportDocument:
    anchors = {a.id: anchor_of(session, a) for a in session.state.ordered()}
    return ExportDocument(session.document, session.notes(), session.state.codebook, anchors, name)


def _other(session: Session, reference: str) -> ExportDocument | None:
    """The article that one refers to; None where it cannot be read or is out of the dossier."""
    from ..session.surroundings import referred

    other = referred(session, reference)
    if other is None:
        return None
    with suppress(ReaderError):
        return _document(opened(InputArticle(reference, other), *settings()), reference)
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
    if backup := report_files.write(path, content, origins):
        complain(f"{path}: what was there before is kept as {backup}")
