"""The control words of RTF, grouped by their treatment."""

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
"""Control word or symbol -> the characters it represents."""

FURNITURE = frozenset(_names("header headerl headerr headerf footer footerl footerr footerf"))

COMMENT_PROPERTIES = {"atnauthor": "author", "atnref": "key"}
"""Destination of a comment property -> the name of the property."""

LIST_MARKERS = frozenset(["listtext", "pntext"])
"""Destinations that contain the number or bullet of a list item."""

SEPARATE_FLOWS = frozenset(
    (
        *FURNITURE,
        *COMMENT_PROPERTIES,
        *LIST_MARKERS,
        *("footnote", "annotation", "atrfstart", "atrfend", "shptxt", "dptxbxtext"),
        *("title", "author"),
    )
)
"""Destinations whose text is separate from the surrounding text."""

DEFINITIONS = frozenset(["fonttbl", "stylesheet", "creatim", "upr"])
"""Destinations that contain definitions."""

READ_IF_STARRED = frozenset(_names("shpinst do ud shppict fldrslt creatim nesttableprops"))
"""Destinations that are read although they are marked as optional with an asterisk."""

INDEX_ENTRIES = frozenset(["xe", "tc", "tcn"])
"""Destinations of index and contents entries: their visible text belongs to the text."""

SHAPE_PROPERTIES = frozenset(["sp", "sn", "sv"])
"""Destinations of shape properties, which may contain pictures."""

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
"""Destinations without text to read."""
