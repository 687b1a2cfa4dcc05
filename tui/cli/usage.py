"""The arguments of each command."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NoReturn

from ..model.codebook import normal_name
from ..model.reading import ReadingOptions
from .inputs import known_encoding
from .words import VALUED, UsageError, bound

PARTS = ("author", "notes", "paths")
"""What `--without` takes: the names in export.without.PARTS."""

Parser = argparse.ArgumentParser


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def parse(command: str, words: Sequence[str]) -> argparse.Namespace:
    """The arguments of a command; raises UsageError."""
    parser = _Parser(prog=f"reader {command}", add_help=False, allow_abbrev=False)
    ARGUMENTS[command](parser)
    words = bound(words)
    if command != "tag":  # --tag takes all words that follow it, and there is one PATH only
        words = _options_first(words, hyphens=command == "search")
    arguments = parser.parse_args(words)
    arguments.options = ReadingOptions(
        whole=getattr(arguments, "whole", None), encoding=getattr(arguments, "encoding", None) or ""
    )
    if command in _CHECKS:
        _CHECKS[command](arguments, parser)
    return arguments


def _options_first(words: Sequence[str], hyphens: bool) -> list[str]:
    """The words with options in front and "--" before the rest, so that they may be mixed.

    With `hyphens` a word like "-iran" is no option.
    """
    options: list[str] = []
    others: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            others += rest
        elif word in VALUED or (word == "-o" and not hyphens):
            options += [word, *islice(rest, 1)]
        elif word.startswith("--" if hyphens else "-") and word != "-" and " " not in word:
            options.append(word)
        else:
            others.append(word)
    return [*options, "--", *others]


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return number


def _encoding(text: str) -> str:
    try:
        return known_encoding(text)
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _options(parser: Parser) -> None:
    """Add the options that say how to read an article."""
    parser.add_argument("--whole", action=argparse.BooleanOptionalAction)
    parser.add_argument("--encoding", metavar="NAME", type=_encoding)


def _one_path(parser: Parser) -> None:
    _options(parser)
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("--json", action="store_true")


def _sources(parser: Parser) -> None:
    _one_path(parser)
    parser.add_argument("--svg", metavar="FILE")


def _paths(parser: Parser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+")


def _notes(parser: Parser) -> None:
    _check(parser)
    parser.add_argument("--json", action="store_true")


def _check(parser: Parser) -> None:
    _paths(parser)
    _options(parser)


def _search(parser: Parser) -> None:
    _options(parser)
    parser.add_argument("paths", metavar="PATH", nargs="*")
    parser.add_argument("--queries", metavar="FILE")
    parser.add_argument("--limit", metavar="N", type=_positive, default=20)
    parser.add_argument("--json", action="store_true")


def _check_search(arguments: argparse.Namespace, parser: Parser) -> None:
    """Take the query off the paths, and see that something is left to search."""
    arguments.query = None
    if arguments.queries is None:
        if not arguments.paths:
            parser.error("a QUERY and a PATH are missing")
        arguments.query = arguments.paths.pop(0)
    if not arguments.paths:
        parser.error("a PATH is missing")
    if arguments.queries == "-" and "-" in arguments.paths:
        parser.error("standard input holds either the queries or the text, not both")


def _tag(parser: Parser) -> None:
    _options(parser)
    parser.add_argument("path", metavar="PATH", nargs="?")
    parser.add_argument("--quote", metavar="TEXT", required=True)
    parser.add_argument("--nth", metavar="N", type=_positive)
    parser.add_argument("--tag", metavar="NAME", nargs="+", action="append", required=True)
    parser.add_argument("--note", metavar="TEXT", default="")
    parser.add_argument("--source", metavar="NAME", default="")


def _check_tag(arguments: argparse.Namespace, parser: Parser) -> None:
    """Flatten the tags, and give back a PATH that stood behind them."""
    if arguments.path is None and len(arguments.tag[-1]) > 1:
        arguments.path = arguments.tag[-1].pop()
    if arguments.path is None:
        parser.error("a PATH is missing")
    if not arguments.quote.strip():
        parser.error("--quote is empty")
    arguments.tag = [normal_name(name) for names in arguments.tag for name in names]
    if not all(arguments.tag):
        parser.error("--tag is empty")


def _export(parser: Parser) -> None:
    _check(parser)
    parser.add_argument("--to", metavar="FORMAT", required=True)
    parser.add_argument("-o", "--output", metavar="FILE")
    parser.add_argument("--tag", metavar="NAME", action="append", default=[])
    parser.add_argument("--without", metavar="PARTS", type=_parts, action="extend", default=[])


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    wrong = next((part for part in parts if part not in PARTS), None)
    if wrong is not None:
        raise argparse.ArgumentTypeError(f"{wrong!r} is none of {', '.join(PARTS)}")
    return parts


def _forget(parser: Parser) -> None:
    _paths(parser)
    parser.add_argument("--notes", action="store_true")


def _merge(parser: Parser) -> None:
    for name in ("base", "ours", "theirs"):
        parser.add_argument(name, metavar=name.upper())
    parser.add_argument("name", metavar="NAME", nargs="?", default="")


def _move(parser: Parser) -> None:
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("new", metavar="NEW")


def _git_setup(parser: Parser) -> None:
    parser.add_argument("folder", metavar="FOLDER", nargs="?", default=".")


def _import(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--into", metavar="FOLDER")


ARGUMENTS: dict[str, Callable[[Parser], None]] = {
    "passages": _one_path,
    "search": _search,
    "tag": _tag,
    "notes": _notes,
    "check": _check,
    "export": _export,
    "import": _import,
    "forget": _forget,
    "sources": _sources,
    "move": _move,
    "repair": _paths,
    "merge": _merge,
    "git-setup": _git_setup,
}

_CHECKS: dict[str, Callable[[argparse.Namespace, Parser], None]] = {
    "search": _check_search,
    "tag": _check_tag,
}
