"""Every key of ours is in the table of commands, and can be another one in the user's settings."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

import tui.ui
from tui.ui.commands import COMMANDS, COMMANDS_BY_ID, bindings, help_groups, keymap, keys_of

from .pilot import keys, lines
from .program import article, program, screen_of, session_of
from .test_program_boundaries import changed


def own_classes() -> Iterable[type[DOMNode]]:
    """The screens and widgets of the program."""
    for module in pkgutil.walk_packages(tui.ui.__path__, "tui.ui."):
        for value in vars(importlib.import_module(module.name)).values():
            is_own = isinstance(value, type) and value.__module__ == module.name
            if is_own and issubclass(value, DOMNode):
                yield value


def test_every_key_that_is_bound_is_one_of_a_command() -> None:
    for cls in own_classes():
        for binding in vars(cls).get("BINDINGS", ()):
            assert isinstance(binding, Binding), cls
            assert COMMANDS_BY_ID[str(binding.id)].action == binding.action, cls


def test_no_screen_or_widget_compares_keys() -> None:
    for path in Path(tui.ui.__path__[0]).rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"""\.key (==|in) [\[({]?["']|get\(event\.key\)""", source), path


def test_ids_are_unique_and_every_command_is_in_the_help() -> None:
    assert len(COMMANDS_BY_ID) == len(COMMANDS)
    labels = {label for _, rows in help_groups({}) for _, label in rows}
    shown = [command for command in COMMANDS if "quick-" not in command.id]
    assert all(command.label in labels for command in shown)


def mapped(scope: str, user: dict[str, str]) -> dict[str, set[str]]:
    """Key -> ids of the commands of a scope, as Textual applies the keymap."""
    table = BindingsMap(bindings(scope))  # type: ignore[arg-type]
    table.apply_keymap(keymap(user))
    return {key: {str(b.id) for b in found} for key, found in table.key_to_bindings.items()}


def test_without_settings_there_is_no_keymap() -> None:
    assert keymap({}) == {}


def test_a_key_of_the_user_is_that_of_one_command_alone() -> None:
    made = mapped("article", {"tag": "n"})
    assert made["n"] == {"tag"}
    assert "t" not in made


def test_commands_that_share_a_key_are_remapped_one_by_one() -> None:
    made = mapped("article", {"open": "f5"})
    assert made["o"] == {"swap-ends"}
    assert made["f5"] == {"open"}


def test_a_command_without_keys_is_given_one() -> None:
    assert mapped("article", {"encoding": "f6"})["f6"] == {"encoding"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_each_command_can_have_another_key(command: object) -> None:
    command = COMMANDS_BY_ID[command.id]  # type: ignore[attr-defined]
    made = mapped(command.scope, {command.id: "f12,ctrl+y"})
    assert made["f12"] == made["ctrl+y"] == {command.id}
    assert not any(command.id in ids for key, ids in made.items() if key not in ("f12", "ctrl+y"))
    for other in COMMANDS:
        if other.scope == command.scope and other is not command:
            assert all(other.id in made[key] for key in keys_of(other, {}))


@pytest.mark.long
async def test_the_letters_of_a_fixed_menu_are_the_users(tmp_path: Path) -> None:
    chosen = {"review-accept": "f9,Ö", "review-drop": "ü"}
    for key in ("f9", "Ö"):
        (tmp_path / key).mkdir()
        async with program(changed(tmp_path / key), keys=chosen) as pilot:
            await keys(pilot, "a")
            assert "Ö accept" in lines(pilot)
            assert "ü drop" in lines(pilot)
            await keys(pilot, "x", key)
            assert [a.state for a in session_of(pilot).state.anchors.values()] == ["anchored"]


async def test_the_keys_of_dialogs_are_the_users(tmp_path: Path) -> None:
    chosen = {
        "speaker-edit": "f5", "form-keep": "f6", "picker-choose": "f7", "menu-leave": "f8",
        "confirm-yes": "f9", "list-down": "f10", "grade-reasons": "!",
    }  # fmt: skip
    async with program(article(tmp_path), keys=chosen) as pilot:
        await keys(pilot, "s", "~Zoe", "f7", "S", "until")
        assert "f5 edit" in lines(pilot)
        await keys(pilot, "ctrl+e", "f5", "down", "~port manager", "enter")
        assert "This source" in lines(pilot), "neither Enter nor Ctrl+E does what it did"
        await keys(pilot, "f6 escape")
        (source,) = session_of(pilot).state.known_sources().values()
        assert source.role == "port manager"
        await keys(pilot, "space escape")
        assert pilot.app.screen is not screen_of(pilot)
        await keys(pilot, "f8 c !")
        assert "Reasons for the grades" in lines(pilot)
        await keys(pilot, "escape tab f10 x f9")
        assert pilot.app.screen is screen_of(pilot)


def test_no_two_commands_of_a_scope_share_a_default_key() -> None:
    taken: dict[tuple[str, str, str], str] = {}
    for command in COMMANDS:
        for key in command.keys.split(","):
            conditions = {"always": ("selecting", "not selecting")}
            for when in conditions.get(command.enabled, (command.enabled,)) if key else ():
                other = taken.setdefault((command.scope, key, when), command.id)
                assert other == command.id, f"{key} in {command.scope}: {other}, {command.id}"


def test_every_feature_that_a_command_names_exists() -> None:
    for command in COMMANDS:
        module, colon, name = command.run.partition(":")
        if colon:
            feature = importlib.import_module(f"tui.ui.reading.features.{module}")
            assert callable(getattr(feature, name, None)), command.run
