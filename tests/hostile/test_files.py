"""Files of every odd kind open, or are refused in one clear line, within a second."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tui.model.errors import ReaderError
from tui.readers import LARGEST, read, read_bytes
from tui.readers.folders import listing

from .make_inputs import FILES

SECONDS = 1.0


@pytest.mark.parametrize("name", FILES)
def test_each_opens_or_is_refused_within_a_second(tmp_path: Path, name: str) -> None:
    opens, make = FILES[name]
    make(tmp_path / name)
    start, refusal = time.process_time(), ""
    try:
        document = read(tmp_path / name)
        assert document.text_sha256
        if document.blocks:
            document.place_at(0)
            document.place_at(len(document.text))
    except ReaderError as error:
        refusal = str(error)
    assert (refusal == "") == opens, refusal
    assert opens or re.search(r"; |: this |\(.+\)", refusal)
    # The time of this process alone: others may be at work on the machine.
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty", "/proc/self/mem"])
def test_devices_are_refused(device: str) -> None:
    if not Path(device).exists():
        pytest.skip(f"no {device} here")
    with pytest.raises(ReaderError):
        read(Path(device))


def test_a_folder_with_all_of_it_is_listed(tmp_path: Path) -> None:
    small = [n for n in FILES if n in ("loop.txt", "pipe.txt", "folder.txt", "nul.txt")]
    for name in small:
        FILES[name][1](tmp_path / name)
    assert [path.name for path in listing(tmp_path)] == ["nul.txt"]


def test_what_is_too_large_says_so_from_standard_input_too() -> None:
    with pytest.raises(ReaderError, match="stdin: larger than 128 MB"):
        read_bytes(b"x" * (LARGEST + 1), stem="stdin")


def test_no_block_is_longer_than_can_be_set_at_once() -> None:
    for text in ("word " * 100_000, "x" * 500_000, "e\u0301" * 200_000, "Yes. " * 100_000):
        document = read_bytes(text.encode(), stem="stem")
        assert len(document.blocks) > 1
        assert all(block.end - block.start <= 32_768 for block in document.blocks)
        seen = sum(not c.isspace() for c in text)
        parts = (text[b.start : b.end] for b in document.blocks)
        assert sum(not c.isspace() for part in parts for c in part) == seen
        # Neither a grapheme nor, where there is a choice, a sentence is split.
        assert all(not text.startswith("\u0301", b.start) for b in document.blocks)
        if text.startswith("Yes"):
            assert all(text[b.end - 1] == "." for b in document.blocks)
