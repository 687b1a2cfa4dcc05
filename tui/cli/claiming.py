"""The command claims: lists claims with the sources for and against them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..model.statements import Claim, Statement
from ..workspace.dossier_folder import DossierFolder
from .click_command import command
from .dossiers import opened_to_read
from .options import as_json, path, without
from .output import bold, counted, dim, flat, say, say_json


@command(
    "claims",
    """
    Lists the claims of an article or of the articles below a folder, each with the names of those
    who speak for and against it. Sources are counted as independent unless they are the same, came
    through one another, or one copied the text of the other. The links and sources of all articles
    of the dossier count (see reader source --help).
    """,
    {
        "Examples": """
        reader claims articles/ --json | jq 'select(.independent < 2)'
        reader claims articles/ --without "Ada Berg"
        """
    },
)
@path
@without("claims")
@as_json(
    "Print one claim a line, with the keys id, path, quote, for and against (names), independent "
    "(the number of sources for it), status (what follows from the links: single-source or "
    "corroborated, and disputed), copies (why sources count as one), and superseded (names)."
)
def claims(path: str, without: str | None, as_json: bool) -> int:
    """Print the claims of an article or folder."""
    folder = opened_to_read(path)
    all_claims = folder.graph_with_copies.claims()
    wanted = all_claims if without is None else folder.dependents(without).claims
    for claim in _below(folder, wanted, Path(path)):
        record = _record(folder, claim, path)
        if as_json:
            say_json(record)
            continue
        say(bold(f"“{flat(record['quote'])}”"), dim(f"  {record['path']}  {record['id']}"))
        told = [record["status"], counted(claim.independent, "independent source")]
        say(f"    {flat(' · '.join(filter(None, (*told, *record['copies'], *claim.updates))))}")
        for side in ("for", "against"):
            if record[side]:
                say(f"    {side}: {flat(', '.join(record[side]))}")
    return 0


def _below(folder: DossierFolder, claims: Iterable[Claim], start: Path) -> Iterator[Claim]:
    """Those of some claims that an article, or an article in or below a folder, makes."""
    wanted = start.resolve()
    for claim in claims:
        article = folder.articles[claim.statement.article].path.resolve()
        if article == wanted or article.is_relative_to(wanted):
            yield claim


def _record(folder: DossierFolder, claim: Claim, word: str) -> dict[str, Any]:
    article = folder.articles[claim.statement.article].path
    return {
        "id": claim.statement.annotation.id,
        "path": str(article) if Path(word).is_absolute() else os.path.relpath(article),
        "quote": claim.statement.annotation.quote,
        "for": _names(folder, claim.supporting),
        "against": _names(folder, claim.opposing),
        "independent": claim.independent,
        "status": ", ".join(claim.counted) or "no source",
        "copies": list(claim.copies),
        "superseded": _names(folder, claim.superseded),
    }


def _names(folder: DossierFolder, statements: Iterable[Statement]) -> list[str]:
    """The names of those who make some statements, each once; nobody for one without a source."""
    speakers = (folder.graph.speaker(each) for each in statements)
    return list(dict.fromkeys(filter(None, speakers)))
