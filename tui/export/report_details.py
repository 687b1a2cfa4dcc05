"""Report details: what the title page and the properties of a report say about itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Paper = Literal["A4", "Letter"]

PARTS = ("appendix", "passages", "figures", "chronology", "texts")
"""The parts of a report that can be left out: `passages` is the list of them."""

USUALLY_LEFT_OUT = ("texts",)
"""The parts that a report has only on demand: the full texts belong to those who published them."""

_LETTER = frozenset(
    (
        *("BZ", "CA", "CL", "CO", "CR", "DO", "GT", "MX"),
        *("NI", "PA", "PH", "PR", "SV", "US", "VE"),
    )
)
"""The territories that use US Letter. Source: Unicode CLDR, supplemental data, paperSize."""


@dataclass(frozen=True, slots=True)
class ReportDetails:
    """The title, the author and the time of a report, its paper size, and the PARTS left out.

    `title` is "" for one made from the titles of the documents; `author` is "" and `made` is None
    if they are not to be stated. `note` is the analyst's note on the whole report, in Markdown.
    """

    title: str = ""
    author: str = ""
    made: datetime | None = None
    paper: Paper = "A4"
    left_out: Collection[str] = USUALLY_LEFT_OUT
    note: str = ""


NO_DETAILS = ReportDetails()
"""The details of a report that states neither an author nor a time."""


def paper_of(environment: Mapping[str, str]) -> Paper:
    """The paper of the locale that environment variables set, as POSIX ranks them."""
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_PAPER", "LANG"))), "")
    territory = locale.partition(".")[0].partition("@")[0].rpartition("_")[2]
    return "Letter" if territory in _LETTER else "A4"
