"""The command tag: makes, extends and removes annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import click

from ..config import Config, Folders
from ..model import edits
from ..model.annotation import Annotation
from ..model.annotation_changes import Target
from ..model.document import Span
from ..model.errors import ReaderError
from ..model.reading_options import ReadingOptions
from ..session import Session
from .annotation_records import ANNOTATION_KEYS, annotation_record
from .annotation_references import annotation_with_id, refuse_unplaced, report_dependants
from .click_command import command
from .inputs import InputArticle, single_article
from .options import REMEMBERED, as_json, complete_tag, path, positive, reading_options
from .output import complain, say, say_json, short
from .quoted_place import quoted_place
from .sessions import offered_notes, opened_to_change, save, settings, stray_lines
from .tag_names import new_tags, report_new_tags, spelled_alike, tag_names


def _quote(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse an empty quote."""
    if value is not None and not value.strip():
        ctx.fail("--quote is empty")
    return value


@command(
    "tag",
    """
    Annotates the place where TEXT stands in the article, and prints the annotation's id once it is
    safely on disk. If exactly that place is annotated already, the tags and the note are added
    there. A tag that is not in the codebook is created, and named on standard error with the tags
    that are spelled much like it; --existing refuses it. Where a tag exists that differs only in
    upper and lower case, that one is used, and standard error says so.

    TEXT is looked for to the letter. Where it is not found so, quotation marks, dashes and white
    space of any kind stand for each other, a ligature stands for its letters, an accented letter
    may be one character or two, and soft hyphens and other invisible characters are ignored. If
    TEXT occurs several times, nothing is tagged, the places are listed, and --nth chooses one.

    With --remove, the tags are taken off your annotation of that place, or without --tag all of the
    annotation is removed; an annotation of which nothing is left is deleted.
    """,
    {
        "Examples": """
        reader tag fallujah.txt --quote "We will not wait" --tag claim/intent
        reader tag fallujah.txt --quote "the plan" --nth 2 --tag topic/actor use/key
        reader tag fallujah.txt --quote "had slipped" --tag claim/assessment \\
            --source "a U.S. official" --note "Second time this week."
        reader tag fallujah.txt --quote "the plan" --nth 2 --remove --tag use/key
        """,
    },
    several=("--tag",),
)
@path
@click.option("--quote", metavar="TEXT", callback=_quote, help="The words to tag.")
@click.option(
    "--nth", metavar="N", type=positive, help="Tag the Nth place where they occur, from 1."
)
@click.option("--id", metavar="ID", help="An annotation of the article, instead of --quote.")
@click.option(
    "--tag",
    "names",
    metavar="NAME...",
    multiple=True,
    callback=tag_names,
    shell_complete=complete_tag,
    help='The tags, "group/name" for one in a group. May be repeated.',
)
@click.option("--existing", is_flag=True, help="Refuse a tag that is not in the codebook.")
@click.option("--note", metavar="TEXT", help="A note, in Markdown if you like.")
@click.option("--replace", is_flag=True, help="The note replaces the one that is there.")
@click.option(
    "--source", metavar="NAME", help='Who says so; a new name makes a new source, "" removes it.'
)
@click.option("--remove", is_flag=True, help="Take the tags off, or remove the annotation.")
@as_json(
    f"Print the annotation, with the keys {ANNOTATION_KEYS}, deleted (true if nothing is left of "
    "it)."
)
@reading_options(REMEMBERED)
def tag(path: str, as_json: bool, options: ReadingOptions, **wanted: Any) -> int:
    """Annotate a quote, or remove what it was annotated with, and print the annotation's id."""
    asked = _Asked(**wanted)
    asked.refuse_contradictions()
    article = single_article(path, options)
    where, config = settings()
    session = opened_to_change(article, where, config)
    _report_offers(article, session, where, config)
    target = _target(article.name, session, asked)
    if target is None:
        return 1
    tags = _known_tags(session, asked.names, asked.existing or asked.remove)
    if asked.remove:
        changed = _remove(article.name, session, target, tags)
    else:
        changed = [_annotate(article.name, session, target, tags, asked)]
    save(session)
    _report(article.name, session, changed, as_json)
    if article.path is not None and asked.remove:
        gone = [each.id for each in changed if each.id not in session.state.annotations]
        report_dependants(article.path, gone)
    return 0


class _Asked(NamedTuple):
    """What the command line asks for; a note and a source are None to leave what is there."""

    quote: str | None
    nth: int | None
    id: str | None
    names: Sequence[str]
    existing: bool
    note: str | None
    replace: bool
    source: str | None
    remove: bool

    def refuse_contradictions(self) -> None:
        """Raise UsageError if options are missing or do not go together."""
        is_silent = self.note is None and self.source is None
        problems = {
            "--quote is missing": self.quote is None and self.id is None,
            "--quote excludes --id": self.quote is not None and self.id is not None,
            "--nth needs --quote": self.nth is not None and self.quote is None,
            "--remove takes neither --note nor --source": self.remove and not is_silent,
            "--tag is missing": not self.names and not self.remove and is_silent,
            "--replace needs --note": self.replace and self.note is None,
        }
        for problem, is_there in problems.items():
            if is_there:
                raise click.UsageError(problem)


def _target(name: str, session: Session, asked: _Asked) -> Target | None:
    """What is to be changed; None if a quote is ambiguous. Raises ReaderError if it is absent."""
    if asked.id is not None:
        found = annotation_with_id(session, name, asked.id)
        refuse_unplaced(session, name, found)
        return Target(Span(found.start, found.end), found.id)
    span = quoted_place(name, session.document, asked.quote or "", asked.nth)
    return Target(span) if span else None


def _known_tags(session: Session, names: Sequence[str], refused: bool) -> list[str]:
    """The tags as they are spelled in the codebook; new ones are reported or refused."""
    book, used = session.state.codebook, session.state.tag_names()
    tags = spelled_alike((*used, *book.renames), names)
    report_new_tags(new_tags(book, used, tags), used, refused)
    return [book.current(name) for name in tags]


def _annotate(
    name: str, session: Session, target: Target, tags: Sequence[str], asked: _Asked
) -> Annotation:
    """Make or extend the user's annotation of a target; returns it as it is, or as it was.

    Raises ReaderError if there is none and nothing to be said.
    """
    own = session.state.own_target(target)
    if session.state.at(own) is None and not (tags or asked.note or asked.source):
        raise ReaderError(f"{name}: no annotation of yours is there; give it a tag or a note")
    more = "" if asked.replace else asked.note or ""
    edit = edits.annotate(session.state, own.span, tags, more, asked.source or "", own.id)
    session.apply(edit)
    made = session.state.at(own)
    assert made, "annotate() makes an annotation of the span"
    if asked.replace and asked.note is not None:
        session.apply(edits.set_note(session.state, own, asked.note))
    if asked.source == "":
        session.apply(edits.set_source(session.state, [own], ""))
    return made


def _remove(name: str, session: Session, target: Target, tags: Sequence[str]) -> list[Annotation]:
    """Take tags off the user's annotations of a target, or delete these; returns them as they were.

    Raises ReaderError if there is no such annotation, or if it is another analyst's.
    """
    state = session.state
    here = [state.annotations[target.id]] if target.id else state.exactly(target.span)
    chosen = [one for one in here if not tags or {*tags} & {*one.tags}]
    absent = [tag for tag in tags if not any(tag in one.tags for one in chosen)]
    if absent or not chosen:
        what = f"has the tag {absent[0]}" if absent else "is there to be removed"
        quote = state.document.text[target.span.start : target.span.end]
        raise ReaderError(f"{name}: no annotation of “{short(quote)}” {what}; see reader notes")
    chosen = [one for one in chosen if state.is_own(one)] or chosen
    targets = [Target(target.span, one.id) for one in chosen]
    edit = edits.remove_tags(state, targets, tags) if tags else edits.remove(state, targets)
    session.apply(edit)
    return chosen


def _report(name: str, session: Session, changed: Sequence[Annotation], as_json: bool) -> None:
    """Print the annotations as they are now, or their ids."""
    for before in changed:
        now = session.state.annotations.get(before.id)
        if as_json:
            record = annotation_record(name, session, now or replace(before, tags=()))
            say_json({**record, "deleted": now is None})
        else:
            say(before.id)


def _report_offers(article: InputArticle, session: Session, where: Folders, config: Config) -> None:
    """If an article has no notes, report notes files with the same text that it could take over."""
    if not session.notes_path.exists():
        text_sha256 = session.document.text_sha256
        offered = offered_notes(article, text_sha256, where, config)
        for line in stray_lines(offered, {text_sha256: [article.name]}):
            complain(line)
