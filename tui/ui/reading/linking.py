"""Linking: what statements do to each other, in this article and in others of the folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ...model import edits
from ...model.annotation import RELATIONS, Link
from ...model.annotation_changes import Target
from ...model.document import Span
from ...model.references import Key
from ..commands import bindings
from ..fit import clip
from ..widgets.note_list import QUOTES, NotePane
from .folder_links import Weighing, count_of

if TYPE_CHECKING:
    from ...model.claims import Claim, Statement, Web
    from ..dialogs.picker import PickerResult
    from ..widgets.choice_list import Choice
    from ..widgets.claim_lists import ClaimRow

_MEANT = {
    "supports": "says so of its own knowledge",
    "disputes": "says that it is not so",
    "qualifies": "says that it is so only in part",
    "repeats": "has it from there, or from where that has it",
    "updates": "is what is known by now",
}


class Linking(Weighing):
    """What joins statements, and counts who is for and against."""

    def action_link(self) -> None:
        """Link the target with another statement."""
        from ..dialogs.picker import Picker

        if not self.has_text():
            return
        target = self.target
        # What another analyst made of the span is shown as one statement with the user's own.
        here = self.session.state.exactly(target.span)
        annotation = self.session.state.at(target) or next(iter(here), None)

        def choices(web: Web) -> list[Choice]:
            own = web.references.find(0, annotation.id) if annotation else None
            return self.choices(web, own)

        def offer(web: Web, choices: list[Choice]) -> None:
            def chosen(result: PickerResult | None) -> None:
                if result:
                    self._relate(target, key_of(result.id), web)

            empty = "Nothing to link with: mark another passage first."
            self.app.push_screen(Picker("Link this statement with", choices, empty=empty), chosen)

        self.gather(choices, offer)

    def _relate(self, target: Target, end: Key, web: Web) -> None:
        from ..dialogs.key_menu import KeyMenu
        from ..widgets.key_panel import MenuItem

        items = tuple(MenuItem(rel[0], rel, rel, _MEANT[rel]) for rel in RELATIONS)
        quote = clip(" ".join(web.statements[end].annotation.quote.split()).strip(QUOTES), 40)
        title = f"This statement … “{quote}”"

        def related(rel: str | None) -> None:
            if rel:
                self._ask_why(target, Link(self.reference(end), rel), quote)

        self.app.push_screen(KeyMenu(title, items, self.config.aliases), related)

    def _ask_why(self, target: Target, link: Link, quote: str) -> None:
        from ..dialogs.prompt import Prompt

        def linked(done: bool) -> None:
            if not done:
                self.tell("that link exists already")

        def told(why: str | None) -> None:
            if why is None:
                return
            whole = Link(link.to, link.rel, why.strip())
            self.change(
                lambda: edits.link(self.session.state, target, whole), [target.span], linked
            )

        about = f"It {link.rel} “{quote}”"
        self.app.push_screen(Prompt("Why", about=about, placeholder="may stay empty"), told)

    def on_note_pane_wanted(self, event: NotePane.Wanted) -> None:
        """A link is followed."""
        found = getattr(self, "_links", {}).get(event.id)
        if found is None:
            super().on_note_pane_wanted(event)
        elif found[2] is None:
            self.tell("the other end is not in this folder", warn=True)
        else:
            self.visit(found[2])

    def on_note_pane_unlinked(self, event: NotePane.Unlinked) -> None:
        """A link is removed; one that leads here is removed where it begins."""
        id, link, end = self._links.get(event.id, ("", None, None))
        if link is None and end is not None and end[0] == 0:
            begin = self.session.state.annotations[end[1]]
            ends = self.web().links_of(end)
            link = next((one for one, far in ends if far == (0, id)), None)
            id = begin.id
        if link is None:
            self.tell("x removes a link; this one begins in another article", warn=True)
        else:
            removed, owner = link, self._owner(id, link)
            self.change(lambda: edits.unlink(self.session.state, owner, removed))

    def _owner(self, id: str, link: Link) -> str:
        """The id of the annotation that has a link, which is shown with others of its span."""
        annotation = self.session.state.annotations[id]
        here = self.session.state.exactly(Span(annotation.start, annotation.end))
        return next((a.id for a in here if link in a.links), id)

    def visit(self, key: Key) -> None:
        """Go to a statement, in another article if need be."""
        if key[0] == 0:
            self.article.focus()
            self.go_to(key[1])
            return
        other = (self._others or ())[key[0] - 1]
        found = next(a for a in other.notes.annotations if a.id == key[1])
        self.leave_for(other.path, found.start)

    def leave_for(self, path: Path | None, start: int | None = None) -> None:
        """Leave for another article, or (None) for good."""
        raise NotImplementedError

    # Claims

    def action_claims(self) -> None:
        """List each claim of the folder: who is for, who is against, what that comes to."""
        from ..dialogs.claim_dialogs import ClaimsDialog

        def show(web: Web, rows: list[tuple[Key, ClaimRow]]) -> None:
            def chosen(number: int | None) -> None:
                if number is not None:
                    self.visit(rows[number][0])

            keys = bindings("claims", self.config.keys, self.config.aliases)
            self.app.push_screen(ClaimsDialog([row for _, row in rows], keys), chosen)

        self.gather(self._claims, show)

    def _claims(self, web: Web) -> list[tuple[Key, ClaimRow]]:
        return [(claim.statement.key, self._claim(web, claim)) for claim in web.claims()]

    def _claim(self, web: Web, claim: Claim) -> ClaimRow:
        from ..widgets.claim_lists import ClaimRow

        tagged = f" · tagged: {', '.join(claim.tagged)}" if claim.tagged else ""
        return ClaimRow(
            quote=" ".join(claim.statement.annotation.quote.split()).strip(QUOTES),
            where=self._where(claim.statement),
            supporting=_who(web, claim.supporting),
            opposing=_who(web, claim.opposing) if claim.opposing else "",
            counted=f"{count_of(claim)[0]}{tagged}",
            warnings=claim.disagreements,
        )


def key_of(choice: str) -> Key:
    """The statement that a choice means."""
    number, _, id = choice.partition(" ")
    return int(number), id


def _who(web: Web, statements: tuple[Statement, ...]) -> str:
    names = (web.speaker(statement) or "no source" for statement in statements)
    return "; ".join(dict.fromkeys(names))
