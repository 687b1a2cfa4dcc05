"""The name of a source that several articles record, each in its own spelling."""

from __future__ import annotations

import pytest

from tui.model.annotation import DocumentData, Notes, Source
from tui.model.origins import Sources


@pytest.mark.parametrize(
    ("id", "names", "name"),
    [
        ("qais-al-khazali", ("Qais Khazaali", "Qais al-Khazali"), "Qais al-Khazali"),
        ("ministry-spokesman", ("The ministry", "Spokesman, Ministry"), "Spokesman, Ministry"),
        ("s1", ("Ministry", "The ministry"), "Ministry"),
    ],
)
def test_a_source_goes_by_the_name_of_which_its_id_was_made(
    id: str, names: tuple[str, ...], name: str
) -> None:
    records = [Source(id, each) for each in names]
    sources = Sources([Notes(DocumentData(), (record,)) for record in records])
    assert [sources.name(record) for record in records] == [name, name]
