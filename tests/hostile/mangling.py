"""Our own small files of every format, damaged in all sorts of ways by a seeded generator."""

from __future__ import annotations

import random
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.readers.archives import FOLDER, archive, entries

_TOKENS = {
    name: [token.encode("latin-1") for token in tokens]
    for name, tokens in tomllib.loads(Path(__file__).with_name("tokens.toml").read_text()).items()
}
_KINDS = {
    "html": ("html", "markup"),
    "mhtml": ("eml", "html", "markup"),
    "eml": ("eml",),
    "docx": ("docx", "markup"),
    "epub": ("epub", "markup"),
    "pdf": ("pdf",),
    "md": ("md",),
}
FORMATS = tuple(_KINDS)


def mangled(suffix: str, rng: random.Random) -> bytes:
    """One of our files with one to forty damages; of an archive mostly in one of its entries."""
    path = FOLDER / f"harbour.{suffix}"
    tokens = [token for kind in _KINDS[suffix] for token in _TOKENS[kind]]
    if zipfile.is_zipfile(path) and rng.random() < 0.8:
        inner = entries(path.name)
        name = rng.choice([name for name, content in inner.items() if len(content) > 9])
        return archive({**inner, name: _damaged(inner[name], tokens, rng)})
    return _damaged(path.read_bytes(), tokens, rng)


def _damaged(data: bytes, tokens: list[bytes], rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 2, 3, 10, 40))):
        at = rng.randrange(len(out) + 1)
        length = rng.choice((1, 4, 30, 300))
        match rng.randrange(7):
            case 0:
                out[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = out[max(0, at - length) : at] * rng.choice((1, 4, 50))
            case 3:
                there = rng.randrange(len(out) + 1)
                out[at:at] = out[there : there + length]
            case 4:
                out[at:at] = rng.choice(tokens) * rng.choice((1, 1, 1, 5, 300))
            case 5:
                out[at : at + length] = rng.choice(tokens)
            case _:
                if rng.random() < 0.1:
                    del out[at:]
    return bytes(out)


def many(suffix: str, seed: int) -> Iterator[bytes]:
    """Damaged files without end, always the same for a seed."""
    rng = random.Random(f"{suffix} {seed}")
    while True:
        yield mangled(suffix, rng)
