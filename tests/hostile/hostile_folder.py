"""A folder and a home in which every text of every file that the program reads is an attack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, NamedTuple

import tomli
import tomli_w

from tui.config import Config, Remembered, bundled
from tui.model.anchoring.anchors import Selector
from tui.model.annotation import Annotation, DocumentData, Judgement, Link, Notes, Source
from tui.model.codebook import Codebook, Tag
from tui.model.dossier import Assignment, CodingRule, Dossier, Hypothesis, SavedSearch
from tui.model.file_names import DOSSIER_NAME
from tui.store import codebook_file as codebooks
from tui.store import dossier_format
from tui.store import notes_format as notes_files
from tui.ui.commands import COMMANDS, COMMANDS_BY_ID
from tui.ui.themes import ArticleColors, Colors

from .filled import Marks, filled, readable


class Folder(NamedTuple):
    """The article, and others of which the notes or the codebook are refused."""

    article: Path
    refused: tuple[Path, ...]


def build(folder: Path, home: Path, marks: Marks, every: bool = False) -> Folder:
    """Write all of it below two folders that exist; `home` is for READER_HOME.

    With `every`, all commands have a hostile key, and else a quarter of them, with the one that
    answers "no" to the question about a file that is refused.
    """
    name = marks("file name").replace("/", "_").replace("\0", "")
    title, said, more = (marks(f"text {part}") for part in ("title", "said", "more"))
    text = (
        f"{title} in the harbour\n\nBy {marks('text byline')} Finch\n\n"
        f"{said} said so at the harbour. {more} denied that, said {marks('text speaker')}.\n\n"
        f"{marks('text end')} was there too.\n"
    )
    article = folder / f"{name}.txt"
    article.write_bytes(text.encode())
    (folder / f"{name}2.txt").write_bytes(text.encode())
    (folder / f"{name}3.txt").write_bytes(b"\x00\xff" * 99)
    (folder / f"{name}4.txt").symlink_to(folder / "nowhere")
    refused = [*_write_notes(article, text, marks), *_write_codebook(folder, marks)]
    refused += _write_dossier(folder, marks)
    _write_home(home, marks, every)
    return Folder(article, tuple(refused))


def _write_notes(article: Path, text: str, marks: Marks) -> list[Path]:
    def made(own: Mapping[str, Any]) -> bytes:
        return notes_files.dumps(_notes(text, marks, own))

    data, refused = readable(made, lambda data: notes_files.loads(data, "notes"))
    article.with_name(f"{article.name}.notes.toml").write_bytes(data)
    return _refused(article.parent, "notes", refused, "article.txt.notes.toml")


def _refused(beside: Path, kind: str, files: list[bytes], name: str) -> list[Path]:
    """Articles with a file of that name that is refused, each in a folder of its own."""
    articles = []
    for number, data in enumerate(files):
        folder = beside.with_name(f"{kind}{number}")
        folder.mkdir()
        article = folder / "article.txt"
        article.write_text("It rained all night at the harbour.\n", encoding="utf-8")
        (folder / name).write_bytes(data)
        articles.append(article)
    return articles


def _notes(text: str, marks: Marks, keys: Mapping[str, Any]) -> Notes:
    """Sources, annotations and judgements: each kind once with references, once with loose ends."""

    def made(cls: type[Any], at: str = "", **own: Any) -> Any:
        values = {f"{cls.__name__}.{key}{at}": value for key, value in {**keys, **own}.items()}
        return filled(cls, marks, values, at)

    paragraphs = text.split("\n\n")
    starts = [text.index(paragraph) for paragraph in paragraphs]
    spans = [(a, a + len(p.strip())) for a, p in zip(starts, paragraphs, strict=True)]
    loose: Source = made(Source, " loose")
    source = made(Source, via=loose.id)
    first, second, lost = (marks(f"Annotation.id{at}") for at in ("", " loose", " lost"))
    tag = marks("Tag.name")
    link = made(Link, to=second, rel="supports")
    other, words = marks("Annotation.tags loose"), marks("Annotation.former loose")
    former = Selector(spans[3][0], spans[3][0] + len(words), words, "", "")
    # Its place is certain, so that the former words are shown.
    edited = {"former": former, "prefix": "", "suffix": "", "text_sha256": ""}
    annotations = [
        _annotation(made, at, a, b, text[a:b], id, more)
        for (a, b), id, at, more in (
            (spans[2], first, "", {"source": source.id, "tags": (tag,), "links": (link,)}),
            (spans[3], second, " loose", {"tags": (tag, other), **edited}),
        )
    ]
    quote = f"{marks('Annotation.quote lost')} was there no longer, and nobody said so."
    annotations.append(_annotation(made, " lost", 1, 1 + len(quote), quote, lost, {}))
    cites = (first, lost, marks("Judgement.cites"))
    return Notes(
        made(DocumentData),
        (source, loose),
        tuple(annotations),
        (made(Judgement, cites=cites), made(Judgement, " loose")),
        extra={marks("Notes.extra key"): marks("Notes.extra value")},
    )


def _annotation(
    made: Any, at: str, start: int, end: int, quote: str, id: str, more: dict[str, Any]
) -> Any:
    own = {"start": start, "end": end, "quote": quote, "id": id, "credibility": 3, "former": None}
    return made(Annotation, at, **{**own, **more})


def _write_codebook(folder: Path, marks: Marks) -> list[Path]:
    def made(keys: Mapping[str, Any]) -> bytes:
        own = {f"Tag.{key}": value for key, value in keys.items()}
        tag = replace(filled(Tag, marks, own), quick=1)
        plain = {**own, "Tag.key child": "w", "Tag.name child": f"group/{marks('Tag.name child')}"}
        child = filled(Tag, marks, plain, " child")
        return codebooks.dumps(Codebook((tag, child), extra={marks("Codebook.extra"): 1}))

    data, refused = readable(made, lambda data: codebooks.loads(data, "codebook"))
    (folder / codebooks.NAME).write_bytes(data)
    return _refused(folder, "codebook", refused, codebooks.NAME)


def _write_dossier(folder: Path, marks: Marks) -> list[Path]:
    def made(keys: Mapping[str, Any]) -> bytes:
        def one(cls: type[Any], **own: Any) -> Any:
            return filled(
                cls, marks, {f"{cls.__name__}.{k}": v for k, v in {**keys, **own}.items()}
            )

        # The rule finds something, so that what it proposes is shown.
        looked_for = {"query": "", "regex": "", "words": ("harbour",), "unit": "", "extra": {}}
        extra = {marks("Dossier.extra key"): marks("Dossier.extra value")}
        source, judgement = (
            one(cls, id=marks(f"Dossier.{cls.__name__}")) for cls in (Source, Judgement)
        )
        records = (source,), (judgement,), (one(Hypothesis),), (one(SavedSearch),)
        more = {"assignments": (one(Assignment),), "rules": (one(CodingRule, **looked_for),)}
        note = marks("Dossier.note")
        return dossier_format.dumps(Dossier(*records, extra=extra, note=note, **more))

    data, refused = readable(made, lambda data: dossier_format.loads(data, "dossier"))
    (folder / DOSSIER_NAME).write_bytes(data)
    return _refused(folder, "dossier", refused, DOSSIER_NAME)


def _write_home(home: Path, marks: Marks, every: bool) -> None:
    """Settings, choices and themes."""
    config, state = home / "config", home / "state"
    (config / "themes").mkdir(parents=True)
    state.mkdir()
    table = settings(marks, every)
    (config / "config.toml").write_text(tomli_w.dumps(table), encoding="utf-8")
    choices = {name: marks(f"Remembered.{name}") for name in Remembered._fields}
    (state / "choices.toml").write_text(tomli_w.dumps(choices), encoding="utf-8")
    write_themes(home, themes(marks)[:1])


def write_themes(home: Path, themes: list[dict[str, Any]]) -> None:
    """Put themes among those of the user, in place of others."""
    for number, theme in enumerate(themes):
        path = home / "config" / "themes" / f"t{number}.toml"
        path.write_text(tomli_w.dumps(theme), encoding="utf-8")


def settings(marks: Marks, every: bool) -> dict[str, Any]:
    """Every setting with an attack in it; each key of a command stands after one."""
    table: dict[str, Any] = {f.name: marks(f"Config.{f.name}") for f in fields(Config)}
    # Commands keep their keys, so that they can be given; what is first is what is shown. Textual
    # applies them at each key, so that all commands together would take much of a walk's time.
    chosen = COMMANDS if every else [*COMMANDS[::4], COMMANDS_BY_ID["confirm-no"]]
    keys = {c.id: f"{marks('Config.keys value')},{c.keys}" for c in chosen}
    table["keys"] = {**keys, marks("Config.keys name"): "x", "tag-add ": 1}
    layout = {marks("Config.layouts sent"): marks("Config.layouts meant")}
    table["layouts"] = {marks("Config.layouts name"): layout, marks("Config.layouts bad"): 1}
    return {**table, marks("Config.unknown"): 1, "measure": 72}


def themes(marks: Marks) -> list[dict[str, Any]]:
    """The theme in use with one more colour, and for each text of a theme one that is refused."""
    path = bundled("themes") / "ink.toml"
    good = tomli.loads(path.read_text("utf-8"))
    named = {**good, "palette": {**good["palette"], marks("palette name"): "#123456"}}
    bad: list[dict[str, Any]] = [named, {**good, "name": marks("ReaderTheme.name")}]
    for cls, table in ((Colors, "colors"), (ArticleColors, "reading")):
        for field in cls._fields:
            key = field.replace("_", "-")
            value = marks(f"{cls.__name__}.{field}")
            bad.append({**good, table: {**good[table], key: value}})
    for table in ("palette", "variables"):
        bad.append({**good, table: {**good.get(table, {}), marks(f"{table} colour"): marks(table)}})
    return bad
