"""Text as it may be printed: nothing in it moves the cursor, reorders a line or hides."""

from __future__ import annotations

from unicodedata import category

_PICTURES = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {
    "\x7f": "\u2421",
    "\u2028": "\u2424",
    "\u2029": "\u2424",
}
"""Controls that have a picture of their own (Unicode block Control Pictures)."""

_UNSEEN = frozenset(["Cc", "Cf", "Cs", "Zl", "Zp"])
"""General categories of C1, bidi and zero-width characters, lone surrogates and separators."""

_JOINERS = "\u200c\u200d"


def printable(text: str) -> str:
    """The text for one line of output, as many code points long: what cannot be seen is shown.

    Controls become their pictures (line feed: "␊"), every other unseen character "�". Joiners
    stay where they shape what stands around them, as in emoji and in Persian words.
    """
    if text.isprintable():
        return text
    out: list[str] = []
    for index, character in enumerate(text):
        if category(character) in _UNSEEN and not _joins(text, index):
            character = _PICTURES.get(character, "\ufffd")
        out.append(character)
    return "".join(out)


def _joins(text: str, index: int) -> bool:
    around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    return (
        text[index] in _JOINERS
        and len(around) == 2
        and not any(c.isascii() or c.isspace() or category(c) in _UNSEEN for c in around)
    )
