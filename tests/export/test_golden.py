"""Exports compared byte for byte; READER_REGENERATE=1 writes what they are compared with."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path

import pytest

from tests.sampling import sampled
from tui.export import EXPORTERS, ExportDocument, export
from tui.export.json import json_bytes
from tui.export.zip_archive import unzipped
from tui.model.annotation import Source
from tui.model.errors import ReaderError

from .samples import WITH_TEXTS, exported, harbour, ledger, mark, scanned, weighed
from .sheets import sheets

GOLDEN = Path(__file__).parent / "golden"

CASES: dict[str, tuple[Sequence[ExportDocument], Sequence[str]]] = {
    "one": ([harbour()], []),
    "two": ([harbour(), ledger()], []),
    "narrowed": ([harbour(), ledger()], ["claim/number", "use"]),
    "weighed": (weighed(), []),
    "paged": ([scanned()], []),
    "bare": ([exported("Nothing yet.\n", [])], []),
    "none": ([], []),
}


def notes_in_one(notes: Mapping[str, bytes]) -> bytes:
    """The notes of a vault after one another, each under its path."""
    return b"\n".join(b"===== %s\n%s" % (path.encode(), note) for path, note in notes.items())


CONTENT: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    # The rest of the archive belongs to the version of python-docx.
    ".docx": (".docx.xml", lambda written: unzipped(written)["word/document.xml"]),
    ".odt": (".odt.xml", lambda written: unzipped(written)["content.xml"]),
    ".xlsx": (".xlsx.json", lambda written: json_bytes(sheets(written))),
    ".vault": (".vault.md", lambda written: notes_in_one(unzipped(written))),
}
"""What is compared of an archive, by its suffix, and the suffix of the golden file."""


EVERY = [*product(EXPORTERS, CASES)]
# Documents of Word take long to write.
ORDINARY = [(f, name) for f, name in EVERY if "docx" not in f or name in ("paged", "weighed")]


@pytest.mark.parametrize(("format", "name"), sampled(EVERY, ORDINARY))
def test_same_bytes(format: str, name: str) -> None:
    documents, tags = CASES[name]
    if (format, name) == ("qdc", "none"):
        with pytest.raises(ReaderError, match="no tags"):
            export(format, documents, tags)
        return
    written = export(format, documents, tags, WITH_TEXTS)
    assert written == export(format, documents, tags, WITH_TEXTS)
    kept = GOLDEN / f"{name}{EXPORTERS[format].suffix}"
    if kept.suffix in CONTENT:
        suffix, content = CONTENT[kept.suffix]
        kept, written = kept.with_suffix(suffix), content(written)
    if os.environ.get("READER_REGENERATE"):
        kept.write_bytes(written)
    assert written == kept.read_bytes()


HARMFUL = "a\x1b]0;x\x07\u202eb\u2066\r\nc"
ESCAPED = ("\x1b", "\x07", "\u202e", "\u2066")


@pytest.mark.parametrize("format", [name for name, one in EXPORTERS.items() if not one.binary])
def test_no_control_of_an_article_reaches_a_file_of_text(format: str) -> None:
    text = f"Mr. Quay said {HARMFUL} here.\n"
    note = mark("A1", text, f"said {HARMFUL}", HARMFUL, source="quay", note=HARMFUL, author=HARMFUL)
    document = exported(text, [note], sources=[Source("quay", HARMFUL)], path=f"{HARMFUL}.txt")
    written = export(format, [document]).decode()
    assert [sign for sign in ESCAPED if sign in written] == []
