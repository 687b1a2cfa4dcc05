"""The commands of the reading screen: in the article, in the sidebar, in a note, in the search."""

from __future__ import annotations

from .definition import Command, Reach


def _move(id: str, keys: str, motion: str, label: str) -> Command:
    return Command(id, keys, "navigate:move", label, "Move", arguments=(motion,))


def _extend(id: str, keys: str, motion: str, label: str) -> Command:
    return Command(id, keys, "navigate:extend", label, "Select", arguments=(motion,))


def _on_tag(id: str, keys: str, run: str, label: str, hint: str) -> Command:
    return Command(f"tag-{id}", keys, run, label, "On a tag", "tags", hint)


def _find(id: str, keys: str, run: str, label: str, hint: str = "") -> Command:
    return Command(f"find-{id}", keys, run, label, "In the search", "search", hint)


def _note(id: str, keys: str, run: str, label: str, hint: str) -> Command:
    return Command(f"note-{id}", keys, run, label, "In a note", "note", hint)


def _program(id: str, keys: str, run: str, label: str, reach: Reach, hint: str = "") -> Command:
    return Command(id, keys, run, label, "Program", hint=hint, reach=reach)


_MOVING = (
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
    Command(
        "annotation-next",
        "right_square_bracket",
        "navigate:annotation",
        "next annotation",
        "Move",
        arguments=(1,),
    ),
    Command(
        "annotation-previous",
        "left_square_bracket",
        "navigate:annotation",
        "previous annotation",
        "Move",
        arguments=(-1,),
    ),
)

_SELECTING = (
    Command(
        "select", "v", "navigate:select", "select from here on; every motion extends it", "Select"
    ),
    Command(
        "swap-ends",
        "o",
        "navigate:swap_ends",
        "the other end of the selection",
        "Select",
        needs_selection=True,
    ),
    Command(
        "leave",
        "escape",
        "navigate:leave",
        "drop the selection, leave the caret",
        "Select",
        reach="sidebar",
    ),
    _extend("extend-down", "shift+down", "passage", "select to the next passage"),
    _extend("extend-up", "shift+up", "previous-passage", "select to the previous passage"),
    _extend("extend-right", "shift+right", "char", "select by character"),
    _extend("extend-left", "shift+left", "previous-char", "select by character, back"),
    _extend("extend-word-right", "ctrl+shift+right", "word", "select by word"),
    _extend("extend-word-left", "ctrl+shift+left", "previous-word", "select by word, back"),
)

_TAGGING = (
    *(
        Command(
            f"quick-{n}",
            str(n),
            "tag:quick",
            f"the tag with the digit {n}",
            "Tag",
            arguments=(n,),
            reach="sidebar",
        )
        for n in range(1, 10)
    ),
    Command("tag", "t", "tag:pick", "pick or make a tag", "Tag", hint="Tag"),
    Command("tag-keys", "space", "tag:tree", "letters down the tag tree", "Tag", hint="Tree"),
    Command("tag-again", "full_stop", "tag:again", "the last tag again", "Tag"),
    Command("remove", "x", "tag:remove", "remove the annotation", "Tag"),
    Command(
        "anchor",
        "a",
        "boundaries:place",
        "give an annotation the selection, or review changed ones",
        "Tag",
    ),
)

_WRITING = (
    Command("note", "n", "note:write", "note on the passage", "Note", hint="Note"),
    Command("note-open", "enter", "note:open_written", "open the note of the passage", "Note"),
    Command("document-note", "N", "note:write_on_article", "note on the whole article", "Note"),
    Command("source", "s", "source:pick", "who says it", "Note", hint="Source"),
    Command(
        "sources",
        "S",
        "speakers:walk",
        "who speaks where: a walk, merging, role and kind",
        "Note",
    ),
    Command("grade", "c", "grading:grade", "grade source (A to F) and statement (1 to 6)", "Note"),
    Command("link", "L", "link:link", "link it with another statement", "Weigh"),
    Command("claims", "C", "claim_list:show", "each claim: who is for, who is against", "Weigh"),
    Command("judgements", "M", "judge:show", "my judgements, and what they rest on", "Weigh"),
)

_FINDING = (
    Command(
        "search",
        "slash",
        "find:open_line",
        "find passages as you type",
        "Find",
        hint="Find",
        reach="sidebar",
    ),
    Command("hit-next", "semicolon", "find:go", "next hit", "Find", arguments=(1,)),
    Command("hit-previous", "comma", "find:go", "previous hit", "Find", arguments=(-1,)),
    Command("contents", "T", "find:contents", "table of contents: go to a heading", "Find"),
    Command("filter", "f", "filter:pick", "show one tag only", "Find"),
)

_REST = (
    Command("undo", "u", "undo:undo", "undo", "Edit", hint="Undo", reach="sidebar"),
    Command("redo", "ctrl+r", "undo:redo", "redo", "Edit", reach="sidebar"),
    Command("copy", "y", "copy:copy", "copy the passage with its citation", "Export"),
    Command("export", "e", "export:choose", "export notes", "Export", hint="Export"),
    Command("export-again", "E", "export:again", "the same export again", "Export"),
    Command(
        "data", "i", "article_data:complete", "title, author, publisher, date, address", "Article"
    ),
    Command(
        "whole-page", "W", "open:whole_page", "a web page whole, or its article alone", "Article"
    ),
    Command("encoding", "", "open:encoding", "choose the encoding of the file", "Article"),
    Command("open", "o", "open:pick", "open another article", "Article", needs_selection=False),
    Command("library", "O", "open:library", "all articles of the folder", "Article"),
    _program(
        "sidebar", "tab", "panes:switch_pane", "to the tags, to the notes, and back", "everywhere"
    ),
    _program("sidebar-hide", "backslash", "panes:hide", "show or hide the sidebar", "sidebar"),
    _program("theme", "ctrl+t", "app_commands:choose_theme", "choose a theme", "everywhere"),
    _program("palette", "ctrl+p", "app.command_palette", "all commands by name", "everywhere"),
    _program("help", "question_mark", "app_commands:show_help", "this help", "sidebar", "Help"),
    _program("quit", "q", "leave:quit_program", "quit", "everywhere", "Quit"),
    _program(
        "quit-anywhere", "ctrl+q", "leave:quit_program", "quit, wherever the keys go", "everywhere"
    ),
)

_IN_SIDEBAR = (
    _on_tag("filter", "enter", "filter:toggle", "show this tag only", "Filter"),
    _on_tag("rename", "r", "tag_admin:rename", "rename it", "Rename"),
    _on_tag("merge", "m", "tag_admin:merge", "merge it into another", "Merge"),
    _on_tag("color", "c", "tag_admin:color", "give it a colour", "Colour"),
    _on_tag("describe", "d", "tag_admin:describe", "describe it", "Describe"),
    _on_tag("note", "n", "tag_admin:write_rule", "write your rule for it", "Note"),
    _on_tag("key", "equals_sign", "tag_admin:give_key", "give it a key or digit", "Key"),
    _on_tag("delete", "x,delete", "tag_admin:delete", "delete it", "Delete"),
    _on_tag("add", "plus", "tag_admin:add", "add a tag", "Add"),
    Command(
        "note-go",
        "enter",
        "panes:go",
        "go there; follow a link",
        "On a note",
        "notes",
        "Go there",
    ),
    Command(
        "note-unlink", "x,delete", "link:unlink", "remove a link", "On a note", "notes", "Unlink"
    ),
)


_IN_FIELDS = (
    _note("keep", "escape,ctrl+s", "keep", "keep it and go back", "Keep"),
    _note("editor", "ctrl+g", "hand_over", "write in $VISUAL or $EDITOR", "Editor"),
    _find("go", "enter", "go", "go to the hit", "Go"),
    _find("mark", "tab", "mark", "mark the hit; tags then go on all", "Mark"),
    _find("mark-all", "ctrl+a", "mark_all", "mark all hits", "Mark all"),
    _find("next", "down,ctrl+n", "cursor(1)", "next hit"),
    _find("previous", "up,ctrl+p", "cursor(-1)", "previous hit"),
    _find("page-down", "pagedown", "cursor(8)", "a page of hits down"),
    _find("page-up", "pageup", "cursor(-8)", "a page of hits up"),
    _find("leave", "escape", "leave", "back to where you were", "Back"),
)

ARTICLE_COMMANDS = (
    *_MOVING,
    *_SELECTING,
    *_TAGGING,
    *_WRITING,
    *_FINDING,
    *_REST,
    *_IN_SIDEBAR,
    *_IN_FIELDS,
)
