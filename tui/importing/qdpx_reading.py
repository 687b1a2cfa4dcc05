"""A REFI-QDA project while it is read: what its GUIDs stand for, its files, and what is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ..model.archive import Archive
from .carried import Report, short
from .refi import ORIGIN
from .texts import decoded
from .values import Values
from .xml_tree import Element, guid, inner, kept, references

_SCHEME = re.compile(r"^(?:(internal|relative|absolute|file):)?/*", re.IGNORECASE)

Beside = Callable[[str], bytes | None]
"""Gives the content of a file beside the imported one, by its last name; None where none is."""


def nothing_beside(_: str) -> bytes | None:
    """Stands in where only the bytes of the imported file are known."""
    return None


@dataclass
class Reading:
    """The parts of a project by GUID; see the module.

    `cases` are the GUIDs of all cases. `selections` names, for the GUID of a selection, the
    document (by GUID) and the id of each annotation that was made of it. `spoken` has, for the GUID
    of a case, the GUIDs of what is coded with it as if it were a code. `used` are the GUIDs of
    notes that have been used; `linked` has the GUIDs of the notes that links put on a thing.
    `has_crlf` tells whether line ends of the project file are CR LF. `originals` counts formatted
    files that are left out because there is a plain text.
    """

    archive: Archive
    origin: str
    users: dict[str, str]
    variables: dict[str, str]
    notes: dict[str, Element]
    report: Report
    cases: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)
    beside: Beside = nothing_beside
    selections: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    spoken: dict[str, list[str]] = field(default_factory=dict)
    linked: dict[str, list[str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    has_crlf: bool = False
    originals: int = 0

    @property
    def ours(self) -> bool:
        """Whether the project is from an export of this program."""
        return self.origin == ORIGIN

    def kept(self, element: Element) -> Values:
        """What our own export kept in an element; nothing for a file of another program."""
        return kept(element) if self.ours else Values({})

    def user(self, element: Element) -> str:
        """The GUID of who made an element, or else changed it."""
        return guid(element.get("creatingUser") or element.get("modifyingUser"))

    def tags(self, element: Element, holder: Element | None = None) -> list[str]:
        """The tags of the codings of an element, or of a coding itself.

        A code that stands for a case is none of them: the case speaks what `holder` (or the
        element) selects. Unknown codes are lost.
        """
        codings = [element] if element.tag == "Coding" else element.findall("Coding")
        spoken_of = guid((element if holder is None else holder).get("guid"))
        found: dict[str, None] = {}
        for code in (code for coding in codings for code in references(coding, "CodeRef")):
            if code in self.cases:
                self.spoken.setdefault(code, []).append(spoken_of)
            elif code in self.codes:
                found[self.codes[code]] = None
            else:
                what = f"a coding with the code {code}, which the file does not list"
                self.report.lose("codings with unknown codes", what)
        return list(found)

    def told(self, note: Element) -> str:
        """What a note says: its content, else its description."""
        path, content = note.get("plainTextPath"), inner(note, "PlainTextContent")
        if path and not content:
            content = decoded(self.file(path, "a memo") or b"").text
        return (content or inner(note, "Description")).strip()

    def memos(self, element: Element) -> str:
        """The notes that an element refers to, or that are linked to it, as one text."""
        key = guid(element.get("guid"))
        notes = [*references(element, "NoteRef"), *self.linked.get(key, [])]
        found = dict.fromkeys(note for note in notes if note in self.notes)
        self.used.update(found)
        return "\n\n".join(filter(None, (self.told(self.notes[note]) for note in found)))

    def values(self, element: Element) -> Iterator[tuple[str, str]]:
        """The names and values of the variables that an element has values of."""
        for each in element.iterfind("VariableValue"):
            found = (self.variables.get(key, key) for key in references(each, "VariableRef"))
            value = next((child.text or "" for child in each if child.tag.endswith("Value")), "")
            yield next(found, ""), value

    @cached_property
    def _names(self) -> dict[str, str]:
        """The files of the archive by their path after a slash, and by their last name."""
        found: dict[str, str] = {}
        for name in self.archive.names:
            found.setdefault(f"/{name.casefold()}", name)
            found.setdefault(name.rpartition("/")[2].casefold(), name)
        return found

    def file(self, path: str, name: str, annotations: int = 0) -> bytes | None:
        """A file in the archive, or beside it; None, and a line about it, where there is none.

        `annotations` is how many are lost with it. Where the archive has no file of that path,
        its last name counts: programs differ in how they write the folder.
        """
        scheme = _SCHEME.match(path.replace("\\", "/"))
        wanted = path.replace("\\", "/")[scheme.end() if scheme else 0 :].casefold()
        last = wanted.rpartition("/")[2]
        names = self._names
        found = names.get(f"/{wanted}") or names.get(f"/sources/{wanted}") or names.get(last)
        if last and found:
            return self.archive.read(found)
        where = "is not in the file"
        if not scheme or (scheme[1] or "").casefold() != "internal":
            content = self.beside(path.replace("\\", "/").rpartition("/")[2])
            if content is not None:
                return content
            where += ", and not beside it"
        count = f"; annotations lost with it: {annotations}" if annotations else ""
        what = f"the text of “{short(name)}”: {short(path)} {where}{count}"
        self.report.lose("texts", what, annotations)
        return None

    def text(self, data: bytes, name: str) -> str:
        """The text of a source; one that is not UTF-8, as the format asks for, is reported."""
        if self.ours:
            return data.decode("utf-8", "replace")
        text, encoding = decoded(data)
        if encoding != "UTF-8":
            self.report.remark(f"the text of “{short(name)}” is not UTF-8: read as {encoding}")
        return text
