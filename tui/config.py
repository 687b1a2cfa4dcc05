"""Settings from config.toml, choices remembered by the program, and the program's folders."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from .formats import toml
from .keyboard_layouts import AUTOMATIC, LAYOUTS
from .model.errors import ReaderError
from .model.visible import visible
from .store.confinement import PRIVATE_FOLDER, upward

CONFIG = "config.toml"
CHOICES = "choices.toml"
FOLDER_CONFIG = ".reader.toml"
"""The settings file of a folder of articles and its subfolders: `private` and `blind`."""
LARGEST = 1 << 20
"""Maximum size in bytes of a file of settings."""

MEASURES = range(20, 401)
"""The valid values of the setting `measure`, in cells."""

_KINDS = {bool: "true or false", int: "a whole number", str: "a text", Mapping: "a table of texts"}


class Folders(NamedTuple):
    """The folders of the program's own files; they need not exist yet."""

    config: Path
    data: Path
    state: Path
    cache: Path

    @property
    def private(self) -> Path | None:
        """The folder for the files about a private article, or None for any other article."""
        return self.data.parent if self.data.name == PRIVATE_FOLDER else None


def folders() -> Folders:
    """The user's folders, or those below the folder in the environment variable READER_HOME."""
    home = os.environ.get("READER_HOME")
    if home:
        # Resolve links, because the program refuses to write through them.
        base = Path(os.path.realpath(Path(home).expanduser()))
        return Folders(base / "config", base / "data", base / "state", base / "cache")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("reader", appauthor=False)
    return Folders(
        dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path
    )


def folders_for(path: Path | None, where: Folders, config: Config) -> Folders:
    """The folders for the files about an article (`path` is None for standard input).

    These are the user's folders `where`. If the article is private, a hidden folder beside it (for
    standard input, in the current folder) replaces all of them except the config folder. Whether it
    is private is set by the nearest .reader.toml upward, else by `config`. A .reader.toml that
    cannot be read counts as private, so that no source is disclosed by mistake. An article reached
    through a link is private if either folder is.
    """
    for home in _homes(path):
        if _chosen(home, "private", config.private):
            beside = home / PRIVATE_FOLDER
            return Folders(where.config, beside, beside, beside)
    return where


def is_blind(path: Path | None, config: Config) -> bool:
    """Whether what other analysts set on an article is hidden until the user is done with it.

    Whether it is, is set as for `folders_for`; a .reader.toml that cannot be read hides it.
    """
    return any(_chosen(home, "blind", config.blind) for home in _homes(path))


def _homes(path: Path | None) -> list[Path]:
    """The folder of an article (the current one for None) and, after links, that of its file."""
    homes = [upward(path.parent if path else Path())[0]]
    return [*homes, Path(os.path.realpath(path)).parent] if path else homes


def _chosen(home: Path, setting: str, default: bool) -> bool:
    """Whether the nearest .reader.toml upward that has a setting turns it on."""
    for folder in upward(home):
        table, problem = _table(folder / FOLDER_CONFIG)
        value = table.get(setting)
        if problem or value is not None:
            return value is not False
    return default


@dataclass(frozen=True)
class Config:
    """The settings of config.toml with their defaults."""

    author: str = ""
    """The analyst's name, written into each annotation made or changed; "" to write none."""

    theme: str = "ink"
    """The initial theme, until another one is chosen in the program."""

    advance: bool = False
    """Whether the caret moves to the next passage after a tag key."""

    measure: int = 72
    """The maximum width of the article's lines, in cells, from 20 to 400."""

    sidebar: bool = True
    """Whether the sidebar is shown initially."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys that replace those of a command: maps command ids to keys separated by commas."""

    layout: str = ""
    """The keyboard layout, a name in `layouts`; "" combines all layouts of non-Latin scripts."""

    layouts: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: LAYOUTS)
    """Layouts of keyboards without Latin letters or digits: maps characters sent to keys meant.

    Tables of the config file are added to the built-in ones, entry by entry.
    """

    private: bool = False
    """Whether files about an article are kept beside it instead of in the user's own folders."""

    blind: bool = False
    """Whether what other analysts set on an article is hidden until you marked it as done."""

    @property
    def aliases(self) -> Mapping[str, str]:
        """Maps characters sent by the keyboard to keys meant, for the layout in use."""
        if self.layout:
            return self.layouts.get(self.layout, {})
        # If two tables differ on a character, the first one takes precedence.
        tables = [self.layouts[name] for name in reversed(AUTOMATIC)]
        return {sent: key for table in tables for sent, key in table.items()}


def load(folder: Path) -> tuple[Config, list[str]]:
    """The settings in a folder's config.toml, and one line for each invalid setting."""
    path = folder / CONFIG
    table, problem = _table(path)
    if problem:
        return Config(), [visible(f"{path}: {problem}; all settings have their defaults")]
    problems: list[str] = []
    values = _checked(Config(), table, problems)
    if "measure" in values and values["measure"] not in MEASURES:
        del values["measure"]
        problems.append(f"measure must be from {MEASURES[0]} to {MEASURES[-1]}; using the default")
    if "layouts" in values:
        values["layouts"] = _layouts(values["layouts"], problems)
    config = Config(**values)
    if config.layout and config.layout not in config.layouts:
        known = ", ".join(config.layouts)
        problems.append(f"layout {config.layout!r} is none of {known}; using the default")
        config = replace(config, layout="")
    return config, [visible(f"{path}: {problem}") for problem in problems]


class Remembered(NamedTuple):
    """Choices that the user made in the program; None or empty if a choice was not made."""

    theme: str | None = None
    sidebar: bool | None = None
    export_format: str = ""
    export_filter: tuple[str, ...] = ()
    export_left_out: tuple[str, ...] | None = None


def remembered(state: Path) -> Remembered:
    """The choices stored in a state folder; invalid ones are ignored."""
    table, _ = _table(state / CHOICES)
    kinds: dict[str, type] = {
        "theme": str,
        "sidebar": bool,
        "export_format": str,
    }
    values: dict[str, Any] = {k: v for k, v in table.items() if k in kinds and type(v) is kinds[k]}
    for name in ("export_filter", "export_left_out"):
        listed = table.get(name)
        if isinstance(listed, list):
            values[name] = tuple(each for each in listed if isinstance(each, str))
    return Remembered(**values)


def remember(state: Path, **changes: Any) -> Remembered:
    """Store choices (fields of Remembered) in a state folder; returns all choices.

    Raises ReaderError if they cannot be written.
    """
    import tomli_w

    choices = remembered(state)._replace(**changes)
    unmade = Remembered()._asdict()
    kept = {key: value for key, value in choices._asdict().items() if value != unmade[key]}
    try:
        _replace_file(state, CHOICES, tomli_w.dumps(kept).encode("utf-8", "replace"))
    except ReaderError as error:
        raise ReaderError(f"{state / CHOICES}: the choice is not kept: {error}") from error
    return choices


def bundled(name: str) -> Path:
    """A folder shipped with the program: inside the package, or beside it in a checkout.

    Raises ReaderError if it does not exist.
    """
    package = Path(__file__).resolve().parent
    for place in (package / name, package.parent / name):
        if place.is_dir():
            return place
    raise ReaderError(f"{package / name}: missing; install the program again")


def sample(folders: Folders) -> Path:
    """The user's copy of the bundled sample dossier; missing files are copied first.

    Existing files are not changed. Raises ReaderError if files cannot be copied.
    """
    origin, target = bundled("sample_data"), folders.data / "sample_data"
    try:
        for file in sorted(p for p in origin.rglob("*") if p.is_file()):
            copy = target / file.relative_to(origin)
            if not copy.exists():
                _replace_file(copy.parent, copy.name, file.read_bytes())
    except (OSError, ReaderError) as error:
        raise ReaderError(f"{target}: cannot copy the sample there ({error})") from error
    return target


def _replace_file(folder: Path, name: str, content: bytes) -> None:
    """Write a file that only the user can read. Raises ReaderError."""
    from .store import atomic_files

    atomic_files.make_folder_in(folder.parent, folder.name)
    atomic_files.write(folder / name, content, mode=atomic_files.PRIVATE)


def _table(path: Path) -> tuple[dict[str, Any], str]:
    """The content of a TOML file, and what is wrong with it or ""; empty if the file is absent."""
    from .store import atomic_files

    try:
        found = atomic_files.read(path, limit=LARGEST)
        return (toml.loads(found[0].decode("utf-8-sig")) if found else {}), ""
    except ReaderError as error:
        return {}, str(error).removeprefix(f"{path}: ")
    except UnicodeDecodeError as error:
        return {}, f"not UTF-8 (byte {error.start})"
    except RecursionError:
        return {}, "nested too deeply"
    except ValueError as error:  # tomli raises a plain ValueError for numbers of too many digits
        return {}, f"not TOML ({str(error).splitlines()[0]})"


def _checked(defaults: Config, table: Mapping[str, Any], problems: list[str]) -> dict[str, Any]:
    """The valid settings in a table; appends one line to `problems` for each invalid one."""
    values: dict[str, Any] = {}
    known = {f.name: getattr(defaults, f.name) for f in fields(defaults)}
    for key, value in table.items():
        if key not in known:
            problems.append(f"{key} is no setting; ignored")
        elif isinstance(known[key], Mapping) and isinstance(value, dict):
            values[key] = value if key == "layouts" else _texts(key, value, problems)
        elif type(value) is type(known[key]):
            values[key] = value
        else:
            kind = Mapping if isinstance(known[key], Mapping) else type(known[key])
            problems.append(f"{key} must be {_KINDS[kind]}; using the default")
    return values


def _texts(name: str, table: Mapping[str, Any], problems: list[str]) -> dict[str, str]:
    for key, value in table.items():
        if not isinstance(value, str):
            problems.append(f"{name}.{key} must be a text; ignored")
    return {key: value for key, value in table.items() if isinstance(value, str)}


def _layouts(tables: Mapping[str, Any], problems: list[str]) -> dict[str, Mapping[str, str]]:
    """The built-in keyboard layouts, overridden and extended by the user's entries."""
    merged: dict[str, Mapping[str, str]] = dict(LAYOUTS)
    for name, table in tables.items():
        if isinstance(table, dict):
            merged[name] = {**merged.get(name, {}), **_texts(f"layouts.{name}", table, problems)}
        else:
            problems.append(f"layouts.{name} must be a table of texts; ignored")
    return merged
