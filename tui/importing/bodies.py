"""Parses the bodies of Web Annotations (tags, notes and speakers) and sets of bodies or targets.

Source: https://www.w3.org/TR/annotation-model/#bodies-and-targets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .import_result import short
from .values import Values

_NOTES = ("commenting", "describing", "editing", "questioning", "replying", "")
_SETS = ("List", "Choice", "Composite", "Independents")


@dataclass
class SortedBodies:
    """The bodies of an annotation: tags, notes, a speaker, and what cannot be imported."""

    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    speaker: str = ""
    rest: list[str] = field(default_factory=list)


Choose = Callable[[Sequence[Any]], None]
"""Receives the items of a Choice that are not imported."""


def alternatives(value: Any, left: Choose) -> Iterator[Any]:
    """Flatten lists and sets (List, Composite, Independents, Choice) into their members.

    Only the first item of a Choice, its default, is returned; `left` receives the others.
    """
    todo = [value]
    for each in todo:
        values = Values(each)
        members = values.get("items", values.get("members"))
        if isinstance(each, list):
            todo += each
        elif values.text("type").removeprefix("oa:") in _SETS and isinstance(members, list):
            if values.text("type").removeprefix("oa:") == "Choice" and len(members) > 1:
                left(members[1:])
                members = members[:1]
            todo += members
        elif each is not None:
            yield each


def read_bodies(item: Values, left: Choose) -> SortedBodies:
    """Sort the bodies of an annotation by their purposes; `left` is as for `alternatives`."""
    said = SortedBodies()
    default = _purpose(item.get("motivation"))
    for each in alternatives(item.get("body"), left):
        values = Values({"value": each} if isinstance(each, str) else each)
        purpose = _purpose(values.get("purpose")) or default
        text = values.text("value")
        if isinstance(each, str) or not text:
            found = text or values.text("id") or values.text("source")
            said.rest += [f"the body {found}"] if found else []
        elif purpose == "tagging":
            said.tags.append(text)
        elif purpose in _NOTES or purpose == "highlighting":
            said.notes.append(text)
        elif purpose == "identifying" and not said.speaker:
            said.speaker = text
        else:
            said.rest.append(f"“{short(text)}” ({purpose})")
    if item.text("bodyValue"):
        said.notes.append(item.text("bodyValue"))
    return said


def _purpose(purpose: Any) -> str:
    first = next(_strings(purpose), "")
    return first.removeprefix("oa:")


def _strings(value: Any) -> Iterator[str]:
    return (
        each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)
    )
