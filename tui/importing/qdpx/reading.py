"""The state of reading a REFI-QDA project: its objects by GUID, its files, and its losses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ...formats.archive import Archive
from ..import_result import Report, short
from ..refi import ORIGIN
from ..texts import decoded
from ..values import Values
from ..xml_tree import Element, guid, inner, kept, references

_SCHEME = re.compile(r"^(?:(internal|relative|absolute|file):)?/*", re.IGNORECASE)

Beside = Callable[[str], bytes | None]
"""Returns the content of a file in the folder of the imported file, given its name, or None."""


def nothing_beside(_: str) -> bytes | None:
    """The Beside for imports from bytes, where no other files are known: returns None."""
    return None


@dataclass
class Reading:
    """The objects of a project by GUID, and what has been read so far.

    `cases` are the GUIDs of all cases. `selections` maps a selection to the (document GUID,
    annotation id) pairs made of it. `spoken` maps a case to the objects that are coded with it as
    with a code. `used` are the notes that were imported; `linked` maps an object to the notes
    linked to it. `has_crlf` tells whether the project file has CRLF line ends. `originals` counts
    formatted files that are left out because their plain text was imported.
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
        """Whether this program exported the project."""
        return self.origin == ORIGIN

    def kept(self, element: Element) -> Values:
        """The additional data of an element in an export of this program; else empty."""
        return kept(element) if self.ours else Values({})

    def user(self, element: Element) -> str:
        """The GUID of the user who created an element, or else of its last editor."""
        return guid(element.get("creatingUser") or element.get("modifyingUser"))

    def tags(self, element: Element, holder: Element | None = None) -> list[str]:
        """The tags of the codings of an element, or of a coding itself.

        A code that represents a case is no tag: it makes the case the speaker of the selection
        `holder` (default: the element). Unknown codes are reported as lost.
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

    def note_text(self, note: Element) -> str:
        """The content of a note, or else its description."""
        path, content = note.get("plainTextPath"), inner(note, "PlainTextContent")
        if path and not content:
            content = decoded(self.file(path, "a memo") or b"").text
        return (content or inner(note, "Description")).strip()

    def memos(self, element: Element) -> str:
        """The notes that an element refers to or is linked to, as one text."""
        key = guid(element.get("guid"))
        notes = [*references(element, "NoteRef"), *self.linked.get(key, [])]
        found = dict.fromkeys(note for note in notes if note in self.notes)
        self.used.update(found)
        return "\n\n".join(filter(None, (self.note_text(self.notes[note]) for note in found)))

    def values(self, element: Element) -> Iterator[tuple[str, str]]:
        """(name, value) of each variable of an element."""
        for each in element.iterfind("VariableValue"):
            found = (self.variables.get(key, key) for key in references(each, "VariableRef"))
            value = next((child.text or "" for child in each if child.tag.endswith("Value")), "")
            yield next(found, ""), value

    @cached_property
    def _names(self) -> dict[str, str]:
        """The archive entries by full path, with a leading slash, and by file name."""
        found: dict[str, str] = {}
        for name in self.archive.names:
            found.setdefault(f"/{name.casefold()}", name)
            found.setdefault(name.rpartition("/")[2].casefold(), name)
        return found

    def file(self, path: str, name: str, annotations: int = 0) -> bytes | None:
        """The content of a file in the archive or beside it; if it is missing, None and a report.

        `annotations` is the number of annotations lost with it. If no entry has the path, the file
        name alone is compared, because programs write the folder differently.
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
        """Decode the text of a source; any encoding but UTF-8, which is required, is reported."""
        if self.ours:
            return data.decode("utf-8", "replace")
        text, encoding = decoded(data)
        if encoding != "UTF-8":
            self.report.remark(f"the text of “{short(name)}” is not UTF-8: read as {encoding}")
        return text
