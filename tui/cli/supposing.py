"""The command hypothesis: lists, adds and rates the hypotheses of a dossier."""

from __future__ import annotations

import click

from ..model import dossier_changes as dossiers
from ..model.annotation import new_id
from ..model.dossier import RATINGS, Dossier, Hypothesis
from ..model.errors import ReaderError
from ..workspace.evidence_check import EvidenceCheck
from .click_command import group, subcommand
from .dossiers import opened, opened_to_read
from .options import as_json, path
from .output import bold, dim, flat, say, say_json
from .sessions import settings

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
@as_json(
    "Print one hypothesis a line, with the keys id, text, inconsistency and ratings (REF relative "
    "to the folder of the dossier -> rating)."
)
def list_(path: str, as_json: bool) -> int:
    """Print the hypotheses of a dossier."""
    folder = opened_to_read(path)
    for state in EvidenceCheck(folder, *settings()).hypotheses():
        one = state.hypothesis
        if as_json:
            record = {"id": one.id, "text": one.text, "inconsistency": state.inconsistency}
            say_json({**record, "ratings": dict(one.evidence)})
            continue
        say(bold(f"{state.inconsistency:g}  {flat(one.text)}"), dim(f"  {one.id}"))
        for cite, rating in one.evidence.items():
            say(f"    {flat(rating):>3}  {flat(cite)}")
    return 0


@subcommand(
    hypothesis,
    "add",
    "Add a hypothesis, and print its id once it is safely on disk.",
    {"Examples": 'reader hypothesis add articles/ "The advance is a feint."'},
)
@path
@click.argument("text", metavar="TEXT")
def add(path: str, text: str) -> int:
    """Add a hypothesis to the dossier."""
    if not text.strip():
        raise click.UsageError("TEXT is empty")
    folder, made = opened(path), Hypothesis(new_id(), text.strip())
    folder.change(lambda dossier: dossiers.put_hypothesis(dossier, made))
    say(made.id)
    return 0


@subcommand(
    hypothesis,
    "rate",
    """
    Rate an annotation as evidence for a hypothesis: ++ and + where it fits, - and -- where it
    speaks against it, 0 where it tells nothing, n/a where it does not apply. "" takes the rating
    away.
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
def rate(path: str, id: str, reference: str, rating: str) -> int:
    """Rate evidence for a hypothesis of the dossier."""
    if rating not in ("", *RATINGS):
        raise click.UsageError(f"RATING: {rating!r} is none of {', '.join(RATINGS)}")
    folder = opened(path)
    cite = folder.reference(reference)

    def changed(dossier: Dossier) -> Dossier:
        if id not in dossier.hypotheses_by_id:
            raise ReaderError(f"{path}: no hypothesis has the id {id}; see reader hypothesis list")
        return dossiers.rate(dossier, id, cite, rating)

    folder.change(changed)
    return 0
