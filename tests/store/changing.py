"""Changes for the tests of the store, in the shape the verbs give them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from app.domain.anchor import Span
from app.domain.change import Change, Edit, Entity, Value
from app.domain.discussion import Reply
from app.domain.fields import (
    annotation_fields,
    link_fields,
    parsed_fields,
    pin_fields,
    reply_fields,
    reviewer_fields,
    rule_fields,
    status_id,
    tag_fields,
)
from app.domain.ids import report_id
from app.domain.link import Link, LinkKind
from app.domain.pin import Pin, PinKind
from app.domain.report import ReadingStatus
from app.domain.reviewer import Reviewer
from app.domain.rule import Rule, RuleScope
from app.domain.tag import Tag
from app.store.library import Library, NewText
from builders import SMALL_TEXT, Clock, annotation, parsed, section

DEVICE = UUID("00000000-0000-4000-8000-000000000001")


class Changes:
    """Makes and applies changes; reads before-images from the library."""

    def __init__(self, library: Library, reviewer: UUID) -> None:
        self.library = library
        self.reviewer = reviewer
        self.clock = Clock()

    def change(self, action: str, *edits: Edit, reverses: UUID | None = None) -> Change:
        return Change(uuid4(), action, edits, self.reviewer, self.clock(), reverses)

    def apply(self, action: str, *edits: Edit, texts: Sequence[NewText] = ()) -> Change:
        return self.library.apply(self.change(action, *edits), texts)

    def add_reviewer(self, name: str = "审阅人") -> UUID:
        self.apply("reviewer", self.created_reviewer(name))
        return self.reviewer

    def created_reviewer(self, name: str = "审阅人") -> Edit:
        fields = reviewer_fields(Reviewer(self.reviewer, name))
        return Edit(Entity.REVIEWER, str(self.reviewer), None, fields)

    def created_report(
        self,
        text: str,
        furniture: Sequence[Span] = (),
        imported: datetime | None = None,
        sections: int = 0,
    ) -> tuple[Edit, NewText]:
        outline = [section(text, "", text[:1] or "", end=len(text)) for _ in range(sections)]
        made = parsed(text, furniture=furniture, sections=outline)
        fields = parsed_fields(made, imported or self.clock())
        id_ = str(report_id(made.text_sha256))
        return Edit(Entity.REPORT, id_, None, fields), NewText(made.text_sha256, text)

    def add_report(self, text: str = SMALL_TEXT, furniture: Sequence[Span] = ()) -> UUID:
        edit, new = self.created_report(text, furniture)
        self.apply("import", edit, texts=[new])
        return UUID(edit.id)

    def add_tag(self, name: str, **values: Any) -> UUID:
        tag = Tag(uuid4(), name, **values)
        self.apply("create_tag", Edit(Entity.TAG, str(tag.id), None, tag_fields(tag)))
        return tag.id

    def created_annotation(
        self, report: UUID, span: Span | None, tags: Sequence[UUID] = (), comment: str = ""
    ) -> Edit:
        made = annotation(
            report,
            self.library.text(report),
            span,
            tags=tags,
            comment=comment,
            reviewer=self.reviewer,
        )
        return Edit(Entity.ANNOTATION, str(made.id), None, annotation_fields(made))

    def annotate(
        self, report: UUID, span: Span | None, tags: Sequence[UUID] = (), comment: str = ""
    ) -> UUID:
        edit = self.created_annotation(report, span, tags, comment)
        self.apply("annotate", edit)
        return UUID(edit.id)

    def created_reply(self, to: UUID, text: str) -> Edit:
        now = self.clock()
        made = Reply(uuid4(), to, text, self.reviewer, now, now)
        return Edit(Entity.REPLY, str(made.id), None, reply_fields(made))

    def created_link(self, origin: UUID, target: UUID, kind: LinkKind = LinkKind.SAME) -> Edit:
        made = Link(uuid4(), origin, target, kind, "", self.reviewer, self.clock())
        return Edit(Entity.LINK, str(made.id), None, link_fields(made))

    def created_pin(self, a: UUID, b: UUID, at: int = 0) -> Edit:
        made = Pin(uuid4(), a, at, b, at, PinKind.PAIR, self.reviewer, self.clock())
        return Edit(Entity.PIN, str(made.id), None, pin_fields(made))

    def created_rule(self, tag: UUID, *terms: str) -> Edit:
        made = Rule(
            uuid4(), "规则", tag, terms, (), False, RuleScope.WORD, self.reviewer, self.clock()
        )
        return Edit(Entity.RULE, str(made.id), None, rule_fields(made))

    def altered(self, entity: Entity, id_: UUID | str, **after: Value) -> Edit:
        before = self.library.fields(entity, str(id_))
        assert before is not None
        return Edit(entity, str(id_), {name: before[name] for name in after}, after)

    def set(self, entity: Entity, id_: UUID | str, **after: Value) -> Change:
        return self.apply("set", self.altered(entity, id_, **after))

    def deleted(self, entity: Entity, id_: UUID | str) -> Edit:
        return Edit(entity, str(id_), self.library.fields(entity, str(id_)), None)

    def delete(self, entity: Entity, id_: UUID | str) -> Change:
        return self.apply("delete", self.deleted(entity, id_))

    def set_status(self, report: UUID, status: ReadingStatus) -> Change:
        id_ = status_id(report, self.reviewer)
        before = self.library.fields(Entity.STATUS, id_)
        return self.apply("status", Edit(Entity.STATUS, id_, before, {"status": status.value}))

    def undo(self, change: Change) -> Change:
        edits = tuple(edit.reversed() for edit in reversed(change.edits))
        return self.library.apply(self.change("undo", *edits, reverses=change.id))
