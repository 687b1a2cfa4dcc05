"""What all commands have in common: how their words are read and how their help is laid out."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from inspect import cleandoc
from textwrap import indent
from typing import Any

import click

from .output import say_raw
from .usage import COMMANDS

_NUMBER = re.compile(r"-\d*\.?\d+")
"""A negative number, which is no option."""


def _print_help(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        say_raw(f"{ctx.get_help()}\n")
        ctx.exit()


HELP = click.Option(
    ["-h", "--help"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_help,
    help="Print this page.",
)


class OptionsFirst(click.Command):
    """A command whose options may stand among its other words, which may begin with a hyphen.

    With `hyphens`, a word with a single hyphen in front is never an option. The option named by
    `several` takes all words up to the next option.
    """

    def __init__(
        self, *args: Any, hyphens: bool = False, several: str = "", **settings: Any
    ) -> None:
        super().__init__(*args, **settings)
        self.hyphens = hyphens
        self.several = several

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """The option that prints the help page through our own output."""
        return HELP

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command into `ctx.params`; raises click.UsageError."""
        return super().parse_args(ctx, self.options_first(ctx, args))

    def options_first(self, ctx: click.Context, words: Iterable[str]) -> list[str]:
        """The words in the order in which click tells options from other words."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        names = {name for option in options for name in (*option.opts, *option.secondary_opts)}
        grammar = Grammar(
            {name for option in options if not option.is_flag for name in option.opts},
            {name for name in names if name.startswith("--")},
            self.hyphens,
            self.several,
        )
        return grammar.options_first(words, ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what follows the options as sections of their own, not indented."""
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_text(self.epilog)


def command(
    name: str, help: str, sections: Mapping[str, str], **settings: Any
) -> Callable[[Callable[..., int]], OptionsFirst]:
    """A decorator that makes a function one of COMMANDS; `sections` of its page follow the options.

    `help` goes on after the summary in the table.
    """
    text = f"{COMMANDS[name].summary}\n\n{cleandoc(help)}"
    return click.command(name, OptionsFirst, help=text, epilog=epilog(sections), **settings)


def epilog(sections: Mapping[str, str]) -> str:
    """What follows the options of a help page: texts under their headings, not wrapped."""
    # click wraps no paragraph that begins with a backspace on a line of its own.
    return "\n\n".join(
        f"\b\n{heading}:\n{indent(cleandoc(text), '  ')}" for heading, text in sections.items()
    )


@dataclass(frozen=True, slots=True)
class Grammar:
    """Which words of a command line are options, and which of these take values.

    `valued` are the names of those that do, `long_names` the names with two hyphens. `hyphens` and
    `several` are as in OptionsFirst.
    """

    valued: Set[str]
    long_names: Set[str]
    hyphens: bool = False
    several: str = ""

    def options_first(self, words: Iterable[str], ctx: click.Context) -> list[str]:
        """The words with the options and their values in front, then "--" and all other words.

        Where there are no other words, the last value that `several` took becomes one. Raises
        click.BadOptionUsage for an option without its value.
        """
        options, others = self._told_apart(words)
        last = next((found for found in reversed(options) if found[0] == self.several), [])
        if len(last) > 2 and not others:
            others.append(last.pop())
        front: list[str] = []
        for name, *values in options:
            if name not in self.valued:
                front.append(name)
            elif not values and not ctx.resilient_parsing:
                raise click.BadOptionUsage(name, f"{name} takes a value", ctx)
            front += [word for value in values for word in (name, value)]
        return [*front, "--", *others]

    def _told_apart(self, words: Iterable[str]) -> tuple[list[list[str]], list[str]]:
        """The options, each a name and its values, and the other words.

        The option that asks for help is returned alone, so that help is printed in any case.
        """
        options: list[list[str]] = []
        others: list[str] = []
        rest = deque(words)
        while rest:
            word = rest.popleft()
            name, equals, value = word.partition("=")
            if word in HELP.opts:
                return [[word]], []
            if word == "--":
                return options, [*others, *rest]
            if name in self.valued:
                options.append([name, value] if equals else [name, *self._values(name, rest)])
            elif self._is_option(word):
                options.append([word])
            else:
                others.append(word)
        return options, others

    def _values(self, name: str, rest: deque[str]) -> list[str]:
        """Take an option's values off the words that follow it.

        A value may begin with a hyphen, but the long name of another option is none.
        """
        values: list[str] = []
        if rest and rest[0] != "--" and rest[0] not in self.long_names:
            values.append(rest.popleft())
            while name == self.several and rest and not self._is_option(rest[0]):
                values.append(rest.popleft())
        return values

    def _is_option(self, word: str) -> bool:
        start = "--" if self.hyphens else "-"
        plain = word == "-" or " " in word or _NUMBER.fullmatch(word)
        return word.startswith(start) and not plain
