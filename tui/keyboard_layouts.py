"""Keyboards that do not send Latin letters or digits: the character sent -> the key meant.

A key is meant by its place, as on a US keyboard. The tables for other scripts hold no ASCII
characters, so that Latin keys and punctuation keep their meaning while such a table is in use.
Source: the symbol tables of xkeyboard-config (https://gitlab.freedesktop.org/xkeyboard-config).
"""

from __future__ import annotations

from collections.abc import Mapping

AUTOMATIC = ("ru", "uk", "el", "he", "ar", "fa")
"""The layouts of other scripts, which no Latin keyboard can be mistaken for."""

_SHIFTED = str.maketrans("[];',.`", '{}:"<>~')


def _table(sent: str, meant: str) -> dict[str, str]:
    """A table from two strings of the same shape; spaces only set the rows apart."""
    return dict(zip(sent.replace(" ", ""), meant.replace(" ", ""), strict=True))


def _cased(sent: str, meant: str) -> dict[str, str]:
    """The same for a script with capitals: they mean the key with Shift."""
    lower = _table(sent, meant)
    upper = {c.upper(): key.upper().translate(_SHIFTED) for c, key in lower.items()}
    return upper | lower


LAYOUTS: Mapping[str, Mapping[str, str]] = {
    "ru": _cased("ё йцукенгшщзхъ фывапролджэ ячсмитьбю", "` qwertyuiop[] asdfghjkl;' zxcvbnm,."),
    "uk": _cased("йцукенгшщзхї фівапролджє ячсмитьбю", "qwertyuiop[] asdfghjkl;' zxcvbnm,."),
    # Both sigmas have the capital of the second: it comes last.
    "el": _cased("ςερτυθιοπ ασδφγηξκλ ζχψωβνμ", "wertyuiop asdfghjkl zxcvbnm"),
    "he": _table("קראטוןםפ שדגכעיחלךף זסבהנמצתץ", "ertyuiop asdfghjkl; zxcvbnm,."),
    # The key of B sends lam and alef as two characters, or as this ligature.
    "ar": _table(
        "١٢٣٤٥٦٧٨٩٠ ذ ضصثقفغعهخحجد شسيبلاتنمكط ئءؤرﻻىةوزظ",
        "1234567890 ` qwertyuiop[] asdfghjkl;' zxcvbnm,./",
    ),
    "fa": _table(
        "۱۲۳۴۵۶۷۸۹۰ ضصثقفغعهخحجچ شسیبلاتنمکگ ظطزرذدپو",
        "1234567890 qwertyuiop[] asdfghjkl;' zxcvbnm,",
    ),
    # Digits without Shift, on the French and the Czech keyboard.
    "fr": _table("&é\"'(-è_çà", "1234567890"),
    "cs": _table("+ěščřžýáíé", "1234567890"),
}
