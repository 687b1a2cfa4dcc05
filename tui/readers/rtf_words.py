"""The control words of RTF, by what is done with them."""

from __future__ import annotations

_names = str.split

CHARACTERS = {
    "tab": "\t",
    "\t": "\t",
    "line": "\n",
    "lbr": "\n",
    "softline": "\n",
    "page": "\n",
    "column": "\n",
    "~": "\u00a0",
    "_": "\u2011",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "zwj": "\u200d",
    "zwnj": "\u200c",
}
"""Control word or symbol -> the characters that it stands for."""

FURNITURE = frozenset(_names("header headerl headerr headerf footer footerl footerr footerf"))

NOTED = {"atnauthor": "author", "atnref": "key"}
"""Destination -> what its text says of the comment that it belongs to."""

FLOWS = frozenset(
    (
        *FURNITURE,
        *NOTED,
        *("footnote", "annotation", "atrfstart", "atrfend", "shptxt", "dptxbxtext"),
        *("listtext", "pntext", "title", "author"),
    )
)
"""Destinations whose text stands apart from the text around them."""

TABLES = frozenset(["fonttbl", "stylesheet", "creatim", "upr"])
"""Destinations that define something."""

STARRED = frozenset(["shpinst", "do", "ud", "shppict", "fldrslt", "creatim"])
"""Destinations that are marked as ones to be skipped where they are not known, and are read."""

SKIPPED = frozenset(
    _names(
        "colortbl pict nonshppict shprslt fldinst xe tc rxe sp objdata objclass objname objalias "
        "nonesttables bkmkstart bkmkend keywords subject operator doccomm company manager "
        "category revtim printim buptim comment hlinkbase version edmins template private "
        "nextfile ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pntxta pntxtb listtable "
        "listoverridetable revtbl leveltext levelnumbers falt panose pnseclvl atnid atntime "
        "atndate atnparent atnicn filetbl file generator"
    )
)
"""Destinations that hold no text to be read."""
