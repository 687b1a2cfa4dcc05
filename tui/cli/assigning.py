"""The command assign: shares the articles of a folder out between analysts."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from ..workspace.article_assignments import ArticleAssignments
from .click_command import command
from .dossiers import existing_path
from .options import as_json, complete_folder
from .output import bold, complain, counted, dim, flat, say, say_json
from .sessions import settings

_PERCENT = re.compile(r"(\d{1,3})%?", re.ASCII)


def _analysts(ctx: click.Context, param: click.Parameter, value: Sequence[str]) -> list[str]:
    """The names in all values, which commas separate; refuses an empty one."""
    names = [" ".join(name.split()) for each in value for name in each.split(",")]
    if not all(names):
        raise click.BadParameter("a name is empty")
    return list(dict.fromkeys(names))


def _percent(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """The number of a share such as 20%; refuses what is not from 0 to 100."""
    found = _PERCENT.fullmatch(value)
    if found is None or int(found[1]) > 100:
        raise click.BadParameter(f"{value!r} is no share from 0% to 100%")
    return int(found[1])


@command(
    "assign",
    """
    Shares the articles of a folder, and of those in it, out between analysts, whose names are those
    that they set as author in their config.toml. Each article goes to one of them, and the share
    --overlap to two, from which reader agree measures how far they agree. Everybody has the same
    number of articles, as near as can be, and each two analysts share about the same number.

    What is assigned stays so: run it again when articles have come in. Which article goes to whom
    depends on the paths and --seed alone. The dossier in effect for the folder keeps it (see reader
    source --help). Without --to, the assignments are listed, with who has marked what as done.
    """,
    {
        "Examples": """
        reader assign articles/ --to anna,bob --overlap 20%
        reader assign articles/ --list
        """
    },
)
@click.argument("folder", metavar="FOLDER", shell_complete=complete_folder)
@click.option(
    "--to",
    "analysts",
    metavar="NAME,...",
    multiple=True,
    callback=_analysts,
    help="The analysts, with commas between them. May be repeated.",
)
@click.option(
    "--overlap",
    "percent",
    metavar="N%",
    default="0%",
    callback=_percent,
    help="The share of the articles that go to two analysts. By default, none.",
)
@click.option("--seed", metavar="TEXT", default="", help="Another TEXT deals them differently.")
@click.option("--anew", is_flag=True, help="Share all out anew, also what is assigned.")
@click.option("--remove", is_flag=True, help="Remove the assignments of the folder.")
@click.option("--list", "listed", is_flag=True, help="List the assignments.")
@as_json("Print one article a line, with the keys path, analysts and done (names).")
def assign(
    folder: str,
    analysts: list[str],
    percent: int,
    seed: str,
    anew: bool,
    remove: bool,
    listed: bool,
    as_json: bool,
) -> int:
    """Assign articles to analysts, or list the assignments."""
    if bool(analysts) + remove + listed > 1:
        raise click.UsageError("--to, --remove and --list exclude each other")
    if percent and len(analysts) < 2:
        raise click.UsageError("--overlap needs two analysts: --to NAME,NAME")
    found = ArticleAssignments(existing_path(folder), *settings())
    _report_left_out(found)
    if analysts:
        found.assign(analysts, percent, seed, anew)
    if remove:
        found.remove()
    elif as_json or not analysts:
        _list(found, as_json)
    return 0


def _report_left_out(found: ArticleAssignments) -> None:
    if found.problem:
        complain(found.problem)
    if found.elsewhere:
        articles = counted(len(found.elsewhere), "article")
        complain(f"left out, {articles} with a nearer dossier, such as {found.elsewhere[0]}")
    for path in found.unnameable:
        complain(f"{path}: left out, for its name is no valid Unicode; rename it")


def _list(found: ArticleAssignments, as_json: bool) -> None:
    for path, analysts, done in found.assigned():
        if as_json:
            say_json({"path": str(path), "analysts": list(analysts), "done": list(done)})
        else:
            names = ", ".join(f"{name} (done)" if name in done else name for name in analysts)
            say(bold(flat(str(path))), dim(f"  {flat(names) or 'not assigned'}"))
    for missing in found.missing():
        complain(f"{found.dossier_path}: {missing} is assigned and is no article there")
