"""The timeline of a report in HTML: a strip for each source, marked where the source speaks.

Names are text of the page, so that they stay legible on a narrow screen; only the strips are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from .html_text import escape, inline
from .report_nodes import Timeline
from .sources import count
from .speaker_timeline import TimelineRow
from .text_values import unbroken

_LEGEND = "Each mark is a statement at its place in the text; the number counts them."
_HEIGHT = 16
_LEAST = 0.008
"""The least width of a mark as a share of the strip."""


def timeline(node: Timeline) -> Iterator[str]:
    """The figure of a timeline."""
    yield f'<figure class="voices">\n<figcaption>Who speaks where. {_LEGEND}</figcaption>'
    for row in node.rows:
        said = count(len(row.spans), "statement")
        yield (
            f'<div class="voice"><span dir="auto">{inline(row.name)}</span>'
            f"{_strip(node, row, said)}<span>{len(row.spans)}</span></div>"
        )
    yield f'<div class="voice axis"><span></span><span>{_axis(node)}</span><span></span></div>'
    if node.left_out:
        yield f'<p class="quiet small">{count(node.left_out, "more source")}, not shown.</p>'
    yield "</figure>"


def _strip(node: Timeline, row: TimelineRow, said: str) -> str:
    """The strip of one source; a thin line parts the documents."""
    least = node.length * _LEAST
    parts = len(node.documents)
    marks = [
        f'<rect class="part" x="{node.length * number // parts}" y="0" '
        f'width="{least / 4:.1f}" height="{_HEIGHT}"/>'
        for number in range(1, parts)
    ]
    marks += [
        f'<rect x="{min(start, node.length - least):.1f}" y="0" '
        f'width="{max(end - start, least):.1f}" height="{_HEIGHT}"/>'
        for start, end in row.spans
    ]
    box = f"0 0 {node.length} {_HEIGHT}"
    label = inline(f"{row.name}: {said}")
    return (
        f'<svg viewBox="{box}" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f"{''.join(marks)}</svg>"
    )


def _axis(node: Timeline) -> str:
    """The names of the documents below their parts of the strips; one document has its ends."""
    if len(node.documents) == 1:
        return "<span>beginning</span><span>end</span>"
    return "".join(f"<span>{escape(unbroken(name))}</span>" for name in node.documents)
