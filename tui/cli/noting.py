"""The commands tag and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from ..config import Config, Folders
from ..model import edits
from ..model.annotation import Annotation
from ..model.annotation_changes import Target
from ..model.codebook import normal_name, spelled_as
from ..model.document import Document, Span
from ..model.errors import ReaderError
from ..model.reading_options import ReadingOptions
from ..session import Session
from .click_command import command
from .inputs import InputArticle, single_article
from .options import (
    AS_NOTED,
    REMEMBERED,
    as_json,
    complete_tag,
    path,
    paths,
    positive,
    reading_options,
)
from .output import aside, bold, complain, dim, flat, say, say_json, short
from .quotes import places
from .sessions import (
    anchor_of,
    offered_notes,
    opened_to_change,
    print_messages,
    save,
    sessions,
    settings,
    stray_lines,
)

_CONTEXT = 30
"""Code points of context on each side of a quote that occurs several times."""


def _quote(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse an empty quote."""
    if value is not None and not value.strip():
        ctx.fail("--quote is empty")
    return value


def _names(ctx: click.Context, param: click.Parameter, value: Sequence[str]) -> list[str]:
    """Normalise tag names; refuses empty ones."""
    names = [normal_name(name) for name in value]
    if not all(names):
        ctx.fail("--tag is empty")
    return names


@command(
    "tag",
    """
    Annotates the place where TEXT stands in the article, and prints the annotation's id once it is
    safely on disk. If exactly that place is annotated already, the tags and the note are added
    there. A tag that is not in the codebook is created. Where a tag exists that differs only in
    upper and lower case, that one is used, and standard error says so.

    TEXT is looked for to the letter. Where it is not found so, quotation marks, dashes and white
    space of any kind stand for each other, a ligature stands for its letters, an accented letter
    may be one character or two, and soft hyphens and other invisible characters are ignored. If
    TEXT occurs several times, nothing is tagged, the places are listed, and --nth chooses one.
    """,
    {
        "Examples": """
        reader tag fallujah.txt --quote "We will not wait" --tag claim/intent
        reader tag fallujah.txt --quote "the plan" --nth 2 --tag topic/actor use/key
        reader tag fallujah.txt --quote "had slipped" --tag claim/assessment \\
            --source "a U.S. official" --note "Second time this week."
        """,
    },
    several=("--tag",),
)
@path
@click.option("--quote", metavar="TEXT", required=True, callback=_quote, help="The words to tag.")
@click.option(
    "--nth", metavar="N", type=positive, help="Tag the Nth place where they occur, from 1."
)
@click.option(
    "--tag",
    "names",
    metavar="NAME...",
    required=True,
    multiple=True,
    callback=_names,
    shell_complete=complete_tag,
    help='The tags, "group/name" for one in a group. May be repeated.',
)
@click.option("--note", metavar="TEXT", default="", help="A note, in Markdown if you like.")
@click.option(
    "--source", metavar="NAME", default="", help="Who says so; a new name makes a new source."
)
@reading_options(REMEMBERED)
def tag(
    path: str,
    quote: str,
    nth: int | None,
    names: Sequence[str],
    note: str,
    source: str,
    options: ReadingOptions,
) -> int:
    """Annotate a quote and print the annotation's id once it is on disk."""
    article = single_article(path, options)
    where, config = settings()
    session = opened_to_change(article, where, config)
    _report_offers(article, session, where, config)
    span = _place(article.name, session.document, quote, nth)
    if span is None:
        return 1
    tags = _spelled_alike(session, names)
    session.apply(edits.annotate(session.state, span, tags, note, source))
    made = session.state.at(Target(span))
    assert made, "annotate() makes an annotation of the span"
    save(session)
    say(made.id)
    return 0


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
@as_json(
    "Print one annotation a line, with the keys path, id, start, end, quote (the words that were "
    "annotated), tags, note, source, state, moved (true if the place is not where it was), edited "
    "(true if the words there were changed), text (the words of the article from start to end), "
    "source_name, reliability, credibility, author, edited_by, rule (the coding rule that set the "
    "tags)."
)
@reading_options(AS_NOTED)
def notes(paths: Sequence[str], as_json: bool, options: ReadingOptions) -> int:
    """Print the annotations of articles and the states of their anchors."""
    failed: list[str] = []
    for article, session in sessions(paths, failed, options=options):
        print_messages(session)
        for annotation in session.state.ordered():
            if as_json:
                say_json(_record(article.name, session, annotation))
            else:
                _show(article.name, session, annotation)
    return 1 if failed else 0


def _report_offers(article: InputArticle, session: Session, where: Folders, config: Config) -> None:
    """If an article has no notes, report notes files with the same text that it could take over."""
    if not session.notes_path.exists():
        text_sha256 = session.document.text_sha256
        offered = offered_notes(article, text_sha256, where, config)
        for line in stray_lines(offered, {text_sha256: [article.name]}):
            complain(line)


def _place(name: str, document: Document, quote: str, nth: int | None) -> Span | None:
    """The nth place of a quote. If it is ambiguous, lists the places and returns None."""
    found = places(document.text, quote)
    if not found:
        raise ReaderError(f"{name}: “{short(quote)}” does not occur; copy it from reader passages")
    if nth is not None and nth > len(found):
        raise ReaderError(f"{name}: “{short(quote)}” occurs {_times(len(found))}, not {nth} times")
    if nth is not None or len(found) == 1:
        return found[(nth or 1) - 1]
    complain(f"{name}: “{short(quote)}” occurs {_times(len(found))}; choose one with --nth:")
    for number, span in enumerate(found, 1):
        block = document.block_at(span.start) + 1
        aside(f"  --nth {number}  ¶{block}  {_context(document, span)}")
    return None


def _spelled_alike(session: Session, names: Iterable[str]) -> list[str]:
    """The tags in the spelling of existing tags; each changed spelling is reported."""
    known = [*session.state.tag_names(), *session.state.codebook.renames]
    found: list[str] = []
    for name in names:
        spelled = spelled_as((*known, *found), name)
        if spelled != name:
            complain(f"--tag {name}: the existing spelling “{spelled}” is used")
        found.append(spelled)
    return found


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _context(document: Document, span: Span) -> str:
    before = document.text[max(0, span.start - _CONTEXT) : span.start]
    after = document.text[span.end : span.end + _CONTEXT]
    return flat(f"…{before}[{document.text[span.start : span.end]}]{after}…")


def _record(name: str, session: Session, annotation: Annotation) -> dict[str, Any]:
    anchor = anchor_of(session, annotation)
    source = session.state.source(annotation.source)
    has_place = anchor.state != "orphaned"
    text = session.document.text[anchor.start : anchor.end] if has_place else ""
    return {
        "path": name,
        "id": annotation.id,
        "start": anchor.start,
        "end": anchor.end,
        "quote": _stored_quote(annotation),
        "tags": list(annotation.tags),
        "note": annotation.note,
        "source": annotation.source,
        "state": anchor.state,
        "moved": anchor.moved,
        "edited": anchor.edited,
        "text": text,
        "source_name": source.name if source else "",
        "reliability": source.reliability if source else "",
        "credibility": annotation.credibility or None,
        "author": annotation.author,
        "edited_by": list(annotation.edited_by),
        "rule": annotation.rule,
    }


def _stored_quote(annotation: Annotation) -> str:
    """The words that the user annotated, even if they were edited later."""
    return annotation.former.quote if annotation.former else annotation.quote


def _show(name: str, session: Session, annotation: Annotation) -> None:
    anchor = anchor_of(session, annotation)
    record = _record(name, session, annotation)
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
        say(f"    formerly: “{flat(_stored_quote(annotation))}”")
    grade = f"{record['reliability']}{record['credibility'] or ''}"
    speaker = record["source_name"] or annotation.source
    by = f"by {annotation.author}" if annotation.author else ""
    rule = f"by rule {annotation.rule}" if annotation.rule else ""
    about = [", ".join(annotation.tags), speaker, grade, by, rule]
    if any(about):
        say("    ", " · ".join(filter(None, about)))
    for line in annotation.note.splitlines():
        say("    | ", line)
