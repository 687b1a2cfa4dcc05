"""Values of unknown origin, each taken only where it has the type that is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ..model import toml
from ..model.anchoring.anchors import Selector
from ..model.annotation import CREDIBILITY, RELIABILITY, Annotation, Judgement, Link, Source


class Values:
    """A table; a value of another type than the one asked for counts as absent."""

    def __init__(self, table: object) -> None:
        self._table: Mapping[str, Any] = table if isinstance(table, Mapping) else {}

    @classmethod
    def kept(cls, text: str) -> Values:
        """What an export of ours kept beside what its format has a place for."""
        try:
            return cls(toml.loads(text))
        except (ValueError, RecursionError):
            return cls({})

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, of whatever type."""
        return self._table.get(key, default)

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        value = self._table.get(key)
        # Half a character can be escaped in JSON, but no file can hold it.
        return value.encode("utf-8", "replace").decode() if isinstance(value, str) else default

    def whole(self, key: str, default: int, low: int, high: int = 1 << 53) -> int:
        """A whole number within bounds."""
        value = self._table.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            return default
        return value if low <= value <= high else default

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts in a list, each once; those that are not empty."""
        value = self._table.get(key)
        items = value if isinstance(value, list) else []
        return tuple(dict.fromkeys(text for item in items if (text := Values({"": item}).text(""))))

    def table(self, key: str) -> Mapping[str, Any]:
        """A table."""
        value = self._table.get(key)
        return value if isinstance(value, Mapping) else {}

    def tables(self, key: str) -> Iterator[Values]:
        """The tables in a list."""
        value = self._table.get(key)
        for item in value if isinstance(value, list) else []:
            if isinstance(item, Mapping):
                yield Values(item)

    def links(self) -> tuple[Link, ...]:
        """The links of an annotation; unknown keys of one stand beside the known ones."""
        return tuple(
            Link(each.text("to"), each.text("rel"), each.text("why"), each.rest("to", "rel", "why"))
            for each in self.tables("links")
            if each.text("to")
        )

    def former(self) -> Selector | None:
        """The place and the words of an annotation before its text was edited."""
        table = self.table("former")
        each, quote = Values(table), Values(table).text("quote")
        start = each.whole("start", -1, 0)
        end = each.whole("end", -1, start + 1)
        if not quote or start < 0 or end < 0:
            return None
        return Selector(start, end, quote, each.text("prefix"), each.text("suffix"))

    def judgements(self) -> tuple[Judgement, ...]:
        """What an analyst concludes, each with an id of its own."""
        found: dict[str, Judgement] = {}
        for each in self.tables("judgements"):
            if each.text("id"):
                found.setdefault(each.text("id"), judgement(each))
        return tuple(found.values())

    def rest(self, *known: str) -> dict[str, Any]:
        """The keys that are not among these."""
        return {key: value for key, value in self._table.items() if key not in known}

    def moment(self, key: str) -> datetime | None:
        """A moment, from a date of TOML or a text of ISO 8601."""
        value = self._table.get(key)
        return _utc(value) if isinstance(value, datetime) else moment(self.text(key))


def moment(text: str) -> datetime | None:
    """A moment of ISO 8601 in UTC, which it is where it has no offset; None for anything else."""
    try:
        return _utc(datetime.fromisoformat(text.strip()))
    except ValueError:
        return None


def _utc(value: datetime) -> datetime | None:
    try:
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except OverflowError:
        return None


def source(values: Values) -> Source | None:
    """A speaker as our own notes have one; None without an id."""
    id, grade = values.text("id"), values.text("reliability")
    if not id:
        return None
    return Source(
        id=id,
        name=values.text("name"),
        role=values.text("role"),
        reliability=grade if len(grade) == 1 and grade in RELIABILITY else "",
        reason=values.text("reason"),
        kind=values.text("kind"),
        via=values.text("via"),
        extra=values.table("extra"),
    )


def annotation(values: Values) -> Annotation | None:
    """An annotation as our own notes have one; None without an id or a span."""
    start = values.whole("start", -1, 0)
    end = values.whole("end", -1, start + 1)
    if not values.text("id") or start < 0 or end < 0:
        return None
    return Annotation(
        id=values.text("id"),
        start=start,
        end=end,
        quote=values.text("quote"),
        prefix=values.text("prefix"),
        suffix=values.text("suffix"),
        tags=values.texts("tags"),
        source=values.text("source"),
        credibility=values.whole("credibility", 0, CREDIBILITY[0], CREDIBILITY[-1]),
        reason=values.text("reason"),
        links=values.links(),
        former=values.former(),
        text_sha256=values.text("text_sha256"),
        note=values.text("note"),
        author=values.text("author"),
        rev=values.whole("rev", 1, 1),
        created=values.moment("created"),
        modified=values.moment("modified"),
        extra=values.table("extra"),
    )


def judgement(values: Values) -> Judgement:
    """A judgement as our own notes have one."""
    return Judgement(
        id=values.text("id"),
        text=values.text("text"),
        likelihood=values.text("likelihood"),
        confidence=values.text("confidence"),
        cites=values.texts("cites"),
        rev=values.whole("rev", 1, 1),
        extra=values.table("extra"),
    )
