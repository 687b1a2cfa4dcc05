"""Tests of the export dialog: all keys and results."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.sampling import sampled
from tui.export import EXPORTERS
from tui.ui.dialogs.export_dialog import (
    ExportChoice,
    ExportDialog,
    ExportSubject,
    FormatRow,
    completions,
    split_names,
)
from tui.ui.export_form import PARTS, format_rows

from .dialog_host import drawn, opened, result
from .pilot import keys
from .samples import SIZES

FORMATS = [
    FormatRow("markdown", "a report", has_title=True),
    FormatRow("csv", "a table"),
    FormatRow("json", "everything"),
]
TAGS = ["claim/denial", "claim/event", "topic/place"]


def export_dialog(initial: ExportChoice | None = None) -> ExportDialog:
    def remark(path: str) -> str:
        return "there already" if path == "there" else ""

    subjects = [ExportSubject("this article"), ExportSubject("the folder", "Dams")]
    return ExportDialog(
        FORMATS,
        subjects,
        TAGS,
        ["texts", "notes"],
        lambda name, of: f"{'out' * (of + 1)}.{name}",
        remark,
        initial,
    )


CHOICES = [
    (["enter"], ExportChoice("markdown", (), "out.markdown")),
    (["down", "enter"], ExportChoice("csv", (), "out.csv")),
    (["up", "enter"], ExportChoice("json", (), "out.json")),
    (["x", "down", "enter"], ExportChoice("csv", (), "out.markdownx")),
    (["shift+tab", *"claim", "space", "ctrl+u", "enter"],
     ExportChoice("markdown", (), "out.markdown")),
    (["shift+tab", *"dnial", "tab", "enter"],
     ExportChoice("markdown", ("claim/denial",), "out.markdown")),
    (["shift+tab", *"den", "tab", *",place", "tab", "enter"],
     ExportChoice("markdown", ("claim/denial", "topic/place"), "out.markdown")),
    (["shift+tab", *"den", "tab", "tab", "x", "enter"],
     ExportChoice("markdown", ("claim/denial",), "out.markdownx")),
    (["shift+tab", *"claim", "enter"], ExportChoice("markdown", ("claim",), "out.markdown")),
    (["shift+tab", *"zebra", "enter"], "still open"),
    (["tab", *"Dam", "enter"], ExportChoice("markdown", (), "out.markdown", 0, "Dam")),
    (["tab", *"Dam", "down", *"x", "enter"], ExportChoice("csv", (), "out.csvx")),
    (["ctrl+a", "enter"], ExportChoice("markdown", (), "outout.markdown", 1)),
    (["ctrl+a", "tab", *" 2", "enter"],
     ExportChoice("markdown", (), "outout.markdown", 1, "Dams 2")),
    (["tab", *"Dam", "ctrl+a", "enter"],
     ExportChoice("markdown", (), "outout.markdown", 1, "Dam")),
    (["ctrl+a", "tab", "ctrl+u", "enter"],
     ExportChoice("markdown", (), "outout.markdown", 1, "")),
    (["ctrl+a", "ctrl+a", "down", "enter"], ExportChoice("csv", (), "out.csv")),
    (["x", "ctrl+a", "enter"], ExportChoice("markdown", (), "out.markdownx", 1)),
    (["tab", "tab", *"tex", "tab", *",notes", "enter"],
     ExportChoice("markdown", (), "out.markdown", left_out=("texts", "notes"))),
    (["tab", "tab", *"none", "enter"], "still open"),
    (["ctrl+u", "enter"], "still open"),
    (["escape"], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "expected"), sampled(CHOICES, [CHOICES[at] for at in (0, 1, 6, 9, 10, 13, 18, 21)])
)
async def test_export(
    host: Pilot[int], keys: list[str], expected: ExportChoice | str | None
) -> None:
    assert await result(host, export_dialog(), *keys) == expected


SHOWN = (
    "Title",
    "Leave out",
    "Only tags",
    "Save as",
    "there already",
    "Enter export",
    "Esc cancel",
)


@pytest.mark.parametrize("size", SIZES)
async def test_every_format_is_explained_and_fits(host: Pilot[int], size: tuple[int, int]) -> None:
    subjects = [ExportSubject("this article"), ExportSubject("all articles")]
    rows = format_rows()
    dialog = ExportDialog(
        rows, subjects, TAGS, PARTS, lambda name, _: f"a.{name}", lambda _: "there already",
        ExportChoice(rows[0].name, (), f"a.{rows[0].name}"),
    )  # fmt: skip
    async with opened(host, dialog, size=size) as app:
        for row in rows:
            explained = next(line for line in app.lines if f"▸ {row.name} " in line)
            assert row.description in explained
            assert all(words in "\n".join(app.lines) for words in SHOWN)
            await keys(host, "down")


def test_the_reports_come_first() -> None:
    assert [row.name for row in format_rows()[:2]] == ["report", "report-html"]
    assert {row.name for row in format_rows()} == set(EXPORTERS)


async def test_export_begins_with_the_last_one(host: Pilot[int]) -> None:
    last = ExportChoice("json", ("claim/event",), "report.json")
    assert await result(host, export_dialog(last), "enter") == last
    unknown = ExportChoice("gone", (), "x")
    assert await result(host, export_dialog(unknown), "enter") == ExportChoice("markdown", (), "x")


WRONG = [
    (["ctrl+u", *"there"], "there already"),
    (["shift+tab", *"clai"], "Tab completes: claim/denial"),
    (["shift+tab", *"zebra", "enter"], "no tag “zebra”"),
    (["ctrl+u", "enter"], "type the path"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "said"), sampled(WRONG, WRONG[:2]))
async def test_export_shows_what_is_wrong(host: Pilot[int], keys: list[str], said: str) -> None:
    assert said in await drawn(host, export_dialog(), *keys)


def test_split_names_and_completions() -> None:
    assert split_names(" a, b/c ,, a,") == ("a", "b/c")
    assert completions("claim/denial", TAGS) == []
    assert completions("claim/denial, ", TAGS) == []
    assert completions("x, plce", TAGS) == ["topic/place"]
