"""The sentences of a Block.

Every mark that may end a sentence is looked at once, with a bounded stretch of text around it, so
that the time is proportional to the length of the text. What depends on the language is data: the
module `sentence_rules` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..model import graphemes
from ..model.patterns import lazily
from . import sentence_rules
from .enclosures import BRACKETS, Enclosure, enclosures, outermost
from .language import guess_lang as guess_lang
from .sentence_rules import FullStop, Rules, rules_of

_SURROGATE = lazily("[\ud800-\udfff]")
_GERSHAYIM = lazily('(?<=[א-ת])"(?=[א-ת])')
"""In a Hebrew abbreviation: no quotation mark, though it is written with the same character."""

_WHOLE = 80
"""Code points of the longest quotation, and text in brackets, that is not divided."""

_SPACED = ".!?…‥؟۔։"
"""Marks that end a sentence if white space follows."""
_UNSPACED = "。．！？｡\u0964\u0965\u104b\u1362\u1367\u17d4\u17d5\u0f0e"
"""Marks that end a sentence even if no white space follows: wide ones, and those of the Indian,
Burmese, Ethiopian, Khmer and Tibetan scripts."""
_CLOSERS = "”’»)\\]}›」』）】〉》"
_DOUBTFUL = "\"'“‘«*_"
"""Marks that close if they stand directly after the end of a sentence; elsewhere they open."""
_FACES = "\U0001f300-\U0001faff\u2764\u2665\u263a\ufe0f\u200d"
_SMILING = "\U0001f600-\U0001f64f\U0001f910-\U0001f93a\U0001f970-\U0001f97a"
_CJK = "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
_SMILEY = r"(?<![^\s.!?])[:;]-?\)++(?=\s)"

_CLOSER = lazily(rf"[{_CLOSERS}{_FACES}]|\[\d{{1,3}}\]")
_STRAY = lazily(
    rf"\s+([{_CLOSERS}]++|\"|''|\[(?:\d{{1,3}}|\.\.\.|…)\]|[{_SMILING}]++)(?=\s|$|[,.;:!?\[])"
)
"""A closing mark, or the number of a note, apart from its sentence."""
_GAP = lazily(r"(?:[(\[](?:\.\.\.|…)[)\]]|[\s\"'“”„‟«»‹›‘‚「『(（\[{【〈《¿¡—–―*_#-]|,,)*+")
"""White space, and the marks with which a sentence may begin."""
_DASH = lazily(r"[—–―]|(?<=\s)--?(?=\s)")
_LETTER_OR_DIGIT = lazily(r"\w")
_SOLID = lazily(r"\S")
_FULL_STOPS = (".", "۔")
"""Marks that also shorten words."""
_GOES_ON = frozenset(",;:)]}%，、；：،؛") | set(_SPACED + _UNSPACED)
"""Marks that do not begin a sentence."""
_ITEM = lazily(
    r"\s*\(?(?:(?:\d{1,3}\.)*\d{1,3}|[A-Za-zΑ-Ωα-ωА-Яа-я]|[ivxIVX]{1,5})[.)]\s*$"
)  # fmt: skip
"""The number or letter of an item: "1.", "(a)", "2.1.3."."""
_ITEM_LENGTH = 16
_BEGINNING = lazily(r"(?:\A|[.!?…])[\s”’»\"'—–]*\Z")
"""What stands before the beginning of a sentence."""
_QUOTES = frozenset("”’»›」』\"“«'")
_EAST_ASIAN_BRACKETS = frozenset("】〉》")
"""They close a label or a title, which is no sentence though it may hold a whole one."""
_EXCLAMATION = 4
"""Words of a sentence that "!" ends before a small letter; "Ah! the sea" has fewer."""
_SEVERAL = 6
"""Words of a sentence that a full stop ends in a short quotation; "We go. No" is not divided."""
_REACH = 48
"""Code points in which these words are counted."""
_ADDRESS = ("http", "www.")


class _Stop(NamedTuple):
    """A mark that may end a sentence: where it begins, where it ends, and where all ends that
    closes with it, such as quotation marks."""

    start: int
    end: int
    closed: int


def split(text: str, lang: str) -> list[tuple[int, int]]:
    """The sentences of one Block's text, as spans relative to it.

    They are trimmed, in order and disjoint, hold every character that is no white space, and begin
    and end between grapheme clusters.
    """
    if not text.isascii():
        text = _GERSHAYIM.sub("״", _SURROGATE.sub("\ufffd", text))
    return list(_trimmed(text, _boundaries(text, rules_of(lang))))


def _boundaries(text: str, rules: Rules) -> Iterator[int]:
    """The offsets at which a sentence ends and another one follows."""
    pairs = enclosures(text)
    closing = {pair.end for pair in pairs}
    whole = _Whole(text, pairs)
    last = checked = 0
    has_words = False
    for match in _stops("".join(sorted(rules.stops))).finditer(text):
        if match.start() < last:
            continue
        stop = _stop(text, match, closing)
        if whole.holds(stop):
            continue
        has_words = has_words or bool(
            _LETTER_OR_DIGIT.search(text, max(last, checked), match.start())
        )
        checked = match.start()
        if has_words and _ends(text, stop, last, rules):
            last, has_words = stop.closed, False
            yield last


@cache
def _stops(further: str) -> re.Pattern[str]:
    """The marks that may end a sentence; `further`: those of one language alone."""
    spaced = _SPACED + "".join(map(re.escape, further))
    return re.compile(
        rf"(?<![{spaced}{_UNSPACED}])(?:[{spaced}{_UNSPACED}]|(?<=\u17d4)\u179b\u17d4)++"
        rf"(?:(?=[\s{_CLOSERS}{_DOUBTFUL}{_FACES}\[])|(?<=[{_UNSPACED}])|(?<=[!?])(?=[{_CJK}]))"
        rf"|{_SMILEY}"
    )


class _Whole:
    """The quotations and texts in brackets that are not divided; to be asked in textual order."""

    def __init__(self, text: str, pairs: list[Enclosure]) -> None:
        self._text = text
        self._pairs = outermost([pair for pair in pairs if _is_whole(text, pair)])
        self._next = 0

    def holds(self, stop: _Stop) -> bool:
        """Whether a mark stands inside one of them, not at its end, and does not divide it."""
        while self._next < len(self._pairs) and self._pairs[self._next].end < stop.closed:
            self._next += 1
        if self._next == len(self._pairs) or stop.start < self._pairs[self._next].start:
            return False
        return not _divides(self._text, self._pairs[self._next].start, stop)


def _divides(text: str, start: int, stop: _Stop) -> bool:
    """Whether a mark divides a short quotation that begins at `start`.

    A full stop after several words does if the quotation is not part of an earlier sentence.
    """
    return (
        text[start] not in BRACKETS
        and text[stop.start : stop.end] in _FULL_STOPS
        and _has_words(text, start, stop.start, _SEVERAL)
        and _BEGINNING.search(text, max(0, start - _REACH), start) is not None
    )


def _is_whole(text: str, pair: Enclosure) -> bool:
    """Whether what stands between two marks is not divided.

    It is short, and it is in brackets or the sentence around it goes on after it.
    """
    if pair.end - pair.start > _WHOLE:
        return False
    if text[pair.start] in BRACKETS or text[pair.end - 1] not in ".!?…":
        return True
    gap = _GAP.match(text, pair.end + 1)
    following = text[gap.end() : gap.end() + 1] if gap else ""
    return bool(following) and not following.isupper()


def _stop(text: str, match: re.Match[str], closing: set[int]) -> _Stop:
    """A mark with all that closes after it; `closing`: where pairs of marks end."""
    end = at = match.end()
    is_spaced = text[end - 1] not in _UNSPACED
    while at < len(text):
        closer = _CLOSER.match(text, at)
        if closer:
            at = closer.end()
        elif at in closing or (is_spaced and text[at] in _DOUBTFUL):
            at += 1
        else:
            break
    while stray := _STRAY.match(text, at):
        if stray[1] == '"' and stray.start(1) not in closing:
            break  # without a partner it rather opens the next sentence
        at = stray.end()
    return _Stop(match.start(), end, at)


def _ends(text: str, stop: _Stop, last: int, rules: Rules) -> bool:
    """Whether a sentence that began at `last` ends at a mark."""
    is_spaced = text[stop.end - 1] not in _UNSPACED and not _is_cjk(text, stop.end)
    if is_spaced and not text[stop.closed : stop.closed + 1].isspace():
        return False
    gap = _GAP.match(text, stop.closed)
    start = gap.end() if gap else stop.closed
    first = text[start : start + 1]
    if not first or first in _GOES_ON or first in rules.stops:
        return False
    if _is_item(text, stop, last) or _is_reported(text, stop, start, rules):
        return False
    if text[stop.start : stop.end] in rules.stops and _is_between_numbers(text, stop, start):
        return False
    is_full_stop = text[stop.start : stop.end] in _FULL_STOPS
    full_stop = FullStop(stop.start, last, start)
    if first.islower() and not text.startswith(_ADDRESS, start):
        return stop.closed == stop.end and _ends_before_small_letter(text, stop, full_stop, rules)
    return not is_full_stop or sentence_rules.ends(text, full_stop, rules)


def _ends_before_small_letter(text: str, stop: _Stop, full_stop: FullStop, rules: Rules) -> bool:
    """Whether a sentence ends at a mark, given that a small letter follows."""
    if text[stop.start : stop.end] in _FULL_STOPS:
        has_dash = _DASH.search(text, stop.closed, full_stop.following) is not None
        may_end = bool(rules.lowercase) or (rules.has_dashes and has_dash)
        return may_end and sentence_rules.ends_before_small_letter(text, full_stop, rules)
    if not rules.lowercase:
        return False
    mark = text[stop.end - 1]
    sentence = full_stop.sentence
    return mark == "?" or (mark == "!" and _has_words(text, sentence, stop.start, _EXCLAMATION))


def _is_item(text: str, stop: _Stop, last: int) -> bool:
    """Whether a mark stands in brackets alone, as in "(?)", or ends the number of an item."""
    if text[stop.start - 1 : stop.start] in ("(", "[", "{"):
        return True
    length = stop.closed - last
    return length <= _ITEM_LENGTH and _ITEM.match(text[last : stop.closed]) is not None


def _is_between_numbers(text: str, stop: _Stop, start: int) -> bool:
    """Whether a mark stands between two numbers, as in "2001 - 2002"; the second is at `start`."""
    before = text[max(0, stop.start - 2) : stop.start].rstrip()
    return before[-1:].isdigit() and text[start].isdigit()


def _is_reported(text: str, stop: _Stop, start: int, rules: Rules) -> bool:
    """Whether a sentence goes on after the quotation or the label in brackets that a mark ends.

    `start` is where the next word begins.
    """
    closers = text[stop.end : stop.closed]
    if not _EAST_ASIAN_BRACKETS.isdisjoint(closers):
        return True
    if not text[start].islower() and (
        text[stop.start : stop.end] == "." or _QUOTES.isdisjoint(closers)
    ):
        return False
    return rules.reporting is not None and bool(rules.reporting.match(text, start))


def _has_words(text: str, start: int, end: int, least: int) -> bool:
    """Whether there are at least so many words between two offsets."""
    return len(text[max(start, end - _REACH) : end].split()) >= least


def _is_cjk(text: str, at: int) -> bool:
    return "\u3040" < text[at : at + 1] < "\ufb00"


def _trimmed(text: str, seams: Iterator[int]) -> Iterator[tuple[int, int]]:
    """The stretches between boundaries without white space around them.

    A boundary inside a grapheme cluster is left out.
    """
    start = 0
    for seam in (*seams, len(text)):
        piece = text[start:seam]
        following = _SOLID.search(text, seam)
        if not piece.strip():
            start = seam
        elif not following or graphemes.floor(text, following.start()) == following.start():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
            start = seam
