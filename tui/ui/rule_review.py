"""What the article and the library screen share for coding by rule: rules, and the decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.dossier import CodingRule
from ..model.errors import ReaderError
from ..workspace.folder_coding import ProposedPassage, has_rules, load_rules
from ..workspace.rule_coding import ProposalState
from .dialogs.prompt import Prompt
from .dialogs.proposals_dialog import ProposalsDialog

if TYPE_CHECKING:
    from .saved_search_list import CommandHost


async def choose_rules(host: CommandHost, folder: Path) -> Sequence[CodingRule]:
    """The rules of the dossier in effect for a folder, else those of a file that is asked for.

    None if the user names no file, or if a rule has a mistake, which is shown.
    """
    try:
        if has_rules(folder):
            return load_rules(folder)
        prompt = Prompt(
            "Code by rule: a TOML file with [[rule]]",
            "rules.toml",
            lambda line: _problem(folder, line),
            explanation=f"dossier.toml has no rules; a name is looked for in {folder}",
            select=True,
        )
        name = await host.ask(prompt)
        return load_rules(folder / Path(name).expanduser()) if name else ()
    except ReaderError as error:
        host.toast(str(error), warn=True)
        return ()


def _problem(folder: Path, line: str) -> str:
    """What is wrong with the name of a file of rules; "" for nothing."""
    try:
        path = folder / Path(line.strip()).expanduser()
        if path.is_dir():
            return "that is a folder; name a TOML file"
        load_rules(path)
    except (ReaderError, RuntimeError, ValueError) as error:
        return str(error)
    return ""


async def decide(
    host: CommandHost, passages: Sequence[ProposedPassage], problems: Sequence[str] = ()
) -> list[ProposedPassage]:
    """Show what is proposed and not tagged yet, and return what the user keeps."""
    states = Counter(passage.proposal.state for passage in passages)
    words: dict[ProposalState, str] = {
        "new": "new",
        "present": "tagged already",
        "gone": "no longer found by their rule",
    }
    counts = [f"{states[state]:,} {word}" for state, word in words.items() if states[state]]
    remark = "; ".join([", ".join(counts) or "no match", *problems[:2], *_more(len(problems) - 2)])
    new = [passage for passage in passages if passage.proposal.state == "new"]
    if not new:
        host.toast(f"nothing to code: {remark}", warn=bool(problems))
        return []
    return await host.ask(ProposalsDialog(new, remark)) or []


def _more(count: int) -> list[str]:
    return [f"and {count} more"] if count > 0 else []
