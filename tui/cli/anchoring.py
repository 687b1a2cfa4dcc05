"""The command anchor: confirms or changes the place of an annotation."""

from __future__ import annotations

import click

from ..model import edits
from ..model.document import Span
from ..model.errors import ReaderError
from .annotation_records import ANNOTATION_KEYS, annotation_record
from .annotation_references import REF, Referred, referred
from .click_command import command
from .options import as_json, positive
from .output import say, say_json
from .quoted_place import quoted_place
from .sessions import anchor_of, save


@command(
    "anchor",
    f"""
    Confirms the place that an annotation has in an article that has changed, or moves it to the
    place where TEXT stands, and prints its id once that is safely on disk. The words that stand
    there are then its quote. Where its words are gone, only --quote can place it; reader tag
    --remove deletes it. {REF}
    """,
    {
        "Examples": """
        reader anchor fallujah.txt#01KE8H0000000000000000000
        reader anchor a.txt#01KE8H0000000000000000000 --quote "the plan" --nth 2
        """
    },
)
@click.argument("reference", metavar="REF")
@click.option("--quote", metavar="TEXT", help="The words that it is to stand on.")
@click.option("--nth", metavar="N", type=positive, help="The Nth place of these words, from 1.")
@as_json(f"Print the annotation, with the keys {ANNOTATION_KEYS}.")
def anchor(reference: str, quote: str | None, nth: int | None, as_json: bool) -> int:
    """Confirm the place of an annotation, or move it to the words quoted."""
    if quote is not None and not quote.strip():
        raise click.UsageError("--quote is empty")
    if nth is not None and quote is None:
        raise click.UsageError("--nth needs --quote")
    found = referred(reference)
    session, id = found.session, found.annotation.id
    if quote is None:
        _confirm(found)
    else:
        span = quoted_place(found.article.name, session.document, quote, nth)
        if span is None:
            return 1
        session.apply(edits.move(session.state, id, span))
    save(session)
    if as_json:
        placed = session.state.annotations[id]
        say_json(annotation_record(found.article.name, session, placed))
    else:
        say(id)
    return 0


def _confirm(found: Referred) -> None:
    """Accept the place, or the new words, of an annotation. Raises ReaderError if it has none."""
    session, id = found.session, found.annotation.id
    now = anchor_of(session, found.annotation)
    if now.state == "orphaned":
        raise ReaderError(
            f"{found.article.name}: the words of {id} are gone; place it with --quote"
        )
    if now.edited:
        session.apply(edits.accept(session.state, id))
    elif now.state == "uncertain":
        session.apply(edits.move(session.state, id, Span(now.start, now.end)))
