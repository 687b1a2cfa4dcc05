"""The attribution of captions to the photographer or the agency that is credited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.document import Block, Span
from .attributions import Attribution, Speaker

_LONGEST = 1000
"""Code points of the longest Block that is taken for a caption."""

_AGENCY = r"AP|AFP|Reuters|REUTERS|Getty Images|EPA|dpa|UPI|Xinhua|TASS|ANSA|PA|Bloomberg|Magnum"
_AGENCIES = re.compile(
    rf"(?:\((?:[^()\n]{{0,80}}/)?(?P<agency>{_AGENCY})(?:[ /][^()\n]{{0,60}})?\)"
    rf"|\b(?P<plain>{_AGENCY}) (?P<photo>PHOTO|Photo|photo)\b)"
)
_CREDIT = re.compile(
    r"(?<!\w)(?P<cue>(?:File )?(?:Image|Photo|Picture|Photograph|Video|Credit|Map|Graphic)s?"
    r"(?: credit| courtesy of| by)?:) ?(?P<name>[^\n:]{2,120})$"
)


def caption_attributions(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[int, Attribution]]:
    """The index of each Block that ends with a photo credit, with the attribution of its text."""
    for number, block in enumerate(blocks):
        if block.end - block.start > _LONGEST or block.kind in ("related", "title"):
            continue
        made = _by_credit_line(text, block) or _by_agency(text, block)
        if made:
            yield number, made


def _by_credit_line(text: str, block: Block) -> Attribution | None:
    """The attribution of a caption that ends with a credit such as "Photo: Anna Bell"."""
    match = _CREDIT.search(text[block.start : block.end])
    if not match:
        return None
    name = match["name"].strip().rstrip(".")
    at = block.start + match.start("name")
    return _attribution(
        text,
        Span(block.start, block.start + match.start()),
        Span(at, at + len(name)),
        Span(block.start + match.start("cue"), block.start + match.end("cue")),
        Speaker(name, "", "named"),
    )


def _by_agency(text: str, block: Block) -> Attribution | None:
    """The attribution of a caption that ends with an agency such as "(AP Photo)"."""
    match = _AGENCIES.search(text, block.start, block.end)
    if not match or (block.kind != "caption" and match["agency"] and block.end - match.end() > 80):
        return None
    if match.start() - block.start < 20 or text[match.start() - 2] not in '.!?)”"':
        return None
    group = "agency" if match["agency"] else "plain"
    return _attribution(
        text,
        Span(block.start, match.start()),
        Span(match.start(group), match.end(group)),
        Span(match.start(), match.end()),
        Speaker(match[group], "photo agency", "medium"),
    )


def _attribution(
    text: str, content: Span, source: Span, cue: Span, speaker: Speaker
) -> Attribution | None:
    """The attribution of a caption, without white space at its end; None for an empty one."""
    end = content.start + len(text[slice(*content)].rstrip())
    if end <= content.start:
        return None
    return Attribution(Span(content.start, end), "indirect", source, cue, speaker)
