"""Sources: who says it, what is known about them, and how far they are believed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ...model import edits
from ...model.annotation import KINDS, RELIABILITY, Source
from ...model.annotation_changes import Target
from ...model.document import Span
from ...model.errors import ReaderError
from .suggestions import NOBODY, Listening

if TYPE_CHECKING:
    from ..dialogs.grade import Grade
    from ..dialogs.picker import PickerResult
    from ..dialogs.speakers import SpeakersDialog, SpeakersResult
    from ..widgets.choice_list import Choice
    from ..widgets.speaker_list import SpeakerRow


if TYPE_CHECKING:
    from ...attribution import Speaker

_FIELDS = {
    "name": ("Name", "empty: nobody; a name that is there takes this one in"),
    "role": ("Role", "spokesman of …, not named because …"),
    "kind": ("Kind", f"{', '.join(KINDS)}; empty: not said"),
    "reliability": ("Grade", "A to F, empty: not graded"),
    "reason": ("Why", "the reason for the grade"),
    "via": ("Through", "the name of who had it first; such sources count once"),
}


class Sourcing(Listening):
    """What says who speaks."""

    _voices: SpeakersDialog | None = None

    def _sources(self, said: str = "") -> list[Choice]:
        from ..widgets.choice_list import Choice

        counts = [a.source for a in self.session.state.annotations.values()]
        return [
            Choice(
                id=source.id,
                label=source.name,
                detail=source.role,
                count=" ".join(filter(None, (source.reliability, str(counts.count(source.id))))),
                checked=source.id == said,
            )
            for source in self.session.state.sources.values()
        ]

    def _offers(self, said: str, likely: list[Speaker]) -> tuple[list[Choice], dict[str, Speaker]]:
        """Who may say it, the likeliest first; and by its id here each who is no source yet."""
        from ...attribution import name_key
        from ..widgets.choice_list import Choice

        kept = self._sources(said)
        known = {name_key(choice.label): choice for choice in kept}
        suggested: dict[str, Speaker] = {}
        first: list[Choice] = []
        others: list[Choice] = []
        for number, speaker in enumerate([*likely, *self.speakers()]):
            at = first if number < len(likely) and not said else others
            choice = known.get(name_key(speaker.name))
            if choice is None:
                id = f"suggested {number}"
                suggested[id] = speaker
                choice = Choice(
                    id, speaker.name, speaker.role or speaker.kind, "suggested", quiet=True
                )
                known[name_key(speaker.name)] = choice
                at.append(choice)
            elif at is first and choice not in first:
                first.append(choice)
        return [*first, *(choice for choice in kept if choice not in first), *others], suggested

    def action_source(self) -> None:
        """Say who speaks in the target: the likely speaker first, an existing source or a name."""
        if not self.has_text():
            return
        self.listen()
        if self.marked:
            self._pick_source(self.targets)
        else:
            self.address(
                self.target, "source", lambda target, ids: self._pick_source([target], ids)
            )

    def _pick_source(self, targets: list[Target], permitted: tuple[str, ...] = ()) -> None:
        from ..dialogs.picker import Picker
        from ..widgets.choice_list import Choice

        annotation = self.session.state.at(targets[0])
        said = annotation.source if annotation else ""
        choices, suggested = self._offers(said, self.likely(targets[0].span))
        if said:
            choices.append(Choice(id="", label="nobody", detail="take the source away"))

        def chosen(result: PickerResult | None) -> None:
            if result is None:
                return
            source = self.session.state.sources.get(result.id)
            guess = None if result.created else suggested.get(result.id)
            name = source.name if source and not result.created else result.id
            spans = [target.span for target in targets]
            known = (guess.name, guess.role, guess.kind) if guess else (name,)
            step = partial(edits.set_source, self.session.state, targets, *known)
            self.change(step, spans, permitted=permitted)

        self.app.push_screen(Picker("Who says it", choices, create=True), chosen)

    def action_grade(self) -> None:
        """Grade the target's source and statement."""
        if self.has_text():
            self.address(self.target, "credibility", self._grade)

    def _grade(self, target: Target, permitted: tuple[str, ...]) -> None:
        from ..dialogs.grade import GradeDialog

        annotation = self.session.state.at(target)
        source = self.session.state.speaker_of(target)

        def graded(grade: Grade | None) -> None:
            if grade is None:
                return
            letter, digit, why = grade.reliability, grade.credibility, grade.why

            def done(_: bool) -> None:
                if why:
                    self._ask_reasons(target, permitted)

            step = partial(edits.grade, self.session.state, target, letter, digit)
            self.change(step, [target.span], done, permitted)

        dialog = GradeDialog(
            source.name if source else "",
            source.reliability if source else "",
            annotation.credibility if annotation else 0,
            self.config.aliases,
        )
        self.app.push_screen(dialog, graded)

    def _ask_reasons(self, target: Target, permitted: tuple[str, ...]) -> None:
        """Ask why source and statement are graded as they are."""
        from ..dialogs.form import DataForm

        annotation = self.session.state.at(target)
        source = self.session.state.speaker_of(target)
        fields = {"credibility": ("Statement", "why it is graded so")}
        values = {"credibility": annotation.reason if annotation else ""}
        if source:
            fields = {"reliability": ("Source", f"why {source.name} is graded so"), **fields}
            values["reliability"] = source.reason

        def filled(reasons: dict[str, str] | None) -> None:
            if reasons is None:
                return
            told = reasons.get("reliability", ""), reasons["credibility"]
            step = partial(edits.give_reasons, self.session.state, target, *told)
            self.change(step, [target.span], permitted=permitted)

        self.app.push_screen(DataForm(values, fields, "Reasons for the grades"), filled)

    def action_sources(self) -> None:
        """Show who speaks where, and walk through it."""
        if self.has_text():
            self.listen()
            self._show_voices(0)

    def heard(self) -> None:
        """Show what became known to who is looking at the sources."""
        if self._voices and self._voices.is_current:
            self._voices.update(self.voice_rows())

    def _show_voices(self, cursor: int) -> None:
        from ..dialogs.speakers import SpeakersDialog

        height = max(8, self.app.size.height // 2 - 1)
        page = self.query_one("#page")
        page.styles.margin = (0, 0, height, 0)
        self._voices = SpeakersDialog(
            self.voice_rows(),
            len(self.session.document.text),
            cursor=cursor,
            height=height,
            at=self.article.span.start,
            on_walk=self._walk,
            on_accept=self._accept,
            aliases=self.config.aliases,
        )

        def closed(result: SpeakersResult | None) -> None:
            self._voices = None
            page.styles.margin = 0
            self._show_hits()
            if result is None:
                return
            source = self.session.state.sources[self.voice_rows()[result.row].id]
            if result.action == "edit":
                self._ask_about(source.id)
            else:
                self._merge(source)

        self.app.push_screen(self._voices, closed)

    def _walk(self, row: SpeakerRow, number: int) -> None:
        """Mark what a source says in the article, and go to one of its statements."""
        spans = row.statements
        span = spans[number]
        self.article.set_hits([(each, (each,)) for each in spans], number)
        found = next(
            (a for a in self.session.state.overlapping(*span) if (a.start, a.end) == span), None
        )
        if found:
            self.go_to(found.id)
        else:
            self.article.go(span.start)

    def _accept(self, row: SpeakerRow, span: Span) -> list[SpeakerRow]:
        """Keep a suggested statement as one of its source, and the source with it."""
        known = (row.name, row.role, row.kind)
        try:
            if not row.id and row.name == NOBODY:
                raise ReaderError("the article names nobody here: s on the passage names a source")
            step = edits.set_source(self.session.state, [Target(span)], *known)
            self.edit(self.session.apply(step), [span])
        except ReaderError as error:
            self.attempt(error)
        return self.voice_rows()

    def _merge(self, source: Source) -> None:
        """Make two sources one: all that one says, the other one says."""
        from ..dialogs.picker import Picker

        choices = [choice for choice in self._sources() if choice.id != source.id]

        def chosen(result: PickerResult | None) -> None:
            if result is None:
                return
            into = self.session.state.sources[result.id]
            self.change(
                lambda: edits.change_source(self.session.state, replace(source, name=into.name))
            )

        empty = "There is no other source yet: s on a passage names one."
        self.app.push_screen(Picker(f"Merge {source.name} into", choices, empty=empty), chosen)

    def _ask_about(self, id: str) -> None:
        from ..dialogs.form import DataForm

        source = self.session.state.sources[id]
        known = {name: str(getattr(source, name)) for name in _FIELDS}
        if source.via in self.session.state.sources:
            known["via"] = self.session.state.sources[source.via].name

        def filled(values: dict[str, str] | None) -> None:
            if values is None:
                return
            letter = values["reliability"].upper()
            through = self.session.state.source_named(values["via"]) if values["via"] else None
            after = replace(
                source,
                name=values["name"],
                role=values["role"],
                kind=_kind(values["kind"]),
                reliability=letter if len(letter) == 1 and letter in RELIABILITY else "",
                reason=values["reason"],
                via=through.id if through else "",
            )
            if after.name:
                self.change(lambda: edits.change_source(self.session.state, after, through))
            else:
                self.change(lambda: edits.remove_source(self.session.state, id))

        self.app.push_screen(DataForm(known, _FIELDS, "This source"), filled)


def _kind(text: str) -> str:
    """The kind that a word or its beginning means, "" for none."""
    wanted = text.casefold()
    return next((kind for kind in KINDS if wanted and kind.startswith(wanted)), "")
