"""The articles that are opened: words of our own in sentences and paragraphs, of any size."""

from __future__ import annotations

import random
from pathlib import Path

from tui.model.anchoring.anchors import make
from tui.model.annotation import Annotation, DocumentData, Notes, new_id
from tui.store.notes_format import dumps

_WORDS = (
    *("harbour", "ferry", "council", "minister", "dock", "crane", "letter", "signal"),
    *("market", "bridge", "witness", "report", "evening", "captain", "village", "border"),
    *("river", "engine", "ledger", "station", "paper", "weather", "lantern", "quiet"),
)
FIRST, LAST = "Xanthe", "Zephyrus"
"""Words that stand only at the beginning and near the end of the first page."""


def article(path: Path, size: int) -> Path:
    """An article of about so many bytes, made once: a title, then paragraphs of four sentences."""
    if path.exists():
        return path
    chance = random.Random(size)
    parts = [f"{FIRST} at the harbour gate"]
    length, number = 0, 0
    while length < size:
        number += 1
        sentences = [
            f"In {number}.{at} the {' '.join(chance.choices(_WORDS, k=11))} was told again."
            for at in range(4)
        ]
        parts.append(" ".join(sentences))
        length += len(parts[-1]) + 2
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return path


def annotated(path: Path, size: int, count: int) -> Path:
    """An article of about so many bytes with so many annotations on its sentences."""
    if path.exists():
        return path
    text = article(path, size).read_text(encoding="utf-8")
    names = ("claim/event", "claim/denial", "topic/actor", "status/disputed", "use/key")
    annotations = []
    end = text.index("\n\n") + 2
    for number in range(count):
        start = text.find("In ", end)
        end = text.find("again.", start) + 6
        if start < 0:
            raise ValueError(f"{path} has only {number} sentences")
        place = make(text, start, end)
        annotations.append(
            Annotation(
                new_id(),
                place.start,
                place.end,
                place.quote,
                place.prefix,
                place.suffix,
                tags=(names[number % len(names)],),
                note=f"Note {number}" if number % 3 == 0 else "",
            )
        )
    notes = Notes(DocumentData(path=path.name), annotations=tuple(annotations))
    path.with_name(path.name + ".notes.toml").write_bytes(dumps(notes))
    return path
