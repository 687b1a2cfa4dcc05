"""The commands of questions, forms, texts, the export dialog and the help."""

from __future__ import annotations

from .definition import commands_in

_KEEP_IN_JOURNAL = "leave, my changes kept in the draft journal"
_LEAVE_WITHOUT = "leave without my changes"
CANCEL = ("leave", "escape", "leave", "close", "cancel")
"""The command that closes a dialog without an answer."""

FORM_COMMANDS = (
    *commands_in(
        "confirm",
        "In a question",
        ("yes", "y,Y,enter", "answer(True)", "yes", "yes"),
        ("no", "n,N,escape", "leave", "no", "no"),
    ),
    *commands_in(
        "unsaved",
        "Changes that were not saved",
        ("apply", "y,Y", "answer('apply')", "make them again", "make them again"),
        ("drop", "x,X", "answer('drop')", "drop them for good", "drop them for good"),
        ("later", "n,N,escape", "leave", "decide later", "later"),
    ),
    *commands_in(
        "leaving",
        "Leaving unsaved",
        ("wait", "w,W", "wait", "wait on", "wait on"),
        ("journal", "y,Y", "answer('journal')", _KEEP_IN_JOURNAL, _KEEP_IN_JOURNAL),
        ("without", "x,X", "answer('without')", _LEAVE_WITHOUT, _LEAVE_WITHOUT),
        ("stay", "n,N,escape", "leave", "stay", "stay"),
    ),
    *commands_in(
        "prompt",
        "In a line to fill in",
        ("keep", "enter", "keep", "keep it", "keep"),
        CANCEL,
    ),
    *commands_in(
        "form",
        "In a form",
        ("keep", "enter,ctrl+s", "keep", "keep all fields", "keep"),
        ("next", "tab,down", "app.focus_next", "next field", "next"),
        ("previous", "shift+tab,up", "app.focus_previous", "previous field", "previous"),
        CANCEL,
    ),
    *commands_in(
        "choice",
        "In a field with a choice",
        ("next", "right,space", "cycle(1)", "next value; so does its first letter", ""),
        ("previous", "left", "cycle(-1)", "previous value", ""),
    ),
    *commands_in(
        "text",
        "In a text",
        ("keep", "ctrl+s,escape", "leave", "keep it and go back", "keeps it and goes back"),
    ),
    *commands_in(
        "export",
        "In the export",
        ("write", "enter", "export", "write the file", "export"),
        ("up", "up", "change_format(-1)", "previous format", "format"),
        ("down", "down", "change_format(1)", "next format", "format"),
        ("next", "tab", "next", "complete the tag, or next field", "next field"),
        ("subject", "ctrl+a", "change_subject", "this article, or all of its folder", "articles"),
        CANCEL,
    ),
    *commands_in(
        "help",
        "In the help",
        ("find", "slash", "find", "find another key, or what it does", ""),
        ("down", "down", "scroll(1)", "a line down", "scroll"),
        ("up", "up", "scroll(-1)", "a line up", "scroll"),
        ("page-down", "pagedown", "page(1)", "a page down", ""),
        ("page-up", "pageup", "page(-1)", "a page up", ""),
        ("top", "home", "end(-1)", "to the top", ""),
        ("bottom", "end", "end(1)", "to the bottom", ""),
        ("close", "question_mark", "close", "close at once", ""),
    ),
    *commands_in(
        "dialog",
        "In any other dialog",
        ("leave", "escape", "leave", "close", "close"),
    ),
    *commands_in(
        "progress",
        "While something takes long",
        ("cancel", "escape", "cancel", "cancel it", "cancel"),
    ),
)
