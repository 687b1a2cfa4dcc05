"""Settings, remembered choices, folders and bundled files."""

from __future__ import annotations

import dataclasses
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import config
from tui.config import Config, Remembered, folders, is_blind, load, remember, remembered
from tui.keyboard_layouts import LAYOUTS
from tui.model.errors import ReaderError


def written(folder: Path, content: str | bytes) -> Path:
    data = content if isinstance(content, bytes) else content.encode()
    (folder / "config.toml").write_bytes(data)
    return folder


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == (Config(), [])
    assert load(tmp_path / "missing") == (Config(), [])


def test_every_setting_is_read(tmp_path: Path) -> None:
    written(
        tmp_path,
        """
        author = "A. Nalyst"
        theme = "paper"
        advance = true
        measure = 60
        sidebar = false
        layout = "dvorak"
        private = true
        keys = { search = "ctrl+f,slash" }
        layouts.dvorak = { "h" = "j" }
        """,
    )
    found, problems = load(tmp_path)
    assert problems == []
    assert found == Config(
        author="A. Nalyst",
        theme="paper",
        advance=True,
        measure=60,
        sidebar=False,
        keys={"search": "ctrl+f,slash"},
        layout="dvorak",
        layouts={**LAYOUTS, "dvorak": {"h": "j"}},
        private=True,
    )
    assert found.aliases == {"h": "j"}


def test_a_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    assert load(written(tmp_path, b'\xef\xbb\xbfauthor = "x"')) == (Config(author="x"), [])


@pytest.mark.parametrize(
    ("line", "key", "says"),
    [
        ('colour = "red"', "colour", "no setting"),
        ("author = 3", "author", "must be a text"),
        ("measure = true", "measure", "must be a whole number"),
        ("measure = 72.5", "measure", "must be a whole number"),
        ("measure = 5", "measure", "must be from 20 to 400"),
        ("advance = 1", "advance", "must be true or false"),
        ('keys = "j"', "keys", "must be a table"),
        ("keys.search = 1", "keys.search", "must be a text"),
        ('layout = "qwertz"', "layout", "is none of"),
        ("layouts = []", "layouts", "must be a table"),
        ("layouts.x = 1", "layouts.x", "must be a table"),
        ("layouts.x.y = 1", "layouts.x.y", "must be a text"),
        (r'"a\n\u001bb" = 1', "a␊␛b", "no setting"),
    ],
)
def test_a_wrong_setting_is_named_and_the_default_used(
    tmp_path: Path, line: str, key: str, says: str
) -> None:
    written(tmp_path, f"private = true\n{line}\n")
    found, problems = load(tmp_path)
    assert len(problems) == 1
    assert str(tmp_path / "config.toml") in problems[0]
    assert key in problems[0]
    assert says in problems[0]
    kept = dataclasses.replace(found, layouts=LAYOUTS)
    assert kept == Config(private=True)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"author = ",
        b"[[[",
        b"x = " + b"9" * 5000,
        b"x = " + b"[" * 5000,
        b"\x00",
        b"a = 1\na = 2",
    ],
)
def test_a_damaged_file_is_one_line_and_all_defaults(tmp_path: Path, content: bytes) -> None:
    found, problems = load(written(tmp_path, content))
    assert found == Config()
    assert len(problems) == 1
    assert "config.toml" in problems[0]
    assert "\n" not in problems[0]


def test_a_folder_in_place_of_the_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    found, problems = load(tmp_path)
    assert found == Config()
    assert len(problems) == 1


@given(st.binary(max_size=60))
def test_no_content_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    found, problems = load(written(tmp_path_factory.getbasetemp(), content))
    assert isinstance(found, Config)
    assert all("\n" not in problem for problem in problems)


def test_every_setting_is_documented_where_it_is_defined() -> None:
    source = inspect.getsource(Config)
    for setting in dataclasses.fields(Config):
        assert re.search(rf'\n    {setting.name}: [^\n]*\n    """[^"]', source), setting.name


# Layouts


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        ("о", "j"),
        ("О", "J"),
        ("л", "k"),
        ("і", "s"),
        ("ξ", "j"),
        ("ח", "j"),
        ("ت", "j"),
        ("٣", "3"),
    ],
)
def test_other_scripts_work_without_a_setting(sent: str, key: str) -> None:
    assert Config().aliases[sent] == key


@pytest.mark.parametrize("name", ["ru", "uk", "el", "he", "ar", "fa"])
def test_tables_of_other_scripts_leave_latin_keys_alone(name: str) -> None:
    assert not any(sent.isascii() for sent in LAYOUTS[name])
    assert all(key.isascii() for key in LAYOUTS[name].values())


def test_a_chosen_layout_counts_alone() -> None:
    assert Config(layout="fr").aliases == LAYOUTS["fr"]
    assert Config(layout="fa").aliases["ز"] == "c"


def test_entries_of_the_file_are_laid_over_a_shipped_table(tmp_path: Path) -> None:
    found, problems = load(written(tmp_path, '[layouts.ru]\n"ю" = "/"'))
    assert problems == []
    assert found.layouts["ru"]["ю"] == "/"
    assert found.layouts["ru"]["о"] == "j"
    assert found.aliases["ю"] == "/"


# Remembered choices


def test_choices_are_remembered_one_by_one(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert remembered(state) == Remembered()
    remember(state, theme="paper", sidebar=False)
    remember(state, export_format="csv", export_filter=("claim", "use/key"))
    assert remembered(state) == Remembered("paper", False, "csv", ("claim", "use/key"))
    remember(state, export_filter=(), sidebar=True)
    assert remembered(state) == Remembered("paper", True, "csv", ())
    assert [p.name for p in state.iterdir()] == ["choices.toml"]


def test_that_nothing_is_left_out_is_a_choice_too(tmp_path: Path) -> None:
    assert remembered(tmp_path).export_left_out is None
    assert remember(tmp_path, export_left_out=()).export_left_out == ()
    assert remember(tmp_path, theme="ink").export_left_out == ()


@pytest.mark.parametrize(
    "content",
    [b"\xff", b"theme = 3\nsidebar = 'x'\nexport_filter = 7", b"[[", b"x = " + b"[" * 5000],
)
def test_damaged_choices_count_as_not_made(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "choices.toml").write_bytes(content)
    assert remembered(tmp_path) == Remembered()
    assert remember(tmp_path, theme="ink") == remembered(tmp_path) == Remembered("ink")


def test_choices_that_cannot_be_kept_are_an_error_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(ReaderError, match=r"choices\.toml"):
        remember(tmp_path / "state", theme="ink")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.lists(st.text(max_size=5), max_size=3))
def test_any_choice_survives(
    tmp_path_factory: pytest.TempPathFactory, name: str, tags: list[str]
) -> None:
    state = tmp_path_factory.getbasetemp() / "choices"
    tags = [tag.encode("utf-8", "replace").decode() for tag in tags]
    remember(state, export_format=name, export_filter=tuple(tags))
    found = remembered(state)
    assert (found.export_format, found.export_filter) == (name, tuple(tags))


# Folders and bundled files


def test_reader_home_holds_everything(home: Path) -> None:
    found = folders()
    assert found.config == home / "config"
    assert found.data == home / "data"
    assert found.state == home / "state"
    assert found.cache == home / "cache"


def test_without_reader_home_the_folders_are_the_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READER_HOME")
    found = folders()
    assert all(path.is_absolute() and "reader" in path.parts for path in found)
    assert len(set(found)) == 4


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in a folder of its own, with a sample dossier beside it as in a checkout."""
    monkeypatch.setattr(config, "__file__", str(tmp_path / "root" / "tui" / "config.py"))
    dossier = tmp_path / "root" / "sample_data"
    dossier.mkdir(parents=True)
    (dossier / "one.txt").write_text("One.")
    (dossier / "one.txt.notes.toml").write_text("format = 1\n")
    (dossier / "sub").mkdir()
    (dossier / "sub" / "two.md").write_text("Two.")
    return dossier


def test_bundled_files_are_beside_the_package_in_a_checkout(bundle: Path) -> None:
    assert config.bundled("sample_data") == bundle


def test_bundled_files_inside_the_package_come_first(bundle: Path) -> None:
    inside = bundle.parent / "tui" / "sample_data"
    inside.mkdir(parents=True)
    assert config.bundled("sample_data") == inside


def test_missing_bundled_files_are_an_error_in_one_line(bundle: Path) -> None:
    with pytest.raises(ReaderError, match="install the program again"):
        config.bundled("themes")


def test_this_checkout_has_its_bundled_files() -> None:
    assert config.bundled("themes").is_dir()
    assert config.bundled("sample_data").is_dir()


def test_the_sample_is_copied_whole_and_the_users_edits_stay(bundle: Path) -> None:
    copy = config.sample(folders())
    assert copy == folders().data / "sample_data"
    files = sorted(str(p.relative_to(copy)) for p in copy.rglob("*") if p.is_file())
    assert files == ["one.txt", "one.txt.notes.toml", "sub/two.md"]
    (copy / "one.txt.notes.toml").write_text("mine")
    (copy / "one.txt").unlink()
    assert config.sample(folders()) == copy
    assert (copy / "one.txt.notes.toml").read_text() == "mine"
    assert (copy / "one.txt").read_text() == "One."


def test_a_sample_that_cannot_be_copied_is_an_error_in_one_line(bundle: Path, home: Path) -> None:
    (home / "data").write_text("a file where the folder should be")
    with pytest.raises(ReaderError, match="cannot copy the sample"):
        config.sample(folders())


def test_importing_the_settings_is_light() -> None:
    code = (
        "import sys, tui.config; print({'platformdirs', 'tomli_w', 'textual'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", False), ("blind = true", True), ("blind = 1", True), ("blind = ", True)],
)
def test_the_settings_of_a_folder_make_its_articles_blind(
    tmp_path: Path, text: str, expected: bool
) -> None:
    below = tmp_path / "below"
    below.mkdir()
    (tmp_path / ".reader.toml").write_text(text, "utf-8")
    assert is_blind(below / "a.txt", Config()) is expected
    assert is_blind(below / "a.txt", Config(blind=True)) is (text == "" or expected)


def test_the_settings_of_the_nearest_folder_decide_on_blindness(tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    (tmp_path / ".reader.toml").write_text("blind = true", "utf-8")
    (below / ".reader.toml").write_text("blind = false", "utf-8")
    assert not is_blind(below / "a.txt", Config(blind=True))
    assert is_blind(tmp_path / "a.txt", Config())
