"""The command source: lists, grades, names and merges the sources of a dossier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from ..model import dossier_changes as dossiers
from ..model.annotation import KINDS, RELIABILITY, Source, source_id
from ..model.dossier import Dossier
from ..model.errors import ReaderError
from ..model.known_sources import KnownSource
from ..workspace.dossier_folder import DossierFolder
from .click_command import group, subcommand
from .dossiers import opened, opened_to_read
from .options import as_json, complete_words, path
from .output import bold, complain, counted, dim, flat, say, say_json
from .sessions import settings

source = group(
    "source",
    """
    A dossier has each source once: with its other names, its role, and all its grades with date,
    reason and author. It is the dossier.toml nearest upward from PATH, which may be an article or a
    folder; the first change makes it beside the codebook.toml in effect there, else beside the
    article. Sources that only notes have are listed too, and kept in the dossier once they change.
    """,
    {
        "Examples": """
        reader source list articles/
        reader source set articles/ "Ada Berg" --reliability C
        """
    },
)


@subcommand(
    source,
    "list",
    """
    List the sources with their grades and how much they say. Counted are statements, and the
    articles that have them.
    """,
    {"Examples": "reader source list articles/"},
)
@path
@as_json(
    "Print one source a line, with the keys id, name, aliases, role, kind, via, reliability, "
    "reason, history, statements, articles, disputed and confirmed (counts), and conflict (the "
    "grades that articles give it, where they differ)."
)
def list_(path: str, as_json: bool) -> int:
    """Print the sources of a dossier."""
    folder = opened_to_read(path)
    person = folder.graph.sources.person
    conflicts = {person(each.source): each for each in folder.conflicts()}
    for known in folder.sources():
        conflict = conflicts.get(person(known.source))
        letters = list(dict.fromkeys(g.reliability for g in conflict.grades)) if conflict else []
        if as_json:
            say_json(_record(known) | {"conflict": letters})
        else:
            _show(known, letters)
    return 0


def _record(known: KnownSource) -> dict[str, Any]:
    one = known.source
    history = [
        {
            "reliability": grade.reliability,
            "date": grade.date.isoformat() if grade.date else None,
            "reason": grade.reason,
            "author": grade.author,
        }
        for grade in one.history
    ]
    return {
        "id": one.id,
        "name": one.name,
        "aliases": list(one.aliases),
        "role": one.role,
        "kind": one.kind,
        "via": one.via,
        "reliability": one.reliability,
        "reason": one.reason,
        "history": history,
        "statements": len(known.statements),
        "articles": known.article_count,
        "disputed": len(known.disputed),
        "confirmed": len(known.confirmed),
    }


def _show(known: KnownSource, conflict: list[str]) -> None:
    one = known.source
    grade = f"graded {' and '.join(conflict)}" if conflict else one.reliability
    said = f"{counted(len(known.statements), 'statement')} in "
    said += counted(known.article_count, "article")
    about = [grade, one.kind, one.role, f"also {', '.join(one.aliases)}" if one.aliases else ""]
    say(bold(flat(one.name)), dim(f"  {flat(' · '.join([said, *filter(None, about)]))}"))


@subcommand(
    source,
    "set",
    """
    Set what is known about a source. A NAME that no source has makes a new one, and standard error
    says so. A grade goes into the history of the source, with the date, the reason and your name.
    "" takes a value away.
    """,
    {
        "Examples": """
        reader source set articles/ "Ada Berg" --reliability C --reason "contradicted herself"
        reader source set articles/ "a U.S. official" --kind unnamed --via "Daily Ledger"
        """
    },
)
@path
@click.argument("name", metavar="NAME")
@click.option("--role", metavar="TEXT", help="What the source is: an office, a party, a place.")
@click.option(
    "--kind",
    metavar="KIND",
    type=click.Choice(["", *KINDS]),
    shell_complete=complete_words(KINDS),
    help=f"One of: {', '.join(KINDS)}.",
)
@click.option("--via", metavar="NAME", help="The source through which it came; both count as one.")
@click.option(
    "--reliability",
    metavar="LETTER",
    type=click.Choice(["", *RELIABILITY]),
    shell_complete=complete_words(RELIABILITY),
    help="The grade, from A to F. Without --reason, it has no reason.",
)
@click.option("--reason", metavar="TEXT", help="Why it is graded so.")
def set_(path: str, name: str, via: str | None, **values: str | None) -> int:
    """Set fields of a source in the dossier."""
    if not name.strip():
        raise click.UsageError("NAME is empty")
    folder, author = opened(path), settings()[1].author
    given = {key: value for key, value in values.items() if value is not None}
    if not given and via is None:
        raise click.UsageError("nothing to set: give --role, --kind, --via, --reliability, …")

    def changed(dossier: Dossier) -> Dossier:
        before, dossier = _known_or_new(folder, dossier, name)
        after = before
        if via is not None:
            through, dossier = _known_or_new(folder, dossier, via) if via else (None, dossier)
            if through and through.id == before.id:
                raise ReaderError(f"{before.name} cannot come through itself; name another source")
            dossier = dossiers.put_source(dossier, through) if through else dossier
            after = replace(after, via=through.id if through else "")
        if given.get("reliability", before.reliability) != before.reliability:
            given.setdefault("reason", "")
        after = dossiers.with_fields(after, given)
        if after != before:
            former = folder.with_former_grades(before)
            history = former.history if former.history else after.history
            after = replace(after, history=history)
            after = dossiers.with_grade_recorded(former, after, author)
        return dossiers.put_source(dossier, after)

    folder.change(changed)
    return 0


def _known_or_new(folder: DossierFolder, dossier: Dossier, name: str) -> tuple[Source, Dossier]:
    """The source with a name, which is made if there is none; also returns the dossier."""
    try:
        return dossier.named(name) or folder.source(name), dossier
    except ReaderError:
        taken = {**dossier.by_id, **{one.source.id: one for one in folder.sources()}}
        clean = " ".join(name.split())
        complain(f"{clean}: a new source")
        return Source(source_id(clean, taken), clean), dossier


@subcommand(
    source,
    "alias",
    """
    Give a source another name. Attributions under that name are then attributions to it.
    """,
    {"Examples": 'reader source alias articles/ "Qassem Soleimani" "Gen. Suleimani"'},
)
@path
@click.argument("name", metavar="NAME")
@click.argument("alias", metavar="ALIAS")
def alias(path: str, name: str, alias: str) -> int:
    """Add an alias to a source in the dossier."""
    if not alias.strip():
        raise click.UsageError("ALIAS is empty")
    folder = opened(path)
    known = folder.source(name)
    other = _found(folder, alias)
    if other is not None and other.id != known.id:
        raise ReaderError(
            f"“{other.name}” is a source of its own; reader source merge makes the two one"
        )
    folder.change(
        lambda dossier: dossiers.put_source(
            dossier, dossiers.with_alias(dossier.named(name) or known, alias)
        )
    )
    return 0


def _found(folder: DossierFolder, name: str) -> Source | None:
    try:
        return folder.source(name)
    except ReaderError:
        return None


@subcommand(
    source,
    "merge",
    """
    Make the source FROM the same as the source INTO. FROM becomes another name of it, and its
    grades go into the history. Notes stay as they are: what they attribute to FROM is attributed to
    INTO from then on.
    """,
    {"Examples": 'reader source merge articles/ "al-Kazimi" "Mustafa al-Kadhimi"'},
)
@path
@click.argument("merged", metavar="FROM")
@click.argument("into", metavar="INTO")
def merge(path: str, merged: str, into: str) -> int:
    """Merge two sources of the dossier."""
    _change_both(opened(path), merged, into, dossiers.merge_sources)
    return 0


@subcommand(
    source,
    "duplicates",
    """
    List pairs of sources that are likely to be one: other spellings of a name, its initials, a last
    name alone where it could be nobody else. Nothing is changed: reader source merge makes two
    sources one, and reader source distinct says that they are not.
    """,
    {"Examples": "reader source duplicates articles/"},
)
@path
@as_json("Print one pair a line, with the keys a and b (names) and score (0 to 1).")
def duplicates(path: str, as_json: bool) -> int:
    """Print the pairs of sources that are likely to be one."""
    for found in opened_to_read(path).likely_duplicates():
        if as_json:
            say_json({"a": found.one, "b": found.other, "score": found.score})
        else:
            say(f"{found.score:.2f}  {flat(found.one)} | {flat(found.other)}")
    return 0


@subcommand(
    source,
    "distinct",
    """
    Record that two sources are not the same, so that reader source duplicates no longer asks.
    """,
    {"Examples": 'reader source distinct articles/ "Ali Hassan" "Ali Hussein"'},
)
@path
@click.argument("name", metavar="NAME")
@click.argument("other", metavar="OTHER")
def distinct(path: str, name: str, other: str) -> int:
    """Record in the dossier that two sources are different."""
    _change_both(opened(path), name, other, dossiers.keep_apart)
    return 0


def _change_both(
    folder: DossierFolder,
    name: str,
    other: str,
    changed: Callable[[Dossier, Source, Source], Dossier],
) -> None:
    one, two = folder.source(name), folder.source(other)
    folder.change(
        lambda dossier: changed(
            dossier, dossier.by_id.get(one.id, one), dossier.by_id.get(two.id, two)
        )
    )
