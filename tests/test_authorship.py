"""Who made an annotation: each analyst's contributions are annotations of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.export import ExportDocument, export
from tui.export.redaction import redact
from tui.model import edits
from tui.model.annotation import Link
from tui.model.annotation_changes import Target
from tui.model.claims import StatementGraph
from tui.model.combining import combined
from tui.model.document import Span
from tui.session import OthersAnnotationError, Session
from tui.session.open_session import open_session
from tui.store.merge import merge

TEXT = "The ferry sank.\n\nTwo sailors drowned.\n"
FERRY = Target(Span(0, 15))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def opened(path: Path, author: str) -> Session:
    return open_session(path, folders=folders(), config=Config(author=author))


@pytest.fixture
def bob(article: Path) -> Session:
    """Bob's session on an article in which Anna tagged the first sentence."""
    anna = opened(article, "Anna")
    anna.apply(edits.toggle_tag(anna.state, [FERRY], "claim/event"))
    anna.apply(edits.set_note(anna.state, FERRY, "Check the date."))
    anna.save()
    return opened(article, "Bob")


def annas(session: Session) -> Target:
    """Anna's annotation as a chosen target."""
    [one] = [a for a in session.state.ordered() if a.author == "Anna"]
    return Target(Span(one.start, one.end), one.id)


def said(session: Session) -> list[tuple[str, tuple[str, ...], str]]:
    found = [(a.author, a.tags, a.note) for a in session.state.ordered()]
    return sorted(found)


def test_what_bob_adds_to_a_span_of_anna_is_his_own(bob: Session, article: Path) -> None:
    bob.apply(edits.toggle_tag(bob.state, [FERRY], "use/key"))
    bob.apply(edits.set_note(bob.state, FERRY, "Two sources say so."))
    bob.save()
    expected = [
        ("Anna", ("claim/event",), "Check the date."),
        ("Bob", ("use/key",), "Two sources say so."),
    ]
    assert said(opened(article, "")) == expected


def test_the_same_tag_again_takes_only_the_own_one_off(bob: Session) -> None:
    bob.apply(edits.toggle_tag(bob.state, [FERRY], "claim/event"))
    assert len(bob.state.ordered()) == 2
    bob.apply(edits.toggle_tag(bob.state, [FERRY], "claim/event"))
    assert said(bob) == [("Anna", ("claim/event",), "Check the date.")]


def test_a_new_tag_on_annas_chosen_annotation_goes_to_bobs_own(bob: Session) -> None:
    bob.apply(edits.toggle_tag(bob.state, [annas(bob)], "use/key"))
    assert [(a.author, a.tags) for a in bob.state.ordered() if a.author == "Bob"] == [
        ("Bob", ("use/key",))
    ]


@pytest.mark.parametrize("edit", ["tag", "note", "source", "grade", "move", "remove", "delete tag"])
def test_changing_annas_annotation_needs_permission(bob: Session, edit: str) -> None:
    target = annas(bob)
    made = {
        "tag": edits.toggle_tag(bob.state, [target], "claim/event"),
        "note": edits.set_note(bob.state, target, "changed"),
        "source": edits.set_source(bob.state, [target], "Harbour master"),
        "grade": edits.grade(bob.state, target, None, 3),
        "move": edits.move(bob.state, target.id, Span(4, 9)),
        "remove": edits.remove(bob.state, [target]),
        "delete tag": edits.delete_tag(bob.state, "claim"),
    }[edit]
    before = said(bob)
    with pytest.raises(OthersAnnotationError, match="made by Anna") as refused:
        bob.apply(made)
    assert said(bob) == before
    assert bob.apply(made, refused.value.ids)
    left = bob.state.annotations.get(target.id)
    recorded = left.edited_by if left else tuple(r.removed_by for r in bob.state.removals.values())
    assert recorded == ("Bob",)
    assert left is None or left.author == "Anna"


@pytest.mark.parametrize("note", ["changed", "Check the date."], ids=["changed", "unchanged"])
def test_permission_is_for_one_edit_whether_or_not_it_was_used(bob: Session, note: str) -> None:
    target = annas(bob)
    bob.apply(edits.set_note(bob.state, target, note), [target.id])
    with pytest.raises(OthersAnnotationError):
        bob.apply(edits.remove(bob.state, [target]))


def test_a_removal_is_recorded_on_disk_and_undone_with_it(bob: Session, article: Path) -> None:
    target = annas(bob)
    bob.apply(edits.remove(bob.state, [target]), [target.id])
    bob.save()
    [removal] = opened(article, "").state.removals.values()
    assert (removal.author, removal.removed_by, removal.note) == ("Anna", "Bob", "Check the date.")
    bob.undo()
    bob.save()
    again = opened(article, "")
    assert again.state.removals == {}
    assert said(again) == [("Anna", ("claim/event",), "Check the date.")]


def test_an_annotation_that_its_author_edited_meanwhile_is_not_recorded_as_removed(
    bob: Session, article: Path
) -> None:
    anna = opened(article, "Anna")
    target = annas(bob)
    bob.apply(edits.remove(bob.state, [target]), [target.id])
    anna.apply(edits.set_note(anna.state, FERRY, "Changed meanwhile."))
    anna.save()
    bob.save()
    for session in (bob, opened(article, "")):
        assert said(session) == [("Anna", ("claim/event",), "Changed meanwhile.")]
        assert session.state.removals == {}


def test_a_renamed_tag_is_no_change_of_anybodys_work(bob: Session) -> None:
    bob.apply(edits.rename_tag(bob.state, "claim/event", "claim/incident"))
    [one] = bob.state.ordered()
    assert (one.tags, one.edited_by) == (("claim/incident",), ())


@pytest.mark.parametrize("new", ["use", "use/key"], ids=["the group", "the tag"])
def test_a_rename_that_merges_tags_of_annas_annotation_needs_permission(
    bob: Session, new: str
) -> None:
    """A group that no line of the codebook names exists too, with the tags below it."""
    bob.apply(edits.rename_tag(bob.state, "claim/event", "mine/key"))
    bob.apply(edits.delete_tag(bob.state, "use"))
    bob.apply(edits.add_tag(bob.state, "use/key"))
    before = said(bob)
    with pytest.raises(OthersAnnotationError, match="made by Anna"):
        bob.apply(edits.rename_tag(bob.state, "mine" if new == "use" else "mine/key", new))
    assert said(bob) == before


def test_without_a_configured_author_nothing_changes(bob: Session, article: Path) -> None:
    nobody = opened(article, "")
    nobody.apply(edits.toggle_tag(nobody.state, [FERRY], "use/key"))
    assert said(nobody) == [("Anna", ("claim/event", "use/key"), "Check the date.")]


def test_an_annotation_without_author_is_everybodys_and_names_who_changed_it(
    article: Path,
) -> None:
    nobody = opened(article, "")
    nobody.apply(edits.toggle_tag(nobody.state, [FERRY], "use/key"))
    nobody.save()
    bob = opened(article, "Bob")
    bob.apply(edits.set_note(bob.state, FERRY, "mine"))
    [one] = bob.state.ordered()
    assert (one.author, one.edited_by, one.note) == ("", ("Bob",), "mine")


def test_two_branches_keep_what_both_analysts_made_of_a_span(article: Path) -> None:
    base = opened(article, "").notes()
    sides = []
    for name in ("Anna", "Bob"):
        session = opened(article, name)
        session.apply(edits.toggle_tag(session.state, [FERRY], "use/key"))
        sides.append(session.notes())
    merged = merge(base, *sides)
    assert sorted(a.author for a in merged.value.annotations) == ["Anna", "Bob"]
    assert merged.conflicts == ()


def exported(session: Session) -> ExportDocument:
    anchors = dict(session.state.anchors)
    return ExportDocument(
        session.document, session.notes(), session.state.codebook, anchors, "ferry.txt"
    )


@pytest.mark.parametrize("format", ["markdown", "html", "report", "report-html"])
def test_reports_show_the_annotations_of_one_span_together(bob: Session, format: str) -> None:
    bob.apply(edits.set_note(bob.state, FERRY, "Two sources say so."))
    bob.apply(edits.set_source(bob.state, [FERRY], "Harbour master"))
    page = export(format, [exported(bob)]).decode()
    assert "Anna: Check the date." in page
    assert "Bob: Two sources say so." in page
    findings = page.partition("Findings")[2].partition("Passages")[0]
    assert findings.count("The ferry sank.") == 1
    assert "Harbour master" in findings


def test_without_authors_analysts_are_numbered(bob: Session) -> None:
    bob.apply(edits.set_note(bob.state, FERRY, "Two sources say so."))
    page = export("markdown", redact([exported(bob)], ["author"])).decode()
    assert "analyst 1: Check the date." in page
    assert "analyst 2: Two sources say so." in page
    assert "Anna" not in page
    assert "Bob" not in page


def test_a_claim_of_one_analyst_has_the_source_that_another_one_names(bob: Session) -> None:
    bob.apply(edits.set_source(bob.state, [FERRY], "Harbour master"))
    [claim] = StatementGraph(["ferry.txt"], [bob.notes()]).claims()
    assert claim.independent == 1


def test_a_link_to_either_annotation_of_a_span_leads_to_the_same_statement(bob: Session) -> None:
    bob.apply(edits.set_source(bob.state, [FERRY], "Harbour master"))
    sailors = Target(Span(17, 37))
    for annotation in bob.state.ordered():
        bob.apply(edits.link(bob.state, sailors, Link(annotation.id, "supports")))
    graph = StatementGraph(["ferry.txt"], [bob.notes()])
    ends = {end for _, end in graph.links_of((0, bob.state.ordered()[-1].id))}
    assert len(ends) == 1


def test_annotations_that_name_different_sources_stay_apart(bob: Session) -> None:
    target = annas(bob)
    bob.apply(edits.set_source(bob.state, [target], "Harbour master"), [target.id])
    bob.apply(edits.set_source(bob.state, [FERRY], "Coast guard"))
    assert len(combined(bob.state.ordered()).annotations) == 2


def test_a_source_that_a_colleague_named_can_be_graded(bob: Session) -> None:
    target = annas(bob)
    bob.apply(edits.set_source(bob.state, [target], "Harbour master"), [target.id])
    bob.apply(edits.grade(bob.state, FERRY, "C", 3))
    assert bob.state.known_sources()["harbour-master"].reliability == "C"
    assert [(a.author, a.credibility) for a in bob.state.ordered()] == [("Anna", 0), ("Bob", 3)]


def test_copies_of_a_conflict_stay_apart(bob: Session) -> None:
    [one] = bob.state.ordered()
    copy = replace(one, id="copy", author="Bob", extra={"conflict_of": one.id})
    assert len(combined([one, copy]).annotations) == 2
