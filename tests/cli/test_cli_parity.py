"""What keys do, a script can do: each key has a command line, or there is a reason for none."""

from __future__ import annotations

import re

import pytest

from tests.cli.test_cli_schemas import all_commands
from tui.ui.commands import COMMANDS

GROUPS = {
    "Tag", "Note", "Weigh", "Find", "Edit", "Export", "Article", "Several analysts", "On a tag",
    "On a note", "In the search", "Among the articles", "Among the hits", "On a claim",
    "On a judgement", "Among the hypotheses", "On a figure", "On a date", "On a copy",
    "On a saved search", "On a passage that a rule proposes", "In two texts side by side",
    "On a source", "On a source of the dossier", "On something a source says",
    "Two sources that may be one", "Grading", "On an uncertain annotation",
    "On another analyst’s annotation", "How a statement is linked",
}  # fmt: skip
"""The groups of keys that list or change something of the analyst's work."""

SCRIPTS = {
    "tag --quote --tag": "quick-. tag tag-keys tag-again hits-tag hits-quick-. speaker-accept",
    "tag --remove": "remove review-drop",
    "tag --note --replace": "note whose-own",
    "tag --source": "source",
    "tag --tag --note --source": "comparison-carry",
    "anchor --quote": "anchor review-accept review-move",
    "code --dry-run": "code library-code proposal-keep proposal-keep-all",
    "notes --json": "note-open filter tag-filter source-statements",
    "data --note --title": "document-note data",
    "sources --json": "sources",
    "grade --credibility --reliability --reason": "grade grade-choose grade-reasons grade-clear",
    "link --rel --why": "link relation-.* figure-dispute figure-update copies-accept",
    "link --remove": "note-unlink",
    "claims --json": "claims",
    "figures --json": "figures",
    "dates --json": "dates",
    "copies --json": "copies library-copies",
    "source list --json": "known-sources library-sources",
    "source set --name --role --kind": "source-edit speaker-edit",
    "source set --reliability --reason": "source-grade",
    "source alias": "source-alias",
    "source merge": "source-merge speaker-merge duplicate-same",
    "source delete": "source-delete",
    "source duplicates": "source-duplicates",
    "source distinct": "duplicate-apart",
    "judge list --json": "judgements library-judgements",
    "judge list --without": "source-depends",
    "judge add": "judgement-add",
    "judge set --text --likelihood --confidence": "judgement-(write|likelihood|confidence)",
    "judge set --cite --against --uncite": "judgement-cite",
    "judge confirm": "judgement-confirm",
    "judge delete": "judgement-delete",
    "hypothesis list --json": "hypotheses library-hypotheses judgement-hypotheses",
    "hypothesis list --without": "matrix-without",
    "hypothesis add": "matrix-add",
    "hypothesis rate": "matrix-rate-. matrix-unrate matrix-evidence matrix-drop",
    "hypothesis reword": "matrix-rename",
    "hypothesis delete": "matrix-delete",
    "search --json": "search library-search hits-search",
    "search --save": "find-save",
    "search --saved": "saved-search-open",
    "searches list": "saved-searches library-saved",
    "searches rename": "saved-search-rename",
    "searches delete": "saved-search-delete",
    "passages --json": "contents",
    "passages --whole": "whole-page",
    "passages --encoding": "encoding",
    "export --to": "copy export export-again library-export",
    "done --undo": "done",
    "agree --disagreements": "agreement library-agreement",
    "stats --json": "statistics library-statistics",
    "tags add": "tag-add",
    "tags rename": "tag-rename",
    "tags merge": "tag-merge",
    "tags delete": "tag-delete",
    "tags describe --color --rule --key --digit": "tag-(color|describe|note|key)",
}
"""Commands with options -> patterns of the ids of the keys that do the same."""

ON_SCREEN = {
    "undo redo .*-(undo|redo)": "no process knows what another one did; a script does the opposite",
    "whose whose-change blind compare comparison-.*": "it is about what the screen shows",
    "open library copy-selection .*-(go|open|narrow|stop|widen|theme|help|quit)": "it goes away",
    "hit-.* .*-(next|previous|up|down|top|bottom|left|right|leave)": "it moves the cursor",
    ".*-(sort|order|mark|mark-all|later|finish|walk|back|queue|leave-out)": "a script chooses",
}
"""Patterns of the ids of the keys for which there is no command, and why."""


def fits(patterns: str, id: str) -> bool:
    """Whether one of some patterns, which spaces separate, is that of an id."""
    return any(re.fullmatch(pattern, id) for pattern in patterns.split())


@pytest.mark.parametrize("id", [each.id for each in COMMANDS if each.group in GROUPS])
def test_each_key_has_a_command_line_or_a_reason_for_none(id: str) -> None:
    assert [line for line, patterns in SCRIPTS.items() if fits(patterns, id)] or [
        why for patterns, why in ON_SCREEN.items() if fits(patterns, id)
    ]


def test_the_groups_are_those_of_the_registry() -> None:
    assert {each.group for each in COMMANDS} >= GROUPS


@pytest.mark.parametrize("line", SCRIPTS)
def test_the_command_lines_are_possible(line: str) -> None:
    name, *options = re.split(r" (?=--)", line)
    params = all_commands()[name].params
    assert {*options} <= {name for one in params for name in (*one.opts, *one.secondary_opts)}


@pytest.mark.parametrize("pattern", " ".join([*SCRIPTS.values(), *ON_SCREEN]).split())
def test_each_pattern_is_that_of_some_key(pattern: str) -> None:
    assert any(re.fullmatch(pattern, each.id) for each in COMMANDS)
