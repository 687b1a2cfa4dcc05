"""Figures and dates that are found in articles, against those that were annotated by hand.

    python -m tests.benchmarks.figures FOLDER [--show] [--dateparser]

FOLDER holds articles (`NAME.txt`), each with its annotations in `NAME.gold`, one a line, in the
order of the text:

    F PHRASE|NUMBER|UNIT|WHAT       NUMBER is 25, 20..30, 25.. or ..30
    D PHRASE|DATE|r                 DATE is ISO 8601, or ? for one that cannot be known; r: relative

A figure is found where a suggested one overlaps its phrase and has the same bounds and unit; a date
where one overlaps and has the same date and the same `relative`. Each suggestion counts once. What
is counted (WHAT) is compared by its last word, for the figures that were found.

What is annotated: every number that counts or measures something, also one in words; no ages,
durations, times, ordinals, names, scores, odds, list numbers, nor "one" and "the two" where they
refer to something known. Of dates, everything that tells a day, week, month, year or longer period
of the calendar outside bylines; no dates that depend on an event ("two days after the crash").

With --dateparser the dates are those of the library dateparser, for comparison.
"""

from __future__ import annotations

import argparse
import datetime
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tui.dates import find_dates, first_date
from tui.figures import find_figures
from tui.model.document import Document, Span
from tui.readers import read_bytes


class Mention(NamedTuple):
    """A figure or date: its span, what has to be the same, and what is counted."""

    span: Span
    value: tuple[object, ...]
    what: str = ""


@dataclass
class Score:
    """Counts over some articles."""

    gold: int = 0
    suggested: int = 0
    found: int = 0
    named: int = 0
    named_right: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        f1 = 2 * self.found / max(1, self.gold + self.suggested)
        precision = self.found / max(1, self.suggested)
        recall = self.found / max(1, self.gold)
        counts = f"{self.found} of {self.gold}, {self.suggested} suggested"
        what = f"  what {self.named_right} of {self.named}" if self.named else ""
        return f"F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  ({counts}){what}"


def number_of(written: str) -> tuple[float | None, float | None]:
    """The bounds that an annotation gives."""
    low, dots, high = written.partition("..")
    bounds = float(low) if low else None, float(high) if high else None
    return bounds if dots else (bounds[0], bounds[0])


def gold_mentions(text: str, lines: Sequence[str]) -> tuple[list[Mention], list[Mention]]:
    """The annotated figures and dates; raises ValueError if a phrase is not in the text."""
    figures: list[Mention] = []
    dates: list[Mention] = []
    at = 0
    for line in lines:
        phrase, *parts = line[2:].split("|")
        place = re.compile(rf"(?<![\w.,]){re.escape(phrase)}(?!\w)").search(text, at)
        if place is None:
            raise ValueError(f"{phrase!r} is not in the text after {at}")
        span = Span(*place.span())
        at = span.start + 1
        if line[0] == "F":
            figures.append(Mention(span, (*number_of(parts[0]), parts[1]), parts[2]))
        else:
            date = "" if parts[0] == "?" else parts[0]
            dates.append(Mention(span, (date, parts[1] == "r")))
    return figures, dates


def compare(
    document: Document, gold: Sequence[Mention], made: Sequence[Mention], score: Score
) -> None:
    """Add the mentions of one article to a score."""
    left = list(made)
    for mention in gold:
        same = [
            each
            for each in left
            if each.span.start < mention.span.end
            and mention.span.start < each.span.end
            and each.value == mention.value
        ]
        if same:
            left.remove(same[0])
            score.found += 1
            if mention.what:
                score.named += 1
                ours, theirs = (
                    each.what.replace("s ", " ").removesuffix("s") for each in (same[0], mention)
                )
                right = ours.split(" ")[-1] in theirs.split(" ")
                right |= theirs.split(" ")[-1] in ours.split(" ")
                score.named_right += right
                if not right:
                    score.wrong.append(f"what: {same[0].what!r}, is {mention.what!r}")
        else:
            score.wrong.append(f"missed: {_text(document, mention)}")
    score.wrong += [f"extra: {_text(document, each)}" for each in left]
    score.gold += len(gold)
    score.suggested += len(made)


def _text(document: Document, mention: Mention) -> str:
    start, end = mention.span
    around = document.text[max(0, start - 50) : start], document.text[end : end + 40]
    phrase = document.text[start:end]
    return f"{' '.join(around[0].split())} [{phrase}] {around[1]!r}: {mention.value}"


def dateparser_dates(document: Document, today: datetime.date | None) -> list[Mention]:
    """The dates that dateparser finds, each as a day."""
    from dateparser.search import search_dates

    base = datetime.datetime.combine(today, datetime.time()) if today else None
    settings = {"PREFER_DATES_FROM": "past"} | ({"RELATIVE_BASE": base} if base else {})
    found: list[Mention] = []
    for block in document.blocks:
        if block.kind == "byline":
            continue
        at = block.start
        text = document.text[block.start : block.end]
        for phrase, when in search_dates(text, languages=["en"], settings=settings) or []:
            at = max(at, document.text.find(phrase, at))
            found.append(Mention(Span(at, at + len(phrase)), (when.date().isoformat(), True)))
    return found


def lenient(mentions: Sequence[Mention]) -> list[Mention]:
    """Dates cut to what dateparser can tell: only days have to be the same."""
    return [
        Mention(span, (str(value[0]) if len(str(value[0])) == 10 else "", True))
        for span, value, _ in mentions
    ]


def main() -> None:
    """Measure all articles of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="what was missed and what is extra")
    parser.add_argument("--dateparser", action="store_true", help="compare with dateparser")
    options = parser.parse_args()
    scores = {name: Score() for name in ("figures", "dates")}
    paths = sorted(options.folder.glob("*.gold"))
    for path in paths:
        document = read_bytes(path.with_suffix(".txt").read_bytes(), stem=path.stem)
        gold_figures, gold_dates = gold_mentions(document.text, path.read_text().splitlines())
        today = first_date(document.data.get("date", ""))
        begin = time.perf_counter()
        dates = find_dates(document, today)
        made = [Mention(each.span, (each.date, each.is_relative)) for each in dates]
        if options.dateparser:
            begin = time.perf_counter()
            made = lenient(dateparser_dates(document, today))
            gold_dates = lenient(gold_dates)
        scores["dates"].seconds += time.perf_counter() - begin
        compare(document, gold_dates, made, scores["dates"])
        begin = time.perf_counter()
        figures = find_figures(document, [each.span for each in dates])
        scores["figures"].seconds += time.perf_counter() - begin
        compare(
            document,
            gold_figures,
            [Mention(each.span, (each.low, each.high, each.unit), each.what) for each in figures],
            scores["figures"],
        )
    for name, score in scores.items():
        print(f"{name:8} {score}  {1000 * score.seconds / max(1, len(paths)):.1f} ms an article")
        for line in score.wrong if options.show else ():
            print("   ", line)


if __name__ == "__main__":
    main()
