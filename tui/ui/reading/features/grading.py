"""Grade sources and statements by the Admiralty system."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from ....model import edits
from ....model.annotation_changes import Target
from ....workspace.drafts import target_name
from ...dialogs.data_form import DataForm
from ...dialogs.grade_dialog import GradeDialog
from ..context import ReadingContext
from ..target_dialogs import PermittedTarget, ask_target, ask_whose


async def grade(ctx: ReadingContext) -> None:
    """Ask for the grades of the target's source and statement, and for reasons if wanted."""
    at = await ask_target(ctx) if ctx.has_text() else None
    chosen = await ask_whose(ctx, at, "credibility") if at else None
    if chosen is None:
        return
    target, permitted = chosen
    annotation = ctx.session.state.at(target)
    source = ctx.session.state.speaker_of(target)
    given = await ctx.ask(
        GradeDialog(
            source.name if source else "",
            source.reliability if source else "",
            annotation.credibility if annotation else 0,
            ctx.config.aliases,
        )
    )
    if given is None:
        return
    edit = partial(edits.grade, ctx.session.state, target, given.reliability, given.credibility)
    if await ctx.commit(edit, [target.span], permitted) is None:
        return
    if source and source.reliability and given.reliability not in (None, source.reliability):
        where = "article" if ctx.session.state.dossier is None else "dossier"
        grades = f"{source.reliability} → {given.reliability or 'not graded'}"
        ctx.toast(f"{source.name}: {grades}, in the whole {where}")
    if given.with_reasons:
        await _ask_reasons(ctx, chosen)


async def _ask_reasons(ctx: ReadingContext, chosen: PermittedTarget) -> None:
    """Ask for the reasons of the grades of source and statement."""
    target, permitted = chosen
    annotation = ctx.session.state.at(target)
    source = ctx.session.state.speaker_of(target)
    fields = {"credibility": ("Statement", "why it is graded so")}
    values = {"credibility": annotation.reason if annotation else ""}
    if source:
        fields = {"reliability": ("Source", f"why {source.name} is graded so"), **fields}
        values["reliability"] = source.reason
    form = DataForm(values, fields, "Reasons for the grades")
    reasons = await ctx.ask(form, draft=f"reasons {target_name(target)}")
    if reasons is not None:
        await keep_reasons(ctx, target, permitted, reasons)


async def keep_reasons(
    ctx: ReadingContext, target: Target, permitted: tuple[str, ...], changed: Mapping[str, str]
) -> bool:
    """Set one or both reasons of a target's grades. Returns whether that succeeded."""
    annotation, source = ctx.session.state.at(target), ctx.session.state.speaker_of(target)
    of_source = changed.get("reliability", source.reason if source else "")
    of_statement = changed.get("credibility", annotation.reason if annotation else "")
    edit = partial(edits.give_reasons, ctx.session.state, target, of_source, of_statement)
    return await ctx.commit(edit, [target.span], permitted) is not None
