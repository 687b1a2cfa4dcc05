"""The commands grade and link: grades of statements and sources, relations between statements."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import NamedTuple

import click

from ..model import edits
from ..model.annotation import CREDIBILITY, RELATIONS, RELIABILITY, Annotation, Link
from ..model.annotation_changes import Target
from ..model.document import Span
from ..model.errors import ReaderError
from ..model.references import refer
from ..session import Session
from .annotation_records import ANNOTATION_KEYS, annotation_record
from .annotation_references import REF, Referred, annotation_with_id, divided, referred
from .click_command import command
from .inputs import single_article
from .options import as_json, complete_words
from .output import say, say_json
from .sessions import opened, save, settings

_DIGITS = tuple(map(str, CREDIBILITY))


@command(
    "grade",
    f"""
    Grades a statement and its source by the Admiralty system, and prints the id of the annotation
    once that is safely on disk. The grade of a source holds in the whole dossier, and goes into its
    history with the date, the reason and your name. "" takes a grade away. The grade of another
    analyst's statement is an annotation of your own on the same words. {REF}
    """,
    {
        "Examples": """
        reader grade fallujah.txt#01KE8H0000000000000000000 --credibility 3
        reader grade fallujah.txt#01KE8H0000000000000000000 --reliability C \\
            --reason "contradicted herself"
        """,
    },
)
@click.argument("reference", metavar="REF")
@click.option(
    "--credibility",
    metavar="N",
    type=click.Choice(["", *_DIGITS]),
    shell_complete=complete_words(_DIGITS),
    help="The grade of the statement, from 1 (confirmed) to 6 (cannot be judged).",
)
@click.option(
    "--reliability",
    metavar="LETTER",
    type=click.Choice(["", *RELIABILITY]),
    shell_complete=complete_words(RELIABILITY),
    help="The grade of its source, from A to F.",
)
@click.option(
    "--reason", metavar="TEXT", help="Why; without it, a grade that changes has no reason."
)
@as_json(f"Print the annotation, with the keys {ANNOTATION_KEYS}.")
def grade(
    reference: str,
    credibility: str | None,
    reliability: str | None,
    reason: str | None,
    as_json: bool,
) -> int:
    """Grade the statement and the source of an annotation."""
    if credibility is None and reliability is None:
        raise click.UsageError("nothing to grade: give --credibility or --reliability")
    found = referred(reference)
    session, target = found.session, found.own_target
    if reliability is not None and session.state.speaker_of(target) is None:
        words = f"reader tag {found.article.name} --id {found.annotation.id} --source NAME"
        raise ReaderError(f"{reference}: nobody is named who says it; {words} names its source")
    _grade(session, target, reliability, credibility, reason)
    save(session)
    _report(found, session.state.at(target), as_json)
    return 0


def _grade(
    session: Session,
    target: Target,
    reliability: str | None,
    credibility: str | None,
    reason: str | None,
) -> None:
    """Set grades with their reason. Without one, the reason of a grade that changes is removed."""
    digit = None if credibility is None else int(credibility or 0)
    before = _grades(session, target)
    session.apply(edits.grade(session.state, target, reliability, digit))
    reasons = []
    for old, new, given in zip(
        before, _grades(session, target), (reliability, credibility), strict=True
    ):
        kept = old.reason if new.grade == old.grade else ""
        reasons.append(kept if reason is None or given is None else reason)
    session.apply(edits.give_reasons(session.state, target, *reasons))


class _Graded(NamedTuple):
    """The grade of a source or a statement, and its reason."""

    grade: str
    reason: str


def _grades(session: Session, target: Target) -> tuple[_Graded, _Graded]:
    """The grades of a target's source and of its statement."""
    source, annotation = session.state.speaker_of(target), session.state.at(target)
    of_source = _Graded(source.reliability, source.reason) if source else _Graded("", "")
    if annotation is None:
        return of_source, _Graded("0", "")
    return of_source, _Graded(str(annotation.credibility), annotation.reason)


@command(
    "link",
    f"""
    States how the first annotation is related to the second one, and prints the id of the
    annotation that has the link once it is safely on disk. If the first one is another analyst's,
    the link is added to an annotation of your own on the same words. {REF}
    With --remove, the second one may also be as reader notes prints it under links.

    The relations are: supports (says so of its own knowledge), disputes (says that it is not so),
    qualifies (says that it is so only in part), repeats (has it from that statement or its source)
    and updates (says what is known by now).
    """,
    {
        "Examples": """
        reader link a.txt#01KE8H0000000000000000000 b.txt#01KE8H0000000000000000001 \\
            --rel disputes --why "he was in Baghdad that day"
        reader link a.txt#01KE8H0000000000000000000 b.txt#01KE8H0000000000000000001 \\
            --remove
        """,
    },
)
@click.argument("reference", metavar="REF")
@click.argument("other", metavar="REF")
@click.option(
    "--rel",
    metavar="REL",
    type=click.Choice(RELATIONS),
    shell_complete=complete_words(RELATIONS),
    help=f"One of: {', '.join(RELATIONS)}.",
)
@click.option("--why", metavar="TEXT", default="", help="Your reason.")
@click.option("--remove", is_flag=True, help="Remove the link, or without --rel all such links.")
@as_json(f"Print the annotation that has the link, with the keys {ANNOTATION_KEYS}.")
def link(reference: str, other: str, rel: str | None, why: str, remove: bool, as_json: bool) -> int:
    """Link two annotations, or remove the links between them."""
    if rel is None and not remove:
        raise click.UsageError("--rel is missing")
    if remove and why:
        raise click.UsageError("--remove takes no --why")
    found = referred(reference)
    known = {each.to for each in found.annotation.links}
    to = other if remove and other in known else _end(found, other)
    if remove:
        changed = _unlink(found, to, rel)
    else:
        target = found.own_target
        found.session.apply(edits.link(found.session.state, target, Link(to, rel or "", why)))
        changed = found.session.state.at(target)
    save(found.session)
    _report(found, changed, as_json)
    return 0


def _end(found: Referred, word: str) -> str:
    """The reference to the annotation of the REF `word`, as the notes on the article make it.

    Raises ReaderError if there is no such annotation, or if no link may lead there.
    """
    path, id = divided(word)
    here, there = found.article, single_article(path)
    if here.path is None or there.path is None:
        raise ReaderError("links lead from file to file; name an article instead of -")
    is_same = os.path.realpath(here.path) == os.path.realpath(there.path)
    session = found.session if is_same else opened(there, *settings())
    end = annotation_with_id(session, there.name, id)
    if is_same and Span(end.start, end.end) == Span(found.annotation.start, found.annotation.end):
        raise ReaderError(f"{word}: is the same statement; link it with another one")
    outermost = found.session.outermost
    if outermost is not None and not there.path.resolve().is_relative_to(outermost.resolve()):
        raise ReaderError(f"{there.name}: lies outside of {outermost}, where links of it may lead")
    paths = here.path.absolute().as_posix(), there.path.absolute().as_posix()
    return id if is_same else refer(*paths, id)


def _unlink(found: Referred, to: str, rel: str | None) -> Annotation | None:
    """Remove the links of a statement that lead to `to`; returns the annotation that had them.

    Raises ReaderError if there are none.
    """
    state, one = found.session.state, found.annotation
    here = [one, *state.exactly(Span(one.start, one.end))]
    for owner in sorted(here, key=lambda each: not state.is_own(each)):
        removed = [each for each in owner.links if each.to == to and rel in (None, each.rel)]
        for each in removed:
            found.session.apply(edits.unlink(state, owner.id, each))
        if removed:
            return state.annotations.get(owner.id, replace(owner, links=()))
    what = f"that {rel} it" if rel else "between the two"
    raise ReaderError(f"{found.article.name}: there is no link {what}; see reader notes --json")


def _report(found: Referred, annotation: Annotation | None, as_json: bool) -> None:
    """Print an annotation, or its id; that of the REF if nothing is left of it."""
    shown = annotation or found.annotation
    if as_json:
        say_json(annotation_record(found.article.name, found.session, shown))
    else:
        say(shown.id)
