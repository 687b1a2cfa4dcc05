"""The speakers of quotations in other languages: a verb of saying and a name beside them."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..model.document import Span

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
_NAMED_AFTER = re.compile(rf"{_GAP}{_NAME}\s+(?P<cue>{_VERBS})\b")
_BEFORE = re.compile(rf"(?<!\w){_NAME}\s+(?P<cue>{_VERBS})\s*[:,]?\s*$")
_CHINESE_BEFORE = re.compile(r"(?P<name>[^\W\d_]{2,12}?)(?P<cue>表示|强调|指出|称|说|說)[:：,，]?$")
_JAPANESE_AFTER = re.compile(r"と(?P<name>[^\W\d_]{2,12}?)(?:は|が)(?P<cue>述べ|語っ|話し|言っ)")
_WINDOW = 90
"""Code points before and after a quotation in which the name is looked for."""


class NamedSpeaker(NamedTuple):
    """Where the name of a speaker and the verb stand, in code points of the text."""

    name: Span
    cue: Span


def speaker_beside(text: str, quotation: Span) -> NamedSpeaker | None:
    """Who is named with a verb of saying right after or before a quotation; None if nobody is."""
    for pattern in (_AFTER, _NAMED_AFTER, _JAPANESE_AFTER):
        match = pattern.match(text, quotation.end, quotation.end + _WINDOW)
        if match:
            return NamedSpeaker(Span(*match.span("name")), Span(*match.span("cue")))
    start = max(0, quotation.start - _WINDOW)
    for pattern in (_BEFORE, _CHINESE_BEFORE):
        match = pattern.search(text[start : quotation.start].rstrip())
        if match:
            places = (match.span("name"), match.span("cue"))
            return NamedSpeaker(*(Span(start + first, start + last) for first, last in places))
    return None
