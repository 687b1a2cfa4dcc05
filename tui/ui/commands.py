"""Every command of the program: one table, from which bindings, help and palette are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingsMap

Scope = Literal[
    "article",
    "tags",
    "notes",
    "note",
    "claims",
    "judgements",
    "search",
    "library",
    "narrow",
    "hits",
]


@dataclass(frozen=True, slots=True)
class Command:
    """A thing the user can do: `keys` are Textual's key names, separated by commas.

    `hint` is the short word of the footer, or "" where the command does not stand there.
    """

    id: str
    keys: str
    action: str
    label: str
    group: str
    scope: Scope = "article"
    hint: str = ""


def _move(id: str, keys: str, motion: str, label: str) -> Command:
    return Command(id, keys, f"move('{motion}')", label, "Move")


def _list(id: str, keys: str, action: str, label: str, hint: str = "") -> Command:
    name = f"library-{id}"
    return Command(name, keys, f"screen.{action}", label, "Among the articles", "library", hint)


def _narrow(id: str, keys: str, action: str, label: str, hint: str = "") -> Command:
    name = f"narrow-{id}"
    return Command(name, keys, f"screen.{action}", label, "Narrowing the list", "narrow", hint)


def _hits(id: str, keys: str, action: str, label: str, hint: str = "") -> Command:
    name = f"hits-{id}"
    return Command(name, keys, f"screen.{action}", label, "Among the hits", "hits", hint)


def _judgement(id: str, keys: str, label: str, hint: str) -> Command:
    return Command(f"judgement-{id}", keys, id, label, "On a judgement", "judgements", hint)


def _extend(id: str, keys: str, motion: str, label: str) -> Command:
    return Command(id, keys, f"extend('{motion}')", label, "Select")


COMMANDS: tuple[Command, ...] = (
    _move("passage-next", "j,down", "passage", "next passage"),
    _move("passage-previous", "k,up", "previous-passage", "previous passage"),
    _move("paragraph-next", "J,ctrl+down", "paragraph", "next paragraph"),
    _move("paragraph-previous", "K,ctrl+up", "previous-paragraph", "previous paragraph"),
    _move("top", "g,home", "top", "beginning of the article"),
    _move("bottom", "G,end", "bottom", "end of the article"),
    _move("page-down", "pagedown,ctrl+f", "page-down", "a page down"),
    _move("page-up", "pageup,ctrl+b", "page-up", "a page up"),
    _move("character-next", "l,right", "char", "caret to the next character"),
    _move("character-previous", "h,left", "previous-char", "caret to the previous character"),
    _move("word-next", "w", "word", "caret to the next word"),
    _move("word-previous", "b", "previous-word", "caret to the previous word"),
    Command("annotation-next", "right_square_bracket", "annotation(1)", "next annotation", "Move"),
    Command(
        "annotation-previous",
        "left_square_bracket",
        "annotation(-1)",
        "previous annotation",
        "Move",
    ),
    Command("select", "v", "select", "select from here on; every motion extends it", "Select"),
    Command("swap-ends", "o", "swap_ends", "the other end of the selection", "Select"),
    Command("leave", "escape", "leave", "drop the selection, leave the caret", "Select"),
    _extend("extend-down", "shift+down", "passage", "select to the next passage"),
    _extend("extend-up", "shift+up", "previous-passage", "select to the previous passage"),
    _extend("extend-right", "shift+right", "char", "select by character"),
    _extend("extend-left", "shift+left", "previous-char", "select by character, back"),
    _extend("extend-word-right", "ctrl+shift+right", "word", "select by word"),
    _extend("extend-word-left", "ctrl+shift+left", "previous-word", "select by word, back"),
    *(
        Command(f"quick-{n}", str(n), f"quick({n})", f"the tag with the digit {n}", "Tag")
        for n in range(1, 10)
    ),
    Command("tag", "t", "tag", "pick or make a tag", "Tag", hint="Tag"),
    Command("tag-keys", "space", "tag_keys", "letters down the tag tree", "Tag", hint="Tree"),
    Command("tag-again", "full_stop", "tag_again", "the last tag again", "Tag"),
    Command("remove", "x", "remove", "remove the annotation", "Tag"),
    Command(
        "anchor", "a", "anchor", "give an annotation the selection, or review changed ones", "Tag"
    ),
    Command("note", "n", "note", "note on the passage", "Note", hint="Note"),
    Command("document-note", "N", "document_note", "note on the whole article", "Note"),
    Command("source", "s", "source", "who says it", "Note", hint="Source"),
    Command("sources", "S", "sources", "who speaks where: a walk, merging, role and kind", "Note"),
    Command("grade", "c", "grade", "grade source (A to F) and statement (1 to 6)", "Note"),
    Command("link", "L", "link", "link it with another statement", "Weigh"),
    Command("claims", "C", "claims", "each claim: who is for, who is against", "Weigh"),
    Command("judgements", "M", "judgements", "my judgements, and what they rest on", "Weigh"),
    Command("search", "slash", "search", "find passages as you type", "Find", hint="Find"),
    Command("hit-next", "semicolon", "hit(1)", "next hit", "Find"),
    Command("hit-previous", "comma", "hit(-1)", "previous hit", "Find"),
    Command("contents", "T", "contents", "table of contents: go to a heading", "Find"),
    Command("filter", "f", "filter", "show one tag only", "Find"),
    Command("undo", "u", "undo", "undo", "Edit", hint="Undo"),
    Command("redo", "ctrl+r", "redo", "redo", "Edit"),
    Command("copy", "y", "copy", "copy the passage with its citation", "Export"),
    Command("export", "e", "export", "export notes", "Export", hint="Export"),
    Command("export-again", "E", "export_again", "the same export again", "Export"),
    Command("data", "i", "data", "title, author, publisher, date, address", "Article"),
    Command("whole-page", "W", "whole_page", "a web page whole, or its article alone", "Article"),
    Command("encoding", "", "encoding", "choose the encoding of the file", "Article"),
    Command("open", "o", "open", "open another article", "Article"),
    Command("library", "O", "library", "all articles of the folder", "Article"),
    Command("sidebar", "tab", "switch_pane", "to the tags, to the notes, and back", "Program"),
    Command("sidebar-hide", "backslash", "hide_sidebar", "show or hide the sidebar", "Program"),
    Command("theme", "ctrl+t", "theme", "choose a theme", "Program"),
    Command("palette", "ctrl+p", "app.command_palette", "all commands by name", "Program"),
    Command("help", "question_mark", "help", "this help", "Program", hint="Help"),
    Command("quit", "q", "quit", "quit", "Program", hint="Quit"),
    Command("quit-anywhere", "ctrl+q", "quit", "quit, wherever the keys go", "Program"),
    Command("tag-filter", "enter", "filter", "show this tag only", "On a tag", "tags", "Filter"),
    Command("tag-rename", "r", "rename", "rename it", "On a tag", "tags", "Rename"),
    Command("tag-merge", "m", "merge", "merge it into another", "On a tag", "tags", "Merge"),
    Command("tag-color", "c", "color", "give it a colour", "On a tag", "tags", "Colour"),
    Command("tag-describe", "d", "describe", "describe it", "On a tag", "tags", "Describe"),
    Command("tag-note", "n", "note", "write your rule for it", "On a tag", "tags", "Note"),
    Command("tag-key", "equals_sign", "key", "give it a key or digit", "On a tag", "tags", "Key"),
    Command("tag-delete", "x,delete", "delete", "delete it", "On a tag", "tags", "Delete"),
    Command("tag-add", "plus", "add", "add a tag", "On a tag", "tags", "Add"),
    Command("note-go", "enter", "go", "go there; follow a link", "On a note", "notes", "Go there"),
    Command("note-unlink", "x,delete", "unlink", "remove a link", "On a note", "notes", "Unlink"),
    Command("claim-go", "enter", "go", "go there", "On a claim", "claims", "Go there"),
    _judgement("write", "enter", "write its text", "write"),
    _judgement("likelihood", "l", "how likely it is, in seven bands", "likelihood"),
    _judgement("confidence", "c", "how sure you are", "confidence"),
    _judgement("cite", "t", "choose what it rests on", "cites"),
    _judgement("delete", "x,delete", "delete it", "delete"),
    _judgement("add", "plus", "write a new one", "new"),
    Command(
        "note-keep", "escape,ctrl+s", "keep", "keep it and go back", "In a note", "note", "Keep"
    ),
    Command(
        "note-editor",
        "ctrl+g",
        "hand_over",
        "write in $VISUAL or $EDITOR",
        "In a note",
        "note",
        "Editor",
    ),
    Command("find-go", "enter", "go", "go to the hit", "In the search", "search", "Go"),
    Command(
        "find-mark",
        "tab",
        "mark",
        "mark the hit; tags then go on all",
        "In the search",
        "search",
        "Mark",
    ),
    Command(
        "find-mark-all",
        "ctrl+a",
        "mark_all",
        "mark all hits",
        "In the search",
        "search",
        "Mark all",
    ),
    Command("find-next", "down,ctrl+n", "cursor(1)", "next hit", "In the search", "search"),
    Command("find-previous", "up,ctrl+p", "cursor(-1)", "previous hit", "In the search", "search"),
    Command(
        "find-page-down", "pagedown", "cursor(8)", "a page of hits down", "In the search", "search"
    ),
    Command("find-page-up", "pageup", "cursor(-8)", "a page of hits up", "In the search", "search"),
    Command(
        "find-leave", "escape", "leave", "back to where you were", "In the search", "search", "Back"
    ),
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

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def keys_of(command: Command, keys: Mapping[str, str]) -> list[str]:
    """The key names of a command, the user's own where they are set."""
    own = _split(keys.get(command.id, ""))
    if own:
        return own
    # A key that the user gave to another command there is that one's alone.
    claimed = {
        key
        for id, text in keys.items()
        if id in BY_ID and BY_ID[id].scope == command.scope
        for key in _split(text)
    }
    return [key for key in _split(command.keys) if key not in claimed]


def _split(text: str) -> list[str]:
    """The keys of a list with commas between them, by Textual's names."""
    return [_NAMED.get(key.strip(), key.strip()) for key in text.split(",") if key.strip()]


def bindings(scope: Scope, keys: Mapping[str, str], aliases: Mapping[str, str]) -> BindingsMap:
    """The bindings of a scope: the user's keys, and what a keyboard sends in their place."""
    sent_for: dict[str, list[str]] = {}
    for sent, meant in aliases.items():
        sent_for.setdefault(meant, []).append(sent)
    made: list[Binding] = []
    for command in COMMANDS:
        if command.scope != scope:
            continue
        own = keys_of(command, keys)
        if not own:
            continue
        more = [sent for key in own for sent in sent_for.get(_character(key), [])]
        made.append(
            Binding(
                ",".join(dict.fromkeys([*own, *more])),
                command.action,
                command.hint or command.label,
                show=bool(command.hint),
                key_display=shown(own[0]) if own else None,
                tooltip=command.label,
                # The line that is typed in has keys of its own; here the table goes first.
                priority=scope in ("search", "narrow"),
                id=command.id,
            )
        )
    return BindingsMap(made)


_NAMES = {
    "slash": "/", "semicolon": ";", "comma": ",", "right_square_bracket": "]",
    "left_square_bracket": "[", "full_stop": ".", "backslash": "\\", "question_mark": "?",
    "equals_sign": "=", "plus": "+", "space": "Space", "escape": "Esc", "tab": "Tab",
    "enter": "Enter", "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp",
    "pagedown": "PgDn", "home": "Home", "end": "End", "delete": "Del",
}  # fmt: skip

_NAMED = {sign: name for name, sign in _NAMES.items() if len(sign) == 1 and sign.isascii()}
"""Sign -> Textual's name, so that a setting may say "/" for "slash"."""


def shown(key: str) -> str:
    """A key as the user reads it: "ctrl+r" is "Ctrl+R"."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _NAMES.get(last, last.upper() if modifiers else last)
    return "+".join([*(m.capitalize() for m in modifiers), name])


def _character(key: str) -> str:
    return _NAMES.get(key, key) if key != "space" else " "


def help_groups(keys: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The whole table for reading: (group, [(keys, what they do)]), the digits in one row."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for command in COMMANDS:
        name, _, digit = command.id.rpartition("quick-")
        if digit.isdecimal():
            if digit == "1":
                on = "the tag with that digit" + (" on all marked" if name else "")
                groups.setdefault(command.group, []).append(("1 … 9", on))
            continue
        row = (" ".join(shown(key) for key in keys_of(command, keys)), command.label)
        groups.setdefault(command.group, []).append(row)
    return list(groups.items())


def problems(keys: Mapping[str, str]) -> Iterable[str]:
    """A line for each setting of `keys` that names no command."""
    for name in keys:
        if name not in BY_ID:
            from difflib import get_close_matches

            near = get_close_matches(name, BY_ID, 3, 0.5) or sorted(BY_ID)[:8]
            yield f"config.toml: keys.{name} is no command; there are {', '.join(near)} …"
