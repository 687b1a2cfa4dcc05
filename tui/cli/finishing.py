"""The command done: marks articles as done."""

from __future__ import annotations

from collections.abc import Sequence

import click

from ..model import edits
from .click_command import command
from .inputs import InputArticle, articles, process_each
from .options import as_json, paths
from .output import say_json
from .sessions import opened_to_change, save, settings


@command(
    "done",
    """
    Marks articles as done for the analyst whose name is set (author in config.toml), or takes the
    mark away. Whoever marked an article as done has coded all of it: a passage without a tag counts
    as "no tag" when agreement is measured (see reader agree).
    """,
    {
        "Examples": """
        reader done articles/
        reader done articles/ferry.txt --undo
        """
    },
)
@paths
@click.option("--undo", is_flag=True, help="Take the mark away.")
@as_json("Print one article a line, with the keys path and done (the names of the analysts).")
def done(paths: Sequence[str], undo: bool, as_json: bool) -> int:
    """Mark articles as done, or take the mark away."""
    where, config = settings()
    failed: list[str] = []

    def mark(article: InputArticle) -> tuple[str, tuple[str, ...]]:
        session = opened_to_change(article, where, config)
        if session.apply(edits.mark_done(session.state, not undo)):
            save(session)
        return article.name, session.state.data.done

    for name, analysts in process_each(articles(paths), mark, failed):
        if as_json:
            say_json({"path": name, "done": list(analysts)})
    return 1 if failed else 0
