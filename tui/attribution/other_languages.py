"""The speakers of quotations in other languages: a verb of saying and a name beside them."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..model.document import Span
from .speakers.offices import is_office

_VERBS = (
    "sagte|sagt|erklärte|erklärt|betonte|schrieb|meinte|so|zei|zegt|verklaarde|sade|säger|sagde|"
    "a déclaré|a dit|a affirmé|a expliqué|a indiqué|déclare|affirme|explique|assure|"
    "dijo|afirmó|declaró|explicó|señaló|aseguró|ha detto|ha dichiarato|ha affermato|afferma|dice|"
    "disse|afirmou|declarou|explicou|a spus|a declarat|powiedział|powiedziała|oświadczył|řekl|"
    "řekla|сказал|сказала|заявил|заявила|сообщил|сообщила|отметил|отметила|сказав|заявив|dedi|"
    "είπε|δήλωσε"
)
_CAPITALIZED = r"[^\W\d_a-zа-я][\w’'.-]*"
_PARTICLE = r"(?:(?:von|van|de|del|di|da|al|el|bin) )?"
_NAME = rf"(?P<name>{_CAPITALIZED}(?:[ -]{_PARTICLE}{_CAPITALIZED}){{0,4}})"
_GAP = r"[,.;:]?\s*(?:[–—-]\s*)?"
_AFTER = re.compile(rf"{_GAP}(?P<cue>{_VERBS})\s+(?:der |die |le |la |el |il |o |a )?{_NAME}")
_FULL_NAME = rf"{_CAPITALIZED}(?:[ -]{_PARTICLE}{_CAPITALIZED}){{1,4}}"
_OFFICE_AFTER = re.compile(
    rf"{_GAP}(?P<cue>{_VERBS})\s+(?:der |die |le |la |el |il |o |a |l[’'])?"
    rf"(?P<name>(?:[^\W\d_][\w’'-]* ){{1,6}}?{_FULL_NAME})"
)
_NAMED_AFTER = re.compile(rf"{_GAP}{_NAME}\s+(?P<cue>{_VERBS})\b")
_BEFORE = re.compile(rf"(?<!\w){_NAME}\s+(?P<cue>{_VERBS})\s*[:,]?\s*$")
_CHINESE_BEFORE = re.compile(r"(?P<name>[^\W\d_]{2,12}?)(?P<cue>表示|强调|指出|称|说|說)[:：,，]?$")
_JAPANESE_AFTER = re.compile(r"と(?P<name>[^\W\d_]{2,12}?)(?:は|が)(?P<cue>述べ|語っ|話し|言っ)")
_WINDOW = 90
"""Code points before and after a quotation in which the name is looked for."""

_OFFICE_WINDOW = 150
"""Code points after a quotation in which a name after an office is looked for."""


class NamedSpeaker(NamedTuple):
    """Where the name of a speaker and the verb stand, in code points of the text."""

    name: Span
    cue: Span


def speaker_beside(text: str, quotation: Span) -> NamedSpeaker | None:
    """Who is named with a verb of saying right after or before a quotation; None if nobody is.

    The name includes an office before it, such as "ministre des Affaires étrangères".
    """
    match = _OFFICE_AFTER.match(text, quotation.end, quotation.end + _OFFICE_WINDOW)
    if match and any(map(is_office, match["name"].split()[:-2])):
        return _named_speaker(match)
    for pattern in (_AFTER, _NAMED_AFTER, _JAPANESE_AFTER):
        match = pattern.match(text, quotation.end, quotation.end + _WINDOW)
        if match:
            return _named_speaker(match)
    start = max(0, quotation.start - _WINDOW)
    for pattern in (_BEFORE, _CHINESE_BEFORE):
        match = pattern.search(text[start : quotation.start].rstrip())
        if match:
            return _named_speaker(match, start)
    return None


def _named_speaker(match: re.Match[str], offset: int = 0) -> NamedSpeaker:
    """The places of a match in the text, in which the matched text begins at `offset`."""
    first = match.start("name") + offset
    name = Span(first, first + len(match["name"].rstrip(".,")))
    return NamedSpeaker(name, Span(match.start("cue") + offset, match.end("cue") + offset))
