"""Real articles, where they are at hand: kinds, counts and offsets, never their words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from test_read_properties import assert_sound

from tui.readers import read
from tui.readers.folders import listing


def test_the_founding_article(corpora: Path) -> None:
    document = read(corpora / "seed" / "article.txt")
    assert_sound(document)
    kinds = Counter(block.kind for block in document.blocks)
    assert kinds == {"caption": 2, "heading": 2, "byline": 1, "related": 4, "paragraph": 34}
    assert (document.title, document.lang) == ("article", "en")
    assert 55 <= sum(1 for _ in document.all_passages()) <= 65
    related = [i for i, b in enumerate(document.blocks) if b.kind == "related"]
    assert related == list(range(len(document.blocks) - 4, len(document.blocks)))


def test_wikinews(corpora: Path) -> None:
    articles = listing(corpora / "corpora" / "wikinews")
    assert len(articles) > 100
    for path in articles:
        document = read(path)
        assert_sound(document)
        assert document.lang == "en", path
        assert [b.kind for b in document.blocks[:3]] == ["title", "byline", "byline"], path
        assert document.data.keys() == {"publisher", "date", "url"}, path
        assert document.data["date"] == path.name[:10]
        # These articles have neither subheads nor links after them.
        assert {b.kind for b in document.blocks}.isdisjoint({"heading", "related"}), path


def test_no_passage_of_a_speech_begins_in_the_middle_of_a_sentence(corpora: Path) -> None:
    count = odd = 0
    for path in listing(corpora / "corpora" / "state_union")[::8]:
        document = read(path)
        assert_sound(document)
        for number in range(len(document.blocks)):
            for passage in document.passages(number)[1:]:
                count += 1
                odd += document.text[passage.start].islower()
    assert count > 1000
    assert odd * 1000 < count
