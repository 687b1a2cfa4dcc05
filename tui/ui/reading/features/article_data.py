"""Edit the bibliographic data of the article."""

from __future__ import annotations

from ....model import edits
from ...dialogs.data_form import DataForm
from ..context import ReadingContext

_NAMES = ("title", "author", "publisher", "date", "url", "lang")


async def complete(ctx: ReadingContext) -> None:
    """Ask for title, author, publisher, date, address and language of the article."""
    data = ctx.session.state.data
    values = await ctx.ask(DataForm({name: getattr(data, name) for name in _NAMES}))
    if values is not None:
        await ctx.commit(lambda: edits.set_data(ctx.session.state, **values))
