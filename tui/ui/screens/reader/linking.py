"""Linking: what statements do to each other, in this article and in others of the folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ....model.annotation import RELATIONS, Annotation, Link
from ....model.edits import Target
from ....model.errors import ReaderError
from ....model.references import Key, refer
from ...aside import aside
from ...commands import bindings
from ...fit import clip
from ...widgets.claims import ClaimRow
from ...widgets.keymenu import MenuItem
from ...widgets.notes import QUOTES, LinkRow, NotePane, Weight
from ...widgets.picker import Choice
from .sourcing import Sourcing

if TYPE_CHECKING:
    from ....library.dossier import Dossier, Noted
    from ....model.claims import Claim, Statement, Web
    from ..picker import PickerResult

_MEANT = {
    "supports": "says so of its own knowledge",
    "disputes": "says that it is not so",
    "qualifies": "says that it is so only in part",
    "repeats": "has it from there, or from where that has it",
    "updates": "is what is known by now",
}
_INCOMING = dict(
    zip(RELATIONS, ("supported", "disputed", "qualified", "repeated", "updated"), strict=True)
)


class Linking(Sourcing):
    """What joins statements, and counts who is for and against."""

    _dossier: Dossier | None = None
    _others: tuple[Noted, ...] | None = None
    _gathering = False
    _links: dict[str, tuple[str, Link | None, Key | None]]

    # The other articles

    def gather(self) -> Web:
        """The statements of the folder: first those of this article, as they are here."""
        self._others = tuple(self._gathered())
        return self.web()

    def _gather_aside(self) -> None:
        """Read the notes of the other articles in a thread, then show what is linked."""
        if not self._gathering:
            self._gathering = True
            self.run_worker(self._gather_others(), group="gather")

    async def _gather_others(self) -> None:
        others = tuple(await aside(self._gathered))
        if self._others is None:
            self._others = others
            self.refresh_notes()

    def _gathered(self) -> list[Noted]:
        path = self.session.document.path
        if path is None:
            return []
        folder = self.home if self.home and path.is_relative_to(self.home) else path.parent
        from ....library.dossier import Dossier

        if self._dossier is None or self._dossier.folder != folder:
            self._dossier = Dossier(folder, self.folders, self.config)
        with suppress(ReaderError):  # a folder that is gone has no other articles
            noted = self._dossier.noted()
            return [one for one in noted if one.path.resolve() != path.resolve()]
        return []

    home: Path | None = None

    def web(self) -> Web:
        """The statements of this article and of the others that were gathered."""
        from ....model.claims import Web

        others = self._others or ()
        names = [self.own_name(), *(one.name for one in others)]
        notes = [self.session.notes(), *(one.notes for one in others)]
        return Web(names, notes, self.session.codebook.current)

    def own_name(self) -> str:
        """The path of this article below the folder."""
        path = self.session.document.path
        if path is None:
            return ""
        home = self._dossier.folder if self._dossier else path.parent
        return path.relative_to(home).as_posix() if path.is_relative_to(home) else path.name

    def choices(self, web: Web, without: Key | None = None) -> list[Choice]:
        """Every statement, to choose one; ids are "number id"."""
        return [self._choice(s) for key, s in web.statements.items() if key != without]

    def _choice(self, statement: Statement) -> Choice:
        annotation = statement.annotation
        speaker = statement.source.name if statement.source else ""
        where = self._where(statement)
        return Choice(
            id=f"{statement.article} {annotation.id}",
            label=" ".join(annotation.quote.split()).strip(QUOTES),
            detail=" · ".join(filter(None, (where, speaker, ", ".join(statement.tags)))),
            search=annotation.note,
        )

    def _where(self, statement: Statement) -> str:
        if statement.article and self._others:
            return self._others[statement.article - 1].name
        return f"¶{self.paragraph(statement.annotation.start)}"

    def reference(self, key: Key) -> str:
        """How a link or a judgement of this article names a statement."""
        others = self._others or ()
        own = self.own_name()
        return refer(own, others[key[0] - 1].name if key[0] else own, key[1])

    # Linking

    def action_link(self) -> None:
        """Link the target with another statement."""
        from ..picker import Picker

        if not self.has_text():
            return
        target, web = self.target, self.gather()
        annotation = self.session.at(target)
        choices = self.choices(web, (0, annotation.id) if annotation else None)

        def chosen(result: PickerResult | None) -> None:
            if result:
                self._relate(target, key_of(result.id), web)

        empty = "Nothing to link with: mark another passage first."
        self.app.push_screen(Picker("Link this statement with", choices, empty=empty), chosen)

    def _relate(self, target: Target, end: Key, web: Web) -> None:
        from ..keymenu import KeyMenu

        items = tuple(MenuItem(rel[0], rel, rel, _MEANT[rel]) for rel in RELATIONS)
        quote = clip(" ".join(web.statements[end].annotation.quote.split()).strip(QUOTES), 40)
        title = f"This statement … “{quote}”"

        def related(rel: str | None) -> None:
            if rel:
                self._ask_why(target, Link(self.reference(end), rel), quote)

        self.app.push_screen(KeyMenu(title, items, self.config.aliases), related)

    def _ask_why(self, target: Target, link: Link, quote: str) -> None:
        from ..prompt import Prompt

        def told(why: str | None) -> None:
            if why is None:
                return
            whole = Link(link.to, link.rel, why.strip())
            try:
                if not self.edit(self.session.link(target, whole), [target.span]):
                    self.tell("that link is there already")
            except ReaderError as error:
                self.attempt(error)

        about = f"It {link.rel} “{quote}”"
        self.app.push_screen(Prompt("Why", about=about, placeholder="may stay empty"), told)

    def weights(self) -> dict[str, Weight]:
        """What is linked with each annotation, in either direction, and what that comes to."""
        self._links = {}
        known = self.session.annotations
        if not any(a.links or _is_judged(a) for a in known.values()):
            return {}
        if self._others is None:
            # What other articles say counts too: nothing is shown before it is known.
            self._gather_aside()
            return {}
        web, found = self.web(), dict[str, Weight]()
        for key, statement in web.statements.items():
            links = self._link_rows(key, web) if key[0] == 0 else ()
            judged = key[0] == 0 and (links or _is_judged(statement.annotation))
            if judged and (links or statement.is_claim):
                found[key[1]] = Weight(links, _counted(web.claim(key)))
        return found

    def _link_rows(self, key: Key, web: Web) -> tuple[LinkRow, ...]:
        rows = [self._row(key[1], x, end, x.rel, "→", web) for x, end in web.links_of(key)]
        for link, begin in web.links_to(key):
            told = f"{_INCOMING.get(link.rel, link.rel)} by"
            rows.append(self._row(key[1], None, begin, told, "←", web))
        return tuple(rows)

    def _row(
        self, id: str, link: Link | None, end: Key | None, told: str, sign: str, web: Web
    ) -> LinkRow:
        row = f"{len(self._links)} {sign} {id}"
        self._links[row] = id, link, end
        if end is None:
            far = f"{link.to if link else ''} (not found)"
        else:
            statement = web.statements[end]
            quote = " ".join(statement.annotation.quote.split()).strip(QUOTES)
            far = f"{self._where(statement)} “{quote}”"
        return LinkRow(row, f"{sign} {told} {far}", link.why if link else "")

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
            begin = self.session.annotations[end[1]]
            ends = self.web().links_of(end)
            link = next((one for one, far in ends if far == (0, id)), None)
            id = begin.id
        if link is None:
            self.tell("x removes a link; this one begins in another article", warn=True)
            return
        try:
            self.edit(self.session.unlink(id, link))
        except ReaderError as error:
            self.attempt(error)

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
        from ..claims import ClaimsDialog

        web = self.gather()
        found = web.claims()

        def chosen(number: int | None) -> None:
            if number is not None:
                self.visit(found[number].statement.key)

        keys = bindings("claims", self.config.keys, self.config.aliases)
        self.app.push_screen(ClaimsDialog([self._claim(web, c) for c in found], keys), chosen)

    def _claim(self, web: Web, claim: Claim) -> ClaimRow:
        tagged = f" · tagged: {', '.join(claim.tagged)}" if claim.tagged else ""
        return ClaimRow(
            quote=" ".join(claim.statement.annotation.quote.split()).strip(QUOTES),
            where=self._where(claim.statement),
            supporting=_who(web, claim.supporting),
            opposing=_who(web, claim.opposing) if claim.opposing else "",
            counted=f"{_counted(claim)[0]}{tagged}",
            warnings=claim.disagreements,
        )


def key_of(choice: str) -> Key:
    """The statement that a choice means."""
    number, _, id = choice.partition(" ")
    return int(number), id


def _is_judged(annotation: Annotation) -> bool:
    """Whether the analyst said by a tag how a claim stands."""
    return any(tag.startswith("status/") for tag in annotation.tags)


def _counted(claim: Claim) -> tuple[str, ...]:
    """What is counted, then a line for each tag that it does not bear out."""
    sources = f"{claim.independent} independent source{'s' * (claim.independent != 1)}"
    against = f", {claim.opposed} against" if claim.opposing else ""
    counted = ", ".join(claim.counted) or "no source"
    return f"counted: {counted} · {sources}{against}", *claim.disagreements


def _who(web: Web, statements: tuple[Statement, ...]) -> str:
    names = (web.speaker(statement) or "no source" for statement in statements)
    return "; ".join(dict.fromkeys(names))
