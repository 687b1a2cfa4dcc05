"""A REFI-QDA project while it is read: what its GUIDs stand for, its files, and what is lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..model.archive import Archive
from .carried import Gathered, short
from .refi import ORIGIN
from .values import Values
from .xml import Element, guid, inner, kept, references

_SCHEME = re.compile(r"^(?:internal|relative|absolute|file):/*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Text:
    """The canonical text of a source, and where line ends of two characters stood before."""

    text: str
    breaks: Sequence[int] = ()

    def at(self, offset: int) -> int:
        """The offset in the canonical text."""
        return offset - bisect_left(self.breaks, offset)


@dataclass
class Reading:
    """The parts of a project by GUID; see the module.

    `selections` names, for the GUID of a selection, the document (by GUID) and the id of each
    annotation that was made of it; `read` are the GUIDs of notes that have been used.
    """

    archive: Archive
    origin: str
    users: dict[str, str]
    codes: dict[str, str]
    variables: dict[str, str]
    notes: dict[str, Element]
    lost: list[str]
    selections: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

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

    def tags(self, element: Element) -> list[str]:
        """The tags of the codings of an element, or of a coding itself; unknown codes are lost."""
        codings = [element] if element.tag == "Coding" else element.findall("Coding")
        found: dict[str, None] = {}
        for code in (code for coding in codings for code in references(coding, "CodeRef")):
            if code in self.codes:
                found[self.codes[code]] = None
            else:
                self.lost.append(f"a coding with the code {code}, which the file does not list")
        return list(found)

    def told(self, note: Element) -> str:
        """What a note says: its content, else its description."""
        path, content = note.get("plainTextPath"), inner(note, "PlainTextContent")
        if path and not content:
            content = (self.file(path, "a memo") or b"").decode("utf-8-sig", "replace")
        return (content or inner(note, "Description")).strip()

    def values(self, element: Element) -> Iterator[tuple[str, str]]:
        """The names and values of the variables that an element has values of."""
        for each in element.iterfind("VariableValue"):
            found = (self.variables.get(key, key) for key in references(each, "VariableRef"))
            value = next((child.text or "" for child in each if child.tag.endswith("Value")), "")
            yield next(found, ""), value

    def file(self, path: str, name: str) -> bytes | None:
        """A file in the archive; None, and a line about it, where there is none.

        Only its last name counts: programs differ in how they write the folder.
        """
        wanted = _SCHEME.sub("", path.replace("\\", "/")).rpartition("/")[2].casefold()
        found = [n for n in self.archive.names if n.rpartition("/")[2].casefold() == wanted]
        if wanted and found:
            return self.archive.read(found[0])
        self.lost.append(f"the text of “{short(name)}”: {short(path)} is not in the file")
        return None

    def text(self, source: Element, document: Gathered) -> Text:
        """The text of a source; where it has none, the document gets the file that is carried."""
        path, content = source.get("plainTextPath"), source.find("PlainTextContent")
        found = self.file(path, document.name) if path else None
        if content is not None:
            found = (content.text or "").encode()
        if found is None:
            rich = source.get("richTextPath")
            document.content = (self.file(rich, document.name) if rich else None) or b""
            return Text("")
        raw = found.decode("utf-8" if self.ours else "utf-8-sig", "replace")
        document.text = raw.replace("\r\n", "\n").replace("\r", "\n")
        # ATLAS.ti counts a line end as one character though it writes two.
        one = "ATLAS" in self.origin.upper()
        return Text(document.text, [] if one else [m.start() for m in re.finditer("\r\n", raw)])
