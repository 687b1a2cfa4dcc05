"""What judgements and hypotheses cite: its grades, what is wrong with it, and what is a copy."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .anchoring.anchors import Anchor
from .annotation import Judgement, Side
from .claims import StatementGraph
from .copied_statements import SharedByArticles, at_one_place
from .origins import UnionFind
from .references import Key, citing_only
from .statements import Statement

FLAGS = {
    "uncited": "it cites nothing",
    "missing": "a passage that it cites is not there any more",
    "uncertain": "the place of a passage that it cites is not certain",
    "edited": "the words of a passage that it cites were edited",
    "downgraded": "a passage that it cites is graded worse than when the judgement was confirmed",
    "copy": "two passages that it cites are one text that was copied, not two sources",
}
"""What can be wrong with the evidence of a judgement, in words that a report can use."""


@dataclass(frozen=True)
class CitedEvidence:
    """The passages that the judgements and hypotheses of a dossier cite.

    `find` returns the statement that a citation refers to, None if there is none; `anchor` returns
    the place of a statement, None if its article cannot be read. `absent` says where a passage is
    that is not found.
    """

    graph: StatementGraph
    find: Callable[[str], Key | None]
    anchor: Callable[[Key], Anchor | None]
    absent: str = "not in this folder"

    def statement(self, cite: str) -> Statement | None:
        """The statement that a citation refers to; None if there is none."""
        key = self.find(cite)
        return self.graph.statements[key] if key else None

    def grade(self, cite: str) -> str:
        """The grades of a cited statement's source and of itself, such as "B2"; "" without any."""
        key = self.find(cite)
        return self.graph.grade(key) if key else ""

    def with_grounds(self, judgement: Judgement) -> Judgement:
        """A judgement with the grades that its citations have now, or had if they are not found."""
        grades = {
            cite: self.grade(cite) if self.find(cite) else judgement.grounds.get(cite)
            for cite in judgement.cites
        }
        return replace(judgement, grounds={cite: found for cite, found in grades.items() if found})

    def toggled(
        self, judgement: Judgement, citations: Mapping[Key, str], opposing: Collection[Key] = ()
    ) -> Judgement:
        """A judgement that cites some statements too; if it cites them all, one that cites none.

        `citations` maps the statements to the citations to add, whose grades become grounds; those
        that are `opposing` speak against the judgement. Without citations it states no sides.
        """
        known = {self.find(cite) for cite in judgement.cites}
        if known.issuperset(citations):
            kept = citing_only(judgement, lambda cite: self.find(cite) not in citations)
            return kept if kept.cites else replace(kept, against=None)
        added = {key: cite for key, cite in citations.items() if key not in known}
        grades = {cite: self.grade(cite) for cite in added.values()}
        grounds = {**judgement.grounds, **{cite: it for cite, it in grades.items() if it}}
        cites = *judgement.cites, *added.values()
        against = [cite for key, cite in added.items() if key in opposing]
        if against:
            judgement = replace(judgement, against=(*(judgement.against or ()), *against))
        return replace(judgement, cites=cites, grounds=grounds)

    def sides(self, judgement: Judgement) -> dict[Key, Side]:
        """The side of each statement that a judgement cites: "against" if one citation of it is."""
        found: dict[Key, Side] = {}
        for cite in judgement.cites:
            key = self.find(cite)
            if key and found.get(key) != "against":
                found[key] = judgement.side(cite)
        return found

    def with_side(self, judgement: Judgement, keys: Collection[Key], side: Side) -> Judgement:
        """A judgement with some cited statements for or against it; all others keep their side.

        Where no sides were stated, the others now speak for it.
        """
        cited = [cite for cite in judgement.cites if self.find(cite) in keys]
        others = [cite for cite in judgement.against or () if cite not in cited]
        return replace(judgement, against=(*others, *(cited if side == "against" else ())))

    def flags(self, judgement: Judgement) -> tuple[str, ...]:
        """The keys of FLAGS that apply to a judgement, in their order."""
        found = {flag for cite in judgement.cites for flag in self.flags_of(judgement, cite)}
        if not any(cite.strip() for cite in judgement.cites):
            found.add("uncited")
        cited = dict.fromkeys(filter(None, map(self.find, judgement.cites)))
        if self.graph.copied([self.graph.statements[key] for key in cited]):
            found.add("copy")
        return tuple(flag for flag in FLAGS if flag in found)

    def flags_of(self, judgement: Judgement, cite: str) -> Iterator[str]:
        """The keys of FLAGS that apply to one citation of a judgement."""
        key = self.find(cite)
        if key is None:
            if cite.strip():
                yield "missing"
            return
        anchor = self.anchor(key)
        if anchor is not None and anchor.state != "anchored":
            yield "uncertain"
        if anchor is not None and anchor.edited:
            yield "edited"
        if is_worse(self.grade(cite), judgement.grounds.get(cite, "")):
            yield "downgraded"

    def origins(self, cites: Iterable[str]) -> dict[str, Hashable]:
        """What each citation goes back to: equal for statements that repeat or copy each other."""
        keys = {cite: self.find(cite) for cite in cites}
        statements = [self.graph.statements[key] for key in dict.fromkeys(keys.values()) if key]
        groups = UnionFind()
        for statement in statements:
            for same in self.graph.same(statement.key):
                groups.join(same, statement.key)
        for one, other in _copies(statements, self.graph.shared):
            groups.join(one.key, other.key)
        return {cite: groups.of(key or cite) for cite, key in keys.items()}


def _copies(
    statements: Iterable[Statement], shared: SharedByArticles
) -> Iterator[tuple[Statement, Statement]]:
    """The pairs of statements of different articles that stand at one place of copied text."""
    by_article: dict[int, list[Statement]] = {}
    for statement in statements:
        by_article.setdefault(statement.article, []).append(statement)
    for (a, b), each in shared.items():
        here, there = by_article.get(a, []), by_article.get(b, [])
        if here and there:
            yield from at_one_place(each, each.a, here, there)
            yield from at_one_place(each, each.b, there, here)


def is_worse(now: str, then: str) -> bool:
    """Whether a grade such as "C4" is worse than another, by its letter or by its digit.

    A part that either grade lacks is not compared.
    """
    letters = [each[:1] for each in (now, then) if each[:1].isalpha()]
    digits = [each[-1:] for each in (now, then) if each[-1:].isdigit()]
    return any(len(part) == 2 and part[0] > part[1] for part in (letters, digits))
