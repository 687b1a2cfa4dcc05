"""Texts made of one short token, over and over: what a rule of quadratic cost is slow on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain

ASCII = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
UNICODE = (
    "“”‘’«»‹›„‚…—–·•、。！？；：，（）「」『』【】《》؟؛،।॥။៕¿¡†′"
    "\u0301\u00a0\u200b\u200d\u3000\u2028"
)
SENTENCES = [
    *(
        "中文。",
        "中。",
        "あ。",
        "「中。",
        "「中」",
        "。」",
        "中？",
        "가. ",
        "नमस्ते। ",
        "क। ",
        "😀。",
        "مرحبا؟ ",
        "ก",
    ),
    *("“a. ", "“A. ", "“A.” ", '"a. ', '"A" ', "(a. ", "(A. b) ", "[a. ", "[1] ", "a (b ", "((a) "),
    *(
        "A. B. ",
        "a.b.",
        "i. ii. iii. ",
        "1. ",
        "1.1.",
        "(1) ",
        "U.S. ",
        "Mr. ",
        "Dr. Mr. ",
        "etc. ",
    ),
    *("No. 1 ", "May. The ", "... ", ". . ", "?! ", ".\n", "a\n", "A.\n\n", ".\u0301 ", "e\u0301"),
    *(
        "word",
        "word ",
        "Word. ",
        "word.Word",
        "word.” ",
        "“Word?” he. ",
        "г. ",
        "0.",
        "0 0. ",
        "$1. ",
    ),
    *(
        "👨‍👩‍👧",
        "🇩🇪",
        "😀.",
        "\ufe0f",
        "By A ",
        "Photo: ",
        "(AP) ",
        "(Photo ",
        "— ",
        "9 July 2015 ",
    ),
]
MARKUP = [
    *("![", "![a](", "![]()", "[a](b", "[a](", "[a]: b\n", "[[", "][", "[a][b]", "[^1]: ", "[x"),
    *(
        "`a",
        "``a`",
        "*a ",
        "**a*",
        "***a**",
        "_a",
        "__a",
        "_a_ ",
        "~~a",
        "<a ",
        "<!--",
        "<!A",
        "<?",
    ),
    *("<![CDATA[", "</a", "<http:", "<div>\n", "&a", "&#x", "\\a", "|a", "|-|\n", "a|b\n-|-\n"),
    *("> ", ">> ", ">a\n", "- ", "- a\n", "- - - ", "* a\n", "1. a\n", "# a\n", "=\n", "a\n=\n"),
    *(
        "```\n",
        "~~~\n",
        "    a\n",
        "a  \n",
        "---\n",
        "+++\n",
        "---\na: b\n",
        "- [ ] a\n",
        "> > a\n\n",
    ),
]
NESTS = [
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("“", "”"),
    ("«", "»"),
    ("「", "」"),
    ("<", ">"),
    ("**", "**"),
]


def _repeated(token: str) -> Callable[[int], str]:
    return lambda size: (token * (size // len(token) + 1))[:size]


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    def text(size: int) -> str:
        depth = size // (len(opening) + len(closing))
        return opening * depth + "a. B" + closing * depth

    return text


def _stairs(marker: str) -> Callable[[int], str]:
    """Lists, each inside the one before."""

    def text(size: int) -> str:
        return "".join(f"{'  ' * depth}{marker} a\n" for depth in range(int(size**0.5)))

    return text


TEXTS: Mapping[str, Callable[[int], str]] = {
    **{
        ascii(token)[1:-1]: _repeated(token)
        for token in chain(ASCII, UNICODE, (f"{sign} " for sign in ASCII), SENTENCES, MARKUP)
    },
    **{f"nested {opening} {closing}": _nested(opening, closing) for opening, closing in NESTS},
    **{f"stairs of {marker}": _stairs(marker) for marker in ("-", "1.", ">")},
    "one word of growing length": lambda size: " ".join(
        "w" * length for length in range(1, int((2 * size) ** 0.5))
    ),
    "growing runs of backticks": lambda size: "".join(
        "a" + "`" * length for length in range(1, int((2 * size) ** 0.5))
    ),
    "spaces between two sentences": lambda size: f"A.{' ' * size}B.",
    "line feeds between two sentences": lambda size: f"A.{chr(10) * size}B.",
    "opening marks before sentences": _repeated("“" * 2_000 + "It was in May. The end. "),
}
"""Name of a kind of text -> a function that makes one of about so many code points."""
