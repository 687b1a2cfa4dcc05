"""The commands of the library screen: in the list, in the line that narrows it, among hits."""

from __future__ import annotations

from .definition import commands_in

_THEME = ("theme", "ctrl+t", "screen.choose_theme", "choose a theme", "")
_HELP = ("help", "question_mark", "screen.help", "this help", "Help")
_QUIT = ("quit", "q,ctrl+q", "screen.quit", "quit", "Quit")
_UNDO = ("undo", "u", "screen.undo", "undo the last tagging of passages in this list", "Undo")

LIBRARY_COMMANDS = (
    *commands_in(
        "library",
        "Among the articles",
        ("open", "enter,l,right", "screen.open", "open the article", "Open"),
        ("narrow", "tab", "screen.narrow", "narrow the list; so does typing", "Narrow"),
        ("search", "slash", "screen.search", "search all passages of all articles", "Search all"),
        ("sort", "s", "screen.sort", "sort by name, date, notes, progress", "Sort"),
        _UNDO,
        ("stop", "x", "screen.stop", "stop reading the articles in", ""),
        ("widen", "escape", "screen.widen", "show all articles again", ""),
        _THEME,
        _HELP,
        _QUIT,
    ),
    *commands_in(
        "narrow",
        "Narrowing the list",
        ("open", "enter", "screen.open", "open the article", "Open"),
        ("down", "down,ctrl+n", "screen.step(1)", "next article", ""),
        ("up", "up,ctrl+p", "screen.step(-1)", "previous article", ""),
        ("page-down", "pagedown", "screen.step(10)", "a page down", ""),
        ("page-up", "pageup", "screen.step(-10)", "a page up", ""),
        ("list", "tab", "screen.to_list", "to the list, as it is", "To the list"),
        ("leave", "escape", "screen.widen", "show all articles again", "All"),
    ),
    *commands_in(
        "hits",
        "Among the hits",
        ("tag", "t", "screen.tag", "put a tag on all marked passages", "Tag"),
        *(
            (
                f"quick-{n}",
                str(n),
                f"screen.quick({n})",
                f"the tag with the digit {n} on all marked",
                "",
            )
            for n in range(1, 10)
        ),
        _UNDO,
        ("search", "slash", "screen.search", "back to the search line", ""),
        _THEME,
        _HELP,
        _QUIT,
    ),
)
