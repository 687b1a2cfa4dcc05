"""RuleCoder: codes the listed articles by rule, after each passage was shown to the user."""

from __future__ import annotations

from ...config import Config, Folders
from ...workspace.folder_coding import propose
from ..rule_review import choose_rules, decide
from .bulk_tagger import BulkTagger
from .command_runner import CommandRunner
from .list_controller import ArticleListController


class RuleCoder:
    """Coding by rule, as a command of the library screen."""

    def __init__(
        self,
        commands: CommandRunner,
        folders: Folders,
        config: Config,
        article_list: ArticleListController,
        tagger: BulkTagger,
    ) -> None:
        self._commands, self._folders, self._config = commands, folders, config
        self._list, self._tagger = article_list, tagger

    async def code(self) -> None:
        """Show what the rules propose for the listed articles, and tag what the user keeps."""
        await self._list.wait_until_narrowed()
        rules = await choose_rules(self._commands, self._list.library.folder)
        if not rules:
            return
        articles = self._list.listed_paths
        found = await self._commands.work(
            "Applying the rules",
            lambda receiver: propose(articles, rules, self._folders, self._config, receiver),
        )
        if found is not None and (kept := await decide(self._commands, *found)):
            self._tagger.keep(kept)
