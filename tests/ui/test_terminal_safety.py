"""What the boundary does to one line, one message and one copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color

from tui.ui.terminal_safety import VisibleFilter

from .pilot import keys, lines, quiet, told
from .program import article, program

BLACK = Color(0, 0, 0)
BOLD = Style(bold=True)


def filtered(*parts: str) -> list[Segment]:
    """Segments after the filter, every second one bold."""
    segments = [Segment(part, BOLD if n % 2 else None) for n, part in enumerate(parts)]
    return VisibleFilter().apply(segments, BLACK)


def test_a_line_in_which_nothing_acts_is_left_alone() -> None:
    segments = [Segment("“Harbour” ", BOLD), Segment("▌ 日本", None)]
    assert VisibleFilter().apply(segments, BLACK) is segments


def test_what_acts_is_shown_in_the_style_that_it_has() -> None:
    made = filtered("a\x1b", "\x9b31m", "b\u202ec   ")
    assert [(s.text, s.style) for s in made] == [("a␛", None), ("�31m", BOLD), ("b�c", None)]


@pytest.mark.parametrize("parts", [("a\x1b\x07b", "cd"), ("\u200b" * 50, "x"), ("日\x1b本", "x ")])
def test_a_line_keeps_its_width(parts: tuple[str, ...]) -> None:
    before = sum(Segment(part).cell_length for part in parts)
    assert Segment.get_line_length(filtered(*parts)) == before


@pytest.mark.parametrize(
    "parts", [("می\u200c", "خواهم"), ("👨\u200d", "👩"), ("می", "\u200cخواهم")]
)
def test_a_joiner_that_does_its_work_is_kept_across_styles(parts: tuple[str, ...]) -> None:
    assert "".join(s.text for s in filtered(*parts)) == "".join(parts)


def test_no_segment_is_taken_for_a_control_of_the_renderer() -> None:
    segments = [Segment("\x1b[2J", None, [(ControlType.CLEAR,)]), Segment("  ")]
    made = VisibleFilter().apply(segments, BLACK)
    assert [s.text for s in made if s.control] == []


async def test_a_message_is_one_line_and_no_markup(tmp_path: Path) -> None:
    async with program(article(tmp_path)) as pilot:
        pilot.app.clear_notifications()
        pilot.app.screen.notify("[b]a\x1b[31m\nb[/b]", title="[i]\x9b", markup=True)
        await quiet(pilot)
        assert told(pilot) == "[i]�: [b]a␛[31m b[/b]"
        assert "[i]�: [b]a␛[31m b[/b]" in lines(pilot)


async def test_a_copied_paragraph_is_one_line(tmp_path: Path) -> None:
    text = "One \x1b[201~\nrm -rf ~\n passage \x1b]52;c;UFdO\x07 here\u202e; \x9b31m. Two.\n"
    async with program(article(tmp_path, text, "a.txt")) as pilot:
        await keys(pilot, "y")
        quote = "“One ␛[201~ rm -rf ~  passage ␛]52;c;UFdO␇ here�; �31m."
        assert pilot.app.clipboard.startswith(quote)
        assert "\n" not in pilot.app.clipboard


async def test_copied_paragraphs_stay_apart(tmp_path: Path) -> None:
    text = "One is here.\n\nTwo\tis\nthere.\n\nThree.\n"
    async with program(article(tmp_path, text, "a.txt")) as pilot:
        await keys(pilot, "v j y")
        assert pilot.app.clipboard.startswith("“One is here.\n\nTwo is there.” (")
