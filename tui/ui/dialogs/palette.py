"""Palette: all commands by name, in Textual's own command palette."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """The command palette, in which the paging keys do nothing while no command is shown."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key's action can run.

        Textual's list of options raises KeyError when it is paged before its options are laid
        out, which is so for some milliseconds after each letter, and while nothing matches.
        """
        if action != "command_list":
            return super().check_action(action, parameters)
        lists = self.query(CommandList)
        return any(one.option_count and one.scrollable_content_region for one in lists)
