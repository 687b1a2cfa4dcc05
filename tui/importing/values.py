"""Type-checked access to untrusted values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from ..formats import toml
from ..model.anchoring.anchors import Selector
from ..model.annotation import (
    CREDIBILITY,
    RELIABILITY,
    Annotation,
    Grading,
    Judgement,
    Link,
    Source,
)


class Values:
    """A table of untrusted values; a value of an unexpected type counts as absent."""

    def __init__(self, table: object) -> None:
        self._table: Mapping[str, Any] = table if isinstance(table, Mapping) else {}

    @classmethod
    def kept(cls, text: str) -> Values:
        """Parse the additional data that an export of this program stored as TOML."""
        try:
            return cls(toml.loads(text))
        except (ValueError, RecursionError):
            return cls({})

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, of any type."""
        return self._table.get(key, default)

    def text(self, key: str, default: str = "") -> str:
        """A text; lone surrogates are replaced."""
        value = self._table.get(key)
        # JSON can escape a lone surrogate, which cannot be encoded in any file.
        return value.encode("utf-8", "replace").decode() if isinstance(value, str) else default

    def whole(self, key: str, default: int, low: int, high: int = 1 << 53) -> int:
        """An integer from `low` to `high`."""
        value = self._table.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            return default
        return value if low <= value <= high else default

    def texts(self, key: str) -> tuple[str, ...]:
        """The non-empty texts in a list, without duplicates."""
        value = self._table.get(key)
        items = value if isinstance(value, list) else []
        return tuple(dict.fromkeys(text for item in items if (text := Values({"": item}).text(""))))

    def table(self, key: str) -> Mapping[str, Any]:
        """A nested table, empty if it is absent."""
        value = self._table.get(key)
        return value if isinstance(value, Mapping) else {}

    def tables(self, key: str) -> Iterator[Values]:
        """The tables in a list."""
        value = self._table.get(key)
        for item in value if isinstance(value, list) else []:
            if isinstance(item, Mapping):
                yield Values(item)

    def links(self) -> tuple[Link, ...]:
        """The links of an annotation; unknown keys are kept as extra data."""
        return tuple(
            Link(each.text("to"), each.text("rel"), each.text("why"), each.rest("to", "rel", "why"))
            for each in self.tables("links")
            if each.text("to")
        )

    def former(self) -> Selector | None:
        """The place and quote of an annotation before its text was edited."""
        table = self.table("former")
        each, quote = Values(table), Values(table).text("quote")
        start = each.whole("start", -1, 0)
        end = each.whole("end", -1, start + 1)
        if not quote or start < 0 or end < 0:
            return None
        return Selector(start, end, quote, each.text("prefix"), each.text("suffix"))

    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements with distinct ids."""
        found: dict[str, Judgement] = {}
        for each in self.tables("judgements"):
            if each.text("id"):
                found.setdefault(each.text("id"), judgement(each))
        return tuple(found.values())

    def rest(self, *known: str) -> dict[str, Any]:
        """The entries whose keys are not among `known`."""
        return {key: value for key, value in self._table.items() if key not in known}

    def moment(self, key: str) -> datetime | None:
        """A time in UTC, from a TOML date or an ISO 8601 text."""
        value = self._table.get(key)
        return _utc(value) if isinstance(value, datetime) else moment(self.text(key))


def moment(text: str) -> datetime | None:
    """Parse an ISO 8601 time; UTC is assumed if it has no offset. None if it is invalid."""
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
    """A source in the format of notes files; None without an id."""
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
        **names_and_grades(values),
        extra=values.table("extra"),
    )


def names_and_grades(values: Values) -> dict[str, Any]:
    """The fields of a source that has other names, former ids or a history of grades."""
    history = tuple(
        Grading(
            grade if (grade := each.text("reliability")) in set(RELIABILITY) else "",
            each.moment("date"),
            each.text("reason"),
            each.text("author"),
            each.rest("reliability", "date", "reason", "author"),
        )
        for each in values.tables("history")
    )
    lists = {name: values.texts(name) for name in ("aliases", "was", "distinct")}
    return {**lists, "history": history}


def annotation(values: Values) -> Annotation | None:
    """An annotation in the format of notes files; None without an id or a span."""
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
        rule=values.text("rule"),
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
    """A judgement in the format of notes files."""
    grounds = values.table("grounds")
    return Judgement(
        id=values.text("id"),
        text=values.text("text"),
        likelihood=values.text("likelihood"),
        confidence=values.text("confidence"),
        cites=values.texts("cites"),
        against=values.texts("against") if isinstance(values.get("against"), list) else None,
        rev=values.whole("rev", 1, 1),
        grounds={key: Values(grounds).text(key) for key in grounds},
        extra=values.table("extra"),
    )
