"""What holds for every text whatsoever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model import graphemes
from tui.model.document import Document
from tui.readers import markdown, plain
from tui.readers.decode import canonical, decode
from tui.readers.markdown.inline import marks_of
from tui.readers.segment import guess_lang, split

PARTS = st.sampled_from(
    [
        "He left.",
        "in May. ",
        "U.S. officials",
        "“Why? No,” ",
        "Mr. ",
        "Gen. ",
        "p. 7",
        "(AP Photo)",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\u00a0",
        "\t",
        "- ",
        "1. ",
        "> ",
        ">",
        "# ",
        "* ",
        "**",
        "_",
        "`",
        "```\n",
        "[a](b)",
        "![c](d)",
        "[x]: y\n",
        "<!-- ",
        "-->",
        "<b>",
        "| a | b |\n|--|--|\n",
        "\\",
        "---\n",
        "+++\n",
        "&amp;",
        "~~",
        "Read more",
        "By Ana Ruiz",
        "Image: x",
        "http://a.b/c",
        "👩‍👩‍👧",
        "🇩🇪",
        "e\u0301",
        "\u0301",
        "\u200d",
        "שלום. ",
        "مرحبا. ",
        "是。",
        "」",
        "г. Киев",
        "\0",
        "\x1b[31m",
        "\u2028",
        "\u200b",
        "\ufeff",
        "\ufffd",
        "!",
        "?",
        ".",
        '"',
        "”",
        "]",
        "    ",
    ]
)
TEXT = st.lists(PARTS | st.text(max_size=6), max_size=24).map("".join)
LANG = st.sampled_from(["en", "ru", "de", "ja", "zh", "ar", "xx", ""])


def assert_passages(text: str, spans: list[tuple[int, int]]) -> None:
    """Trimmed, ordered, disjoint, nothing left out, no cluster split."""
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        # A mark on a space belongs to the space, which the trimming takes away.
        assert graphemes.floor(text, start) == start or text[:start].isspace()
        last = end
    assert not text[last:].strip()


def assert_sound(document: Document) -> None:
    last = 0
    for number, block in enumerate(document.blocks):
        assert last <= block.start < block.end <= len(document.text)
        words = document.text[block.start : block.end]
        assert words == words.strip()
        passages = document.passages(number)
        assert_passages(words, [(p.start - block.start, p.end - block.start) for p in passages])
        last = block.end
    starts = [mark.start for mark in document.marks]
    assert starts == sorted(starts)
    for mark in document.marks:
        block = document.blocks[document.block_at(mark.start)]
        assert block.start <= mark.start < mark.end <= block.end


@given(TEXT, LANG)
def test_sentences_cover_any_text(text: str, lang: str) -> None:
    assert_passages(text, split(text, lang))


@given(st.text(st.characters(), max_size=12), st.text(st.characters(), max_size=12), LANG)
def test_lone_surrogates_do_not_break_it(before: str, after: str, lang: str) -> None:
    text = f"{before}\ud800. A{after}"
    assert_passages(text, split(text, lang))


def test_a_paragraph_of_any_length_is_split_as_its_sentences_are() -> None:
    sentence = "The ship, which was late, left at noon. "
    spans = split(sentence * 5000, "en")
    assert spans == [(i * len(sentence), (i + 1) * len(sentence) - 1) for i in range(5000)]
    words = "word " * 20_000
    assert split(words, "en") == [(0, len(words) - 1)]


@given(TEXT)
def test_plain_text_is_blocks_and_blank_space(text: str) -> None:
    document = plain.read(text.encode(), "stem")
    assert_sound(document)
    outside, last = "", 0
    for block in document.blocks:
        outside += document.text[last : block.start]
        last = block.end
    outside += document.text[last:]
    # Only the marks of quoted lines and of items stand outside.
    assert all(c.isspace() or c in ">-*•‣◦▪+.()" or c.isalnum() for c in outside)
    assert len(outside.split()) <= 1 + 8 * len(document.blocks) or not outside.strip()


@given(TEXT)
def test_markdown_of_any_kind_is_sound(text: str) -> None:
    assert_sound(markdown.read(text.encode(), "stem"))


@given(TEXT)
def test_canonical_text_has_no_cr_and_is_stable(text: str) -> None:
    once = canonical(text)
    assert "\r" not in once
    assert canonical(once) == once
    assert len(once) == len(text) - text.count("\r\n")


@given(st.binary(max_size=60))
def test_any_bytes_decode_to_text_that_can_be_written(data: bytes) -> None:
    decode(data).encode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@given(text=st.text(max_size=40).filter(lambda t: "\0" not in t and not t.startswith("\ufeff")))
def test_every_encoding_gives_the_same_text(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == canonical(text)


WORDS = st.text("abc xyz,éй中", min_size=1, max_size=8)
INLINE = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        inner.map(lambda s: f"**{s}**"),
        inner.map(lambda s: f"*{s}*"),
        inner.map(lambda s: f"~~{s}~~"),
        inner.map(lambda s: f"[{s}](u.v 't')"),
        WORDS.map(lambda s: f"`{s}`"),
        WORDS.map(lambda s: f"{s}\\*{s}\\\\{s}"),
        inner.map(lambda s: f"{s}\n{s}"),
    ),
    max_leaves=8,
)


@given(INLINE)
def test_what_is_not_hidden_is_what_markdown_it_shows(content: str) -> None:
    content = content.strip()
    children: list = []
    found = marks_of(content, {}, children)
    assert found == sorted(found)
    hidden = {i for a, b, style in found if style == "hidden" for i in range(a, b)}
    seen = "".join(c for i, c in enumerate(content) if i not in hidden)
    shown = "".join("\n" if t.type in ("softbreak", "hardbreak") else t.content for t in children)
    assert seen.split() == shown.split()


@given(st.text(max_size=200))
def test_every_text_has_a_language(text: str) -> None:
    assert 2 <= len(guess_lang(text)) <= 3
