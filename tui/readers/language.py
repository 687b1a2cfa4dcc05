"""Detects the language of a text from its script, its letters and its most frequent words."""

from __future__ import annotations

import re
from collections import Counter

from .language_tables import COMMON, LETTERS, SCRIPTS, VARIANTS

_SAMPLE = 8192
"""Code points at the beginning of a text that are examined."""
_BEYOND_LATIN = "\u0250"
"""The first code point after the blocks of Latin letters; U+1E00 to U+2BFF holds more of them, and
accented Greek letters and symbols."""
_ASCII = frozenset("abcdefghijklmnopqrstuvwxyz")
_LEAST_EVIDENCE = 4
"""Different words required as evidence for a language other than English; a headline has fewer."""
_CLEAR_MARGIN = 1.5
"""Factor by which the score of another language must exceed that of English."""


def guess_lang(text: str) -> str:
    """The language of a text (ISO 639-1); "en" if it has no letters."""
    sample = text[:_SAMPLE]
    if all(_is_latin_or_sign(sign) for sign in set(sample)):
        return _latin(sample)  # skips the search for every other script, which is slow
    counts = {lang: len(re.findall(letters, sample)) for lang, letters in SCRIPTS}
    if counts["ja"] * 10 > counts["zh"]:  # kana occur in Japanese only; the ideographs are shared
        counts["ja"] += counts["zh"] if counts["ja"] else 0
    lang = max(counts, key=lambda name: counts[name])
    if not counts[lang]:
        return "en"
    for script, other, pattern, most in VARIANTS:
        if lang == script and len(re.findall(pattern, sample)) * most > counts[script]:
            return other
    return _latin(sample) if lang == "en" else lang


def _is_latin_or_sign(sign: str) -> bool:
    return sign < _BEYOND_LATIN or "\u1e00" <= sign < "\u1f00" or "\u2000" <= sign < "\u2c00"


def _latin(sample: str) -> str:
    """The language of a text in Latin letters: that of the highest score if it is clear,
    or English."""
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    letters = {word: set(word) - _ASCII for word in words if not word.isascii()}
    scores = {lang: _score(lang, words, letters) for lang in COMMON}
    best = max(scores, key=lambda lang: scores[lang])
    clear = (
        scores[best] > _CLEAR_MARGIN * scores["en"]
        and _evidence(best, words, letters) >= _LEAST_EVIDENCE
    )
    return best if clear else "en"


def _score(lang: str, words: Counter[str], letters: dict[str, set[str]]) -> int:
    """The score of a language: the number of words that are frequent in it or have its letters
    beyond a to z, minus the number of words with such letters that it does not use.

    `letters` maps each word to its letters beyond a to z.
    """
    alphabet = set(LETTERS[lang])
    score = sum(words[word] for word in COMMON[lang].split() if word in words)
    for word, own in letters.items():
        score += words[word] if own <= alphabet else -words[word]
    return score


def _evidence(lang: str, words: Counter[str], letters: dict[str, set[str]]) -> int:
    """The number of different words of a text that are evidence for a language."""
    alphabet = set(LETTERS[lang])
    spelled = {word for word, own in letters.items() if own <= alphabet}
    return len(spelled | (set(COMMON[lang].split()) & words.keys()))
