"""Copies among the articles of a folder: what is found, kept in the cache, and compared again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.library import Library, known_texts
from tui.library.article_words import ArticleWords
from tui.library.copies import evidence_of_origin, find_copies, groups_of_copies, known_partners
from tui.library.shared_texts import SharedTexts, SharedTextSearch
from tui.model.shared_text import SharedText

REPORT = (
    "The council of the harbour town agreed late on Tuesday to close both of its ferries for the "
    "winter. Engineers had found cracks in the older hull in March, and no yard on the coast had "
    "offered to mend it before spring. Residents of the outer islands will have to be flown out."
)
SPEECH = (
    "We have waited for eleven years, and we will not wait for one more winter, because the people "
    "of the islands have been promised this bridge by every government since the war."
)
WEATHER = (
    "Snow is expected on the passes from Thursday on. Drivers should carry chains and enough fuel, "
    "the weather service advised, and should look at the signs before they set out for the valleys."
)


def write(folder: Path, **articles: str) -> None:
    for name, text in articles.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")


def search(folder: Path) -> SharedTexts:
    library = Library(folder, folders(), Config()).ready()
    return find_copies(library.collection.passages, [library])


def pair(folder: Path) -> SharedText:
    """The one pair of articles with common text."""
    (found,) = search(folder).shared
    return found


def test_a_report_in_two_articles_is_found_where_it_stands(tmp_path: Path) -> None:
    write(tmp_path, a=f"{WEATHER}\n\n{REPORT}", b=f"{REPORT}\n\nNobody was hurt.", c=WEATHER[:60])
    found = pair(tmp_path)
    assert (found.a, found.b) == ("a.txt", "b.txt")
    assert found.share == 53 / 56
    (span,) = found.spans
    texts = [(tmp_path / name).read_text("utf-8") for name in (found.a, found.b)]
    assert texts[0][slice(*span.a)] == texts[1][slice(*span.b)] == REPORT[:-1]


def test_spelling_of_quotes_case_and_line_ends_makes_no_difference(tmp_path: Path) -> None:
    other = (
        REPORT.replace("Tuesday", "TUESDAY").replace("winter. ", "winter.\r\n").replace("ü", "ü")
    )
    write(tmp_path, a=REPORT + " It’s so.", b=other + " It's so.")
    assert pair(tmp_path).share == 1


@pytest.mark.parametrize(
    "quoted",
    [f"“{SPEECH}”", f'"{SPEECH}"', f"«{SPEECH}»", f"„{SPEECH}“", f"‘{SPEECH}’", f"「{SPEECH}」"],
)
def test_a_speech_that_two_reporters_quote_is_no_copy(tmp_path: Path, quoted: str) -> None:
    write(tmp_path, a=f"{REPORT}\n\n{quoted} she said.", b=f"{WEATHER}\n\n{quoted} he added.")
    assert search(tmp_path).shared == ()


def test_a_speech_over_several_paragraphs_is_no_copy(tmp_path: Path) -> None:
    parts = SPEECH.split(", ")
    speech = "\n\n".join(f"“{part}, and so we went on for days and nights" for part in parts) + "”"
    write(tmp_path, a=f"{REPORT}\n\n{speech}\n\nShe left.", b=f"{WEATHER}\n\n{speech}\n\nHe left.")
    assert search(tmp_path).shared == ()


def test_equal_articles_with_quotations_are_equal(tmp_path: Path) -> None:
    text = f"{REPORT}\n\n“{SPEECH}” said the mayor.\n\n{WEATHER}"
    write(tmp_path, a=text, b=text)
    found = pair(tmp_path)
    assert found.share == 1
    assert [(text[slice(*a)], a) for a, _ in found.spans] == [(text[:-1], found.spans[0].b)]


def test_a_text_of_one_quotation_shares_nothing(tmp_path: Path) -> None:
    write(tmp_path, a=f"“{SPEECH}”", b=f"“{SPEECH}”", c="", d="Yes.")
    assert search(tmp_path).shared == ()


def test_quoted_words_are_marked(tmp_path: Path) -> None:
    write(tmp_path, a="He said “never again” and left. “All of it is over.”\n\nShe stayed.")
    library = Library(tmp_path, folders(), Config()).ready()
    passages = library.collection.passages
    article = ArticleWords(passages, passages.records["a.txt"])
    assert article.quoted() == [2, 4, 6, 11]
    assert [article.text[slice(*article.span(at, at + 2))] for at in (1, 5)] == [
        "said “never",
        "left. “All",
    ]


def cache_file(folder: Path) -> Path:
    home = Library(folder, folders(), Config()).cache_home
    assert home is not None
    return home / "copies.json"


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the articles in which quotations are looked for, as this goes on."""
    names: list[str] = []
    quoted = ArticleWords.quoted

    def counting(article: ArticleWords) -> list[int]:
        names.append(article.name)
        return quoted(article)

    monkeypatch.setattr(ArticleWords, "quoted", counting)
    return names


def test_only_a_changed_article_is_compared_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, a=REPORT, b=f"{REPORT} {WEATHER}", c=f"“{SPEECH}” {WEATHER}")
    names = counted(monkeypatch)
    first = search(tmp_path)
    assert sorted(names) == ["a.txt", "b.txt", "c.txt"]
    names.clear()
    assert search(tmp_path) == first
    (tmp_path / "c.txt").rename(tmp_path / "d.txt")
    assert search(tmp_path).shared[0] == first.shared[0]
    assert names == []
    write(tmp_path, b=f"{WEATHER} {REPORT}")
    assert search(tmp_path).shared != first.shared
    assert names == ["b.txt"]


def test_what_is_kept_gives_what_a_new_search_gives(tmp_path: Path) -> None:
    write(tmp_path, a=REPORT, b=f"{REPORT} {WEATHER}", c=f"“{SPEECH}” {WEATHER}")
    search(tmp_path)
    write(tmp_path, b=f"{WEATHER} {REPORT}", e=WEATHER)
    (tmp_path / "a.txt").unlink()
    kept = search(tmp_path)
    cache_file(tmp_path).unlink()
    assert search(tmp_path) == kept
    assert len(kept.shared) == 3


DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda data: b"",
    lambda data: data[:-5],
    lambda data: data.replace(b"1", b"2"),
    lambda data: b"zz\n{}",
    lambda data: signed({"format": 1}),
    lambda data: signed({"format": 99}),
    lambda data: signed({"format": 1, "quoted": [["a"]], "shared": []}),
    lambda data: signed({"format": 1, "quoted": [["a", [3]]], "shared": []}),
    lambda data: signed({"format": 1, "quoted": [], "shared": [["a", "b", 2, []]]}),
    lambda data: signed({"format": 1, "quoted": [], "shared": [["a", "b", 1, [5, 1, 0, 9]]]}),
    lambda data: signed([[[]]]),
]


def signed(facts: object) -> bytes:
    body = json.dumps(facts).encode()
    return b"%08x\n" % zlib.crc32(body) + body


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_made_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    write(tmp_path, a=REPORT, b=f"{REPORT} {WEATHER}")
    first = search(tmp_path)
    cache = cache_file(tmp_path)
    good = cache.read_bytes()
    cache.write_bytes(damage(good))
    assert search(tmp_path) == first
    assert cache.read_bytes() == good


def test_offsets_beyond_a_text_are_not_believed(tmp_path: Path) -> None:
    write(tmp_path, a=f"“{SPEECH}” {REPORT}", b=f"{REPORT} {WEATHER}")
    first = search(tmp_path)
    cache = cache_file(tmp_path)
    facts = json.loads(cache.read_bytes().partition(b"\n")[2])
    facts["quoted"] = [[key, [0, 10_000_000]] for key, _ in facts["quoted"]]
    facts["shared"] = [[a, b, 0.5, [0, 9_999_999, 0, 5]] for a, b, _, _ in facts["shared"]]
    cache.write_bytes(signed(facts))
    assert search(tmp_path) == first


def test_a_search_that_is_stopped_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = {name: f"{REPORT} {name} {WEATHER}" for name in "abcdef"}
    write(tmp_path, **articles)
    names = counted(monkeypatch)
    library = Library(tmp_path, folders(), Config()).ready()
    found = find_copies(library.collection.passages, [library], cancelled=lambda: len(names) >= 4)
    assert not found.is_complete
    assert len(names) == 4
    finished = search(tmp_path)
    assert finished.is_complete
    assert len(names) == 6
    assert len(finished.shared) == 15


def test_what_was_compared_before_an_interrupt_is_kept(tmp_path: Path) -> None:
    write(tmp_path, a=REPORT, b=f"{REPORT} {WEATHER}", c=f"{WEATHER} {REPORT}")
    library = Library(tmp_path, folders(), Config()).ready()

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_copies(library.collection.passages, [library], tick=interrupt)
    home = library.cache_home
    assert home is not None
    assert len(known_texts.load(home).shared) == 1


def test_articles_of_a_private_folder_leave_nothing_in_the_cache(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    (private / ".reader.toml").write_text("private = true\n")
    write(private, a=REPORT)
    write(tmp_path, b=REPORT)
    assert len(search(tmp_path).shared) == 1
    facts = json.loads(cache_file(tmp_path).read_bytes().partition(b"\n")[2])
    assert len(facts["quoted"]) == 1
    # The texts are equal, so that one hash is that of both.
    write(private, a=f"{REPORT} {WEATHER}")
    assert len(search(tmp_path).shared) == 1
    facts = json.loads(cache_file(tmp_path).read_bytes().partition(b"\n")[2])
    assert facts["shared"] == []


def test_a_choice_of_articles_keeps_nothing(tmp_path: Path) -> None:
    write(tmp_path, a=REPORT, b=REPORT)
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    library = Library(tmp_path, folders(), Config(), files).ready()
    assert len(find_copies(library.collection.passages, [library]).shared) == 1
    assert library.cache_home is None
    assert not cache_file(tmp_path).exists()


def test_boilerplate_is_left_out_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.copies.candidates.MOST_TEXTS", 20)
    articles = {
        f"a{number:02}": " ".join(f"word{number}x{at}" for at in range(30)) + f"\n\n{WEATHER}"
        for number in range(25)
    }
    write(tmp_path, **articles, y=f"{REPORT} {WEATHER}", z=f"{REPORT} So it was. {WEATHER}")
    found = search(tmp_path)
    (only,) = found.shared
    assert (only.a, only.b) == ("y.txt", "z.txt")
    assert only.share == 1
    assert "taken for boilerplate" in found.remarks[0]
    assert search(tmp_path) == found


def test_many_equal_articles_are_one_group(tmp_path: Path) -> None:
    articles = {f"a{number:03}": REPORT for number in range(300)}
    write(tmp_path, **articles)
    found = search(tmp_path)
    assert len(found.shared) == 299
    assert "compared with" in found.remarks[0]
    library = Library(tmp_path, folders(), Config()).ready()
    (group,) = groups_of_copies(found.shared, library.collection.passages)
    assert len(group) == 300


def test_evidence_of_a_common_origin(tmp_path: Path) -> None:
    write(
        tmp_path,
        a=f"Ferries to stop\n\nBy Ann Marsh\n\nHARBOUR (Reuters) - {REPORT}",
        b=f"No ferry this winter\n\nBy Ann Marsh\n\n{REPORT}",
        c=f"Islands cut off\n\nBy Bo Reed\n\n{REPORT}\n\nThe AP contributed to this report.",
    )
    library = Library(tmp_path, folders(), Config()).ready()
    passages = library.collection.passages
    (group,) = groups_of_copies(find_copies(passages, [library]).shared, passages)
    said = {
        name: [(each.kind, each.origin, each.words) for each in some]
        for name, some in evidence_of_origin(group, passages).items()
    }
    assert said == {
        "a.txt": [("agency", "Reuters", "(Reuters)"), ("byline", "by ann marsh", "By Ann Marsh")],
        "b.txt": [("byline", "by ann marsh", "By Ann Marsh")],
        "c.txt": [("agency", "AP", "The AP contributed to this report")],
    }


def test_a_search_knows_only_what_it_was_told(tmp_path: Path) -> None:
    write(tmp_path, a=REPORT, b=REPORT)
    library = Library(tmp_path, folders(), Config()).ready()
    passages = library.collection.passages
    first = SharedTextSearch(passages, known_texts.NOTHING_KNOWN)
    found = first.result()
    again = SharedTextSearch(passages, first.known)
    assert again.result() == found
    assert again.known == first.known


def test_a_group_begins_with_the_earliest_article(tmp_path: Path) -> None:
    for name, date in (("a", "9 July 2015"), ("b", "2015-07-08"), ("c", "")):
        head = f"date: {date}\n" if date else ""
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: x\n{head}---\n\n{REPORT}\n", "utf-8")
    library = Library(tmp_path, folders(), Config()).ready()
    passages = library.collection.passages
    (group,) = groups_of_copies(find_copies(passages, [library]).shared, passages)
    assert [member.name for member in group] == ["b.md", "a.md", "c.md"]


def known(folder: Path, name: str) -> list[SharedText]:
    """What the cache knows of the texts that an article shares."""
    library = Library(folder, folders(), Config())
    text = (folder / name).read_text("utf-8").replace("\r\n", "\n")
    return [shared for _, shared in known_partners(library, name, text)]


def test_the_cache_knows_the_partners_of_an_article(tmp_path: Path) -> None:
    write(tmp_path, a=REPORT, b=f"{WEATHER}\n\n{REPORT}", c=WEATHER[:50], d=REPORT)
    assert known(tmp_path, "a.txt") == []
    found = search(tmp_path).shared
    for name in ("a.txt", "b.txt"):
        shared = {each.other(name): each for each in found if name in (each.a, each.b)}
        assert {each.b: (each.share, each.spans) for each in known(tmp_path, name)} == {
            other: (each.share, each.spans_in(name)) for other, each in shared.items()
        }
    assert known(tmp_path, "c.txt") == []


def test_what_was_edited_since_is_no_longer_common(tmp_path: Path) -> None:
    write(tmp_path, a=REPORT, b=f"{WEATHER}\n\n{REPORT}")
    search(tmp_path)
    write(tmp_path, a=REPORT.replace("March", "April"))
    assert [shared.spans for shared in known(tmp_path, "a.txt")] == [()]


def test_partners_with_offsets_beyond_a_text_are_not_believed(tmp_path: Path) -> None:
    write(tmp_path, a=REPORT, b=f"{WEATHER}\n\n{REPORT}")
    search(tmp_path)
    cache = cache_file(tmp_path)
    facts = json.loads(cache.read_bytes().partition(b"\n")[2])
    facts["shared"] = [[a, b, 0.5, [0, 9_999_999, 0, 5]] for a, b, _, _ in facts["shared"]]
    cache.write_bytes(signed(facts))
    assert [shared.spans for shared in known(tmp_path, "a.txt")] == [()]
