"""Tests of prompt, question, text dialog and form: all keys and results."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.sampling import sampled
from tui.ui.dialogs.data_form import ARTICLE_FIELDS, DataForm
from tui.ui.dialogs.export_dialog import (
    ExportChoice,
    ExportDialog,
    ExportSubject,
    FormatRow,
)
from tui.ui.dialogs.help_dialog import HelpDialog
from tui.ui.dialogs.prompt import Confirm, Prompt
from tui.ui.dialogs.text_dialog import TextDialog

from .dialog_host import HOSTILE, burst, drawn, is_tame, result
from .test_export_dialog import export_dialog
from .test_help_dialog import GROUPS


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


FORM_KEYS = [
    (["enter"], {}),
    (["ctrl+s"], {}),
    (["x", "enter"], {"title": "TITLEx"}),
    (["tab", "x", "enter"], {"author": "AUTHORx"}),
    (["down", "down", "x", "enter"], {"publisher": "PUBLISHERx"}),
    (["down", "up", "x", "enter"], {"title": "TITLEx"}),
    (["tab", "shift+tab", "x", "enter"], {"title": "TITLEx"}),
    (["up", "ctrl+u", "d", "e", "space", "enter"], {"lang": "de"}),
]


@pytest.mark.parametrize(
    ("keys", "changed"), sampled(FORM_KEYS, [FORM_KEYS[0], FORM_KEYS[3], FORM_KEYS[7]])
)
async def test_form_keys(host: Pilot[int], keys: list[str], changed: dict[str, str]) -> None:
    assert await result(host, DataForm(VALUES), *keys) == {**VALUES, **changed}


async def test_form_is_closed_without_changes(host: Pilot[int]) -> None:
    assert await result(host, DataForm({}), "x", "escape") is None
    assert await result(host, DataForm({}), "enter") == dict.fromkeys(ARTICLE_FIELDS, "")


@pytest.mark.parametrize("size", sampled([((80, 24),), ((120, 40),)], [((80, 24),)]))
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


@pytest.mark.parametrize("text", sampled(HOSTILE, [HOSTILE[0], HOSTILE[2]]))
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
