"""An old and a new text with the words in which they differ marked."""

from __future__ import annotations

from textual.content import Content

from ...model.anchoring.word_diff import WordDiff
from ...model.words import Words
from ..display import one_line

_MOST = 6_000
"""The length, in code points, to which a text is shown."""

CHANGED = "bold underline"
"""The style of the words that the other text does not have, also for screens without colour."""


def compared(old: str, new: str) -> tuple[Content, Content]:
    """Both texts in one line each; words without a match in the other text are marked.

    Of a text of more than 6,000 code points only the beginning is shown, and how much is left out.
    """
    diff = WordDiff(old[:_MOST], new[:_MOST])
    return (
        _marked(diff.old, diff.partner, "$text-warning", len(old)),
        _marked(diff.new, diff.origin, "$text-success", len(new)),
    )


def _marked(words: Words, matches: list[int], color: str, length: int) -> Content:
    content = Content(one_line(words.text))
    for start, end, match in zip(words.starts, words.ends, matches, strict=True):
        if match < 0:
            content = content.stylize(f"{CHANGED} {color}", start, end)
    left_out = length - len(words.text)
    return content + f" … and {left_out:,} more characters" if left_out > 0 else content
