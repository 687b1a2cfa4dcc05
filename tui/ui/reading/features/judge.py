"""Write and rate the analyst's judgements, and choose the statements that they cite."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from ....model import dossier_edits
from ....model.annotation import CONFIDENCES, LIKELIHOODS, Judgement, new_id
from ....model.cited_evidence import CitedEvidence
from ....model.claims import StatementGraph
from ....model.judgement_flags import RANGES, conclusion_and_reasons, remarks
from ....workspace.drafts import DraftSubject
from ....workspace.folder_evidence import FolderEvidence, citation_lines, warnings
from ...background import in_background
from ...dialogs.claim_dialogs import JudgementsDialog
from ...dialogs.dialog import step_title
from ...dialogs.picker import Picker
from ...dialogs.text_dialog import TextDialog
from ...fit import clip
from ...widgets.choice_list import Choice
from ...widgets.claim_lists import JudgementRow
from ..context import ReadingContext
from . import hypothesis_matrix
from .judgement_citations import ask_citations
from .statement_choices import read_folder

_EXPLANATION = (
    "One conclusion, then an empty line and your reasons. "
    "How likely it is and how sure you are never stand in one sentence."
)

_STEPS = 4
"""The number of dialogs that ask for the values of a new judgement."""


def _title(is_step: bool, number: int, name: str) -> str:
    """The title of a dialog, with its number if it is one of the steps of a new judgement."""
    return step_title("Judgement", number, _STEPS, name) if is_step else name


@dataclass(frozen=True)
class JudgementList:
    """The commands of the open list of judgements."""

    ctx: ReadingContext
    evidence: FolderEvidence
    dialog: JudgementsDialog

    def cited(self) -> CitedEvidence:
        """What the judgements of the dossier cite."""
        return self.evidence.cited(self.ctx.folder_links.graph())

    def save(self, judgement: Judgement) -> bool | None:
        """Add or change a judgement, and show it in the list; None if that fails."""
        is_changed = save(self.ctx, judgement)
        self.show(judgement.id)
        return is_changed

    def show(self, id: str = "") -> None:
        """Show the present judgements, with the cursor on the one with an id."""
        if self.dialog.is_attached:
            self.dialog.show(rows(self.ctx, self.evidence, self.cited()), id)

    async def write(self, judgement: Judgement, is_new: bool = False) -> None:
        """Ask for the text of a judgement; for a new one, then ask for the other values."""
        ctx, typed = self.ctx, list[str]()
        subject = DraftSubject("judgement", judgement.id)

        def keep_draft(text: str) -> None:
            typed[:] = [text]
            ctx.save_timers.keep_draft(subject, text)

        def commit() -> None:
            if typed and typed[0].strip():
                save(ctx, replace(judgement, text=typed[0].strip()))

        ctx.drafts.open(subject, commit)
        title = step_title("Judgement", 1, _STEPS, "text") if is_new else "Judgement"
        text = await ctx.ask(
            TextDialog(title, judgement.text, explanation=_EXPLANATION, on_change=keep_draft)
        )
        ctx.drafts.close(subject)
        if text is None or not text.strip():
            ctx.save_timers.save_soon()  # this also deletes the draft
            return
        judgement = replace(judgement, text=text.strip())
        self.save(judgement)
        if is_new:
            likely = await self.ask_likelihood(judgement, is_step=True)
            sure = likely and await self.ask_confidence(likely, is_step=True)
            if sure:
                await self.ask_cites(sure, is_step=True)

    async def add(self, _: Judgement) -> None:
        """Write a new judgement."""
        await self.write(Judgement(new_id()), is_new=True)

    async def ask_likelihood(self, judgement: Judgement, is_step: bool = False) -> Judgement | None:
        """Ask for the likelihood. Returns the changed judgement, None if the question is left."""
        offered = [Choice(word, word, RANGES[word]) for word in LIKELIHOODS]
        offered.append(Choice("", "not said", "it is no forecast"))
        title = _title(is_step, 2, "How likely is it")
        picker = Picker(title, offered, current=judgement.likelihood)
        chosen = await self.ctx.ask(picker)
        if chosen is None:
            return None
        judgement = replace(judgement, likelihood=chosen.id)
        self.save(judgement)
        return judgement

    async def ask_confidence(self, judgement: Judgement, is_step: bool = False) -> Judgement | None:
        """Ask for the confidence. Returns the changed judgement, None if the question is left."""
        offered = [*(Choice(word, word) for word in CONFIDENCES), Choice("", "not said")]
        title = _title(is_step, 3, "How sure are you")
        picker = Picker(title, offered, current=judgement.confidence)
        chosen = await self.ctx.ask(picker)
        if chosen is None:
            return None
        judgement = replace(judgement, confidence=chosen.id)
        self.save(judgement)
        return judgement

    async def ask_cites(self, judgement: Judgement, is_step: bool = False) -> None:
        """Ask for the statements that a judgement cites; each choice is saved at once."""
        cited = self.cited()

        def present() -> Judgement:
            return self.evidence.judgements()[judgement.id]

        title = _title(is_step, 4, "It rests on")
        await ask_citations(self.ctx, cited, title, present, self.save)
        await in_background(self.evidence.read, cited.graph, present().cites)
        self.show(judgement.id)

    async def confirm(self, judgement: Judgement) -> None:
        """Record the present grades of what a judgement cites, and say what is still wrong."""
        cited = self.cited()
        confirmed = cited.with_grounds(judgement)
        if self.save(confirmed) is None:
            return
        left = len([*warnings(confirmed, cited)])
        still = f"; {left} warning{'s' * (left != 1)} left" if left else ""
        self.ctx.toast(f"confirmed with the grades that it rests on now{still}")

    async def delete(self, judgement: Judgement) -> None:
        """Delete a judgement, and say how it comes back."""
        ctx = self.ctx
        state = ctx.session.state
        is_deleted = await ctx.commit(lambda: dossier_edits.remove_judgement(state, judgement.id))
        place = self.evidence.place_noted(judgement.id)
        if place and is_deleted is not None:
            ctx.toast(f"it stands in the notes on {place}: delete it there", warn=True)
        elif is_deleted:
            ctx.toast(f"deleted: {clip(judgement.text, 30)} · Esc, then u brings it back")
        self.show()


_COMMANDS: dict[str, Callable[[JudgementList, Judgement], Awaitable[object]]] = {
    "write": JudgementList.write,
    "likelihood": JudgementList.ask_likelihood,
    "confidence": JudgementList.ask_confidence,
    "cite": JudgementList.ask_cites,
    "confirm": JudgementList.confirm,
    "delete": JudgementList.delete,
    "add": JudgementList.add,
}


async def show(ctx: ReadingContext) -> None:
    """Show the list of judgements, in which they can be changed; go on to the hypotheses."""
    evidence = FolderEvidence(ctx.session, ctx.folder_links, ctx.folders, ctx.config)

    def make(graph: StatementGraph) -> list[JudgementRow]:
        cites = [cite for one in evidence.judgements().values() for cite in one.cites]
        evidence.read(graph, cites)
        return rows(ctx, evidence, evidence.cited(graph))

    found = await read_folder(ctx, make)
    if found is None:
        return

    def run(command: str, id: str) -> None:
        judgement = evidence.judgements().get(id, Judgement(id))
        ctx.start(_run(_COMMANDS[command](judgement_list, judgement)))

    dialog = JudgementsDialog(found[1], run)
    judgement_list = JudgementList(ctx, evidence, dialog)
    if await ctx.ask(dialog):
        await hypothesis_matrix.show(ctx)


async def _run(command: Awaitable[object]) -> None:
    await command


def rows(ctx: ReadingContext, evidence: FolderEvidence, cited: CitedEvidence) -> list[JudgementRow]:
    """The rows of the dossier's judgements, or of the article's where there is no dossier."""
    own = ctx.session.state.all_judgements()
    found = []
    for judgement in evidence.judgements().values():
        conclusion, reasons = conclusion_and_reasons(judgement.text)
        notes = "" if judgement.id in own else evidence.place_noted(judgement.id)
        row = JudgementRow(
            id=judgement.id,
            conclusion=conclusion,
            reasons=" ".join(reasons),
            likelihood=judgement.likelihood,
            confidence=judgement.confidence,
            cites=len(judgement.cites),
            warnings=(*warnings(judgement, cited), *remarks(judgement)),
            passages=tuple(citation_lines(judgement, cited, ctx.folder_links)),
            noted_on=notes,
            sides=_sides(judgement),
        )
        found.append(row)
    return found


def _sides(judgement: Judgement) -> str:
    """How many citations are for and against a judgement: "6 for, 3 against"; "" without sides."""
    if judgement.against is None:
        return ""
    sides = [judgement.side(cite) for cite in judgement.cites]
    return f"{sides.count('for')} for, {sides.count('against')} against"


def save(ctx: ReadingContext, judgement: Judgement) -> bool | None:
    """Add or change a judgement; whether anything changed. None after an error, which is shown."""
    return ctx.commit_unasked(lambda: dossier_edits.judge(ctx.session.state, judgement))


def set_text(ctx: ReadingContext, id: str, text: str) -> None:
    """Set the text of the judgement with an id, which is added if absent."""
    judgement = ctx.session.state.all_judgements().get(id, Judgement(id))
    save(ctx, replace(judgement, text=text.strip()))
