"""Making text visible: nothing of an article or a note acts where it is shown or printed.

Terminals obey control characters, reorder bidirectional text and hide zero-width characters.
Every one of them is shown as one visible character, so that offsets into the text still hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

PLACEHOLDER = "\ufffd"
"""Stands for what would act on the terminal or on the order of a line."""

DOT = "·"
"""Stands for what takes no room."""

_ZERO_WIDTH = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
_ACTIVE = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2065-\u206f\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\ud800-\udfff"
)
_SUSPECT = re.compile(f"[{_ACTIVE}{_ZERO_WIDTH}]")

_JOINING = "".join(
    rf"\p{{{script}}}"
    for script in (
        *("Arabic", "Syriac", "Nko", "Mongolian", "Devanagari", "Bengali", "Gurmukhi", "Gujarati"),
        *("Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar"),
    )
)
_EMOJI = r"\p{ExtPict}\p{EMod}?\uFE0F?"
_KEPT = (
    rf"{_EMOJI}(?:\u200D{_EMOJI})+"  # a family, a profession
    r"|\p{Emoji}\uFE0F\u20E3"  # a keycap
    r"|\p{ExtPict}[\uFE0E\uFE0F]"  # a symbol as text or as an emoji
    r"|\p{Han}[\uFE00-\uFE02\U000E0100-\U000E01EF]"  # a variant of an ideograph
    r"|\U0001F3F4[\U000E0061-\U000E007A]{2,6}\U000E007F"  # the flag of a region
    rf"|(?<=[{_JOINING}])[\u200C\u200D](?=[{_JOINING}])"  # the shape of letters
)
"""Sequences in which a zero-width character does the work it is made for (UTS 51, UAX 31)."""


def visible(text: str, keep: str = "") -> str:
    """The text with every control, bidi, zero-width and separator character and every lone
    surrogate as one visible character each; those in `keep` (such as a line feed) stay.
    """
    if _SUSPECT.search(text) is None:
        return text
    return str(_replacer()(lambda m: m[0] if m[1] or m[0] in keep else _shown(m[0]), text))


def one_line(text: str) -> str:
    """The text for a title or a message: as `visible`, line breaks and tabs as spaces."""
    if _SUSPECT.search(text) is None:
        return text
    return visible(re.sub("[\t\n\r\u2028\u2029]", " ", text))


@cache
def _replacer() -> Callable[..., str]:
    import regex

    # The package `regex` knows the emoji properties; lone surrogates are no pattern for it.
    return regex.compile(f"({_KEPT})|[{_ACTIVE}{_ZERO_WIDTH}]").sub


@cache
def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if character in "\u2028\u2029":
        return "\u2424"
    return DOT if re.match(f"[{_ZERO_WIDTH}]", character) else PLACEHOLDER
