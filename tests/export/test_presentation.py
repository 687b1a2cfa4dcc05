"""What people are shown of documents: in the order of their dates, without working notes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.export import EXPORTERS, ExportDocument, export, flags
from tui.export.presentation import presentable
from tui.export.zip_archive import unzipped
from tui.model.annotation import DocumentData, Judgement, Link

from .samples import HARBOUR, exported, mark

NOTE = """\
Compare falluja-ring.txt, and `doors.txt`.

  %% To do: ask the desk.
- an item
%%another%%

```
%% code stays
```
See https://example.org/doors.txt, my-doors.txt, doors.txt.bak and words/doors.txt."""


def dated(path: str, date: str, note: str = "", publisher: str = "") -> ExportDocument:
    marks = [mark("A", HARBOUR, "Monday", "claim", note=note)]
    known = DocumentData(date=date, publisher=publisher)
    return exported(HARBOUR, marks, known=known, path=path)


def shown(note: str) -> str:
    documents = presentable(
        [
            dated("falluja-ring.txt", "2015-07-08", note, "Euphrates *Wire*"),
            dated("words/doors.txt", "2015-07-10", "", "Courier"),
        ]
    )
    return documents[0].notes.annotations[0].note


def test_documents_follow_each_other_by_date() -> None:
    dates = ["", "2015-07-10T10:00:00Z", "9 July", "2015", "2015-07-08"]
    documents = [dated(f"{number}.txt", date) for number, date in enumerate(dates)]
    excerpt = replace(dated("5.txt", "2014"), is_excerpt=True)
    ordered = presentable([excerpt, *documents])
    assert [exported.path[0] for exported in ordered] == ["3", "4", "1", "0", "2", "5"]


def test_lines_that_are_held_back_are_not_shown_but_in_code() -> None:
    note = shown(NOTE)
    assert "To do" not in note
    assert "another" not in note
    assert "- an item" in note
    assert "%% code stays" in note
    assert shown("%% all of it") == ""
    assert shown("100 %% of it") == "100 %% of it"


def test_names_of_files_become_the_names_by_which_citations_call_them() -> None:
    note = shown(NOTE)
    assert note.startswith("Compare Euphrates \\*Wire\\*, 8 July 2015, and Courier, 10 July 2015.")
    assert "https://example.org/doors.txt, my-doors.txt, doors.txt.bak and Courier, 10" in note


def test_reasons_and_judgements_name_documents_too() -> None:
    made = dated("falluja-ring.txt", "2015-07-08", publisher="Wire")
    (annotation,) = made.notes.annotations
    linked = replace(
        annotation,
        reason="as falluja-ring.txt says",
        links=(Link("falluja-ring.txt#A", "repeats", "from falluja-ring.txt"),),
    )
    judged = (Judgement("J", "So falluja-ring.txt is right.", cites=("A",)),)
    notes = replace(made.notes, annotations=(linked,), judgements=judged)
    (result,) = presentable([replace(made, notes=notes)])
    (annotation,) = result.notes.annotations
    assert annotation.reason == "as Wire, 8 July 2015 says"
    assert annotation.links == (Link("falluja-ring.txt#A", "repeats", "from Wire, 8 July 2015"),)
    assert result.notes.judgements[0].text == "So Wire, 8 July 2015 is right."


def test_without_paths_notes_stay_as_they_are() -> None:
    (result,) = presentable([dated("", "", "See text.txt")])
    assert result.notes.annotations[0].note == "See text.txt"


@pytest.mark.parametrize("format", EXPORTERS)
def test_what_is_held_back_is_in_data_only(format: str) -> None:
    written = export(format, [dated("a.txt", "2015", "Kept words\n%% secret words")])
    if written.startswith(b"PK"):
        written = b"".join(unzipped(written).values())
    for_people = EXPORTERS[format].has_title or format in ("xlsx", "obsidian")
    has_notes = b"Kept words" in written
    assert has_notes or not for_people
    assert (b"secret words" in written) == (has_notes and not for_people)


def test_flags_number_passages_as_the_report_does() -> None:
    early, late = dated("a.txt", "2015-07-01"), dated("b.txt", "2015-07-02")
    judged = (Judgement("J", "So it is.", cites=("A",)),)
    gone = late.anchors["A"]._replace(state="orphaned")
    late = replace(late, notes=replace(late.notes, judgements=judged), anchors={"A": gone})
    (line,), _ = flags("report", [late, early])
    assert "rests on [2]" in line
