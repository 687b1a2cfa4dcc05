"""The syntax of queries over a folder, and what a query finds besides passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shore import FERRY, annotate, found, library, shore_in, write
from tui.config import Config, folders
from tui.library import (
    AnnotationSummary,
    Finder,
    Library,
    PassageFields,
    explained,
    kind_numbers,
    summaries_by_passage,
)
from tui.library.finder import read_line
from tui.model import edits
from tui.model.annotation import Source
from tui.model.annotation_changes import Target
from tui.model.document import Span
from tui.model.dossier import Dossier
from tui.readers import read
from tui.search import Query
from tui.search.index import build_index
from tui.search.searcher import Searcher
from tui.session.open_session import open_session
from tui.store import dossier_format


@pytest.fixture
def shore(tmp_path: Path) -> Path:
    return shore_in(tmp_path)


@pytest.fixture
def coded(shore: Path) -> Library:
    ferry, fog = shore / "ferry.txt", shore / "north" / "fog.txt"
    annotate(ferry, "The mayor denied it.", tags=["claim/denial"], source_name="Qais al-Khazali")
    annotate(ferry, "Nobody saw the lighthouse.", note="Ask the harbour master again.")
    annotate(fog, "Gulls sat", tags=["claim/event"], note="Birds are no sources.")
    return library(shore)


MAYOR, NOBODY, GULLS = (
    "The mayor denied it.", "Nobody saw the lighthouse.", "Gulls sat on the ferry.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("tag:claim/denial", [MAYOR]),
        ("tag:denial", [MAYOR]),
        ("tag:CLAIM", [MAYOR, GULLS]),
        ("tag:cl", [MAYOR, GULLS]),
        ("tag:", [MAYOR, GULLS]),
        ("tag:nothing", []),
        ("tag:claim ferry", [GULLS]),
        ("source:khazali", [MAYOR]),
        ('source:"qais al"', [MAYOR]),
        ("source:khasali", [MAYOR]),
        ("source:nobody", []),
        ("note:", [NOBODY, GULLS]),
        ("note:harbour", [NOBODY]),
        ("note:harbor", [NOBODY]),
        ("note: masetr", [NOBODY]),
        ("note: birds", [GULLS]),
        ("note:birds tag:event", [GULLS]),
        ("note:birds tag:denial", []),
        ("in:title ferry", ["The ferry left late"]),
        ("in:by", ["By Ada Finch"]),
        ('"the lighthouse" -keeper', [NOBODY]),
        ("lighthouse -nobody", ["The lighthouse keeper said nothing."]),
    ],
)
def test_syntax(coded: Library, line: str, texts: list[str]) -> None:
    assert found(coded, line) == texts


SHIP, FERRY_TITLE = "The ferry left late", "By Ada Finch"


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("author:anna", [MAYOR]),
        ("author:bob -tag:claim", [NOBODY]),
        ("-author:anna tag:", [GULLS]),
        ("byline:finch ferry", [SHIP]),
        ("byline:nobody", []),
        ("date:2015 lighthouse", [NOBODY]),
        ("date:2015-07..2015-08 lighthouse", [NOBODY]),
        ("date:..2015-06 lighthouse", []),
        ("date:2015-07-09.. lighthouse", [NOBODY]),
        ("date:2015-07-10.. lighthouse", []),
        ('date:"9 July 2015" lighthouse', [NOBODY]),
        ("kind:title ferry", [SHIP]),
        ("kind:by", [FERRY_TITLE]),
        ("grade:C", [MAYOR]),
        ("grade:A..C", [MAYOR]),
        ("grade:D..", []),
        ("grade:4", [MAYOR]),
        ("grade:c4", [MAYOR]),
        ("grade:A..C1..3", []),
        ("/the (mayor|keeper)/", [MAYOR]),
        ("mayor OR gulls", [MAYOR, GULLS]),
        ("(mayor OR gulls) -tag:denial", [GULLS]),
        ("tag:denial OR note:harbour", [MAYOR, NOBODY]),
        ("near:2 nobody lighthouse", []),
        ("near:3 nobody lighthouse", [NOBODY]),
    ],
)
def test_fields_of_annotations_and_articles(shore: Path, line: str, texts: list[str]) -> None:
    ferry, fog = shore / "ferry.txt", shore / "north" / "fog.txt"
    denial = ["claim/denial"]
    session = annotate(ferry, "The mayor denied it.", "Anna Berg", tags=denial, source_name="Qais")
    (said_by_mayor,) = session.state.ordered()
    target = Target(Span(said_by_mayor.start, said_by_mayor.end))
    session.apply(edits.grade(session.state, target, "C", 4))
    session.apply(edits.set_data(session.state, author="Ada Finch", date="9 July 2015"))
    session.save()
    annotate(ferry, "Nobody saw the lighthouse.", "Bob", note="Ask the harbour master again.")
    annotate(fog, "Gulls sat", "Bob", tags=["claim/event"])
    assert sorted(found(shore, line)) == sorted(texts)


def test_what_each_alternative_matches_is_lit(coded: Library) -> None:
    (hit,) = coded.collection.finder.find("gulls OR ferry kind:paragraph -late OR /s.t/")
    assert [GULLS[start:end] for start, end in hit.spans] == ["Gulls", "sat", "ferry"]


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("kind:lighthouse", "“lighthouse” is no kind of block: title, heading"),
        ("grade:G", "“G” is no grade: write B, A..C, 2, 1..3 or B2"),
        ("grade:..", "“..” is no grade"),
        ("date:tomorrow", "“tomorrow” is no date: write 2015"),
        ("date:..", "“..” is no date"),
        ("date:2015-08..2015-07", "“2015-08..2015-07” ends before it begins"),
        ("date:2015-13", "“2015-13” is no date"),
    ],
)
def test_a_value_that_a_field_cannot_have_is_named(line: str, mistake: str) -> None:
    assert read_line(line).mistake.startswith(mistake)
    assert explained(line).endswith(": searched as plain words")
    assert read_line(line).alternatives == (Query(line),)


def test_the_dossier_grades_sources_for_the_search(shore: Path) -> None:
    annotate(shore / "ferry.txt", "The mayor denied it.", source_name="Mayor Holm")
    graded = Dossier((Source("holm", "Mayor of Holm", reliability="B", aliases=("Mayor Holm",)),))
    (shore / "dossier.toml").write_bytes(dossier_format.dumps(graded))
    assert found(shore, "grade:A..B") == [MAYOR]


@pytest.mark.parametrize("line", ["in:lighthouse", "in:", "other:lighthouse keeper", "keeper:"])
def test_bad_syntax_is_plain_words(coded: Library, line: str) -> None:
    assert "The lighthouse keeper said nothing." in [
        coded.collection.text(hit.item)
        for hit in coded.collection.finder.find(line.replace("in:", "in:keeper "))
    ]


def test_a_note_that_answers_is_given_with_its_letters(coded: Library) -> None:
    (hit,) = coded.collection.finder.find("note: harbour")
    assert hit.note == "Ask the harbour master again."
    assert [hit.note[a:b] for a, b in hit.spans] == ["harbour"]


def test_a_renamed_tag_is_found_under_its_present_name(coded: Library) -> None:
    session = open_session(coded.folder / "ferry.txt", folders=folders(), config=Config())
    session.apply(edits.rename_tag(session.state, "claim/event", "claim/happening"))
    session.save()
    assert found(coded.folder, "tag:happening") == [GULLS]


@pytest.mark.parametrize(
    "line", ["", " ", '"', "-", "tag:", "note:", "in:", "::", "\ud800", "-tag:x"]
)
def test_odd_lines_never_raise(coded: Library, line: str) -> None:
    coded.collection.finder.find(line)


def test_links_to_other_articles_come_after_the_passage_itself(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "One\n\nIt rained.\n\nRead more\n\nFerry strike in the north\n")
    write(tmp_path / "b.txt", "Two\n\nFerry strike in the north goes on.\n")
    assert found(tmp_path, "ferry strike in the north goes")[0].endswith("goes on.")


def test_what_touches_a_passage_counts_for_it(tmp_path: Path) -> None:
    document = read(write(tmp_path / "a.txt", FERRY))
    numbered = list(document.all_passages())
    passages = [passage for _, passage in numbered]
    at = FERRY.index("lighthouse.")
    said = AnnotationSummary(at, at + 20, ("x",))
    assert summaries_by_passage(passages, [said]) == {2: [said], 3: [said]}
    searcher = Searcher(build_index(FERRY[p.start : p.end] for p in passages))
    kinds = kind_numbers(document, (block for block, _ in numbered))
    fields = PassageFields(kinds, lambda: summaries_by_passage(passages, [said]))
    finder = Finder(searcher, fields)
    assert [hit.item for hit in finder.find("tag:x")] == [2, 3]
