"""The command agree: how far several analysts agree on tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import get_args

import click

from ..agreement import DISTANCES, Agreement, DistanceName, Division, Unit
from ..workspace.coded_articles import (
    CodedArticle,
    agreement_of,
    coded_by_authors,
    coders_of,
)
from .click_command import command
from .coders import coded_between
from .disagreeing import print_disagreements
from .options import as_json, complete_file, complete_folder
from .output import bold, complain, counted, dim, flat, say, say_json
from .sessions import sessions
from .usage import UsageError

_TREATMENT = (
    "A {unit} has a tag where an annotation with it overlaps the {unit}; one without any counts as "
    '"no tag". An article that a coder neither annotated nor marked as done is missing for that '
    "coder."
)
_HEADINGS = "    units  percent    kappa   Fleiss    alpha  95 % interval"


@command(
    "agree",
    """
    Compares the tags that several analysts gave to the same articles: percent agreement (the mean
    of all pairs), Cohen's kappa for two analysts, Fleiss' kappa, and Krippendorff's alpha with a
    95 % bootstrap interval. The first row compares all tags of a passage as a set; each further row
    one tag, one group or one document.

    A passage has a tag where an annotation with it overlaps the passage, and a passage without any
    counts as "no tag". An article that an analyst neither annotated nor marked as done (see reader
    done) is missing for that analyst. An annotation counts for its author, and only where its place
    is certain. A coefficient that is not defined, because all values are equal or nothing was coded
    twice, is shown as a dash.

    With --between, two coders are compared whoever wrote their notes: A and B are folders, whose
    notes are on the articles with the same paths below them, or revisions of git, such as a branch,
    a commit or HEAD~3, with the notes on the articles of PATH. Both are placed in the articles of
    PATH; without PATH, in those of A, or of B where A has none. A name that is both a folder and a
    revision is the folder.
    """,
    {
        "Examples": """
        reader agree articles/
        reader agree articles/ --by group --unit character
        reader agree --between anna/ bob/
        reader agree articles/ --disagreements
        reader agree articles/ --between anna-branch bob-branch
        reader agree . --json | jq 'select(.alpha != null and .alpha < 0.8) | .tag'
        """
    },
)
@click.argument("paths", metavar="PATH...", nargs=-1, shell_complete=complete_file)
@click.option(
    "--between",
    nargs=2,
    metavar="A B",
    shell_complete=complete_folder,
    help="Compare two folders with notes, or two revisions of git; PATH may be left out for "
    "folders.",
)
@click.option(
    "--by",
    type=click.Choice(get_args(Division)),
    default="tag",
    show_default=True,
    help="What each row after the first is about.",
)
@click.option(
    "--unit",
    type=click.Choice(get_args(Unit)),
    default="passage",
    show_default=True,
    help="What is compared: each passage, or each character of the passages.",
)
@click.option(
    "--distance",
    type=click.Choice(list(DISTANCES)),
    default="masi",
    show_default=True,
    help="How alpha compares two sets of tags; single tags and groups are always nominal.",
)
@click.option(
    "--disagreements",
    "listed",
    is_flag=True,
    help="List each place where two coders disagree: other tags on the same words, words that only "
    "one tagged, or overlapping words with a common tag and different ends.",
)
@as_json(
    'Print one row a line, with the keys tag ("" for all), document ("" for all), by, unit, coders '
    "(names), units (those that at least two coders coded), percent (0 to 1), kappa (of two "
    "coders), fleiss, alpha, distance, and low and high (the interval of alpha); a coefficient "
    "that is not defined is null. With --disagreements: path, coders, kind (tags, boundaries or "
    "one side), start, end, disputed (tags), and for each coder tags and ids."
)
def agree(
    paths: Sequence[str],
    between: tuple[str, str] | None,
    by: Division,
    unit: Unit,
    distance: DistanceName,
    listed: bool,
    as_json: bool,
) -> int:
    """Print the agreement of the analysts who coded some articles."""
    failed: list[str] = []
    articles = [_reported(one) for one in _articles(paths, between, failed)]
    coders = coders_of(articles)
    if len(coders) < 2:
        if not failed:
            complain(_too_few(coders, between))
        return 1
    coders = between or coders
    if listed:
        print_disagreements(articles, coders, as_json=as_json)
        return 1 if failed else 0
    rows = agreement_of(articles, coders, by, unit, distance)
    if as_json:
        for row in rows:
            say_json(asdict(row))
    else:
        _show(list(rows), articles)
    return 1 if failed else 0


def _articles(
    paths: Sequence[str], between: tuple[str, str] | None, failed: list[str]
) -> Iterator[CodedArticle]:
    """The articles that have notes, as their coders coded them."""
    if between:
        return coded_between(paths, *between, failed)
    if not paths:
        raise UsageError("a PATH is missing; name articles or folders, or two with --between")
    return (coded_by_authors(one.name, session.state) for one, session in sessions(paths, failed))


def _reported(coded: CodedArticle) -> CodedArticle:
    """The same article; annotations whose place is not certain are reported."""
    if coded.unplaced:
        left_out = counted(coded.unplaced, "annotation")
        complain(f"{coded.name}: left out, {left_out} without a certain place")
    return coded


def _too_few(coders: Sequence[str], between: tuple[str, str] | None) -> str:
    who = f"only {_named(coders[0])} coded" if coders else "nobody coded"
    if between:
        return f"{who} these articles; agreement needs annotations of both {' and '.join(between)}"
    return f"{who} these articles; agreement needs two analysts with a name (author in config.toml)"


def _named(coder: str) -> str:
    return flat(coder) or "one without a name"


def _show(rows: Sequence[Agreement], articles: Sequence[CodedArticle]) -> None:
    first = rows[0]
    say(bold(f"{' · '.join(map(_named, first.coders))}, {counted(len(articles), 'article')}"))
    say(dim(_TREATMENT.format(unit=first.unit)))
    names = ["all tags", *(flat(row.tag or row.document) for row in rows[1:])]
    width = max(map(len, names))
    say(" " * width, dim(_HEADINGS))
    for name, row in zip(names, rows, strict=True):
        say(
            f"{name:<{width}}", f"{row.units:>9}", *map(_figure, _coefficients(row)), _interval(row)
        )


def _coefficients(row: Agreement) -> tuple[float | None, ...]:
    return row.percent, row.kappa, row.fleiss, row.alpha


def _figure(value: float | None) -> str:
    return f"{'–' if value is None else format(value, '.3f'):>9}"


def _interval(row: Agreement) -> str:
    return "" if row.low is None or row.high is None else f"  {row.low:.3f} to {row.high:.3f}"
