"""Set, edit and merge sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ....attribution import Speaker, name_key
from ....attribution.source_names import LIKELY, similarity
from ....model import dossier_edits, edits
from ....model.annotation import KINDS, Source
from ....model.annotation_changes import Target
from ....model.grade_conflicts import GradeConflict, with_former_grades
from ....workspace.folder_sources import sources_elsewhere
from ....workspace.suggestions import sources_by_name
from ...dialogs.data_form import DataForm
from ...dialogs.grade_dialog import RELIABILITY as GRADES
from ...dialogs.picker import Picker
from ...widgets.choice_list import Choice
from ..context import ReadingContext
from ..target_dialogs import ask_target, ask_whose
from . import suggest

if TYPE_CHECKING:
    from ....library.folder_notes import AnnotatedArticle
    from ....workspace.link_rows import OtherArticle

_FIELDS = {
    "name": ("Name", "empty: nobody; a name that is there takes this one in"),
    "role": ("Role", "spokesman of …, not named because …"),
    "kind": ("Kind", ""),
    "reliability": ("Grade", ""),
    "reason": ("Why", "the reason for the grade"),
    "via": ("Heard from", "who had it first; the two count once"),
}

_CHOICES = {
    "kind": (("", "not said"), *((kind, "") for kind in KINDS)),
    "reliability": (("", "not graded"), *GRADES.items()),
}

_OUTLET = "the outlet itself"
"""Who states what the article attributes to nobody."""

_RECORDED, _SUGGESTED, _OTHER = range(3)
"""The groups of choices: sources of this article, speakers that its text names, all others."""


async def pick(ctx: ReadingContext) -> None:
    """Say who speaks in the target: an existing source, somebody suggested or a name that is typed.

    The cursor begins at the source that is set, else at the speaker where the text makes that
    clear, else at "no source".
    """
    if not ctx.has_text():
        return
    suggest.begin(ctx)
    await read_elsewhere(ctx)
    if ctx.state.marked:
        await _ask_source(ctx, ctx.targets)
    elif (target := await ask_target(ctx)) and (chosen := await ask_whose(ctx, target, "source")):
        await _ask_source(ctx, [chosen.target], chosen.permitted)


async def read_elsewhere(ctx: ReadingContext) -> None:
    """Read the sources in the notes on the other articles of the folder, unless that was done."""
    session, links = ctx.session, ctx.folder_links
    if session.state.elsewhere is None:
        found: Sequence[AnnotatedArticle | OtherArticle] | None = links.others
        if found is None:
            found = await ctx.work("Reading the sources of the folder", links.noted)
        session.state.elsewhere = sources_elsewhere(session, found or ())


async def _ask_source(
    ctx: ReadingContext, targets: list[Target], permitted: tuple[str, ...] = ()
) -> None:
    spans = [target.span for target in targets]
    annotations = filter(None, map(ctx.session.state.at, targets))
    named = (ctx.session.state.source(each.source) for each in annotations if each.source)
    current = next((source.id for source in named if source), "")
    speaker = None if current else ctx.suggestions.speaker(spans)
    likely = ctx.suggestions.likely_speakers(spans[0])
    choices, suggested = _choices(ctx, current, [speaker, *likely] if speaker else likely)
    if current:
        choices.append(Choice(id="", label="nobody", detail="remove the source", group=_OTHER))
    elif speaker is None:
        choices.insert(0, Choice(id="", label="no source", detail="the text names none here"))
    chosen = await ctx.ask(Picker("Who says it", choices, create=True, current=current))
    if chosen is None or not (chosen.id or current):
        return
    source = ctx.session.state.known_sources().get(chosen.id)
    guess = None if chosen.created else suggested.get(chosen.id)
    name = source.name if source and not chosen.created else chosen.id
    known = (guess.name, guess.role, guess.kind) if guess else (name,)
    edit = partial(edits.set_source, ctx.session.state, targets, *known)
    await ctx.commit(edit, spans, permitted)


def _sources(ctx: ReadingContext, current: str = "") -> list[Choice]:
    """The known sources as choices; the one with the id `current` is checked."""
    state = ctx.session.state
    counts = Counter(a.source for a in state.annotations.values())
    return [
        Choice(
            id=source.id,
            label=source.name,
            detail=source.role,
            count=" ".join(filter(None, (source.reliability, str(counts[state.noted_id(source)])))),
            checked=source.id == current,
            search="\n".join(source.aliases),
            group=_RECORDED if state.noted_id(source) in state.sources else _OTHER,
        )
        for source in state.known_sources().values()
    ]


def _choices(
    ctx: ReadingContext, current: str, likely: Sequence[Speaker]
) -> tuple[list[Choice], dict[str, Speaker]]:
    """The choices for a source, likely ones first, and the speaker of each suggested choice.

    A likely speaker who is no known source yet is followed by known ones with a similar name. All
    others follow by group. The speakers are keyed by the ids of their choices.
    """
    found = {choice.id: choice for choice in _sources(ctx, current)}
    known = sources_by_name(ctx.session.state.known_sources().values())
    suggested: dict[str, Speaker] = {}
    ids: dict[tuple[str, ...], str] = {}
    first: list[str] = []
    outlet = Speaker(ctx.session.state.data.publisher, kind="medium")
    named = *ctx.suggestions.named_speakers(), *((outlet,) if outlet.name else ())
    for number, speaker in enumerate([*likely, *named]):
        key, near = name_key(speaker.name), list[str]()
        if source := known.get(key):
            choice = found[source.id]
            found[source.id] = replace(choice, group=min(choice.group, _SUGGESTED))
        elif key not in ids:
            choice = _suggestion(speaker, number)
            near = [id for id, each in found.items() if _is_likely(each, speaker)]
            found[choice.id], suggested[choice.id] = choice, speaker
        id = ids.setdefault(key, source.id if source else choice.id)
        if speaker is outlet:
            found[id] = replace(found[id], detail=_OUTLET)
        if number < len(likely) and not current:
            first += (each for each in (id, *near) if each not in first)
    others = sorted((id for id in found if id not in first), key=lambda id: found[id].group)
    return [found[id] for id in (*first, *others)], suggested


def _is_likely(choice: Choice, speaker: Speaker) -> bool:
    """Whether a choice that is no suggestion is likely to be a speaker."""
    return not choice.quiet and similarity(choice.label, speaker.name) >= LIKELY


def _suggestion(speaker: Speaker, number: int) -> Choice:
    """The choice of a speaker who is no known source yet."""
    via = speaker.via and f"via the {speaker.via}"
    about = " · ".join(filter(None, (speaker.role or speaker.kind, via)))
    return Choice(
        f"suggested {number}", speaker.name, about, "suggested", quiet=True, group=_SUGGESTED
    )


async def merge(ctx: ReadingContext, source: Source) -> None:
    """Ask for another source, and merge a source into it."""
    others = [choice for choice in _sources(ctx) if choice.id != source.id]
    choices = sorted(others, key=lambda choice: -similarity(choice.label, source.name))
    empty = "There is no other source yet: s on a passage names one."
    chosen = await ctx.ask(Picker(f"Merge {source.name} into", choices, empty=empty))
    if chosen:
        state = ctx.session.state
        await ctx.commit(lambda: dossier_edits.merge_sources(state, source.id, chosen.id))


async def edit(ctx: ReadingContext, id: str, conflicts: Sequence[GradeConflict] = ()) -> None:
    """Ask for the values of a source; one without a name is removed.

    A new grade settles its `conflicts`, whose grades go into the history of the source.
    """
    form = DataForm(_values(ctx, id), _FIELDS, "This source", _CHOICES)
    if (values := await ctx.ask(form, draft=f"source {id}")) is not None:
        await keep(ctx, id, values, conflicts)


async def ask_grade(ctx: ReadingContext, source: Source) -> dict[str, str] | None:
    """Ask for the grade of a source and the reason, by the names of the fields."""
    fields = {name: _FIELDS[name] for name in ("reliability", "reason")}
    values = {"reliability": source.reliability, "reason": source.reason}
    form = DataForm(values, fields, f"Grade {source.name}", _CHOICES)
    return await ctx.ask(form, draft=f"source {source.id}")


def _values(ctx: ReadingContext, id: str) -> dict[str, str]:
    """The values of a source by the names of the fields."""
    source = ctx.session.state.source(id) or Source(id, id)
    known = {name: str(getattr(source, name)) for name in _FIELDS}
    if through := ctx.session.state.source(source.via):
        known["via"] = through.name
    return known


async def keep(
    ctx: ReadingContext,
    id: str,
    changed: Mapping[str, str],
    conflicts: Sequence[GradeConflict] = (),
) -> bool:
    """Set values of a source; one without a name is removed. Returns whether that succeeded."""
    source, values = ctx.session.state.source(id) or Source(id, id), _values(ctx, id)
    values |= {name: text.strip() for name, text in changed.items() if name in _FIELDS}
    if values["reliability"] != source.reliability:
        source = with_former_grades(source, conflicts)
    through = ctx.session.state.source_named(values["via"]) if values["via"] else None
    after = replace(
        source,
        name=values["name"],
        role=values["role"],
        kind=values["kind"],
        reliability=values["reliability"],
        reason=values["reason"],
        via=through.id if through else "",
    )
    if after.name:
        return (
            await ctx.commit(lambda: dossier_edits.change_source(ctx.session.state, after, through))
            is not None
        )
    return await ctx.commit(lambda: dossier_edits.remove_source(ctx.session.state, id)) is not None
