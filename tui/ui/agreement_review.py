"""What the article and the library screen share for agreement: the tables, and the passages."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from ..agreement import Agreement, Division, Unit
from ..model.resolutions import Resolution
from ..workspace.coded_articles import agreement_of
from ..workspace.folder_codings import (
    FolderCodings,
    TwoSides,
    disputed_passages,
    resolution,
)
from .dialogs.agreement_dialogs import (
    AgreementAnswer,
    AgreementDialog,
    DisputesAnswer,
    DisputesDialog,
    Order,
)
from .dialogs.picker import Picker
from .dialogs.prompt import Prompt
from .widgets.agreement_panes import name_of
from .widgets.choice_list import Choice

if TYPE_CHECKING:
    from ..readers.reading_progress import ProgressReceiver
    from .saved_search_list import CommandHost

_DIVISIONS: tuple[Division, ...] = ("tag", "group", "document")
_BY = {"tag": "by tag", "group": "by group of tags", "document": "by article"}
_READING = "Reading who coded the articles"
_ALL, _SIDES = "all", "sides"

ReadCodings = Callable[[TwoSides | None, "ProgressReceiver"], FolderCodings]


@dataclass(frozen=True)
class Shown:
    """What is shown: whose codings, divided how, of which unit, in which order."""

    codings: FolderCodings
    coders: tuple[str, ...]
    by: Division = "tag"
    unit: Unit = "passage"
    order: Order = "name"


async def review(host: CommandHost, read: ReadCodings) -> DisputesAnswer | None:
    """Show how far coders agree, and where two disagree; what the user decides, or wants to visit.

    `read` reads the articles as their authors coded them, or as two sides did.
    """
    codings = await host.work(_READING, lambda receiver: read(None, receiver))
    if codings is None:
        return None
    shown = Shown(codings, codings.coders)
    if len(codings.coders) < 2:
        host.toast(f"{_coded_by(codings)}; name two folders or git revisions to compare instead")
        changed = await _between(host, read, shown)
        if changed is None:
            return None
        shown = changed
    while True:
        answer = await _table(host, shown)
        if answer is None:
            return None
        shown = replace(shown, order=answer.order)
        if answer.action == "by":
            at = _DIVISIONS.index(shown.by) + 1
            shown = replace(shown, by=_DIVISIONS[at % len(_DIVISIONS)])
        elif answer.action == "unit":
            shown = replace(shown, unit="character" if shown.unit == "passage" else "passage")
        elif answer.action == "coders":
            shown = await _choose_coders(host, read, shown) or shown
        elif answer.row and (found := await _disputes(host, shown, answer.row)):
            return found


def _coded_by(codings: FolderCodings) -> str:
    coders = [name_of(one) for one in codings.coders]
    return f"only {coders[0]} coded these articles" if coders else "nobody coded these articles"


async def _table(host: CommandHost, shown: Shown) -> AgreementAnswer | None:
    """Show the table of agreement; None if it is closed, or if the measuring is cancelled."""
    rows = await host.work(
        "Measuring the agreement",
        lambda receiver: list(
            agreement_of(shown.codings.articles, shown.coders, shown.by, shown.unit, "masi")
        ),
    )
    if rows is None:
        return None
    heading = f"Agreement of {_named(shown.coders)}, {_BY[shown.by]}"
    return await host.ask(AgreementDialog(rows, heading, _remark(shown), shown.order))


def _remark(shown: Shown) -> str:
    one = shown.unit
    treatment = (
        f"units are {one}s; one without a tag counts as “no tag”, an article that a coder neither "
        "annotated nor marked as done is missing for that coder"
    )
    left_out = shown.codings.problems
    more = f" and {len(left_out) - 1} more" if left_out[1:] else ""
    return "; ".join([treatment, *(f"{line}{more}" for line in left_out[:1])])


def _named(coders: Sequence[str]) -> str:
    names = [name_of(one) for one in coders]
    return " and ".join(names) if len(names) < 3 else f"{len(names)} analysts"


async def _disputes(host: CommandHost, shown: Shown, row: Agreement) -> DisputesAnswer | None:
    """Show the disagreements of two coders on what a row is about."""
    pair = await _pair(host, shown.coders)
    if pair is None:
        return None
    articles = [a for a in shown.codings.articles if row.document in ("", a.name)]
    passages = list(disputed_passages(articles, *pair, row.tag))
    if not passages:
        host.toast(f"{_named(pair)} do not disagree on {row.tag or row.document or 'any tag'}")
        return None
    what = f" on {row.tag}" if row.tag else ""
    return await host.ask(DisputesDialog(passages, pair, f"{_named(pair)} disagree{what}"))


async def _pair(host: CommandHost, coders: Sequence[str]) -> tuple[str, str] | None:
    """The two coders whose disagreements are listed: asked for if there are more than two."""
    pairs = list(combinations(coders, 2))
    if len(pairs) == 1:
        return pairs[0]
    choices = [Choice(str(number), _named(pair)) for number, pair in enumerate(pairs)]
    chosen = await host.ask(Picker("Whose disagreements", choices))
    return pairs[int(chosen.id)] if chosen else None


async def _choose_coders(host: CommandHost, read: ReadCodings, shown: Shown) -> Shown | None:
    """Ask whose codings to compare; None if nothing is chosen."""
    known = shown.codings.coders
    pairs = list(combinations(known, 2)) if len(known) > 2 else []
    choices = [
        Choice(_ALL, "all analysts", "the authors of the annotations"),
        *(Choice(str(number), _named(pair)) for number, pair in enumerate(pairs)),
        Choice(_SIDES, "two folders or git revisions …", "whoever wrote their notes"),
    ]
    chosen = await host.ask(Picker("Compare", choices))
    if chosen is None:
        return None
    if chosen.id == _SIDES:
        return await _between(host, read, shown)
    if chosen.id == _ALL:
        codings = await host.work(_READING, lambda receiver: read(None, receiver))
        enough = codings is not None and len(codings.coders) > 1
        return (
            replace(shown, codings=codings, coders=codings.coders) if codings and enough else None
        )
    return replace(shown, coders=pairs[int(chosen.id)])


async def _between(host: CommandHost, read: ReadCodings, shown: Shown) -> Shown | None:
    """Ask for two folders or revisions, and read the notes there; None if that fails."""
    prompt = Prompt(
        "Compare two folders or two git revisions",
        check=_problem,
        explanation="two names, in quotation marks where they have spaces",
        placeholder="anna/ bob/   or   HEAD~3 HEAD",
    )
    line = await host.ask(prompt)
    if not line:
        return None
    first, second = shlex.split(line)
    codings = await host.work(_READING, lambda receiver: read((first, second), receiver))
    if codings is None:
        return None
    if len(codings.coders) < 2:
        why = "; ".join([_coded_by(codings), *codings.problems[:1]])
        host.toast(f"not compared: {why}", warn=True)
        return None
    return replace(shown, codings=codings, coders=codings.coders)


def _problem(line: str) -> str:
    """What is wrong with the names of two sides; "" for nothing."""
    try:
        names = shlex.split(line)
    except ValueError:
        return "a quotation mark is not closed"
    if len(names) != 2 or not all(names):
        return "name two folders, or two revisions such as branches or commits"
    return "these are the same; name two" if names[0] == names[1] else ""


def resolutions_of(answer: DisputesAnswer) -> dict[str, list[Resolution]]:
    """The resolutions of the disagreements that were decided, by the names of the articles."""
    found: dict[str, list[Resolution]] = {}
    for row in answer.decided:
        if row.decision:
            made = resolution(row.passage.disagreement, row.decision, row.why)
            found.setdefault(row.passage.name, []).append(made)
    return found
