"""Tagging passages of many articles: a tag goes to the annotation in or across a passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shore import FOG, annotate, write
from tui.config import Config, folders
from tui.model.document import Span
from tui.session.open_session import open_session
from tui.workspace.bulk_tagging import tag_passages, undo_tagging

PASSAGE = "The lighthouse keeper said nothing."


@pytest.mark.parametrize(
    ("annotated", "tagged"),
    [
        ([], PASSAGE),
        (["said nothing"], "said nothing"),
        (["Gulls sat on the ferry. The lighthouse keeper"],
         "Gulls sat on the ferry. The lighthouse keeper"),
        (["said nothing", PASSAGE], PASSAGE),
        (["said nothing", "lighthouse keeper"], PASSAGE),
    ],
)  # fmt: skip
def test_a_tag_goes_to_the_only_annotation_of_a_passage(
    tmp_path: Path, annotated: list[str], tagged: str
) -> None:
    path = write(tmp_path / "fog.txt", FOG)
    for quote in annotated:
        annotate(path, quote, tags=("claim",))
    start = FOG.index(PASSAGE)
    wanted = {path: [(Span(start, start + len(PASSAGE)), PASSAGE)]}
    result = tag_passages(wanted, "topic/light", folders(), Config())
    assert having(path, "topic/light") == [tagged]
    assert tag_passages(wanted, "topic/light", folders(), Config()).already_tagged == 1
    undo_tagging(result, tmp_path, folders(), Config())
    assert having(path, "topic/light") == []
    assert sorted(having(path, "claim")) == sorted(annotated)


def having(path: Path, tag: str) -> list[str]:
    """The quotes of the annotations of an article that have a tag."""
    state = open_session(path, folders=folders(), config=Config()).state
    return [a.quote for a in state.ordered() if tag in a.tags]
