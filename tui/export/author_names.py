"""Names of authors: the names in a byline, and the parts of a name that a bibliography needs.

Source: https://docs.citationstyles.org, names: family, given, non-dropping particle, suffix.
"""

from __future__ import annotations

import re

from .text_values import printable, single_line

_AND = re.compile(r"\s*;\s*|\s+(?:and|&|und|et|и)\s+")
_BY = re.compile(r"^by\s+", re.IGNORECASE)

_PARTICLES = frozenset(
    (
        *("van", "von", "de", "der", "den", "del", "della", "di", "da", "du", "des"),
        *("la", "le", "las", "los", "ten", "ter", "zu", "zum", "zur", "al"),
        *("el", "bin", "ibn", "dos", "das", "do", "af", "av"),
    )
)
"""Particles in lower case before a family name."""
_LINKS = frozenset(("y", "e", "i"))
"""Words in lower case between two family names of one person."""
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_ORGANISATION = re.compile(
    r"\b(?:staff|agency|agencies|news|press|times|post|reuters|bureau|desk|team|editors?|editorial"
    r"|ministry|office|department|committee|council|government|commission|institute|university"
    r"|centre|center|group|company|association|union|organi[sz]ation|foundation|court|bank"
    r"|correspondents?|reporters?|newsroom|redaktion|agentur|ministerium)\b|\bthe\b|\d|[@/&]",
    re.IGNORECASE,
)
"""Matches the name of an organisation, as opposed to a person."""


def authors(text: str) -> tuple[str, ...]:
    """The names in a byline. A comma separates names of several words, but not "Marsh, Jo"."""
    names: list[str] = []
    for part in _AND.split(_BY.sub("", printable(single_line(text)))):
        pieces = [piece.strip() for piece in part.split(",")]
        names += pieces if all(" " in piece for piece in pieces) else [part]
    return tuple(name for name in names if name)


def name_parts(name: str) -> dict[str, str]:
    """The parts of a name under their names in CSL; an undivided name is `literal`.

    A comma divides the family name from the given ones. Without one, the last word is the family
    name, with the particles before it, or with the other family name that it is linked to; bodies,
    single words and names written without spaces stay whole.
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and family and given:
        given, _, suffix = given.partition(",")
        bare = suffix.strip()
        return _parts(given=given.strip(), family=family, suffix=bare)
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1].rstrip(".").casefold() in _SUFFIXES else ""
    undivided = _ORGANISATION.search(name) or name.isupper() or len(words) > 5
    if len(words) < 2 or undivided:
        return {"literal": name}
    first = len(words) - 1
    if len(words) > 3 and words[-2] in _LINKS:
        first -= 2
        return _parts(given=" ".join(words[:first]), family=" ".join(words[first:]), suffix=suffix)
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    particle = " ".join(words[first:-1])
    return _parts(given=" ".join(words[:first]), particle=particle, family=words[-1], suffix=suffix)


def _parts(given: str, family: str, particle: str = "", suffix: str = "") -> dict[str, str]:
    parts = {
        "family": family,
        "given": given,
        "non-dropping-particle": particle,
        "suffix": suffix,
    }
    return {key: value for key, value in parts.items() if value}
