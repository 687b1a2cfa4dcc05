"""The commands of the reading screen: in the article, in the sidebar, in a note, in the search."""

from __future__ import annotations

from functools import partial

from .definition import Command, Reach, Scope

_select = partial(Command, group="Select")
_tag = partial(Command, group="Tag")
_write = partial(Command, group="Note")
_weigh = partial(Command, group="Weigh")
_find = partial(Command, group="Find")
_edit = partial(Command, group="Edit")
_export = partial(Command, group="Export")
_article = partial(Command, group="Article")
_several = partial(Command, group="Several analysts")
_on_note = partial(Command, group="On a note", scope="notes")


def _move(id: str, keys: str, motion: str, label: str) -> Command:
    return Command(id, keys, "navigate:move", label, "Move", arguments=(motion,))


def _extend(id: str, keys: str, motion: str, label: str) -> Command:
    return Command(id, keys, "navigate:extend", label, "Select", arguments=(motion,))


def _annotation(id: str, keys: str, by: int, label: str) -> Command:
    return Command(id, keys, "navigate:annotation", label, "Move", arguments=(by,))


def _on_tag(id: str, keys: str, run: str, label: str, hint: str) -> Command:
    return Command(f"tag-{id}", keys, run, label, "On a tag", "tags", hint)


def _narrow(id: str, keys: str, run: str, label: str, hint: str) -> Command:
    scope: Scope = "narrow-tags"
    return Command(f"{scope}-{id}", keys, run, label, "Narrowing the tags", scope, hint)


def _in_search(id: str, keys: str, run: str, label: str, hint: str = "") -> Command:
    return Command(f"find-{id}", keys, run, label, "In the search", "search", hint)


def _in_note(id: str, keys: str, run: str, label: str, hint: str) -> Command:
    return Command(f"note-{id}", keys, run, label, "In a note", "note", hint)


def _program(id: str, keys: str, run: str, label: str, reach: Reach, hint: str = "") -> Command:
    return Command(id, keys, run, label, "Program", hint=hint, reach=reach)


ARTICLE_COMMANDS = (
    _move("passage-next", "j,down", "passage", "next passage"),
    _move("passage-previous", "k,up", "previous-passage", "previous passage"),
    _move("paragraph-next", "J,ctrl+down", "paragraph", "next paragraph"),
    _move("paragraph-previous", "K,ctrl+up", "previous-paragraph", "previous paragraph"),
    _move("top", "g,home", "top", "beginning of the article"),
    _move("bottom", "G,end", "bottom", "end of the article"),
    _move("page-down", "pagedown,ctrl+f", "page-down", "a page down"),
    _move("page-up", "pageup,ctrl+b", "page-up", "a page up"),
    _move("half-page-down", "ctrl+d", "half-page-down", "half a page down"),
    _move("half-page-up", "ctrl+u", "half-page-up", "half a page up"),
    _move("character-next", "l,right", "char", "caret to the next character"),
    _move("character-previous", "h,left", "previous-char", "caret to the previous character"),
    _move("word-next", "w", "word", "caret to the next word"),
    _move("word-previous", "b", "previous-word", "caret to the previous word"),
    _annotation("annotation-next", "right_square_bracket", 1, "next annotation"),
    _annotation("annotation-previous", "left_square_bracket", -1, "previous annotation"),
    _select("select", "v", "navigate:select", "start a selection, which every motion extends"),
    _select(
        "swap-ends", "o", "navigate:swap_ends", "other end of the selection", enabled="selecting"
    ),
    _select(
        "leave", "escape", "navigate:leave", "drop the selection, leave the caret", reach="sidebar"
    ),
    _extend("extend-down", "shift+down", "passage", "select to the next passage"),
    _extend("extend-up", "shift+up", "previous-passage", "select to the previous passage"),
    _extend("extend-right", "shift+right", "char", "select by character"),
    _extend("extend-left", "shift+left", "previous-char", "select by character, back"),
    _extend("extend-word-right", "ctrl+shift+right", "word", "select by word"),
    _extend("extend-word-left", "ctrl+shift+left", "previous-word", "select by word, back"),
    *(
        _tag(
            f"quick-{n}",
            str(n),
            "tag:quick",
            f"the tag with the digit {n}",
            arguments=(n,),
            reach="sidebar",
        )
        for n in range(1, 10)
    ),
    _tag("tag", "t", "tag:pick", "pick or create a tag", hint="Tag"),
    _tag(
        "tag-keys", "space", "tag:tree", "choose a tag by letters, down the tag tree", hint="Tree"
    ),
    _tag("tag-again", "full_stop", "tag:again", "the last tag again"),
    _tag("code", "P", "code_by_rule:show", "code by rule: passages that rules propose"),
    _tag("remove", "x", "tag:remove", "remove the annotation"),
    _tag(
        "anchor",
        "a",
        "boundaries:place",
        "move an annotation to the selection, or review uncertain ones",
    ),
    _write("note", "n", "note:write", "write a note on the passage", hint="Note"),
    _write("note-open", "enter", "note:open_written", "open its note, or go where it stands too"),
    _write("document-note", "N", "note:write_on_article", "write a note on the whole article"),
    _write("source", "s", "source:pick", "choose who says it", hint="Source"),
    _write(
        "sources",
        "S",
        "speakers:walk",
        "who speaks where: visit statements, merge and edit sources",
    ),
    _write("grade", "c", "grading:grade", "grade source (A to F) and statement (1 to 6)"),
    _weigh("link", "L", "link:link", "link it with another statement"),
    _weigh("claims", "C", "claim_list:show", "each claim: who is for, who is against"),
    _weigh("known-sources", "R", "source_list:show", "sources of the dossier: what they say"),
    _weigh("figures", "F", "mention_list:show_figures", "figures of the folder, side by side"),
    _weigh("dates", "Y", "mention_list:show_dates", "events of the folder by date"),
    _weigh("statistics", "number_sign", "statistics:show", "how tags were used: tables with bars"),
    _weigh("copies", "D", "common_text:show", "articles of the folder with common text"),
    _weigh("compare", "equals_sign", "compare:compare", "two texts side by side"),
    _weigh("judgements", "M", "judge:show", "my judgements, and what they rest on"),
    _weigh(
        "hypotheses", "H", "hypothesis_matrix:show", "competing hypotheses, weighed by evidence"
    ),
    _find(
        "search",
        "slash",
        "find:open_line",
        "find passages as you type",
        hint="Find",
        reach="sidebar",
    ),
    _find("hit-next", "semicolon", "find:go", "next hit", arguments=(1,)),
    _find("hit-previous", "comma", "find:go", "previous hit", arguments=(-1,)),
    _find(
        "saved-searches",
        "asterisk",
        "search_list:show",
        "saved searches of the dossier, and what is new",
    ),
    _find("contents", "T", "find:contents", "table of contents: go to a heading"),
    _find("filter", "f", "filter:pick", "show one tag only"),
    _edit("undo", "u", "undo:undo", "undo", hint="Undo", reach="sidebar"),
    _edit("redo", "ctrl+r", "undo:redo", "redo", reach="sidebar"),
    _export("copy-selection", "ctrl+c", "copy:copy_selection", "copy the selected text alone"),
    _export("copy", "y", "copy:copy", "copy the passage with its citation"),
    _export("export", "e", "export:choose", "export notes", hint="Export"),
    _export("export-again", "E", "export:again", "the same export again"),
    _article("data", "i", "article_data:complete", "edit title, author, publisher, date, address"),
    _article("whole-page", "W", "open:whole_page", "show all of a web page, or its article alone"),
    _article("encoding", "", "open:encoding", "choose the encoding of the file"),
    _article("open", "o", "open:pick", "open another article", enabled="not selecting"),
    _article("library", "O", "open:library", "all articles of the folder"),
    _several("whose", "A", "colleagues:show_next", "mine, each colleague’s, or all annotations"),
    _several("agreement", "I", "agreement:show", "how far the analysts agree, and where not"),
    _several("done", "d", "colleagues:toggle_done", "mark the article as done for me, or not"),
    _several("blind", "B", "colleagues:toggle_blind", "hide what others set until I am done"),
    _program(
        "sidebar",
        "tab",
        "panes:switch_pane",
        "go to the tags, to the notes, and back",
        "everywhere",
    ),
    _program("sidebar-hide", "backslash", "panes:hide", "show or hide the sidebar", "sidebar"),
    _program("theme", "ctrl+t", "app_commands:choose_theme", "choose a theme", "everywhere"),
    _program("palette", "ctrl+p", "app.command_palette", "all commands by name", "everywhere"),
    _program(
        "suspend", "ctrl+z", "app_commands:suspend", "suspend the program; fg resumes it", "sidebar"
    ),
    _program("help", "question_mark", "app_commands:show_help", "this help", "sidebar", "Help"),
    _program("quit", "q", "leave:quit_program", "quit", "everywhere", "Quit"),
    _program(
        "quit-anywhere",
        "ctrl+q",
        "leave:quit_program",
        "quit, also from a text field",
        "everywhere",
    ),
    _on_tag("filter", "enter", "filter:toggle", "show this tag only", "Filter"),
    _on_tag("rename", "r", "tag_admin:rename", "rename it", "Rename"),
    _on_tag("merge", "m", "tag_admin:merge", "merge it into another", "Merge"),
    _on_tag("color", "c", "tag_admin:color", "give it a colour", "Colour"),
    _on_tag("describe", "d", "tag_admin:describe", "describe it", "Describe"),
    _on_tag("note", "n", "tag_admin:write_rule", "write your rule for it", "Note"),
    _on_tag("key", "equals_sign", "tag_admin:give_key", "give it a key or digit", "Key"),
    _on_tag("delete", "x,delete", "tag_admin:delete", "delete it", "Delete"),
    _on_tag("add", "plus", "tag_admin:add", "add a tag", "Add"),
    _on_tag("narrow", "slash", "panes:narrow_tags", "narrow the tags by letters", "Narrow"),
    _narrow("to-list", "enter,down", "panes:to_tags", "to the tags that are left", "To the tags"),
    _narrow("leave", "escape", "panes:widen_tags", "show all tags again", "All"),
    _on_note("note-go", "enter", "panes:go", "go there; follow a link", hint="Go there"),
    _on_note("note-unlink", "x,delete", "link:unlink", "remove a link", hint="Unlink"),
    _in_note("keep", "escape,ctrl+s", "keep", "keep it and go back", "Keep"),
    _in_note("editor", "ctrl+g", "edit_externally", "write in $VISUAL or $EDITOR", "Editor"),
    _in_search("go", "enter", "go", "go to the hit", "Go"),
    _in_search("mark", "tab", "mark", "mark the hit; tags then go on all", "Mark"),
    _in_search("mark-all", "ctrl+a", "mark_all", "mark all hits", "Mark all"),
    _in_search("save", "ctrl+s", "save", "save the query under a name", "Save"),
    _in_search("next", "down,ctrl+n", "cursor(1)", "next hit"),
    _in_search("previous", "up,ctrl+p", "cursor(-1)", "previous hit"),
    _in_search("page-down", "pagedown", "cursor(8)", "a page of hits down"),
    _in_search("page-up", "pageup", "cursor(-8)", "a page of hits up"),
    _in_search("leave", "escape", "leave", "back to where you were", "Back"),
)
