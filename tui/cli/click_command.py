"""The base of all commands: parses their arguments and formats their help."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from inspect import cleandoc
from textwrap import indent
from typing import Any

import click

from .output import say_raw
from .usage import COMMANDS

_NUMBER = re.compile(r"-\d*\.?\d+")
"""A negative number, which is not an option."""


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
    """A command that accepts options between its arguments and arguments that begin with a hyphen.

    With `hyphens`, a word with a single leading hyphen is never an option. The options in
    `several` take all words up to the next option. With `final_hyphens`, "--" as the last word is
    an argument.
    """

    def __init__(
        self,
        *args: Any,
        hyphens: bool = False,
        several: Collection[str] = (),
        final_hyphens: bool = False,
        **settings: Any,
    ) -> None:
        super().__init__(*args, **settings)
        self.hyphens = hyphens
        self.several = several
        self.final_hyphens = final_hyphens

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """The help option, which prints through `output`."""
        return HELP

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments into `ctx.params`; raises click.UsageError."""
        return super().parse_args(ctx, self.options_first(ctx, args))

    def options_first(self, ctx: click.Context, words: Iterable[str]) -> list[str]:
        """The arguments in the order that click requires: options first."""
        words = list(words)
        last = [words.pop()] if self.final_hyphens and words and words[-1] == "--" else []
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        names = {name for option in options for name in (*option.opts, *option.secondary_opts)}
        grammar = Grammar(
            {
                name: option.nargs
                for option in options
                if not option.is_flag
                for name in option.opts
            },
            {name for name in names if name.startswith("--")},
            self.hyphens,
            self.several,
        )
        return [*grammar.options_first(words, ctx), *last]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections after the options without indentation."""
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_text(self.epilog)


def command(
    name: str, help: str, sections: Mapping[str, str], **settings: Any
) -> Callable[[Callable[..., int]], OptionsFirst]:
    """A decorator that makes a function the command `name` of COMMANDS.

    `help` follows the summary on the help page, `sections` (heading -> text) follow the options.
    """
    text = f"{COMMANDS[name].summary}\n\n{cleandoc(help)}"
    return click.command(name, OptionsFirst, help=text, epilog=epilog(sections), **settings)


class CommandGroup(click.Group):
    """A command of COMMANDS that consists of subcommands."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave the words after a subcommand to it; else print help if it is asked for."""
        if args and args[0] not in self.commands and {*args} & {*HELP.opts}:
            args = [HELP.opts[0]]
        return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections after the subcommands without indentation."""
        if self.epilog:
            formatter.write_paragraph()
            formatter.write_text(self.epilog)

    def get_help_option(self, ctx: click.Context) -> click.Option:
        """The help option, which prints through `output`."""
        return HELP


def group(name: str, help: str, sections: Mapping[str, str]) -> CommandGroup:
    """The command `name` of COMMANDS, to which `subcommand` adds its subcommands."""
    text = f"{COMMANDS[name].summary}\n\n{cleandoc(help)}"
    return CommandGroup(name, help=text, epilog=epilog(sections), no_args_is_help=False)


def subcommand(
    parent: CommandGroup, name: str, help: str, sections: Mapping[str, str], **settings: Any
) -> Callable[[Callable[..., int]], OptionsFirst]:
    """A decorator that makes a function the subcommand `name` of a group.

    The first sentence of `help` is its summary; `sections` are as for `command`.
    """

    def decorate(run: Callable[..., int]) -> OptionsFirst:
        page = {"help": cleandoc(help), "epilog": epilog(sections)}
        made = click.command(name, OptionsFirst, **page, **settings)(run)
        parent.add_command(made)
        return made

    return decorate


def epilog(sections: Mapping[str, str]) -> str:
    """The sections of a help page as text that click does not wrap."""
    # click does not wrap a paragraph that begins with a line of only a backspace.
    return "\n\n".join(
        f"\b\n{heading}:\n{indent(cleandoc(text), '  ')}" for heading, text in sections.items()
    )


@dataclass(frozen=True, slots=True)
class Grammar:
    """Separates options from other arguments.

    `valued` maps the names of options that take values to their number, `long_names` are all names
    with two hyphens. `hyphens` and `several` are as in OptionsFirst.
    """

    valued: Mapping[str, int]
    long_names: Set[str]
    hyphens: bool = False
    several: Collection[str] = ()

    def options_first(self, words: Iterable[str], ctx: click.Context) -> list[str]:
        """Options and their values first, then "--" and all other words.

        If there are no other words, the last value of an option in `several` becomes one. Raises
        click.BadOptionUsage if an option lacks its value.
        """
        options, others = self._separate(words)
        last = next((found for found in reversed(options) if found[0] in self.several), [])
        if len(last) > 2 and not others:
            others.append(last.pop())
        front: list[str] = []
        for name, *values in options:
            number = self.valued.get(name, 0)
            if len(values) < number and not ctx.resilient_parsing:
                what = "a value" if number == 1 else f"{number} values"
                raise click.BadOptionUsage(name, f"{name} takes {what}", ctx)
            if number == 1:
                front += [word for value in values for word in (name, value)]
            else:
                front += [name, *values]
        return [*front, "--", *others]

    def _separate(self, words: Iterable[str]) -> tuple[list[list[str]], list[str]]:
        """The options, each a list of its name and values, and all other words.

        If help is requested, only that option is returned, so that help is printed in any case.
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
                first = [value] if equals else []
                options.append([name, *first, *self._values(name, rest, len(first))])
            elif self._is_option(word):
                options.append([word])
            else:
                others.append(word)
        return options, others

    def _values(self, name: str, rest: deque[str], given: int) -> list[str]:
        """Remove the values of an option from the words after it and return them.

        `given` is the number of values that stand before them. A value may begin with a hyphen, but
        it cannot be the long name of an option.
        """
        values: list[str] = []
        missing = self.valued[name] - given
        while len(values) < missing and rest and not self._is_long_name(rest[0]):
            values.append(rest.popleft())
        while values and name in self.several and rest and not self._is_option(rest[0]):
            values.append(rest.popleft())
        return values

    def _is_long_name(self, word: str) -> bool:
        return word == "--" or word in self.long_names

    def _is_option(self, word: str) -> bool:
        start = "--" if self.hyphens else "-"
        plain = word == "-" or " " in word or _NUMBER.fullmatch(word)
        return word.startswith(start) and not plain
