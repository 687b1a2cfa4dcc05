"""Exporting from the screen: the path, the content, and files that must not be overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sampling import sampled
from tests.ui.pilot import keys, lines, told
from tests.ui.program import article, on_disk, program, session_of
from tui.export import EXPORTERS

FIRST = "Harbour stays shut"


@pytest.mark.long
async def test_the_path_of_an_export_is_that_of_one_article(tmp_path: Path) -> None:
    harbour = article(tmp_path)
    fog = article(tmp_path, "Fog\n\nThe fog came early.\n", "fog.txt")
    mine = tmp_path / "mine.md"
    async with program(harbour) as pilot:
        await keys(pilot, "3 e ctrl+u", f"~{mine}", "enter q")
    before = mine.read_bytes()
    async with program(fog) as pilot:
        await keys(pilot, "3 E")
        assert f"exported to {fog}.report.md" in told(pilot)
        await keys(pilot, "e ctrl+u", f"~{mine}", "enter")
        assert "what was there is kept as mine.md.bak" in told(pilot)
        await keys(pilot, "q")
    assert mine.with_name("mine.md.bak").read_bytes() == before
    async with program(harbour) as pilot:
        await keys(pilot, "E")
        assert f"exported to {mine}" in told(pilot)


async def test_the_report_comes_first_and_the_name_follows_the_format(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path, size=(60, 20)) as pilot:
        await keys(pilot, "3 e")
        assert "▸ report       the report: sources, judgements, claims" in lines(pilot)
        assert "harbour.txt.report.md" in lines(pilot)
        await keys(pilot, "down")
        assert "harbour.txt.report.html" in lines(pilot)
        await keys(pilot, *["down"] * 3)
        assert "harbour.txt.findings.md" in lines(pilot)
        await keys(pilot, *["up"] * 4, "enter")
        assert f"exported to {path}.report.md" in told(pilot)
    assert FIRST in path.with_name("harbour.txt.report.md").read_text()


@pytest.mark.long
async def test_the_title_is_asked_once_and_remembered(tmp_path: Path) -> None:
    path = article(tmp_path)
    report = path.with_name("harbour.txt.report.md")
    async with program(path) as pilot:
        await keys(pilot, "3 e tab", "~Orlec dam", "enter")
        assert report.read_text().startswith("# Orlec dam")
        await keys(pilot, "E")
        assert report.read_text().startswith("# Orlec dam")
        await keys(pilot, "e")
        assert "Orlec dam" in lines(pilot)
        await keys(pilot, "tab ctrl+u enter")
        assert report.read_text().startswith(f"# {FIRST}")


@pytest.mark.long
async def test_parts_are_left_out_and_that_is_remembered(tmp_path: Path) -> None:
    path = article(tmp_path)
    report = path.with_name("harbour.txt.report.md")
    async with program(path) as pilot:
        await keys(pilot, "3 e", "enter")
        assert "## Appendix" in report.read_text()
        await keys(pilot, "e tab tab ctrl+u", "~appendix", "enter")
        assert "## Appendix" not in report.read_text()
        await keys(pilot, "E")
        assert "## Appendix" not in report.read_text()
        await keys(pilot, "e")
        assert "appendix" in lines(pilot)
        await keys(pilot, "tab tab ctrl+u", "~pictures", "enter")
        assert "“pictures” is none of appendix, passages, figures" in lines(pilot)


@pytest.mark.long
async def test_the_full_text_is_exported_only_on_demand(tmp_path: Path) -> None:
    path = article(tmp_path)
    page = path.with_name("harbour.txt.report.html")
    async with program(path) as pilot:
        await keys(pilot, "3 e down enter")
        assert "<article" not in page.read_text()
        await keys(pilot, "e")
        assert "texts" in lines(pilot)
        await keys(pilot, "tab tab ctrl+u enter")
        assert "<article" in page.read_text()
        await keys(pilot, "E")
        assert "<article" in page.read_text()


@pytest.mark.long
async def test_the_folder_is_exported_from_an_article(tmp_path: Path) -> None:
    path = article(tmp_path)
    fog = article(tmp_path, "Fog\n\nThe fog came early.\n", "fog.txt")
    article(tmp_path, "Sun\n\nNobody came.\n", "sun.txt")
    report = tmp_path / f"{tmp_path.name}.report.md"
    async with program(fog) as pilot:
        await keys(pilot, "j 3 q")
    async with program(path) as pilot:
        await keys(pilot, "3 e ctrl+a")
        assert f"all articles with notes in {tmp_path.name}" in lines(pilot)
        assert report.name in lines(pilot).replace("\n", "")
        await keys(pilot, "tab", "~Two of three", "enter")
        assert f"exported 2 articles to {report}" in told(pilot)
        text = report.read_text()
        assert text.startswith("# Two of three")
        assert FIRST in text
        assert "The fog came early." in text
        assert "Nobody came" not in text
        await keys(pilot, "e")
        assert "Two of three" not in lines(pilot)
        await keys(pilot, "ctrl+a")
        assert "Two of three" in lines(pilot)
        await keys(pilot, "escape E")
        assert f"exported to {path}.report.md" in told(pilot)


async def test_the_export_begins_with_the_tag_that_is_shown_alone(tmp_path: Path) -> None:
    path = article(tmp_path)
    async with program(path) as pilot:
        await keys(pilot, "j 3 j j 1 f", "~denial", "enter", "e")
        assert "claim/denial" in lines(pilot).split("Only tags")[1].splitlines()[0]
        await keys(pilot, "enter")
    text = path.with_name("harbour.txt.report.md").read_text()
    assert "“By Ada Finch”" in text
    assert "Two officials" not in text


@pytest.mark.parametrize("is_there", sampled([True, False], [True]))
async def test_a_proposed_report_is_not_written_through_a_link(
    tmp_path: Path, is_there: bool
) -> None:
    target = tmp_path / "far" / "bashrc"
    target.parent.mkdir()
    if is_there:
        target.write_text("alias ll=ls\n")
    folder = tmp_path / "received"
    folder.mkdir()
    path = article(folder)
    link = folder / "harbour.txt.report.md"
    link.symlink_to(target)
    async with program(path) as pilot:
        await keys(pilot, "3 e")
        assert "this is a symbolic link: choose another name" in lines(pilot)
        await keys(pilot, "enter")
        assert "is a symbolic link" in told(pilot)
        assert [one.read_text() for one in target.parent.iterdir()] == ["alias ll=ls\n"] * is_there
        await keys(pilot, "e ctrl+u", f"~{tmp_path / 'typed.md'}", "enter")
    assert FIRST in (tmp_path / "typed.md").read_text()


@pytest.mark.long
async def test_a_file_that_is_there_already_is_told_of_though_it_is_a_dangling_link(
    tmp_path: Path,
) -> None:
    path = article(tmp_path)
    (tmp_path / "out.md").symlink_to(tmp_path / "gone")
    async with program(path) as pilot:
        await keys(pilot, "3 e ctrl+u", f"~{tmp_path / 'out.md'}")
        assert "this file is there already" in lines(pilot)


@pytest.mark.long
async def test_a_report_takes_in_nothing_from_outside_the_dossier(tmp_path: Path) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    path = article(folder)
    (tmp_path / "secret.txt").write_text("A system file.\n")
    path.with_name("harbour.txt.notes.toml").write_text(
        'format = 1\n[[annotation]]\nid = "A"\nstart = 0\nend = 7\nquote = "Harbour"\n'
        'links = [{ to = "../secret.txt#x", rel = "disputes" },'
        ' { to = "/etc/passwd#x", rel = "disputes" }]\n'
    )
    async with program(path) as pilot:
        formats = list(EXPORTERS)
        below = formats.index("report-html") - formats.index("markdown")
        await keys(pilot, "e", *["down"] * below)
        assert "report-html" in lines(pilot)
        page = folder / "out.html"
        await keys(pilot, "ctrl+u", f"~{page}", "enter")
    assert FIRST in page.read_text()
    assert "A system file." not in page.read_text()
    assert "root:x" not in page.read_text()


async def test_nothing_is_remembered_in_the_users_folders_of_a_private_export(
    tmp_path: Path, home: Path
) -> None:
    folder = tmp_path / "private"
    folder.mkdir()
    path = article(folder)
    (folder / ".reader.toml").write_text("private = true\n")
    async with program(path) as pilot:
        await keys(pilot, "3 e ctrl+u", f"~{folder / 'mine.md'}", "enter 1 E q")
    assert FIRST in (folder / "mine.md").read_text()
    assert [one for one in home.rglob("*") if one.is_file()] == []
    async with program(path) as pilot:
        await keys(pilot, "E")
        assert f"exported to {folder / 'mine.md'}" in told(pilot)


@pytest.mark.long
async def test_an_article_whose_name_is_not_utf8_is_saved_and_exported(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    try:
        path.write_text(f"{FIRST}\n\nOne ferry sank.\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    async with program(path) as pilot:
        await keys(pilot, "3")
        assert "NOT SAVED" not in lines(pilot)
        await keys(pilot, "e enter")
        assert "exported to" in told(pilot)
        await keys(pilot, "q")
    assert on_disk(path)["annotation"][0]["tags"] == ["claim/denial"]
    async with program(tmp_path) as pilot:
        assert "caf" in lines(pilot)


PLANTED = ["harbour.txt.notes.toml", ".reader"]


@pytest.mark.parametrize("planted", sampled(PLANTED, PLANTED[:1]))
async def test_an_article_with_a_planted_link_opens_read_only_or_leaves_it_alone(
    tmp_path: Path, planted: str
) -> None:
    far, folder = tmp_path / "far", tmp_path / "received"
    far.mkdir()
    folder.mkdir()
    path = article(folder)
    (folder / ".reader.toml").write_text("private = true\n")
    target = far / "victim.notes.toml" if planted.endswith(".toml") else far
    (folder / planted).symlink_to(target)
    async with program(path) as pilot:
        await keys(pilot, "3 j n", "~half a thought", "escape")
        if planted != ".reader":
            assert "is a symbolic link" in session_of(pilot).read_only
            assert "read-only" in lines(pilot)
        await keys(pilot, "q")
    assert list(far.iterdir()) == []
