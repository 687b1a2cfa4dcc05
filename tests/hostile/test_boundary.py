"""Nothing that the program is given acts on the terminal, whichever field it stands in.

Every text of notes, codebook, settings, choices and themes, the metadata of each format and the
names of files hold an attack. A walk gives every command and opens every screen; the bytes that the
driver is given and the texts that are copied are looked at. Fields, commands, screens and widgets
are read off the program, so that a new one is walked to, or fails a test until it is.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from textual.screen import Screen
from textual.widget import Widget

import tui.store
from tests.sampling import sampled
from tests.ui.pilot import keys, lines, quiet
from tui.__main__ import main
from tui.cli import COMMANDS as CLI
from tui.config import Config, folders
from tui.model import edits
from tui.model.annotation import Grading
from tui.model.document import Span
from tui.model.dossier import Assignment, Hypothesis, SavedSearch
from tui.model.visible import visible
from tui.readers import READERS, read_bytes
from tui.session.open_session import open_session
from tui.store.locks import LockedError
from tui.ui.dialogs.agreement_dialogs import DisputesDialog
from tui.ui.dialogs.progress_dialog import ProgressDialog
from tui.ui.dialogs.prompt import UnsavedChanges
from tui.ui.dialogs.source_dialogs import DuplicateQuestion
from tui.ui.reading.leave_dialog import LeaveDialog
from tui.ui.reading.review_screen import ReviewScreen

from . import hostile_formats, walking
from .filled import ATTACK, Marks
from .hostile_folder import Folder, build, themes, write_themes
from .make_inputs import MARKUP, PAYLOADS
from .recorded import Record, recorded
from .terminal import trespassers

NOT_SHOWN = {
    # Names by which records are known to each other and to programs.
    "Source.id", "Annotation.id", "Judgement.id", "Source.via", "DocumentData.path",
    "DocumentData.text_sha256", "Tag.was",
    # What anchors an annotation, and who made it.
    "Annotation.prefix", "Annotation.suffix", "Annotation.author", "Annotation.text_sha256",
    # Which of the citations speak against a judgement, and what only commands show.
    "Judgement.against", "DocumentData.done",
    # A letter or digit: where a longer text stands, the file is refused for it.
    "Source.reliability", "Tag.key",
    # Only reports show it.
    "Tag.heading",
    # Keys that are not known are kept, and not shown.
    *(f"{name}.extra{part}"
      for name in ("Source", "Annotation", "Link", "Judgement", "DocumentData", "Tag")
      for part in ("", " key", " value")),
    "Notes.extra key", "Notes.extra value", "Codebook.extra",
    # What only the command line shows of a dossier.
    *(f"{cls.__name__}.{name}{part}"
      for cls in (Grading, Hypothesis, SavedSearch, Assignment)
      for name in cls.__dataclass_fields__
      for part in ("", " key", " value")),
    *(f"Source.{name}" for name in ("aliases", "was", "distinct")),
    "CodingRule.exceptions",
    *(f"Judgement.grounds{part}" for part in ("", " key", " value")),
    *(f"Dossier.{name}" for name in ("Source", "Judgement", "note", "extra key", "extra value")),
    # Settings that go into files, decide something, or are refused by their key alone.
    "Config.author", "Config.theme", "Config.advance", "Config.measure", "Config.sidebar",
    "Config.keys", "Config.layouts", "Config.private", "Config.blind", "Config.layouts sent",
    "Config.layouts meant", "Remembered.sidebar", "Remembered.export_format",
    "Remembered.export_filter", "Remembered.export_left_out", "Remembered.export_where",
    # A theme is refused in words of our own, which name the table and the key.
    "ReaderTheme.name", "palette", "variables",
    *(f"Colors.{name}" for name in (
        "primary", "secondary", "accent", "foreground", "background", "surface", "panel",
        "success", "warning", "error")),
    *(f"ArticleColors.{name}" for name in (
        "text", "muted", "heading", "link", "target", "rule", "caret", "cursor", "selection",
        "hit", "hit_current", "map")),
}  # fmt: skip
"""Fields that are never on the screen."""


ONE_PROCESS = pytest.mark.xdist_group("boundary")
"""What shares the walk, which would else be taken once more in each process."""


class Walked(NamedTuple):
    """What a walk met."""

    marks: Marks
    record: Record
    folder: Folder


async def walked_through(base: Path, home: Path, attack: str, every: bool = False) -> Walked:
    """The walk through all scopes, each in a copy of the folder of its own."""
    marks, record = Marks(attack), Record()
    (base / "d").mkdir()
    folder = build(base / "d", home, marks, every)
    for scope in walking.SCOPES:
        copy = base / scope
        shutil.copytree(base / "d", copy, symlinks=True)
        target = copy if scope in walking.IN_FOLDER else copy / folder.article.name
        await walking.walk(target, scope, record, every)
    async with recorded(folder.article, record) as pilot:
        # No work here is slow enough to be told of.
        pilot.app.push_screen(ProgressDialog(marks("ProgressDialog.what")))
        await quiet(pilot)
        record.look(pilot.app.screen)
        pilot.app.push_screen(UnsavedChanges("Unsaved changes", marks("UnsavedChanges.question")))
        await quiet(pilot)
        record.look(pilot.app.screen)
        # The names of the folder are not like enough to each other for this question.
        pilot.app.push_screen(DuplicateQuestion("Likely one", marks("DuplicateQuestion.question")))
        await quiet(pilot)
        record.look(pilot.app.screen)
    write_themes(home, themes(marks))
    for article in folder.refused:
        async with recorded(article, record) as pilot:
            assert "W" in lines(pilot)
    return Walked(marks, record, folder)


def _walked(attack: str, every: bool = False) -> Walked:
    """The walk, in a folder with a short path: long ones push what is looked for off the screen."""
    with TemporaryDirectory(prefix="r") as base, pytest.MonkeyPatch.context() as patch:
        home = Path(base, "home")
        home.mkdir()
        settings = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "EDITOR": "true"}
        for name, value in {**settings, "READER_HOME": str(home)}.items():
            patch.setenv(name, value)
        patch.delenv("NO_COLOR", raising=False)
        return asyncio.run(walked_through(Path(base), home, attack, every))


@pytest.fixture(scope="module")
def walked() -> Walked:
    """The walk with all attacks at once, taken once."""
    return _walked(ATTACK)


@ONE_PROCESS
def test_nothing_that_is_drawn_or_copied_acts(walked: Walked) -> None:
    assert walked.record.raw == []
    assert walked.record.copied
    assert all(visible(text, keep="\n") == text for text in walked.record.copied)


@ONE_PROCESS
def test_every_field_is_seen_or_known_never_to_be(walked: Walked) -> None:
    text = walked.record.text
    shown: dict[str, bool] = {}
    for name, word in walked.marks.words.items():
        for variant in (" loose", " lost", " child"):
            name = name.replace(variant, "")
        shown[name] = shown.get(name, False) or _is_in(text, word)
    assert {name for name, was in shown.items() if not was} - NOT_SHOWN == set()


def _is_in(text: str, word: str) -> bool:
    """Whether a field is there, its attack made visible, or written as Python would."""
    return f"{word}␛" in text or f"{word}\\x1b" in text


@ONE_PROCESS
@pytest.mark.parametrize("kind", [Screen, Widget])
def test_every_screen_and_widget_is_walked_to(kind: type[Any], walked: Walked) -> None:
    unseen = {part.__name__ for part in walking.parts(kind) - walked.record.seen}
    # They are shown while a long file is read, while another program holds a lock, where the text
    # on which an annotation was made is known, and where two analysts coded one text: below.
    known = {"LoadingScreen", "LeaveDialog", "ReviewScreen", "DisputesDialog", "DisputePane"}
    assert unseen <= known


async def test_nothing_acts_in_the_question_how_to_leave(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("The harbour.", encoding="utf-8")
    record = Record()
    async with recorded(path, record) as pilot:
        pilot.app.push_screen(LeaveDialog(LockedError("locked"), f"Wname{ATTACK}"))
        await quiet(pilot)
    assert "Wname␛" in record.text
    assert trespassers(record.drawn) == []


async def test_nothing_acts_where_an_earlier_text_is_reviewed(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(f"The harbour.\n\nWformer{ATTACK} was there.\n", encoding="utf-8")
    assert main(["tag", str(path), "--quote", "was there", "--tag", "use/key"]) == 0
    path.write_text(f"The harbour.\n\nWpresent{ATTACK} is gone.\n", encoding="utf-8")
    record = Record()
    async with recorded(path, record) as pilot:
        await keys(pilot, "a")
        assert isinstance(pilot.app.screen, ReviewScreen)
    assert "Wformer␛" in record.text
    assert "Wpresent␛" in record.text
    assert trespassers(record.drawn) == []


async def test_nothing_acts_where_two_analysts_disagree(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(f"The harbour.\n\nWtext{ATTACK} was there.\n", encoding="utf-8")
    for author in (f"Wanna{ATTACK}", "Bob"):
        session = open_session(path, folders=folders(), config=Config(author=author))
        start = session.document.text.index("was there")
        tag, note = f"use/{author[:3]}", f"Wnote{ATTACK}"
        edit = edits.annotate(session.state, Span(start, start + 9), [tag], note)
        session.apply(edit)
        session.save()
    record = Record()
    async with recorded(path, record) as pilot:
        await keys(pilot, "I", "enter")
        assert isinstance(pilot.app.screen, DisputesDialog)
        record.look(pilot.app.screen)
    for word in ("Wanna", "Wnote", "Wtext"):
        assert f"{word}␛" in record.text
    assert trespassers(record.drawn) == []


def test_every_file_format_of_our_own_is_filled() -> None:
    found = pkgutil.iter_modules(tui.store.__path__, "tui.store.")
    modules = [importlib.import_module(module.name) for module in found]
    assert {m.__name__ for m in modules if hasattr(m, "loads")} == {
        "tui.store.notes_format",
        "tui.store.codebook_file",
        "tui.store.dossier_format",
        "tui.store.rules_file",
    }


CONVERTED = {module: suffix for suffix, module in READERS.items()}
"""Each module that reads files, with a suffix of such files."""


def test_the_metadata_of_every_format_is_filled() -> None:
    marks = Marks()
    for suffix in READERS:
        told = read_bytes(hostile_formats.made(suffix, marks), stem="a", suffix=suffix).data
        assert all(told[key].startswith("W") for key in ("author", "publisher") if key in told)
        assert READERS[suffix] in ("plain", "subtitles") or "author" in told


@pytest.mark.parametrize("module", sampled(CONVERTED, ["html", "pdf"]))
async def test_nothing_acts_in_the_metadata_of(module: str, tmp_path: Path, home: Path) -> None:
    article, record = tmp_path / f"a{CONVERTED[module]}", Record()
    article.write_bytes(hostile_formats.made(article.suffix, Marks()))
    async with recorded(article, record) as pilot:
        await keys(pilot, "i", "escape", "y")
    assert record.raw == []
    assert len(record.copied) == 1
    assert all(visible(text, keep="\n") == text for text in record.copied)


WORDS: dict[str, list[list[str]]] = {
    "passages": [["ARTICLE"], ["ARTICLE", "--json"], ["NOWHERE"]],
    "search": [["harbour", "FOLDER"], ["ATTACK", "FOLDER"], ["harbour", "FOLDER", "--json"]],
    "tag": [["ARTICLE", "--quote", "ATTACK", "--tag", "ATTACK"],
            ["ARTICLE", "--quote", "was there too", "--tag", "ATTACK", "--source", "ATTACK"]],
    "grade": [["ARTICLE#ATTACK", "--credibility", "1"], ["ATTACK", "--reliability", "A"]],
    "link": [["ARTICLE#ATTACK", "ARTICLE#ATTACK", "--rel", "supports"],
             ["ATTACK", "ATTACK", "--remove"]],
    "tags": [["list", "FOLDER"], ["list", "ARTICLE", "--json"], ["list", "NOWHERE"],
             ["add", "FOLDER", "ATTACK", "--json"], ["rename", "FOLDER", "ATTACK", "ATTACK/x"],
             ["merge", "FOLDER", "x", "ATTACK"], ["delete", "FOLDER", "ATTACK"],
             ["describe", "FOLDER", "ATTACK", "ATTACK", "--color", "ATTACK"]],
    "anchor": [["ARTICLE#ATTACK"], ["ATTACK"]],
    "data": [["ARTICLE"], ["ARTICLE", "--json"], ["ARTICLE", "--date", "ATTACK"], ["NOWHERE"]],
    "searches": [["list", "FOLDER"], ["list", "FOLDER", "--json"],
                 ["rename", "FOLDER", "ATTACK", "x"], ["delete", "NOWHERE", "x"]],
    "notes": [["ARTICLE"], ["ARTICLE", "--json"], ["FOLDER"], ["--ATTACK"]],
    "check": [["FOLDER"], ["REFUSED"]],
    "export": [["ARTICLE", "--to", "ATTACK"], ["ARTICLE", "--to", "csv", "-o", "FOLDER"]],
    "import": [["NOWHERE"], ["ARTICLE"]],
    "forget": [["ARTICLE"]],
    "sources": [["ARTICLE"], ["ARTICLE", "--json"]],
    "assign": [["FOLDER", "--to", "ATTACK"], ["FOLDER"], ["FOLDER", "--json"], ["NOWHERE"]],
    "done": [["ARTICLE"], ["ARTICLE", "--json"], ["ARTICLE", "--undo"], ["NOWHERE"]],
    "code": [["FOLDER", "FOLDER", "--dry-run"], ["FOLDER", "ARTICLE", "--json"],
             ["NOWHERE", "FOLDER"], ["ARTICLE", "FOLDER"]],
    "agree": [["FOLDER"], ["FOLDER", "--json"], ["FOLDER", "--between", "ATTACK", "ATTACK"]],
    "copies": [["FOLDER"], ["FOLDER", "--json"]],
    "stats": [["FOLDER"], ["FOLDER", "--csv"], ["FOLDER", "--by", "ATTACK"],
              ["FOLDER", "--within", "overlap"], ["ARTICLE", "--by", "article"], ["NOWHERE"]],
    "source": [["list", "FOLDER"], ["list", "ARTICLE", "--json"], ["duplicates", "FOLDER"],
               ["set", "ARTICLE", "ATTACK", "--role", "ATTACK"], ["alias", "FOLDER", "ATTACK", "x"],
               ["list", "NOWHERE"], ["merge", "FOLDER", "x", "ATTACK"]],
    "judge": [["list", "FOLDER"], ["list", "FOLDER", "--json"], ["confirm", "FOLDER", "ATTACK"],
              ["add", "FOLDER", "ATTACK", "--cite", "ATTACK"],
              ["add", "FOLDER", "ATTACK", "--against", "ATTACK"]],
    "hypothesis": [["list", "FOLDER"], ["list", "FOLDER", "--json"],
                   ["rate", "FOLDER", "ATTACK", "ATTACK", "+"]],
    "claims": [["FOLDER"], ["ARTICLE", "--json"], ["NOWHERE"]],
    "figures": [["ARTICLE"], ["FOLDER"], ["ARTICLE", "--json"]],
    "dates": [["ARTICLE"], ["FOLDER"], ["ARTICLE", "--json"]],
    "schema": [["notes"], ["ATTACK"]],
    "repair": [["ARTICLE"], ["REFUSED"]],
    "merge": [["NOWHERE", "ARTICLE", "ARTICLE"]],
    "move": [["NOWHERE", "ARTICLE"], ["ARTICLE", "ARTICLE"]],
    "git-setup": [["NOWHERE"]],
}  # fmt: skip
"""Each command with words that make it print what it was given."""


def test_nothing_acts_in_what_commands_print(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(WORDS) == set(CLI)
    monkeypatch.chdir(tmp_path)
    marks = Marks()
    (tmp_path / "d").mkdir()
    folder = build(tmp_path / "d", home, marks)
    known = {
        "ARTICLE": str(folder.article),
        "FOLDER": str(folder.article.parent),
        "NOWHERE": str(folder.article) + "x",
        "REFUSED": str(folder.refused[0]),
    }
    for command, runs in WORDS.items():
        for words in runs:
            given = [known.get(w, w.replace("ATTACK", f"Wgiven{ATTACK}")) for w in words]
            main([command, *given])
            out, err = capsys.readouterr()
            printed = (out + err).replace("\n", "")
            assert trespassers(printed.encode("utf-8", "surrogatepass")) == [], (command, words)
            assert "Traceback" not in printed


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in PAYLOADS if name not in MARKUP])
def test_no_attack_acts_wherever_the_program_goes(name: str) -> None:
    record = _walked(PAYLOADS[name], every=True).record
    assert record.raw == []
    assert all(visible(text, keep="\n") == text for text in record.copied)
