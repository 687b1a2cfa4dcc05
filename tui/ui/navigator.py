"""Navigator: opens what a route names, and goes on to the next when its screen is left."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .. import config as settings
from ..model.errors import ReaderError
from ..model.history import History
from ..session import Session
from ..session.open_session import open_preview, open_session
from .reading.loading_screen import LoadingScreen, takes_long
from .reading.screen import ReaderScreen
from .routes import OpenArticle, OpenFiles, OpenFolder, OpenSamples, Quit, Route

if TYPE_CHECKING:
    from ..library import Library
    from .app import ReaderApp
    from .library.library_screen import LibraryScreen

_SAMPLES = "Nothing to read here: these are the samples that come along."


class Navigator:
    """Shows one article or folder at a time."""

    def __init__(self, app: ReaderApp) -> None:
        self._app = app
        self.folders = app.folders
        """The folders for what belongs to the article or folder that is shown."""
        self.article: ReaderScreen | None = None
        self._list: LibraryScreen | None = None
        self._loading: LoadingScreen | None = None
        self._library: Library | None = None
        self._histories: dict[str, History] = {}

    async def open(self, route: Route | None) -> None:
        """Go to a route; None, which a screen without a result gives, ends the program."""
        match route:
            case OpenArticle():
                await self._open_article(route)
            case OpenFolder():
                await self._open_folder(route)
            case OpenFiles():
                await self._open_files(route)
            case OpenSamples():
                await self._open_samples(route)
            case Quit():
                self._app.exit(route.code)
            case None:
                self._app.exit(0)

    @property
    def shown(self) -> list[ReaderScreen | LoadingScreen | LibraryScreen]:
        """The screens of this navigator that are on the stack, the lowest first."""
        return [one for one in (self._list, self._loading, self.article) if one is not None]

    async def _open_article(self, route: OpenArticle) -> None:
        """Show an article, and its first page meanwhile where reading it takes long."""
        app, path = self._app, route.path
        self.folders = settings.folders_for(path, app.folders, app.config)
        read = partial(
            open_session,
            path,
            folders=self.folders,
            config=app.config,
            document=route.document,
            options=route.options,
        )
        app.key_queue.hold()
        try:
            if path and takes_long(path, self.folders):
                preview = open_preview(path, folders=self.folders, options=route.options)
                self._loading = LoadingScreen(
                    route, read, preview, self.folders, app.config, app.reader_theme
                )
                self._loading.ready_to_paint = app.ready_to_paint
                app.key_queue.set_cancel(self._loading.give_up)
                await app.push_screen(self._loading)
            else:
                await self.show(route, read())
        except ReaderError as error:
            await self.refuse(route, error)

    async def show(self, route: OpenArticle, session: Session) -> None:
        """Show an article that was read; what told of its reading stays below until it is left."""
        app = self._app
        library = self._library
        home = library.folder if library and not library.files else None
        own = self.folders, app.config, app.reader_theme, app.key_queue
        screen = ReaderScreen(session, *own, route.start, home)
        screen.ready_to_paint = app.ready_to_paint
        session.history = self._histories.get(session.key, session.history)
        self.article = screen
        await app.push_screen(screen, partial(self._leave_article, session))

    async def _leave_article(self, session: Session, route: Route | None) -> None:
        """Go on from an article; its edits can be undone when it is opened again."""
        self._histories[session.key] = session.history
        self.article = None
        self._drop_loading()
        await self.open(route)

    async def refuse(self, route: OpenArticle, error: ReaderError | None) -> None:
        """Go on where an article cannot be read, or (None) is no longer wanted."""
        self._app.key_queue.clear()
        self._drop_loading()
        if route.fallback_folder is None:
            self._end(error)
            return
        await self.open(OpenFolder(route.fallback_folder))
        if error:
            self._app.notify(str(error), severity="error")

    def _drop_loading(self) -> None:
        if self._loading:
            self._loading = None
            self._app.pop_screen()

    async def _open_folder(self, route: OpenFolder) -> None:
        from ..library.walking import paths_in

        folder = route.path
        if self._is_folder_of_listed_files(folder):
            await self._show_list("")
            return
        try:
            found = paths_in(folder, self._app.folders, self._app.config)
            if not found and not any(one.is_dir() or one.is_symlink() for one in folder.iterdir()):
                await self.open(OpenSamples(_SAMPLES))
            else:
                await self._list_articles(folder, "")
        except ReaderError as error:
            self._end(error)

    async def _open_samples(self, route: OpenSamples) -> None:
        try:
            await self._list_articles(settings.sample(self._app.folders), route.hint)
        except ReaderError as error:
            self._end(error)

    async def _list_articles(self, folder: Path, hint: str) -> None:
        from ..library import Library

        app = self._app
        if self._library is None or self._library.folder != folder:
            self._library = Library(folder, app.folders, app.config)
        await self._show_list(hint)

    async def _open_files(self, route: OpenFiles) -> None:
        from ..library import Library
        from ..library.walking import common_folder

        app, folder = self._app, common_folder(route.paths)
        self._library = Library(folder, app.folders, app.config, route.paths)
        await self._show_list("")

    def _is_folder_of_listed_files(self, folder: Path) -> bool:
        """Whether a folder holds some of the files whose list was opened instead of a folder's."""
        library = self._library
        if library is None or not library.files:
            return False
        parents = {article.path.parent for article in library.articles}
        return folder.absolute() in {library.folder, *parents}

    async def _show_list(self, hint: str) -> None:
        from .library.library_screen import LibraryScreen

        assert self._library, "a list is shown of a library"
        app, folder = self._app, self._library.folder
        self.folders = settings.folders_for(folder / "article", app.folders, app.config)
        own = self._library, app.folders, app.config, app.reader_theme, app.key_queue
        self._list = LibraryScreen(*own, hint)
        await app.push_screen(self._list, self._leave_list)

    async def _leave_list(self, route: Route | None) -> None:
        self._list = None
        await self.open(route)

    def _end(self, error: ReaderError | None) -> None:
        """End the program, for there is nothing that could be shown."""
        self._app.exit_error = str(error or "")
        self._app.exit(1 if error else 0)
