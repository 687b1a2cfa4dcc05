"""A cache that comes with a private folder may say anything: it is taken only where it is sound."""

from __future__ import annotations

import json
import os
import random
import zlib
from pathlib import Path
from typing import Any

import pytest

from tests.sampling import sampled
from tui.config import Config, folders
from tui.library import Library
from tui.library import cache as cache_files
from tui.search import index

QUERIES = ("minister", '"said no"', "ranied", "in:title a", "-no minister", "source:x", "note:y")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The folder of the cache in a private folder of articles."""
    (tmp_path / ".reader.toml").write_text("private = true\n")
    for name in "abc":
        path = tmp_path / f"{name}.txt"
        path.write_text(f"The minister {name} said no. It rained in {name}.\n\n" * 20)
        os.utime(path, (1e9, 1e9))
    Library(tmp_path, folders(), Config()).ready()
    return next((tmp_path / ".reader").rglob("facts.json")).parent


def use(folder: Path) -> list[str]:
    """List and search a folder; the texts of the passages found."""
    library = Library(folder, folders(), Config()).ready()
    library.entries()
    found = library.collection
    hits = [hit.item for query in QUERIES for hit in found.finder.find(query)]
    return [found.locate(item).name + found.text(item) for item in hits]


def mutated(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 40))):
        changed[chance.randrange(len(data))] = chance.choice((0, 255, chance.randrange(256)))
    return bytes(changed)


def altered(cached: bytes, chance: random.Random) -> bytes:
    """The bytes of a cached index with other values in it, and checksums that fit them."""
    count = int(cached[len(cache_files._MAGIC) : cache_files._HEADER_BYTES].split()[0])
    edge = cache_files._HEADER_BYTES + sum(map(cache_files._aligned, [4 * count] * 3 + [count]))
    rows, words = cached[cache_files._HEADER_BYTES : edge], cached[edge:]
    if chance.random() < 0.3:
        rows = mutated(rows, chance)
    else:
        magic = len(index._MAGIC)
        end = words.index(b"\n", magic)
        header = json.loads(words[magic:end])
        body = mutated(words[index._aligned(end + 1) :], chance)
        header["crc"] = index._checksum(header["counts"], [body])
        start = index._MAGIC + json.dumps(header).encode() + b"\n"
        words = start.ljust(index._aligned(len(start)), b"\0") + body
    head = cache_files._MAGIC + b"%d %08x" % (count, zlib.crc32(rows))
    return head.ljust(cache_files._HEADER_BYTES) + rows + words


@pytest.mark.parametrize("seed", sampled(range(40), range(0, 40, 4)))
def test_an_index_with_wild_values_is_searched_or_made_anew(cache: Path, seed: int) -> None:
    index = next(cache.glob("*.passages"))
    index.write_bytes(altered(index.read_bytes(), random.Random(seed)))
    use(cache.parents[2])


WRONG: list[tuple[int, Any]] = [
    (0, 1), (1, ["1", 2, "x"]), (2, None), (3, 5), (4, ["p"]), (6, "many"), (7, 1.5), (8, -1.5),
    (9, None), (10, {}), (11, "abc"), (11, [[0, 3, "tag", "", "", "", "", 0]]),
    (11, [[0, 3, [1], "", "", "", "", 0]]), (11, [[0, 3, [], "", "", "", "", "C"]]),
    (11, [[0, 3]]), (11, 7), (12, -1), (13, -5), (13, True), (16, 7),
]  # fmt: skip
"""The number of a field in a record, and a value that it cannot have."""


@pytest.mark.parametrize(("field", "value"), WRONG, ids=str)
def test_facts_of_another_kind_are_made_anew(cache: Path, field: int, value: object) -> None:
    folder = cache.parents[2]
    expected = use(folder)
    facts = cache / "facts.json"
    table = json.loads(facts.read_bytes().partition(b"\n")[2])
    table["articles"][0][field] = value
    body = json.dumps(table).encode()
    facts.write_bytes(b"%08x\n" % zlib.crc32(body) + body)
    assert cache_files.load(cache, folder).records == {}
    assert use(folder) == expected
