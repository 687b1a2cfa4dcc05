"""Tell the user which judgements and links rested on annotations that were deleted."""

from __future__ import annotations

from collections.abc import Sequence

from .fit import clip


def warning(found: Sequence[tuple[int, str]], names: Sequence[str]) -> str:
    """One line on the judgements and links that rested on deleted annotations.

    `found` is what `model.references.dependants` yields; `names` are those of the articles by
    number, "" for the one that is shown.
    """
    judgements = [
        f"the judgement “{clip(' '.join(text.split()), 40)}”" for _, text in found if text
    ]
    links = sum(not text for _, text in found)
    if links:
        judgements.append("1 link" if links == 1 else f"{links} links")
    where = list(filter(None, (names[number] for number in dict.fromkeys(n for n, _ in found))))
    place = f" (in {', '.join(where[:2])}{', …' if len(where) > 2 else ''})" if where else ""
    verb = "rests" if len(found) == 1 else "rest"
    return f"{', '.join(judgements[:3])}{place} {verb} on what was deleted"
