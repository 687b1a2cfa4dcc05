"""The first lines of a plain text on the screen before the program is there.

Importing Textual takes ten times as long as starting Python, and the beginning of an article needs
none of it. What is painted here stands where the real first frame will have it, in its colours, and
stays until that frame is drawn over it; keys typed meanwhile wait for the program. Where a place is
not sure from a look (lists, several lines in one paragraph, wide or invisible characters, settings
in more than the simplest form, reading that goes on further down), it paints less, or nothing; of
what may be a caption, a byline or a heading the colour is a guess.

Nothing is imported here but what Python has at hand: `re` alone would take a third of the time.
"""

from __future__ import annotations

import os
import sys

from .colors import told
from .lines import rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HEAD = 16_384
_LARGEST = 128 * 1024 * 1024
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
    from contextlib import suppress

    if standing:
        standing = False
        with suppress(OSError):
            os.write(2, b"\x1b[?1049l\x1b[?25h")
    if before is not None:
        import termios

        with suppress(termios.error):  # the terminal is gone
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
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
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
    from ..model.digest import sha256

    digest = sha256(path.encode("utf-8", "surrogatepass"))
    try:
        with open(f"{state}/progress/{digest[:32]}.json", encoding="utf-8") as file:
            return '"caret": 0,' in file.read(200)
    except FileNotFoundError:
        return True


def _beginning(name: str) -> str:
    """The first pages of a text in UTF-8, whole paragraphs; "" for anything else."""
    if not os.path.isfile(name) or os.path.getsize(name) > _LARGEST or _has_encoding(name):
        return ""
    with open(name, "rb") as file:
        data = file.read(_HEAD)
    if len(data) == _HEAD:
        data = data[: max(data.rfind(b"\n\n"), data.rfind(b"\r\n\r\n")) + 1]
    return "" if b"\0" in data else data.decode("utf-8-sig").replace("\r\n", "\n")


def _has_encoding(name: str) -> bool:
    """Whether the notes beside a text name an encoding, as they do near their beginning."""
    try:
        with open(f"{name}.notes.toml", "rb") as file:
            return b"\nencoding = " in file.read(_HEAD)
    except FileNotFoundError:
        return False


def _drawn(text: str, columns: int, lines: int, look: dict[str, str]) -> str:
    """What is sent to the terminal; "" where no line is sure."""
    shown = look["sidebar"] == "true" and columns >= 64
    width = columns - (max(28, min(56, columns // 3)) if shown else 0)
    room = max(1, width - 7)
    measure = min(room, int(look["measure"]))
    left = max(0, (room - measure - 2) // 2) + 4
    ground = told(48, look["background"])
    styles = {
        "title": f"{told(48, look['caret'])};{told(38, look['heading'])};1",
        "line": f"{ground};{told(38, look['heading'])};1",
        "paragraph": f"{ground};{told(38, look['text'])}",
        "quiet": f"{ground};{told(38, look['muted'])}",
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
