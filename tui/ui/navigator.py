"""Navigator: opens the screen of a route, and then the route that the screen returns."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .. import config as settings
from ..model.errors import ReaderError
from ..model.history import History
from ..session import Session
from ..session.open_session import open_preview, open_session
from ..workspace.blind_coding import hide_others
from .reading.loading_screen import LoadingScreen, takes_long
from .routes import OpenArticle, OpenFiles, OpenFolder, OpenSamples, Quit, Route

if TYPE_CHECKING:
    from ..library import Library
    from .app import ReaderApp
    from .library.library_screen import LibraryScreen
    from .library.saved_search_opener import OpenedSearches
    from .reading.screen import ReaderScreen

_SAMPLES = "Nothing to read here: these are the samples that come with the program."


class Navigator:
    """Shows one article or one list of articles at a time."""

    def __init__(self, app: ReaderApp) -> None:
        self._app = app
        self.folders = app.folders
        """The folders of settings and state in effect for the article or list that is shown."""
        self.article: ReaderScreen | None = None
        """The reading screen; None while a list is shown or the article is being read."""
        self._library_screen: LibraryScreen | None = None
        self._loading_screen: LoadingScreen | None = None
        self._library: Library | None = None
        self._opened_searches: OpenedSearches = {}
        self._queue = ""
        """The queue of the list that was shown last, "" for all articles."""
        self._histories: dict[str, History] = {}
        """Key of a session that was closed -> its edits, for undo when it is opened again."""

    async def open(self, route: Route | None) -> None:
        """Open a route; end the program if a screen returned none."""
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
    def screens(self) -> list[ReaderScreen | LoadingScreen | LibraryScreen]:
        """The open screens that are no dialogs, the lowest first."""
        screens = self._library_screen, self._loading_screen, self.article
        return [screen for screen in screens if screen is not None]

    async def _open_article(self, route: OpenArticle) -> None:
        """Read and show an article; show its first page meanwhile if reading takes long."""
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
                screen = LoadingScreen(
                    route, read, preview, self.folders, app.config, app.reader_theme
                )
                screen.ready_to_paint = app.ready_to_paint
                self._loading_screen = screen
                app.key_queue.set_cancel(screen.cancel)
                await app.push_screen(screen)
            else:
                await self.show_article(route, read())
        except ReaderError as error:
            await self.open_fallback(route, error)

    async def show_article(self, route: OpenArticle, session: Session) -> None:
        """Show an article that was read; a loading screen stays below it until it is closed."""
        from .reading.screen import ReaderScreen  # a loading screen appears sooner without it

        app = self._app
        library = self._library
        screen = ReaderScreen(
            session,
            self.folders,
            app.config,
            app.reader_theme,
            app.key_queue,
            route.start,
            library.folder if library and not library.files else None,
        )
        screen.ready_to_paint = app.ready_to_paint
        screen.first_command = route.command
        session.history = self._histories.get(session.key, session.history)
        screen.state.blind_chosen = hide_others(session, self.folders, app.config)
        self.article = screen
        await app.push_screen(screen, partial(self._article_closed, session))
        app.messages.show_on_top()

    async def _article_closed(self, session: Session, route: Route | None) -> None:
        self._histories[session.key] = session.history
        self.article = None
        self._close_loading_screen()
        await self.open(route)

    async def open_fallback(self, route: OpenArticle, error: ReaderError | None) -> None:
        """List the fallback folder of an article that cannot be read; without one, end the program.

        `error` is shown; it is None if the user cancelled the reading.
        """
        self._app.key_queue.clear()
        self._close_loading_screen()
        if route.fallback_folder is None:
            self._end_with(error)
            return
        await self.open(OpenFolder(route.fallback_folder))
        if error:
            self._app.notify(str(error), severity="error")

    def _close_loading_screen(self) -> None:
        if self._loading_screen:
            self._loading_screen = None
            self._app.pop_screen()

    async def _open_folder(self, route: OpenFolder) -> None:
        from ..library.walking import paths_in

        folder = route.path
        if not route.search and self._is_folder_of_listed_files(folder):
            await self._show_list("", route.at)
            return
        try:
            found = paths_in(folder, self._app.folders, self._app.config)
            if not found and not any(one.is_dir() or one.is_symlink() for one in folder.iterdir()):
                await self.open(OpenSamples(_SAMPLES))
            else:
                await self._list_articles(folder, "", route.at, route.search)
        except ReaderError as error:
            self._end_with(error)

    async def _open_samples(self, route: OpenSamples) -> None:
        try:
            await self._list_articles(settings.sample(self._app.folders), route.hint)
        except ReaderError as error:
            self._end_with(error)

    async def _list_articles(
        self, folder: Path, hint: str, at: Path | None = None, search: str = ""
    ) -> None:
        """Show the list of a folder; the library of the folder shown last is used again."""
        from ..library import Library

        app = self._app
        library = self._library
        if library is None or library.files or library.folder != folder:
            self._library = Library(folder, app.folders, app.config)
        await self._show_list(hint, at, search)

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

    async def _show_list(self, hint: str, at: Path | None = None, search: str = "") -> None:
        from .library.library_screen import LibraryScreen

        assert self._library, "a list is shown of a library"
        app, folder = self._app, self._library.folder
        self.folders = settings.folders_for(folder / "article", app.folders, app.config)
        self._library_screen = LibraryScreen(
            self._library, app.folders, app.config, app.reader_theme, app.key_queue, hint, at
        )
        self._library_screen.saved.opened = self._opened_searches
        self._library_screen.controller.queue = self._queue
        self._library_screen.first_search = search
        await app.push_screen(self._library_screen, self._list_closed)
        app.messages.show_on_top()

    async def _list_closed(self, route: Route | None) -> None:
        if self._library_screen is not None:
            self._queue = self._library_screen.controller.queue
        self._library_screen = None
        await self.open(route)

    def _end_with(self, error: ReaderError | None) -> None:
        """End the program with an error, or without one (None)."""
        self._app.exit_error = str(error or "")
        self._app.exit(1 if error else 0)
