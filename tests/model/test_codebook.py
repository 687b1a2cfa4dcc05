"""The tree of tags and edits on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.codebook import (
    Codebook,
    Tag,
    add,
    change,
    covers,
    normal_name,
    remove,
    rename,
    renamed_path,
    spelled_as,
)

BOOK = Codebook(
    (
        Tag("claim", "c", color="orange"),
        Tag("claim/denial", "d", 3, "red"),
        Tag("claim/event", "e"),
        Tag("topic/actor", "a", 2),
        Tag("use", "u"),
    )
)
paths = st.lists(st.sampled_from(["a", "b", "ab", "c"]), min_size=1, max_size=3).map("/".join)


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    book = Codebook()
    for name in draw(st.lists(paths, max_size=7)):
        book = add(book, name)
    for name, quick in zip(draw(st.lists(paths, max_size=3)), (1, 2, 3), strict=False):
        if name in book.by_name:
            tag = book.by_name[name]
            book = change(book, Tag(name, tag.key, quick, was=draw(st.lists(paths).map(tuple))))
    return book


def names(book: Codebook) -> list[str]:
    return [tag.name for tag in book.tags]


def is_sound(book: Codebook) -> bool:
    """Names, keys among siblings and digits are each given once."""
    keys = [(tag.parent, tag.key) for tag in book.tags if tag.key]
    digits = [tag.quick for tag in book.tags if tag.quick]
    return all(len(set(items)) == len(items) for items in (names(book), keys, digits))


def test_parts_of_a_name() -> None:
    assert (Tag("a/b/c").parent, Tag("a/b/c").leaf) == ("a/b", "c")
    assert (Tag("a").parent, Tag("a").leaf) == ("", "a")


def test_children_with_implied_groups() -> None:
    assert [tag.name for tag in BOOK.children()] == ["claim", "topic", "use"]
    assert BOOK.children()[1] == Tag("topic", key="t")
    assert [tag.name for tag in BOOK.children("claim")] == ["claim/denial", "claim/event"]
    assert BOOK.children("use") == []
    assert Codebook((Tag("a/b/c"),)).children("a") == [Tag("a/b", key="b")]


def test_groups() -> None:
    assert BOOK.is_group("claim")
    assert BOOK.is_group("topic")
    assert not BOOK.is_group("use")
    assert not BOOK.is_group("clai")


@pytest.mark.parametrize(
    ("name", "color"),
    [
        ("claim", "orange"),
        ("claim/denial", "red"),
        ("claim/event", "orange"),
        ("claim/new/leaf", "orange"),
        ("topic/actor", ""),
        ("other", ""),
    ],
)
def test_colours_come_down_from_the_group(name: str, color: str) -> None:
    assert BOOK.color_of(name) == color


@pytest.mark.parametrize(
    ("name", "label"), [("claim/denial", "3"), ("claim/event", "e"), ("topic/place", "p")]
)
def test_labels(name: str, label: str) -> None:
    assert BOOK.label_of(name) == label


@pytest.mark.parametrize(
    ("group", "name", "expected"),
    [("a", "a", True), ("a", "a/b", True), ("a", "ab", False), ("a/b", "a", False)],
)
def test_covers(group: str, name: str, expected: bool) -> None:
    assert covers(group, name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (" claim / de  nial ", "claim/de nial"),
        ("//a//b/", "a/b"),
        ("\n\t", ""),
        ("é/字", "é/字"),
    ],
)
def test_normal_names(name: str, expected: str) -> None:
    assert normal_name(name) == expected
    assert normal_name(expected) == expected


def test_a_new_tag_gets_a_free_letter_and_stands_in_its_group() -> None:
    book = add(BOOK, "claim/deed")
    assert names(book)[:4] == ["claim", "claim/denial", "claim/event", "claim/deed"]
    assert book.by_name["claim/deed"].key == ""
    assert add(BOOK, "claim/delay").by_name["claim/delay"].key == "l"
    assert names(add(BOOK, "new"))[-1] == "new"
    assert add(BOOK, "use") is BOOK


@pytest.mark.parametrize(("name", "key"), [("état", "t"), ("字", ""), ("3D", "d"), ("ünruh", "n")])
def test_keys_are_letters_that_every_keyboard_has(name: str, key: str) -> None:
    assert add(Codebook(), name).by_name[name].key == key


def test_a_key_or_digit_moves_over() -> None:
    book = change(BOOK, Tag("claim/event", "d", 2))
    assert book.by_name["claim/event"] == Tag("claim/event", "d", 2)
    assert book.by_name["claim/denial"].key == ""
    assert book.by_name["topic/actor"].quick == 0
    assert change(BOOK, Tag("use/key", "c")).by_name["claim"].key == "c"


def test_remove_takes_what_lies_below() -> None:
    assert names(remove(BOOK, "claim")) == ["topic/actor", "use"]
    assert names(remove(BOOK, "topic")) == ["claim", "claim/denial", "claim/event", "use"]


def test_rename_moves_the_children_and_leaves_was() -> None:
    book = rename(BOOK, "claim", "says")
    assert names(book) == ["says", "says/denial", "says/event", "topic/actor", "use"]
    assert book.by_name["says/denial"] == Tag("says/denial", "d", 3, "red", was=("claim/denial",))
    assert book.current("claim/event") == "says/event"
    assert rename(book, "says", "claim").by_name["claim"].was == ("says",)


def test_rename_into_an_existing_one_merges() -> None:
    book = rename(BOOK, "claim/event", "claim/denial")
    assert names(book) == ["claim", "claim/denial", "topic/actor", "use"]
    assert book.by_name["claim/denial"].was == ("claim/event",)
    book = rename(BOOK, "claim/denial", "use")
    assert book.by_name["use"] == Tag("use", "u", was=("claim/denial",))


def test_rename_of_a_group_that_is_only_implied() -> None:
    book = rename(BOOK, "topic", "about")
    assert "about/actor" in book.by_name
    assert book.current("topic/actor") == "about/actor"
    assert book.current("topic") == "about"


def test_rename_below_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="lies below"):
        rename(BOOK, "claim", "claim/old")


def test_a_name_in_use_is_no_former_name() -> None:
    book = Codebook((Tag("a", was=("b", "c")), Tag("b")))
    assert (book.current("b"), book.current("c"), book.current("d")) == ("b", "a", "d")


@given(books(), paths)
def test_adding_keeps_a_codebook_sound(book: Codebook, name: str) -> None:
    after = add(book, name)
    assert is_sound(after)
    assert set(names(after)) == {*names(book), name}


@given(books(), paths, st.sampled_from(["", "a", "b"]), st.integers(0, 9))
def test_changing_keeps_a_codebook_sound(book: Codebook, name: str, key: str, quick: int) -> None:
    after = change(book, Tag(name, key, quick))
    assert is_sound(after)
    assert after.by_name[name] == Tag(name, key, quick)


@given(books(), paths, paths)
def test_renaming_keeps_a_codebook_sound(book: Codebook, old: str, new: str) -> None:
    if covers(old, new):
        return
    after = rename(book, old, new)
    assert is_sound(after)
    expected = {renamed_path(name, old, new) for name in names(book)} | {new}
    assert set(names(after)) == expected
    for name in names(book):
        if covers(old, name):
            assert after.current(name) == renamed_path(name, old, new)


@given(books(), paths)
def test_removing_leaves_the_others_as_they_are(book: Codebook, name: str) -> None:
    after = remove(book, name)
    assert after.tags == tuple(tag for tag in book.tags if not covers(name, tag.name))


@pytest.mark.parametrize(
    ("names", "name", "spelled"),
    [
        (["london"], "London", "london"),
        (["london", "London"], "London", "London"),
        (["london"], "Londres", "Londres"),
        (["topic/actor"], "Topic/Actor", "topic/actor"),
        (["topic/actor"], "Topic/Place", "topic/Place"),
        (["topic/actor"], "TOPIC", "topic"),
        (["topic/actor"], "Topical/Actor", "Topical/Actor"),
        (["actor"], "topic/Actor", "topic/Actor"),
        (["stra\u00dfe"], "STRASSE", "stra\u00dfe"),
        (["caf\u00e9"], "Cafe\u0301", "caf\u00e9"),
        ([], "London", "London"),
    ],
)
def test_a_name_takes_the_spelling_that_exists(names: list[str], name: str, spelled: str) -> None:
    assert spelled_as(names, name) == spelled
