"""Changes that could not be saved come out of the draft journal as they went in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from store_values import close_notes

from tui.model.annotation import Annotation, Notes
from tui.model.codebook import Codebook, Tag
from tui.store import drafts, unsaved
from tui.store.codebook_file import CODEBOOK
from tui.store.merge import merge
from tui.store.saving import FileJob, SaveJob

WHAT = unsaved.PREFIX + "1"


def job(notes: Notes, base: Notes, codebook: FileJob[Codebook] | None = None) -> SaveJob:
    return SaveJob(1, Path("a.txt.notes.toml"), notes, base, None, codebook)


def kept(state: Path, notes: Notes, base: Notes) -> unsaved.Unsaved:
    unsaved.keep(state, "a.txt", WHAT, job(notes, base))
    (draft,) = drafts.remaining(state, "a.txt")
    found = unsaved.parse_draft(draft)
    assert found is not None
    return found


@given(base=close_notes(), ours=close_notes(), theirs=close_notes())
def test_changes_are_merged_as_a_save_would_have_done(
    base: Notes, ours: Notes, theirs: Notes
) -> None:
    found = unsaved.parse_draft(
        drafts.Draft(WHAT, unsaved.dumps(job(ours, base)), datetime.now(UTC))
    )
    assert found is not None
    assert merge(found.base, found.notes, theirs) == merge(base, ours, theirs)
    assert merge(found.base, found.notes, base).value == ours


def test_the_codebook_is_kept_too(tmp_path: Path) -> None:
    before, after = Codebook((Tag("a"),)), Codebook((Tag("a"), Tag("b")))
    books = FileJob(CODEBOOK, tmp_path / "codebook.toml", after, before)
    unsaved.keep(tmp_path, "a.txt", WHAT, job(Notes(), Notes(), books))
    found = unsaved.parse_draft(drafts.remaining(tmp_path, "a.txt")[0])
    assert found is not None
    assert (found.codebook, found.base_codebook) == (after, before)


@given(text=st.text(max_size=40) | st.sampled_from(['{"notes": 3}', '{"notes": "x", "base": "y"}']))
def test_damage_is_none(text: str) -> None:
    draft = drafts.Draft(WHAT, text, datetime.now(UTC))
    assert unsaved.parse_draft(draft) is None
    assert unsaved.parse_draft(draft._replace(what="note")) is None


def test_only_changed_annotations_are_kept(tmp_path: Path) -> None:
    same = Annotation("A", 0, 4, "same", note="a note that nobody changed")
    base = Notes(annotations=(same, Annotation("B", 5, 8, "one")))
    ours = Notes(annotations=(same, Annotation("B", 5, 8, "one", note="new")))
    found = kept(tmp_path, ours, base)
    assert [annotation.id for annotation in found.notes.annotations] == ["B"]
    assert "nobody changed" not in drafts.remaining(tmp_path, "a.txt")[0].text
