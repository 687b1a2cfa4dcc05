"""The links of an article and the status of its claims as text, and the articles it links to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..model.annotation import Link, Notes
from ..model.references import Key
from ..model.spans import SpanIndex

if TYPE_CHECKING:
    from ..library.folder_notes import AnnotatedArticle, LoadedDossier
    from ..model.statements import Claim
    from ..session import Session


class OtherArticle(NamedTuple):
    """Another article of the folder: the fields of AnnotatedArticle, and its SpanIndex.

    `label` is its short title for people, or its name if it has none or another has the same.
    """

    name: str
    path: Path
    notes: Notes
    dossier: LoadedDossier
    spans: SpanIndex
    label: str


class LinkRow(NamedTuple):
    """A link as listed below one of the two annotations that it connects.

    `owner` is the id of the annotation below which it is listed, `other` the key of the statement
    at the other end, None if that does not exist. `link` is None if the other statement has it.
    """

    owner: str
    text: str
    why: str
    link: Link | None = None
    other: Key | None = None


def claim_lines(claim: Claim) -> tuple[str, ...]:
    """The status of a claim and its number of sources, then a line for each tag they contradict."""
    sources = f"{claim.independent} source{'s' * (claim.independent != 1)}"
    against = f", {claim.opposed} against" if claim.opposing else ""
    counted = ", ".join(claim.counted) or "no source"
    reasons = "".join(f" · {reason}" for reason in (*claim.copies, *claim.updates))
    return f"counted: {counted} · {sources}{against}{reasons}", *claim.disagreements


def shares_dossier(session: Session, other: AnnotatedArticle | OtherArticle) -> bool:
    """Whether the dossier of an open article is in effect for another one, once it is written."""
    path = session.dossier_file.path
    if path is None:
        return False
    is_below = other.path.absolute().is_relative_to(path.parent)
    return other.dossier.path == path or (other.dossier.path is None and is_below)
