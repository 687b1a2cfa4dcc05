"""FolderExporter: exports the annotated articles of the list, narrowed or not, into one file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from textual.screen import Screen

from ... import config as settings
from ...config import Config, Folders
from ...export import EXPORTERS
from ...library.walking import ArticleFile
from ...model.errors import ReaderError
from ...readers.reading_progress import ProgressReceiver
from ...workspace.export_proposals import is_proposed, path_remark, proposed_path
from ...workspace.exporting import ExportRequest, ExportResult
from ...workspace.folder_exporting import (
    last_title,
    open_annotated,
    path_in,
    proposed_title,
)
from ..asking import COMMAND_GROUP, ask
from ..background import WorkCancelledError
from ..dialogs.export_dialog import ExportChoice, ExportDialog, ExportSubject
from ..dialogs.progress_dialog import run_with_progress
from ..display import one_line
from ..export_form import (
    FIRST_FORMAT,
    PARTS,
    exported,
    format_rows,
    known_parts,
    needs_attention,
    result_message,
)
from ..key_queue import KeyQueue
from .list_controller import ArticleListController


class ArticleGroup(NamedTuple):
    """Articles to export together, and what they are called.

    Names of files are proposed by `beside`, and `proposed_title` is proposed for a report.
    """

    label: str
    beside: Path
    articles: Sequence[ArticleFile]
    proposed_title: str


class FolderExporter:
    """Asks what to export and writes it; `toast` shows the user a message."""

    def __init__(
        self,
        screen: Screen[Any],
        keys: KeyQueue,
        folders: Folders,
        config: Config,
        article_list: ArticleListController,
        toast: Callable[[str, bool], None],
    ) -> None:
        self._screen, self._keys = screen, keys
        self._folders, self._config = folders, config
        self._list, self._toast = article_list, toast
        self._library = article_list.library
        here = settings.folders_for(self._library.folder / "article", folders, config)
        self._state = here.state

    def start(self) -> None:
        """Ask for the export and write it, while other keys wait."""
        self._screen.run_worker(self._export(), group=COMMAND_GROUP)

    async def _export(self) -> None:
        self._keys.hold()
        try:
            # The command may come before the list is narrowed by the letters typed last.
            await self._list.wait_until_narrowed()
            groups = self._groups()
            if not groups:
                self._toast("no article here has notes to export yet", False)
            elif choice := await ask(self._screen.app, self._keys, self._dialog(groups)):
                await self._write(choice, groups[choice.subject])
        except WorkCancelledError:
            self._toast("cancelled: the export", False)
        except ReaderError as error:
            self._toast(str(error), True)
        finally:
            await self._keys.release_when_settled()

    def _groups(self) -> list[ArticleGroup]:
        """The annotated articles of the list, if that is narrowed, and those of the folder."""
        library = self._library
        noted = [article for article in library.articles if article.notes]
        name = "the named files" if library.files else one_line(library.folder.resolve().name)
        groups = []
        if query := self._list.query:
            names = self._list.listed_names
            listed = [article for article in noted if article.name in names]
            label = f"annotated articles in the narrowed list ({len(listed)})"
            groups.append(self._group(label, listed, query))
        groups.append(self._group(f"annotated articles of {name or '/'} ({len(noted)})", noted))
        return [group for group in groups if group.articles]

    def _group(self, label: str, articles: Sequence[ArticleFile], query: str = "") -> ArticleGroup:
        """Some articles; those of a folder have a title together, one alone has its own."""
        library = self._library
        has_title = len(articles) > 1 and not library.files
        title = proposed_title(library.folder, query) if has_title else ""
        return ArticleGroup(label, path_in(library.folder, query), articles, title)

    def _dialog(self, groups: Sequence[ArticleGroup]) -> ExportDialog:
        made = settings.remembered(self._state)
        name = made.export_format if made.export_format in EXPORTERS else FIRST_FORMAT
        return ExportDialog(
            formats=format_rows(),
            subjects=[
                ExportSubject(group.label, last_title(group.articles), group.proposed_title)
                for group in groups
            ],
            tags=[choice.id for choice in self._list.tag_choices()],
            parts=PARTS,
            suggest_path=lambda name, number: str(proposed_path(groups[number].beside, name)),
            warning_for=lambda path: self._remark(groups, Path(path).expanduser()),
            initial=ExportChoice(
                name,
                made.export_filter,
                str(proposed_path(groups[0].beside, name)),
                left_out=known_parts(made.export_left_out),
            ),
        )

    @staticmethod
    def _remark(groups: Sequence[ArticleGroup], path: Path) -> str:
        return next((r for group in groups if (r := path_remark(group.beside, path))), "")

    async def _write(self, choice: ExportChoice, group: ArticleGroup) -> None:
        path = Path(choice.path).expanduser()
        problems = list[str]()

        def work(receiver: ProgressReceiver) -> tuple[ExportRequest, ExportResult]:
            opened = open_annotated(group.articles, self._config, receiver)
            problems.extend(opened.problems)
            request = ExportRequest(
                format=choice.format,
                sources=opened.sources,
                folders=self._folders,
                config=self._config,
                tags=choice.tags,
                left_out=choice.left_out,
                target=path,
                is_typed=not is_proposed(group.beside, path),
                title=choice.title,
                proposed_title=group.proposed_title,
            )
            return request, exported(request, receiver)

        what = f"Exporting as {choice.format}"
        request, result = await run_with_progress(self._screen.app, self._keys, what, work)
        settings.remember(
            self._state,
            export_format=choice.format,
            export_filter=choice.tags,
            export_left_out=choice.left_out,
        )
        message = result_message(request, result)
        left_out = f"; left out: {problems[0]}" if problems else ""
        self._toast(message + left_out, bool(problems) or needs_attention(request, result))
