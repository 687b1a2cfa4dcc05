"""Nothing of an article, notes, tags, names or settings acts on the terminal, in any widget.

The program runs on a real pseudo-terminal; each step of a walk through it is a case of its own.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from tests.sampling import sampled
from tui.__main__ import main
from tui.ui.wrap import wrap

from .make_inputs import MARKUP, PAYLOADS, TOGETHER, dossier, payload
from .terminal import Terminal, plain, run, trespassers

ESC = "\x1b"


class Step(NamedTuple):
    """Keys, and a word of ours that must be on the screen after them."""

    keys: str
    word: str


# All in one process: each would otherwise walk through the program anew.
pytestmark = pytest.mark.xdist_group("walk")

_FIRST_MESSAGES = ("Wsetting", "Wchosen", "Wcommand")
_MESSAGE_SECONDS = 1.2
"""More than the seconds for which keys do not remove a warning."""

WALK = {
    "a message on a setting": Step("", "Wsetting"),
    "a message on a theme": Step("", "Wchosen"),
    "a message on a key": Step("", "Wcommand"),
    "the article": Step("", "Wtext"),
    "the header": Step("", "Wtitle"),
    "the sidebar's tags": Step("\t", "wtag"),
    "the sidebar's notes": Step("j", "Wnote"),
    "the picker": Step("t", "Wdescription"),
    "the tag tree": Step(" ", "wtag"),
    "the sources": Step("s", "Wrole"),
    "who speaks": Step("S", "Wkd"),
    "the grade": Step("c", "Wsource"),
    "a note": Step("n", "Wnote"),
    "the memo": Step("N", "Wmemo"),
    "the data": Step("i", "Wurl"),
    "the export dialog": Step("e", "Wname"),
    "the hits": Step("/Wrelated", "Wrelated"),
    "the filter": Step("f", "wtag"),
    "an uncertain place": Step("a", "Wlost"),
    "the articles": Step("o", "Wsecond"),
    "a message on undo": Step("1u", "wtag"),
    "renaming": Step("\tr", "wtag"),
    "merging": Step("m", "wleaf"),
    "colours": Step("c", "wtag"),
    "describing": Step("d", "Wdescription"),
    "a key for a tag": Step("=", "wtag"),
    "deleting": Step("x", "wtag"),
}

PASTES = {
    "the palette": Step("\x10", "Search for commands"),
    "the search": Step("/", "find passages"),
    "a note": Step("n", "Note on"),
    "a picker": Step("t", "type to find"),
    "a form": Step("i\x15", "Publisher"),
}
"""Where the user may paste what an article holds, and the keys to an empty field there."""

Walked = dict[str, bytes]


@pytest.fixture(
    scope="module",
    params=sampled([*TOGETHER, *PAYLOADS], TOGETHER),
)
def case(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Place(NamedTuple):
    """A dossier with attempts everywhere, and the home that goes with it."""

    article: Path
    home: Path


@pytest.fixture(scope="module")
def place(case: str) -> Iterator[Place]:
    # Short paths, for long ones push what is looked for out of fields and under messages.
    with TemporaryDirectory(prefix="r") as base:
        home, folder = Path(base, "home"), Path(base, "dossier")
        home.mkdir()
        folder.mkdir()
        yield Place(dossier(folder, home, case), home)


@pytest.fixture(scope="module")
def walked(place: Place) -> Iterator[Walked]:
    """What was drawn at each step, those before it for the ones without keys."""
    terminal = Terminal(str(place.article), home=place.home)
    found: Walked = {}
    drawn = terminal.step("", "Wtext", quiet=_MESSAGE_SECONDS)
    while any(word not in plain(drawn) for word in _FIRST_MESSAGES):
        # A key shows the next message of the start; when there is none, the step fails.
        drawn += terminal.step(ESC, quiet=_MESSAGE_SECONDS)
    for name, (keys, word) in WALK.items():
        if keys:
            drawn = terminal.step(keys, word, quiet=0.12)
        found[name] = drawn
        if keys not in ("", "j"):
            terminal.step(ESC, quiet=0.1)
    yield found
    terminal.close()


@pytest.fixture(scope="module")
def pasted(place: Place, case: str) -> Iterator[Walked]:
    """What was drawn when the attempts were pasted; terminals keep C0 to themselves."""
    attempt = "".join(c for c in payload("Wpasted", case) if c >= " ")
    terminal = Terminal(str(place.article), home=place.home)
    terminal.step("", "Wtext")
    found: Walked = {}
    for name, (key, word) in PASTES.items():
        terminal.step(key, word)
        # Home shows the beginning of what is longer than its field.
        pasted = f"{ESC}[200~{attempt}{ESC}[201~{ESC}[H"
        found[name] = terminal.step(pasted, "Wpasted")
        terminal.step(ESC)
    yield found
    terminal.close()


@pytest.mark.parametrize("name", PASTES)
def test_nothing_acts_that_is_pasted_into(name: str, pasted: Walked) -> None:
    assert trespassers(pasted[name]) == []
    assert "Wpasted" in plain(pasted[name])


_BEGINNING = {"style": "[red]", "markup": "[red]", "together": "[red]␛"}
"""The beginning of an attempt as it is to be seen, where markup is part of it."""


def assert_tame(drawn: bytes, word: str, case: str) -> None:
    """What was drawn shows the word with its attempt made visible, and nothing acts."""
    assert trespassers(drawn) == []
    text = plain(drawn)
    begins = "␛" if payload("", case).startswith(ESC) else ""
    assert word + _BEGINNING.get(case, begins) in text


@pytest.mark.parametrize("name", WALK)
def test_nothing_acts_in(name: str, walked: Walked, case: str) -> None:
    assert_tame(walked[name], WALK[name].word, case)


@pytest.fixture
def terminal(place: Place) -> Iterator[Callable[..., Terminal]]:
    made: list[Terminal] = []

    def opened(*words: object) -> Terminal:
        made.append(Terminal(*map(str, words), home=place.home))
        return made[-1]

    yield opened
    for one in made:
        one.close()


def test_nothing_acts_in_the_library_and_it_goes_on_after_an_error(
    place: Place, terminal: Callable[..., Terminal], case: str
) -> None:
    library = terminal(place.article.parent)
    drawn = library.step("", "Wunreadable")
    assert_tame(drawn, "Wname", case)
    drawn = library.step("\x1b[B\x1b[B\r", "not text")
    assert_tame(drawn, "Wunreadable", case)
    library.send("\x11")
    assert library.end()[0] == 0


def test_nothing_acts_in_the_banner_of_damaged_notes(
    place: Place, terminal: Callable[..., Terminal], case: str
) -> None:
    article = place.article.with_name(place.article.name.replace("Wname", "Wdamaged"))
    article.write_text("It rained.\n", encoding="utf-8")
    article.with_name(article.name + ".notes.toml").write_text("[[annotation", encoding="utf-8")
    assert_tame(terminal(article).step("", "read-only"), "Wdamaged", case)


def test_nothing_acts_in_what_is_copied(
    place: Place, terminal: Callable[..., Terminal], case: str
) -> None:
    reading = terminal(place.article)
    reading.step("", "Wtext")
    drawn = reading.step("jy", "copied with its citation")
    copied = re.search(rb"\x1b]52;c;([A-Za-z0-9+/=]+)\x07", drawn)
    assert copied
    rest = drawn[: copied.start()] + drawn[copied.end() :]
    assert trespassers(rest) == []
    assert_tame(base64.b64decode(copied[1]), "Wtext", case)


COMMANDS = {
    "passages": (["passages", "ARTICLE"], "Wtext", 0),
    "search": (["search", "harbour", "FOLDER"], "Wtext", 1),
    "notes": (["notes", "ARTICLE"], "Wnote", 0),
    "check": (["check", "FOLDER"], "Wunreadable", 1),
    "markdown": (["export", "ARTICLE", "--to", "markdown"], "Wtitle", 0),
    "csv": (["export", "ARTICLE", "--to", "csv"], "Wtitle", 0),
    "json": (["export", "ARTICLE", "--to", "json"], "Wtitle", 0),
    "forget": (["forget", "ARTICLE"], "Wname", 0),
    "an unknown quote": (["tag", "ARTICLE", "--quote", "Wquote{}", "--tag", "t"], "Wquote", 1),
    "an unknown file": (["passages", "Wgone{}"], "Wgone", 1),
    "an unknown option": (["notes", "ARTICLE", "--Wodd=", "--Wodd{}"], "Wodd", 2),
    "an unknown format": (["export", "ARTICLE", "--to", "Wformat{}"], "Wformat", 2),
    "an unknown part": (["export", "x", "--to", "csv", "--without", "Wpart{}"], "Wpart", 2),
    "an article that cannot be opened": (["UNREADABLE"], "Wunreadable", 1),
}


STARTED = {
    *("passages", "an unknown option", "an article that cannot be opened"),
    *("markdown", "csv", "json"),  # a report is made harmless only where it goes to a terminal
}
"""Commands that are given to a real program on a terminal; the others run in this process."""


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_acts_in_the_output_of(
    name: str,
    place: Place,
    case: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words, word, code = COMMANDS[name]
    attempt = payload("", case).replace("\0", "")
    unreadable = place.article.name.replace("Wname", "Wunreadable")
    known = {
        "ARTICLE": str(place.article),
        "FOLDER": str(place.article.parent),
        "UNREADABLE": str(place.article.with_name(unreadable)),
    }
    given = [known.get(w, w.replace("{}", attempt)) for w in words]
    if name in STARTED:
        ended, drawn = run(*given, home=place.home)
    else:
        monkeypatch.setenv("READER_HOME", str(place.home))
        ended = main(given)
        drawn = "".join(capsys.readouterr()).encode("utf-8", "surrogatepass")
    assert ended == code
    assert trespassers(drawn) == []
    assert word in plain(drawn)
    assert "Traceback" not in plain(drawn)


@pytest.mark.parametrize("case_of", PAYLOADS)
def test_the_judge_sees_each_attempt(case_of: str) -> None:
    drawn = f"\x1b[1;38;2;1;2;3mHarbour{PAYLOADS[case_of]}\x1b[0m".encode()
    assert bool(trespassers(drawn)) == (case_of not in MARKUP)


@pytest.mark.parametrize(
    "text",
    ["中", "a 中", "e" + "\u0301" * 5000, "a e" + "\u0301" * 5000 + " b"],
    ids=["wide", "wide after a word", "pile", "pile between words"],
)
def test_a_cluster_wider_than_the_line_is_a_line_of_its_own(text: str) -> None:
    spans = wrap(text, 1)
    assert "".join(text[a:b] for a, b in spans) == text.replace(" ", "")
    assert all(not text[a:b].startswith("\u0301") for a, b in spans)


def test_a_pile_of_marks_does_not_stop_the_program(tmp_path: Path, home: Path) -> None:
    article = tmp_path / "pile.txt"
    article.write_text("Harbour e" + "\u0301" * 20_000 + "\n\nThe end.\n", encoding="utf-8")
    opened = Terminal(str(article), home=home)
    assert "Harbour" in plain(opened.step("", "Harbour"))
    opened.step("G", "end")
    opened.send("q")
    assert opened.end()[0] == 0
    opened.close()
