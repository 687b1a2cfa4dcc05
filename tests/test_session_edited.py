"""A session on an article that was edited: what is saved, and what the next opening finds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.model.harbour import COMMENT, PIER, PRICES, REPAIRS, TEXT, TUGS
from tui.config import Config, folders
from tui.model import edits
from tui.model.anchoring.anchors import Anchor
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.session import Session
from tui.session.open_session import open_session
from tui.store import notes_files

RISEN = PRICES.replace("12", "21")
"""A sentence with another figure: its place is certain."""
GONE = "Nobody was asked why the ships stayed away, and nobody said."
"""A sentence that took the place of another one."""
OTHER = "The repairs were a rumour."
"""A sentence that may be what is left of another one."""
EDITED = (
    TEXT.replace(PRICES, RISEN)
    .replace(TUGS, GONE)
    .replace("the repairs had never been paid for. The mayor called that a rumour.", OTHER)
)
QUOTES = (PIER, TUGS, PRICES, "Lena Brandt", REPAIRS, COMMENT)


def opened(path: Path) -> Session:
    return open_session(path, folders=folders(), config=Config())


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article with annotations, whose text was edited after they were saved."""
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    session = opened(path)
    for quote in QUOTES:
        start = TEXT.index(quote)
        session.apply(
            edits.toggle_tag(session.state, [Target(Span(start, start + len(quote)))], "use/key")
        )
    session.save()
    path.write_text("Corrected on Sunday.\n\n" + EDITED, encoding="utf-8")
    return path


def answers(session: Session) -> dict[str, Anchor]:
    """The anchor of each annotation, by the words that were annotated."""
    found = {}
    for annotation in session.state.ordered():
        stored = annotation.former.quote if annotation.former else annotation.quote
        found[stored] = session.state.anchors[annotation.id]._replace(moved=False)
    return found


def by_quote(session: Session, quote: str) -> str:
    """The id of the annotation that was made on a quote."""
    return next(
        a.id
        for a in session.state.ordered()
        if quote in (a.quote, a.former.quote if a.former else "")
    )


def forget_former_texts() -> None:
    shutil.rmtree(folders().state / "snapshots")


def test_each_annotation_of_an_edited_article_has_its_state(article: Path) -> None:
    session = opened(article)
    text = session.document.text
    found = answers(session)
    assert {quote: (a.state, a.edited) for quote, a in found.items()} == {
        PIER: ("anchored", False),
        TUGS: ("orphaned", False),
        PRICES: ("anchored", True),
        "Lena Brandt": ("anchored", False),
        REPAIRS: ("uncertain", False),
        COMMENT: ("anchored", False),
    }
    edited = session.state.annotations[by_quote(session, PRICES)]
    assert text[edited.start : edited.end] == edited.quote == RISEN
    assert edited.former
    assert edited.former.start == TEXT.index(PRICES)
    assert edited in session.state.overlapping(edited.start, edited.end)


@pytest.mark.parametrize("texts", [True, False])
def test_a_later_opening_gives_the_same_answers(article: Path, texts: bool) -> None:
    session = opened(article)
    before = answers(session)
    for _ in range(3):
        session.apply(edits.set_data(session.state, note=f"{session.state.data.note}."))
        session.save()
        if not texts:
            forget_former_texts()
        session = opened(article)
        found = answers(session)
        assert set(found) == set(QUOTES)
        certain = {quote: a for quote, a in before.items() if a.state == "anchored"}
        assert {quote: found[quote] for quote in certain} == certain
        if texts:
            assert found == before
        else:
            assert all(found[q].state != "anchored" for q in before if q not in certain)


def test_former_words_survive_further_edits_of_the_article(article: Path) -> None:
    session = opened(article)
    session.save()
    for words in ("by 31 per cent within a week", "by 41 per cent within a week or two"):
        changed = EDITED.replace("by 21 per cent within a day", words)
        article.write_text(changed, encoding="utf-8")
        session = opened(article)
        found = session.state.annotations[by_quote(session, PRICES)]
        assert session.state.anchors[found.id].edited
        assert words in found.quote
        session.apply(edits.set_data(session.state, note=words))
        session.save()
    kept = notes_files.load(session.notes_path).value.annotations
    assert [a.former.quote for a in kept if a.former] == [PRICES]


def test_the_file_keeps_the_stored_quotation_until_the_words_are_accepted(article: Path) -> None:
    session = opened(article)
    session.save()
    written = session.notes_path.read_text("utf-8")
    assert f'quote = "{PRICES}"' in written
    assert f'edited_quote = "{RISEN}"' in written
    session = opened(article)
    assert session.apply(edits.accept(session.state, by_quote(session, PRICES)))
    session.save()
    written = session.notes_path.read_text("utf-8")
    assert f'quote = "{RISEN}"' in written
    assert PRICES not in written


def test_accepting_is_one_step_of_undo(article: Path) -> None:
    session = opened(article)
    key = by_quote(session, PRICES)
    edited = session.state.anchors[key]
    session.apply(edits.accept(session.state, key))
    assert session.state.anchors[key] == edited._replace(edited=False, moved=False)
    assert session.undo()
    assert session.state.anchors[key] == edited._replace(moved=False)
    assert session.state.annotations[key].former
    assert session.redo()
    assert session.state.annotations[key].former is None


def test_words_that_are_restored_are_edited_no_longer(article: Path) -> None:
    session = opened(article)
    session.save()
    article.write_text(TEXT, encoding="utf-8")
    again = opened(article)
    assert {(a.state, a.edited) for a in answers(again).values()} == {("anchored", False)}
    assert {a.quote for a in again.state.ordered()} == set(QUOTES)
    again.save()
    assert "edited_" not in again.notes_path.read_text("utf-8")


def test_a_tag_or_a_move_on_edited_words(article: Path) -> None:
    session = opened(article)
    key = by_quote(session, PRICES)
    start = session.state.annotations[key].start
    session.apply(
        edits.toggle_tag(session.state, [Target(Span(start, start + len(RISEN)))], "topic/actor")
    )
    assert session.state.annotations[key].tags == ("use/key", "topic/actor")
    assert session.state.annotations[key].former
    session.apply(edits.move(session.state, key, Span(start, start + 6)))
    assert session.state.annotations[key].former is None
    assert session.state.annotations[key].quote == "Prices"


def test_an_undone_deletion_keeps_what_was_known_of_the_place(article: Path) -> None:
    session = opened(article)
    for quote in (TUGS, REPAIRS, PRICES):
        key = by_quote(session, quote)
        before = session.state.anchors[key]
        session.apply(edits.remove(session.state, [Target(Span(0, 1), key)]))
        session.undo()
        assert session.state.anchors[key] == before


def test_an_undone_confirmation_is_uncertain_again(article: Path) -> None:
    session = opened(article)
    key = by_quote(session, REPAIRS)
    before = session.state.anchors[key]
    session.apply(edits.move(session.state, key, Span(before.start, before.end)))
    assert session.state.anchors[key].state == "anchored"
    session.undo()
    assert session.state.anchors[key] == before


def test_a_search_is_not_surer_than_the_comparison_of_the_texts_was(article: Path) -> None:
    # The sentence that was taken out stands word for word in another article's paragraph.
    session = opened(article)
    session.save()
    forget_former_texts()
    article.write_text(f"{EDITED}\n\nIn other news: {TUGS} It was so.", encoding="utf-8")
    again = opened(article)
    assert again.state.anchors[by_quote(again, TUGS)].state == "uncertain"


def test_two_programs_keep_each_others_edits_of_an_edited_annotation(article: Path) -> None:
    session, other = opened(article), opened(article)
    key = by_quote(session, PRICES)
    session.apply(edits.set_note(session.state, Target(Span(0, 1), key), "mine"))
    other.apply(edits.toggle_tag(other.state, [Target(Span(0, 1), key)], "topic/actor"))
    session.save()
    other.save()
    found = opened(article).state.annotations[key]
    assert (found.note, found.tags) == ("mine", ("use/key", "topic/actor"))
    assert found.former
    assert (found.former.quote, found.quote) == (PRICES, RISEN)
    session.apply(edits.accept(session.state, key))
    session.save()
    assert opened(article).state.annotations[key].former is None


def test_an_article_that_is_reflowed_has_no_edited_annotation(tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_text(TEXT, encoding="utf-8")
    session = opened(path)
    start = TEXT.index(TUGS)
    session.apply(
        edits.toggle_tag(session.state, [Target(Span(start, start + len(TUGS)))], "use/key")
    )
    session.save()
    wrapped = TEXT.replace("Irene, were sent", "Irene,\n> were\n> sent")
    path.write_text(wrapped, encoding="utf-8")
    (anchor,) = opened(path).state.anchors.values()
    assert (anchor.state, anchor.edited) == ("anchored", False)
