"""The codebook's file, the built-in codebook, and which one is in effect."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from store_values import codebooks, form

from tests.sampling import examples
from tui.model.codebook import Codebook, Tag
from tui.model.errors import ReaderError
from tui.store import codebook_file as store
from tui.store import toml_files
from tui.store.codebook_file import CodebookError, builtin, dumps, find, loads

GROUPS = {
    "source": "named-official named-expert named-party anonymous-official anonymous-witness "
    "collective media-report document",
    "basis": "on-record background unconfirmed hearsay unattributed",
    "claim": "event figure intent forecast cause assessment denial no-comment",
    "status": "single-source corroborated disputed retracted unverifiable",
    "caveat": "motive limited-access second-hand dated loaded-wording",
    "topic": "actor place date weapon casualties displacement",
    "use": "key background follow-up gap",
}
COLORS = {"red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "gray"}
MINE = Codebook((Tag("mine", "m", 1, note="one\ntwo"),))


@given(codebooks)
@examples(2, suppress_health_check=[HealthCheck.too_slow])
def test_any_codebook_survives(codebook: Codebook) -> None:
    again = loads(dumps(codebook), "x")
    assert again == codebook
    assert form(again) == form(codebook)


def test_the_form_that_the_design_shows() -> None:
    tag = Tag(
        "claim/denial", "d", 3, "red", "A party denies.", "1\n2", ("claim/denies",), "Denials"
    )
    assert (
        dumps(Codebook((Tag("claim", "c"), tag))).decode()
        == """\
format = 1

[[tag]]
name = "claim"
key = "c"

[[tag]]
name = "claim/denial"
key = "d"
quick = 3
color = "red"
heading = "Denials"
description = "A party denies."
note = \"\"\"
1
2\"\"\"
was = ["claim/denies"]
"""
    )


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "the file is empty"),
        ("tag = 3", 1, "'tag' is not a list"),
        ("[tag]\nname = 'a'", 1, "'tag' is not a list"),
        ("[[tag]]\nkey = 'a'", 1, "'name' is missing"),
        ("[[tag]]\nname = ''", 2, "'name' is empty"),
        ("[[tag]]\nname = 'a'\nkey = 'ab'", 3, "'key' is more than one letter"),
        ("[[tag]]\nname = 'a'\n[[tag]]\nname = 'b'\nquick = 10", 5, "'quick' is not from 1 to 9"),
        ("[[tag]]\nname = 'a'\nquick = '1'", 3, "'quick' is not a whole number"),
        ("[[tag]]\nname = 'a'\nwas = 'b'", 3, "'was' is not a list"),
        ("[[tag]]\nname = 'a'\n\n[[tag]]\nname = 'a'", 5, "the tag 'a' occurs twice"),
        ("[[tag]]\nname = 'a", 2, 'Expected "\'"'),
    ],
)
def test_damage_is_named_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(CodebookError, match=f"^c.toml, line {line}: {re.escape(what)}"):
        loads(text.encode(), "c.toml")


def test_the_built_in_tags_are_those_of_the_design() -> None:
    expected = [
        name
        for group, leaves in GROUPS.items()
        for name in (group, *(f"{group}/{leaf}" for leaf in leaves.split()))
    ]
    assert [tag.name for tag in builtin().tags] == expected


def test_the_built_in_keys_are_unique_and_mnemonic() -> None:
    book = builtin()
    for group in ("", *GROUPS):
        keys = [tag.key for tag in book.children(group)]
        assert len(set(keys)) == len(keys)
        for tag in book.children(group):
            assert len(tag.key) == 1
            assert tag.key in tag.leaf
    assert (book.by_name["claim"].key, book.by_name["claim/denial"].key) == ("c", "d")


def test_the_built_in_digits() -> None:
    quick = {tag.quick: tag.name for tag in builtin().tags if tag.quick}
    assert sorted(quick) == list(range(1, 10))
    assert [quick[n] for n in (1, 2, 3)] == ["claim/intent", "topic/actor", "claim/denial"]


def test_every_built_in_tag_has_a_colour_and_a_sentence() -> None:
    book = builtin()
    colors = [book.by_name[group].color for group in GROUPS]
    assert len(set(colors)) == len(colors)
    for tag in book.tags:
        assert book.color_of(tag.name) in COLORS
        assert tag.description[0].isupper()
        assert tag.description.endswith(".")


def test_the_built_in_file_is_canonical() -> None:
    assert dumps(builtin()) == Path(store.__file__).with_name("builtin.toml").read_bytes()


def test_the_nearest_codebook_wins(tmp_path: Path) -> None:
    user, articles = tmp_path / "config", tmp_path / "a" / "b" / "c"
    user.mkdir()
    articles.mkdir(parents=True)
    assert find(articles, user) == store.EffectiveCodebook(builtin(), None)
    assert find(None, user) == store.EffectiveCodebook(builtin(), None)
    for folder, name in ((user, "user"), (tmp_path / "a", "a"), (articles, "c")):
        (folder / "codebook.toml").write_bytes(dumps(Codebook((Tag(name),))))
        found = find(articles, user)
        assert (found.codebook.tags, found.path) == ((Tag(name),), folder / "codebook.toml")
        assert find(articles / "article.txt", user) == found
    assert find(None, user).path == user / "codebook.toml"


def test_a_damaged_codebook_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").write_text("[[tag]\n")
    with pytest.raises(ReaderError, match=r"codebook\.toml, line 1: "):
        find(tmp_path, tmp_path / "none")


def test_a_folder_of_that_name_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").mkdir()
    assert find(tmp_path, tmp_path).path is None


def test_save_and_find(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    assert store.save(path, MINE).value == MINE
    assert find(None, tmp_path) == store.EffectiveCodebook(MINE, path, is_users=True)


def test_comments_in_a_codebook_are_kept_in_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    by_hand = b"# by hand\n" + dumps(MINE)
    path.write_bytes(by_hand)
    assert store.save(path, MINE).backup is None
    assert path.read_bytes() == by_hand
    backup = store.save(path, builtin()).backup
    assert backup is not None
    assert backup.read_bytes() == by_hand
    assert loads(path.read_bytes(), "x") == builtin()


def test_changes_of_another_program_are_merged(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    store.save(path, MINE)
    store.save(path, Codebook((*MINE.tags, Tag("theirs"))), MINE)
    saved = store.save(path, Codebook((*MINE.tags, Tag("ours"))), MINE)
    assert [tag.name for tag in saved.value.tags] == ["mine", "ours", "theirs"]
    assert loads(path.read_bytes(), "x") == saved.value


@pytest.mark.parametrize("data", [b"", b"[[tag]", dumps(replace(MINE, format=2))])
def test_a_damaged_or_newer_codebook_is_not_overwritten(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "codebook.toml"
    path.write_bytes(data)
    with pytest.raises(ReaderError):
        store.save(path, MINE)
    assert path.read_bytes() == data


BOOK = Codebook(
    (Tag("river", "r", note="A rule\nof two lines."), Tag("river/bank", "b"), Tag("sea"))
)


def test_repair_keeps_every_whole_tag_and_the_original(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    torn = dumps(BOOK)[:-5]
    path.write_bytes(torn)
    done = store.repair(path)
    assert done.value.tags == BOOK.tags[:2]
    assert done.kept == tmp_path / "codebook.toml.damaged"
    assert done.kept.read_bytes() == torn
    assert done.lost
    assert find(tmp_path, tmp_path).codebook == done.value
    assert store.repair(path) == toml_files.Repaired(done.value, done.stamp), "it is sound now"


@examples(2)
@given(codebooks, st.data())
def test_whatever_was_whole_before_a_cut_is_recovered(
    codebook: Codebook, data: st.DataObject
) -> None:
    whole = dumps(codebook)
    cut = data.draw(st.integers(0, len(whole)))
    found, lost = store.recover(whole[:cut])
    ends = [
        len(dumps(replace(codebook, tags=codebook.tags[:n]))) for n in range(1, len(codebook.tags))
    ]
    complete = sum(end <= cut for end in ends)
    if complete:
        assert found.tags[:complete] == codebook.tags[:complete]
    assert {tag.name for tag in found.tags} <= {
        tag.name for tag in (*codebook.tags, *builtin().tags)
    }
    assert loads(dumps(found), "again") == found
    assert all("\n" not in line for line in lost)


DAMAGED = {
    "zeros behind": (dumps(BOOK) + b"\0" * 900, BOOK.tags, False),
    "only zeros": (b"\0" * 900, builtin().tags, True),
    "empty": (b"", builtin().tags, True),
    "a wrong type": (
        dumps(BOOK).replace(b'key = "b"', b"key = 7"),
        ("river", "river/bank", "sea"),
        True,
    ),
    "no name": (
        dumps(BOOK).replace(b'name = "sea"', b'color = "red"'),
        ("river", "river/bank"),
        True,
    ),
    "a name twice": (dumps(BOOK) + b'\n[[tag]]\nname = "sea"\nkey = "s"\n', BOOK.tags, True),
    "another encoding": (dumps(BOOK).decode().encode("utf-16"), BOOK.tags, True),
    "both sides of a conflict": (
        dumps(BOOK)
        + b'\n<<<<<<< a\n[[tag]]\nname = "x"\n=======\n[[tag]]\nname = "y"\n>>>>>>> b\n',
        ("river", "river/bank", "sea", "x", "y"),
        False,
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_left_of_a_damaged_codebook(name: str) -> None:
    data, tags, is_lost = DAMAGED[name]
    with pytest.raises(CodebookError):
        loads(data, "x")
    found, lost = store.recover(data)
    assert [tag.name for tag in found.tags] == [getattr(tag, "name", tag) for tag in tags]
    assert bool(lost) == is_lost, lost


@pytest.mark.parametrize("data", [None, b"format = 2\n[[tag]]\n"])
def test_a_codebook_that_cannot_be_repaired_is_left_alone(
    tmp_path: Path, data: bytes | None
) -> None:
    path = tmp_path / "codebook.toml"
    if data:
        path.write_bytes(data)
    with pytest.raises(ReaderError, match="newer" if data else "nothing to repair"):
        store.repair(path)
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ".lock"] == (
        ["codebook.toml"] if data else []
    )
