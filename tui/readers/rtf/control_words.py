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

MARKERS = frozenset(["listtext", "pntext"])
"""Destinations of the number or bullet before an item of a list."""

FLOWS = frozenset(
    (
        *FURNITURE,
        *NOTED,
        *MARKERS,
        *("footnote", "annotation", "atrfstart", "atrfend", "shptxt", "dptxbxtext"),
        *("title", "author"),
    )
)
"""Destinations whose text stands apart from the text around them."""

TABLES = frozenset(["fonttbl", "stylesheet", "creatim", "upr"])
"""Destinations that define something."""

STARRED = frozenset(_names("shpinst do ud shppict fldrslt creatim nesttableprops"))
"""Destinations that are marked as ones to be skipped where they are not known, and are read."""

ENTRIES = frozenset(["xe", "tc", "tcn"])
"""Destinations of entries of an index or of contents: what is not hidden in them is in the text."""

PROPERTIES = frozenset(["sp", "sn", "sv"])
"""Destinations of the properties of a shape, among which are its pictures."""

SKIPPED = frozenset(
    _names(
        "colortbl pict nonshppict shprslt fldinst rxe txe objdata objclass objname objalias "
        "nonesttables bkmkstart bkmkend keywords subject operator doccomm company manager "
        "category revtim printim buptim comment hlinkbase version edmins template private "
        "nextfile ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pntxta pntxtb listtable "
        "listoverridetable revtbl leveltext levelnumbers falt panose pnseclvl atnid atntime "
        "atndate atnparent atnicn filetbl file generator"
    )
)
"""Destinations that hold no text to be read."""
