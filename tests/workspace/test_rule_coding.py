"""Coding by rule: what rules match, what they annotate, and what a second run finds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.model import edits
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.model.dossier import CodingRule
from tui.model.errors import ReaderError
from tui.session import Session
from tui.session.open_session import open_session
from tui.workspace.rule_coding import Proposal, check_rules, proposals

TEXT = """\
The harbour at dusk

Twelve people were killed when the ferry sank. Soleimani said nothing. The ferries stopped.

A clerk counted 64 bodies and 3 wounded sailors. “We will wait,” said Qasem Sulaymani.

Read more: Two killed at the quay
"""
RULE = CodingRule("r", "topic/x")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return open_session(path, folders=folders(), config=Config(author="Ada"))


def coded(session: Session, *rules: CodingRule, state: str = "new") -> list[str]:
    """The texts that rules propose in a state."""
    found = proposals(rules, session.state)
    return [TEXT[slice(*each.span)] for each in found if each.state == state]


def keep(session: Session, *rules: CodingRule) -> list[Proposal]:
    """Keep all that is new."""
    new = [each for each in proposals(rules, session.state) if each.state == "new"]
    session.apply(edits.code(session.state, ((e.span, e.tag, e.rule) for e in new)))
    return new


@pytest.mark.parametrize(
    ("look_for", "matches"),
    [
        ({"regex": r"\d+ \w+"}, ["64 bodies", "3 wounded"]),
        ({"regex": r"\s(killed|wounded)\s"}, ["killed", "wounded"]),
        ({"words": ("ferry",)}, ["ferry"]),
        ({"words": ("ferr*",)}, ["ferry", "ferries"]),
        ({"words": ("FERRIES", "Bodies")}, ["ferries", "bodies"]),
        ({"words": ("suleimani",)}, []),
        ({"words": ("suleimani~",)}, ["Soleimani", "Sulaymani"]),
        ({"words": ("qasem suleimani~", "ferry sank")}, ["ferry sank", "Qasem Sulaymani"]),
        ({"words": ("sank soleimani",)}, []),
        ({"query": "near:2 ferry sank"}, ["ferry sank"]),
        ({"query": '"we will" OR clerk'}, ["clerk", "We will"]),
        ({"query": "clerk kind:title"}, []),
        ({"query": "kind:title"}, ["The harbour at dusk"]),
    ],
)
def test_what_a_rule_matches(
    session: Session, look_for: dict[str, object], matches: list[str]
) -> None:
    rule = replace(RULE, unit="match", **look_for)  # type: ignore[arg-type]
    assert coded(session, rule) == matches


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("passage", ["A clerk counted 64 bodies and 3 wounded sailors."]),
        ("paragraph", [TEXT.split("\n\n")[2]]),
    ],
)
def test_a_unit_is_annotated_once(session: Session, unit: str, texts: list[str]) -> None:
    assert coded(session, replace(RULE, regex=r"\d+", unit=unit)) == texts


def test_links_to_other_articles_are_not_coded(session: Session) -> None:
    assert coded(session, replace(RULE, words=("killed",), unit="match")) == ["killed"]


def test_annotations_name_the_rule_and_are_one_undo_step(session: Session) -> None:
    new = keep(session, replace(RULE, words=("ferr*",)), replace(RULE, name="s", words=("clerk",)))
    assert [each.rule for each in new] == ["r", "r", "s"]
    made = session.state.ordered()
    assert [(one.rule, one.tags, one.author) for one in made] == [
        *[("r", ("topic/x",), "Ada")] * 2,
        ("s", ("topic/x",), "Ada"),
    ]
    session.save()
    again = open_session(session.document.path, folders=folders(), config=Config())
    assert [one.rule for one in again.state.ordered()] == ["r", "r", "s"]
    session.undo()
    assert not session.state.annotations


def test_a_second_run_adds_only_what_is_new_and_names_what_is_gone(session: Session) -> None:
    keep(session, replace(RULE, words=("ferry",)))
    wider = replace(RULE, words=("ferr*",))
    assert coded(session, wider, state="present") == coded(
        session, replace(RULE, words=("ferry",)), state="present"
    )
    assert coded(session, wider) == ["The ferries stopped."]
    keep(session, wider)
    assert coded(session, wider) == []
    other = replace(RULE, words=("ferries",))
    assert coded(session, other, state="gone") == ["Twelve people were killed when the ferry sank."]
    assert len(session.state.annotations) == 2


def test_a_tag_that_somebody_set_on_the_span_is_present(session: Session) -> None:
    start = TEXT.index("The ferries")
    session.apply(edits.annotate(session.state, Span(start, start + 20), ["topic/x"]))
    assert coded(session, replace(RULE, words=("ferries",)), state="present") == [
        "The ferries stopped."
    ]


def test_the_tag_is_added_beside_what_is_annotated(session: Session) -> None:
    start = TEXT.index("The ferries")
    span = Span(start, start + 20)
    session.apply(edits.annotate(session.state, span, ["claim/event"], "mine"))
    keep(session, replace(RULE, words=("ferries",)))
    assert [one.tags for one in session.state.exactly(span)] == [("claim/event",), ("topic/x",)]


def test_exceptions_hold_for_tags_below_and_for_earlier_rules(session: Session) -> None:
    dead = replace(RULE, name="dead", tag="claim/figure", words=("killed", "bodies"))
    rest = replace(RULE, words=("ferry", "clerk", "soleimani"), exceptions=("claim",))
    assert coded(session, dead, rest)[2:] == ["Soleimani said nothing."]
    keep(session, dead, rest)
    assert coded(session, dead, rest) == []
    assert coded(session, dead, rest, state="gone") == []


def test_a_rule_does_not_except_what_it_coded_itself(session: Session) -> None:
    rule = replace(RULE, words=("ferry",), exceptions=("topic",))
    keep(session, rule)
    assert coded(session, rule, state="gone") == []


def test_a_tag_taken_off_leaves_no_annotation(session: Session) -> None:
    keep(session, replace(RULE, words=("clerk",)))
    (made,) = session.state.ordered()
    target = Target(Span(made.start, made.end))
    session.apply(edits.toggle_tag(session.state, [target], "topic/x"))
    assert not session.state.annotations


def test_a_renamed_tag_is_set_under_its_present_name(session: Session) -> None:
    keep(session, replace(RULE, words=("clerk",)))
    session.apply(edits.rename_tag(session.state, "topic/x", "topic/y"))
    assert coded(session, replace(RULE, words=("clerk",)), state="present")
    keep(session, replace(RULE, words=("ferry",)))
    assert {tag for one in session.state.ordered() for tag in one.tags} == {"topic/y"}


@pytest.mark.parametrize(
    ("rule", "mistake"),
    [
        (replace(RULE, regex="("), "f.toml: rule “r”: /(/: missing ) at position 1"),
        (replace(RULE, query="a OR"), "f.toml: rule “r”: OR needs words on both sides"),
        (replace(RULE, words=("a", "…")), "f.toml: rule “r”: “…” holds no word"),
    ],
)
def test_a_mistake_in_a_rule_is_one_line(rule: CodingRule, mistake: str) -> None:
    with pytest.raises(ReaderError) as raised:
        check_rules([RULE, rule], "f.toml")
    assert str(raised.value) == mistake


def test_a_rule_that_takes_too_long_is_named(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("a" * 60, encoding="utf-8")
    session = open_session(path, folders=folders(), config=Config())
    with pytest.raises(ReaderError, match=r"rule “r”: .* takes too long to match"):
        proposals([replace(RULE, regex="(a|aa)+!")], session.state)


def test_reading_the_passages_can_be_stopped(session: Session) -> None:
    def stop(share: float) -> None:
        assert 0 <= share <= 1
        raise InterruptedError

    with pytest.raises(InterruptedError):
        proposals([replace(RULE, words=("ferry",))], session.state, stop)
