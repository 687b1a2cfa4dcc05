"""Files and folders: what opens, and what is refused in one clear line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.model.errors import ReaderError
from tui.readers import READERS, read, read_bytes, readable
from tui.readers.folders import listing


def test_a_file_knows_its_path(tmp_path: Path) -> None:
    path = tmp_path / "harbour.txt"
    path.write_bytes(b"\xef\xbb\xbfIt rained.\r\n")
    document = read(path)
    assert (document.path, document.text, document.title) == (path, "It rained.\n", "harbour")


@pytest.mark.parametrize(
    "name", ["a.txt", "A.TXT", "b.text", "c.md", "d.Markdown", "README", "e.log"]
)
def test_text_of_any_name_opens(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("It rained.", encoding="utf-8")
    assert len(read(tmp_path / name).blocks) == 1


@pytest.mark.parametrize("content", ["", " \n\t\n"])
@pytest.mark.parametrize("suffix", READERS)
def test_an_empty_file_is_a_document_without_blocks(content: str, suffix: str) -> None:
    document = read_bytes(content.encode(), stem="stem", suffix=suffix)
    assert (document.blocks, document.title, document.marks) == ((), "stem", ())


def refusal(path: Path) -> str:
    with pytest.raises(ReaderError) as caught:
        read(path)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    return message


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "none.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "regular file" in refusal(tmp_path / "pipe.txt")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_device_is_refused() -> None:
    assert "regular file" in refusal(Path("/dev/zero"))


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert "circle" in refusal(tmp_path / "a.txt")
    assert listing(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    assert "cannot be read" in refusal(tmp_path / "a.txt")


def test_a_name_with_nul_is_refused() -> None:
    with pytest.raises(ReaderError):
        read(Path("a\0b.txt"))


@pytest.mark.parametrize("name", ["a.txt", "a.bin", "a"])
def test_binary_content_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4)
    assert ".txt" in refusal(tmp_path / name)


def test_a_stray_nul_in_an_article_is_no_reason_to_refuse_it() -> None:
    assert read_bytes(b"It rained all\0 night.", stem="stem").text == "It rained all\0 night."


def test_utf16_is_no_binary_content(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_bytes("It rained.".encode("utf-16"))
    assert read(tmp_path / "a.log").text == "It rained."


def test_a_folder_lists_its_articles_in_natural_order(tmp_path: Path) -> None:
    articles = ["codebook.md", "part 2.txt", "Part 10.md", "README.md", "x.notes.md"]
    others = [".hidden.txt", "part 2.txt.notes.toml", "codebook.toml", "a.pdfx", "a"]
    for name in (*articles, *others):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    assert [path.name for path in listing(tmp_path)] == articles
    assert readable(tmp_path / "part 2.txt")
    assert not readable(tmp_path / "none.txt")


def test_a_folder_that_is_none_cannot_be_listed(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="cannot be listed"):
        listing(tmp_path / "none")


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    script = (
        "import sys; from tui.readers import read_bytes; d = read_bytes(b'A b.', stem='s');"
        "d.passages(0); assert not {'markdown_it', 'regex'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])
