"""The command-line program: its commands, its own options, and its help page."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING

import click

from .. import __version__
from ..model.reading_options import ReadingOptions
from .click_command import OptionsFirst, epilog
from .options import REMEMBERED, beginning, complete_file, reading_options
from .output import say
from .start_request import StartRequest, sample_article, start_request
from .usage import COMMANDS, UsageError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

HELP = """
Read sources closely, tag, note, find again and cite.

Opens an article to be read passage by passage. What you tag and write is saved beside the article
as you go, in PATH.notes.toml; the article stays as it is. Inside the program, ? shows every key.

PATH may be a file, a folder, or - for standard input. Several PATHs, or a pattern such as *.txt,
open a list of these articles. Without a PATH, reader offers what it can read in the present folder.
If standard output is not a terminal, the list is printed instead, one path a line.

A command's name wins over a file's: reader ./notes opens a file called "notes". Each command has a
help page of its own: reader COMMAND --help.
"""

EXIT_STATUS = """
0  done
1  done but with findings, or failed: one line on standard error says what,
   where and what to do
2  wrong usage
"""

FILES = """
ARTICLE.notes.toml  the annotations; in the data folder where this file cannot
                    be written
codebook.toml       the tags: the nearest one upward from the article, else
                    your own
dossier.toml        sources, judgements, hypotheses, searches, rules and
                    assignments of all articles: the nearest one upward
config.toml         the settings, in the config folder
.reader.toml        private = true keeps what belongs to the articles of a
                    folder, and of those in it, beside them; blind = true
                    hides there what others set until you are done
"""

ENVIRONMENT = """
READER_HOME     keep config/, data/, state/ and cache/ below this folder
NO_COLOR        if not empty, print no colours
VISUAL, EDITOR  the editor for long notes
"""

EXAMPLES = """
reader --sample
    Look around in articles that come with the program.
reader fallujah.txt
    Read an article.
reader overnight/*.txt
    Choose among some articles, and search them together.
curl -s https://example.org/a.txt | reader -
    Read what another program prints.
"""

SECTIONS = {
    "Exit status": EXIT_STATUS,
    "Files": FILES,
    "Environment": ENVIRONMENT,
    "Examples": EXAMPLES,
}


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        say(f"reader {__version__}")
        ctx.exit()


def _summaries() -> dict[str, str]:
    return {name: listed.summary for name, listed in COMMANDS.items()}


class Program(OptionsFirst, click.Group):
    """The group of commands, each imported when needed; without a command it opens a PATH."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None if the name is not a command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f".{COMMANDS[cmd_name].module}", __package__)
        name = cmd_name.replace("-", "_") + ("_" if iskeyword(cmd_name) else "")
        found: click.Command = getattr(module, name)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave the words after a command to that command; otherwise accept options and a PATH."""
        if args and args[0] in COMMANDS:
            return click.Group.parse_args(self, ctx, args)
        return click.Command.parse_args(self, ctx, self.options_first(ctx, args))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Options, or commands and files; after a PATH, files only."""
        if incomplete.startswith("-"):
            return click.Command.shell_complete(self, ctx, incomplete)
        names = beginning(incomplete, _summaries())
        return [*complete_file(ctx, None, incomplete), *([] if ctx.args else names)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them, which would be slow."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_summaries().items()))


@click.group(
    cls=Program,
    invoke_without_command=True,
    subcommand_metavar="[PATH... | COMMAND ...]",
    help=HELP,
    epilog=epilog(SECTIONS),
)
@reading_options(REMEMBERED)
@click.option(
    "--sample",
    is_flag=True,
    help="Open the sample dossier at an article that has notes already.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version.",
)
@click.pass_context
def program(ctx: click.Context, options: ReadingOptions, sample: bool) -> StartRequest | None:
    """Open the PATH, unless a command is named."""
    if ctx.invoked_subcommand:
        return None
    if sample and ctx.args:
        ctx.fail("--sample opens an article of its own; leave the PATH out")
    return start_request([str(sample_article())] if sample else ctx.args, options)


def invoke(words: Sequence[str]) -> int | StartRequest:
    """Run a command line. Returns the exit code, or a StartRequest if the screen is to be opened.

    Raises UsageError if the arguments are wrong, ReaderError if the command fails.
    """
    try:
        with program.make_context("reader", list(words)) as ctx:
            return program.invoke(ctx) or 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        command = f" {words[0]}" if words[0] in COMMANDS else ""
        path = error.ctx.command_path if error.ctx else f"reader{command}"
        raise UsageError(f"{_message(error)}; see {path} --help") from error


def complete(asked: str, variable: str) -> int:
    """Print the shell script ("zsh_source") or the completions ("zsh_complete") for a shell.

    Returns exit code 1 if the shell is unknown.
    """
    from click.shell_completion import get_completion_class

    shell, _, what = asked.partition("_")
    known = get_completion_class(shell)
    if known is None or what not in ("source", "complete"):
        return 1
    completing = known(program, {}, "reader", variable)
    for line in (completing.source() if what == "source" else completing.complete()).split("\n"):
        say(line)
    return 0


def _message(error: click.UsageError) -> str:
    """A message about a usage error, without a final full stop."""
    match error:
        case click.NoSuchOption(option_name=name, possibilities=near):
            return f"no option {name}" + (f" (did you mean {' or '.join(near)}?)" if near else "")
        case click.BadParameter(param=param) if param:
            name = param.get_error_hint(error.ctx).replace("'", "").removesuffix("...")
            missing = isinstance(error, click.MissingParameter)
            return f"{name} is missing" if missing else f"{name}: {error.message}"
        case _:
            text = error.format_message().removesuffix(".")
            return text[:1].lower() + text[1:]
