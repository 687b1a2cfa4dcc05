"""Tagging: digits, the tag tree, the picker, and the tags themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ...model import edits
from ...model.annotation_changes import Target
from ...model.codebook import Tag, normal_name
from ...model.errors import ReaderError
from ...model.history import Edit
from ..widgets.sidebar import TagPane
from .reading import Reading

if TYPE_CHECKING:
    from ..dialogs.picker import PickerResult
    from ..widgets.choice_list import Choice
    from ..widgets.key_panel import MenuItem

RULE = "rule for "
"""What the name of a draft begins with that is the rule for a tag."""


class Tagging(Reading):
    """What puts tags on passages, and what changes the tags."""

    _rule: tuple[str, str] | None = None
    """The tag whose rule is being written, and the text so far."""

    def toggle(self, name: str, stay: bool = False) -> None:
        """Put a tag on the targets or take it off; `stay` keeps the caret where it is."""
        if not self.has_text():
            return
        targets = self.targets

        def toggled(done: bool) -> None:
            self.last_tag = name
            if len(targets) > 1:
                self.tell(f"{name}: {len(targets)} passages, one step of undo")
            elif self.config.advance and not stay and not self.target_id:
                self.article.drop_selection()
                self.article.move("passage")

        spans = [target.span for target in targets]
        self.change(lambda: edits.toggle_tag(self.session.state, targets, name), spans, toggled)

    def action_quick(self, digit: int) -> None:
        """The tag with a digit."""
        tag = self.session.state.codebook.by_quick.get(digit)
        if tag:
            self.toggle(tag.name)
        else:
            self.tell(f"no tag has the digit {digit}: = on a tag in the sidebar gives it one")

    def action_tag_again(self) -> None:
        """The last tag again."""
        if self.last_tag:
            self.toggle(self.last_tag)
        else:
            self.tell("no tag was used yet: 1 … 9, Space or t")

    def action_tag_keys(self) -> None:
        """Letters down the tag tree, with the way shown."""
        from ..dialogs.key_menu import KeyMenu

        if not self.has_text():
            return
        items = self._menu("")
        if items:
            self.app.push_screen(KeyMenu("Tag", items, self.config.aliases), self._tagged)
        else:
            self.tell("no tag has a letter yet: = on a tag in the sidebar gives it one")

    def _menu(self, parent: str) -> tuple[MenuItem, ...]:
        from ..widgets.key_panel import MenuItem

        book = self.session.state.codebook
        return tuple(
            MenuItem(
                tag.key,
                tag.leaf,
                tag.name,
                tag.description,
                self.paint.color(tag.name, book),
                self._menu(tag.name),
            )
            for tag in book.children(parent)
            if tag.key
        )

    def _tagged(self, name: str | None) -> None:
        if name:
            self.toggle(name)

    def action_tag(self) -> None:
        """Pick tags for the target: fuzzy, with descriptions and counts; an unknown one is made."""
        from ..dialogs.picker import Picker

        if not self.has_text():
            return

        def live(name: str) -> None:
            self.toggle(normal_name(name), stay=True)

        def done(result: PickerResult | None) -> None:
            if result:
                self.toggle(normal_name(result.id))

        empty = "No tags yet: type a name (group/tag) and press Enter."
        picker = Picker("Tag", self.tag_choices(), create=True, empty=empty, on_toggle=live)
        self.app.push_screen(picker, done)

    def tag_choices(self, chosen: bool = True) -> list[Choice]:
        """Every tag for a picker; those on the target are checked."""
        from ..widgets.choice_list import Choice

        book, counts = self.session.state.codebook, self.session.state.counts()
        on = self.session.state.at(self.target) if chosen and not self.marked else None
        return [
            Choice(
                id=name,
                label=name,
                detail=tag.description if (tag := book.by_name.get(name)) else "",
                count=str(counts[name] or ""),
                color=self.paint.color(name, book),
                checked=bool(on and name in on.tags),
            )
            for name in self.session.state.tag_names()
        ]

    def action_remove(self) -> None:
        """Delete the target annotation: the user's own, else another analyst's after asking."""
        targets = [t for target in self.targets for t in self._removable(target)]

        def removed(done: bool) -> None:
            if not done:
                self.tell("nothing is marked here: [ and ] go to the nearest annotations")
            if self.target_id not in self.session.state.annotations:
                self.choose("")

        spans = [target.span for target in targets]
        self.change(lambda: edits.remove(self.session.state, targets), spans, removed)

    def _removable(self, target: Target) -> list[Target]:
        """The target, or where the user has no annotation of its span, those of others."""
        if target.id or self.session.state.at(target):
            return [target]
        others = self.session.state.exactly(target.span)
        return [Target(target.span, annotation.id) for annotation in others]

    # The tags themselves, from the sidebar

    def on_tag_pane_asked(self, event: TagPane.Asked) -> None:
        """Do what was asked of a tag."""
        if event.what == "add":
            self._ask_name("New tag", "", lambda name: self.change(lambda: self._add(name)))
        elif event.name:
            getattr(self, f"_{event.what}_tag")(event.name)

    def _add(self, name: str) -> Edit:
        if name in self.session.state.codebook.by_name:
            raise ReaderError(f"{name} is there already")
        return edits.add_tag(self.session.state, name)

    def _ask_name(self, title: str, value: str, then: Callable[[str], None]) -> None:
        from ..dialogs.prompt import Prompt

        def answered(name: str | None) -> None:
            if name is not None and normal_name(name):
                then(normal_name(name))

        def check(name: str) -> str:
            return "" if normal_name(name) else "a name: words, with / between group and tag"

        self.app.push_screen(Prompt(title, value, problem=check), answered)

    def _tag(self, name: str) -> Tag:
        return self.session.state.codebook.by_name.get(name) or Tag(name)

    def _filter_tag(self, name: str) -> None:
        self.set_filter("" if self.filter == name else name)

    def _rename_tag(self, name: str) -> None:
        def renamed(new: str) -> None:
            if self.session.state.merges(name, new):
                question = f"{new} has tags of the same names as {name}. Merge them?"
                if new in self.session.state.tag_names():
                    question = f"{new} exists. Merge {name} into it?"
                self._confirm(question, lambda: edits.rename_tag(self.session.state, name, new))
            else:
                self.change(lambda: edits.rename_tag(self.session.state, name, new))

        self._ask_name(f"Rename {name}", name, renamed)

    def _merge_tag(self, name: str) -> None:
        from ..dialogs.picker import Picker

        def merged(result: PickerResult | None) -> None:
            if result:
                new = normal_name(result.id)
                self.change(lambda: edits.rename_tag(self.session.state, name, new))

        others = [choice for choice in self.tag_choices(chosen=False) if choice.id != name]
        self.app.push_screen(Picker(f"Merge {name} into", others), merged)

    def _confirm(self, question: str, then: Callable[[], Edit]) -> None:
        from ..dialogs.prompt import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self.change(then)

        self.app.push_screen(Confirm("Tags", question), answered)

    def _delete_tag(self, name: str) -> None:
        count = self.session.state.counts()[name]
        if count:
            question = f"Delete {name} and take it off what it marks in this article ({count})?"
            self._confirm(question, lambda: edits.delete_tag(self.session.state, name))
        else:
            self.change(lambda: edits.delete_tag(self.session.state, name))

    def _color_tag(self, name: str) -> None:
        from ..dialogs.color_picker import ColorPicker

        def colored(result: PickerResult | None) -> None:
            if result:
                tag = replace(self._tag(name), color=result.id)
                self.change(lambda: edits.change_tag(self.session.state, tag))

        picker = ColorPicker(name, self.paint.theme.palette, self._tag(name).color)
        self.app.push_screen(picker, colored)

    def _describe_tag(self, name: str) -> None:
        from ..dialogs.prompt import Prompt

        def described(text: str | None) -> None:
            if text is not None:
                tag = replace(self._tag(name), description=" ".join(text.split()))
                self.change(lambda: edits.change_tag(self.session.state, tag))

        title = f"What {name} means, in a sentence"
        self.app.push_screen(Prompt(title, self._tag(name).description), described)

    def _note_tag(self, name: str) -> None:
        from ..dialogs.text_dialog import TextDialog

        if self.session.read_only:
            self.tell(f"not changed: {self.session.read_only}", warn=True)
            return

        def typed(text: str) -> None:
            self._rule = name, text
            self.keep_draft(RULE + name, text)

        def noted(text: str | None) -> None:
            self._rule = None
            if text is not None:
                self.set_rule(name, text)

        note = self._tag(name).note
        self.app.push_screen(TextDialog(f"Your rule for {name}", note, on_change=typed), noted)

    def set_rule(self, name: str, text: str) -> None:
        """Keep the rule for using a tag."""
        tag = self._tag(self.session.state.codebook.current(name))
        self.change(lambda: edits.change_tag(self.session.state, replace(tag, note=text)))
        # Also where nothing changed: the header then says so, and the draft goes.
        self.save_soon()

    def keep_rule(self) -> None:
        """Keep the rule of a tag that is still being written."""
        if self._rule:
            self.set_rule(*self._rule)
            self._rule = None

    def keep_draft(self, key: str, text: str) -> None:
        """Keep what is being typed where a crash does not reach it."""
        raise NotImplementedError

    def _key_tag(self, name: str) -> None:
        from ..dialogs.prompt import Prompt

        def keyed(key: str | None) -> None:
            if key is None:
                return
            tag = self._tag(name)
            if key.isdigit():
                tag = replace(tag, quick=int(key))
            elif key:
                tag = replace(tag, key=key.lower())
            else:
                tag = replace(tag, key="", quick=0)
            self.change(lambda: edits.change_tag(self.session.state, tag))

        def check(key: str) -> str:
            good = len(key) <= 1 and (not key or key.isalpha() or key in "123456789")
            return "" if good else "one letter for the tree, or a digit from 1 to 9"

        title = f"A letter or a digit for {name} (empty: none)"
        self.app.push_screen(Prompt(title, self._tag(name).key, problem=check), keyed)

    def set_filter(self, name: str) -> None:
        """Show only annotations with a tag or one below it; "" shows all."""
        self.filter = name
        self.article.repaint_all()
        self.refresh_notes()

    def action_filter(self) -> None:
        """Choose the tag that alone is shown."""
        from ..dialogs.picker import Picker
        from ..widgets.choice_list import Choice

        every = [Choice(id="", label="all tags", detail="show every annotation")]

        def chosen(result: PickerResult | None) -> None:
            if result:
                self.set_filter(result.id)

        groups = sorted({n.rpartition("/")[0] for n in self.session.state.tag_names()} - {""})
        listed = {choice.id for choice in self.tag_choices()}
        more = [
            Choice(
                id=g,
                label=g,
                detail="the whole group",
                count=str(self.session.state.counts()[g] or ""),
            )
            for g in groups
            if g not in listed
        ]
        choices = [*every, *more, *self.tag_choices(chosen=False)]
        self.app.push_screen(Picker("Show only", choices), chosen)
