"""The commands of the library screen: in the list, in the line that narrows it, among hits."""

from __future__ import annotations

from .definition import Command


def _list(id: str, keys: str, action: str, label: str, hint: str = "") -> Command:
    name = f"library-{id}"
    return Command(name, keys, f"screen.{action}", label, "Among the articles", "library", hint)


def _narrow(id: str, keys: str, action: str, label: str, hint: str = "") -> Command:
    name = f"narrow-{id}"
    return Command(name, keys, f"screen.{action}", label, "Narrowing the list", "narrow", hint)


def _hits(id: str, keys: str, action: str, label: str, hint: str = "") -> Command:
    name = f"hits-{id}"
    return Command(name, keys, f"screen.{action}", label, "Among the hits", "hits", hint)


LIBRARY_COMMANDS = (
    _list("open", "enter,l,right", "open", "open the article", "Open"),
    _list("narrow", "tab", "narrow", "narrow the list; so does typing", "Narrow"),
    _list("search", "slash", "search", "search all passages of all articles", "Search all"),
    _list("sort", "s", "sort", "sort by name, date, notes, progress", "Sort"),
    _list("undo", "u", "undo", "take back what was tagged here last", "Undo"),
    _list("stop", "x", "stop", "stop reading the articles in"),
    _list("widen", "escape", "widen", "show all articles again"),
    _list("theme", "ctrl+t", "choose_theme", "choose a theme"),
    _list("help", "question_mark", "help", "this help", "Help"),
    _list("quit", "q,ctrl+q", "quit", "quit", "Quit"),
    _narrow("open", "enter", "open", "open the article", "Open"),
    _narrow("down", "down,ctrl+n", "step(1)", "next article"),
    _narrow("up", "up,ctrl+p", "step(-1)", "previous article"),
    _narrow("page-down", "pagedown", "step(10)", "a page down"),
    _narrow("page-up", "pageup", "step(-10)", "a page up"),
    _narrow("list", "tab", "to_list", "to the list, as it is", "To the list"),
    _narrow("leave", "escape", "widen", "show all articles again", "All"),
    _hits("tag", "t", "tag", "put a tag on all marked passages", "Tag"),
    *(
        _hits(f"quick-{n}", str(n), f"quick({n})", f"the tag with the digit {n} on all marked")
        for n in range(1, 10)
    ),
    _hits("undo", "u", "undo", "take back what was tagged here last", "Undo"),
    _hits("search", "slash", "search", "back to the search line"),
    _hits("theme", "ctrl+t", "choose_theme", "choose a theme"),
    _hits("help", "question_mark", "help", "this help", "Help"),
    _hits("quit", "q,ctrl+q", "quit", "quit", "Quit"),
)
