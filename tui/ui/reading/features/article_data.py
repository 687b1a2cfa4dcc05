"""Edit the bibliographic data of the article."""

from __future__ import annotations

from collections.abc import Mapping

from ....model import edits, visible
from ....model.dates import date_meanings, iso_date
from ...dialogs.data_form import DataForm
from ..context import ReadingContext

_NAMES = ("title", "author", "publisher", "date", "url", "lang")


async def complete(ctx: ReadingContext) -> None:
    """Ask for title, author, publisher, date, address and language of the article."""
    data = ctx.session.state.data
    known = {name: getattr(data, name) for name in _NAMES}
    if _is_file_name(ctx, data.title):
        known["title"] = ""
    form = DataForm(known, remark=_remark)
    if (values := await ctx.ask(form, draft="data")) is not None:
        await keep(ctx, values)


def _is_file_name(ctx: ReadingContext, title: str) -> bool:
    """Whether a title is only the name of the file, because the article has no title."""
    path = ctx.session.document.path
    return path is not None and title == visible.displayable(path.stem)


def _remark(name: str, value: str) -> str:
    """What will be saved in place of a date that is being typed, or why the date is not clear."""
    if name != "date":
        return ""
    iso = iso_date(value)
    return _unclear(value) or (f"saved as {iso}" if iso and iso != value.strip() else "")


def _unclear(date: str) -> str:
    """Why a date has several meanings; "" if it has not."""
    meanings = date_meanings(date)
    if len(meanings) < 2:
        return ""
    return f"{date.strip()} can be {' or '.join(meanings)}: type it like one of these"


async def keep(ctx: ReadingContext, values: Mapping[str, str]) -> bool:
    """Set the values of some of the fields; a date that is understood becomes ISO 8601.

    An empty title stands for the title of the document itself.
    """
    known = {name: value.strip() for name, value in values.items() if name in _NAMES}
    if known.get("title") == "":
        known["title"] = ctx.session.document.title
    date = known.get("date", "")
    if date:
        known["date"] = iso_date(date) or date
    done = await ctx.commit(lambda: edits.set_data(ctx.session.state, **known)) is not None
    if done and date and not iso_date(date):
        ctx.toast(_unclear(date) or f"the date is kept as it is typed: {date}", warn=True)
    return done
