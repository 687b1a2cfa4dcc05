"""The command data: prints and sets what is known about articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from ..model import edits
from ..model.dates import date_meanings, iso_date
from ..session import Session
from .click_command import command
from .inputs import InputArticle, articles, process_each
from .options import as_json, paths
from .output import bold, complain, flat, say, say_json
from .sessions import opened, opened_to_change, save, settings

_NAMES = ("title", "author", "publisher", "date", "url", "lang", "note")


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The date in ISO 8601; refuses one with several meanings, and names one that is not known."""
    if not value:
        return value
    meanings = date_meanings(value)
    if len(meanings) > 1:
        raise click.BadParameter(f"{value.strip()} can be {' or '.join(meanings)}")
    found = iso_date(value)
    if not found:
        complain(f"--date: the date is kept as it is typed: {value}")
    return found or value


@command(
    "data",
    """
    Prints what is known about articles, from their notes and else from the articles themselves, or
    sets it in the notes. A date is kept as 2015-07-09 where it is understood. "" takes a value
    away; the title is then that of the article.
    """,
    {
        "Examples": """
        reader data articles/ --json | jq -r 'select(.date == "") | .path'
        reader data fallujah.txt --publisher "Daily Ledger" --date "9 July 2015"
        """
    },
)
@paths
@click.option("--title", metavar="TEXT", help="The title.")
@click.option("--author", metavar="TEXT", help="Who wrote it.")
@click.option("--publisher", metavar="TEXT", help="Where it appeared.")
@click.option("--date", metavar="DATE", callback=_date, help="When it appeared.")
@click.option("--url", metavar="URL", help="Its address.")
@click.option("--lang", metavar="CODE", help="Its language, such as en.")
@click.option("--note", metavar="TEXT", help="Your note on all of it, in Markdown if you like.")
@as_json(f"Print one article a line, with the keys path, {', '.join(_NAMES)} and done (names).")
def data(paths: Sequence[str], as_json: bool, **values: str | None) -> int:
    """Print or set the data of articles."""
    given = {key: value.strip() for key, value in values.items() if value is not None}
    where, config = settings()
    failed: list[str] = []

    def work(article: InputArticle) -> tuple[str, Session]:
        if not given:
            return article.name, opened(article, where, config)
        session = opened_to_change(article, where, config)
        title = {"title": session.document.title} if given.get("title") == "" else {}
        if session.apply(edits.set_data(session.state, **given | title)):
            save(session)
        return article.name, session

    for name, session in process_each(articles(paths), work, failed):
        record = _record(name, session)
        if as_json:
            say_json(record)
        elif not given:
            say(bold(flat(name)))
            for key in _NAMES:
                if record[key]:
                    say(f"    {key}: {flat(record[key])}")
    return 1 if failed else 0


def _record(name: str, session: Session) -> dict[str, Any]:
    known = session.state.data
    return {
        "path": name,
        **{key: getattr(known, key) for key in _NAMES},
        "done": list(known.done),
    }
