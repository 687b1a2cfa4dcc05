"""What the documents say is what the program does. READER_REGENERATE=1 writes the table of keys."""

from __future__ import annotations

import os
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import page
from tui.__main__ import main
from tui.cli import COMMANDS
from tui.export import EXPORTERS
from tui.readers import READERS
from tui.store import codebook_file, notes_format
from tui.ui.commands import help_groups
from tui.ui.themes import load_themes

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
KEYS = re.compile(r"(<!-- keys: .*? -->\n)(.*?)(<!-- end of keys -->)", re.DOTALL)


def readme() -> str:
    return README.read_text(encoding="utf-8")


def key_table() -> str:
    lines = ["| keys | what they do |", "|---|---|"]
    for group, rows in help_groups({}):
        lines.append(f"| **{group}** | |")
        for keys, label in rows:
            shown = " ".join(f"`{key}`" for key in keys.split()) if "…" not in keys else keys
            lines.append(f"| {shown.replace('|', chr(92) + '|')} | {label} |")
    return "\n" + "\n".join(lines) + "\n\n"


def test_keys_in_the_readme_are_those_of_the_table() -> None:
    text = readme()
    if os.environ.get("READER_REGENERATE"):
        fresh = KEYS.sub(lambda m: m[1] + key_table() + m[3], text)
        README.write_text(fresh, encoding="utf-8")
        text = fresh
    found = KEYS.search(text)
    assert found
    renew = "READER_REGENERATE=1 pytest tests/test_docs.py writes the table of keys"
    assert found[2] == key_table(), renew


@pytest.mark.parametrize("command", list(COMMANDS))
def test_each_command_is_in_the_readme_with_its_options(command: str) -> None:
    lines = [line for line in readme().splitlines() if line.startswith(f"    reader {command} ")]
    assert lines, f"README.md, On the command line: no line begins with '    reader {command} '"
    explained = page(command)
    for option in re.findall(r"--[a-z]+", " ".join(lines)):
        assert option in explained


def test_the_digits_of_the_readme_are_those_of_the_built_in_codebook() -> None:
    sentence = re.search(r"Until you give digits.*?\n\n", readme(), re.DOTALL)
    assert sentence
    digits = re.findall(r"`([1-9])`\s(?:is\s)?`([a-z/-]+)`", sentence[0])
    by_quick = codebook_file.builtin().by_quick
    assert digits == [(str(digit), tag.name) for digit, tag in sorted(by_quick.items())]


def test_the_main_help_names_every_command() -> None:
    assert all(command in page("") for command in COMMANDS)


def test_the_notes_file_of_the_readme_can_be_read() -> None:
    example = re.search(r"```toml\n(format.*?)```", readme(), re.DOTALL)
    assert example
    tomllib.loads(example[1])
    assert notes_format.loads(example[1].encode(), "README.md").annotations[0].credibility == 3


def test_themes_formats_and_suffixes_are_named() -> None:
    text = readme()
    themes, _ = load_themes([ROOT / "themes"])
    assert themes
    assert [name for name in themes if f"`{name}`" not in text] == []
    assert [name for name in EXPORTERS if name not in text.lower()] == []
    other_names = {".text": ".txt", ".markdown": ".md", ".mht": ".mhtml"}
    assert [s for s in READERS if f"`{other_names.get(s, s)}`" not in text] == []


def test_pictures_and_links_of_the_documents_exist() -> None:
    for document in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / target).exists(), f"{document}: {target}"


def test_the_house_is_as_contributing_says() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawing = text.split("themes/ sample_data/")[0]
    for name in re.findall(r"^      (\S+\.py|\S+/) ", drawing, re.MULTILINE):
        assert (ROOT / "tui" / name).exists(), name
    packages = {p.name + "/" for p in (ROOT / "tui").iterdir() if (p / "__init__.py").exists()}
    assert packages <= set(re.findall(r"^      (\S+/) ", drawing, re.MULTILINE))


def test_the_glossary_is_of_the_code() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("<!-- glossary")[1]
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| `([\w.]+)` \|$", text, re.MULTILINE)
    assert len(rows) >= 25
    for terms, where in rows:
        found = pkgutil.resolve_name(f"tui.{where}")
        if isinstance(found, type):
            assert found.__name__ in terms.split(", "), where


def test_the_ways_through_the_code_name_what_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    ways = text.split("**A tag key")[1].split("## Glossary")[0]
    paths = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tui").rglob("*.py")]
    source = "\n".join((ROOT / path).read_text("utf-8") for path in paths)
    for name in re.findall(r"`([\w./]+)`", ways):
        if name.endswith(".py"):
            assert any(path.endswith(f"/{name}") for path in paths), name
        else:
            last = name.rpartition(".")[2]
            assert re.search(rf"(?:class|def) {last}\b", source), name


def test_the_version_has_an_entry() -> None:
    from tui import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_each_promise_names_a_test_that_there_is() -> None:
    promises = readme().split("## What reader promises")[1].split("\n## ")[0]
    named = re.findall(r"`(test_\w+)`", promises)
    assert len(named) >= 10
    code = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "tests").rglob("test_*.py"))
    assert [name for name in named if f"def {name}(" not in code] == []


def test_the_report_in_the_readme_is_that_of_the_sample(tmp_path: Path) -> None:
    def words(text: str) -> str:
        text = re.sub(r'<a id="(?:passage|judgement)-\d+"></a>', "", text)  # is not shown
        return " ".join(re.sub(r"[>|*-]|\b(?:For|Against):\*\*", " ", text).split())

    out = tmp_path / "report.md"
    assert main(["export", str(ROOT / "sample_data"), "--to", "report", "-o", str(out)]) == 0
    report = words(out.read_text(encoding="utf-8"))
    block = readme().partition("What comes of it")[2].partition("\nA source")[0].partition("\n>")[2]
    parts = [*map(words, re.split(r"\n>\s*\n|\|", block))]
    sentences = [part for part in parts if len(part) > len("Against")]
    assert len(sentences) > 5
    assert [part for part in sentences if part not in report] == []
