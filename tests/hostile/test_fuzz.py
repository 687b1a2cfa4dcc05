"""Damaged notes and random bytes: a value or one clear line, never another exception.

What was found goes to corpus/ and is tried for ever; the long runs look for more.
"""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sampling import examples
from tui.model.document import Document
from tui.model.errors import ReaderError
from tui.readers import read_bytes
from tui.readers.decode import decode
from tui.store import dossier_file, dossier_format, notes_files, notes_format

CORPUS = Path(__file__).parent / "corpus"
SUFFIXES = (".txt", ".md", ".log")
SECONDS = 1.0

SOUND = b"""format = 1
[document]
path = "a.txt"
title = "Harbour"

[[source]]
id = "ada"
name = "Ada"
reliability = "C"

[[annotation]]
id = "01KAMN6E7Q0000000000000000"
rev = 3
start = 4
end = 9
quote = "ferry"
tags = ["claim/event", "use/key"]
source = "ada"
credibility = 2
note = \"\"\"
Seen \\u001b twice.\"\"\"
created = 2026-01-01T00:00:00Z
"""

TOKENS = st.sampled_from(
    [
        *(b'"""', b"'''", b'"', b"[[", b"]]", b"[", b"=", b"\n", b"\r\n", b"#", b"\0", b"\xff"),
        *(b"[[annotation]]\n", b"[annotation]\n", b"<<<<<<< ours\n", b"=======\n", b">>>>>>> x\n"),
        *(b"9" * 5000, b"0x" + b"f" * 9000, b"[" * 3000, b"a." * 1500, b"inf", b"nan", b"true"),
        *(b"format = 99\n", b"start = -1\n", b"end = 1e400\n", b"9999-12-31T23:59:59-23:59"),
        *(b"\\ud800", b"\\U00110000", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"{", b"}"),
    ]
)
EDITS = st.lists(
    st.tuples(st.integers(0, len(SOUND)), st.integers(0, 60), TOKENS | st.binary(max_size=8)),
    min_size=1,
    max_size=6,
)


def damaged(edits: list[tuple[int, int, bytes]], sound: bytes = SOUND) -> bytes:
    """A sound file with stretches of it replaced."""
    data = sound
    for at, length, token in edits:
        data = data[:at] + token + data[at + length :]
    return data


def try_notes(data: bytes, path: Path) -> None:
    """Load the bytes in both ways; what is understood can be written and read again."""
    path.write_bytes(data)
    start = time.process_time()
    loaded = notes_files.load(path)
    assert "\n" not in loaded.problem
    with suppress(ReaderError):
        found = notes_format.loads(data, "notes")
        assert notes_format.loads(notes_format.dumps(found), "again") == found
    assert time.process_time() - start < SECONDS


def try_dossier(data: bytes, path: Path) -> None:
    """Load the bytes as a dossier; what is understood can be written and read again."""
    path.write_bytes(data)
    start = time.process_time()
    loaded = dossier_file.load(path)
    assert "\n" not in loaded.problem
    again = dossier_format.loads(dossier_format.dumps(loaded.value), "again")
    assert again == loaded.value
    assert time.process_time() - start < SECONDS


def try_text(data: bytes, suffix: str) -> None:
    """Read the bytes; a Document is sound and can be hashed."""
    start = time.process_time()
    with suppress(ReaderError):
        assert_whole(read_bytes(data, stem="stem", suffix=suffix))
    assert time.process_time() - start < SECONDS


def assert_whole(document: Document) -> None:
    assert document.text_sha256
    last = 0
    for number, block in enumerate(document.blocks):
        assert last <= block.start < block.end <= len(document.text)
        assert document.passages(number)
        last = block.end


@pytest.mark.parametrize("path", sorted((CORPUS / "notes").iterdir()), ids=lambda p: p.name)
def test_notes_that_once_were_trouble(path: Path, tmp_path: Path) -> None:
    try_notes(path.read_bytes(), tmp_path / "a.txt.notes.toml")
    try_dossier(path.read_bytes(), tmp_path / "dossier.toml")


@pytest.mark.parametrize("path", sorted((CORPUS / "texts").iterdir()), ids=lambda p: p.name)
def test_texts_that_once_were_trouble(path: Path) -> None:
    for suffix in SUFFIXES:
        try_text(path.read_bytes(), suffix)


@examples(2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_damaged_notes(edits: list[tuple[int, int, bytes]], tmp_path: Path) -> None:
    try_notes(damaged(edits), tmp_path / "a.txt.notes.toml")


DOSSIER = b"""format = 1
[[source]]
id = "ada"
name = "Ada"
aliases = ["A."]
history = [
    { reliability = "B", date = 2026-01-01T00:00:00Z, reason = "why" },
]

[[judgement]]
id = "J"
cites = ["a.txt#1"]
against = ["a.txt#1"]

[judgement.grounds]
"a.txt#1" = "B2"

[[hypothesis]]
id = "H"

[hypothesis.evidence]
"a.txt#1" = "++"

[[search]]
name = "s"
query = "q"
seen = ["0a"]
"""


@examples(2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_damaged_dossiers(edits: list[tuple[int, int, bytes]], tmp_path: Path) -> None:
    try_dossier(damaged(edits, DOSSIER), tmp_path / "dossier.toml")


BYTES = st.binary(max_size=400) | st.lists(
    st.sampled_from(
        [
            *(b"word ", b"\n", b"\n\n", b"\r", b"\0", b"\xff", b"\xe9", b"\x93", b"\xe2\x80"),
            *(b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"a\0", b"\0a", b"\x1b[31m", b"\xc2\x9b"),
            *(b"> ", b"- ", b"1. ", b"#", b"***", b"[", b"](", b"![", b"<a", b"<!--", b"|-|\n"),
            *(b"---\n", b"+++\n", b"title = 0x" + b"f" * 9000 + b"\n", b"\xf0\x9f\x91\xa9\xe2\x80"),
            *("Порт ".encode("koi8-r"), "港口".encode("gb18030"), "é".encode(), b"\xed\xa0\x80"),
        ]
    ),
    max_size=40,
).map(b"".join)


@examples(4)
@given(data=BYTES, suffix=st.sampled_from(SUFFIXES))
def test_random_bytes(data: bytes, suffix: str) -> None:
    try_text(data, suffix)


@pytest.mark.long
@settings(
    max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=EDITS)
def test_damaged_notes_for_long(edits: list[tuple[int, int, bytes]], tmp_path: Path) -> None:
    try_notes(damaged(edits), tmp_path / "a.txt.notes.toml")


@pytest.mark.long
@settings(max_examples=20_000, deadline=None)
@given(data=BYTES, suffix=st.sampled_from(SUFFIXES))
def test_random_bytes_for_long(data: bytes, suffix: str) -> None:
    try_text(data, suffix)


@examples(1)
@given(BYTES)
def test_the_same_bytes_are_the_same_text(data: bytes) -> None:
    assert decode(data) == decode(bytes(bytearray(data)))


@pytest.mark.long
@settings(max_examples=2000, deadline=None)
@given(BYTES)
def test_the_same_bytes_are_the_same_text_for_long(data: bytes) -> None:
    assert decode(data) == decode(bytes(bytearray(data)))


def test_the_same_bytes_are_the_same_text_in_every_process() -> None:
    words = "Le port était fermé. Zażółć gęślą jaźń. Порт закрыт."
    encodings = ("cp1252", "iso8859_2", "cp1251", "koi8_r", "mac_roman", "cp850")
    samples = [words.encode(name, "ignore") for name in encodings]
    program = f"from tui.readers.decode import decode\nprint(ascii([*map(decode, {samples!r})]))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(CORPUS.parents[2])},
        ).stdout
        for seed in range(4)
    }
    assert len(answers) == 1
