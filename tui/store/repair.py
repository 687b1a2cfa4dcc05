"""Recover every intact record of a damaged notes file; pure functions.

The file is cut at its headers and each record is parsed separately. If a record itself is damaged,
its readable parts are taken, provided that an annotation's quote is among them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, NamedTuple, TypeVar

from ..model.annotation import FORMAT, Annotation, DocumentData, Judgement, Notes, Removal, Source
from ..model.dossier import Hypothesis
from . import damaged_toml, notes_format, toml_reader
from .merge import merge
from .merge_records import COPY_KEY, copy_id

R = TypeVar("R", Annotation, Source, Judgement, Removal, Hypothesis)
S = TypeVar("S", Source, Judgement, Removal, Hypothesis)
V = TypeVar("V")

Makes = Mapping[str, Callable[[toml_reader.TomlRecord], Any]]
"""Maps the name of a table to the function that parses one of its records."""

_NOTES: Makes = {
    "document": notes_format.document,
    "source": notes_format.source,
    "annotation": notes_format.annotation,
    "judgement": notes_format.judgement,
    "removed": notes_format.removal,
}

NOTHING = "nothing is left in the file"

_TRIES = 20
"""Maximum number of bad lines removed from one record before it counts as unreadable."""
_MOST_READ = 2_000_000
"""Maximum number of code points parsed for one record, over all attempts."""


class Recovered(NamedTuple, Generic[V]):
    """The value recovered from a damaged file, and one line for each part that is lost."""

    value: V
    lost: tuple[str, ...]


def recover(data: bytes) -> Recovered[Notes]:
    """Recover the notes in the content of a damaged file.

    Both sides of a merge conflict are read and merged by id and field. If two records have the same
    id, the second gets a new id, the same in every run. `format` is that of the file and may exceed
    FORMAT.
    """
    found, lost = sides(data, _NOTES)
    states = [_notes(side) for side in found]
    whole = states[0] if len(states) == 1 else merge(*states).value
    if not lost and whole == Notes():
        lost = [NOTHING]
    return Recovered(whole, tuple(lost))


@dataclass
class Side:
    """What was recovered from one side of a file: the records by the name of their table.

    A file has one side, or base, ours and theirs if it contains a merge conflict.
    """

    format: int = FORMAT
    found: dict[str, list[Any]] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def sides(data: bytes, makes: Makes) -> tuple[list[Side], list[str]]:
    """Recover each side of a damaged file; also returns one line for each part that is lost."""
    text, remarks = damaged_toml.decoded(data)
    found = [_side(side, makes) for side in damaged_toml.sides(damaged_toml.numbered(text))]
    lines = [*remarks, *(line for side in found for line in side.lost)]
    return found, list(dict.fromkeys(lines))


def _notes(side: Side) -> Notes:
    found = side.found
    annotations = sorted(
        with_unique_ids(found["annotation"], _with_new_id), key=lambda a: a.sort_key
    )
    return Notes(
        next(iter(found["document"]), DocumentData()),
        tuple(with_unique_ids(found["source"], namesake)),
        tuple(annotations),
        tuple(with_unique_ids(found["judgement"], namesake)),
        side.format,
        side.extra,
        tuple(with_unique_ids(found["removed"], namesake)),
    )


def _side(rows: damaged_toml.Rows, makes: Makes) -> Side:
    side = Side(found={name: [] for name in makes})
    for piece in damaged_toml.pieces(rows):
        if damaged_toml.joined(piece).strip("\0\r\n\t "):
            _take(piece, side, makes)
    return side


def _take(rows: damaged_toml.Rows, side: Side, makes: Makes) -> None:
    """Parse one piece of a file and add its records to the side."""
    rows, table = _table(rows, side.lost)
    numbers = [number for number, _ in rows]

    for name, make in makes.items():
        value = table.pop(name, [])
        items = value if isinstance(value, list) else [value]
        # Several records in one piece are an inline list, whose records have no line of their own.
        reading = _Reading(_page(rows if len(items) == 1 else []), name, numbers, side.lost)
        records = (reading.made(make, item) for item in items)
        side.found[name] += [made for made in records if made is not None]
    number = table.pop("format", FORMAT)
    if type(number) is int and 1 <= number <= toml_reader.MAX_INT:
        side.format = max(side.format, number)
    for key, value in _Reading(_page(rows), "", numbers, side.lost).extra(table).items():
        # An unknown table may have been cut into pieces at known headers.
        known = side.extra.get(key)
        lists = isinstance(known, list) and isinstance(value, list)
        side.extra[key] = [*known, *value] if lists else value  # type: ignore[misc]


def _page(rows: damaged_toml.Rows) -> toml_reader.TomlText:
    return toml_reader.TomlText("", damaged_toml.joined(rows), notes_format.NotesError)


def _table(rows: damaged_toml.Rows, lost: list[str]) -> tuple[damaged_toml.Rows, dict[str, Any]]:
    """Parse a piece as TOML; returns its lines without those that had to be removed, and the table.

    Appends one line to `lost` for each part that was removed.
    """
    kind = damaged_toml.kind(rows) or "beginning"
    first = rows[0][0]
    left_open = damaged_toml.open_string(rows)
    if left_open is not None:
        lost.append(f"line {rows[left_open][0]}: a text without an end; left out")
        rows = rows[:left_open]
    size = sum(len(line) for _, line in rows)
    for _ in range(max(1, min(_TRIES, _MOST_READ // (size + 1)))):
        try:
            _, table = toml_reader.parse(
                damaged_toml.joined(rows).encode(), "", notes_format.NotesError
            )
        except notes_format.NotesError as problem:
            at = problem.line - 1
            if not 0 <= at < len(rows) or (at == 0 and damaged_toml.kind(rows)):
                break
            after = damaged_toml.after_bad(rows, at)
            is_all = len(after) == len(rows) - at - 1
            rest = "left out" if is_all else "left out with what follows it"
            lost.append(f"line {rows[at][0]}: {problem.what}; {rest}")
            rows = rows[:at] + after
        else:
            return rows, table
    lost.append(f"line {first}: the {kind} cannot be read")
    return [], {}


@dataclass(frozen=True, slots=True)
class _Reading:
    """Parses one record of a piece, removing or replacing the values that are wrong."""

    page: toml_reader.TomlText
    header: str
    numbers: list[int]
    lost: list[str]

    def made(self, make: Callable[[toml_reader.TomlRecord], Any], table: object) -> Any:
        """The value of a record, or None if too little of it can be read."""
        if not isinstance(table, dict):
            self._tell(self.page.damaged(f"'{self.header}' is not a table"), "left out")
            return None
        table, told = dict(table), ""
        while True:
            try:
                return make(toml_reader.TomlRecord(self.page, table, self.header))
            except notes_format.NotesError as problem:
                key = problem.key
                if key.startswith(notes_format.EDITED):
                    # The present position needs all its keys; without them the former one is used.
                    table = {name: table[name] for name in table if notes_format.EDITED not in name}
                elif key not in table:
                    instead = _substitute(self.header, key, table)
                    if instead is None:
                        self._tell(problem, f"the {self.header} cannot be read")
                        return None
                    table[key] = instead
                else:
                    table = _without_bad_value(table, key)
                if key != told:
                    self._tell(problem, "left out")
                told = key

    def extra(self, table: dict[str, Any]) -> dict[str, Any]:
        """The unknown keys of a table that can be written to a file again."""
        while True:
            try:
                return toml_reader.TomlRecord(self.page, table).extra()
            except notes_format.NotesError as problem:
                self._tell(problem, "left out")
                table = {key: value for key, value in table.items() if key != problem.key}

    def _tell(self, problem: toml_reader.DamagedError, then: str) -> None:
        self.lost.append(f"line {self.numbers[problem.line - 1]}: {problem.what}; {then}")


def _without_bad_value(table: dict[str, Any], key: str) -> dict[str, Any]:
    """The table without the value of a bad key; of a list or table, without the bad items only."""
    rest = {name: value for name, value in table.items() if name != key}
    items, good = table[key], table[key]
    if key in _ITEMS and isinstance(items, list):
        good = [item for item in items if _is_sound(_ITEMS[key], item)]
    elif key in _RATED and isinstance(items, dict):
        good = {name: value for name, value in items.items() if isinstance(value, str)}
    else:
        return rest
    return rest | {key: good} if 0 < len(good) < len(items) else rest


_ITEMS = {"links": notes_format.link, "history": notes_format.grading}
"""The function that parses an item of a list, by the key of the list."""

_RATED = ("grounds", "evidence")
"""The keys of tables whose values are strings."""


def _is_sound(make: Callable[[toml_reader.TomlRecord], object], table: object) -> bool:
    try:
        make(toml_reader.TomlRecord(_page([]), table, "item"))
    except notes_format.NotesError:
        return False
    return True


def _substitute(header: str, key: str, table: dict[str, Any]) -> object | None:
    """A substitute for a missing required key, or None if the record cannot do without it.

    An annotation with a quote can do without a position, because it is found by its quote.
    """
    quote, name = table.get("quote"), table.get("id")
    if header == "source" and key == "name":
        return name
    if header in ("judgement", "hypothesis") and key == "id" and table.get("text"):
        return copy_id("", {name: str(value) for name, value in table.items()})
    if header != "annotation" or not isinstance(quote, str) or not quote:
        return None
    made_up = {
        "id": copy_id("", {name: str(value) for name, value in table.items()}),
        "start": 0,
        "end": len(quote) + (table["start"] if type(table.get("start")) is int else 0),
    }
    return made_up.get(key)


def with_unique_ids(records: Iterable[R], renamed: Callable[[R, int], R]) -> list[R]:
    """The records without duplicates, with new ids for those whose id occurred before."""
    found: dict[str, R] = {}
    numbers: Counter[str] = Counter()
    for record in dict.fromkeys(records):
        one = record
        while one.id in found:
            numbers[record.id] += 1
            one = renamed(record, numbers[record.id] + 1)
        found[one.id] = one
    return list(found.values())


def _with_new_id(annotation: Annotation, number: int) -> Annotation:
    """The annotation with a new id, derived from its former id and its content."""
    name = copy_id(annotation.id, {"number": number, "said": repr(annotation)})
    return replace(annotation, id=name, extra={**annotation.extra, COPY_KEY: annotation.id})


def namesake(record: S, number: int) -> S:
    """The record with a new id, made of its id and a number."""
    return replace(record, id=f"{record.id}-{number}")
