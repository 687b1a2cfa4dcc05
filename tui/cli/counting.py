"""The command stats: counts how tags were used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..model.errors import ReaderError
from ..model.reading_options import NO_CHOICES
from ..readers import is_folder
from .click_command import command
from .inputs import articles, expanded, left_out, settings
from .options import as_json, paths
from .output import complain, counted, say_json
from .usage import STDIN, UsageError

if TYPE_CHECKING:
    from ..statistics.coding_table import CodingTable
    from ..statistics.cooccurrences import Within
    from ..statistics.text_units import TextUnits
    from ..store.unused_notes import UnusedNotes
    from ..workspace.coded_folders.located_codings import LocatedCodings

TENTH = "tenth"
_TABLES = ("frequency", "cooccurrence", "crosstab")


def _within(text: str) -> Within:
    """How close two tags must be; raises click.BadParameter if the text does not say."""
    if text in ("span", "overlap", "paragraph"):
        return text  # type: ignore[return-value]
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    raise click.BadParameter(f"{text!r} is none of span, overlap, paragraph and a number")


@command(
    "stats",
    """
    Counts how tags were used. The table of frequencies has the annotations, articles and words of
    each tag and of each group; an annotation with several tags of a group counts once for the
    group. Words are those of the annotated passages; what two annotations share counts twice.

    The table of co-occurrence has the pairs of tags that occur together: on the same span, on
    overlapping spans, in a paragraph, or at most N passages apart. Paragraphs are counted once for
    a pair of tags, otherwise each pair of codings counts. A pair is listed in both orders.

    The crosstab has the annotations of each tag for each value of an attribute: a key under
    [document] in the notes, such as publisher; month (of the article's date), article, coder (who
    annotated), source, source.kind, source.reliability, or tenth (of the article's text, from 1 to
    10, where the annotation begins). A key of [document] with the name of another attribute is
    document.KEY.

    Only notes files are read, and what was counted is kept in the cache. The positions are those in
    the notes. Paragraphs, passages and tenths take reading the articles, and then the positions are
    those in the present text. Annotations without a certain place are left out where positions
    matter.
    """,
    {
        "Examples": """
        reader stats articles/
        reader stats articles/ --by month
        reader stats . --within paragraph --json | jq 'select(.count > 9)'
        """
    },
)
@paths
@click.option(
    "--table",
    type=click.Choice(_TABLES),
    help="What to count. By default frequency; crosstab with --by, cooccurrence with --within.",
)
@click.option(
    "--within",
    metavar="span|overlap|paragraph|N",
    type=_within,
    help="How close two tags must be to occur together; by default they overlap.",
)
@click.option(
    "--by",
    metavar="ATTRIBUTE",
    help="The attribute of the article or the source in a crosstab; by default publisher.",
)
@as_json(
    "Print one row a line, with the keys table and tag, and: annotations, articles, words, group "
    "(true for the row of a group) and coders (annotations of each analyst); or other, within and "
    "count; or group, attribute, value and count."
)
@click.option("--csv", "as_csv", is_flag=True, help="Print the rows as CSV, with a heading.")
def stats(
    paths: Sequence[str],
    table: str | None,
    within: Within | None,
    by: str | None,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Print a table of how tags were used."""
    table = _chosen(table, within, by)
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other")
    within, by = "overlap" if within is None else within, by or "publisher"
    failed: list[str] = []
    needs_texts = by == TENTH if table == "crosstab" else within not in ("span", "overlap")
    needs_texts = needs_texts and table != "frequency"
    codings, units = (_located if needs_texts else _noted)(paths, failed)
    if table == "cooccurrence" and not needs_texts:
        _report_unplaced(codings)
    rows = [asdict(row) for row in _rows(table, codings, units, within, by)]
    if as_json:
        for row in rows:
            say_json(row)
    else:
        from . import statistics_tables as tables

        show = tables.say_csv if as_csv else tables.SAY[table]
        show(rows)
    return 1 if failed else 0


def _chosen(table: str | None, within: Within | None, by: str | None) -> str:
    """The table that the options ask for. Raises UsageError if they ask for two."""
    asked = {"cooccurrence": within is not None, "crosstab": by is not None}
    chosen = table or next((name for name, is_asked in asked.items() if is_asked), "frequency")
    for name, option in (("cooccurrence", "--within"), ("crosstab", "--by")):
        if asked[name] and chosen != name:
            raise UsageError(f"{option} belongs to --table {name}, not to {chosen}")
    return chosen


def _rows(
    table: str, codings: CodingTable, units: TextUnits | None, within: Within, by: str
) -> Iterable[Any]:
    if table == "cooccurrence":
        from ..statistics.cooccurrences import cooccurrences

        return cooccurrences(codings, within, units)
    if table == "crosstab":
        from ..statistics.crosstabs import crosstabs

        return crosstabs(codings, by, units)
    from ..statistics.frequencies import frequencies

    return frequencies(codings)


def _noted(paths: Sequence[str], failed: list[str]) -> tuple[CodingTable, None]:
    """The codings in the notes files of some PATHs; problems are reported."""
    from ..workspace.coded_folders.gathered_codings import gathered_codings

    where, config = settings()
    words = expanded(paths)
    homes = [word for word in words if word and word != STDIN and is_folder(Path(word))]
    others = articles([word for word in words if word not in homes])
    files = [_path(article.path) for article in others]
    for path in files:
        if not path.exists():
            from ..readers.missing_files import missing_file

            complain(str(missing_file(path)))
            failed.append(str(path))
    found = gathered_codings(map(Path, dict.fromkeys(homes)), files, where, config)
    for line in (*found.problems, *_stray_lines(found.strays), *left_out(found.outside)):
        complain(line)
    failed += found.problems
    return found.codings, None


def _stray_lines(strays: Sequence[UnusedNotes]) -> Iterable[str]:
    """A line for each notes file that no article uses."""
    if not strays:
        return ()
    from .sessions import stray_lines

    return stray_lines(strays, {})


def _path(path: Path | None) -> Path:
    if path is None:
        raise ReaderError("-: statistics are about notes files; name articles or folders")
    return path


def _located(paths: Sequence[str], failed: list[str]) -> tuple[CodingTable, TextUnits]:
    """The codings at their places in the present texts, and the passages of the texts."""
    from ..workspace.coded_folders.gathered_codings import in_effect
    from ..workspace.coded_folders.located_codings import located_codings
    from .gathering import gathered

    found: LocatedCodings = located_codings(gathered(paths, NO_CHOICES, failed).collection.passages)
    if found.unplaced:
        complain(f"left out, {counted(found.unplaced, 'annotation')} without a certain place")
    problems: list[str] = []
    codings = in_effect(found.codings, settings()[0].config, problems)
    for problem in problems:
        complain(problem)
    return codings, found.units


def _report_unplaced(codings: CodingTable) -> None:
    unplaced = codings.take(~codings.is_placed)
    number = len(set(unplaced.annotation_keys().tolist()))
    if number:
        complain(f"left out, {counted(number, 'annotation')} without a certain place")
