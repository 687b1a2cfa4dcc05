"""How well duplicates of sources are told from different sources: precision and recall.

    python -m tests.benchmarks.source_names LEGISLATORS.yaml COMMITTEES.yaml [PAIRS.csv...]

The first two files are public lists of the members and committees of a parliament, as
github.com/unitedstates/congress-legislators has them. From each member the names are made under
which articles quote them: with and without given names, short forms, middle names, titles, with the
last name first; from each committee its name in either order. Pairs of different members who share
a name, and of different committees, are the negatives. A PAIRS.csv has the columns name1, name2
and is_match (true or false) and is measured by itself. Half of the members and committees, chosen
by a hash of their names, are held out; the rules were made with the other half in view.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from tui.attribution.source_names import LIKELY, similarity
from tui.model.digest import sha256


class Pair(NamedTuple):
    """Two names, and whether they mean one source."""

    one: str
    other: str
    is_match: bool


def is_held_out(name: str) -> bool:
    """Whether a name belongs to the half that the rules were not made with."""
    return int(sha256(name.encode())[:2], 16) % 2 == 1


def records(path: Path) -> Iterator[dict[str, str]]:
    """The scalar values of the first levels of each record in a YAML list, by their keys."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("- "):
            if found:
                yield found
            found = {}
        if match := re.match(r"[- ] {1,3}(\w+): (.+)$", line):
            found.setdefault(match[1], match[2].strip("'\""))
    yield found


def names_of_member(one: dict[str, str]) -> list[str]:
    """The names under which articles quote a member."""
    first, last = one.get("first", ""), one.get("last", "")
    title = "Sen." if one.get("type") == "sen" else "Rep."
    made = [
        one.get("official_full", ""),
        f"{first} {last}",
        f"{title} {first} {last}",
        f"{last}, {first}",
        f"{title} {last}",
        f"{one['nickname']} {last}" if "nickname" in one else "",
        f"{first[:1]}. {last}",
    ]
    return list(dict.fromkeys(name for name in made if name.strip()))


def member_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of names of one member, and those of members who share a first or last name."""
    members = [one for one in records(path) if one.get("last") and is_held_out(one["last"])]
    for one in members:
        whole = one.get("official_full") or f"{one.get('first')} {one['last']}"
        for name in names_of_member(one):
            if name != whole:
                yield Pair(whole, name, True)
    shared: dict[str, list[str]] = defaultdict(list)
    for one in members:
        whole = one.get("official_full") or f"{one.get('first')} {one['last']}"
        shared[f"first {one.get('first')}"].append(whole)
        shared[f"last {one['last']}"].append(whole)
        shared[f"begins {one['last'][:3]}"].append(whole)
    pairs = {pair for names in shared.values() for pair in combinations(sorted(set(names)), 2)}
    yield from (Pair(one, other, False) for one, other in sorted(pairs))


def committee_pairs(path: Path) -> Iterator[Pair]:
    """The names of each committee in either order, and the pairs of different committees."""
    names = sorted(
        {one["name"] for one in records(path) if " Committee on " in one.get("name", "")}
    )
    names = [name for name in names if is_held_out(name)]
    for name in names:
        house, _, about = name.partition(" Committee on ")
        yield Pair(name, f"{house} {about.removeprefix('the ')} Committee", True)
    for one, other in combinations(names, 2):
        yield Pair(one, other, False)


def labelled_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a table of persons with labels."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row.get("schema", "Person") == "Person":
                yield Pair(row["name1"], row["name2"], row["is_match"] == "true")


def measure(title: str, pairs: Iterable[Pair]) -> None:
    """Print precision and recall of some pairs, and how many there are."""
    every = list(dict.fromkeys(pairs))
    told = [(pair, similarity(pair.one, pair.other) >= LIKELY) for pair in every]
    hits = sum(found and pair.is_match for pair, found in told)
    wrong = [pair for pair, found in told if found and not pair.is_match]
    missed = [pair for pair, found in told if not found and pair.is_match]
    precision = hits / (hits + len(wrong)) if hits + len(wrong) else 1.0
    recall = hits / (hits + len(missed)) if hits + len(missed) else 1.0
    print(f"{title}: {len(every)} pairs, precision {precision:.1%}, recall {recall:.1%}")
    for label, some in (("wrong", wrong), ("missed", missed)):
        for pair in some[:12]:
            print(f"    {label}: {pair.one} | {pair.other}")


def main(words: Sequence[str]) -> None:
    """Measure the files that the command line names."""
    members, committees, *tables = map(Path, words)
    both = [*member_pairs(members), *committee_pairs(committees)]
    measure("members", member_pairs(members))
    measure("committees", committee_pairs(committees))
    measure("both", both)
    for table in tables:
        measure(table.name, labelled_pairs(table))


if __name__ == "__main__":
    main(sys.argv[1:])
