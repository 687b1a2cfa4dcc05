"""Export the article in a format that the user chooses, or like the last time."""

from __future__ import annotations

import os
from pathlib import Path

from .... import config as settings
from ....export import EXPORTERS
from ....model.errors import ReaderError
from ....readers.reading_progress import ProgressReceiver
from ....store import confinement, report_files
from ....workspace import exporting
from ....workspace.exporting import ExportRequest, ExportResult
from ...dialogs.export_dialog import ExportChoice, ExportDialog
from ..context import ReadingContext


async def choose(ctx: ReadingContext) -> None:
    """Ask for a format, tags and a path, and export the article."""
    made = settings.remembered(ctx.folders.state)
    name = made.export_format or "markdown"
    tags = (ctx.state.filter,) if ctx.state.filter else made.export_filter
    dialog = ExportDialog(
        formats=[(e.name, e.description) for e in EXPORTERS.values()],
        tags=ctx.session.state.tag_names(),
        suggest_path=lambda name: str(_proposed(ctx, name)),
        warning_for=lambda path: _remark(ctx, path),
        initial=ExportChoice(name, tags, str(_proposed(ctx, name))),
    )
    if choice := await ctx.ask(dialog):
        await write(ctx, choice)


async def again(ctx: ReadingContext) -> None:
    """Export the article with the format and tags of the last export."""
    made = settings.remembered(ctx.folders.state)
    if made.export_format not in EXPORTERS:
        await choose(ctx)
        return
    where = ctx.state.exported_to or report_files.last_path(ctx.folders.state, ctx.session.key)
    path = where or str(_proposed(ctx, made.export_format))
    await write(ctx, ExportChoice(made.export_format, made.export_filter, path))


def _remark(ctx: ReadingContext, path: str) -> str:
    """A warning about a path that is a symbolic link or an existing file, or ""."""
    target = Path(path).expanduser()
    if _is_proposed(ctx, target) and confinement.link_through(target):
        return "this is a symbolic link: choose another name"
    what = (
        "folder is there already: its notes are"
        if target.is_dir()
        else "file is there already: it is"
    )
    return f"this {what} replaced" if os.path.lexists(target) else ""


def _is_proposed(ctx: ReadingContext, path: Path) -> bool:
    """Whether a path is one that the program proposes."""
    return any(path == _proposed(ctx, name) for name in EXPORTERS)


def _proposed(ctx: ReadingContext, name: str) -> Path:
    """The path that is proposed for a format, in the folder of the notes."""
    beside = ctx.session.notes_path
    stem = beside.name.removesuffix(".notes.toml")
    suffix = EXPORTERS[name].suffix if name in EXPORTERS else ".md"
    # "report" in the name keeps the file from being listed as an article.
    return beside.with_name(f"{stem}.report{suffix}")


async def write(ctx: ReadingContext, choice: ExportChoice) -> None:
    """Export the article in a thread, because many annotations take seconds."""
    data = ctx.session.state.data
    path = Path(choice.path).expanduser()
    request = ExportRequest(
        format=choice.format,
        sources=[exporting.export_source(ctx.session, data.path or data.title)],
        folders=ctx.folders,
        config=ctx.config,
        tags=choice.tags,
        target=path,
        is_typed=not _is_proposed(ctx, path),
    )
    result = await ctx.work(
        f"Exporting as {choice.format}", lambda receiver: _exported(request, receiver)
    )
    if result is None:
        return
    _remember(ctx, choice, path)
    names = ", ".join(backup.name for backup in result.backups[:3])
    kept = f"; what was there is kept as {names}" if names else ""
    flagged = len(result.flagged)
    doubt = f"; {flagged} flagged: M shows the judgements" if flagged else ""
    ctx.toast(f"exported to {path}{kept}{doubt}", warn=bool(flagged))


def _exported(request: ExportRequest, receiver: ProgressReceiver) -> ExportResult:
    try:
        return exporting.export(request, receiver)
    except (ReaderError, OSError) as error:
        raise ReaderError(f"not exported: {error}") from error


def _remember(ctx: ReadingContext, choice: ExportChoice, path: Path) -> None:
    """Remember the format and the tags for all articles, and the path for this one."""
    ctx.remember(export_format=choice.format, export_filter=choice.tags)
    ctx.state.exported_to = "" if _is_proposed(ctx, path) else str(path.absolute())
    try:
        report_files.remember_path(ctx.folders.state, ctx.session.key, ctx.state.exported_to)
    except ReaderError as error:
        ctx.show_error(error)
