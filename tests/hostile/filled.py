"""Records with an attack in every text field: the fields are read off the classes."""

from __future__ import annotations

from collections import abc
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import datetime
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from tui.model.anchoring.anchors import Selector
from tui.model.errors import ReaderError

T = TypeVar("T")

_NO_TEXT = (int, float, bool, datetime, datetime | None)
"""The types of fields that cannot hold a text."""

ATTACK = "\x1b\x9b\u202e\u200b\x07\x7f\u2028\ufeff\x1b]52;c;UFdO\x1b\\\x1b]0;t\x07\u2066\x85\u00ad"
"""Controls of both kinds, of order and of width; the first ones show where there is little room."""


class Marks:
    """Gives each field a word of its own, by which it is known on the screen, and the attack."""

    def __init__(self, attack: str = ATTACK) -> None:
        self.attack = attack
        self.words: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """The text for a field; the same for the same name."""
        return self.word(name) + self.attack

    def word(self, name: str) -> str:
        """The word of a field."""
        return self.words.setdefault(name, f"W{len(self.words):02}q")


def filled(cls: type[T], marks: Marks, own: Mapping[str, Any] | None = None, at: str = "") -> T:
    """A record with a marked text wherever a text can be.

    `own` holds values for some fields, by name ("Source.id"); `at` tells records of one class
    apart. Numbers and moments keep their defaults.
    """
    hints = get_type_hints(cls, localns={"Selector": Selector})
    values: dict[str, Any] = {}
    for field, hint in hints.items():
        name = f"{cls.__name__}.{field}{at}"
        if own and name in own:
            values[field] = own[name]
        elif hint not in _NO_TEXT:
            values[field] = _value(hint, name, marks, own)
    return cls(**values)


def _value(hint: Any, name: str, marks: Marks, own: Mapping[str, Any] | None) -> Any:
    if hint is str:
        return marks(name)
    if get_origin(hint) is UnionType:
        return _value(get_args(hint)[0], name, marks, own)
    if get_origin(hint) is tuple:
        return (_value(get_args(hint)[0], name, marks, own),)
    if get_origin(hint) in (Mapping, abc.Mapping, dict):
        return {marks(f"{name} key"): marks(f"{name} value"), "table": {marks(name): [marks(name)]}}
    if is_dataclass(hint):
        return filled(hint, marks, own)
    raise TypeError(f"{name} is of a type that nothing is known of here: {hint}")


def readable(
    make: Callable[[Mapping[str, Any]], bytes], read: Callable[[bytes], object]
) -> tuple[bytes, list[bytes]]:
    """A file with an attack in every field that may hold one, and the files that were refused.

    `make` takes the values of keys that are not to be filled. A key that the reader refuses is
    tried again with a single character that acts, and then left out.
    """
    refused: list[bytes] = []
    own: dict[str, Any] = {}
    while True:
        data = make(own)
        try:
            read(data)
        except ReaderError as error:
            refused.append(data)
            key = getattr(error, "key", "")
            if not key or own.get(key) == "":
                raise  # no field is left that could be the reason
            own[key] = "" if key in own else "\u202e"
        else:
            return data, refused
