"""What can be done on the reading screen: a module for each feature, of functions of the context.

The table of commands names them; a module is imported when one of its commands is first given.
"""

from __future__ import annotations

from collections.abc import Coroutine
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ...commands import Command
    from ..context import ReadingContext


def run(command: Command, ctx: ReadingContext) -> Coroutine[Any, Any, None] | None:
    """Run a command, or give what runs it where it may have to wait."""
    module, _, name = command.run.partition(":")
    feature = getattr(import_module(f"{__name__}.{module}"), name)
    done: Coroutine[Any, Any, None] | None = feature(ctx, *command.arguments)
    return done
