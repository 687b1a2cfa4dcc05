"""What is saved while everything fails: each scene writes something and promises what it wrote.

A scene is a function of a folder and of `promise`, which it calls as soon as the store has said
that something is on disk; what is promised must hold whatever happens afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tui.model.annotation import Annotation, Judgement, Notes, Source
from tui.model.codebook import Codebook, Tag
from tui.model.dossier import Dossier, Hypothesis, effective_notes
from tui.model.file_names import DOSSIER_NAME
from tui.store import (
    atomic_files,
    codebook_file,
    dossier_file,
    dossier_format,
    drafts,
    notes_files,
)
from tui.store.locations import notes_place
from tui.store.notes_format import dumps
from tui.store.saving import FileJob, SaveJob

Check = Callable[[Path], bool]
Promise = Callable[[Check], None]

A = Annotation("A1", 4, 9, "ferry", note="the first")
B = Annotation("B1", 14, 19, "pilot", note="the second")
C = Annotation("C1", 24, 29, "crane", note="from elsewhere")
ONE, TWO, THREE = (Notes(annotations=some) for some in ((A,), (A, B), (A, B, C)))
BY_HAND = b"# by hand\n" + dumps(ONE)
TORN = dumps(TWO)[:-12]
NAME = "harbour.txt.notes.toml"


@dataclass(frozen=True)
class Scene:
    """What is there before, what is done, and what holds at every moment."""

    before: dict[str, bytes]
    act: Callable[[Path, Promise], None]
    always: Check


def at_least(notes: Notes) -> Check:
    """Whether the notes file is sound and has all that these notes have."""
    wanted = {*notes.annotations}
    return lambda folder: wanted <= {*notes_files.load(folder / NAME).value.annotations}


def sound(folder: Path) -> bool:
    return not notes_files.load(folder / NAME).problem


def kept(data: bytes) -> Check:
    """Whether some file that is not a temporary one has just these bytes."""
    return lambda folder: any(
        path.read_bytes() == data for path in folder.iterdir() if not path.name.startswith(".")
    )


def saves(*states: Notes) -> Callable[[Path, Promise], None]:
    """Load, then save one state after the other."""

    def act(folder: Path, promise: Promise) -> None:
        loaded = notes_files.load(folder / NAME)
        base, stamp = loaded.value, loaded.stamp
        for notes in states:
            saved = notes_files.save(folder / NAME, notes, base, stamp)
            base, stamp = saved.value, saved.stamp
            promise(at_least(notes))

    return act


def save_after_others(folder: Path, promise: Promise) -> None:
    notes_files.save(
        folder / NAME, TWO, ONE, atomic_files.Stamp(0, 0, 0, "of what was there before")
    )
    promise(at_least(THREE))


def repair(folder: Path, promise: Promise) -> None:
    if notes_files.repair(folder / NAME).kept:
        promise(lambda there: sound(there) and at_least(ONE)(there))


def type_a_note(folder: Path, promise: Promise) -> None:
    for text in ("A long th", "A long thought"):
        drafts.keep(folder / "state", "harbour", "note", text)
        promise(lambda there, text=text: drafted(there).startswith(text))  # type: ignore[misc]


def drafted(folder: Path) -> str:
    return "".join(draft.text for draft in drafts.remaining(folder / "state", "harbour"))


def whole_draft(folder: Path) -> bool:
    return drafted(folder) in ("", "A long th", "A long thought")


BOOK = Codebook((Tag("river", "r"), Tag("river/bank", "b")))
TORN_BOOK = codebook_file.dumps(BOOK)[:-20]


def save_codebook(folder: Path, promise: Promise) -> None:
    for book in (replace(BOOK, tags=BOOK.tags[:1]), BOOK):
        codebook_file.save(folder / codebook_file.NAME, book)
        promise(lambda there, book=book: {*book.tags} <= {*found(there).tags})  # type: ignore[misc]


def repair_codebook(folder: Path, promise: Promise) -> None:
    if codebook_file.repair(folder / codebook_file.NAME).kept:
        promise(lambda there: found(there).tags == BOOK.tags[:1])


def found(folder: Path) -> Codebook:
    return codebook_file.find(folder, folder / "none").codebook


def save_elsewhere(folder: Path, promise: Promise) -> None:
    place = notes_place(None, "0" * 64, folder / "data")
    loaded = notes_files.load(place.path)
    notes_files.save(place.path, ONE, loaded.value, loaded.stamp)
    name = place.path.name
    promise(lambda there: notes_files.load(there / "data" / "notes" / name).value == ONE)


GRADED = Notes(sources=(Source("ada", "Ada Berg", "runs the port", "B"),))
BARE = Notes(sources=(Source("ada", "Ada Berg"),))
WHOLE = Dossier(GRADED.sources, (Judgement("J", "It sank."),), (Hypothesis("H", "An accident."),))
TORN_DOSSIER = dossier_format.dumps(WHOLE)[:-12]


def move_to_the_dossier(folder: Path, promise: Promise) -> None:
    """Save notes that lose what the dossier gets in the same save."""
    loaded = notes_files.load(folder / NAME)
    file = FileJob(dossier_file.DOSSIER, folder / DOSSIER_NAME, WHOLE, Dossier())
    SaveJob(1, folder / NAME, BARE, loaded.value, loaded.stamp, dossier=file).run()
    promise(lambda there: dossier(there) == WHOLE)


def dossier(folder: Path) -> Dossier:
    return dossier_file.load(folder / DOSSIER_NAME).value


def is_graded(folder: Path) -> bool:
    """Whether the grade of the source is in the notes or in the dossier."""
    found = effective_notes(notes_files.load(folder / NAME).value, dossier(folder)).sources
    return [(one.role, one.reliability) for one in found] == [("runs the port", "B")]


def repair_dossier(folder: Path, promise: Promise) -> None:
    if dossier_file.repair(folder / DOSSIER_NAME).kept:
        promise(lambda there: not dossier_file.load(there / DOSSIER_NAME).problem)


SCENES = {
    "a new file": Scene({}, saves(ONE), sound),
    "one save after another": Scene({NAME: dumps(ONE)}, saves(TWO, THREE), at_least(ONE)),
    "a file with comments": Scene(
        {NAME: BY_HAND}, saves(TWO), lambda there: at_least(ONE)(there) and kept(BY_HAND)(there)
    ),
    "a file that others changed": Scene(
        {NAME: dumps(Notes(annotations=(A, C)))},
        save_after_others,
        at_least(Notes(annotations=(A, C))),
    ),
    "a damaged file": Scene({NAME: TORN}, repair, kept(TORN)),
    "a note that is typed": Scene({}, type_a_note, whole_draft),
    "a codebook": Scene({}, save_codebook, lambda there: bool(found(there).tags)),
    "a damaged codebook": Scene({codebook_file.NAME: TORN_BOOK}, repair_codebook, kept(TORN_BOOK)),
    "what moves to the dossier": Scene({NAME: dumps(GRADED)}, move_to_the_dossier, is_graded),
    "a damaged dossier": Scene({DOSSIER_NAME: TORN_DOSSIER}, repair_dossier, kept(TORN_DOSSIER)),
    "notes in the data folder": Scene({}, save_elsewhere, lambda there: True),
}


def prepared(scene: Scene, folder: Path) -> Path:
    """A new folder with what is there before."""
    folder.mkdir(parents=True)
    for name, data in scene.before.items():
        (folder / name).write_bytes(data)
    return folder
