"""Formulas in one line, from Word's markup and that of the web."""

from __future__ import annotations

import pytest
from lxml import etree

from tui.readers.formula_text import linear

_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def omml(body: str) -> str:
    return linear(etree.fromstring(f'<m:oMath xmlns:m="{_M}">{body}</m:oMath>'))


def e(text: str, name: str = "e") -> str:
    return f"<m:{name}><m:r><m:rPr/><m:t>{text}</m:t></m:r></m:{name}>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (e("a", "r"), "a"),
        (f"<m:f><m:fPr/>{e('a', 'num')}{e('b', 'den')}</m:f>", "a/b"),
        (f"<m:f>{e('a+1', 'num')}{e('2b', 'den')}</m:f>", "(a+1)/(2b)"),
        (f"<m:f>{e('10', 'num')}{e('(x)', 'den')}</m:f>", "10/(x)"),
        (f"<m:sSup>{e('x')}{e('2', 'sup')}</m:sSup>", "x^2"),
        (f"<m:sSub>{e('x')}{e('i+1', 'sub')}</m:sSub>", "x_(i+1)"),
        (f"<m:sSubSup>{e('x')}{e('i', 'sub')}{e('2', 'sup')}</m:sSubSup>", "x_i^2"),
        (f"<m:rad><m:radPr/><m:deg/>{e('b-1')}</m:rad>", "√(b-1)"),
        (f"<m:rad>{e('3', 'deg')}{e('b')}</m:rad>", "√[3]b"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
            f"{e('i=1', 'sub')}{e('n', 'sup')}{e('i')}</m:nary>",
            "∑_(i=1)^n i",
        ),
        (f"<m:d><m:dPr/>{e('a')}{e('b')}</m:d>", "(a|b)"),
        (f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr>{e("a")}</m:d>', "[a"),
        (f"<m:m><m:mr>{e('a')}{e('b')}</m:mr><m:mr>{e('c')}{e('d')}</m:mr></m:m>", "[a, b; c, d]"),
        (f"<m:func>{e('sin', 'fName')}{e('x')}</m:func>", "sin x"),
        (f'<m:acc><m:accPr><m:chr m:val="\u0304"/></m:accPr>{e("x")}</m:acc>', "x\u0304"),
        (f"<m:box>{e('a')}</m:box>", "a"),
    ],
)
def test_formulas_of_word(body: str, text: str) -> None:
    assert omml(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<mfrac><mi>a</mi><mrow><mn>2</mn><mi>b</mi></mrow></mfrac>", "a/(2b)"),
        ("<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>", "√(a+b)"),
        ("<mroot><mi>a</mi><mn>3</mn></mroot>", "√[3]a"),
        ("<msubsup><mi>a</mi><mn>1</mn><mn>2</mn></msubsup>", "a_1^2"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", "∑_i^n"),
        ("<mfenced open='['><mi>a</mi><mi>b</mi></mfenced>", "[a,b)"),
        (
            "<mtable><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd></mtr></mtable>",
            "[a; b]",
        ),
        (
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd/></mtr><mtr><mtd/></mtr></mtable>",
            "[a]",
        ),
        ("<semantics><mi> a </mi><annotation>TeX</annotation></semantics>", "a"),
    ],
)
def test_formulas_of_pages(body: str, text: str) -> None:
    assert linear(etree.fromstring(f"<math>{body}</math>")) == text


def test_what_is_nested_deep_is_bare_text() -> None:
    body = "<msup>" * 200 + "<mi>a</mi>" + "<mi>b</mi></msup>" * 200
    assert linear(etree.fromstring(f"<math>{body}</math>")).startswith("a")
