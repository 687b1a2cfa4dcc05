"""Distinguish corrections of spelling in a quote from changes of its content."""

from __future__ import annotations

from ..patterns import lazily

_FIGURE = (
    r"\d\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
)
"""Digits, including superscript, subscript and enclosed ones, as km and km² are different."""
_TOKEN = lazily(
    rf"[-+]?[{_FIGURE}]+(?:[.,:/][{_FIGURE}]+)*|[^\W{_FIGURE}]+(?:'[^\W{_FIGURE}]+)*|[^\w\s]"
)
_IDLE = frozenset(".,;:!\"'()-[]*_")
_GLUE = frozenset({"a", "an", "the", "that", "which", "of"})
_NUMBERS = frozenset(
    word + ending
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "hundred thousand million billion trillion first second third half quarter dozen",
    )
    for word in words.split()
    for ending in ("", "s", "th")
)
_DENIALS = frozenset({"no", "not", "nor", "none", "never", "ever", "neither", "without", "cannot"})
_REVERSING = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "re", "de", "a")


def likeness(old: str, new: str) -> float:
    """The normalized Levenshtein similarity of two texts, 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(old, new)


def same_but_for_slips(old: str, new: str) -> bool:
    """Whether two normalized texts differ only in punctuation, articles and spelling.

    Any other word, and any change of a figure, a negation or a capitalized word, is a change of
    content. So is every change in a script without case, in which names cannot be recognized.
    """
    from rapidfuzz.distance import Levenshtein

    before, after = _tokens(old), _tokens(new)
    slips = at = there = 0
    for block in Levenshtein.editops(before, after).as_matching_blocks():
        removed, added = before[at : block.a], after[there : block.b]
        slips += max(len(removed), len(added))
        if not _is_slip(removed, added):
            return False
        at, there = block.a + block.size, block.b + block.size
    return slips <= max(1, len(before) // 5)


def _tokens(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if token not in _IDLE]


def _is_slip(removed: list[str], added: list[str]) -> bool:
    """Whether two lists of words differ only in spelling: joined, divided or mistyped words."""
    removed = [word for word in removed if word not in _GLUE]
    added = [word for word in added if word not in _GLUE]
    if len(removed) == len(added):
        return all(map(_is_typo, removed, added))
    joined = "".join(removed)
    words = {*removed, *added}
    return joined == "".join(added) and joined.islower() and not words & (_NUMBERS | _DENIALS)


def _is_typo(old: str, new: str) -> bool:
    """Whether one word is a misspelling of the other: lower case, long enough, few edits apart."""
    from rapidfuzz.distance import OSA, Indel

    if old.casefold() == new.casefold():
        # US and us, WHO and who are different words; NATO and Nato are the same.
        return not any(a.isupper() and b.islower() for a, b in ((old, new), (new, old)))
    shorter, longer = sorted((old, new), key=len)
    if not (old.islower() and new.islower()) or {old, new} & (_NUMBERS | _DENIALS):
        return False
    if longer.endswith(shorter) or longer.removesuffix("less") == shorter:
        return not longer.removesuffix(shorter).startswith(_REVERSING) and len(shorter) > 3
    slips = OSA.distance(old, new)
    if len(shorter) < 4:
        return sorted(old) == sorted(new)
    if len(shorter) < 6:
        # One substituted letter often makes a different short word: shot, shut.
        return slips == 1 and (Indel.distance(old, new) == 1 or sorted(old) == sorted(new))
    return slips <= (1 if len(shorter) < 9 else 2)
