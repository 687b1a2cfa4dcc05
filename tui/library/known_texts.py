"""What is known of the texts of a folder, kept in its cache: `copies.json`.

The file is a checksum and JSON. It contains no text, only hashes and offsets. If it is missing,
damaged or of another version, nothing is known, and everything is compared again.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..model.errors import ReaderError
from ..store import atomic_files
from ..store.cache_folders import COPIES, replace_file

_FORMAT = 2
_LARGEST = 256 << 20
"""Maximum size in bytes of a file that is read."""

KEY_LENGTH = 32
"""Length of the hash of a text, with which each key of a text begins."""

Numbers = Sequence[int]


@dataclass(frozen=True)
class KnownTexts:
    """What is known of texts, which are identified by hashes.

    `quoted` has the ranges of the words in quotation marks, by `ArticleWords.key`. `shared` has,
    for each pair of keys that was compared, the smaller key first, the share of common text and its
    spans: start and end in the one text, start and end in the other, and so on, in code points.

    `boilerplate` is a hash of all boilerplate if each of these texts was compared with all others
    that may have text in common with it; otherwise it is "".
    """

    quoted: Mapping[str, Numbers] = field(default_factory=dict)
    shared: Mapping[tuple[str, str], tuple[float, Numbers]] = field(default_factory=dict)
    boilerplate: str = ""

    def only(self, keys: frozenset[str]) -> KnownTexts:
        """What is known of the texts with these hashes, and of the pairs of them."""
        return KnownTexts(
            {key: ranges for key, ranges in self.quoted.items() if key in keys},
            {
                pair: found
                for pair, found in self.shared.items()
                if all(key[:KEY_LENGTH] in keys for key in pair)
            },
            self.boilerplate,
        )

    def joined(self, other: KnownTexts) -> KnownTexts:
        """What is known of the texts of both; some pairs may not have been compared."""
        return KnownTexts({**self.quoted, **other.quoted}, {**self.shared, **other.shared})


NOTHING_KNOWN = KnownTexts()


def exist(home: Path) -> bool:
    """Whether anything may be known in the cache folder `home`."""
    return (home / COPIES).is_file()


def load(home: Path) -> KnownTexts:
    """What is known in the cache folder `home`; nothing if the file is missing or damaged."""
    try:
        found = atomic_files.read(home / COPIES, follow=False, limit=_LARGEST)
        crc, _, body = (found[0] if found else b"").partition(b"\n")
        if int(crc, 16) != zlib.crc32(body):
            return NOTHING_KNOWN
        facts = json.loads(body)
        if facts["format"] != _FORMAT:
            return NOTHING_KNOWN
        quoted = {_key(key): _numbers(ranges, 2) for key, ranges in facts["quoted"]}
        shared = {
            (_key(a), _key(b)): (_share(share), _spans(spans))
            for a, b, share, spans in facts["shared"]
        }
        boilerplate = _key(facts["boilerplate"])
    except (OSError, ReaderError, ValueError, KeyError, TypeError, RecursionError):
        return NOTHING_KNOWN
    return KnownTexts(quoted, shared, boilerplate)


def save(home: Path, known: KnownTexts) -> None:
    """Replace the file in the cache folder `home`; if that fails, the old one stays."""
    facts = {
        "format": _FORMAT,
        "quoted": [*map(list, known.quoted.items())],
        "shared": [[*pair, share, spans] for pair, (share, spans) in known.shared.items()],
        "boilerplate": known.boilerplate,
    }
    body = json.dumps(facts, separators=(",", ":")).encode()
    with suppress(OSError, ReaderError):
        atomic_files.make_folder_in(home.parent.parent, home.parent.name, home.name)
        replace_file(home / COPIES, [b"%08x\n" % zlib.crc32(body), body])


# The cache of a private folder is received with the folder, perhaps from an adversary.


def _key(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a key")
    return value


def _share(value: Any) -> float:
    if not (isinstance(value, float | int) and 0 <= value <= 1):
        raise ValueError("not a share")
    return float(value)


def _numbers(values: Any, multiple: int) -> Numbers:
    """A list of as many numbers as a multiple says, none of them negative."""
    if not isinstance(values, list) or len(values) % multiple or not _are_offsets(values):
        raise ValueError("not a list of offsets")
    return values


def _are_offsets(values: Iterable[Any]) -> bool:
    return all(type(value) is int and 0 <= value < 1 << 32 for value in values)


def _spans(values: Any) -> Numbers:
    found = _numbers(values, 4)
    if any(start >= end for start, end in zip(found[::2], found[1::2], strict=True)):
        raise ValueError("not a list of spans")
    return tuple(found)
