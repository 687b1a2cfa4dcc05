"""The vault for Obsidian: links lead on, names suit every system, and no text acts."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sampling import examples
from tui.export import ExportDocument, export
from tui.export.obsidian_text import escape, front_matter, link
from tui.export.text_values import single_line
from tui.export.vault_names import UniqueNames, block_id, file_name, tag_name, tag_path
from tui.export.zip_archive import unzipped
from tui.model.annotation import DocumentData, Source
from tui.model.codebook import Codebook, Tag

from .dossier import dossier
from .samples import HARBOUR, exported, harbour, ledger, mark, weighed

LINK = re.compile(r"\[\[([^\]|#]+)(?:#\^([A-Za-z0-9-]+))?\|([^\]]+)\]\]")
HOSTILE = (
    "[[Note]] ![[x]] #tag %%hidden%% ==lit== $x$ ^id `=this.x` <b>b</b> \\#tag [a](b)",
    "../../etc/passwd",
    'title: "x"\n---\nevil: true',
    "a\x1b]0;x\x07\u202eb",
    "- [ ] task",
)


def vault(*documents: ExportDocument) -> dict[str, str]:
    """The notes of a vault by their paths."""
    return {path: note.decode() for path, note in unzipped(export("obsidian", documents)).items()}


def test_every_link_leads_to_a_note_and_to_a_block_in_it() -> None:
    notes = vault(*weighed())
    links = [found for note in notes.values() for found in LINK.findall(note)]
    assert len(links) > 20
    for target, block, label in links:
        assert f"{target}.md" in notes
        assert label.strip()
        if block:
            assert f"\n\n^{block}\n\n" in notes[f"{target}.md"]


@pytest.mark.parametrize("documents", [weighed(), dossier(), [harbour(), ledger()]])
def test_blocks_and_links_follow_the_rules_of_obsidian(documents: list[ExportDocument]) -> None:
    """Rules: https://help.obsidian.md/links, "Link to a block in a note"."""
    notes = vault(*documents)
    files = {path.removesuffix(".md").casefold() for path in notes}
    assert len(files) == len(notes)  # a file system may take upper and lower case as the same
    for path, text in notes.items():
        assert not re.search(r'[\\:*?"<>|#^\[\]]', path)
        lines = text.split("\n")
        ids = [number for number, line in enumerate(lines) if re.match(r"\^", line)]
        for number in ids:
            # The id of a quotation stands alone between blank lines.
            assert re.fullmatch(r"\^[A-Za-z0-9-]+", lines[number])
            assert lines[number - 1] == lines[number + 1] == ""
            assert lines[number - 2].startswith(">")
        assert len({lines[number].casefold() for number in ids}) == len(ids)
        body = re.sub(r"\\.", "", text)
        assert body.count("[[") == body.count("]]") == len(LINK.findall(body))
        assert not re.search(r"\^\[|!\[\[|%%", body)


def test_every_source_and_tag_has_a_note_that_links_to_each_of_its_passages() -> None:
    documents = dossier()
    notes = vault(*documents)
    cited = "\n".join(text for path, text in notes.items() if path.startswith("Sources/"))
    tagged = "\n".join(text for path, text in notes.items() if path.startswith("Tags/"))
    for annotation in (each for one in documents for each in one.notes.annotations):
        assert not annotation.source or f"#^{annotation.id}|" in cited
        assert not annotation.tags or f"#^{annotation.id}|" in tagged


def test_headings_of_tags_and_roles_are_plain_words() -> None:
    notes = vault(*dossier())
    assert "\n# Unconfirmed\n" in notes["Tags/basis/unconfirmed.md"]
    assert "\nOperator of the dam\n" in notes["Sources/Tereza Malik.md"]


def test_each_passage_is_a_block_quote_with_an_id_of_its_own() -> None:
    note = vault(harbour())["Articles/Harbour reopens after the strike.md"]
    ids = re.findall(r"(?m)^\^(\S+)$", note)
    assert len(ids) == len(set(ids)) == 7
    assert "> took its first ship on Monday\n\n^A5\n" in note
    assert "**orphaned: the text no longer has this passage**" in note


def test_sources_and_tags_link_back_to_every_passage() -> None:
    notes = vault(*weighed())
    assert notes["Sources/Ana Brandt.md"].count("#^") == 2
    assert notes["Tags/claim/figure.md"].count("#^") == 2
    assert "What a party \\*claims\\*." in notes["Tags/claim.md"]
    assert "#claim/event #use/key" in notes["Articles/Harbour reopens after the strike.md"]
    assert "rests on \\[1] [[" in notes["Judgements.md"]


def test_the_vault_has_what_the_report_weighs() -> None:
    notes = vault(*weighed())
    likely, *_, flagged = notes["Judgements.md"].split("**J")[1:]
    assert likely.startswith("1. Likely (55–80%):** The port will stay open. Confidence: moderate.")
    assert "Evidence: Ana Brandt \\[3] [[" in likely
    assert "**Flagged:** no citation" in flagged
    disputed, gaps = notes["Disputed claims.md"], notes["Strengths and gaps.md"]
    assert "\n  **Against:** One source: Veld Port \\| Holding \\[4] [[" in disputed
    assert "- 2 have no recorded speaker: “The port of Veld” \\[1] [[" in gaps


def test_the_vault_explains_grades_and_says_what_is_not_confirmed() -> None:
    notes = vault(*dossier())
    assert "B usually reliable" in notes["Grades and likelihoods.md"]
    assert "likely 55–80%" in notes["Grades and likelihoods.md"]
    assert (
        "**Not confirmed, as the article itself says:**"
        in (notes["Unattributed or unconfirmed.md"])
    )
    bare = [exported(HARBOUR, [mark("A", HARBOUR, "Monday")])]
    assert "Grades and likelihoods.md" not in vault(*bare)


def test_the_note_of_a_source_has_the_remarks_and_the_numbers_of_the_report() -> None:
    documents = [
        exported(HARBOUR, [mark("A", HARBOUR, "Monday", source="s")], sources=[Source("s", name)])
        for name in ("Kadhimi", "Kazimi")
    ]
    note = vault(*documents)["Sources/Kadhimi.md"]
    assert "**Remarks:** Also called Kazimi\n" in note
    assert note.count("- \\[1] [[") == note.count("- \\[2] [[") == 1


def test_the_note_of_a_tag_has_its_meaning_and_not_the_rule_of_the_analyst() -> None:
    book = Codebook((Tag("claim/event", description="It happened.", note="Ask twice."),))
    made = exported(HARBOUR, [mark("A", HARBOUR, "Monday", "claim/event")], codebook=book)
    note = vault(made)["Tags/claim/event.md"]
    assert "It happened." in note
    assert "Ask twice" not in note


def test_links_between_annotations_carry_their_reasons() -> None:
    note = vault(*weighed())["Articles/Harbour reopens after the strike.md"]
    assert re.search(r"(?m)^- Disputes \[\[.*: he \\\*was\\\* there$", note)
    assert "- Supports gone" in note  # what no exported article has


def test_titles_and_names_that_are_alike_get_notes_of_their_own() -> None:
    twins = [harbour(), harbour()]
    assert [path for path in vault(*twins) if path.startswith("Articles/")] == [
        "Articles/Harbour reopens after the strike.md",
        "Articles/Harbour reopens after the strike-2.md",
    ]
    names = UniqueNames()
    assert [names.take(name) for name in ("a", "A", "a", "a-2")] == ["a", "A-2", "a-3", "a-2-2"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Who / what: "when"?', "Who what when"),
        ("..", "Article"),
        (".hidden", "hidden"),
        ("ends. ", "ends"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("[[x]]#^|y", "x y"),
        ("", "Article"),
        ("x" * 300, "x" * 100),
        ("港" * 300, "港" * 66),
        ("Zu\u0308rich", "Zürich"),
    ],
)
def test_file_names(text: str, name: str) -> None:
    assert file_name(text, "Article") == name


@given(st.text())
def test_any_text_makes_a_safe_file_name(text: str) -> None:
    name = file_name(text, "Article")
    assert name == name.strip(". ") != ""
    assert len(name.encode()) <= 201
    assert not re.search(r'[\\/:*?"<>|#^\[\]\x00-\x1f]', name)


@pytest.mark.parametrize(
    ("tag", "named"),
    [
        ("claim/event", "claim/event"),
        ("odd/#1", "odd/-1"),
        ("two words", "two-words"),
        ("2015/7", "_2015/7"),
        ("naïve_tag-1", "naïve_tag-1"),
        ("a//b", "a/-/b"),
        ("what?!", "what-"),
    ],
)
def test_tags_follow_the_rules_of_obsidian(tag: str, named: str) -> None:
    assert tag_name(tag) == named


def test_no_folder_of_tags_is_called_like_a_note() -> None:
    assert (tag_path("x"), tag_path("x.md/y"), tag_path("../..")) == ("x", "x_md/y", "__/__")


@given(st.text())
def test_ids_of_blocks_have_only_letters_digits_and_hyphens(text: str) -> None:
    assert re.fullmatch("[A-Za-z0-9-]+", block_id(text))


@given(st.text() | st.text("#$^%=\\[]`*_<>! \na"))
def test_no_markup_of_obsidian_stays_active(text: str) -> None:
    bare = re.sub(r"\\.", "a", escape(text), flags=re.DOTALL)
    assert not re.search(r"[#$^\[`*<|~]|%%|==", bare)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts_in_their_notes(text: str) -> None:
    article = f"{text}\n\nMr. Quay said it on Monday.\n"
    note = mark("A/1", article, "Mr. Quay said it", text, source="q", note=text, author=text)
    made = exported(
        article,
        [note],
        sources=[Source("q", text, text)],
        known=DocumentData(title=text, author=text),
    )
    for path, written in vault(made).items():
        assert ".." not in PurePosixPath(path).parts
        assert not path.startswith("/")
        assert "\x1b" not in written
        assert "\u202e" not in written
        head, _, body = written.removeprefix("---\n").partition("\n---\n")
        for line in head.split("\n"):
            assert re.fullmatch(r"\w+: (?:\".*\"|\[.*\]|\d{4}-\d\d-\d\d)", line)
            json.loads(line.partition(": ")[2])
        shown = LINK.sub("", re.sub(r"\\.", "", body))
        assert "[[" not in shown
        assert "%%" not in shown


@examples(0.5)
@given(st.text())
def test_front_matter_holds_any_text(text: str) -> None:
    held = front_matter({"title": text or "x", "tags": [text], "date": "2015-07-09"})
    _, title, tags, date, _ = held.split("\n")
    assert json.loads(title.removeprefix("title: ")) == single_line(text or "x")
    assert json.loads(tags.removeprefix("tags: ")) == [single_line(text)]
    assert date == "date: 2015-07-09"


@given(st.text())
def test_the_label_of_a_link_cannot_end_it(text: str) -> None:
    assert LINK.fullmatch(link("Articles/x", text, "a1"))


def test_the_markdown_of_notes_is_kept_and_the_markup_of_obsidian_is_not() -> None:
    said = "**Look** at `#this` and #that, [[Other]] ==lit==.\n\n1. one\n2. two\n\n```\n%%x%%\n```"
    made = exported(HARBOUR, [mark("A1", HARBOUR, "Monday", note=said)])
    note = vault(made)["Articles/Harbour reopens after the strike.md"]
    assert "**Look** at `#this` and \\#that, \\[\\[Other]] \\=\\=lit\\=\\=." in note
    assert "\n1. one\n2. two\n" in note
    assert "```\n%%x%%\n```" in note


def test_two_articles_share_the_notes_of_a_source() -> None:
    assert [path for path in vault(harbour(), ledger()) if "Brandt" in path] == [
        "Sources/Ana Brandt.md"
    ]


def test_judgements_have_the_range_of_their_likelihood_and_numbered_citations() -> None:
    written = vault(*weighed())["Judgements.md"]
    assert "**J1. Likely (55–80%):**" in written
    assert re.search(r"\\\[3\] \[\[Articles/", written)


def test_long_quotations_end_with_a_whole_word_and_grades_have_their_reasons() -> None:
    text = f"{'Somebody said something. ' * 12}\n"
    made = exported(
        text, [mark("A", text, text.strip(), "t", credibility=2, reason="he saw it", author="kt")]
    )
    (line,) = (line for line in vault(made)["Tags/t.md"].splitlines() if "Somebody" in line)
    assert re.search(r"(?:Somebody|said|something\.)…”", line)
    (article,) = (note for path, note in vault(made).items() if path.startswith("Articles/"))
    assert "statement graded 2 (he saw it)" in article
    assert "annotated by" not in article  # one analyst only


def test_the_index_leads_to_sources_and_tags() -> None:
    notes = unzipped(export("obsidian", weighed()))
    index = notes["Index.md"].decode()
    for heading in ("Articles", "Sources", "Tags"):
        below = index.partition(f"## {heading}\n")[2].partition("## ")[0]
        paths = [path[:-3] for path in notes if path.startswith(f"{heading}/")]
        assert paths
        assert below.count("- [[") == len(paths)
        assert all(f"[[{path}|" in below for path in paths)


def test_the_note_on_strengths_and_gaps_lists_the_sources_by_grade() -> None:
    notes = unzipped(export("obsidian", weighed()))
    assert "**The sources, by grade:**" in notes["Strengths and gaps.md"].decode()
