"""The command judge: lists, writes and confirms the judgements of a dossier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import click

from ..model import dossier_changes as dossiers
from ..model.annotation import CONFIDENCES, LIKELIHOODS, Judgement, new_id
from ..model.dossier import Dossier
from ..model.errors import ReaderError
from ..model.judgement_flags import remarks
from ..model.references import recited
from ..workspace.dossier_folder import DossierFolder
from ..workspace.evidence_check import EvidenceCheck, JudgementState
from .click_command import group, subcommand
from .dossiers import opened, opened_to_read
from .options import as_json, complete_words, path, without
from .output import bold, complain, dim, flat, say, say_json
from .sessions import settings

_KEYS = (
    "id, text, likelihood, confidence, cites (REFs relative to the folder of the dossier), against "
    "(those of them that speak against it; null where no sides are stated), grounds (their grades "
    "when it was made) and flags"
)

_likelihood = click.option(
    "--likelihood",
    metavar="WORDS",
    type=click.Choice(["", *LIKELIHOODS]),
    shell_complete=complete_words(LIKELIHOODS),
    help=f"One of: {', '.join(LIKELIHOODS)}.",
)
_confidence = click.option(
    "--confidence",
    metavar="WORD",
    type=click.Choice(["", *CONFIDENCES]),
    shell_complete=complete_words(CONFIDENCES),
    help=f"How sure you are: {', '.join(CONFIDENCES)}.",
)
_cites = click.option(
    "--cite", "cites", metavar="REF...", multiple=True, help="What it rests on. May be repeated."
)
_against = click.option(
    "--against",
    metavar="REF...",
    multiple=True,
    help="What it cites as speaking against it. May be repeated.",
)

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
@as_json(f"Print one judgement a line, with the keys {_KEYS}.")
def list_(path: str, without: str | None, as_json: bool) -> int:
    """Print the judgements of a dossier."""
    folder = opened_to_read(path)
    fallen = None if without is None else {one.id for one in folder.dependents(without).judgements}
    for state in EvidenceCheck(folder, *settings()).judgements():
        one = state.judgement
        if fallen is not None and one.id not in fallen:
            continue
        if as_json:
            say_json(_record(state))
            continue
        confidence = f"{one.confidence} confidence" if one.confidence else ""
        rated = " · ".join(filter(None, (one.likelihood, confidence, ", ".join(state.flags))))
        say(bold(flat(one.text)), dim(f"  {flat(rated)}  {one.id}"))
        for cite in one.cites:
            parts = one.side(cite), flat(cite), flat(one.grounds.get(cite, ""))
            say(f"    {' '.join(filter(None, parts))}")
    return 0


def _record(state: JudgementState) -> dict[str, Any]:
    one = state.judgement
    return {
        "id": one.id,
        "text": one.text,
        "likelihood": one.likelihood,
        "confidence": one.confidence,
        "cites": list(one.cites),
        "against": None if one.against is None else list(one.against),
        "grounds": dict(one.grounds),
        "flags": list(state.flags),
    }


def _print_judgement(folder: DossierFolder, id: str) -> None:
    for state in EvidenceCheck(folder, *settings()).judgements():
        if state.judgement.id == id:
            say_json(_record(state))


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
@_likelihood
@_confidence
@_cites
@_against
@as_json(f"Print the judgement, with the keys {_KEYS}.")
def add(
    path: str,
    text: str,
    likelihood: str | None,
    confidence: str | None,
    cites: Sequence[str],
    against: Sequence[str],
    as_json: bool,
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
    if as_json:
        _print_judgement(folder, made.id)
    else:
        say(made.id)
    return 0


@subcommand(
    judge,
    "set",
    """
    Change a judgement: its text, likelihood and confidence, and what it rests on. --cite and
    --against add citations, or move one to the other side; --uncite takes them away. "" takes a
    likelihood or a confidence away. The grades that its citations have now are kept with it.
    """,
    {
        "Examples": """
        reader judge set articles/ 01KE8H0000000000000000000 --likelihood likely \\
            --uncite articles/b.txt#01KE8H0000000000000000001
        """
    },
    several=("--cite", "--against", "--uncite"),
)
@path
@click.argument("id", metavar="ID")
@click.option("--text", metavar="TEXT", help="Another text.")
@_likelihood
@_confidence
@_cites
@_against
@click.option(
    "--uncite", metavar="REF...", multiple=True, help="What it no longer rests on. May be repeated."
)
@as_json(f"Print the judgement, with the keys {_KEYS}.")
def set_(
    path: str,
    id: str,
    cites: Sequence[str],
    against: Sequence[str],
    uncite: Sequence[str],
    as_json: bool,
    **values: str | None,
) -> int:
    """Change a judgement of the dossier."""
    given: dict[str, Any] = {k: text.strip() for k, text in values.items() if text is not None}
    if not (given or cites or against or uncite):
        raise click.UsageError("nothing to set: give --text, --likelihood, --cite, …")
    if given.get("text") == "":
        raise click.UsageError("--text is empty")
    folder = opened(path)
    known = {cite for one in folder.judgements() if one.id == id for cite in one.cites}
    gone = [folder.citation_of(word, known) for word in uncite]
    supporting, opposing = (list(map(folder.reference, words)) for words in (cites, against))

    def changed(present: Judgement) -> Judgement:
        after = recited(replace(present, **given), supporting, opposing, gone)
        return folder.with_grounds(after)

    for remark in remarks(_change(folder, path, id, changed)):
        complain(remark)
    if as_json:
        _print_judgement(folder, id)
    return 0


def _change(
    folder: DossierFolder, path: str, id: str, changed: Callable[[Judgement], Judgement]
) -> Judgement:
    """Change a judgement, which the dossier then has; returns it. Raises ReaderError without it."""
    known = next((one for one in folder.judgements() if one.id == id), None)
    if known is None:
        raise ReaderError(f"{path}: no judgement has the id {id}; see reader judge list")

    def put(dossier: Dossier) -> Dossier:
        return dossiers.put_judgement(dossier, changed(dossier.judgements_by_id.get(id, known)))

    written = folder.change(put)
    folder.remove_from_notes(id)
    return written.judgements_by_id[id]


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
@as_json(f"Print the judgement, with the keys {_KEYS}.")
def confirm(path: str, id: str, as_json: bool) -> int:
    """Keep the present grades of the citations of a judgement."""
    folder = opened(path)
    _change(folder, path, id, folder.with_grounds)
    if as_json:
        _print_judgement(folder, id)
    return 0


@subcommand(
    judge,
    "delete",
    "Delete a judgement.",
    {"Examples": "reader judge delete articles/ 01KE8H0000000000000000000"},
)
@path
@click.argument("id", metavar="ID")
@as_json("Print the judgement that was deleted, with the keys id and text.")
def delete(path: str, id: str, as_json: bool) -> int:
    """Delete a judgement of the dossier or of the notes."""
    folder = opened(path)
    known = next((one for one in folder.judgements() if one.id == id), None)
    if known is None:
        raise ReaderError(f"{path}: no judgement has the id {id}; see reader judge list")
    folder.remove_from_notes(id)
    if id in folder.dossier.judgements_by_id:
        folder.change(lambda dossier: dossiers.remove_judgement(dossier, id))
    if as_json:
        say_json({"id": id, "text": known.text})
    return 0
