"""The documents of Taguette: HTML, and offsets into it that count the UTF-8 bytes of its text."""

from __future__ import annotations

from bisect import bisect_right
from html.parser import HTMLParser

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


class PlainText:
    """The text of some HTML, and where the bytes of its text nodes went in it.

    Blocks are divided by blank lines, lines of a block by line feeds; white space is collapsed.
    """

    def __init__(self, html: str) -> None:
        collector = _Collector()
        # A parser of HTML passes over white space before the first text or element.
        collector.feed(html.lstrip().replace("\r\n", "\n").replace("\r", "\n"))
        collector.close()
        self.text = "".join(collector.out).strip()
        lead = len("".join(collector.out)) - len("".join(collector.out).lstrip())
        self._starts = collector.starts
        self._places = [place - lead for place in collector.places]
        self._bytes = collector.bytes

    def at(self, offset: int, *, end: bool = False) -> int:
        """The offset in the text of one in bytes; -1 beyond the text.

        An `end` lies right after the character before it, so that it takes in no blank line.
        """
        if not 0 <= offset <= self._bytes or not self._starts:
            return -1
        wanted = offset - 1 if end else offset
        number = bisect_right(self._starts, wanted) - 1
        if number < 0:
            return 0
        place = self._places[number] + (1 if end else 0)
        return max(0, min(len(self.text), place))


class _Collector(HTMLParser):
    """Collects text; `starts` and `places` are, for each character, its byte and its offset."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.starts: list[int] = []
        self.places: list[int] = []
        self.bytes = 0
        self._length = 0
        self._hidden = 0
        self._break = ""
        self._space = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._hidden += tag in _HIDDEN
        self._divide(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        self._divide(tag)

    def handle_data(self, data: str) -> None:
        for character in data:
            self.starts.append(self.bytes)
            self.bytes += len(character.encode("utf-8", "surrogatepass"))
            if self._hidden or character.isspace():
                self._space = self._space or not self._hidden
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
    """The text of a snippet of HTML, white space collapsed."""
    return " ".join(PlainText(html).text.split())
