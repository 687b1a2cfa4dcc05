"""The commands of the dialogs and of the lists in them."""

from __future__ import annotations

from .definition import Command, Scope


def _in(scope: Scope, group: str, *rows: tuple[str, str, str, str, str]) -> tuple[Command, ...]:
    """The commands of a dialog, from rows of id, keys, action, label and hint."""
    return tuple(
        Command(f"{scope}-{id}", keys, run, label, group, scope, hint)
        for id, keys, run, label, hint in rows
    )


_IN_LISTS = _in(
    "list",
    "In a list",
    ("down", "j,down", "step(1)", "next row", ""),
    ("up", "k,up", "step(-1)", "previous row", ""),
    ("page-down", "pagedown", "page(1)", "a page down", ""),
    ("page-up", "pageup", "page(-1)", "a page up", ""),
    ("top", "g,home", "end(-1)", "first row", ""),
    ("bottom", "G,end", "end(1)", "last row", ""),
)

_IN_CLAIMS = _in(
    "claim",
    "On a claim",
    ("go", "enter", "go", "go there", "go there"),
)

_ON_JUDGEMENTS = _in(
    "judgement",
    "On a judgement",
    ("write", "enter", "edit('write')", "write its text", "write"),
    ("likelihood", "l", "edit('likelihood')", "how likely it is, in seven bands", "likelihood"),
    ("confidence", "c", "edit('confidence')", "how sure you are", "confidence"),
    ("cite", "t", "edit('cite')", "choose what it rests on", "cites"),
    ("delete", "x,delete", "edit('delete')", "delete it", "delete"),
    ("add", "plus", "edit('add')", "write a new one", "new"),
)

_ON_SPEAKERS = _in(
    "speaker",
    "On a source",
    ("walk", "enter", "next_statement", "go to its next statement", "next statement"),
    ("accept", "a", "accept", "accept the suggested statement", "accept it"),
    ("merge", "m", "edit('merge')", "merge it into another", "merge"),
    ("edit", "e", "edit('edit')", "name, role, kind and grade", "edit"),
)

_IN_PICKERS = _in(
    "picker",
    "In a picker",
    ("up", "up,ctrl+p", "move(-1)", "previous choice", "move"),
    ("down", "down,ctrl+n", "move(1)", "next choice", "move"),
    ("page-down", "pagedown", "page(1)", "a page down", ""),
    ("page-up", "pageup", "page(-1)", "a page up", ""),
    ("choose", "enter", "choose", "take it and close", "choose"),
    (
        "stay",
        "tab",
        "toggle_choice",
        "take it and stay, where several can be taken",
        "take and stay",
    ),
    ("leave", "escape", "leave", "close", "cancel"),
)

_IN_MENUS = (
    *_in(
        "menu",
        "In a menu of letters",
        ("choose", "enter,space", "choose", "take what has been reached", "takes it"),
        ("back", "backspace", "back", "a step back", "back"),
        ("leave", "escape", "leave", "close", "cancel"),
    ),
    *_in(
        "grade",
        "Grading",
        ("choose", "enter,space", "choose", "take the letter alone", "the letter alone"),
        ("reasons", "r", "write_reasons", "take it and write the reasons", "reasons"),
        ("clear", "0", "clear", "clear the statement’s grade", "clears the statement’s"),
        ("back", "backspace", "back", "a step back; at first: clear the source’s grade", "back"),
        ("leave", "escape", "leave", "close", "cancel"),
    ),
    *_in(
        "review",
        "Where a note belongs",
        ("accept", "a", "accept", "it belongs there, or the new words count", "accept"),
        ("move", "m", "move", "select the right place, then press a", "move"),
        ("drop", "x", "drop", "it belongs nowhere any more", "drop"),
        ("later", "l", "later", "go on to the next one", "later"),
    ),
    *_in(
        "whose",
        "On a note of somebody else",
        ("own", "o", "own", "add a note of your own beside it", "own"),
        ("change", "c", "change", "change what the other analyst made", "change"),
    ),
    *_in(
        "relation",
        "How a statement is linked",
        ("supports", "s", "supports", "says so of its own knowledge", "supports"),
        ("disputes", "d", "disputes", "says that it is not so", "disputes"),
        ("qualifies", "q", "qualifies", "says that it is so only in part", "qualifies"),
        ("repeats", "r", "repeats", "has it from there, or from where that has it", "repeats"),
        ("updates", "u", "updates", "is what is known by now", "updates"),
    ),
)

_IN_QUESTIONS = (
    *_in(
        "confirm",
        "In a question",
        ("yes", "y,Y,enter", "answer(True)", "yes", "yes"),
        ("no", "n,N,escape", "leave", "no", "no"),
    ),
    *_in(
        "unsaved",
        "Changes that were not saved",
        ("apply", "y,Y", "answer('apply')", "make them again", "make them again"),
        ("drop", "x,X", "answer('drop')", "drop them for good", "drop them for good"),
        ("later", "n,N,escape", "leave", "decide later", "later"),
    ),
    *_in(
        "leaving",
        "Leaving unsaved",
        ("wait", "w,W", "wait", "wait on", "wait on"),
        (
            "journal",
            "y,Y",
            "answer('journal')",
            "leave, my changes kept in the draft journal",
            "leave, my changes kept in the draft journal",
        ),
        (
            "without",
            "x,X",
            "answer('without')",
            "leave without my changes",
            "leave without my changes",
        ),
        ("stay", "n,N,escape", "leave", "stay", "stay"),
    ),
)

_IN_FORMS = (
    *_in(
        "prompt",
        "In a line to fill in",
        ("keep", "enter", "keep", "keep it", "keep"),
        ("leave", "escape", "leave", "close", "cancel"),
    ),
    *_in(
        "form",
        "In a form",
        ("keep", "enter,ctrl+s", "keep", "keep all fields", "keep"),
        ("next", "tab,down", "app.focus_next", "next field", "next"),
        ("previous", "shift+tab,up", "app.focus_previous", "previous field", "previous"),
        ("leave", "escape", "leave", "close", "cancel"),
    ),
    *_in(
        "text",
        "In a text",
        ("keep", "ctrl+s,escape", "leave", "keep it and go back", "keeps it and goes back"),
    ),
    *_in(
        "export",
        "In the export",
        ("write", "enter", "export", "write the report", "export"),
        ("up", "up", "change_format(-1)", "previous format", "format"),
        ("down", "down", "change_format(1)", "next format", "format"),
        ("next", "tab", "next", "complete the tag, or next field", "complete, next field"),
        ("leave", "escape", "leave", "close", "cancel"),
    ),
)

_REST = (
    *_in(
        "help",
        "In the help",
        ("find", "slash", "find", "find a key or what it does", "find"),
        ("down", "j,down", "scroll(1)", "a line down", "scroll"),
        ("up", "k,up", "scroll(-1)", "a line up", "scroll"),
        ("page-down", "space,pagedown", "page(1)", "a page down", ""),
        ("page-up", "pageup", "page(-1)", "a page up", ""),
        ("top", "g,home", "end(-1)", "to the top", ""),
        ("bottom", "G,end", "end(1)", "to the bottom", ""),
        ("close", "q,question_mark", "close", "close at once", ""),
    ),
    *_in(
        "dialog",
        "In any other dialog",
        ("leave", "escape", "leave", "close", "close"),
    ),
    *_in(
        "progress",
        "While something takes long",
        ("cancel", "escape", "cancel", "cancel it", "cancel"),
    ),
)

DIALOG_COMMANDS = (
    *_IN_LISTS,
    *_IN_CLAIMS,
    *_ON_JUDGEMENTS,
    *_ON_SPEAKERS,
    *_IN_PICKERS,
    *_IN_MENUS,
    *_IN_QUESTIONS,
    *_IN_FORMS,
    *_REST,
)
