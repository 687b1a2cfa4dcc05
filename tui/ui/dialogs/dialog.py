"""Dialog: a frame with a title, a line for messages, and a line that lists the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, Static

from ..commands import COMMAND_ORDER, bindings
from ..display import one_line
from ..terminal_colors import has_few_colors
from ..widgets.fields import VisibleArea, VisibleInput
from ..widgets.message_line import MessageLine

Result = TypeVar("Result")

LINE = "text"
"""The name of the only field of a dialog."""

_ACTION = "hint"
"""The style metadata that holds a hint's action; "@click" would style the hint as a link."""


class Hint(NamedTuple):
    """A key in the last line of a dialog, its label, and the action that a click on it runs."""

    key: str
    label: str
    action: str = ""


def hint_lines(hints: Iterable[Hint], width: int) -> Content:
    """The hints, with the keys in another colour than their labels.

    A hint that would exceed the width in cells begins another line.
    """
    lines: list[list[Content]] = [[]]
    room = width
    for hint in hints:
        key, label = one_line(hint.key), one_line(hint.label)
        part = Content.assemble((key, "bold $text-accent"), " ", label)
        if hint.action:
            part = part.stylize(Style.from_meta({_ACTION: hint.action}))
        if lines[-1] and part.cell_length > room:
            lines.append([])
            room = width
        lines[-1].append(part)
        room -= part.cell_length + 3
    return Content("\n").join(Content("   ").join(parts) for parts in lines)


class HintLine(Widget):
    """The lines that list the keys of a dialog; a click on a hint runs its action."""

    def __init__(self, hints: Sequence[Hint], id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints = hints

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        self._hints = hints
        self.refresh(layout=True)

    def render(self) -> Content:
        """The hints, folded between them."""
        return hint_lines(self._hints, self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines for a width in cells."""
        return hint_lines(self._hints, width).plain.count("\n") + 1

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the hint that was clicked."""
        action = event.style.meta.get(_ACTION)
        if action:
            await self.screen.run_action(action)


class Dialog(ModalScreen[Result | None], Generic[Result]):
    """A framed panel over the article that asks the user one thing; Esc closes it without a result.

    A subclass sets `heading`, yields its widgets from `body`, and calls `dismiss` with the result.
    The last line lists the keys of its commands. `labels` maps the id of a command to a label that
    replaces the command's own hint; "" removes the key from the line.
    """

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 50%;
        & > #frame {
            width: 64;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            border: round $primary;
            border-title-color: $text-primary;
            border-title-style: bold;
            background: $surface;
            color: $foreground;
        }
        MessageLine { min-height: 1; max-height: 4; color: $text-warning; }
        HintLine { height: auto; color: $text-muted; }
        .field { height: 1; }
        .field LineField { width: 1fr; }
        .label { width: 12; height: 1; padding: 0 2 0 0; text-align: right; color: $text-muted; }
        .quiet { height: auto; color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    heading: str = ""
    labels: Mapping[str, str] = {}
    keeps_drafts = False
    """Whether what is typed into the fields would be missed, unlike a query that narrows a list."""
    on_typed: Callable[[str, str], None] | None = None
    """Called with the name of a field and its text whenever the user has changed it."""

    def compose(self) -> ComposeResult:
        """Yield the frame with the body, the line for messages, and the line of the keys."""
        if has_few_colors(self.app.console.color_system, self.app.no_color):
            self.styles.background = "transparent"  # a tint below would become reverse video
        with Vertical(id="frame") as frame:
            frame.border_title = Content(one_line(self.heading))
            yield from self.body()
            yield MessageLine(id="message")
            yield HintLine(self.hints(), id="hints")

    def body(self) -> ComposeResult:
        """Yield the widgets between the title and the line for messages."""
        yield from ()

    @on(Input.Changed)
    def _pass_on(self, event: Input.Changed) -> None:
        """Call `on_typed` for a text that the user changed."""
        line = event.input
        if self.on_typed and isinstance(line, LineField) and event.value != line.initial:
            self.on_typed(line.id or LINE, event.value)

    def show_message(self, text: str) -> None:
        """Show a message in the line above the keys; "" clears it."""
        self.query_one(MessageLine).show_own(text)

    def hints(self) -> list[Hint]:
        """The hints for the enabled commands, in the order of the table, one for each label."""
        own = [a.binding for a in self.active_bindings.values() if a.node is self and a.enabled]
        first = {binding.id: binding for binding in reversed(own) if binding.id in COMMAND_ORDER}
        found: dict[str, Hint] = {}
        for id in sorted(first, key=lambda id: COMMAND_ORDER[id]):
            binding = first[id]
            label = self.labels.get(str(id), binding.description if binding.show else "")
            key = self.app.get_key_display(binding)
            if label in found:
                found[label] = Hint(_join_keys(found[label].key, key), label)
            elif label:
                found[label] = Hint(key, label, binding.action)
        return list(found.values())

    def relabel(self, labels: Mapping[str, str]) -> None:
        """Replace the labels of some keys, and show the new hints."""
        self.labels = labels
        self.query_one(HintLine).show(self.hints())

    def action_leave(self) -> None:
        """Close the dialog without a result."""
        self.dismiss(None)


class LineField(VisibleInput):
    """A field of one line in a dialog."""

    DEFAULT_CSS = """
    LineField, LineField:focus { background: $panel; background-tint: transparent; }
    LineField.-textual-compact { padding: 0 1; }
    LineField > .input--placeholder { color: $text-muted; }
    """

    def __init__(
        self, value: str = "", placeholder: str = "", id: str | None = None, select: bool = False
    ) -> None:
        """With `select`, the value is selected, so that what is typed replaces it."""
        super().__init__(
            placeholder=one_line(placeholder), id=id, compact=True, select_on_focus=False
        )
        self.cursor_blink = False
        self.initial, self._select = value, select
        """`initial` is the value that the program put there, not the user."""

    def on_mount(self) -> None:
        """Set the initial value, which an Input accepts only while an app is running."""
        self.value = self.initial
        if self._select:
            self.select_all()

    def put(self, value: str) -> None:
        """Replace the value by one that the user did not type."""
        self.initial = self.value = value


class TextField(VisibleArea):
    """A field of many lines in a dialog."""

    DEFAULT_CSS = """
    TextField, TextField:focus {
        border: none; padding: 0 1; background: $panel; color: $foreground;
    }
    """

    def __init__(self, text: str = "", placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            text,
            placeholder=Content(one_line(placeholder)),
            id=id,
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False


def _join_keys(keys: str, key: str) -> str:
    """Append the label of a key to others, an arrow directly and other keys after a space."""
    is_arrow = len(key) == 1 and not key.isascii()
    return f"{keys}{key}" if is_arrow else f"{keys} {key}"


def step_title(what: str, number: int, total: int, name: str) -> str:
    """The title of one of several dialogs in a row: "Link · step 2 of 3: relation"."""
    return f"{what} · step {number} of {total}: {name}"


def field(label: str, line: Widget) -> Horizontal:
    """A row with a label and a field, or a line of text in place of the field."""
    return Horizontal(Static(Content(label), classes="label"), line, classes="field")
