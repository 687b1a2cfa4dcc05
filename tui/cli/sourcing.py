"""The command source: lists the sources of a dossier and sets what is known about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

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
from .source_records import SOURCE_KEYS, print_source, source_records

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
@as_json(f"Print one source a line, with the keys {SOURCE_KEYS}.")
def list_(path: str, as_json: bool) -> int:
    """Print the sources of a dossier."""
    for record, known in source_records(opened_to_read(path)):
        if as_json:
            say_json(record)
        else:
            _show(known, record["conflict"])
    return 0


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
@click.option(
    "--via", metavar="NAME", help="The source from which it has what it says; both count as one."
)
@click.option(
    "--reliability",
    metavar="LETTER",
    type=click.Choice(["", *RELIABILITY]),
    shell_complete=complete_words(RELIABILITY),
    help="The grade, from A to F. Without --reason, it has no reason.",
)
@click.option("--reason", metavar="TEXT", help="Why it is graded so.")
@click.option("--name", "renamed", metavar="NAME", help="Another name; the former one is an alias.")
@as_json(f"Print the source, with the keys {SOURCE_KEYS}.")
def set_(
    path: str,
    name: str,
    via: str | None,
    renamed: str | None,
    as_json: bool,
    **values: str | None,
) -> int:
    """Set fields of a source in the dossier."""
    if not name.strip():
        raise click.UsageError("NAME is empty")
    folder = opened(path)
    given = {key: value for key, value in values.items() if value is not None}
    if not given and via is None and renamed is None:
        raise click.UsageError("nothing to set: give --role, --kind, --via, --reliability, …")
    if renamed is not None and not renamed.strip():
        raise click.UsageError("--name is empty")

    def changed(dossier: Dossier) -> Dossier:
        before, dossier = _known_or_new(folder, dossier, name)
        after, dossier = (before, dossier) if via is None else _via(folder, dossier, before, via)
        after = after if renamed is None else _renamed(folder, after, renamed)
        return dossiers.put_source(dossier, _with_values(folder, before, after, given))

    folder.change(changed)
    if as_json:
        print_source(folder, name)
    return 0


def _via(
    folder: DossierFolder, dossier: Dossier, known: Source, name: str
) -> tuple[Source, Dossier]:
    """The source as it came through the source `name`, which is made if there is none.

    Also returns the dossier with that source. Raises ReaderError if both are one source.
    """
    if not name:
        return replace(known, via=""), dossier
    through, dossier = _known_or_new(folder, dossier, name)
    if through.id == known.id:
        raise ReaderError(f"{known.name} cannot come through itself; name another source")
    return replace(known, via=through.id), dossiers.put_source(dossier, through)


def _with_values(
    folder: DossierFolder, before: Source, after: Source, given: Mapping[str, str]
) -> Source:
    """The source `after` with values set; a grade that differs from `before` is in its history."""
    if given.get("reliability", before.reliability) != before.reliability:
        given = {"reason": "", **given}
    after = dossiers.with_fields(after, given)
    if after == before:
        return after
    former = folder.with_former_grades(before)
    after = replace(after, history=former.history or after.history)
    return dossiers.with_grade_recorded(former, after, settings()[1].author)


def _renamed(folder: DossierFolder, known: Source, name: str) -> Source:
    """The source with another name, its former one as an alias.

    Raises ReaderError if another source has the name.
    """
    refuse_taken(folder, known, name)
    clean = " ".join(name.split())
    return dossiers.with_alias(replace(known, name=clean), known.name)


def refuse_taken(folder: DossierFolder, known: Source, name: str) -> None:
    """Raise ReaderError if another source has a name."""
    other = _found(folder, name)
    if other is not None and other.id != known.id:
        raise ReaderError(
            f"“{other.name}” is a source of its own; reader source merge makes the two one"
        )


def _known_or_new(folder: DossierFolder, dossier: Dossier, name: str) -> tuple[Source, Dossier]:
    """The source with a name, which is made if there is none; also returns the dossier."""
    try:
        return dossier.named(name) or folder.source(name), dossier
    except ReaderError:
        taken = {**dossier.by_id, **{one.source.id: one for one in folder.sources()}}
        clean = " ".join(name.split())
        complain(f"{clean}: a new source")
        return Source(source_id(clean, taken), clean), dossier


def _found(folder: DossierFolder, name: str) -> Source | None:
    try:
        return folder.source(name)
    except ReaderError:
        return None
