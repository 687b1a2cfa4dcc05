"""Real edits: versions of prose files in a git repository, and the truth from git's own diff.

The words of a file, one a line, are compared by `git diff --histogram` from version to version;
the steps put together say where each word of the first version is in the last. A run of at least
eight words that a step takes out in one place and puts in at exactly one other has moved.
"""

from __future__ import annotations

import random
import re
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tui.model.anchoring.anchors import Selector

from .anchors_cases import Case, Kind, Truth, choose, held_out

TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|[^\w\s]")
DENIALS = {"no", "not", "never", "none", "nor", "neither", "without", "cannot", "t"}
MOVED = 8
SUFFIXES = (".md", ".asc", ".adoc", ".rst", ".txt")


def histories(repository: Path, most: int, kept_out: bool) -> Iterator[Case]:
    """Cases from the most edited prose files of a repository: versions 1, 3 or 9 edits apart.

    Only of the documents that are kept out of tuning, or only of the others.
    """
    for path in _edited_files(repository)[:most]:
        document = f"{repository.parent.name}/{path}"
        if held_out(document) != kept_out:
            continue
        commits = _git(repository, "log", "--format=%H", "--no-merges", "--", path).split()
        rng = random.Random(path)
        for apart in (1, 3, 9):
            if len(commits) <= apart:
                continue
            first = rng.randrange(apart, len(commits))
            steps = commits[first - apart : first + 1][::-1]
            texts = [_git(repository, "show", f"{commit}:{path}") for commit in steps]
            case = _case(document, f"real, {apart} apart", texts)
            if case:
                yield case


def _edited_files(repository: Path) -> list[str]:
    lines = _git(repository, "log", "--format=", "--name-only", "--no-merges").splitlines()
    counts: dict[str, int] = {}
    for line in lines:
        if line.endswith(SUFFIXES):
            counts[line] = counts.get(line, 0) + 1
    return sorted(counts, key=lambda path: (-counts[path], path))


def _git(repository: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", repository, *arguments], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")


def _case(document: str, edit: str, texts: list[str]) -> Case | None:
    old, new = texts[0], texts[-1]
    if old == new or not all(2500 < len(text) < 60_000 for text in texts):
        return None
    words = [list(TOKEN.finditer(text)) for text in texts]
    place = list(range(len(words[0])))
    for before, after in pairwise(words):
        step = _step([word.group() for word in before], [word.group() for word in after])
        place = [step[at] if at >= 0 else -1 for at in place]
    selectors = choose(random.Random(document + edit), old, 40)
    truths = tuple(_truth(selector, words[0], words[-1], place) for selector in selectors)
    return Case(document, edit, old, new, selectors, truths)


def _step(before: list[str], after: list[str]) -> list[int]:
    """For each word before its number after, or -1."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder, name) for name in ("old", "new")]
        for name, words in zip(names, (before, after), strict=True):
            name.write_text("".join(word + "\n" for word in words), encoding="utf-8")
        arguments = ("--no-index", "--histogram", "-U9999999", "--no-color", *map(str, names))
        lines = _git(Path(folder), "diff", *arguments).split("\n@@", 1)
    if len(lines) < 2:
        return list(range(len(before)))
    place: list[int] = []
    removed: list[int] = []
    added: list[int] = []
    at = 0
    for line in lines[1].split("\n")[1:]:
        if line[:1] == "-":
            removed.append(len(place))
        elif line[:1] == "+":
            added.append(at)
        place += [at] if line[:1] == " " else [-1] if line[:1] == "-" else []
        at += line[:1] in (" ", "+")
    _follow_moved(place, before, after, removed, added)
    return place


def _follow_moved(
    place: list[int], before: list[str], after: list[str], removed: list[int], added: list[int]
) -> None:
    runs: dict[tuple[str, ...], list[int]] = {}
    for first, last in zip(added, added[MOVED - 1 :], strict=False):
        if last - first == MOVED - 1:
            runs.setdefault(tuple(after[first : last + 1]), []).append(first)
    for first, last in zip(removed, removed[MOVED - 1 :], strict=False):
        there = runs.get(tuple(before[first : last + 1]), [])
        if last - first == MOVED - 1 and len(there) == 1:
            place[first : last + 1] = range(there[0], there[0] + MOVED)


Words = list[re.Match[str]]


def _truth(selector: Selector, words: Words, there: Words, place: list[int]) -> Truth:
    inside = [
        number
        for number, word in enumerate(words)
        if word.start() < selector.end and word.end() > selector.start
    ]
    left = [place[number] for number in inside if place[number] >= 0]
    # Signs find a partner anywhere; where words are, there the passage is.
    firm = [at for at in left if there[at].group()[0].isalnum()] or left
    if len(left) * 2 < len(inside):
        return Truth("gone")
    middle = sorted(firm)[len(firm) // 2]
    firm = [at for at in firm if abs(at - middle) <= 3 * len(inside) + 30]
    low, high = min(firm), max(firm)
    while low - 1 in left:
        low -= 1
    while high + 1 in left:
        high += 1
    lost = [words[number].group() for number in inside if not low <= place[number] <= high]
    put = [there[at].group() for at in range(low, high + 1) if at not in left]
    return Truth(_kind(lost, put), there[low].start(), there[high].end())


def _kind(lost: list[str], put: list[str]) -> Kind:
    changed = [word for word in lost + put if word[0].isalnum()]
    if "".join(lost).casefold() == "".join(put).casefold() or not changed:
        return "same"
    for word in changed:
        if word != word.lower() or any(map(str.isdigit, word)) or word in DENIALS:
            return "content"
    return "reworded"
