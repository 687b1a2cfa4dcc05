"""The command export: writes notes in a format for other readers or programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ..config import folders, load
from ..export import EXPORTERS, report_details
from ..export.redaction import PARTS
from ..model import visible
from ..model.errors import ReaderError
from ..model.reading_options import ReadingOptions
from ..workspace import exporting
from ..workspace.dossier_exporting import ExportSource
from ..workspace.exporting import ExportRequest, ExportResult
from .click_command import command
from .options import AS_NOTED, complete_file, complete_format, complete_tag, paths, reading_options
from .output import complain, on_terminal, say, say_file
from .sessions import print_messages, sessions
from .usage import UsageError


def _known_format(name: str) -> str:
    """The name of an export format, unchanged; raises UsageError if it is unknown."""
    if name not in EXPORTERS:
        raise UsageError(f"no format {name!r}; --to takes {', '.join(EXPORTERS)}")
    return name


def _parts(text: str) -> list[str]:
    """The parts to leave out, separated by commas; raises click.BadParameter if one is unknown."""
    parts = [part.strip() for part in text.split(",")]
    known = *PARTS, *report_details.PARTS
    wrong = next((part for part in parts if part not in known), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong!r} is none of {', '.join(known)}")
    return parts


@command(
    "export",
    """
    Writes the annotations of the articles, each with its exact passage. Of a folder, all articles
    with notes are taken, whatever their suffix. Notes files without their article are named on
    standard error.

    A report on several articles has under its title the note of their dossier: the Markdown that
    stands in `dossier.toml` as `note`.

    The reports weigh sources and claims. A judgement without a citation, or on a passage that is
    not sure, is flagged in them and named here: the report is written, and the command ends with 1.
    """,
    {
        "Formats": "\n".join(f"{one.name:13}{one.description}" for one in EXPORTERS.values()),
        "Examples": """
        reader export articles/ --to report --title "Orlec dam" -o report.md
        reader export articles/ --to report -o report.docx --without passages,appendix
        reader export fallujah.txt --to csv --without author,notes,paths
        reader export articles/ --to csv --tag claim > claims.csv
        reader export articles/ --to obsidian -o vault/
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
    help="Write to FILE, whole or not at all, instead of standard output; for obsidian, to a "
    "folder that is new, empty, or written by an export before.",
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
    "--title",
    metavar="TEXT",
    help="Give a report this title, which is remembered for the article or, with several articles, "
    "for their folder; an empty TEXT takes the titles of the articles again.",
)
@click.option(
    "--without",
    "left_out",
    metavar="PARTS",
    multiple=True,
    type=_parts,
    help="Leave out some of author (who annotated), notes (what they wrote beside the text, and "
    "why) and paths (names of files), separated by commas. What other programs added goes with "
    "them; judgements stay. Of a report for people: appendix, passages (the list of them), "
    "figures, chronology, texts.",
)
@click.option(
    "--full-text",
    is_flag=True,
    help="Add to a page (html, report-html) the full text of each article, with the cited passages "
    "marked. Mind the rights of those who published it.",
)
@reading_options(AS_NOTED)
def export(
    paths: Sequence[str],
    form: str,
    output: str | None,
    names: Sequence[str],
    title: str | None,
    left_out: Sequence[Sequence[str]],
    full_text: bool,
    options: ReadingOptions,
) -> int:
    """Export the annotations of articles."""
    failed: list[str] = []
    sources = _sources(paths, failed, options)
    if not sources:
        return 1
    form = _format_of_file(form, output)
    _require_output(form, output)
    where = folders()
    target = None if output is None or output == "-" else Path(output)
    is_device = target is not None and _is_device(target)
    request = ExportRequest(
        format=form,
        sources=sources,
        folders=where,
        config=load(where.config)[0],
        tags=names,
        left_out=_left_out(left_out, full_text),
        target=None if is_device else target,
        title=title,
    )
    result = exporting.export(request)
    if target is None:
        _print(result.data)
    elif is_device:
        target.write_bytes(result.data)
    _report_result(request, result, output)
    return 1 if failed or result.flagged else 0


def _left_out(chosen: Sequence[Sequence[str]], full_text: bool) -> list[str]:
    """The parts to leave out. Raises UsageError if full texts are asked for and left out."""
    parts = [part for parts in chosen for part in parts]
    if not full_text:
        return [*parts, *report_details.USUALLY_LEFT_OUT]
    if wrong := next((part for part in parts if part in report_details.USUALLY_LEFT_OUT), None):
        raise UsageError(f"--full-text and --without {wrong}: take one of them")
    return parts


def _report_result(request: ExportRequest, result: ExportResult, output: str | None) -> None:
    """Write what the user should know about an export to standard error."""
    for backup in result.backups:
        complain(f"{output}: what was there before is kept as {backup}")
    if EXPORTERS[request.format].is_report and len(request.sources) > 1 and not result.title:
        complain("the report has the titles of the articles; --title gives it one of its own")
    for line in (*result.flagged, *result.remarks):
        complain(line)


def _format_of_file(form: str, output: str | None) -> str:
    """The format of a file: a report is one for its suffix, such as report-docx for ".docx"."""
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    by_suffix = f"{form}-{suffix}"
    return by_suffix if by_suffix in EXPORTERS else form


def _require_output(form: str, output: str | None) -> None:
    """Raise UsageError if a format needs a file or folder and none is named."""
    if EXPORTERS[form].is_folder and output in (None, "-"):
        raise UsageError(f"{form} makes a folder; name it with -o")
    if output is None and EXPORTERS[form].binary and on_terminal():
        raise UsageError(f"{form} is nothing for a terminal; name a file with -o")


def _sources(
    paths: Sequence[str], failed: list[str], options: ReadingOptions
) -> list[ExportSource]:
    """The articles to export, those that cannot be opened being reported and added to `failed`.

    Raises ReaderError if there are none though nothing failed.
    """
    sources: list[ExportSource] = []
    for article, session in sessions(paths, failed, options=options):
        print_messages(session)
        sources.append(exporting.export_source(session, visible.displayable(article.name)))
    if not sources and not failed:
        raise ReaderError(f"{', '.join(paths)}: no notes to export")
    return sources


def _is_device(path: Path) -> bool:
    """Whether a path is a device or a pipe, which cannot be replaced, only written to."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _print(content: bytes) -> None:
    """Write an export to standard output: unchanged, or line by line if that is a terminal."""
    if on_terminal():
        for line in content.decode("utf-8", "replace").removesuffix("\n").split("\n"):
            say(line.removesuffix("\r"))
    else:
        say_file(content)
