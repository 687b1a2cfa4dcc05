"""Recover every intact record of a damaged dossier; pure functions."""

from __future__ import annotations

from ..model.dossier import Dossier
from . import dossier_format, notes_format, repair
from .merge import merge_dossier

_WRONG_NOTE = "'note' is not a text in quotes; left out"

_DOSSIER: repair.Makes = {
    "source": notes_format.source,
    "judgement": notes_format.judgement,
    "hypothesis": dossier_format.hypothesis,
    "search": dossier_format.search,
    "assignment": dossier_format.assignment,
    "rule": dossier_format.rule,
}


def recover(data: bytes) -> repair.Recovered[Dossier]:
    """Recover the dossier in the content of a damaged file, as `repair.recover` does for notes."""
    found, lost = repair.sides(data, _DOSSIER)
    if not all(isinstance(side.extra.get("note", ""), str) for side in found):
        lost.append(_WRONG_NOTE)
    states = [_dossier(side) for side in found]
    whole = states[0] if len(states) == 1 else merge_dossier(*states).value
    if not lost and whole == Dossier():
        lost = [repair.NOTHING]
    return repair.Recovered(whole, tuple(lost))


def _dossier(side: repair.Side) -> Dossier:
    found = side.found
    searches = {search.name: search for search in reversed(found["search"])}
    assignments = {each.path: each for each in reversed(found["assignment"])}
    rules = {rule.name: rule for rule in reversed(found["rule"])}
    note = side.extra.pop("note", "")
    return Dossier(
        tuple(repair.with_unique_ids(found["source"], repair.namesake)),
        tuple(repair.with_unique_ids(found["judgement"], repair.namesake)),
        tuple(repair.with_unique_ids(found["hypothesis"], repair.namesake)),
        tuple(reversed(searches.values())),
        side.format,
        side.extra,
        note if isinstance(note, str) else "",
        tuple(reversed(assignments.values())),
        tuple(reversed(rules.values())),
    )
