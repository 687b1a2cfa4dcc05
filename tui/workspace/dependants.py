"""Tell the user which judgements and links rested on annotations that were deleted."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import graphemes

_MOST_SHOWN = 40
"""Code points of a judgement that are shown."""


def warning(found: Sequence[tuple[int, str]], names: Sequence[str]) -> str:
    """One line on the judgements and links that rested on deleted annotations.

    `found` is what `model.references.dependants` yields; `names` are those of the articles by
    number, "" for the one that is shown.
    """
    judgements = [
        f"the judgement “{_shortened(' '.join(text.split()))}”" for _, text in found if text
    ]
    links = sum(not text for _, text in found)
    if links:
        judgements.append("1 link" if links == 1 else f"{links} links")
    where = list(filter(None, (names[number] for number in dict.fromkeys(n for n, _ in found))))
    place = f" (in {', '.join(where[:2])}{', …' if len(where) > 2 else ''})" if where else ""
    verb = "rests" if len(found) == 1 else "rest"
    return f"{', '.join(judgements[:3])}{place} {verb} on what was deleted"


def _shortened(text: str) -> str:
    if len(text) <= _MOST_SHOWN:
        return text
    return text[: graphemes.floor(text, _MOST_SHOWN - 1)].rstrip() + "…"
