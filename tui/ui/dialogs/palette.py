"""Palette: Textual's command palette, without its failure on paging keys."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Textual's command palette, except that paging keys do nothing while no command is shown."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is allowed now.

        Textual's OptionList raises KeyError if it is paged before its options are laid out, which
        takes a moment after each letter, and while no option matches.
        """
        if action != "command_list":
            return super().check_action(action, parameters)
        lists = self.query(CommandList)
        return any(one.option_count and one.scrollable_content_region for one in lists)
