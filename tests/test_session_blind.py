"""A session that withholds what other analysts set until the user marks the article as done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editing import annotate, opened, target
from tui.model import edits
from tui.model.annotation_changes import Target
from tui.model.dossier_edits import remove_source
from tui.model.errors import ReaderError
from tui.session import Session

TEXT = "One is said.\n\nTwo is denied.\n\nThree is open.\n"
ONE, TWO, THREE = "One is said.", "Two is denied.", "Three is open."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An article that Anna coded; she named two sources, of which Bob named the first too."""
    made = tmp_path / "a.txt"
    made.write_text(TEXT, "utf-8")
    session = opened(made, author="Anna")
    for words, name in ((ONE, "Ines"), (TWO, "Quin")):
        annotate(session, target(session, words).span, ["claim/event"], "Anna's note")
        where = [target(session, words)]
        session.apply(edits.set_source(session.state, where, name, "a cook"))
    session.save()
    session = opened(made, author="Bob")
    annotate(session, target(session, THREE).span, ["claim/denial"])
    session.apply(edits.set_source(session.state, [target(session, THREE)], "Ines"))
    session.save()
    return made


def blind(path: Path, author: str = "Bob") -> Session:
    session = opened(path, author=author)
    session.set_blind(True)
    return session


def test_only_the_users_own_is_known(path: Path) -> None:
    session = blind(path)
    assert [a.quote for a in session.state.ordered()] == [THREE]
    assert [a.quote for a in session.notes().annotations] == [THREE]
    assert [source.name for source in session.notes().sources] == ["Ines"]
    assert session.state.tag_names().count("claim/event") == 1
    assert session.state.counts()["claim/event"] == 0


def test_withholding_changes_nothing_on_disk(path: Path) -> None:
    notes = path.with_name("a.txt.notes.toml")
    before = notes.read_bytes()
    session = blind(path)
    assert not session.dirty
    annotate(session, target(session, ONE).span, ["use/key"])
    session.save()
    session.undo()
    session.save()
    assert [line for line in before.splitlines() if not line.startswith(b"rev")] == [
        line for line in notes.read_bytes().splitlines() if not line.startswith(b"rev")
    ]


def test_done_shows_all_and_undo_hides_it_again(path: Path) -> None:
    session = blind(path)
    session.apply(edits.mark_done(session.state, True))
    assert [a.quote for a in session.state.ordered()] == [ONE, TWO, THREE]
    assert list(session.state.sources) == ["ines", "quin"]
    session.undo()
    assert [a.quote for a in session.state.ordered()] == [THREE]
    session.redo()
    assert len(session.state.ordered()) == 3


@pytest.mark.parametrize("author", ["", "Anna"])
def test_only_a_name_can_be_blind_and_only_to_others(path: Path, author: str) -> None:
    session = blind(path, author)
    own = {"": [ONE, TWO, THREE], "Anna": [ONE, TWO]}
    assert [a.quote for a in session.state.ordered()] == own[author]


def test_a_source_that_others_name_is_neither_deleted_nor_replaced(path: Path) -> None:
    session = blind(path)
    where = [target(session, TWO)]
    session.apply(edits.set_source(session.state, where, "Quin", "a sailor", "named"))
    source = session.state.sources["quin"]
    assert (source.role, source.kind) == ("a cook", "named")
    session.apply(remove_source(session.state, "quin"))
    session.apply(remove_source(session.state, "ines"))
    session.apply(edits.mark_done(session.state, True))
    anna = [a for a in session.state.ordered() if a.author == "Anna"]
    assert [a.source for a in anna] == ["ines", "quin"]
    assert {"ines", "quin"} <= {*session.state.sources}


def test_a_tag_that_is_renamed_meanwhile_has_its_new_name_once_it_is_shown(path: Path) -> None:
    session = blind(path)
    session.apply(edits.rename_tag(session.state, "claim/event", "claim/happening"))
    session.save()
    assert "claim/event" in path.with_name("a.txt.notes.toml").read_text("utf-8")
    session.apply(edits.mark_done(session.state, True))
    assert session.state.ordered()[0].tags == ("claim/happening",)


def test_an_edit_made_before_is_not_undone_on_what_is_hidden(path: Path) -> None:
    session = opened(path, author="Bob")
    at = Target(target(session, ONE).span, session.state.ordered()[0].id)
    session.apply(edits.set_note(session.state, at, "Bob's words"), [at.id])
    session.set_blind(True)
    with pytest.raises(ReaderError, match="hidden until you are done"):
        session.undo()
    session.set_blind(False)
    session.undo()
    assert session.state.ordered()[0].note == "Anna's note"


def test_what_another_program_writes_is_merged_and_not_described(path: Path) -> None:
    session = blind(path)
    other = opened(path, author="Anna")
    annotate(other, target(other, THREE).span, ["use/gap"], "hidden words")
    other.save()
    annotate(session, target(session, TWO).span, ["use/key"])
    assert "hidden words" not in str(session.refresh())
    session.save()
    assert [a.quote for a in session.state.ordered()] == [TWO, THREE]
    assert len(opened(path, author="Bob").state.ordered()) == 5


def test_a_mark_that_another_program_sets_or_takes_away_counts_at_once(path: Path) -> None:
    session = blind(path)
    for is_done, number in ((True, 3), (False, 1)):
        other = opened(path, author="Bob")
        other.apply(edits.mark_done(other.state, is_done))
        other.save()
        session.refresh()
        assert len(session.state.ordered()) == number
