"""The features of the reading screen: modules of functions that commands run.

The table of commands names the functions. A module is imported when its first command runs.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...commands import Command, Condition
    from ..context import ReadingContext


CONDITIONS: Mapping[Condition, Callable[[ReadingContext], bool]] = {
    "always": lambda _: True,
    "selecting": lambda ctx: ctx.article.selection is not None,
    "not selecting": lambda ctx: ctx.article.selection is None,
}
"""Whether the condition of a command holds on the reading screen."""


def run(command: Command, ctx: ReadingContext) -> Coroutine[Any, Any, None] | None:
    """Call the function of a command. Returns the coroutine if the function is asynchronous."""
    module, _, name = command.run.partition(":")
    feature = getattr(import_module(f"{__name__}.{module}"), name)
    done: Coroutine[Any, Any, None] | None = feature(ctx, *command.arguments)
    return done
