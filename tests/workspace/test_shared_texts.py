"""Two outlets that print one text are one source: in the list of claims and in the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.model.annotation import Annotation, Link, Notes, Source
from tui.session.open_session import open_session
from tui.store import notes_format
from tui.workspace.exporting import ExportRequest, export, export_source
from tui.workspace.folder_links import FolderLinks
from tui.workspace.link_rows import claim_lines

BODY = (
    "The council of the harbour town agreed late on Tuesday to close both of its ferries for the "
    "winter. Engineers had found cracks in the older hull in March, and no yard on the coast had "
    "offered to mend it before spring. Residents of the outer islands will have to be flown out."
)
OTHER = "The mayor denied that any ferry would stop. Tickets would be sold all winter, she told us."


def write(path: Path, body: str, id: str, source: str, *links: Link) -> None:
    """An article whose first sentence is annotated as a claim."""
    path.write_text(body, encoding="utf-8")
    end = body.index(".") + 1
    made = Annotation(
        id, 0, end, body[:end], tags=("claim/event",), source=source, links=tuple(links)
    )
    notes = Notes(sources=(Source(source, source.title()),), annotations=(made,))
    Path(f"{path}.notes.toml").write_bytes(notes_format.dumps(notes))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "ledger.txt", BODY, "c", "ledger")
    write(tmp_path / "post.txt", BODY, "d", "post", Link("ledger.txt#c", "supports"))
    return tmp_path


def links_of(path: Path) -> FolderLinks:
    session = open_session(path, folders=folders(), config=Config())
    links = FolderLinks(session, folders(), Config())
    links.others = links.read()
    return links


def lines(links: FolderLinks) -> list[str]:
    return [claim_lines(claim)[0] for claim in links.graph().claims()]


ONE_SOURCE = "counted: single-source · 1 source · 2 for, 100 % common text"


@pytest.mark.parametrize("name", ["ledger.txt", "post.txt"])
def test_identical_bodies_under_two_outlets_are_one_source(folder: Path, name: str) -> None:
    assert lines(links_of(folder / name)) == [ONE_SOURCE]


def test_different_bodies_are_two_sources(folder: Path) -> None:
    write(folder / "post.txt", OTHER, "d", "post", Link("ledger.txt#c", "supports"))
    assert lines(links_of(folder / "ledger.txt")) == ["counted: corroborated · 2 sources"]


def test_an_article_that_changes_is_compared_again(folder: Path) -> None:
    links = links_of(folder / "ledger.txt")
    write(folder / "post.txt", OTHER, "d", "post", Link("ledger.txt#c", "supports"))
    links.others = links.read()
    assert lines(links) == ["counted: corroborated · 2 sources"]


def test_a_copy_accepted_as_one_that_repeats_is_not_remarked(folder: Path) -> None:
    write(folder / "post.txt", BODY, "d", "post", Link("ledger.txt#c", "repeats"))
    assert lines(links_of(folder / "ledger.txt")) == ["counted: single-source · 1 source"]


def report(folder: Path, *names: str, left_out: tuple[str, ...] = ()) -> str:
    sources = []
    for name in names:
        session = open_session(folder / name, folders=folders(), config=Config())
        sources.append(export_source(session, name))
    request = ExportRequest("report", sources, folders(), Config(), left_out=left_out)
    return export(request).data.decode()


@pytest.mark.parametrize("left_out", [(), ("paths",)])
def test_a_report_says_why_two_outlets_count_as_one(
    folder: Path, left_out: tuple[str, ...]
) -> None:
    text = report(folder, "ledger.txt", "post.txt", left_out=left_out)
    assert "2 for, 100 % common text" in text
    assert "one source and nobody against" in text


def test_a_report_on_a_dispute_says_how_much_is_copied(folder: Path) -> None:
    write(folder / "mayor.txt", OTHER, "e", "mayor", Link("ledger.txt#c", "disputes"))
    text = report(folder, "ledger.txt", "mayor.txt", "post.txt")
    assert "2 sources, counted as 1, 100 % common text: Ledger" in text


def test_an_article_that_a_report_refers_to_is_compared_too(folder: Path) -> None:
    assert "2 for, 100 % common text" in report(folder, "post.txt")
