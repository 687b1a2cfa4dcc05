"""Tests of the picker: ranking, all keys and results."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.sampling import sampled
from tui.ui.dialogs.color_picker import ColorPicker, full_color
from tui.ui.dialogs.picker import Picker, PickerResult
from tui.ui.widgets.choice_list import Choice, rank

from .dialog_host import HOSTILE, burst, drawn, is_tame, opened, result
from .pilot import keys

NAMES = [
    "claim", "claim/denial", "claim/event", "claim/intent", "source/named-official",
    "source/anonymous-official", "basis/hearsay", "topic/actor", "topic/place",
]  # fmt: skip
CHOICES = [Choice(name, name) for name in NAMES]


def ids(query: str, choices: list[Choice] = CHOICES) -> list[str]:
    return [choice.id for choice in rank(choices, query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("denial", "claim/denial"), ("dneial", "claim/denial"), ("denail", "claim/denial"),
        ("claim", "claim"), ("CLAIM", "claim"), ("hersay", "basis/hearsay"),
        ("cl int", "claim/intent"), ("int cl", "claim/intent"),
        ("ano", "source/anonymous-official"),
        ("no", "source/anonymous-official"), ("sno", "source/named-official"),
        ("claim/den", "claim/denial"), ("plaec", "topic/place"), (" actor ", "topic/actor"),
    ],
)  # fmt: skip
def test_a_query_finds(query: str, first: str) -> None:
    assert first in ids(query)[: 1 if query != "no" else 3]


def test_an_empty_query_keeps_the_order() -> None:
    assert ids("") == NAMES
    assert ids("  / ") == NAMES


def test_every_word_must_match() -> None:
    assert ids("claim zebra") == []
    assert ids("topic/fuel") == []


def test_equals_keep_the_order_given() -> None:
    assert ids("off") == ["source/named-official", "source/anonymous-official"]


def test_details_and_hidden_words_are_searched_and_count_less() -> None:
    choices = [
        Choice("a", "one", detail="about denial"), Choice("b", "two", search="denial"),
        Choice("c", "denial"),
    ]  # fmt: skip
    assert ids("denial", choices) == ["c", "b", "a"]


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=8))
def test_ranking_only_selects(query: str, labels: list[str]) -> None:
    choices = [Choice(str(number), label) for number, label in enumerate(labels)]
    found = rank(choices, query)
    assert len(set(found)) == len(found)
    assert set(found) <= set(choices)
    assert all(choice in found for choice in choices if query.strip() and choice.label == query)


PICKS: list[tuple[list[str], str]] = [
    (["enter"], "claim"),
    (["down", "enter"], "claim/denial"),
    (["ctrl+n", "ctrl+n", "enter"], "claim/event"),
    (["down", "down", "up", "enter"], "claim/denial"),
    (["down", "ctrl+p", "enter"], "claim"),
    (["up", "enter"], "topic/place"),
    (["up", "down", "enter"], "claim"),
    (["pagedown", "enter"], "topic/place"),
    (["pagedown", "pageup", "enter"], "claim"),
    (["end", "enter"], "topic/place"),
    (["end", "home", "enter"], "claim"),
    ([*"so", "end", "enter"], "source/anonymous-official"),
    ([*"hersay", "enter"], "basis/hearsay"),
    ([*"zz", "backspace", "backspace", "enter"], "claim"),
]


@pytest.mark.parametrize(("keys", "id"), PICKS)
async def test_keys_choose(host: Pilot[int], keys: list[str], id: str) -> None:
    assert await result(host, Picker("Tag", CHOICES), *keys) == PickerResult(id)


async def test_escape_returns_nothing(host: Pilot[int]) -> None:
    assert await result(host, Picker("Tag", CHOICES), "d", "escape") is None


async def test_no_match_stays_open_and_says_so(host: Pilot[int]) -> None:
    assert await result(host, Picker("Tag", CHOICES), *"qqqq", "enter") == "still open"
    assert "nothing matches" in await drawn(host, Picker("Tag", CHOICES), *"qqqq")


async def test_an_unknown_name_is_created(host: Pilot[int]) -> None:
    picker = Picker("Tag", CHOICES, create=True)
    assert await result(host, picker, *"fuel", "enter") == PickerResult("fuel", created=True)


async def test_the_offer_comes_after_a_similar_name(host: Pilot[int]) -> None:
    screen = await drawn(host, Picker("Tag", CHOICES, create=True), *"clai")
    rows = [screen.index(text) for text in ("▸ claim", "claim/intent", "create “clai”")]
    assert rows == sorted(rows)
    picker = Picker("Tag", CHOICES, create=True)
    assert await result(host, picker, *"clai", "up", "enter") == PickerResult("clai", created=True)


TYPOS = ["intnet", "claim/intetn", "clami/intent"]


@pytest.mark.parametrize("typo", sampled(TYPOS, TYPOS[1:2]))
async def test_a_near_name_comes_before_the_offer_to_create_a_mistyped_one(
    host: Pilot[int], typo: str
) -> None:
    screen = await drawn(host, Picker("Tag", CHOICES, create=True), *typo)
    assert screen.index("▸ claim/intent") < screen.index(f"create “{typo}”")


async def test_a_query_that_nothing_matches_is_not_said_to_have_no_choices(
    host: Pilot[int],
) -> None:
    picker = Picker("Link", CHOICES, empty="Mark another passage first.")
    assert "Mark another" not in await drawn(host, picker, *"qqqq")
    assert "Mark another" in await drawn(
        host, Picker("Link", [], empty="Mark another passage first.")
    )


async def test_the_offer_comes_before_choices_with_only_a_similar_description(
    host: Pilot[int],
) -> None:
    screen = await drawn(host, Picker("Tag", CHOICES, create=True), *"party")
    assert "▸ create “party”" in screen


async def test_a_known_name_is_not_offered(host: Pilot[int]) -> None:
    assert "create" not in await drawn(host, Picker("Tag", CHOICES, create=True), *"CLAIM")


async def test_keys_typed_before_the_picker_is_mounted_are_taken_in_order(host: Pilot[int]) -> None:
    expected = PickerResult(rank(CHOICES, "claim")[2].id)
    assert await burst(host, Picker("Tag", CHOICES), *"claim", "down", "down", "enter") == expected


async def test_tab_toggles_and_stays(host: Pilot[int]) -> None:
    toggled: list[str] = []
    async with opened(host, Picker("Tag", CHOICES, create=True, on_toggle=toggled.append)) as app:
        await keys(host, "tab down tab tab")
        assert toggled == ["claim", "claim/denial", "claim/denial"]
        screen = "\n".join(app.lines)
        assert screen.count("✓") == 1
        assert not app.results
        # What is typed next replaces the query; a new name is taken too, and then is a choice.
        await keys(host, "~fuel", "tab", "~hears", "enter")
        assert toggled[3:] == ["fuel"]
        assert app.results == [PickerResult("basis/hearsay")]


@pytest.mark.parametrize(
    ("pressed", "expected"),
    [
        (["tab", "enter"], None),
        (["tab", "tab", "enter"], None),
        ([*"denial", "tab", "enter"], None),
        ([*"fuel", "tab", "enter"], None),
        (["tab", "down", "up", "enter"], PickerResult("claim")),
        (["tab", "down", "enter"], PickerResult("claim/denial")),
        (["tab", *"hears", "enter"], PickerResult("basis/hearsay")),
        (["tab", *"claim", "enter"], PickerResult("claim")),
    ],
)
async def test_enter_keeps_what_tab_has_just_toggled(
    host: Pilot[int], pressed: list[str], expected: PickerResult | None
) -> None:
    picker = Picker("Tag", CHOICES, create=True, on_toggle=lambda id: None)
    assert await result(host, picker, *pressed) == expected


async def test_tab_does_nothing_if_only_one_can_be_chosen(host: Pilot[int]) -> None:
    assert await result(host, Picker("Tag", CHOICES), "tab", "enter") == PickerResult("claim")


async def test_a_preview_follows_the_cursor_and_is_undone(host: Pilot[int]) -> None:
    seen: list[str] = []
    names = [Choice(name, name) for name in ("ink", "dusk", "paper")]
    keys = ["down", "down", *"ink", "escape"]
    picker = Picker("Theme", names, current="dusk", on_highlight=seen.append)
    assert await result(host, picker, *keys) is None
    assert seen == ["paper", "ink", "dusk"]


async def test_the_cursor_starts_on_the_current_choice(host: Pilot[int]) -> None:
    assert await result(host, Picker("T", CHOICES, current="claim/event"), "enter") == PickerResult(
        "claim/event"
    )


async def test_an_empty_list_says_what_to_do(host: Pilot[int]) -> None:
    assert "type a name" in await drawn(host, Picker("Source", [], create=True))
    assert "go and make one" in await drawn(host, Picker("Source", [], empty="go and make one"))
    assert await result(host, Picker("Source", []), "enter", "down", "up") == "still open"


async def test_a_click_chooses(host: Pilot[int]) -> None:
    async with opened(host, Picker("Tag", CHOICES)) as app:
        row = next(y for y, line in enumerate(app.lines) if "claim/event" in line)
        await host.click(offset=(20, row))
        assert app.results == [PickerResult("claim/event")]


async def test_a_click_on_a_hint_does_what_its_key_does(host: Pilot[int]) -> None:
    async with opened(host, Picker("Tag", CHOICES)) as app:
        row, line = next((y, line) for y, line in enumerate(app.lines) if "Esc cancel" in line)
        await host.click(offset=(line.index("Esc") + 1, row))
        assert app.results == [None]


async def test_columns_stand_under_each_other(host: Pilot[int]) -> None:
    choices = [
        Choice("a", "short", "first detail", "3", "#ff0000", checked=True),
        Choice("b", "a longer label", "second detail", "12"),
        Choice("c", "漢字", "third detail", "漢"),
    ]
    lines = [
        line for line in (await drawn(host, Picker("T", choices))).split("\n") if "detail" in line
    ]
    assert lines[0].index("first") == lines[1].index("second") == lines[2].index("third") + 2
    assert "✓ ■ short" in lines[0]
    assert "3 │" in lines[0]
    assert "12 │" in lines[1]


async def test_details_stand_under_each_other_whatever_is_counted(host: Pilot[int]) -> None:
    choices = [Choice(c, "label " * 9, f"detail {c}", c * n) for n, c in enumerate("abc")]
    lines = [
        line for line in (await drawn(host, Picker("T", choices))).split("\n") if "detail" in line
    ]
    assert len({line.index("detail") for line in lines}) == 1


@pytest.mark.parametrize("text", sampled(HOSTILE, [HOSTILE[0], HOSTILE[2]]))
async def test_hostile_text_is_shown_as_it_is(host: Pilot[int], text: str) -> None:
    choices = [Choice(text, text, text, text), Choice("b", "b")]
    picker = Picker(text, choices, placeholder=text, create=True)
    screen = await drawn(host, picker, "a", "b", "backspace", "backspace")
    assert is_tame(screen)
    if "[" in text and text.isprintable():
        assert screen.count(text) >= 4


async def test_long_labels_are_cut_to_the_frame(host: Pilot[int]) -> None:
    choices = [Choice("a", "label " * 40, "detail " * 40, "12"), Choice("b", "🙂" * 90)]
    lines = (await drawn(host, Picker("title " * 40, choices))).split("\n")
    assert all(
        line.rstrip().endswith(("│", "╮", "╯")) for line in lines if "╭" in line or "…" in line
    )


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("#ff8800", "#ff8800"), ("FF8800", "#ff8800"), ("#f80", "#ff8800"), (" #abc ", "#aabbcc"),
        ("red", ""), ("#12", ""), ("#1234567", ""), ("", ""),
    ],
)  # fmt: skip
def test_colors_are_read(text: str, color: str) -> None:
    assert full_color(text) == color


PALETTE = {"red": "#ff0000", "teal": "#008080"}


@pytest.mark.parametrize(
    ("current", "keys", "expected"),
    [
        ("", ["enter"], PickerResult("")),
        ("teal", ["enter"], PickerResult("teal")),
        ("teal", [*"red", "enter"], PickerResult("red")),
        ("", [*"#0f0", "enter"], PickerResult("#00ff00", created=True)),
        ("#123456", ["enter"], PickerResult("#123456")),
        ("red", ["escape"], None),
    ],
)
async def test_a_color_is_chosen(
    host: Pilot[int], current: str, keys: list[str], expected: PickerResult | None
) -> None:
    assert await result(host, ColorPicker("claim/denial", PALETTE, current), *keys) == expected
