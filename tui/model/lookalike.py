"""Whether a changed quote still says the same: slips of the pen and changes of content."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"[-+]?\d+(?:[.,:/]\d+)*|[^\W\d]+(?:'[^\W\d]+)*|[^\w\s]")
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


def same_but_for_slips(old: str, new: str) -> bool:
    """Whether two levelled texts differ by nothing but punctuation, articles and spelling.

    Any other word, and any change of a figure, a denial or a capitalised word, is a change of
    content; so is every change in a script without case, whose words are not told apart here.
    """
    from rapidfuzz.distance import Levenshtein

    before, after = _tokens(old), _tokens(new)
    changes = [op for op in Levenshtein.opcodes(before, after) if op.tag != "equal"]
    slips = 0
    for op in changes:
        removed = before[op.src_start : op.src_end]
        added = after[op.dest_start : op.dest_end]
        slips += max(len(removed), len(added))
        if removed and added:
            if not all(_is_slip(a, b) for a, b in zip(removed, added, strict=True)):
                return False
        elif not _GLUE.issuperset(removed + added):
            return False
    return slips <= max(1, len(before) // 5)


def _tokens(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if token not in _IDLE]


def _is_slip(old: str, new: str) -> bool:
    """Whether two different words are one, misspelt: lower case, long enough, hardly different."""
    from rapidfuzz.distance import OSA, Indel

    if old.casefold() == new.casefold():
        return True
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
