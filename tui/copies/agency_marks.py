"""Credits of news agencies in an article, such as "BAGHDAD (Reuters) -" or "Source: AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.document import Block
from ..model.patterns import lazily

_AGENCIES = {
    "Reuters": r"(?:Thomson )?Reuters(?: Staff)?",
    "AP": r"(?:The )?Associated Press|The AP|AP|A\.P\.",
    "AFP": r"(?:l['’])?AFP|Agence[ -]France[ -]Presse",
    "dpa": r"dpa(?:-AFX)?|DPA|Deutsche Presse-Agentur",
    "PA": r"Press Association|PA Media|PA",
    "UPI": r"UPI|United Press International",
    "Bloomberg": r"Bloomberg(?: News)?",
    "TASS": r"(?:ITAR-)?TASS|ТАСС",
    "RIA Novosti": r"(?:RIA|РИА) (?:Novosti|Новости)",
    "Interfax": r"Interfax(?:-Ukraine)?|Интерфакс",
    "Ukrinform": r"Ukrinform|Укринформ|Укрінформ",
    "Xinhua": r"Xinhua(?: News Agency)?|新华社",
    "Kyodo": r"Kyodo(?: News)?|共同通信",
    "Yonhap": r"Yonhap(?: News Agency)?",
    "Anadolu": r"Anadolu(?: Agency)?|AA",
    "IRNA": r"IRNA",
    "SANA": r"SANA",
    "WAM": r"WAM",
    "EFE": r"(?:Agencia )?EFE",
    "ANSA": r"ANSA",
    "KNA": r"KNA",
    "epd": r"epd",
    "APA": r"APA",
    "PTI": r"PTI|Press Trust of India",
    "ANI": r"ANI",
    "IANS": r"IANS",
    "AAP": r"AAP|Australian Associated Press",
    "CP": r"(?:The )?Canadian Press",
    "CNS": r"CNS|Catholic News Service",
    "an agency": r"(?:news )?agenc(?:y|ies)|wire (?:services?|reports?)|staff and agencies",
}
_ANY = "|".join(f"(?:{names})" for names in _AGENCIES.values())
_AGENCY = rf"(?<!\w)(?P<agency>{_ANY})(?!\w)"
_REPORT = r"(?:this|the) (?:report|story|article|piece)"
_ADDITIONAL = r"(?:with )?(?:additional |further )?(?:reporting|material|input|files)"
_PATTERNS = tuple(
    lazily(pattern)
    for pattern in (
        # BAGHDAD, July 9 (Reuters) - ; in brackets elsewhere may be an abbreviation of something.
        rf"[(\[]{_AGENCY}[)\]](?=\s*(?:[-–—:]|$))",
        rf"^\s*[(\[]{_AGENCY}[)\]]",
        rf"^\s*[A-ZÄÖÜÉ]{{3,}}[\w .,/'’-]{{0,60}}[(\[]{_AGENCY}[)\]]",
        rf"{_AGENCY}(?:[,\s]+\w+){{0,12}} (?:also )?contributed to {_REPORT}",
        rf"(?i:{_ADDITIONAL} (?:by|from)|with) {_AGENCY}\s*\.?\)?\s*$",
        rf"(?i:source|sources|quelle|источник|credit)\s*:\s*{_AGENCY}",
        rf"(?:[-–—―/©]|\|)\s*{_AGENCY}\s*[.)\]]?\s*$",
        rf"^\s*(?:(?i:by|from|via|von)\s+)?{_AGENCY}\s*$",
        rf"^\s*[^\W\d_][\w .,'’-]{{1,50}}?[-–—,/]\s*{_AGENCY}\s*[-–—:]",
    )
)
_MENTION = lazily(_AGENCY)
"""What each of the patterns contains; most texts do not, and so need not be tried with all."""
_LONGEST = 300
"""Code points at each end of a Block in which a credit is looked for."""
_PICTURES = ("caption", "related")
"""Kinds of Blocks whose credits are about something else than the text."""


@dataclass(frozen=True, slots=True)
class AgencyMark:
    """A credit of a news agency: the agency's usual name, and the span of the credit."""

    agency: str
    start: int
    end: int


def agency_marks(text: str, blocks: Sequence[Block]) -> list[AgencyMark]:
    """The credits of news agencies in the Blocks of a text, in order; each agency once.

    Captions are left out: they credit a picture.
    """
    found: dict[str, AgencyMark] = {}
    for block in blocks:
        if block.kind not in _PICTURES:
            for mark in _marks_in(text, block):
                found.setdefault(mark.agency, mark)
    return sorted(found.values(), key=lambda mark: mark.start)


def _marks_in(text: str, block: Block) -> Iterator[AgencyMark]:
    ends = {block.start, max(block.start, block.end - _LONGEST)}
    for start in sorted(ends):
        part = text[start : min(block.end, start + _LONGEST)]
        for pattern in _PATTERNS if _MENTION.search(part) else ():
            for match in pattern.finditer(part):
                yield AgencyMark(
                    _name_of(match["agency"]), start + match.start(), start + match.end()
                )


def _name_of(written: str) -> str:
    """The usual name of an agency, given as it is written in a credit."""
    return next(name for name, names in _AGENCIES.items() if re.fullmatch(names, written))
