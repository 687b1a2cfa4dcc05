"""The command notes: lists annotations."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.annotation import Annotation
from ..model.reading_options import ReadingOptions
from ..session import Session
from .annotation_records import ANNOTATION_KEYS, annotation_record, stored_quote
from .click_command import command
from .options import AS_NOTED, as_json, paths, reading_options
from .output import bold, dim, flat, say, say_json
from .sessions import anchor_of, print_messages, sessions


@command(
    "notes",
    """
    Prints the annotations of each article in the order of the text. Their state is "anchored" (the
    place is certain), "uncertain" (the article has changed and the place has to be confirmed) or
    "orphaned" (the quote is gone). Where the place is certain and its words were changed since, the
    annotation is also "edited", and keeps the words that were annotated until the new ones are
    accepted.

    Of a folder, all articles with notes are listed, whatever their suffix; hidden folders in it are
    left out. Notes files without their article are named on standard error. Always exits 0 if the
    articles can be read; reader check judges.
    """,
    {
        "Examples": """
        reader notes fallujah.txt
        reader notes . --json | jq 'select(.state != "anchored") | .path'
        """,
    },
)
@paths
@as_json(f"Print one annotation a line, with the keys {ANNOTATION_KEYS}.")
@reading_options(AS_NOTED)
def notes(paths: Sequence[str], as_json: bool, options: ReadingOptions) -> int:
    """Print the annotations of articles and the states of their anchors."""
    failed: list[str] = []
    for article, session in sessions(paths, failed, options=options):
        print_messages(session)
        for annotation in session.state.ordered():
            if as_json:
                say_json(annotation_record(article.name, session, annotation))
            else:
                _show(article.name, session, annotation)
    return 1 if failed else 0


def _show(name: str, session: Session, annotation: Annotation) -> None:
    anchor = anchor_of(session, annotation)
    record = annotation_record(name, session, annotation)
    block = session.document.block_at(anchor.start) + 1
    state = anchor.state + ", moved" * anchor.moved + ", edited" * anchor.edited
    place = "" if anchor.state == "orphaned" else f" ¶{block}"
    say(
        bold(f"{name}{place}"), f" [{anchor.start}, {anchor.end}) ", state, dim(f" {annotation.id}")
    )
    # For imported offsets without a quote, the current text at that place is shown.
    quote = annotation.quote or session.document.text[anchor.start : anchor.end]
    say(f"    “{flat(quote)}”")
    if anchor.edited:
        say(f"    formerly: “{flat(stored_quote(annotation))}”")
    grade = f"{record['reliability']}{record['credibility'] or ''}"
    speaker = record["source_name"] or annotation.source
    by = f"by {annotation.author}" if annotation.author else ""
    rule = f"by rule {annotation.rule}" if annotation.rule else ""
    about = [", ".join(annotation.tags), speaker, grade, by, rule]
    if any(about):
        say("    ", " · ".join(filter(None, about)))
    for line in annotation.note.splitlines():
        say("    | ", line)
