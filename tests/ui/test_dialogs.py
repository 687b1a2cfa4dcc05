"""Tests of prompt, question, text dialog, form, export dialog and help: all keys and results."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tui.export import EXPORTERS
from tui.ui.commands import help_groups
from tui.ui.dialogs.data_form import ARTICLE_FIELDS, DataForm
from tui.ui.dialogs.export_dialog import (
    ExportChoice,
    ExportDialog,
    ExportSubject,
    FormatRow,
    completions,
    split_names,
)
from tui.ui.dialogs.help_dialog import HelpDialog, filter_groups
from tui.ui.dialogs.prompt import Confirm, Prompt
from tui.ui.dialogs.text_dialog import TextDialog
from tui.ui.export_form import PARTS, format_rows

from .dialog_host import HOSTILE, burst, drawn, is_tame, opened, result
from .pilot import keys
from .samples import LETTERS, SIZES


def no_spaces(value: str) -> str:
    return "no spaces, please" if " " in value else ""


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["enter"], "old"), (["x", "enter"], "oldx"), (["ctrl+u", "enter"], ""),
        (["x", "escape"], None), (["space", "enter"], "still open"),
        (["space", "backspace", "enter"], "old"),
    ],
)  # fmt: skip
async def test_prompt(host: Pilot[int], keys: list[str], expected: str | None) -> None:
    assert await result(host, Prompt("Rename", "old", no_spaces), *keys) == expected


async def test_prompt_says_what_is_wrong_while_it_is_typed(host: Pilot[int]) -> None:
    assert "no spaces, please" in await drawn(host, Prompt("Rename", "old", no_spaces), "space")
    assert "no spaces, please" not in await drawn(host, Prompt("Rename", "a b", no_spaces))


async def test_keys_typed_before_the_dialog_is_mounted_are_taken_in_order(host: Pilot[int]) -> None:
    assert await burst(host, Prompt("Rename", "x"), *"abc", "enter") == "xabc"
    assert (await burst(host, DataForm({}), "a", "b", "enter"))["title"] == "ab"
    assert await burst(host, TextDialog("Rule"), "a", "enter", "b", "ctrl+s") == "a\nb"
    assert await burst(host, export_dialog(), *"xy", "enter") == ExportChoice(
        "markdown", (), "out.markdownxy"
    )


async def test_prompt_keeps_control_characters(host: Pilot[int]) -> None:
    assert await result(host, Prompt("Rename", "a\x1bb\tc"), "x", "enter") == "a\x1bb\tcx"


@pytest.mark.parametrize(
    ("key", "expected"),
    [("y", True), ("Y", True), ("enter", True), ("n", False), ("N", False), ("escape", False),
     ("x", "still open")],
)  # fmt: skip
async def test_confirm(host: Pilot[int], key: str, expected: bool | str) -> None:
    assert (
        await result(host, Confirm("Delete", "Really?"), key) is expected
        or expected == "still open"
    )


async def test_confirm_says_what_yes_and_no_do(host: Pilot[int]) -> None:
    screen = await drawn(host, Confirm("Leave", "Not saved.", "leave", "stay"))
    assert "y leave" in screen
    assert "n stay" in screen


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["escape"], None), (["ctrl+s"], None), (["x", "escape"], "a\nbx"),
        (["x", "ctrl+s"], "a\nbx"), (["enter", "y", "escape"], "a\nb\ny"),
        (["x", "backspace", "escape"], None),
    ],
)  # fmt: skip
async def test_text_is_kept(host: Pilot[int], keys: list[str], expected: str | None) -> None:
    assert await result(host, TextDialog("Rule", "a\nb"), *keys) == expected


async def test_on_change_is_called_with_each_change_of_the_text(host: Pilot[int]) -> None:
    told: list[str] = []
    await result(host, TextDialog("Rule", "a", on_change=told.append), "b", "c")
    assert told == ["ab", "abc"]


async def test_text_keeps_control_characters(host: Pilot[int]) -> None:
    assert await result(host, TextDialog("Rule", "a\x1b\tb"), "x", "escape") == "a\x1b\tbx"


VALUES = {name: name.upper() for name in ARTICLE_FIELDS}


@pytest.mark.parametrize(
    ("keys", "changed"),
    [
        (["enter"], {}),
        (["ctrl+s"], {}),
        (["x", "enter"], {"title": "TITLEx"}),
        (["tab", "x", "enter"], {"author": "AUTHORx"}),
        (["down", "down", "x", "enter"], {"publisher": "PUBLISHERx"}),
        (["down", "up", "x", "enter"], {"title": "TITLEx"}),
        (["tab", "shift+tab", "x", "enter"], {"title": "TITLEx"}),
        (["up", "ctrl+u", "d", "e", "space", "enter"], {"lang": "de"}),
    ],
)
async def test_form_keys(host: Pilot[int], keys: list[str], changed: dict[str, str]) -> None:
    assert await result(host, DataForm(VALUES), *keys) == {**VALUES, **changed}


async def test_form_is_closed_without_changes(host: Pilot[int]) -> None:
    assert await result(host, DataForm({}), "x", "escape") is None
    assert await result(host, DataForm({}), "enter") == dict.fromkeys(ARTICLE_FIELDS, "")


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


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
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
    ],
)  # fmt: skip
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


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["ctrl+u", *"there"], "there already"),
        (["shift+tab", *"clai"], "Tab completes: claim/denial"),
        (["shift+tab", *"zebra", "enter"], "no tag “zebra”"),
        (["ctrl+u", "enter"], "type the path"),
    ],
)  # fmt: skip
async def test_export_shows_what_is_wrong(host: Pilot[int], keys: list[str], said: str) -> None:
    assert said in await drawn(host, export_dialog(), *keys)


def test_split_names_and_completions() -> None:
    assert split_names(" a, b/c ,, a,") == ("a", "b/c")
    assert completions("claim/denial", TAGS) == []
    assert completions("claim/denial, ", TAGS) == []
    assert completions("x, plce", TAGS) == ["topic/place"]


GROUPS = [
    ("Move", [("j ↓", "next passage"), ("k ↑", "previous passage")]),
    ("Tag", [("t", "pick a tag"), ("Ctrl+Shift+Alt+X", "a long key " * 6)]),
    *[(f"Group {n}", [(str(n), f"thing {n}")]) for n in range(12)],
]


@pytest.mark.parametrize("key", ["escape", "question_mark"])
async def test_help_closes(host: Pilot[int], key: str) -> None:
    assert await result(host, HelpDialog(GROUPS), key) is None


@pytest.mark.parametrize(
    "keys",
    [["down"] * 40, ["pagedown"] * 3, ["end"]],
)
async def test_help_scrolls(host: Pilot[int], keys: list[str]) -> None:
    assert "thing 11" not in await drawn(host, HelpDialog(GROUPS))
    assert "thing 11" in await drawn(host, HelpDialog(GROUPS), *keys)


@pytest.mark.parametrize("keys", [["up"] * 40, ["pageup"] * 3, ["home"]])
async def test_help_scrolls_back(host: Pilot[int], keys: list[str]) -> None:
    assert "next passage" in await drawn(host, HelpDialog(GROUPS), "end", *keys)


async def test_help_is_filtered_and_shows_all_again(host: Pilot[int]) -> None:
    screen = await drawn(host, HelpDialog(GROUPS), *"passage")
    assert "next passage" in screen
    assert "pick a tag" not in screen
    assert "no such key" in await drawn(host, HelpDialog(GROUPS), "slash", *"zebra")
    assert "pick a tag" in await drawn(host, HelpDialog(GROUPS), "slash", *"passage", "escape")
    assert await result(host, HelpDialog(GROUPS), "q", "escape", "escape") is None
    assert await result(host, HelpDialog(GROUPS), "q", "question_mark") is None


@pytest.mark.parametrize("letters", LETTERS)
async def test_every_letter_filters_the_help_until_it_is_taken_away(
    host: Pilot[int], letters: str
) -> None:
    async with opened(host, HelpDialog(GROUPS)) as app:
        whole = app.lines
        for letter in letters:
            for back in ("escape", "backspace"):
                await keys(host, letter)
                assert app.lines != whole, letter
                await keys(host, back)
                assert app.lines == whole, letter
        assert app.results == []
        await keys(host, "escape")
        assert app.results == [None]


async def test_slash_in_the_help_begins_another_filter(host: Pilot[int]) -> None:
    screen = await drawn(host, HelpDialog(GROUPS), *"zebra", "slash", *"passage")
    assert "next passage" in screen


def test_help_finds_by_key_word_and_group() -> None:
    assert filter_groups(GROUPS, "move next") == [("Move", [("j ↓", "next passage")])]
    assert filter_groups(GROUPS, "↑") == [("Move", [("k ↑", "previous passage")])]
    assert filter_groups(GROUPS, "") == GROUPS


@pytest.mark.parametrize(("width", "columns"), [(80, 1), (120, 2), (200, 3)])
async def test_help_has_as_many_columns_as_fit(host: Pilot[int], width: int, columns: int) -> None:
    lines = (await drawn(host, HelpDialog(GROUPS), size=(width, 60))).split("\n")
    titles = [title for title, _ in GROUPS]
    assert max(sum(f" {title} " in line for title in titles) for line in lines) == columns


async def test_help_shows_the_whole_table(host: Pilot[int]) -> None:
    screen = await drawn(host, HelpDialog(help_groups({})), size=(200, 160))
    words = [row[1].split(" ")[0] for _, rows in help_groups({}) for row in rows]
    assert all(word in screen for word in words)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("dialog", "foot"),
    [
        (lambda: Prompt("T", "v"), "Esc cancel"), (lambda: Confirm("T", "q"), "n no"),
        (lambda: TextDialog("T", "x\n" * 90), "Ctrl+S keeps it"),
        (lambda: DataForm({}), "Esc cancel"), (export_dialog, "Esc cancel"),
        (lambda: HelpDialog(GROUPS), "Esc close"),
    ],
)  # fmt: skip
async def test_every_dialog_names_its_keys(
    host: Pilot[int], dialog: object, foot: str, size: tuple[int, int]
) -> None:
    assert callable(dialog)
    assert foot in await drawn(host, dialog(), size=size)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_as_it_is(host: Pilot[int], text: str) -> None:
    dialogs = [
        Prompt(text, text, lambda _: text, explanation=text, placeholder=text),
        Confirm(text, text, text, text),
        TextDialog(text, text, explanation=text),
        TextDialog("T", "", placeholder=text),
        DataForm(dict.fromkeys(ARTICLE_FIELDS, text)),
        ExportDialog(
            [FormatRow(text, text, has_title=True)],
            [ExportSubject(text, text)],
            [text],
            [text],
            lambda *_: text,
            lambda _: text,
            ExportChoice(text, (text,), text),
        ),
        ExportDialog(
            [FormatRow(text, text)],
            [ExportSubject(text), ExportSubject(text)],
            [text + text],
            [text],
            lambda *_: text,
            lambda _: text,
        ),
        HelpDialog([(text, [(text, text)])]),
    ]
    for dialog in dialogs:
        keys = ["x", "tab", *"x"] if isinstance(dialog, Prompt | ExportDialog) else []
        screen = await drawn(host, dialog, *keys)
        assert is_tame(screen), dialog
        if "[" in text and text.isprintable():
            assert text in screen, dialog


KIND = {"kind": (("", "not said"), ("named", ""), ("unnamed", ""), ("medium", ""))}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((), ""), (("right",), "named"), (("left",), "medium"), (("space", "space"), "unnamed"),
        (("m",), "medium"), ((*"un",), "unnamed"), ((*"n",), "named"), ((*"mu",), "unnamed"),
        ((*"zq",), ""),
    ],
)  # fmt: skip
async def test_a_choice_is_picked_by_arrows_or_letters(
    host: Pilot[int], keys: tuple[str, ...], expected: str
) -> None:
    form = DataForm({}, {"kind": ("Kind", "")}, "Source", KIND)
    assert await result(host, form, *keys, "enter") == {"kind": expected}


async def test_a_choice_shows_its_value_and_description(host: Pilot[int]) -> None:
    form = DataForm({"kind": "unnamed"}, {"kind": ("Kind", "")}, "Source", KIND)
    assert "‹ unnamed ›  ← → or a letter" in await drawn(host, form)
    form = DataForm({"kind": "of the future"}, {"kind": ("Kind", "")}, "Source", KIND)
    assert "‹ not said ›" in await drawn(host, form)
