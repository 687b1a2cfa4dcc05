"""A program that saves as fast as it can, and says each token that is on disk; to be killed.

    python writer.py PATH NAME

It adds annotations of its own, and appends to the notes and tags of ones that others edit as well.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from tui.model.annotation import Annotation
from tui.store import cleanup, notes_files

SHARED = [Annotation(f"S{number}", number, number + 1, "x") for number in range(3)]


def main(path: Path, name: str) -> None:
    cleanup.sweep(path)
    loaded = notes_files.load(path)
    assert not loaded.problem, loaded.problem
    base, stamp = loaded.value, loaded.stamp
    print("ready", flush=True)
    for number in range(10_000):
        token = f"{name}-{number}"
        found = {a.id: a for a in base.annotations}
        if number % 2:
            found[token] = Annotation(token, 10, 11, "y", note=token)
        else:
            one = found[SHARED[number % 3].id]
            note, tags = f"{one.note}\n{token}", (*one.tags, token)
            found[one.id] = replace(one, note=note, tags=tags, rev=one.rev + 1)
        annotations = tuple(sorted(found.values(), key=lambda a: a.sort_key))
        saved = notes_files.save(path, replace(base, annotations=annotations), base, stamp)
        base, stamp = saved.value, saved.stamp
        print(token, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
