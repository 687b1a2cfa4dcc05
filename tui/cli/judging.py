"""The command judge: lists, writes and confirms the judgements of a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from ..model import dossier_changes as dossiers
from ..model.annotation import CONFIDENCES, LIKELIHOODS, Judgement, new_id
from ..model.dossier import Dossier
from ..model.errors import ReaderError
from ..model.judgement_flags import remarks
from ..workspace.evidence_check import EvidenceCheck
from .click_command import group, subcommand
from .dossiers import opened, opened_to_read
from .options import as_json, complete_words, path, without
from .output import bold, complain, dim, flat, say, say_json
from .sessions import settings

judge = group(
    "judge",
    """
    A judgement is a conclusion with its likelihood, your confidence in it, and the annotations that
    it rests on. The judgements of all articles are in the dossier that is in effect for PATH (see
    reader source --help). A REF names an annotation: ARTICLE#ID, with an ID as printed by reader
    notes.
    """,
    {"Examples": "reader judge list articles/"},
)


@subcommand(
    judge,
    "list",
    """
    List the judgements and what is wrong with their evidence. The flags are: uncited (it rests on
    nothing), missing (an annotation is not there), uncertain (the place of one is not sure), edited
    (the words of one were changed), downgraded (one is graded worse than when the judgement was
    made or confirmed) and copy (what seem to be two sources is text that one copied).
    """,
    {
        "Examples": """
        reader judge list articles/
        reader judge list articles/ --without "Ada Berg"
        """
    },
)
@path
@without("judgements")
@as_json(
    "Print one judgement a line, with the keys id, text, likelihood, confidence, cites (REFs "
    "relative to the folder of the dossier), against (those of them that speak against it; "
    "null where no sides are stated), grounds (their grades when it was made) and flags."
)
def list_(path: str, without: str | None, as_json: bool) -> int:
    """Print the judgements of a dossier."""
    folder = opened_to_read(path)
    fallen = None if without is None else {one.id for one in folder.dependents(without).judgements}
    for state in EvidenceCheck(folder, *settings()).judgements():
        one = state.judgement
        if fallen is not None and one.id not in fallen:
            continue
        if as_json:
            say_json(
                {
                    "id": one.id,
                    "text": one.text,
                    "likelihood": one.likelihood,
                    "confidence": one.confidence,
                    "cites": list(one.cites),
                    "against": None if one.against is None else list(one.against),
                    "grounds": dict(one.grounds),
                    "flags": list(state.flags),
                }
            )
            continue
        confidence = f"{one.confidence} confidence" if one.confidence else ""
        rated = " · ".join(filter(None, (one.likelihood, confidence, ", ".join(state.flags))))
        say(bold(flat(one.text)), dim(f"  {flat(rated)}  {one.id}"))
        for cite in one.cites:
            parts = one.side(cite), flat(cite), flat(one.grounds.get(cite, ""))
            say(f"    {' '.join(filter(None, parts))}")
    return 0


@subcommand(
    judge,
    "add",
    """
    Write a judgement, and print its id once it is safely on disk. The grades that its citations
    have now are kept with it. With --against, whatever else it cites speaks for it. Both sides are
    those of TEXT being true, however likely that is.
    """,
    {
        "Examples": """
        reader judge add articles/ "The assault begins in July." --likelihood unlikely \\
            --confidence low --cite articles/a.txt#01KE8H0000000000000000000 \\
            --against articles/b.txt#01KE8H0000000000000000001
        """
    },
    several=("--cite", "--against"),
)
@path
@click.argument("text", metavar="TEXT")
@click.option(
    "--likelihood",
    metavar="WORDS",
    type=click.Choice(["", *LIKELIHOODS]),
    shell_complete=complete_words(LIKELIHOODS),
    help=f"One of: {', '.join(LIKELIHOODS)}.",
)
@click.option(
    "--confidence",
    metavar="WORD",
    type=click.Choice(["", *CONFIDENCES]),
    shell_complete=complete_words(CONFIDENCES),
    help=f"How sure you are: {', '.join(CONFIDENCES)}.",
)
@click.option(
    "--cite", "cites", metavar="REF...", multiple=True, help="What it rests on. May be repeated."
)
@click.option(
    "--against",
    metavar="REF...",
    multiple=True,
    help="What it cites as speaking against it. May be repeated.",
)
def add(
    path: str,
    text: str,
    likelihood: str | None,
    confidence: str | None,
    cites: Sequence[str],
    against: Sequence[str],
) -> int:
    """Add a judgement to the dossier."""
    if not text.strip():
        raise click.UsageError("TEXT is empty")
    folder = opened(path)
    opposing = tuple(dict.fromkeys(map(folder.reference, against)))
    references = tuple(dict.fromkeys((*map(folder.reference, cites), *opposing)))
    made = Judgement(new_id(), text.strip(), likelihood or "", confidence or "", references)
    made = folder.with_grounds(replace(made, against=opposing or None))
    for remark in remarks(made):
        complain(remark)
    folder.change(lambda dossier: dossiers.put_judgement(dossier, made))
    say(made.id)
    return 0


@subcommand(
    judge,
    "confirm",
    """
    Confirm a judgement: it keeps the grades that its citations have now, and is no longer flagged
    as downgraded.
    """,
    {"Examples": "reader judge confirm articles/ 01KE8H0000000000000000000"},
)
@path
@click.argument("id", metavar="ID")
def confirm(path: str, id: str) -> int:
    """Keep the present grades of the citations of a judgement."""
    folder = opened(path)
    known = next((one for one in folder.judgements() if one.id == id), None)
    if known is None:
        raise ReaderError(f"{path}: no judgement has the id {id}; see reader judge list")

    def changed(dossier: Dossier) -> Dossier:
        present = dossier.judgements_by_id.get(id, known)
        return dossiers.put_judgement(dossier, folder.with_grounds(present))

    folder.change(changed)
    folder.remove_from_notes(id)
    return 0
