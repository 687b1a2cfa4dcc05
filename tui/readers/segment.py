"""Sentences: sentencex finds them, and a pass over the seams mends what it is known to get wrong.

Source: https://github.com/wikimedia/sentencex. Contract: the spans of `split` are trimmed, in order
and disjoint, hold every non-space character, and begin and end between grapheme clusters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..model import graphemes
from ..model.patterns import lazily
from .segment_rules import COMMON, RULES, SAYS, SCRIPTS, VARIANTS, Rules

_SURROGATE = lazily("[\ud800-\udfff]")
_GERSHAYIM = lazily('(?<=[א-ת])"(?=[א-ת])')
"""In a Hebrew abbreviation: no quotation mark, though it is written with the same character."""

_SOLID = lazily(r"\S")
_REACH = 48
"""Code points that a rule looks at before and after a seam."""

_WINDOW = 4_096
"""Code points given to sentencex at once; it takes time in proportion to their square at worst."""
_MARGIN = 1_024
"""Code points at the end of a window in which seams are not certain: the rest is not seen."""

_CLOSERS = '"”’»)]}›」』）】'
_WIDE_STOP = lazily(f"[。．！？｡!?…][{re.escape(_CLOSERS)}]*$")
_STRAY_CLOSER = lazily(r"(?:[”’»)\]}›」』）】]+|\"+)(?=\s|$|[,.;:!?])")
_STRAY_OPENER = lazily(r"(?<=\s)[\"“‘«„([{‹「『]+\s*$")
_ENUMERATOR = lazily(r"\s*\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]\s*$")
_ASIDE = lazily(
    r"(?:^|(?<=[.!?”\"]))\s*[(\[](?=[^()\[\]]*\w{3})[^()\[\]]*[.!?][)\]]\s+(?=[“\"‘«(\[]?[^\W\d_])"
)
_STOP = lazily(r"\.\s+(?=[“\"‘«(\[]?(\w+))")
_LAST_WORD = lazily(r"(?<![\w.])[^\W\d_]+(?:\.[^\W\d_]+)*$")
_QUOTED = lazily(
    # Bounded, for marks without a partner would cost a square.
    r"“[^”]{0,2000}”|«[^»]{0,2000}»|„[^“”]{0,2000}[“”]|(?<!\w)\"[^\"]*\"|\([^()]*\)|\[[^\[\]]*\]"
)


def split(text: str, lang: str) -> list[tuple[int, int]]:
    """The sentences of one Block's text, as spans relative to it."""
    if not text.isascii():
        text = _GERSHAYIM.sub("״", _SURROGATE.sub("\ufffd", text))
    found = set(_boundaries(text, lang))
    rules = _compiled(lang)
    seams = sorted(found.union(_missed(text, found, rules)) - {0, len(text)})
    return list(_trimmed(text, _mended(text, seams, rules)))


def _boundaries(text: str, lang: str) -> Iterator[int]:
    """The seams that sentencex finds, in windows that each begin at a seam of the one before."""
    from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

    start = 0
    while start < len(text):
        window = text[start : start + _WINDOW]
        ends = [boundary["end_index"] for boundary in get_sentence_boundaries(lang, window)]
        if start + len(window) < len(text):
            ends = [end for end in ends if end <= _WINDOW - _MARGIN]
        yield from (start + end for end in ends)
        start += ends[-1] if ends else _cut(window)
        if not ends and text[start - 1] in ".?!。":
            yield start


def _cut(window: str) -> int:
    """Where to cut a window in which no seam is certain: after a sentence, else after a word."""
    gap = max(window.rfind(mark) for mark in (". ", "? ", "! ", ".\n", "。"))
    return (gap if gap >= 0 else window.rfind(" ")) + 1 or len(window)


def _missed(text: str, found: set[int], rules: _Compiled) -> Iterator[int]:
    """Ends of sentences that sentencex is known to pass over."""
    ends = [
        match.span()
        for match in _STOP.finditer(text)
        if match.end() not in found and _is_end(text, match.start(), match[1], rules)
    ]
    if ends:
        inside = [match.span() for match in _QUOTED.finditer(text)]
        yield from (seam for stop, seam in ends if not any(a < stop < b for a, b in inside))
    for match in _ASIDE.finditer(text):
        if not text[match.end() : match.end() + 2].lstrip('“"‘«([')[:1].islower():
            yield match.end()


def _is_end(text: str, stop: int, following: str, rules: _Compiled) -> bool:
    """Whether the full stop at an offset ends a sentence, and no mere abbreviation."""
    word = _LAST_WORD.search(text[max(0, stop - _REACH) : stop])
    if not word:
        return False
    if word[0] in rules.whole:
        return following[0].isupper()
    return following in rules.openers and word[0].rpartition(".")[2] in rules.ending


def _mended(text: str, seams: list[int], rules: _Compiled) -> Iterator[int]:
    """The seams that stay, some of them moved past a stray quotation mark or bracket."""
    last = 0
    for seam in seams:
        if seam <= last:
            continue
        before, after = text[max(last, seam - _REACH) : seam], text[seam : seam + _REACH]
        opener = _STRAY_OPENER.search(before)
        if opener and before[: opener.start()].strip():
            seam -= len(before) - opener.start()
            before, after = before[: opener.start()], text[seam : seam + _REACH]
        else:
            closer = _STRAY_CLOSER.match(after.lstrip())
            if closer:
                moved = len(after) - len(after.lstrip()) + closer.end()
                seam += moved
                before, after = before + after[:moved], text[seam : seam + _REACH]
                if after.lstrip()[:1] in set(",.;:!?") and after.strip():
                    continue
        if not _joined(before, after, last + len(before) == seam, rules):
            last = seam
            yield seam


def _joined(before: str, after: str, whole: bool, rules: _Compiled) -> bool:
    """Whether a sentence goes on across a seam; `whole`: `before` is all there is of it so far."""
    head, tail = before.rstrip(), after.lstrip()
    if len(head) == len(before) and len(tail) == len(after) and not _WIDE_STOP.search(head):
        return True  # no space, as in an address: https://example.org/U.S._report
    if whole and _ENUMERATOR.match(before):
        return True
    if rules.says and head[-1:] in _CLOSERS and rules.says.match(tail):
        return True
    if head.rstrip(_CLOSERS)[-1:] in set("?!…") and tail[:1].islower():
        return True
    if not head.endswith("."):
        return False
    word = head[:-1].rpartition(" ")[2].rpartition("\n")[2].lstrip('([“"«‘')
    following = re.match(r"\w+", tail)
    if word in rules.titles:
        return not (word in rules.ending and following and following[0] in rules.openers)
    if tail[:1].islower():
        return word in rules.numbered or word in rules.ending
    return tail[:1].isdigit() and word in rules.numbered


def _trimmed(text: str, seams: Iterator[int]) -> Iterator[tuple[int, int]]:
    first = _SOLID.search(text)
    for seam in (*seams, len(text)):
        if first is None or first.start() >= seam:
            continue
        following = _SOLID.search(text, seam)
        if not following or graphemes.floor(text, following.start()) == following.start():
            # Only the sentence at hand is copied, and never twice.
            yield first.start(), first.start() + len(text[first.start() : seam].rstrip())
            first = following


class _Compiled(NamedTuple):
    titles: frozenset[str]
    numbered: frozenset[str]
    ending: frozenset[str]
    openers: frozenset[str]
    whole: frozenset[str]
    says: re.Pattern[str] | None


@cache
def _compiled(lang: str) -> _Compiled:
    base = lang.lower().replace("_", "-").partition("-")[0]
    titles, numbered, ending, openers, whole = (
        frozenset(words.split()) for words in RULES.get(base, Rules())
    )
    says = re.compile(SAYS[base]) if base in SAYS else None
    return _Compiled(titles, numbered, ending, openers, whole, says)


_OTHERS = "\u0250"
"""The first code point after the Latin letters; from U+2000 to U+2BFF there are only signs."""


def guess_lang(text: str) -> str:
    """The language of a text (ISO 639-1): from its script, then from its letters or words."""
    sample = text[:8192]
    if all(sign < _OTHERS or "\u2000" <= sign < "\u2c00" for sign in set(sample)):
        return _latin(sample)  # 5 ms of the start less than asking for every script
    counts = {lang: len(re.findall(letters, sample)) for lang, letters in SCRIPTS}
    if counts["ja"] * 10 > counts["zh"]:  # kana among the characters that both languages write
        counts["ja"] += counts["zh"] if counts["ja"] else 0
    lang = max(counts, key=lambda name: counts[name])
    if not counts[lang]:
        return "en"
    for script, other, letters in VARIANTS:
        if lang == script and len(re.findall(letters, sample)) * 50 > counts[script]:
            return other
    return _latin(sample) if lang == "en" else lang


def _latin(sample: str) -> str:
    counts = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    own = {
        lang: [counts[w] for w in common.split() if w in counts] for lang, common in COMMON.items()
    }
    best = max(own, key=lambda lang: sum(own[lang]))
    # A headline, or a few foreign words, are no evidence against English.
    sure = len(own[best]) >= 4 and sum(own[best]) > 1.5 * sum(own["en"])
    return best if sure else "en"
