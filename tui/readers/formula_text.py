"""Formulas of Word (OMML) and of web pages (MathML), written in one line: (-b±√(b^2-4ac))/(2a).

Sources: ECMA-376, part 1, chapter 22 (Office Math); https://www.w3.org/TR/mathml3/.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from .xml import local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 60
"""Formulas inside one another; of what is nested deeper there is the bare text."""
_NO_TEXT = frozenset(("annotation", "annotation-xml", "mphantom", "phant"))


def linear(formula: _Element, depth: int = 0) -> str:
    """A formula in one line, its fractions, powers and roots by signs; `depth` is for itself."""
    name = local(formula)
    if name in _NO_TEXT or _is_property(name):
        return ""
    if depth > _DEEPEST:
        return "".join(text_of(formula).split())
    if name in ("t", "mi", "mn", "mo", "mtext", "ms"):
        return " ".join((formula.text or "").split())
    parts = [linear(each, depth + 1) for each in formula if not _is_property(local(each))]
    written = _WRITTEN.get(name)
    return written(formula, parts) if written else "".join(parts)


def _is_property(name: str) -> bool:
    """Whether an element of OMML has this name that tells how another one looks: fPr, dPr."""
    return name.endswith("pr") and name != "pr"


def _grouped(text: str) -> str:
    """A text in brackets unless it is one name, number or bracket already."""
    is_bracket = text.startswith("(") and text.find(")") == len(text) - 1
    is_whole = len(text) < 2 or text.replace(".", "").isdecimal() or is_bracket
    return text if is_whole else f"({text})"


def _at(parts: Sequence[str], number: int) -> str:
    return parts[number] if number < len(parts) else ""


def _fraction(formula: _Element, parts: Sequence[str]) -> str:
    return f"{_grouped(_at(parts, 0))}/{_grouped(_at(parts, 1))}"


def _scripts(*marks: str) -> Callable[[_Element, Sequence[str]], str]:
    """What writes a base and, after each of the marks, what stands below or above it."""

    def written(formula: _Element, parts: Sequence[str]) -> str:
        scripts = zip(marks, parts[1:], strict=False)
        return _at(parts, 0) + "".join(f"{mark}{_grouped(text)}" for mark, text in scripts if text)

    return written


def _root(formula: _Element, parts: Sequence[str]) -> str:
    """The root of OMML has its degree first, that of MathML last."""
    degree, base = parts[:2] if local(formula) == "rad" and len(parts) > 1 else parts[:2][::-1]
    return f"√{f'[{degree}]' if degree else ''}{_grouped(base)}"


def _square_root(formula: _Element, parts: Sequence[str]) -> str:
    return f"√{_grouped(''.join(parts))}"


def _sum(formula: _Element, parts: Sequence[str]) -> str:
    """A sum, an integral or the like: its sign, its limits, and what it is of."""
    limits = _scripts("_", "^")(formula, [_property(formula, "chr", "∫"), *parts[:2]])
    return f"{limits} {''.join(parts[2:])}"


def _delimited(formula: _Element, parts: Sequence[str]) -> str:
    start, end = _property(formula, "begChr", "("), _property(formula, "endChr", ")")
    return f"{start}{_property(formula, 'sepChr', '|').join(parts)}{end}"


def _fenced(formula: _Element, parts: Sequence[str]) -> str:
    inner = (formula.get("separators") or ",")[:1].join(parts)
    return f"{formula.get('open') or '('}{inner}{formula.get('close') or ')'}"


def _accented(formula: _Element, parts: Sequence[str]) -> str:
    return _at(parts, 0) + _property(formula, "chr", "\u0302")


def _function(formula: _Element, parts: Sequence[str]) -> str:
    return " ".join(filter(None, parts))


def _rows(formula: _Element, parts: Sequence[str]) -> str:
    return f"[{'; '.join(filter(None, parts))}]"


def _row(formula: _Element, parts: Sequence[str]) -> str:
    """A row of a table, which may have empty cells for the sake of its looks only."""
    return ", ".join(filter(None, parts))


def _property(formula: _Element, name: str, default: str) -> str:
    """A property of an element of OMML, which may be "" on purpose."""
    for element in (each for properties in formula for each in properties):
        if local(element) == name.lower():
            return next((str(v) for k, v in element.items() if str(k).endswith("}val")), "")
    return default


_WRITTEN: dict[str, Callable[[_Element, Sequence[str]], str]] = {
    **dict.fromkeys(("f", "mfrac"), _fraction),
    **dict.fromkeys(("ssup", "msup", "mover", "limupp"), _scripts("^")),
    **dict.fromkeys(("ssub", "msub", "munder", "limlow"), _scripts("_")),
    **dict.fromkeys(("ssubsup", "msubsup", "munderover"), _scripts("_", "^")),
    "msqrt": _square_root,
    **dict.fromkeys(("rad", "mroot"), _root),
    "nary": _sum,
    "d": _delimited,
    "mfenced": _fenced,
    "acc": _accented,
    "func": _function,
    **dict.fromkeys(("m", "mtable", "eqarr"), _rows),
    **dict.fromkeys(("mr", "mtr", "mlabeledtr"), _row),
}
"""Element -> what writes it, given the texts of its children."""
