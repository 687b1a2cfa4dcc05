"""Exporting: a report in a format that is chosen and remembered, and the same again."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from .... import config as settings
from ....export import EXPORTERS, ExportDocument, export, flags
from ....export.export_document import include_referenced
from ....model.errors import ReaderError
from ....session import Session
from ....session.open_session import open_session
from ....session.surroundings import origin, referred
from ....store import confinement, report_files
from ...dialogs.export_form import ExportChoice, ExportDialog
from ...dialogs.progress_dialog import Tell
from ..context import ReadingContext


class _Written(NamedTuple):
    """Where what was there is kept, and how many judgements the report flags."""

    backup: Path | None
    flagged: int


async def choose(ctx: ReadingContext) -> None:
    """Choose a format, a filter and a place, and write the report."""
    made = settings.remembered(ctx.folders.state)
    name = made.export_format or "markdown"
    tags = (ctx.state.filter,) if ctx.state.filter else made.export_filter
    dialog = ExportDialog(
        formats=[(e.name, e.description) for e in EXPORTERS.values()],
        tags=ctx.session.state.tag_names(),
        propose=lambda name: str(_proposed(ctx, name)),
        remark=lambda path: _remark(ctx, path),
        initial=ExportChoice(name, tags, str(_proposed(ctx, name))),
    )
    if choice := await ctx.ask(dialog):
        await write(ctx, choice)


async def again(ctx: ReadingContext) -> None:
    """Write the last export again, for this article."""
    made = settings.remembered(ctx.folders.state)
    if made.export_format not in EXPORTERS:
        await choose(ctx)
        return
    where = ctx.state.exported_to or report_files.last_path(ctx.folders.state, ctx.session.key)
    path = where or str(_proposed(ctx, made.export_format))
    await write(ctx, ExportChoice(made.export_format, made.export_filter, path))


def _remark(ctx: ReadingContext, path: str) -> str:
    """What the user should know before writing to a path; "" for a new file."""
    target = Path(path).expanduser()
    if _is_proposed(ctx, target) and confinement.link_through(target):
        return "this is a symbolic link: choose another name"
    return "this file is there already: it is replaced" if os.path.lexists(target) else ""


def _is_proposed(ctx: ReadingContext, path: Path) -> bool:
    """Whether the program chose a path, and not the user."""
    return any(path == _proposed(ctx, name) for name in EXPORTERS)


def _proposed(ctx: ReadingContext, name: str) -> Path:
    """The path of a report in a format, beside the notes."""
    beside = ctx.session.notes_path
    stem = beside.name.removesuffix(".notes.toml")
    suffix = EXPORTERS[name].suffix if name in EXPORTERS else ".md"
    # The suffix says what kind of report it is, and a report is never taken for an article.
    return beside.with_name(f"{stem}.report{suffix}")


async def write(ctx: ReadingContext, choice: ExportChoice) -> None:
    """Write the report, not in this thread: of 10,000 annotations it takes seconds."""
    first = _document(ctx.session, ctx.session.state.data.path or ctx.session.state.data.title)
    written = await ctx.work(
        f"Exporting as {choice.format}", lambda tell: _written(ctx, choice, first, tell)
    )
    if written is None:
        return
    path = Path(choice.path).expanduser()
    _remember(ctx, choice, path)
    kept = f"; what was there is kept as {written.backup.name}" if written.backup else ""
    doubt = f"; {written.flagged} flagged: M shows the judgements" if written.flagged else ""
    ctx.toast(f"exported to {path}{kept}{doubt}", warn=bool(written.flagged))


def _remember(ctx: ReadingContext, choice: ExportChoice, path: Path) -> None:
    """Keep the format and the tags for every article, and the path for this one."""
    ctx.remember(export_format=choice.format, export_filter=choice.tags)
    ctx.state.exported_to = "" if _is_proposed(ctx, path) else str(path.absolute())
    try:
        report_files.remember_path(ctx.folders.state, ctx.session.key, ctx.state.exported_to)
    except ReaderError as error:
        ctx.show_error(error)


def _written(
    ctx: ReadingContext, choice: ExportChoice, first: ExportDocument, tell: Tell
) -> _Written:
    documents = [first]
    try:
        if EXPORTERS[choice.format].is_report:
            documents = include_referenced(documents, lambda number, path: _other(ctx, path))
        tell(0.1)
        content = export(choice.format, documents, choice.tags)
        tell(0.8)
        flagged = len(flags(choice.format, documents, choice.tags)[0])
        tell(0.9)
        path = Path(choice.path).expanduser()
        origins = [origin(ctx.session, ctx.folders.state)]
        backup = report_files.write(path, content, origins, is_typed=not _is_proposed(ctx, path))
        return _Written(backup, flagged)
    except (ReaderError, OSError) as error:
        raise ReaderError(f"not exported: {error}") from error


def _other(ctx: ReadingContext, path: str) -> ExportDocument | None:
    """The article that this one refers to; None where it cannot or may not be read."""
    there = referred(ctx.session, path)
    if there is None:
        return None
    own = settings.folders_for(there, ctx.folders, ctx.config)
    with suppress(ReaderError):
        other = open_session(there, folders=own, config=ctx.config)
        return _document(other, path)
    return None


def _document(session: Session, path: str) -> ExportDocument:
    known = session.document, session.notes(), session.state.codebook, dict(session.state.anchors)
    return ExportDocument(*known, path)
