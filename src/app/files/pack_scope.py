"""The scope of a package: which things of the change log belong to what is exported.

Nothing in a scope refers to something outside of it: what a thing needs comes along.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from app.domain.change import Change, Edit, Entity
from app.files.export import ChangeLog, Export

Images = list[Mapping[str, Any]]


class PackScope:
    """What of the log is meant; made by reading the log once.

    - reports: those meant, with their versions, statuses and the pins between them;
    - annotations: those meant, or, when none were chosen, all that ever stood on the
      reports, with their replies and with links that have both ends among them;
    - the whole codebook, so that whoever receives the package can go on with it;
    - rules by which any of the annotations were made (all when all is meant);
    - whoever made or is named in any of this.

    Attributes:
        texts: SHA-256 of the present and former texts of the reports.
        links_left: links of which only one end is meant.
    """

    def __init__(self, export: Export, log: ChangeLog) -> None:
        self._ids: dict[Entity, set[str]] = {entity: set() for entity in Entity}
        self._ids[Entity.REPORT] = {str(id_) for id_ in log.reports}
        self._is_whole = log.is_whole
        self._chosen = {str(r.annotation.id) for r in export.rows} if log.has_chosen else None
        self.texts: set[str] = set()
        self._named_rules: set[str] = set()
        self._named_people: set[str] = set()
        self._rule_people: dict[str, set[str]] = {}
        self._made_people: list[tuple[str, str]] = []
        for change in log.changes():
            self._look(change)
        self._take_rules()
        self._take_people()
        ends = self._ids[Entity.ANNOTATION]
        self.links_left = sum(
            not {str(row.link.origin), str(row.link.target)} <= ends for row in export.links
        )

    def of(self, change: Change) -> Change | None:
        """The part of a change that is meant; None when nothing of it is."""
        edits = tuple(edit for edit in change.edits if edit.id in self._ids[edit.entity])
        return replace(change, edits=edits) if edits else None

    def counts(self) -> Counter[Entity]:
        """Things that are, or once were, by their kind."""
        return Counter({entity: len(ids) for entity, ids in self._ids.items()})

    def has(self, entity: Entity, id_: str) -> bool:
        return id_ in self._ids[entity]

    def _look(self, change: Change) -> None:
        is_meant = False
        for edit in change.edits:
            images: Images = [image for image in (edit.before, edit.after) if image is not None]
            if edit.entity is Entity.REVIEWER:
                self._made_people.append((edit.id, str(change.reviewer)))
            elif edit.entity is Entity.RULE:
                people = self._rule_people.setdefault(edit.id, {str(change.reviewer)})
                people |= {str(image["reviewer"]) for image in images if "reviewer" in image}
            elif self._is_meant(edit, images):
                is_meant = True
                self._ids[edit.entity].add(edit.id)
                self._note(edit, images)
        if is_meant:
            self._named_people.add(str(change.reviewer))

    def _is_meant(self, edit: Edit, images: Images) -> bool:
        ids, id_ = self._ids, edit.id
        reports, annotations = ids[Entity.REPORT], ids[Entity.ANNOTATION]
        match edit.entity:
            case Entity.TAG:
                return True
            case Entity.REPORT:
                return id_ in reports
            case Entity.STATUS | Entity.VERSION:
                return id_.partition("/")[0] in reports
            case Entity.ANNOTATION if self._chosen is not None:
                return id_ in self._chosen
            case Entity.ANNOTATION:
                return id_ in annotations or _any_in(images, ("report",), reports)
            case Entity.REPLY:
                return id_ in ids[Entity.REPLY] or _any_in(images, ("annotation",), annotations)
            case Entity.LINK:
                ends = ("origin", "target")
                return id_ in ids[Entity.LINK] or _any_in(images, ends, annotations)
            case Entity.PIN:
                return id_ in ids[Entity.PIN] or _any_in(images, ("a", "b"), reports)
            case _:
                return False

    def _note(self, edit: Edit, images: Images) -> None:
        """Remember what a thing that is meant refers to."""
        for image in images:
            if person := image.get("reviewer"):
                self._named_people.add(str(person))
            if edit.entity is Entity.ANNOTATION and image.get("rule"):
                self._named_rules.add(str(image["rule"]))
            if edit.entity is Entity.REPORT and "text_sha256" in image:
                self.texts.add(str(image["text_sha256"]))
        if edit.entity is Entity.STATUS:
            self._named_people.add(edit.id.partition("/")[2])
        elif edit.entity is Entity.VERSION:
            self.texts.add(edit.id.partition("/")[2])

    def _take_rules(self) -> None:
        for rule, people in self._rule_people.items():
            if self._is_whole or rule in self._named_rules:
                self._ids[Entity.RULE].add(rule)
                self._named_people |= people

    def _take_people(self) -> None:
        """Those named, and whoever wrote them into the library."""
        people = self._ids[Entity.REVIEWER]
        while True:
            more = {
                writer_or_self
                for id_, writer in self._made_people
                if self._is_whole or id_ in self._named_people
                for writer_or_self in (id_, writer)
            }
            if more <= self._named_people:
                people |= more & {id_ for id_, _ in self._made_people}
                return
            self._named_people |= more


def _any_in(images: Iterable[Mapping[str, Any]], fields: tuple[str, ...], ids: set[str]) -> bool:
    """Whether an image names all of these fields, each one of `ids`."""
    return any(all(str(image.get(field)) in ids for field in fields) for image in images)
