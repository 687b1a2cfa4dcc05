"""The commands figures and dates: list what articles mention."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from ..config import folders_for
from ..dates import first_day_of
from ..export.csv import table
from ..figures import FigureGroup, group_figures
from ..model.annotation import Notes
from ..model.document import Document, Span
from ..model.reading_options import ReadingOptions
from ..store import notes_files
from ..store.locations import notes_place
from ..workspace.folder_mentions import (
    FolderDate,
    FolderFigure,
    LabelledArticle,
    placed_dates,
    placed_figures,
)
from ..workspace.suggested_mentions import article_date, suggest_dates, suggest_mentions
from .click_command import command
from .inputs import InputArticle, articles, document_of, process_each
from .options import AS_NOTED, as_json, paths, reading_options
from .output import (
    bold,
    complain,
    dim,
    flat,
    on_terminal,
    say,
    say_file,
    say_json,
    with_spans,
)
from .sessions import settings
from .usage import UsageError

FIGURE_KEYS = ("path", "start", "end", "value", "low", "high", "unit", "what", "source", "as_of")
DATE_KEYS = ("path", "start", "end", "date", "relative")
"""The keys of the JSON objects, and the columns of the CSV."""

UNCOUNTED = "(what is counted is not said)"
NO_DATE = "unresolved"

_CONTEXT = 300
"""Code points on either side of a date that are shown of its passage."""

_WIDEST = 40
"""Code points to which the columns of a table are filled up at most."""


class ReadArticle(NamedTuple):
    """An article under the name that the user gave it, with its date and the notes on it."""

    path: Path | None
    name: str
    document: Document
    date: datetime.date | None
    notes: Notes

    @property
    def labelled(self) -> LabelledArticle:
        """The article with its name as its label."""
        return LabelledArticle(self.path, self.name, self.name, self.document)


def _as_csv(run: Callable[..., int]) -> Callable[..., int]:
    help = "Print comma-separated values for a spreadsheet, with the keys of --json as columns."
    return click.option("--csv", "as_csv", is_flag=True, help=help)(run)


@command(
    "figures",
    """
    Suggests the figures of the articles: the number, its unit, what is counted, who says it and as
    of when. Numbers may be in digits or words ("three hundred", "dozens", "two-thirds"), ranges
    ("20 to 30") or bounds ("at least 20", "up to 30"). Prints figures for the same thing side by
    side, one a line, the smallest first: the phrase, who says it, the date, and where it stands.

    Ages, durations, times, ordinals, scores and numbers in names are no figures. "Dozens" are 24
    or more, "hundreds" 200 or more; half of something is 50 %; "$" without a country is US$. The
    date is the nearest one in the passage, else that of the article. Words are understood in
    English; in other languages figures are found in digits. It guesses by rules, and errs: nothing
    of it is put into your notes.
    """,
    {
        "Examples": """
        reader figures articles/
        reader figures fallujah.txt --json | jq 'select(.unit == "people")'
        reader figures articles/ --csv > figures.csv
        """,
    },
)
@paths
@as_json(
    "Print one figure a line, with the keys path, start, end (the phrase with its unit), value "
    "(null for a range), low, high (null where the figure is open), unit (people, km, US$, % and "
    'so on, or ""), what (is counted), source (who says so), as_of.'
)
@_as_csv
@reading_options(AS_NOTED)
def figures(paths: Sequence[str], as_json: bool, as_csv: bool, options: ReadingOptions) -> int:
    """Print the figures of articles."""
    _require_one_form(as_json, as_csv)
    failed: list[str] = []
    found = (row for article in _read(paths, options, failed) for row in _figures_of(article))
    if as_json or as_csv:
        _print_records(map(_figure_record, found), FIGURE_KEYS, as_csv)
    else:
        _print_groups(group_figures(found))
    return 1 if failed else 0


@command(
    "dates",
    """
    Suggests the dates that the articles mention, from a day to a century, in the order of the
    calendar. Prints each with where it stands and the passage. A ~ marks a relative date: one that
    its words alone do not tell, such as "on Thursday", "last month" or "9 July" without a year. It
    is resolved against the date of the article, which is the one in your notes (key i), else the
    article's own; where there is none, the date is unresolved, and listed last.

    Dates are written as in ISO 8601, as precise as the article is: 2015, 2015-07, 2015-W28 (a
    week), 2015-07-09, 2007/2014 (from 2007 to 2014). Words are understood in English. It guesses
    by rules, and errs: nothing of it is put into your notes.
    """,
    {
        "Examples": """
        reader dates articles/
        reader dates fallujah.txt --json | jq 'select(.relative)'
        """,
    },
)
@paths
@as_json(
    "Print one date a line, in the order of the text, with the keys path, start, end, date (null "
    "where it is unresolved), relative."
)
@_as_csv
@reading_options(AS_NOTED)
def dates(paths: Sequence[str], as_json: bool, as_csv: bool, options: ReadingOptions) -> int:
    """Print the dates of articles."""
    _require_one_form(as_json, as_csv)
    failed: list[str] = []
    found = (row for article in _read(paths, options, failed) for row in _dates_of(article))
    if as_json or as_csv:
        _print_records(map(_date_record, found), DATE_KEYS, as_csv)
    else:
        for row in sorted(found, key=_in_calendar):
            _print_date(row)
    return 1 if failed else 0


def _require_one_form(as_json: bool, as_csv: bool) -> None:
    """Raise UsageError if both forms of output are asked for."""
    if as_json and as_csv:
        raise UsageError("give --json or --csv, not both")


def _read(
    words: Sequence[str], options: ReadingOptions, failed: list[str]
) -> Iterator[ReadArticle]:
    """The articles; those that fail are reported and added to `failed`."""
    where, config = settings()

    def work(article: InputArticle) -> ReadArticle:
        document = document_of(article, segmented=True)
        data = folders_for(article.path, where, config).data
        text_sha256 = "" if article.path else document.text_sha256
        loaded = notes_files.load(notes_place(article.path, text_sha256, data).path)
        if loaded.problem:
            complain(loaded.problem)
        date = article_date(document, loaded.value.document.date)
        return ReadArticle(article.path, article.name, document, date, loaded.value)

    return process_each(articles(words, options), work, failed)


def _figures_of(article: ReadArticle) -> list[FolderFigure]:
    mentions = suggest_mentions(article.document, article.date, article.notes)
    return placed_figures(article.labelled, mentions.figures)


def _dates_of(article: ReadArticle) -> list[FolderDate]:
    return placed_dates(article.labelled, suggest_dates(article.document, article.date))


def _print_records(records: Iterable[Mapping[str, Any]], keys: Sequence[str], as_csv: bool) -> None:
    """Print records as JSON, or as a table with a column per key."""
    if not as_csv:
        for record in records:
            say_json(record)
        return
    content = table(keys, ([_cell(record[key]) for key in keys] for record in records))
    if on_terminal():
        for line in content.decode("utf-8-sig").splitlines():
            say(line)
    else:
        say_file(content)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _figure_record(row: FolderFigure) -> dict[str, Any]:
    figure = row.figure
    return {
        "path": row.place.name,
        "start": figure.span.start,
        "end": figure.span.end,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "what": figure.what,
        "source": figure.source or None,
        "as_of": figure.as_of or None,
    }


def _date_record(row: FolderDate) -> dict[str, Any]:
    return {
        "path": row.place.name,
        "start": row.date.span.start,
        "end": row.date.span.end,
        "date": row.date.date or None,
        "relative": row.date.is_relative,
    }


def _print_groups(groups: Sequence[FigureGroup[FolderFigure]]) -> None:
    """Print figures for the same thing below its name, a row per figure."""
    for group in groups:
        if group.what:
            unit = "" if group.unit in ("", "people") else f" ({group.unit})"
            _print_rows(group.what + unit, group.rows)
    rest = [row for group in groups if not group.what for row in group.rows]
    if rest:
        _print_rows(UNCOUNTED, rest)


def _print_rows(title: str, rows: Sequence[FolderFigure]) -> None:
    say(bold(flat(title)))
    phrases = [flat(row.phrase) for row in rows]
    speakers = [
        flat(", ".join(filter(None, (row.figure.source, row.figure.as_of)))) for row in rows
    ]
    widths = [min(max(map(len, cells)), _WIDEST) for cells in (phrases, speakers)]
    for row, phrase, speaker in zip(rows, phrases, speakers, strict=True):
        place = f"{row.place.name} ¶{row.place.paragraph}"
        say(f"  {phrase:{widths[0]}}  {speaker:{widths[1]}}  ", dim(place))


def _in_calendar(row: FolderDate) -> tuple[bool, Any]:
    """The place of a date in the calendar; those that are unresolved come last."""
    date = row.date.date
    return (False, (first_day_of(date), date)) if date else (True, ())


def _print_date(row: FolderDate) -> None:
    date = (row.date.date or NO_DATE) + " ~" * row.date.is_relative
    place = f"  {row.place.name} ¶{row.place.paragraph}  "
    say(bold(date), dim(place), *with_spans(*_around(row)))


def _around(row: FolderDate) -> tuple[str, list[Span]]:
    """What is shown of the passage of a date, and where in it the date stands."""
    text, at = row.place.text, row.date.span.start - row.place.passage.start
    start, end = max(0, at - _CONTEXT), min(len(text), at + len(row.phrase) + _CONTEXT)
    before, after = "…" * (start > 0), "…" * (end < len(text))
    first = len(before) + at - start
    return before + text[start:end] + after, [Span(first, first + len(row.phrase))]
