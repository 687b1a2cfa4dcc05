"""The command hypothesis: lists, adds and rates the hypotheses of a dossier."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from ..model import dossier_changes as dossiers
from ..model.annotation import new_id
from ..model.dossier import RATINGS, Dossier, Hypothesis
from ..model.errors import ReaderError
from ..workspace.dossier_folder import DossierFolder
from ..workspace.evidence_check import EvidenceCheck, HypothesisState
from .click_command import group, subcommand
from .dossiers import opened, opened_to_read
from .options import as_json, path
from .output import bold, dim, flat, say, say_json
from .sessions import settings

_KEYS = "id, text, inconsistency and ratings (REF relative to the folder of the dossier -> rating)"

hypothesis = group(
    "hypothesis",
    """
    Competing hypotheses are weighed by what speaks against them: evidence that fits one may fit the
    others too. They are in the dossier that is in effect for PATH (see reader source --help). A REF
    names an annotation: ARTICLE#ID.
    """,
    {"Examples": "reader hypothesis list articles/"},
)


@subcommand(
    hypothesis,
    "list",
    """
    List the hypotheses, the least inconsistent first. Evidence rated - adds 1 to the inconsistency,
    evidence rated -- adds 2, times a weight from 1.4 (graded A1) to 0.6 (E5); copies of one text
    count once.
    """,
    {"Examples": "reader hypothesis list articles/"},
)
@path
@click.option("--without", metavar="REF", help="Weigh them as if this evidence were not there.")
@as_json(f"Print one hypothesis a line, with the keys {_KEYS}.")
def list_(path: str, without: str | None, as_json: bool) -> int:
    """Print the hypotheses of a dossier."""
    folder = opened_to_read(path)
    left_out = "" if without is None else folder.reference(without)
    for state in EvidenceCheck(folder, *settings()).hypotheses(left_out):
        one = state.hypothesis
        if as_json:
            say_json(_record(state))
            continue
        say(bold(f"{state.inconsistency:g}  {flat(one.text)}"), dim(f"  {one.id}"))
        for cite, rating in one.evidence.items():
            say(f"    {flat(rating):>3}  {flat(cite)}")
    return 0


def _record(state: HypothesisState) -> dict[str, Any]:
    one = state.hypothesis
    record = {"id": one.id, "text": one.text, "inconsistency": state.inconsistency}
    return {**record, "ratings": dict(one.evidence)}


def _print_hypothesis(folder: DossierFolder, id: str) -> None:
    for state in EvidenceCheck(folder, *settings()).hypotheses():
        if state.hypothesis.id == id:
            say_json(_record(state))


def _known(dossier: Dossier, path: str, id: str) -> Hypothesis:
    """The hypothesis with an id. Raises ReaderError without one."""
    if id not in dossier.hypotheses_by_id:
        raise ReaderError(f"{path}: no hypothesis has the id {id}; see reader hypothesis list")
    return dossier.hypotheses_by_id[id]


@subcommand(
    hypothesis,
    "add",
    "Add a hypothesis, and print its id once it is safely on disk.",
    {"Examples": 'reader hypothesis add articles/ "The advance is a feint."'},
)
@path
@click.argument("text", metavar="TEXT")
@as_json(f"Print the hypothesis, with the keys {_KEYS}.")
def add(path: str, text: str, as_json: bool) -> int:
    """Add a hypothesis to the dossier."""
    if not text.strip():
        raise click.UsageError("TEXT is empty")
    folder, made = opened(path), Hypothesis(new_id(), text.strip())
    folder.change(lambda dossier: dossiers.put_hypothesis(dossier, made))
    if as_json:
        _print_hypothesis(folder, made.id)
    else:
        say(made.id)
    return 0


@subcommand(
    hypothesis,
    "reword",
    "Give a hypothesis another text; its ratings stay.",
    {
        "Examples": """
        reader hypothesis reword . 01KE8J0000000000000000000 "The advance is a feint in the north."
        """
    },
)
@path
@click.argument("id", metavar="ID")
@click.argument("text", metavar="TEXT")
@as_json(f"Print the hypothesis, with the keys {_KEYS}.")
def reword(path: str, id: str, text: str, as_json: bool) -> int:
    """Replace the text of a hypothesis of the dossier."""
    if not text.strip():
        raise click.UsageError("TEXT is empty")
    folder = opened(path)

    def changed(dossier: Dossier) -> Dossier:
        after = replace(_known(dossier, path, id), text=text.strip())
        return dossiers.put_hypothesis(dossier, after)

    folder.change(changed)
    if as_json:
        _print_hypothesis(folder, id)
    return 0


@subcommand(
    hypothesis,
    "delete",
    "Delete a hypothesis with its ratings.",
    {"Examples": "reader hypothesis delete . 01KE8J0000000000000000000"},
)
@path
@click.argument("id", metavar="ID")
@as_json("Print the hypothesis that was deleted, with the keys id and text.")
def delete(path: str, id: str, as_json: bool) -> int:
    """Delete a hypothesis of the dossier."""
    folder = opened(path)
    known = _known(folder.dossier, path, id)
    folder.change(lambda dossier: dossiers.remove_hypothesis(dossier, id))
    if as_json:
        say_json({"id": id, "text": known.text})
    return 0


@subcommand(
    hypothesis,
    "rate",
    """
    Rate an annotation as evidence for a hypothesis: ++ and + where it fits, - and -- where it
    speaks against it, 0 where it tells nothing, n/a where it does not apply. "" takes the rating
    away. The rating -- is the last word of the command line.
    """,
    {
        "Examples": """
        reader hypothesis rate . 01KE8J0000000000000000000 a.txt#01KE8H0000000000000000000 --
        """
    },
    final_hyphens=True,
)
@path
@click.argument("id", metavar="ID")
@click.argument("reference", metavar="REF")
@click.argument("rating", metavar="RATING")
@as_json(f"Print the hypothesis, with the keys {_KEYS}.")
def rate(path: str, id: str, reference: str, rating: str, as_json: bool) -> int:
    """Rate evidence for a hypothesis of the dossier."""
    if rating not in ("", *RATINGS):
        raise click.UsageError(f"RATING: {rating!r} is none of {', '.join(RATINGS)}")
    folder = opened(path)
    rated = () if rating else _known(folder.dossier, path, id).evidence
    cite = folder.citation_of(reference, rated)

    def changed(dossier: Dossier) -> Dossier:
        return dossiers.rate(dossier, _known(dossier, path, id).id, cite, rating)

    folder.change(changed)
    if as_json:
        _print_hypothesis(folder, id)
    return 0
