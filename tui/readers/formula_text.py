"""Formulas of Word (OMML) and of web pages (MathML) on one line, such as (-b±√(b^2-4ac))/(2a).

Sources: ECMA-376, part 1, chapter 22 (Office Math); https://www.w3.org/TR/mathml3/.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from .xml import local_name, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 60
"""Nesting depth from which only the bare text of a formula is used."""
_NO_TEXT = frozenset(("annotation", "annotation-xml", "mphantom", "phant"))


def linear(formula: _Element, depth: int = 0) -> str:
    """A formula on one line, with fractions, powers and roots as operators.

    `depth` is the nesting depth, passed by the function to itself.
    """
    name = local_name(formula)
    if name in _NO_TEXT or _is_property(name):
        return ""
    if depth > _DEEPEST:
        return "".join(text_of(formula).split())
    if name in ("t", "mi", "mn", "mo", "mtext", "ms"):
        return " ".join((formula.text or "").split())
    parts = [linear(each, depth + 1) for each in formula if not _is_property(local_name(each))]
    written = _WRITERS.get(name)
    return written(formula, parts) if written else "".join(parts)


def _is_property(name: str) -> bool:
    """Whether an OMML element of this name holds properties of another, such as fPr and dPr."""
    return name.endswith("pr") and name != "pr"


def _grouped(text: str) -> str:
    """A text in parentheses, unless it is one character, a number or in parentheses already."""
    is_bracket = text.startswith("(") and text.find(")") == len(text) - 1
    is_whole = len(text) < 2 or text.replace(".", "").isdecimal() or is_bracket
    return text if is_whole else f"({text})"


def _at(parts: Sequence[str], number: int) -> str:
    return parts[number] if number < len(parts) else ""


def _fraction(formula: _Element, parts: Sequence[str]) -> str:
    return f"{_grouped(_at(parts, 0))}/{_grouped(_at(parts, 1))}"


def _scripts(*marks: str) -> Callable[[_Element, Sequence[str]], str]:
    """A writer for a base and its scripts; each mark precedes one script, such as "_" and "^"."""

    def written(formula: _Element, parts: Sequence[str]) -> str:
        scripts = zip(marks, parts[1:], strict=False)
        return _at(parts, 0) + "".join(f"{mark}{_grouped(text)}" for mark, text in scripts if text)

    return written


def _root(formula: _Element, parts: Sequence[str]) -> str:
    """A root; OMML puts the degree first, MathML last."""
    degree, base = parts[:2] if local_name(formula) == "rad" and len(parts) > 1 else parts[:2][::-1]
    return f"√{f'[{degree}]' if degree else ''}{_grouped(base)}"


def _square_root(formula: _Element, parts: Sequence[str]) -> str:
    return f"√{_grouped(''.join(parts))}"


def _sum(formula: _Element, parts: Sequence[str]) -> str:
    """An n-ary operator such as a sum or an integral: its sign, its limits and its operand."""
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
    """A row of a matrix; cells that are empty for the sake of alignment are omitted."""
    return ", ".join(filter(None, parts))


def _property(formula: _Element, name: str, default: str) -> str:
    """The value of an OMML property, which may be "", or the default if it is absent."""
    for element in (each for properties in formula for each in properties):
        if local_name(element) == name.lower():
            return next((str(v) for k, v in element.items() if str(k).endswith("}val")), "")
    return default


_WRITERS: dict[str, Callable[[_Element, Sequence[str]], str]] = {
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
"""Element name -> function that writes the element, given the texts of its children."""
