"""The sample dossier keeps the contract of notes and codebooks, and holds what it is to show."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tui.config import Config, folders
from tui.model.anchoring.anchors import make
from tui.model.annotation import Notes
from tui.model.claims import StatementGraph
from tui.model.document import Block, Document
from tui.model.judgement_flags import remarks
from tui.model.statements import CORROBORATED, DISPUTED, SINGLE
from tui.readers import read
from tui.store import codebook_file as codebooks
from tui.store import dossier_format
from tui.store import notes_format as notes_files
from tui.workspace.saved_searches import hits, new_hits, read_collection

FOLDER = Path(__file__).resolve().parents[1] / "sample_data"
ARTICLES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md"))
DOSSIER = FOLDER / "dossier.toml"
NOTED = FOLDER / "anbar-two-fronts.txt"
NOTES_FILE = NOTED.with_name(NOTED.name + ".notes.toml")
NOTES = tomllib.loads(NOTES_FILE.read_text(encoding="utf-8"))
CODEBOOK = tomllib.loads((FOLDER / "codebook.toml").read_text(encoding="utf-8"))
TAGS: dict[str, dict[str, Any]] = {tag["name"]: tag for tag in CODEBOOK["tag"]}
TEXT = NOTED.read_text(encoding="utf-8")

every_annotation = pytest.mark.parametrize(
    "annotation", NOTES["annotation"], ids=[a["id"] for a in NOTES["annotation"]]
)
every_article = pytest.mark.parametrize("path", ARTICLES, ids=[path.name for path in ARTICLES])


def noted(path: Path) -> Notes:
    data = path.with_name(f"{path.name}.notes.toml").read_bytes()
    return notes_files.loads(data, path.name)


def spans() -> list[tuple[int, int]]:
    return [(a["start"], a["end"]) for a in NOTES["annotation"]]


@every_annotation
def test_a_quote_is_the_text_at_its_place(annotation: dict[str, Any]) -> None:
    selector = make(TEXT, annotation["start"], annotation["end"])
    assert annotation["quote"] == selector.quote
    assert annotation["prefix"] == selector.prefix
    assert annotation["suffix"] == selector.suffix


@every_annotation
def test_a_record_is_well_formed(annotation: dict[str, Any]) -> None:
    assert re.fullmatch(r"[0-7][0-9A-HJKMNP-TV-Z]{25}", annotation["id"])
    assert annotation["rev"] >= 1
    assert annotation["created"] <= annotation["modified"]
    assert annotation.get("credibility", 1) in range(1, 7)
    assert annotation["tags"]
    assert set(annotation["tags"]) <= TAGS.keys()
    assert len(set(annotation["tags"])) == len(annotation["tags"])
    assert annotation.get("source") in {None, *(source["id"] for source in NOTES["source"])}


def test_the_notes_are_on_this_very_text() -> None:
    document = NOTES["document"]
    assert NOTES["format"] == 1
    assert document["path"] == NOTED.name
    assert document["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document["title"] == TEXT.partition("\n")[0]
    assert document["note"]


def test_the_records_are_in_order_and_ids_are_unique() -> None:
    keys = [(a["start"], a["end"], a["id"]) for a in NOTES["annotation"]]
    assert keys == sorted(keys)
    assert len({a["id"] for a in NOTES["annotation"]}) == len(keys)
    ids = [source["id"] for source in NOTES["source"]]
    assert len(set(ids)) == len(ids)
    assert set(ids) == {a["source"] for a in NOTES["annotation"] if "source" in a}


def test_the_notes_show_what_notes_can_be() -> None:
    pairs = list(combinations(spans(), 2))
    assert any(a <= c and d <= b for (a, b), (c, d) in pairs), "one lies in another"
    assert any(a < c < b < d for (a, b), (c, d) in pairs), "two overlap"
    assert 14 <= len(spans()) <= 20
    groups = {tag.partition("/")[0] for a in NOTES["annotation"] for tag in a["tags"]}
    assert groups >= {"source", "basis", "claim", "status", "caveat", "topic", "use", "front"}
    assert {source.get("reliability") for source in NOTES["source"]} >= {None, "B", "C", "D", "F"}
    assert any("source" not in a for a in NOTES["annotation"])
    assert any("\n" in a["note"] for a in NOTES["annotation"] if "note" in a)


def test_keys_are_letters_and_unique_among_siblings() -> None:
    seen = Counter((name.rpartition("/")[0], tag["key"]) for name, tag in TAGS.items())
    assert max(seen.values()) == 1
    assert all(re.fullmatch("[a-z]", tag["key"]) for tag in TAGS.values())


def test_quick_digits_are_all_used_and_each_once() -> None:
    digits = sorted(tag["quick"] for tag in TAGS.values() if "quick" in tag)
    assert digits == list(range(1, 10))


def test_tags_are_described_and_groups_have_a_colour_of_the_themes() -> None:
    palette = tomllib.loads((FOLDER.parent / "themes" / "ink.toml").read_text(encoding="utf-8"))
    assert len(TAGS) == len(CODEBOOK["tag"])
    assert all(tag["description"] for tag in TAGS.values())
    assert all(tag["color"] in palette["palette"] for tag in TAGS.values() if "color" in tag)
    assert all("color" in tag for name, tag in TAGS.items() if "/" not in name)
    assert all(name.rpartition("/")[0] in TAGS for name in TAGS if "/" in name)


def test_the_dossier_extends_the_built_in_codebook() -> None:
    shared = ("key", "quick", "color", "description")
    ours = codebooks.loads((FOLDER / "codebook.toml").read_bytes(), "codebook").by_name
    for tag in codebooks.builtin().tags:
        assert [getattr(ours[tag.name], k) for k in shared] == [getattr(tag, k) for k in shared]
    assert len(ours) > len(codebooks.builtin().tags)


@every_article
def test_articles_are_short(path: Path) -> None:
    words = path.read_text(encoding="utf-8").split()
    assert 350 <= len(words) <= 660


def test_names_are_spelled_in_more_than_one_way() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in ARTICLES)
    for spellings in (
        ("Soleimani", "Suleimani", "Sulaymani"),
        ("al-Khazali", "Khazaali", "al-Khaz‘ali"),
        ("Fallujah", "Falluja "),
        ("al-Kadhimi", "al-Kazimi"),
    ):
        assert all(name in texts for name in spellings)


def kinds(document: Document) -> set[str]:
    return {block.kind for block in document.blocks}


def block_text(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def test_articles_read_as_what_they_are() -> None:
    found = {path.name: read(path) for path in ARTICLES}
    everywhere = set().union(*(kinds(document) for document in found.values()))
    assert {"title", "heading", "paragraph", "caption", "byline", "quote"} <= everywhere
    assert {"list", "related"} <= everywhere
    noted = found[NOTED.name]
    assert noted.title == NOTES["document"]["title"]
    assert [block_text(noted, b) for b in noted.blocks if b.kind == "heading"] == [
        "A date that keeps moving",
        "The general nobody photographed",
        "Counting from outside",
    ]
    assert found["anbar-two-wars.md"].data["publisher"] == "The Meridian Review"


def test_many_annotations_are_whole_passages() -> None:
    document = read(NOTED)
    passages = {(passage.start, passage.end) for _, passage in document.all_passages()}
    assert len(passages.intersection(spans())) >= 5


@every_article
def test_every_article_is_worked_through(path: Path) -> None:
    notes, document = noted(path), read(path)
    assert notes.document.text_sha256 == document.text_sha256
    assert notes.document.title == document.title
    assert len(notes.annotations) >= 5
    for a in notes.annotations:
        place = make(document.text, a.start, a.end)
        assert (a.quote, a.prefix, a.suffix) == (place.quote, place.prefix, place.suffix)
        assert set(a.tags) <= TAGS.keys()
    assert {a.source for a in notes.annotations} - {""} == {s.id for s in notes.sources}


def test_the_dossier_shows_links_origins_and_judgements() -> None:
    names = [path.name for path in ARTICLES]
    graph = StatementGraph(names, [noted(path) for path in ARTICLES])
    links = [pair for key in graph.statements for pair in graph.links_of(key)]
    assert all(end for _, end in links)
    assert {link.rel for link, _ in links} == {"supports", "disputes", "qualifies", "repeats"}
    assert any(source.via for notes in graph.notes for source in notes.sources)
    found = graph.claims()
    assert {name for claim in found for name in claim.counted} == {SINGLE, CORROBORATED, DISPUTED}
    assert not [line for claim in found for line in claim.disagreements]
    judgements = noted(NOTED).judgements
    assert len(judgements) == 5
    home = ARTICLES.index(NOTED)
    for judgement in judgements:
        assert all(graph.references.find(home, cite) for cite in judgement.cites)
        assert any("#" in cite for cite in judgement.cites)
        assert not list(remarks(judgement))


def test_disputed_is_the_tag_of_what_a_link_disputes() -> None:
    names = [path.name for path in ARTICLES]
    notes = [noted(path) for path in ARTICLES]
    tagged = {
        (number, a.id)
        for number, each in enumerate(notes)
        for a in each.annotations
        if "status/disputed" in a.tags
    }
    graph = StatementGraph(names, notes)
    links = (pair for key in graph.statements for pair in graph.links_of(key))
    assert tagged == {end for link, end in links if link.rel == "disputes"}


@every_article
def test_each_grade_has_its_reason(path: Path) -> None:
    notes = noted(path)
    assert [a.quote for a in notes.annotations if a.credibility and not a.reason] == []
    assert [s.name for s in notes.sources if s.reliability and not s.reason] == []


def test_the_dossier_says_what_is_made_up_and_of_which_days_the_articles_are() -> None:
    dossier = dossier_format.loads(DOSSIER.read_bytes(), "dossier")
    assert "Made up" in dossier.note
    days = sorted(noted(path).document.date for path in ARTICLES)
    first, last = int(days[0][-2:]), int(days[-1][-2:])
    assert f"from {first} to {last} July 2015" in dossier.note


def test_the_saved_search_of_the_dossier_has_seen_hits_and_new_ones() -> None:
    dossier = dossier_format.loads(DOSSIER.read_bytes(), "dossier")
    (search,) = dossier.searches
    found = read_collection(FOLDER, folders(), Config(), lambda share: None)
    assert len(hits(found, search.query)) == 4
    new = {found.locate(hit.item).name for hit in new_hits(search, found)}
    assert new == {"anbar-two-wars.md", "fallujah-doors.txt"}


def test_saving_the_dossier_unchanged_would_not_change_it() -> None:
    data = DOSSIER.read_bytes()
    assert dossier_format.dumps(dossier_format.loads(data, "dossier")) == data


@every_article
def test_saving_the_samples_unchanged_would_not_change_them(path: Path) -> None:
    data = path.with_name(f"{path.name}.notes.toml").read_bytes()
    assert notes_files.dumps(notes_files.loads(data, "notes")) == data


def test_saving_the_codebook_unchanged_would_not_change_it() -> None:
    data = (FOLDER / "codebook.toml").read_bytes()
    assert codebooks.dumps(codebooks.loads(data, "codebook"), "codebook") == data
