"""The limits of what a file may hold, and the line that an error names."""

from __future__ import annotations

import re
import tracemalloc
from typing import Any

import pytest

from tui.store import toml_reader, toml_writer
from tui.store.notes_format import NotesError, dumps, loads

HEAD = '[[annotation]]\nid = "A"\nstart = 0\nend = 9\nquote = "x"\n'


def problem(text: str) -> tuple[int, str]:
    """The line that the error for a file names, and what it says is wrong there."""
    with pytest.raises(NotesError) as caught:
        loads(text.encode(), "x")
    return caught.value.line, caught.value.what


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (f"rev = {2**63 - 1}", f"rev = {2**63}"),
        ("rev = 1", "rev = 0"),
        ("credibility = 6", "credibility = 7"),
        ("credibility = 1", "credibility = 0"),
        (f"odd = {2**4096 - 1:#x}", f"odd = {2**4096:#x}"),
        (f"odd = {nested(50)}", f"odd = {nested(51)}"),
        ("odd = {" + "a.b = 1}", "odd = " + "{a=" * 51 + "1" + "}" * 51),
    ],
)
def test_the_last_value_that_is_allowed_and_the_first_that_is_not(good: str, bad: str) -> None:
    kept = loads(f"{HEAD}{good}\n".encode(), "x")
    assert loads(dumps(kept), "again") == kept
    line, what = problem(f"{HEAD}{bad}\n")
    assert line == 6
    assert re.match(r"'\w+' is (not from|not 1 or more|nested too deeply)", what)


LINES = [
    # (text, the line where the mistake is)
    (f"{HEAD}rev = 'x'\n", 6),
    (f"{HEAD}\n{HEAD}rev = 'x'\n", 12),
    (f'{HEAD}note = """\nrev = 1\n[[annotation]]\n"""\nrev = "x"\n', 10),
    (f"{HEAD}# rev = 1\nrev = 'x'\n", 7),
    (f"{HEAD}  rev   =   'x'\n", 6),
    (f"{HEAD}revision = 1\nrev = 'x'\n", 7),
    (f"format = 'x'\n{HEAD}", 1),
    (f"{HEAD}[odd]\nformat = 1\n[document]\ntitle = 7\n", 9),
    ("format = 1\nannotation = 7\n", 2),
    ("annotation = [{id = 7}]\n", 1),
    ("\n\n[[annotation]]\nid = 'A'\n", 3),
    ("[annotation]\nid = 'A'\n", 1),
    ("format = 1\n\nformat = 2\n", 3),
    ("a = 1\nb = 1\nc = 1\nd = " + "9" * 5000 + "\n" + "e = 1\n" * 4, 4),
    ("a = 1\nb = " + "[" * 9000 + "\n", 2),
    # Every beginning of a key is kept by a parser that does not bound them: gigabytes for this one.
    ("a = 1\nb" + ".b" * 100_000 + " = 1\n", 2),
    ("a = 1\r\nb = '\r\n", 2),
    ("a = 1\n<<<<<<< ours\nb = 2\n", 2),
    ("a = 1\nb = '\u00e9'\nc = \"x\n", 3),
]


@pytest.mark.parametrize(("text", "line"), LINES)
def test_the_line_that_is_wrong_is_named(text: str, line: int) -> None:
    assert problem(text)[0] == line


def test_bytes_that_are_no_text_are_named_by_their_line() -> None:
    with pytest.raises(NotesError, match="line 3: not UTF-8"):
        loads(b"a = 1\nb = 2\nc = '\xff'\n", "x")
    for empty in (b"", b"\0\0", b" \r\n\t"):
        with pytest.raises(NotesError, match="line 1: the file is empty"):
            loads(empty, "x")


def test_a_byte_order_mark_is_allowed() -> None:
    assert loads(b"\xef\xbb\xbfformat = 1\n", "x").format == 1


WRONG: list[tuple[str, Any, str]] = [
    ("text", 7, "a text in quotes"),
    ("whole", True, "a whole number"),
    ("texts", "x", "a list"),
    ("texts", ["a", 7], "a list of texts in quotes"),
    ("moment", "2026", "a date with a time"),
    ("tables", {}, "a list"),
]


@pytest.mark.parametrize(("method", "value", "says"), WRONG)
def test_each_kind_of_value_says_what_it_should_be(method: str, value: Any, says: str) -> None:
    page = toml_reader.TomlText("x", "k = 1\n", toml_reader.DamagedError)
    record = toml_reader.TomlRecord(page, {"k": value})
    more = (0, 0) if method == "whole" else ()
    with pytest.raises(toml_reader.DamagedError, match=f"'k' is not {says}$|'k' is not {says};"):
        getattr(record, method)("k", *more)


def test_what_must_be_there_is_missed() -> None:
    page = toml_reader.TomlText("x", "", toml_reader.DamagedError)
    with pytest.raises(toml_reader.DamagedError, match="'k' is missing"):
        toml_reader.TomlRecord(page, {}).name("k")
    with pytest.raises(toml_reader.DamagedError, match="'k' is empty"):
        toml_reader.TomlRecord(page, {"k": ""}).name("k")
    with pytest.raises(toml_reader.DamagedError, match="'h' is not a table"):
        toml_reader.TomlRecord(page, [], "h")
    assert toml_reader.TomlRecord(page, {}).text("k") == ""
    assert toml_reader.TomlRecord(page, {}).inner("k").extra() == {}


@pytest.mark.parametrize(
    ("char", "written"),
    [
        ("\0", "\\u0000"), ("\x1b", "\\u001B"), ("\x7f", "\\u007F"), ("\x9f", "\\u009F"),
        ("\u00ad", "\\u00AD"), ("\u200b", "\\u200B"), ("\u2028", "\\u2028"), ("\u202e", "\\u202E"),
        ("\ufeff", "\\uFEFF"), ("\ufffb", "\\uFFFB"), ("\U000e0041", "\\U000E0041"), ("\t", "\\t"),
        ("\b", "\\b"), ("\f", "\\f"), ("\r", "\\r"), ("\n", "\\n"), ('"', '\\"'), ("\\", "\\\\"),
        ("é", "é"), ("\uffff", "\uffff"),
        ("🚢", "🚢"), (" ", " "), ("~", "~"), ("\u00a0", "\u00a0"),
    ],
)  # fmt: skip
def test_how_a_character_is_written(char: str, written: str) -> None:
    assert toml_writer.string(f"a{char}b") == f'"a{written}b"'


SIZE = 1 << 18
LONG = {
    "digits": ("x = " + "9" * SIZE, "a number of more than 4300 digits"),
    "digits in groups": ("x = 1" + "_1" * (SIZE // 2), "a number of more than 4300 digits"),
    "a fraction": ("x = 1." + "1" * SIZE, "a number of more than 4300 digits"),
    "an exponent": ("x = 1e" + "1" * SIZE, "a number of more than 4300 digits"),
    "hexadecimal": ("x = 0x" + "f" * SIZE, "a number of more than 4300 digits"),
    "a dotted key": ("a." * (SIZE // 2) + "b = 1", "nested too deeply"),
    "a header": (f"[{'a . ' * (SIZE // 4)}b]", "nested too deeply"),
    "quoted parts": ('"\\"".' * (SIZE // 5) + "b = 1", "nested too deeply"),
    "an inline table": ("x = {" + "'a'." * (SIZE // 4) + "b = 1}", "nested too deeply"),
}
"""A line that a parser would take much time or memory for, and what is said of it."""


@pytest.mark.parametrize("case", LONG)
def test_what_is_costly_to_parse_is_refused_with_its_line(case: str) -> None:
    line, what = LONG[case]
    assert problem(f'note = """\n# "\n"""  # a comment\n{line}\n') == (4, what)


def test_the_same_characters_in_a_text_are_no_number_and_no_key() -> None:
    for text in ("9" * 5000, "a." * 5000):
        assert loads(f'note = "{text}"\n# {text}\n'.encode(), "x").extra["note"] == text


TEXTS = {
    "lines": ('x = """' + "a" * SIZE + '"""', True),
    "escapes in lines": ('x = """' + '\\"' * (SIZE // 2) + '"""', True),
    "one line": ('x = "' + "a" * SIZE + '"', True),
    "escapes": ('x = "' + '\\"' * (SIZE // 2) + '"', True),
    "no end": ('x = """' + '\\"' * (SIZE // 2), False),
    "quotation marks": ('"' * SIZE, False),
}
"""A long string, and whether a comment after it is one."""


@pytest.mark.parametrize("case", TEXTS)
def test_looking_for_strings_takes_little_memory(case: str) -> None:
    text, is_comment = TEXTS[case]
    data = f"{text}#".encode()
    tracemalloc.start()
    try:
        found = toml_reader.has_comments(data)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 16 * SIZE
    assert found in (is_comment, case == "quotation marks")
