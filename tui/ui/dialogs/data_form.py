"""DataForm: asks for the values of several fields, such as those of an article or a source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from ..commands import bindings
from ..widgets.choice_field import ChoiceField
from .dialog import Dialog, LineField, field

ARTICLE_FIELDS = {
    "title": ("Title", "as it stands over the article"),
    "author": ("Author", "who wrote it"),
    "publisher": ("Publisher", "the paper, agency or site"),
    "date": ("Date", "2015-07-09, or 9 July 2015"),
    "url": ("Address", "https://…"),
    "lang": ("Language", "en, ru, ar …: decides where sentences end"),
}
"""Key in the notes file -> label and placeholder."""

NO_CHOICES: Mapping[str, Sequence[tuple[str, str]]] = {}


class DataForm(Dialog[dict[str, str]]):
    """Shows a line for each field, and returns all values without white space around them.

    `fields` maps the name of a field to its label and placeholder. `choices` maps the name of a
    field whose value is picked, not typed, to the values and their descriptions. `remark` returns
    what there is to know about a field's name and the value that is being typed, "" for nothing.
    """

    DEFAULT_CSS = """
    DataForm {
        & > #frame { width: 90; padding: 1 1 0 1; }
        .field { margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("form")
    keeps_drafts = True

    def __init__(
        self,
        values: Mapping[str, str],
        fields: Mapping[str, tuple[str, str]] = ARTICLE_FIELDS,
        heading: str = "This article",
        choices: Mapping[str, Sequence[tuple[str, str]]] = NO_CHOICES,
        remark: Callable[[str, str], str] = lambda name, value: "",
    ) -> None:
        super().__init__()
        self._remark = remark
        self.heading = heading
        self._fields, self._values = fields, values
        self._lines: dict[str, LineField | ChoiceField] = {}
        for name, (_, placeholder) in fields.items():
            value = values.get(name, "")
            if name in choices:
                self._lines[name] = ChoiceField(value, choices[name], id=name)
            else:
                self._lines[name] = LineField(value, placeholder, id=name)

    def body(self) -> ComposeResult:
        """Yield a row for each field."""
        for name, (label, _) in self._fields.items():
            yield field(label, self._lines[name])

    @on(LineField.Changed)
    def _changed(self, event: LineField.Changed) -> None:
        name = event.input.id or ""
        if event.value == self._values.get(name, ""):
            return
        self.show_message(self._remark(name, event.value))

    def action_keep(self) -> None:
        """Return the values of all fields."""
        self.dismiss({name: line.value.strip() for name, line in self._lines.items()})
