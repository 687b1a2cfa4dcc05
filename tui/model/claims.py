"""Claims: which statements support or oppose a claim, and how many independent sources they have.

A claim is supported by its own statement, by statements that repeat it or have the same copied
words, and, transitively, by statements that support any of these. It is opposed by statements that
dispute it, that it disputes or that dispute one which is linked to it as support, and,
transitively, by statements that repeat or support those. A statement that qualifies or updates any
of them qualifies the claim.

A statement that a later one of the same source updates is superseded: its source no longer says so,
and it neither supports nor opposes the claims of others.

Two statements count as one source if one repeats the other, if both stand in text that one article
copied from the other, or if their sources have a common origin: the same person, or sources
connected by `via`, directly or through others. Sources of different articles are the same person if
they share an id or a name. A statement without a source is not counted. A refusal to comment is no
claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from .annotation import RELATIONS, Link, Notes
from .combining import combined
from .copied_statements import (
    NOTHING_SHARED,
    CopiedPair,
    SharedByArticles,
    copied_pairs,
    with_same_words,
)
from .origins import Sources, UnionFind
from .references import Key, References
from .shared_text import SharedText
from .statements import CORROBORATED, DISPUTED, SINGLE, Claim, Statement, statements_of

_COVERING = ("supports", "repeats", "disputes")
_BESIDE = ("qualifies", "updates")


class StatementGraph:
    """The graph of the statements of some articles and the links between them."""

    def __init__(
        self,
        paths: Sequence[str],
        notes: Sequence[Notes],
        current: Callable[[str], str] = str,
        shared: SharedByArticles = NOTHING_SHARED,
    ) -> None:
        """`current` maps a tag's former name to its present one.

        Annotations that several analysts made on one span become one statement.
        """
        self.shared = shared
        together = [combined(each.annotations) for each in notes]
        self.notes = [
            replace(each, annotations=one.annotations)
            for each, one in zip(notes, together, strict=True)
        ]
        self.references = References(paths, [each.ids for each in together])
        self.statements = {
            statement.key: statement
            for number, each in enumerate(self.notes)
            for statement in statements_of(number, each, current)
        }

    # Links

    def links_of(self, key: Key) -> list[tuple[Link, Key | None]]:
        """The links of a statement, each with its target, None if the target does not exist."""
        links = self.statements[key].annotation.links
        return [(link, self.references.find(key[0], link.to)) for link in links]

    def links_to(self, key: Key) -> list[tuple[Link, Key]]:
        """The links that point to a statement, each with the statement it belongs to."""
        return [*self._incoming.get(key, ())]

    @cached_property
    def _incoming(self) -> dict[Key, list[tuple[Link, Key]]]:
        found: dict[Key, list[tuple[Link, Key]]] = defaultdict(list)
        for key in self.statements:
            for link, end in self.links_of(key):
                if end is not None and end != key:
                    found[end].append((link, key))
        return found

    @cached_property
    def _repeating(self) -> UnionFind:
        groups = UnionFind()
        for end, links in self._incoming.items():
            for link, key in links:
                if link.rel == "repeats":
                    groups.join(key, end)
        return groups

    @cached_property
    def _alike(self) -> dict[Key, list[Key]]:
        groups = UnionFind()
        for key in self.statements:
            groups.join(key, self._repeating.of(key))
        for one, other in with_same_words(self.statements.values(), self.shared):
            if not self._are_linked([one.key], [other.key]):
                groups.join(one.key, other.key)
        found: dict[Hashable, list[Key]] = defaultdict(list)
        for key in self.statements:
            found[groups.of(key)].append(key)
        return {key: found[groups.of(key)] for key in self.statements}

    def same(self, key: Key) -> list[Key]:
        """A statement and all that repeat it, that it repeats or that have the same copied words.

        They are in the order of the articles. A link between two such statements decides.
        """
        return self._alike[key]

    def grade(self, key: Key) -> str:
        """The grades of a statement's source and of itself, such as "B2"; "" without any.

        Where an article does not grade a source, it has the first grade that another one gives it.
        A statement without any grade has that of the first one that it repeats or is a copy of.
        """
        return next(filter(None, map(self._own_grade, (key, *self.same(key)))), "")

    def _own_grade(self, key: Key) -> str:
        source, digit = self.statements[key].source, self.statements[key].annotation.credibility
        letters = (source.reliability, *self.sources.grades(source)) if source else ()
        return f"{next(filter(None, letters), '')}{digit or ''}"

    # Sources

    @cached_property
    def sources(self) -> Sources:
        """All sources, grouped by person and by origin."""
        return Sources(self.notes)

    def speaker(self, statement: Statement) -> str:
        """The source's name as first given in any article; "" if the statement has no source."""
        return self.sources.name(statement.source) if statement.source else ""

    def independent(self, statements: Sequence[Statement]) -> int:
        """The number of mutually independent sources of some statements."""
        groups = UnionFind()
        spoken: list[Hashable] = []
        for statement in statements:
            if statement.source:
                origin = self.sources.origin(statement.source)
                groups.join(("said", self._repeating.of(statement.key)), ("from", origin))
                spoken.append(("from", origin))
        for copied in self._copied(statements):
            one, other = (self._repeating.of(each.key) for each in (copied.one, copied.other))
            groups.join(("said", one), ("said", other))
        return len({groups.of(origin) for origin in spoken})

    def copied(self, statements: Sequence[Statement]) -> SharedText | None:
        """The largest text for which alone two of the statements count as one source.

        There is none if each copy is linked as one that repeats the other, or if the origin of the
        sources is the same anyway.
        """
        unresolved = [pair.shared for pair in self._copied(statements) if self._is_unresolved(pair)]
        return max(unresolved, key=lambda shared: shared.share, default=None)

    def _is_unresolved(self, pair: CopiedPair) -> bool:
        origins = {
            self.sources.origin(each.source) for each in (pair.one, pair.other) if each.source
        }
        said = {self._repeating.of(each.key) for each in (pair.one, pair.other)}
        return len(origins) == len(said) == 2

    def _copied(self, statements: Iterable[Statement]) -> list[CopiedPair]:
        return copied_pairs([each for each in statements if each.source], self.shared)

    # Claims

    def claim(self, key: Key) -> Claim:
        """The statement as a Claim, with the statements for and against it."""
        core = self.same(key)
        supporting = self._backed(core)
        disputing = {end for one in core for end in self._disputes(one)}
        disputing |= self._pointing(self._chained(core), "disputes") - supporting
        opposing = self._backed(disputing)
        qualifying = self._pointing(supporting | opposing, *_BESIDE) - supporting - opposing
        old = {one for one in (supporting | opposing) - {*core} if self._is_superseded(one)}
        pro, contra = self._in_order(supporting - old), self._in_order(opposing - old)
        tags = {tag for one in core for tag in self.statements[one].tags}
        return Claim(
            self.statements[key],
            pro,
            contra,
            self._in_order(qualifying),
            independent=self.independent(pro),
            opposed=self.independent(contra),
            copied=self.copied(pro),
            copied_against=self.copied(contra),
            superseded=self._in_order(old),
            is_superseded=self._is_superseded(key),
            tagged=tuple(n for n in (SINGLE, CORROBORATED, DISPUTED) if f"status/{n}" in tags),
        )

    def _is_superseded(self, key: Key) -> bool:
        """Whether the source of a statement, or of one that it repeats, says otherwise by now."""
        for one in self.same(key):
            for later in self._pointing([one], "updates"):
                sources = (self.statements[each].source for each in (one, later))
                people = [self.sources.person(each) for each in sources if each]
                if len(people) == 2 and people[0] == people[1]:
                    return True
        return False

    def distance(self, statement: Statement, claim: Claim) -> int:
        """How directly a statement concerns a claim.

        0 is the statement that makes the claim, 1 one that is linked with it, 2 one that repeats
        it, or repeats such a statement, and 3 any that concerns it through another statement only.
        """
        if statement.key == claim.statement.key:
            return 0
        core, same = self.same(claim.statement.key), self.same(statement.key)
        if self._are_linked([statement.key], core):
            return 1
        return 2 if statement.key in core or self._are_linked(same, core) else 3

    def _are_linked(self, some: Sequence[Key], others: Sequence[Key]) -> bool:
        """Whether one of some statements has a link to one of some others, or the reverse."""
        ends = {end for one in some for _, end in self.links_of(one)}
        begins = {begin for one in some for _, begin in self.links_to(one)}
        return not (ends | begins).isdisjoint(others)

    def claims(self) -> list[Claim]:
        """All claims in text order.

        A claim is a statement with a claim tag, or one linked to such a statement, unless it is
        listed under another claim already.
        """
        shown: list[Claim] = []
        covered: set[Key] = set()
        candidates = [key for key in self.statements if self._concerns_a_claim(key)]
        heads = [key for key in candidates if not any(self._above(key))]
        # A cycle of links has no head, and the far end of a chain is not listed under its head.
        for key in (*heads, *candidates):
            if key not in covered:
                shown.append(self.claim(key))
                covered |= shown[-1].covered
        return sorted(shown, key=lambda claim: self._order(claim.statement.key))

    def _in_order(self, keys: Iterable[Key]) -> tuple[Statement, ...]:
        return tuple(self.statements[key] for key in sorted(set(keys), key=self._order))

    def _order(self, key: Key) -> tuple[int, tuple[int, int, str]]:
        return key[0], self.statements[key].annotation.sort_key

    def _disputes(self, key: Key) -> Iterator[Key]:
        """The statements that dispute this one, and those that it disputes."""
        for link, end in self.links_of(key):
            if link.rel == "disputes" and end and end != key:
                yield end
        yield from self._pointing([key], "disputes")

    def _pointing(self, keys: Iterable[Key], *relations: str) -> set[Key]:
        """The statements with a link of one of the relations to one of the statements."""
        incoming = (pair for key in keys for pair in self._incoming.get(key, ()))
        return {begin for link, begin in incoming if link.rel in relations}

    def _backed(self, keys: Iterable[Key]) -> set[Key]:
        """The statements, those that repeat them, and, transitively, those that support any."""
        found: set[Key] = set()
        todo = [*keys]
        while todo:
            key = todo.pop()
            if key not in found:
                found.add(key)
                todo += self.same(key)
                todo += self._pointing([key], "supports")
        return found

    def _chained(self, keys: Iterable[Key]) -> set[Key]:
        """The statements that support one of the statements, directly or through others."""
        found: set[Key] = set()
        todo = {*keys}
        while todo := self._pointing(todo, "supports") - found:
            found |= todo
        return found

    def _concerns_a_claim(self, key: Key) -> bool:
        near = [end for link, end in self.links_of(key) if end and link.rel in RELATIONS]
        near += [begin for link, begin in self._incoming.get(key, ()) if link.rel in RELATIONS]
        return any(self.statements[one].is_claim for one in (key, *near))

    def _above(self, key: Key) -> Iterator[Key]:
        """The statements under which this one is listed, because it links to them."""
        is_claim = self.statements[key].is_claim
        for link, end in self.links_of(key):
            known = link.rel in _COVERING or (link.rel in RELATIONS and not is_claim)
            if end and end != key and known:
                yield end
