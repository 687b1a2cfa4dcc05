"""Taguette's documents: HTML, with offsets that count the UTF-8 bytes of its text."""

from __future__ import annotations

from array import array
from bisect import bisect_right

from ..model.errors import ReaderError

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "table",
        "tr",
        "section",
        "article",
        "header",
        "footer",
        "hr",
        "br",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "thead",
        "tbody",
        "tfoot",
    ]
)
_CELLS = frozenset(("td", "th"))
_HIDDEN = frozenset(("script", "style"))


_LONGEST = 16 * 1024 * 1024
"""Limit of the HTML of a document, in code points."""


class PlainText:
    """The text of an HTML document, with a mapping from byte offsets to text offsets.

    Blocks are separated by blank lines, lines of a block by line feeds; white space is collapsed.
    """

    def __init__(self, html: str, where: str = "the file") -> None:
        if len(html) > _LONGEST:
            raise ReaderError(f"{where}: a document of more than {_LONGEST >> 20} MB; not imported")
        collector = _Collector(where)
        # HTML parsers skip white space before the first text or element.
        collector.feed(html.lstrip().replace("\r\n", "\n").replace("\r", "\n"))
        # White space is written only before the next character, so no text begins or ends with it.
        self.text = "".join(collector.out)
        self._starts, self._places = collector.starts, collector.places
        self._bytes = collector.bytes

    def at(self, offset: int, *, end: bool = False) -> int:
        """The text offset for a byte offset; -1 if it is outside the text.

        With `end`, the offset is that after the preceding character, to exclude a following blank
        line.
        """
        if not 0 <= offset <= self._bytes or not self._starts:
            return -1
        wanted = offset - 1 if end else offset
        number = bisect_right(self._starts, wanted) - 1
        if number < 0:
            return 0
        place = self._places[number] + (1 if end else 0)
        return max(0, min(len(self.text), place))


class _Collector:
    """Collects text; `starts` and `places` hold the byte
    offset and text offset of each character."""

    def __init__(self, where: str) -> None:
        self._where = where
        self.out: list[str] = []
        self.starts, self.places = array("q"), array("q")
        self.bytes = 0
        self._length = 0
        self._break = ""
        self._space = False

    def feed(self, html: str) -> None:
        """Collect the text of an HTML document."""
        from lxml import etree

        parser = etree.HTMLParser(recover=True, no_network=True, huge_tree=True, encoding="utf-8")
        # Without a containing element, the parser would wrap bare text in a new one.
        data = f"<html><body><div>{html}</div></body></html>".encode("utf-8", "replace")
        root = etree.fromstring(data, parser)
        if any("depth" in str(entry.message) for entry in parser.error_log):
            raise ReaderError(f"{self._where}: a document nests too deep; it is not imported")
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self._divide(tag)
                if tag not in _HIDDEN:
                    self._take(element.text or "")
            else:
                self._divide(tag)
                self._take(element.tail or "")

    def _take(self, data: str) -> None:
        for character in data:
            self.starts.append(self.bytes)
            self.bytes += len(character.encode("utf-8", "surrogatepass"))
            if character.isspace():
                self._space = True
                self.places.append(self._length)
                continue
            self._flush()
            self.places.append(self._length)
            self._put(character)

    def _divide(self, tag: str) -> None:
        if tag == "br":
            self._break = self._break or "\n"
        elif tag in _BLOCKS:
            self._break = "\n\n"
        elif tag in _CELLS:
            self._break = self._break or "\t"

    def _flush(self) -> None:
        if self._length and (self._break or self._space):
            self._put(self._break or " ")
        self._break, self._space = "", False

    def _put(self, text: str) -> None:
        self.out.append(text)
        self._length += len(text)


def plain(html: str) -> str:
    """The text of an HTML snippet with white space collapsed."""
    return " ".join(PlainText(html).text.split())
