"""Who made an annotation: each analyst's contributions are annotations of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.export import Exhibit, export
from tui.export.without import without
from tui.model.annotation import Link
from tui.model.claims import Web
from tui.model.combining import combined
from tui.model.document import Span
from tui.model.edits import Target
from tui.session import OthersAnnotationError, Session
from tui.store.merge import merge

TEXT = "The ferry sank.\n\nTwo sailors drowned.\n"
FERRY = Target(Span(0, 15))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def opened(path: Path, author: str) -> Session:
    return Session.open(path, folders=folders(), config=Config(author=author))


@pytest.fixture
def bob(article: Path) -> Session:
    """Bob's session on an article in which Anna tagged the first sentence."""
    anna = opened(article, "Anna")
    anna.toggle_tag([FERRY], "claim/event")
    anna.set_note(FERRY, "Check the date.")
    anna.save()
    return opened(article, "Bob")


def annas(session: Session) -> Target:
    """Anna's annotation as a chosen target."""
    [one] = [a for a in session.ordered() if a.author == "Anna"]
    return Target(Span(one.start, one.end), one.id)


def said(session: Session) -> list[tuple[str, tuple[str, ...], str]]:
    found = [(a.author, a.tags, a.note) for a in session.ordered()]
    return sorted(found)


def test_what_bob_adds_to_a_span_of_anna_is_his_own(bob: Session, article: Path) -> None:
    bob.toggle_tag([FERRY], "use/key")
    bob.set_note(FERRY, "Two sources say so.")
    bob.save()
    expected = [
        ("Anna", ("claim/event",), "Check the date."),
        ("Bob", ("use/key",), "Two sources say so."),
    ]
    assert said(opened(article, "")) == expected


def test_the_same_tag_again_takes_only_the_own_one_off(bob: Session) -> None:
    bob.toggle_tag([FERRY], "claim/event")
    assert len(bob.ordered()) == 2
    bob.toggle_tag([FERRY], "claim/event")
    assert said(bob) == [("Anna", ("claim/event",), "Check the date.")]


def test_a_new_tag_on_annas_chosen_annotation_goes_to_bobs_own(bob: Session) -> None:
    bob.toggle_tag([annas(bob)], "use/key")
    assert [(a.author, a.tags) for a in bob.ordered() if a.author == "Bob"] == [
        ("Bob", ("use/key",))
    ]


@pytest.mark.parametrize("edit", ["tag", "note", "source", "grade", "move", "remove", "delete tag"])
def test_changing_annas_annotation_needs_permission(bob: Session, edit: str) -> None:
    target = annas(bob)
    steps = {
        "tag": lambda: bob.toggle_tag([target], "claim/event"),
        "note": lambda: bob.set_note(target, "changed"),
        "source": lambda: bob.set_source([target], "Harbour master"),
        "grade": lambda: bob.grade(target, None, 3),
        "move": lambda: bob.move(target.id, Span(4, 9)),
        "remove": lambda: bob.remove([target]),
        "delete tag": lambda: bob.delete_tag("claim"),
    }
    before = said(bob)
    with pytest.raises(OthersAnnotationError, match="made by Anna") as refused:
        steps[edit]()
    assert said(bob) == before
    with bob.permitting(refused.value.ids):
        assert steps[edit]()
    left = bob.annotations.get(target.id)
    recorded = left.edited_by if left else tuple(r.removed_by for r in bob.removals.values())
    assert recorded == ("Bob",)
    assert left is None or left.author == "Anna"


@pytest.mark.parametrize("note", ["changed", "Check the date."], ids=["changed", "unchanged"])
def test_permission_ends_with_its_context_whether_or_not_it_was_used(
    bob: Session, note: str
) -> None:
    target = annas(bob)
    with bob.permitting([target.id]):
        bob.set_note(target, note)
    with pytest.raises(OthersAnnotationError):
        bob.remove([target])


def test_a_removal_is_recorded_on_disk_and_undone_with_it(bob: Session, article: Path) -> None:
    target = annas(bob)
    with bob.permitting([target.id]):
        bob.remove([target])
    bob.save()
    [removal] = opened(article, "").removals.values()
    assert (removal.author, removal.removed_by, removal.note) == ("Anna", "Bob", "Check the date.")
    bob.undo()
    bob.save()
    again = opened(article, "")
    assert again.removals == {}
    assert said(again) == [("Anna", ("claim/event",), "Check the date.")]


def test_an_annotation_that_its_author_edited_meanwhile_is_not_recorded_as_removed(
    bob: Session, article: Path
) -> None:
    anna = opened(article, "Anna")
    target = annas(bob)
    with bob.permitting([target.id]):
        bob.remove([target])
    anna.set_note(FERRY, "Changed meanwhile.")
    anna.save()
    bob.save()
    for session in (bob, opened(article, "")):
        assert said(session) == [("Anna", ("claim/event",), "Changed meanwhile.")]
        assert session.removals == {}


def test_a_renamed_tag_is_no_change_of_anybodys_work(bob: Session) -> None:
    bob.rename_tag("claim/event", "claim/incident")
    [one] = bob.ordered()
    assert (one.tags, one.edited_by) == (("claim/incident",), ())


@pytest.mark.parametrize("new", ["use", "use/key"], ids=["the group", "the tag"])
def test_a_rename_that_merges_tags_of_annas_annotation_needs_permission(
    bob: Session, new: str
) -> None:
    """A group that no line of the codebook names exists too, with the tags below it."""
    bob.rename_tag("claim/event", "mine/key")
    bob.delete_tag("use")
    bob.add_tag("use/key")
    before = said(bob)
    with pytest.raises(OthersAnnotationError, match="made by Anna"):
        bob.rename_tag("mine" if new == "use" else "mine/key", new)
    assert said(bob) == before


def test_without_a_configured_author_nothing_changes(bob: Session, article: Path) -> None:
    nobody = opened(article, "")
    nobody.toggle_tag([FERRY], "use/key")
    assert said(nobody) == [("Anna", ("claim/event", "use/key"), "Check the date.")]


def test_an_annotation_without_author_is_everybodys_and_names_who_changed_it(
    article: Path,
) -> None:
    nobody = opened(article, "")
    nobody.toggle_tag([FERRY], "use/key")
    nobody.save()
    bob = opened(article, "Bob")
    bob.set_note(FERRY, "mine")
    [one] = bob.ordered()
    assert (one.author, one.edited_by, one.note) == ("", ("Bob",), "mine")


def test_two_branches_keep_what_both_analysts_made_of_a_span(article: Path) -> None:
    base = opened(article, "").notes()
    sides = []
    for name in ("Anna", "Bob"):
        session = opened(article, name)
        session.toggle_tag([FERRY], "use/key")
        sides.append(session.notes())
    merged = merge(base, *sides)
    assert sorted(a.author for a in merged.notes.annotations) == ["Anna", "Bob"]
    assert merged.conflicts == ()


def exhibit(session: Session) -> Exhibit:
    anchors = dict(session.anchors)
    return Exhibit(session.document, session.notes(), session.codebook, anchors, "ferry.txt")


@pytest.mark.parametrize("format", ["markdown", "html", "report", "report-html"])
def test_reports_show_the_annotations_of_one_span_together(bob: Session, format: str) -> None:
    bob.set_note(FERRY, "Two sources say so.")
    bob.set_source([FERRY], "Harbour master")
    page = export(format, [exhibit(bob)]).decode()
    assert "Anna: Check the date." in page
    assert "Bob: Two sources say so." in page
    findings = page.partition("Findings")[2].partition("Passages")[0]
    assert findings.count("The ferry sank.") == 1
    assert "Harbour master" in findings


def test_without_authors_analysts_are_numbered(bob: Session) -> None:
    bob.set_note(FERRY, "Two sources say so.")
    page = export("markdown", without([exhibit(bob)], ["author"])).decode()
    assert "analyst 1: Check the date." in page
    assert "analyst 2: Two sources say so." in page
    assert "Anna" not in page
    assert "Bob" not in page


def test_a_claim_of_one_analyst_has_the_source_that_another_one_names(bob: Session) -> None:
    bob.set_source([FERRY], "Harbour master")
    [claim] = Web(["ferry.txt"], [bob.notes()]).claims()
    assert claim.independent == 1


def test_a_link_to_either_annotation_of_a_span_leads_to_the_same_statement(bob: Session) -> None:
    bob.set_source([FERRY], "Harbour master")
    sailors = Target(Span(17, 37))
    for annotation in bob.ordered():
        bob.link(sailors, Link(annotation.id, "supports"))
    web = Web(["ferry.txt"], [bob.notes()])
    ends = {end for _, end in web.links_of((0, bob.ordered()[-1].id))}
    assert len(ends) == 1


def test_annotations_that_name_different_sources_stay_apart(bob: Session) -> None:
    target = annas(bob)
    with bob.permitting([target.id]):
        bob.set_source([target], "Harbour master")
    bob.set_source([FERRY], "Coast guard")
    assert len(combined(bob.ordered()).annotations) == 2


def test_a_source_that_a_colleague_named_can_be_graded(bob: Session) -> None:
    target = annas(bob)
    with bob.permitting([target.id]):
        bob.set_source([target], "Harbour master")
    bob.grade(FERRY, "C", 3)
    assert bob.sources["harbour-master"].reliability == "C"
    assert [(a.author, a.credibility) for a in bob.ordered()] == [("Anna", 0), ("Bob", 3)]


def test_copies_of_a_conflict_stay_apart(bob: Session) -> None:
    [one] = bob.ordered()
    copy = replace(one, id="copy", author="Bob", extra={"conflict_of": one.id})
    assert len(combined([one, copy]).annotations) == 2
