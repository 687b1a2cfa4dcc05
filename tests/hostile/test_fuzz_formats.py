"""Damaged files of every format: a sound Document or one clear line, in time, always the same.

What was found goes to corpus/formats and is tried for ever; the long run looks for more, with
READER_SEED for its seed (the day) and READER_FUZZ for its seconds (60 for each format).
"""

from __future__ import annotations

import os
import time
from itertools import islice
from pathlib import Path

import pytest

from tui.model.document import Document
from tui.model.errors import ReaderError
from tui.readers import read_bytes

from .mangling import FORMATS, many
from .test_fuzz import CORPUS, assert_whole

FOUND = sorted((CORPUS / "formats").iterdir())
SECONDS = 3.0
COUNTS = {"pdf": 8, "docx": 30, "epub": 30}
"""How many damaged files of a format are tried in the ordinary run, where they are not 60."""


def read(data: bytes, suffix: str) -> Document | str:
    """The Document in these bytes, or why there is none; fails where that takes too long."""
    start = time.process_time()
    try:
        found: Document | str = read_bytes(data, stem="quay", suffix=f".{suffix}")
    except ReaderError as error:
        found = str(error)
    assert time.process_time() - start < SECONDS
    return found


def try_format(data: bytes, suffix: str) -> bool:
    """Judge what becomes of these bytes; whether they could be read."""
    found = read(data, suffix)
    if isinstance(found, str):
        assert "\n" not in found
        assert found.startswith("quay: ")
        return False
    assert_whole(found)
    for block in found.blocks:
        text = found.text[block.start : block.end]
        # Markdown stays as it was written, with what stands before a line of code.
        assert text == text.strip() or suffix == "md"
        assert text.strip()
    return True


@pytest.mark.parametrize("path", FOUND, ids=[path.name for path in FOUND])
def test_files_that_once_were_trouble(path: Path) -> None:
    try_format(path.read_bytes(), path.suffix[1:])


@pytest.mark.parametrize("suffix", FORMATS)
def test_damaged_files_are_read_or_refused_in_one_line(suffix: str) -> None:
    files = islice(many(suffix, 7), COUNTS.get(suffix, 60))
    done = [try_format(data, suffix) for data in files]
    assert any(done), "not one could be read: the damage is too great to tell anything"


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_file_is_the_same_document(suffix: str) -> None:
    for data in islice(many(suffix, 11), COUNTS.get(suffix, 60) // 6):
        first, second = read(data, suffix), read(bytes(bytearray(data)), suffix)
        assert repr(first) == repr(second)


@pytest.mark.long
@pytest.mark.parametrize("suffix", FORMATS)
def test_damaged_files_for_long(suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    seed = int(os.environ.get("READER_SEED", time.strftime("%Y%m%d")))
    stop = time.monotonic() + float(os.environ.get("READER_FUZZ", "60"))
    bad = tmp_path_factory.getbasetemp() / f"{seed}.{suffix}"
    count = read_ones = 0
    for data in many(suffix, seed):
        bad.write_bytes(data)  # stays where this fails: its place is corpus/formats
        read_ones += try_format(data, suffix)
        count += 1
        if time.monotonic() > stop:
            break
    bad.unlink()
    print(f"{suffix}: {count} files, {read_ones} of them read")
