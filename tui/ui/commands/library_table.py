"""The commands of the library screen: in the list of articles, and among hits."""

from __future__ import annotations

from .definition import commands_in

_THEME = ("theme", "ctrl+t", "screen.choose_theme", "choose a theme", "")
_HELP = ("help", "question_mark", "screen.help", "this help", "Help")
_SOURCES = "open the article with the list of the dossier’s sources"
_JUDGEMENTS = "open the article with my judgements"
_HYPOTHESES = "open the article with the competing hypotheses"
_STATISTICS = "open the article with the tables of how tags were used"
_SAVED = "saved searches of the dossier, and what is new"
_QUEUES = "only unread, mine, done, in disagreement, assigned, or all"
_UNDO = "undo the last tagging of passages in this list"

LIBRARY_COMMANDS = (
    *commands_in(
        "library",
        "Among the articles",
        ("open", "enter", "screen.open", "open the article", "Open"),
        ("search", "slash", "screen.search", "search all passages of all articles", "Search"),
        ("sort", "ctrl+s", "screen.sort", "sort by name, date, notes, progress", "Sort"),
        ("queue", "ctrl+f", "screen.queue", _QUEUES, ""),
        ("export", "ctrl+e", "screen.export", "export the articles in the list", "Export"),
        ("sources", "ctrl+r", "screen.open('known-sources')", _SOURCES, ""),
        ("judgements", "ctrl+g", "screen.open('judgements')", _JUDGEMENTS, ""),
        ("hypotheses", "ctrl+o", "screen.open('hypotheses')", _HYPOTHESES, ""),
        ("statistics", "number_sign", "screen.open('statistics')", _STATISTICS, ""),
        ("saved", "asterisk", "screen.saved_searches", _SAVED, ""),
        ("code", "ctrl+l", "screen.code", "code the articles in the list by rule", ""),
        ("agreement", "ctrl+b", "screen.agreement", "how far the analysts agree on tags", ""),
        ("copies", "ctrl+d", "screen.copies", "articles with common text", ""),
        ("undo", "ctrl+underscore", "screen.undo", _UNDO, ""),
        ("stop", "ctrl+x", "screen.stop", "stop reading the articles in", ""),
        ("widen", "escape", "screen.widen", "show all articles again", ""),
        ("down", "down,ctrl+n", "screen.step(1)", "next article", ""),
        ("up", "up,ctrl+p", "screen.step(-1)", "previous article", ""),
        ("page-down", "pagedown", "screen.page(1)", "a page down", ""),
        ("page-up", "pageup", "screen.page(-1)", "a page up", ""),
        ("top", "home", "screen.end(-1)", "first article", ""),
        ("bottom", "end", "screen.end(1)", "last article", ""),
        _THEME,
        _HELP,
        ("quit", "ctrl+q", "screen.quit", "quit", "Quit"),
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
        ("undo", "u", "screen.undo", _UNDO, "Undo"),
        ("search", "slash", "screen.search", "back to the search line", ""),
        _THEME,
        _HELP,
        ("quit", "q,ctrl+q", "screen.quit", "quit", "Quit"),
    ),
)
