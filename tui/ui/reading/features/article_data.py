"""Edit the bibliographic data of the article."""

from __future__ import annotations

from collections.abc import Mapping

from ....model import edits
from ...dialogs.data_form import DataForm
from ..context import ReadingContext
from . import form_drafts

_NAMES = ("title", "author", "publisher", "date", "url", "lang")


async def complete(ctx: ReadingContext) -> None:
    """Ask for title, author, publisher, date, address and language of the article."""
    data = ctx.session.state.data
    form = DataForm({name: getattr(data, name) for name in _NAMES})
    if (values := await form_drafts.ask(ctx, "data", form)) is not None:
        await keep(ctx, values)


async def keep(ctx: ReadingContext, values: Mapping[str, str]) -> bool:
    """Set the values of some of the fields."""
    known = {name: value.strip() for name, value in values.items() if name in _NAMES}
    return await ctx.commit(lambda: edits.set_data(ctx.session.state, **known)) is not None
