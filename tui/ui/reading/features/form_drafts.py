"""Keep what is typed into a form or a line in the draft journal, and restore it after a crash.

The id of such a draft is a word for the form and what the form is about, as in "source S1"; its
text is JSON, an object of the fields that were typed into.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping

from ....model.annotation import RELATIONS, Link
from ....model.errors import ReaderError
from ....workspace.drafts import DraftSubject, subject_of
from ...asking import Answer
from ...dialogs.dialog import Dialog
from ..context import ReadingContext

LINE = "text"
"""The name of the field of a Prompt."""


async def ask(ctx: ReadingContext, id: str, dialog: Dialog[Answer]) -> Answer | None:
    """Show a form and return its answer; what is typed is kept in the journal while it is open.

    If the program ends meanwhile, the next start offers the text.
    """
    if ctx.session.read_only:
        return await ctx.ask(dialog)
    subject, typed = DraftSubject("form", id), dict[str, str]()

    def keep(name: str, text: str) -> None:
        typed[name] = text
        ctx.save_timers.keep_draft(subject, json.dumps(typed))

    def leave() -> None:
        try:
            if typed:
                ctx.drafts.leave(subject, json.dumps(typed))
        except ReaderError as error:
            ctx.show_error(error)

    dialog.on_typed = keep
    ctx.drafts.open(subject, leave)
    answer = await ctx.ask(dialog)
    ctx.drafts.close(subject)
    if typed:
        ctx.save_timers.save_soon()  # this also deletes the draft
    return answer


def fields(text: str) -> dict[str, str]:
    """The typed text of each field of a draft; empty if the draft is damaged."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: value for name, value in pairs if isinstance(value, str)}


async def restore(ctx: ReadingContext, id: str, text: str) -> bool:
    """Apply the text of a draft. Returns False if what the form was about is gone."""
    kind, _, about = id.partition(" ")
    known = _RESTORERS.get(kind)
    return known is not None and await known(ctx, about, fields(text))


async def _data(ctx: ReadingContext, about: str, typed: Mapping[str, str]) -> bool:
    from . import article_data

    return await article_data.keep(ctx, typed)


async def _source(ctx: ReadingContext, id: str, typed: Mapping[str, str]) -> bool:
    from . import source

    return id in ctx.session.state.sources and await source.keep(ctx, id, typed)


async def _reasons(ctx: ReadingContext, name: str, typed: Mapping[str, str]) -> bool:
    from . import grading

    target = subject_of(name, ctx.session.state.annotations).target
    return target is not None and await grading.keep_reasons(ctx, target, (), typed)


async def _description(ctx: ReadingContext, tag: str, typed: Mapping[str, str]) -> bool:
    from . import tag_admin

    name = ctx.session.state.codebook.current(tag)
    return await tag_admin.set_description(ctx, name, typed.get(LINE, ""))


async def _link(ctx: ReadingContext, about: str, typed: Mapping[str, str]) -> bool:
    from . import link

    name, relation, to = [*about.split(" ", 2), "", ""][:3]
    target = subject_of(name, ctx.session.state.annotations).target
    made = Link(to, relation, typed.get(LINE, "").strip())
    return target is not None and relation in RELATIONS and await link.add(ctx, target, made)


_RESTORERS: dict[str, Callable[[ReadingContext, str, Mapping[str, str]], Awaitable[bool]]] = {
    "data": _data,
    "source": _source,
    "reasons": _reasons,
    "description": _description,
    "link": _link,
}
