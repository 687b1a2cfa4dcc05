"""Whether a changed quote still says the same: slips of the pen and changes of content."""

from __future__ import annotations

from ..patterns import lazily

_FIGURE = (
    r"\d\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
)
"""Digits, raised, lowered and ringed ones too: km and km² are not the same."""
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
    """How alike two texts are letter by letter, from 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(old, new)


def same_but_for_slips(old: str, new: str) -> bool:
    """Whether two levelled texts differ by nothing but punctuation, articles and spelling.

    Any other word, and any change of a figure, a denial or a capitalised word, is a change of
    content; so is every change in a script without case, whose words are not told apart here.
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
    """Whether some words became others only by spelling: joined, divided or mistyped."""
    removed = [word for word in removed if word not in _GLUE]
    added = [word for word in added if word not in _GLUE]
    if len(removed) == len(added):
        return all(map(_is_typo, removed, added))
    joined = "".join(removed)
    words = {*removed, *added}
    return joined == "".join(added) and joined.islower() and not words & (_NUMBERS | _DENIALS)


def _is_typo(old: str, new: str) -> bool:
    """Whether two different words are one, misspelt: lower case, long enough, hardly different."""
    from rapidfuzz.distance import OSA, Indel

    if old.casefold() == new.casefold():
        # US and us, WHO and who are not the same; NATO and Nato are.
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
        # One other letter makes another word of a short one too easily: shot, shut.
        return slips == 1 and (Indel.distance(old, new) == 1 or sorted(old) == sorted(new))
    return slips <= (1 if len(shorter) < 9 else 2)
