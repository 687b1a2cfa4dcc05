"""Export the article or its folder in a format that the user chooses, or like the last time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .... import config as settings
from ....export import EXPORTERS
from ....library import walking
from ....model.errors import ReaderError
from ....readers.reading_progress import ProgressReceiver
from ....store import report_files
from ....workspace import exporting
from ....workspace.export_proposals import is_proposed, path_remark, proposed_path
from ....workspace.exporting import ExportRequest, ExportResult
from ....workspace.folder_exporting import open_annotated, path_in, proposed_title
from ...dialogs.export_dialog import ExportChoice, ExportDialog, ExportSubject
from ...display import one_line
from ...export_form import (
    FIRST_FORMAT,
    PARTS,
    exported,
    format_rows,
    known_parts,
    needs_attention,
    result_message,
)
from ..context import ReadingContext


async def choose(ctx: ReadingContext) -> None:
    """Ask for a format, the articles, a title, tags and a path, and export them."""
    made = settings.remembered(ctx.folders.state)
    name = made.export_format if made.export_format in EXPORTERS else FIRST_FORMAT
    tags = (ctx.state.filter,) if ctx.state.filter else made.export_filter
    beside = _places(ctx)
    dialog = ExportDialog(
        formats=format_rows(),
        subjects=_subjects(ctx),
        tags=ctx.session.state.tag_names(),
        parts=PARTS,
        suggest_path=lambda name, subject: str(proposed_path(beside[subject], name)),
        warning_for=lambda path: _remark(ctx, Path(path).expanduser()),
        initial=ExportChoice(
            name,
            tags,
            str(proposed_path(beside[0], name)),
            left_out=known_parts(made.export_left_out),
        ),
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
    path = where or str(proposed_path(_places(ctx)[0], made.export_format))
    left_out = known_parts(made.export_left_out)
    await write(ctx, ExportChoice(made.export_format, made.export_filter, path, left_out=left_out))


def _folder(ctx: ReadingContext) -> Path | None:
    """The folder whose list the article was opened from, else its own; None without a file."""
    path, home = ctx.session.document.path, ctx.folder_links.home
    if path is None:
        return None
    return home if home and path.is_relative_to(home) else path.parent


def _subjects(ctx: ReadingContext) -> list[ExportSubject]:
    """The article and, if it is a file, all articles of its folder."""
    source = exporting.export_source(ctx.session, "")
    request = ExportRequest("", [source], ctx.folders, ctx.config)
    subjects = [ExportSubject("this article", exporting.last_title(request))]
    if folder := _folder(ctx):
        # The title of a folder is found from any two of its articles.
        title = exporting.last_title(replace(request, sources=[source, source]))
        label = f"all articles with notes in {one_line(folder.resolve().name or '/')}"
        subjects.append(ExportSubject(label, title, proposed_title(folder)))
    return subjects


def _places(ctx: ReadingContext) -> list[Path]:
    """The paths beside which exports of the article and of its folder are proposed."""
    notes, folder = ctx.session.notes_path, _folder(ctx)
    places = [notes.with_name(notes.name.removesuffix(".notes.toml"))]
    return [*places, path_in(folder)] if folder else places


def _is_proposed(ctx: ReadingContext, path: Path) -> bool:
    return any(is_proposed(beside, path) for beside in _places(ctx))


def _remark(ctx: ReadingContext, path: Path) -> str:
    return next((r for beside in _places(ctx) if (r := path_remark(beside, path))), "")


async def write(ctx: ReadingContext, choice: ExportChoice) -> None:
    """Export the article or its folder in a thread, because many annotations take seconds."""
    data = ctx.session.state.data
    path = Path(choice.path).expanduser()
    folder = _folder(ctx) if choice.subject else None
    request = ExportRequest(
        format=choice.format,
        sources=[exporting.export_source(ctx.session, data.path or data.title)],
        folders=ctx.folders,
        config=ctx.config,
        tags=choice.tags,
        left_out=choice.left_out,
        target=path,
        is_typed=not _is_proposed(ctx, path),
        title=choice.title,
        proposed_title=proposed_title(folder) if folder else "",
    )
    problems = list[str]()

    def work(receiver: ProgressReceiver) -> tuple[ExportRequest, ExportResult]:
        made = request
        if folder:
            found = walking.articles(folder, ctx.folders, ctx.config)
            opened = open_annotated(found, ctx.config, receiver, ctx.session)
            made = replace(request, sources=opened.sources)
            problems.extend(opened.problems)
        return made, exported(made, receiver)

    done = await ctx.work(f"Exporting as {choice.format}", work)
    if done is None:
        return
    _remember(ctx, choice, path)
    if problems:
        ctx.toast(f"left out: {problems[0]}", warn=True)
    ctx.toast(result_message(*done), needs_attention(*done), keep_earlier=bool(problems))


def _remember(ctx: ReadingContext, choice: ExportChoice, path: Path) -> None:
    """Remember the format and the tags for all articles, and the path for this one."""
    ctx.remember(
        export_format=choice.format, export_filter=choice.tags, export_left_out=choice.left_out
    )
    if choice.subject:
        return
    ctx.state.exported_to = "" if _is_proposed(ctx, path) else str(path.absolute())
    try:
        report_files.remember_path(ctx.folders.state, ctx.session.key, ctx.state.exported_to)
    except ReaderError as error:
        ctx.show_error(error)
