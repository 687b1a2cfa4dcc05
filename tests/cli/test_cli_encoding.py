"""--encoding NAME: for every command that reads, and remembered in the notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = "Порт закрыт. Министр сказал во вторник, что порт будет закрыт ещё неделю.\n"
AS_GREEK = TEXT.encode("koi8-r").decode("iso8859_7", "replace")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "port.txt"
    path.write_bytes(TEXT.encode("koi8-r"))
    return path


def texts(run: Run, *words: object) -> str:
    done = run("passages", *words, "--json")
    return " ".join(record["text"] for record in done.records)


def test_the_encoding_is_found(run: Run, article: Path) -> None:
    assert texts(run, article).startswith("Порт закрыт.")


@pytest.mark.parametrize("option", [["--encoding", "latin5"], ["--encoding=windows-1254"]])
def test_a_chosen_encoding_is_used(run: Run, article: Path, option: list[str]) -> None:
    expected = TEXT.encode("koi8-r").decode("cp1254").split(".")[0]
    assert texts(run, article, *option).startswith(expected)


@pytest.mark.parametrize(
    "words",
    [
        ["passages", "port.txt"],
        ["search", "порт", "port.txt"],
        ["tag", "port.txt", "--quote", "x", "--tag", "y"],
        ["notes", "port.txt"],
        ["check", "port.txt"],
        ["export", "port.txt", "--to", "json"],
        ["sources", "port.txt"],
        ["port.txt"],
    ],
)
def test_an_unknown_encoding_is_wrong_usage(run: Run, words: list[str]) -> None:
    done = run(*words, "--encoding", "klingon")
    assert done.code == 2
    assert "no encoding is called 'klingon'" in done.err


def test_a_folder_is_not_opened_in_one_encoding(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path, "--encoding", "koi8-r")
    assert (done.code, "one article" in done.err) == (2, True)


def test_standard_input_takes_it_too(run: Run) -> None:
    done = run("passages", "-", "--encoding", "koi8-r", "--json", stdin=b"\xf0\xcf\xd2\xd4")
    assert [record["text"] for record in done.records] == ["Порт"]


def test_what_was_tagged_in_an_encoding_is_found_in_it_again(run: Run, article: Path) -> None:
    article.write_bytes("Il a neigé été à Paris.\n".encode("cp1252"))
    assert texts(run, article) == "Il a neigé été à Paris."
    quote = "été".encode("cp1252").decode("koi8-r")
    assert run("search", "été", article.parent, "--json").records  # which keeps an index
    tagged = run("tag", article, "--quote", quote, "--tag", "use/key", "--encoding", "koi8-r")
    assert tagged.code == 0
    assert 'encoding = "koi8-r"' in article.with_name("port.txt.notes.toml").read_text()
    assert quote in texts(run, article)
    (note,) = run("notes", article, "--json").records
    assert (note["quote"], note["state"]) == (quote, "anchored")
    assert run("check", article).code == 0
    for place in (article, article.parent):
        assert quote in run("search", quote, place, "--json").records[0]["text"]
    assert quote in run("export", article, "--to", "json").out


def test_a_folder_is_searched_in_a_chosen_encoding(run: Run, article: Path) -> None:
    chosen = run("search", "Порт закрыт", article.parent, "--encoding", "koi8-r", "--json")
    assert chosen.records[0]["text"] == "Порт закрыт."
    other = run("search", "Порт закрыт", article.parent, "--encoding", "latin1", "--json")
    assert all("Порт" not in record["text"] for record in other.records)


def test_damage_is_told_once_on_standard_error(run: Run, article: Path) -> None:
    article.write_bytes("Порт закрыт. ".encode() + b"\xff" + " Министр сказал.\n".encode())
    remark = "1 character is damaged in the file (utf-8); U+FFFD is shown"
    for words in (["passages"], ["search", "порт"], ["sources"], ["notes"], ["check"]):
        assert run(*words, article).err == f"reader: {article}: {remark}\n"


def test_the_name_automatic_has_the_notes_forget_the_encoding(run: Run, article: Path) -> None:
    words = ["tag", article, "--quote", "Порт", "--tag", "use/key"]
    assert run(*words, "--encoding", "koi8-r").code == 0
    notes = article.with_name("port.txt.notes.toml")
    assert 'encoding = "koi8-r"' in notes.read_text(encoding="utf-8")
    assert run(*words, "--encoding", "automatic").code == 0
    assert "encoding" not in notes.read_text(encoding="utf-8")


def test_an_unknown_encoding_in_the_notes_is_told_and_can_be_replaced(
    run: Run, article: Path
) -> None:
    notes = article.with_name("port.txt.notes.toml")
    notes.write_text('format = 1\n[document]\npath = "port.txt"\nencoding = "klingon"\n')
    done = run("passages", article)
    assert (done.code, "no encoding is called 'klingon'" in done.err) == (1, True)
    assert texts(run, article, "--encoding", "automatic").startswith("Порт закрыт.")


def test_a_value_that_is_no_name_is_left_as_it_is(run: Run, article: Path) -> None:
    notes = article.with_name("port.txt.notes.toml")
    notes.write_text('format = 1\n[document]\npath = "port.txt"\nencoding = 8\n')
    assert run("tag", article, "--quote", "Порт", "--tag", "use/key").code == 0
    assert "encoding = 8" in notes.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["--encoding"], ["--encoding="], ["--encoding", ""]])
def test_a_missing_name_is_wrong_usage(run: Run, article: Path, words: list[str]) -> None:
    for command in ([], ["passages"]):
        assert run(*command, article, *words).code == 2
