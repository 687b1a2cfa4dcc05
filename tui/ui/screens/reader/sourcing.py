"""Sources: who says it, what is known about them, and how far they are believed."""

from __future__ import annotations

from dataclasses import replace

from ....model.annotation import RELIABILITY
from ....model.errors import ReaderError
from ...widgets.picker import Choice
from ..data import DataForm
from ..grade import Grade, GradeDialog
from ..picker import Picker, PickerResult
from .noting import Noting

_FIELDS = {
    "name": ("Name", "empty: nobody; a name that is there takes this one in"),
    "role": ("Role", "spokesman of …, not named because …"),
    "reliability": ("Grade", "A to F, empty: not graded"),
}


class Sourcing(Noting):
    """What says who speaks."""

    def _sources(self, said: str = "") -> list[Choice]:
        counts = [a.source for a in self.session.annotations.values()]
        return [
            Choice(
                id=source.id,
                label=source.name,
                detail=source.role,
                count=" ".join(filter(None, (source.reliability, str(counts.count(source.id))))),
                checked=source.id == said,
            )
            for source in self.session.sources.values()
        ]

    def action_source(self) -> None:
        """Say who speaks in the target: an existing source or a new name."""
        if not self.has_text():
            return
        targets = self.targets
        annotation = self.session.at(self.target)
        said = annotation.source if annotation else ""
        choices = self._sources(said)
        if said:
            choices.append(Choice(id="", label="nobody", detail="take the source away"))

        def chosen(result: PickerResult | None) -> None:
            if result is None:
                return
            source = self.session.sources.get(result.id)
            name = source.name if source and not result.created else result.id
            try:
                self.edit(self.session.set_source(targets, name), [t.span for t in targets])
            except ReaderError as error:
                self.attempt(error)

        self.app.push_screen(Picker("Who says it", choices, create=True), chosen)

    def action_grade(self) -> None:
        """Grade the target's source and statement."""
        if not self.has_text():
            return
        target = self.target
        annotation = self.session.at(target)
        source = self.session.sources.get(annotation.source) if annotation else None

        def graded(grade: Grade | None) -> None:
            if grade is None:
                return
            try:
                done = self.session.grade(target, grade.reliability, grade.credibility)
                self.edit(done, [target.span])
            except ReaderError as error:
                self.attempt(error)

        dialog = GradeDialog(
            source.name if source else "",
            source.reliability if source else "",
            annotation.credibility if annotation else 0,
            self.config.aliases,
        )
        self.app.push_screen(dialog, graded)

    def action_sources(self) -> None:
        """Change what is known about a source."""

        def chosen(result: PickerResult | None) -> None:
            if result:
                self._ask_about(result.id)

        empty = "No sources yet: s on a passage names who says it."
        self.app.push_screen(Picker("Sources", self._sources(), empty=empty), chosen)

    def _ask_about(self, id: str) -> None:
        source = self.session.sources[id]
        known = {name: str(getattr(source, name)) for name in _FIELDS}

        def filled(values: dict[str, str] | None) -> None:
            if values is None:
                return
            letter = values["reliability"].upper()
            after = replace(
                source,
                name=values["name"],
                role=values["role"],
                reliability=letter if len(letter) == 1 and letter in RELIABILITY else "",
            )
            try:
                if after.name:
                    self.edit(self.session.change_source(after))
                else:
                    self.edit(self.session.remove_source(id))
            except ReaderError as error:
                self.attempt(error)

        self.app.push_screen(DataForm(known, _FIELDS, "This source"), filled)
