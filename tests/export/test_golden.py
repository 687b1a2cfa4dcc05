"""Exports compared byte for byte; READER_REGENERATE=1 writes what they are compared with."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from tui.export import EXPORTERS, ExportDocument, export
from tui.export.zip_archive import unzipped
from tui.model.errors import ReaderError

from .samples import exported, harbour, ledger, scanned, weighed

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


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("format", EXPORTERS)
def test_same_bytes(format: str, name: str) -> None:
    documents, tags = CASES[name]
    if (format, name) == ("qdc", "none"):
        with pytest.raises(ReaderError, match="no tags"):
            export(format, documents, tags)
        return
    written = export(format, documents, tags)
    assert written == export(format, documents, tags)
    kept = GOLDEN / f"{name}{EXPORTERS[format].suffix}"
    if kept.suffix == ".docx":
        # The rest of the archive belongs to the version of python-docx.
        kept, written = kept.with_suffix(".docx.xml"), unzipped(written)["word/document.xml"]
    if os.environ.get("READER_REGENERATE"):
        kept.write_bytes(written)
    assert written == kept.read_bytes()
