"""Judging: what the analyst concludes, how likely and how sure it is, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ...model import edits
from ...model.annotation import CONFIDENCES, LIKELIHOODS, Judgement, new_id
from ..commands import COMMANDS, bindings, keys_of, shown
from .linking import Linking, key_of

if TYPE_CHECKING:
    from ...model.claims import Web
    from ..dialogs.claim_dialogs import JudgementsDialog
    from ..dialogs.picker import PickerResult
    from ..widgets.claim_lists import JudgementRow


JUDGEMENT = "judgement "
"""What the draft of a judgement is called, before its id."""

_ABOUT = "One conclusion. How likely it is and how sure you are never stand in one sentence."


class Judging(Linking):
    """What the analyst makes of the statements."""

    _judgements: JudgementsDialog | None = None
    _typing: Judgement | None = None
    """The judgement of which the text is being typed, as far as it is."""

    def action_judgements(self) -> None:
        """List the judgements of this article, to write and to change them."""
        self.gather(self._judgement_rows, lambda web, rows: self._list_judgements(rows))

    def _list_judgements(self, rows: list[JudgementRow]) -> None:
        from ..dialogs.claim_dialogs import JudgementsDialog
        from ..dialogs.dialog import Hint

        asks = {
            "write": self._write_judgement,
            "likelihood": self._ask_likelihood,
            "confidence": self._ask_confidence,
            "cite": self._ask_cites,
            "delete": self._delete,
        }

        def asked(what: str, id: str) -> None:
            if what == "add":
                self._write_judgement(Judgement(new_id()), is_new=True)
            else:
                asks[what](self.session.state.judgements[id])

        keys = bindings("judgements", self.config.keys, self.config.aliases)
        hints = tuple(
            Hint(shown(keys_of(command, self.config.keys)[0]), command.hint)
            for command in COMMANDS
            if command.scope == "judgements" and keys_of(command, self.config.keys)
        )
        self._judgements = JudgementsDialog(rows, keys, hints, asked)
        self.app.push_screen(self._judgements)

    def _judgement_rows(self, web: Web) -> list[JudgementRow]:
        return [*self._rows_of_judgements(web)]

    def _rows_of_judgements(self, web: Web) -> Iterator[JudgementRow]:
        from ...model.judging import remarks
        from ..widgets.claim_lists import JudgementRow

        for judgement in self.session.state.judgements.values():
            lost = [c for c in judgement.cites if not web.references.find(0, c)]
            warnings = [] if any(c.strip() for c in judgement.cites) else ["no citation yet"]
            warnings += [f"cites {cite}, which is not in this folder" for cite in lost if cite]
            for cite in judgement.cites:
                key = web.references.find(0, cite)
                if key and key[0] == 0 and not self.session.state.is_anchored(key[1]):
                    warnings.append("rests on a passage that is not sure: a goes through them")
            yield JudgementRow(
                id=judgement.id,
                text=judgement.text,
                likelihood=judgement.likelihood,
                confidence=judgement.confidence,
                cites=len(judgement.cites),
                warnings=(*warnings, *remarks(judgement)),
            )

    def _keep_judgement(self, judgement: Judgement) -> None:
        self.change(lambda: edits.judge(self.session.state, judgement))
        self._show_judgements(judgement.id)

    def _show_judgements(self, id: str = "") -> None:
        if self._judgements and self._judgements.is_attached:
            self._judgements.show(self._judgement_rows(self.web()), id)

    def _write_judgement(self, judgement: Judgement, is_new: bool = False) -> None:
        from ..dialogs.text_dialog import TextDialog

        def typed(text: str) -> None:
            self._typing = replace(judgement, text=text)
            self.keep_draft(JUDGEMENT + judgement.id, text)

        def written(text: str | None) -> None:
            self._typing = None
            if text is None or not text.strip():
                self.save_soon()  # the draft goes with it
                return
            made = replace(judgement, text=text.strip())
            self._keep_judgement(made)
            if is_new:
                self._ask_likelihood(made, go_on=True)

        dialog = TextDialog("Judgement", judgement.text, about=_ABOUT, on_change=typed)
        self.app.push_screen(dialog, written)

    def set_judgement(self, id: str, text: str) -> None:
        """Keep the text of a judgement, which is made if absent."""
        judgement = self.session.state.judgements.get(id, Judgement(id))
        self._keep_judgement(replace(judgement, text=text.strip()))

    def keep_judgement(self) -> None:
        """Keep the text of a judgement that is still being typed."""
        if self._typing and self._typing.text.strip():
            self.set_judgement(self._typing.id, self._typing.text)
        self._typing = None

    def _ask_likelihood(self, judgement: Judgement, go_on: bool = False) -> None:
        from ...model.judging import RANGES
        from ..dialogs.picker import Picker
        from ..widgets.choice_list import Choice

        choices = [Choice(word, word, RANGES[word]) for word in LIKELIHOODS]

        def chosen(result: PickerResult | None) -> None:
            made = replace(judgement, likelihood=result.id) if result else judgement
            self._keep_judgement(made)
            if go_on:
                self._ask_confidence(made, go_on=True)

        choices.append(Choice("", "not said", "it is no forecast"))
        current = judgement.likelihood
        self.app.push_screen(Picker("How likely is it", choices, current=current), chosen)

    def _ask_confidence(self, judgement: Judgement, go_on: bool = False) -> None:
        from ..dialogs.picker import Picker
        from ..widgets.choice_list import Choice

        choices = [Choice(word, word) for word in CONFIDENCES]

        def chosen(result: PickerResult | None) -> None:
            made = replace(judgement, confidence=result.id) if result else judgement
            self._keep_judgement(made)
            if go_on:
                self._ask_cites(made)

        choices.append(Choice("", "not said"))
        current = judgement.confidence
        self.app.push_screen(Picker("How sure are you", choices, current=current), chosen)

    def _ask_cites(self, judgement: Judgement) -> None:
        from ..dialogs.picker import Picker

        web, id = self.web(), judgement.id
        cited = {web.references.find(0, cite) for cite in judgement.cites}
        choices = [
            replace(choice, checked=key_of(choice.id) in cited) for choice in self.choices(web)
        ]
        choices.sort(key=lambda choice: not choice.checked)

        def toggled(choice: str) -> None:
            key, now = key_of(choice), self.session.state.judgements[id]
            kept = tuple(c for c in now.cites if web.references.find(0, c) != key)
            cites = kept if kept != now.cites else (*kept, self.reference(key))
            self._keep_judgement(replace(now, cites=cites))

        def chosen(result: PickerResult | None) -> None:
            if result:
                toggled(result.id)

        empty = "Nothing to cite: mark a passage first."
        picker = Picker("It rests on", choices, empty=empty, on_toggle=toggled)
        self.app.push_screen(picker, chosen)

    def _delete(self, judgement: Judgement) -> None:
        self.change(lambda: edits.remove_judgement(self.session.state, judgement.id))
        self._show_judgements()
