"""Choose the statements that a judgement cites, and which of them speak against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ....model.annotation import Judgement
from ....model.cited_evidence import CitedEvidence
from ....model.dossier import Hypothesis
from ....workspace.folder_evidence import citation_hints
from ...dialogs.picker import Picker
from ...widgets.choice_list import Choice
from ..context import ReadingContext
from .statement_choices import ChoiceSets, choices_with_claims

if TYPE_CHECKING:
    from ....workspace.folder_links import FolderLinks


@dataclass(frozen=True)
class CitationChoices:
    """The statements of a folder as choices, with their sides in a judgement.

    `present` returns the judgement as it is now, and `save` changes it.
    """

    offered: ChoiceSets
    cited: CitedEvidence
    links: FolderLinks
    hypotheses: Sequence[Hypothesis]
    present: Callable[[], Judgement]
    save: Callable[[Judgement], object]

    def refreshed(self, choices: Sequence[Choice]) -> list[Choice]:
        """Choices as they are now: cited or not, with side, links to what is cited, and ratings."""
        judgement = self.present()
        sides = self.cited.sides(judgement)
        hints = citation_hints(judgement, self.cited, self.links, self.hypotheses)
        details = {choice.id: choice.detail for choice in self.offered.choices}
        found = []
        for choice in choices:
            first, *others = keys = self.offered.keys[choice.id]
            is_cited = sides.keys() >= {*keys}
            parts = [sides[first] if is_cited else "", *([] if others else hints.get(first, ()))]
            detail = " · ".join(filter(None, (*parts, details[choice.id])))
            found.append(replace(choice, checked=is_cited, detail=detail))
        return found

    def toggle(self, id: str) -> None:
        """Cite the statements of a choice, or, if all are cited, no longer cite them."""
        self.save(self._toggled(id))

    def _toggled(self, id: str) -> Judgement:
        citations = {key: self.links.citation(key) for key in self.offered.keys[id]}
        return self.cited.toggled(self.present(), citations, self.offered.opposing.get(id, ()))

    def turn(self, id: str) -> None:
        """Turn the side of a choice; cite it against the judgement if it is not cited.

        What opposes a claim is on the other side than the claim.
        """
        keys, opposing = self.offered.keys[id], self.offered.opposing.get(id, ())
        judgement = self.present()
        sides = self.cited.sides(judgement)
        if not sides.keys() >= {*keys}:
            judgement, sides = self._toggled(id), {}
        to_for = sides.get(keys[0]) == "against"
        supporting = [key for key in keys if key not in opposing]
        judgement = self.cited.with_side(judgement, supporting, "for" if to_for else "against")
        judgement = self.cited.with_side(judgement, opposing, "against" if to_for else "for")
        self.save(judgement)


async def ask_citations(
    ctx: ReadingContext,
    cited: CitedEvidence,
    title: str,
    present: Callable[[], Judgement],
    save: Callable[[Judgement], object],
) -> None:
    """Ask for the statements that a judgement cites; each choice is saved at once."""
    dossier, offered = ctx.session.state.dossier, choices_with_claims(ctx, cited.graph)
    hypotheses = dossier.hypotheses if dossier else ()
    choices = CitationChoices(offered, cited, ctx.folder_links, hypotheses, present, save)
    shown = choices.refreshed(offered.choices)
    shown.sort(key=lambda choice: not choice.checked)
    picker = Picker(
        title,
        shown,
        empty="Nothing to cite: mark a passage first.",
        on_toggle=choices.toggle,
        on_side=choices.turn,
        refreshed=choices.refreshed,
    )
    if chosen := await ctx.ask(picker):
        choices.toggle(chosen.id)
