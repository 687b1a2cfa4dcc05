"""Apply what was typed into a form or a line when the program ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from ....model.annotation import RELATIONS, Link
from ....model.codebook import normal_name
from ....workspace.drafts import subject_of
from ...dialogs.dialog import LINE
from .. import form_drafts
from ..context import ReadingContext
from . import article_data, grading, link, source, tag_admin


async def restore(ctx: ReadingContext, id: str, text: str) -> bool:
    """Apply the text of a draft. Returns False if what the form was about is gone."""
    kind, _, about = id.partition(" ")
    known = _RESTORERS.get(kind)
    return known is not None and await known(ctx, about, form_drafts.fields(text))


async def _data(ctx: ReadingContext, about: str, typed: Mapping[str, str]) -> bool:
    return await article_data.keep(ctx, typed)


async def _source(ctx: ReadingContext, id: str, typed: Mapping[str, str]) -> bool:
    await source.read_elsewhere(ctx)
    return ctx.session.state.source(id) is not None and await source.keep(ctx, id, typed)


async def _reasons(ctx: ReadingContext, name: str, typed: Mapping[str, str]) -> bool:
    target = subject_of(name, ctx.session.state.annotations).target
    return target is not None and await grading.keep_reasons(ctx, target, (), typed)


async def _description(ctx: ReadingContext, tag: str, typed: Mapping[str, str]) -> bool:
    name = ctx.session.state.codebook.current(tag)
    return await tag_admin.set_description(ctx, name, typed.get(LINE, ""))


async def _link(ctx: ReadingContext, about: str, typed: Mapping[str, str]) -> bool:
    name, relation, to = [*about.split(" ", 2), "", ""][:3]
    target = subject_of(name, ctx.session.state.annotations).target
    made = Link(to, relation, typed.get(LINE, "").strip())
    return target is not None and relation in RELATIONS and await link.add(ctx, target, made)


async def _new_tag(ctx: ReadingContext, about: str, typed: Mapping[str, str]) -> bool:
    name = normal_name(typed.get(LINE, ""))
    return bool(name) and await tag_admin.add_named(ctx, name)


async def _rename(ctx: ReadingContext, tag: str, typed: Mapping[str, str]) -> bool:
    name, new = ctx.session.state.codebook.current(tag), normal_name(typed.get(LINE, ""))
    return bool(new) and await tag_admin.rename_to(ctx, name, new)


async def _key(ctx: ReadingContext, tag: str, typed: Mapping[str, str]) -> bool:
    name, key = ctx.session.state.codebook.current(tag), typed.get(LINE, "")
    return not tag_admin.key_problem(key) and await tag_admin.set_key(ctx, name, key)


async def _copy(ctx: ReadingContext, about: str, typed: Mapping[str, str]) -> bool:
    """Copy what was typed into a dialog that the user has to open again."""
    await ctx.app.copy_and_tell(", ".join(typed.values()), f"copied for “{about}”")
    return True


_RESTORERS: dict[str, Callable[[ReadingContext, str, Mapping[str, str]], Awaitable[bool]]] = {
    "data": _data,
    "source": _source,
    "reasons": _reasons,
    "description": _description,
    "link": _link,
    "new-tag": _new_tag,
    "rename": _rename,
    "key": _key,
    form_drafts.UNKNOWN_PLACE: _copy,
}
