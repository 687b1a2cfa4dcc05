"""What the citations of a judgement are to the first of them, by the links between them."""

from __future__ import annotations

import pytest

from tui.export.judgement_evidence import AGAINST, BESIDE, QUALIFYING, SAME, sides
from tui.model.annotation import Annotation, Link, Notes
from tui.model.claims import StatementGraph

LINKS = {
    "A": (),
    "B": (Link("A", "supports"),),
    "C": (Link("B", "disputes"),),
    "D": (Link("C", "repeats"),),
    "E": (Link("C", "disputes"),),
    "F": (Link("D", "qualifies"),),
    "G": (),
    "H": (Link("G", "qualifies"),),
    "I": (Link("H", "qualifies"),),
}


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("", []),
        ("G", [SAME]),
        ("ABC", [SAME, SAME, AGAINST]),
        ("ABCDEF", [SAME, SAME, AGAINST, AGAINST, SAME, QUALIFYING]),
        ("CAB", [SAME, AGAINST, AGAINST]),
        ("AC", [SAME, BESIDE]),  # what links them is not cited
        ("AFG", [SAME, BESIDE, BESIDE]),
        ("AGHI", [SAME, BESIDE, QUALIFYING, BESIDE]),
    ],
)
def test_sides_follow_the_links_among_what_is_cited(cited: str, expected: list[str]) -> None:
    marks = tuple(
        Annotation(id, number, number + 1, "x", links=links)
        for number, (id, links) in enumerate(LINKS.items())
    )
    graph = StatementGraph(["a.txt"], [Notes(annotations=marks)])
    found = sides(graph, [(0, id) for id in cited])
    assert [found[0, id] for id in cited] == expected
