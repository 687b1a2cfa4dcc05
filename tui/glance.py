"""The first lines of a plain text on the screen before the program is there.

Importing Textual takes ten times as long as starting Python, and the beginning of an article needs
none of it. What is painted here stands where the real first frame will have it, in its colours, and
stays until that frame is drawn over it; keys typed meanwhile wait for the program. Where anything
is not sure from a look (kinds of Blocks that patterns tell, wide or invisible characters, settings
in more than the simplest form, reading that goes on further down), it paints less, or nothing.

Nothing is imported here but what Python has at hand: `re` alone would take a third of the time.
"""

from __future__ import annotations

import os
import sys

from .model.filling import fill

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_HEAD = 16_384
_LARGEST = 128 * 1024 * 1024
_TITLE, _SHORT, _TAIL = 160, 300, 140

_BULLETS, _DASHES = "-*•‣◦▪+>(<[#|=_", "—―–"
_ENDS = '”"’»)]'
_NEEDLES = (
    *(":", "contributed", "staff ", "correspondent", "photo", "image", "handout", "archiv", "©"),
    *("getty", "afp ", "ap photo", "reuters", "epa"),
)
_STARTS = (
    *("additional ", "further ", "reporting", "writing", "editing", "translat", "with ", "http"),
    *("published", "posted", "updated", "last ", "first ", "issued", "publi", "story ", "text "),
    *("words ", "report", "written ", "by ", "von ", "par ", "por ", "di ", "door ", "av ", "af "),
)
_CUES = frozenset(
    [
        *("read", "related", "see", "more", "further", "recommended", "most", "you", "also", "up"),
        *("external", "don't", "what", "lire", "sur", "en", "mehr", "lesen", "weiterlesen"),
        *("auch", "lee", "lea", "leer", "noticias", "te", "leia", "saiba", "leggi", "per"),
        *("lees", "les", "czytaj", "zobacz"),
    ]
)
"""How lines begin that may be bylines, captions or links: patterns decide, so nothing is sure."""

before: list[Any] | None = None
"""The terminal's settings before the first lines were painted; None where none were."""

standing = False
"""Whether the first lines stand on the alternate screen, which the program then has not entered."""


def paint(name: str) -> None:
    """Paint the beginning of a file, as far as it is sure how the program will show it."""
    global before, standing
    if not _is_terminal() or not name.lower().endswith((".txt", ".text")):
        return
    try:
        look = _look(name)
        text = _beginning(name) if look else ""
        size = os.get_terminal_size(1)
    except (OSError, ValueError):
        return  # the program itself will say what is wrong
    if not look or not text:
        return
    drawn = _drawn(text, size.columns, size.lines, look)
    if not drawn:
        return
    import termios

    before = termios.tcgetattr(0)
    raw = termios.tcgetattr(0)
    raw[0] &= ~termios.ICRNL
    raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    termios.tcsetattr(0, termios.TCSANOW, raw)
    os.write(2, drawn.encode())
    standing = True


def end() -> None:
    """Give the terminal back as it was, with what was painted gone if nothing came after it."""
    global before, standing
    if standing:
        standing = False
        os.write(2, b"\x1b[?1049l\x1b[?25h")
    if before is not None:
        import termios

        termios.tcsetattr(0, termios.TCSANOW, before)
        before = None


def _is_terminal() -> bool:
    plain = os.environ.get("TERM", "dumb") == "dumb" or "NO_COLOR" in os.environ
    sized = "COLUMNS" in os.environ or "LINES" in os.environ
    here = sys.platform in ("linux", "darwin") and all(map(os.isatty, (0, 1, 2)))
    return here and not plain and not sized


def _look(name: str) -> dict[str, str]:
    """The settings that the first lines depend on; nothing where they are not sure."""
    home = os.environ.get("READER_HOME")
    if home:
        home = os.path.abspath(os.path.expanduser(home))
        config, state = f"{home}/config", f"{home}/state"
    else:
        mac = "~/Library/Application Support" if sys.platform == "darwin" else ""
        config, state = (
            os.path.join(os.environ.get(f"XDG_{kind}_HOME") or os.path.expanduser(own), "reader")
            for kind, own in (("CONFIG", mac or "~/.config"), ("STATE", mac or "~/.local/state"))
        )
    path = os.path.realpath(name)
    if not _from_the_top(path, state) or os.path.isdir(f"{config}/themes") or _is_private(name):
        return {}
    found = {"theme": "ink", "measure": "72", "sidebar": "true", "private": "false"}
    for file in (f"{config}/config.toml", f"{state}/choices.toml"):
        found |= _pairs(file)
    package = os.path.dirname(os.path.abspath(__file__))
    for place in (package, os.path.dirname(package)):
        colors = _pairs(f"{place}/themes/{found['theme']}.toml")
        if colors and found["private"] == "false":
            return found | colors
    return {}


def _pairs(path: str) -> dict[str, str]:
    """The one-line values of a simple TOML file, quotes taken off; nothing where there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
    except FileNotFoundError:
        return {}
    found: dict[str, str] = {}
    for line in lines:
        key, equals, value = line.partition("=")
        if equals and '"""' not in value and "'''" not in value:
            value = value.strip()
            shut = value.find('"', 1) if value[:1] == '"' else -1
            found[key.strip()] = value[1:shut] if shut > 0 else value.partition("#")[0].strip()
    return found


def _is_private(name: str) -> bool:
    """Whether a folder above the article says where what belongs to it is kept."""
    for folder in {os.path.dirname(os.path.abspath(name)), os.path.dirname(os.path.realpath(name))}:
        while True:
            if os.path.exists(os.path.join(folder, ".reader.toml")):
                return True
            if folder == os.path.dirname(folder):
                break
            folder = os.path.dirname(folder)
    return False


def _from_the_top(path: str, state: str) -> bool:
    """Whether reading begins at the beginning."""
    if not os.path.isdir(f"{state}/progress"):
        return True
    from .model.digest import sha256

    digest = sha256(path.encode("utf-8", "surrogatepass"))
    try:
        with open(f"{state}/progress/{digest[:32]}.json", encoding="utf-8") as file:
            return '"caret": 0,' in file.read(200)
    except FileNotFoundError:
        return True


def _beginning(name: str) -> str:
    """The first pages of a text in UTF-8, whole paragraphs; "" for anything else."""
    if not os.path.isfile(name) or os.path.getsize(name) > _LARGEST:
        return ""
    with open(name, "rb") as file:
        data = file.read(_HEAD)
    if len(data) == _HEAD:
        data = data[: max(data.rfind(b"\n\n"), data.rfind(b"\r\n\r\n")) + 1]
    return "" if b"\0" in data else data.decode("utf-8-sig").replace("\r\n", "\n")


def rows(text: str, width: int, height: int) -> Iterator[tuple[int, str, str]]:
    """The lines whose place is sure: row from 0, text, and how it looks (see `_look_of`)."""
    row, before = 1, ""
    for block in _blocks(text):
        look, goes_on = _look_of(block, before)
        if not look:
            return
        row += before == "title"
        for start, end in fill(block, width):
            if row >= height:
                return
            yield row, block[start:end], look
            row += 1
        if not goes_on:
            return
        row += 1
        before = look


def _blocks(text: str) -> Iterator[str]:
    """What stands between blank lines, up to the first that has several lines."""
    for block in "\n".join(line if line.strip() else "" for line in text.split("\n")).split("\n\n"):
        block = block.strip()
        if "\n" in block:
            return
        if block:
            yield block


def _look_of(text: str, before: str) -> tuple[str, bool]:
    """How a Block looks, "" where its place is not sure; and whether the place of the next one is.

    It is a "title", a "paragraph", or one of these, which a pattern decides, and only its colour
    depends on that: a "line" may be a heading, what is "quiet" a caption or a byline.
    """
    lower, short = text.lower(), len(text) <= _SHORT
    if not all(map(_is_single, set(text))) or "\t" in text or _may_be_listed(text, lower):
        return "", False
    tail = lower if short else lower[-_TAIL:]
    told = ")" in tail or any(needle in tail for needle in _NEEDLES)
    told = told or (short and lower.startswith(_STARTS))
    if len(text) <= _TITLE:
        told = told or any(map(str.isdecimal, text[-24:]))
        bare = text.rstrip(_ENDS)
        ended = bare[-1:] in ("!", "?", "…") or (bare[-1:] == "." and bare[-2:-1].islower())
        if not ended:
            plain = text.isascii() and text[-1].isalpha() and text[0].isupper() and " " in text
            if not before:
                return ("title", True) if plain and not told else ("line", False)
            told, look = told or not plain, "line"
            # Below a title a byline stands closer than anything else.
            return ("", False) if before == "title" and told else (look, True)
    if told:
        return ("", False) if before == "title" and short else ("quiet", True)
    return "paragraph", True


def _may_be_listed(text: str, lower: str) -> bool:
    """Whether it may be an item, a quote or a link, which stand elsewhere, or near one another."""
    if text[0] in _BULLETS or (text[0] in _DASHES and len(text) <= _TITLE):
        return True
    for mark in (". ", ") "):
        number, found, _ = text[:6].partition(mark)
        if found and (number.isdigit() or (len(number) == 1 and number.islower())):
            return True
    cue = text[:200].partition(":")[0]
    return len(text) <= _SHORT and len(cue) <= 40 and lower.split()[0].rstrip(":") in _CUES


def _is_single(sign: str) -> bool:
    """Whether a character takes one cell and does nothing else."""
    return (
        " " <= sign <= "~" or ("\xa1" <= sign <= "\u02ff" and sign != "\xad") or sign in "“”‘’–—…"
    )


def _drawn(text: str, columns: int, lines: int, look: dict[str, str]) -> str:
    """What is sent to the terminal; "" where no line is sure."""
    shown = look["sidebar"] == "true" and columns >= 64
    width = columns - (max(28, min(56, columns // 3)) if shown else 0)
    room = max(1, width - 7)
    measure = min(room, int(look["measure"]))
    left = max(0, (room - measure - 2) // 2) + 4
    ground = _color(48, look["background"])
    styles = {
        "title": f"{_color(48, look['caret'])};{_color(38, look['heading'])};1",
        "line": f"{ground};{_color(38, look['heading'])};1",
        "paragraph": f"{ground};{_color(38, look['text'])}",
        "quiet": f"{ground};{_color(38, look['muted'])}",
    }
    parts = []
    for row, line, kind in rows(text, measure, lines - 2):
        title = kind == "title"
        padded = f"{'›' if title and row == 1 else ' '}{line}"
        padded = padded.ljust(measure + 2) if title else padded
        parts.append(f"\x1b[{row + 2};{left + 1}H\x1b[{styles[kind]}m{padded}\x1b[0m")
    if not parts:
        return ""
    return f"\x1b[?1049h\x1b[?25l\x1b[{ground}m\x1b[2J\x1b[0m" + "".join(parts)


def _color(layer: int, value: str) -> str:
    """A colour of the text (38) or behind it (48) as the terminal is told, which may have fewer.

    Which of these then takes its place is what Rich says, so that the program paints no other.
    """
    red, green, blue = (int(value[at : at + 2], 16) for at in (1, 3, 5))
    if os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return f"{layer};2;{red};{green};{blue}"
    if os.environ.get("TERM", "").strip().lower().rpartition("-")[2] in ("256color", "kitty"):
        return f"{layer};5;{_of_256(red, green, blue)}"
    number = min(range(16), key=lambda n: _distance(_SIXTEEN[n], (red, green, blue)))
    return f"{layer - 8 + number if number < 8 else layer + 44 + number}"


def _of_256(red: int, green: int, blue: int) -> int:
    low, high = min(red, green, blue) / 255, max(red, green, blue) / 255
    middle = low + high
    if high == low or (high - low) / (middle if middle <= 1 else 2 - middle) < 0.15:
        gray = round(middle / 2 * 25)
        return {0: 16, 25: 231}.get(gray, 231 + gray)
    steps = [round(part / 95 if part < 95 else 1 + (part - 95) / 40) for part in (red, green, blue)]
    return 16 + 36 * steps[0] + 6 * steps[1] + steps[2]


def _distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    mean = (one[0] + other[0]) // 2
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    near = ((512 + mean) * red * red) >> 8
    return near + 4 * green * green + (((767 - mean) * blue * blue) >> 8)


_SIXTEEN = (
    *((0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0)),
    *((0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170)),
    *((85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85)),
    *((85, 85, 255), (255, 85, 255), (85, 255, 255), (255, 255, 255)),
)
