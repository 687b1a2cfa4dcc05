"""Judging: links between statements, reasons for grades, and what the analyst concludes."""

from __future__ import annotations

from dataclasses import replace

from ..model import edits
from ..model.annotation import Judgement, Link
from ..model.document import Span
from ..model.edits import Target
from ..model.history import Change
from .editing import Editing


class Judging(Editing):
    """The edits that weigh statements; each returns whether anything changed."""

    def link(self, target: Target, link: Link) -> bool:
        """Link a target, which is made if absent; a link that is there already is left alone.

        A link on another analyst's annotation goes to the user's own annotation of that span.
        """
        target = self.own(target)
        annotation = self.at(target)
        links = annotation.links if annotation else ()
        if any((one.to, one.rel) == (link.to, link.rel) for one in links):
            return False
        changes = edits.edited([(target, annotation)], self._new, links=(*links, link))
        return self._apply(link.rel, changes, target.span)

    def unlink(self, key: str, link: Link) -> bool:
        """Take a link off an annotation."""
        annotation = self.annotations[key]
        span = Span(annotation.start, annotation.end)
        links = tuple(one for one in annotation.links if one != link)
        changes = edits.edited([(Target(span, key), annotation)], self._new, links=links)
        return self._apply("remove the link", changes, span)

    def give_reasons(self, target: Target, reliability: str, credibility: str) -> bool:
        """Say why the target's source and statement are graded as they are; "" takes it away."""
        annotation, source = self.at(target), self.speaker_of(target)
        changes = [Change(source, replace(source, reason=reliability))] if source else []
        if annotation or credibility:
            changes += edits.edited([(target, annotation)], self._new, reason=credibility)
        return self._apply("reason", changes, target.span)

    def judge(self, judgement: Judgement) -> bool:
        """Keep a judgement, in the place of the one with its id."""
        before = self.judgements.get(judgement.id)
        if before is not None:
            judgement = replace(judgement, rev=before.rev)
        return self._apply("judgement", [Change(before, judgement)])

    def remove_judgement(self, key: str) -> bool:
        """Delete a judgement."""
        return self._apply("remove the judgement", [Change(self.judgements[key], None)])
