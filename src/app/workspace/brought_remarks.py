"""The annotations of a brought file with their replies and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from app.domain.annotation import Annotation, Scope
from app.domain.change import Edit, Entity
from app.domain.discussion import Reply
from app.domain.exchange import Brought, BroughtAnnotation, BroughtLink, BroughtReply, ExchangeNote
from app.domain.exchange import id_of as key_id
from app.domain.fields import annotation_fields, annotation_value, link_fields, reply_fields
from app.domain.link import Link, LinkKind
from app.workspace.bringing_plan import (
    AnnotationPlan,
    Answer,
    Asked,
    Choices,
    Fate,
    Question,
    Way,
)
from app.workspace.brought_codebook import Codebook, People
from app.workspace.brought_documents import Document, Documents
from app.workspace.brought_places import UNSURE, Ground, Place
from app.workspace.edits import alter, create, storable, storable_fields
from app.workspace.progress import Progress
from app.workspace.session import Session

NOTES = (
    "no_report",  # the document of the annotation is none of the library's
    "no_place",  # neither a position nor words
    "bad_position",  # the position lies outside the text, and there are no words
    "empty_passage",  # the passage has no characters
    "twice",  # the file has it twice
    "bad_fields",  # the annotation of a Piyue file cannot be
    "several_reports",  # only words are known, and they stand in several reports
    "tag_missing",  # tag: the annotation came without it
    "reviewer_unknown",  # count: by nobody known; they count as yours
    "same_content",  # count: the library has the same remark under another id
    "annotation_differs",  # count: the library's say something else and stay
    "reply_alone",  # its annotation did not come
    "reply_empty",
    "reply_differs",  # the library's stays
    "link_alone",  # an end of it did not come
    "link_self",  # both ends are one annotation
    "link_exists",  # the two are linked this way already
    "link_kind",  # kind: none of ours; it came as "same"
    "link_differs",  # the library's stays
)

YEARS = range(1970, 2200)
"""A time outside is a mistake of the program that wrote the file."""

SHOWN = 80
"""Code points of a quote in the plan."""

Content = tuple[UUID, Scope, int | None, int | None, frozenset[UUID], str, UUID]


class Remarks:
    """Decides for all annotations, replies and links of one file."""

    def __init__(
        self,
        session: Session,
        brought: Brought,
        choices: Choices,
        documents: Documents,
        codebook: Codebook,
        people: People,
    ) -> None:
        self._session = session
        self._library = session.library
        self._brought = brought
        self._choices = choices
        self._documents = documents
        self._codebook = codebook
        self._people = people
        self._now = session.clock()
        self._here: dict[UUID, Annotation] = {}
        self._contents: dict[Content, UUID] = {}
        self.ids: dict[str, UUID] = {}
        self.each: list[AnnotationPlan] = []
        self.replies: list[Fate] = []
        self.links: list[Fate] = []
        self.taken = 0
        self.edits: list[Edit] = []
        self.questions: list[Question] = []
        self.repairs: list[ExchangeNote] = []
        self.rejects: list[ExchangeNote] = []
        self.referred: set[str] = set()
        self._counts: dict[str, int] = {}
        self._added: set[UUID] = set()
        self._answers: set[UUID] = set()  # ids of replies: a file may name both alike
        self._several: set[str] = set()
        self._answered: set[tuple[UUID, str]] = set()

    def decide(self, progress: Progress) -> None:
        """Annotations document by document, so that one text is at hand at a time."""
        self._here = {a.id: a for a in self._library.annotations()}
        self._contents = {_content(a): a.id for a in self._here.values()}
        by_source: dict[str, list[tuple[int, BroughtAnnotation]]] = {}
        for number, annotation in enumerate(self._brought.annotations):
            by_source.setdefault(annotation.source, []).append((number, annotation))
        done: dict[int, AnnotationPlan] = {}
        replies = {r.id: r for r in self._library.replies()} if self._has_replies() else {}
        self._answered = {(r.annotation, r.text) for r in replies.values()}
        anywhere = self._anywhere([a for _, a in by_source.get("", ())], progress)
        for key, those in by_source.items():
            document = self._documents.found.get(key)
            ground = None
            for number, annotation in those:
                if annotation.key in anywhere:
                    document, ground = anywhere[annotation.key], None
                if len(done) % 50 == 0:
                    progress.step(len(done), len(self._brought.annotations), "")
                if ground is None and document is not None and document.way is not Way.NONE:
                    ground = Ground(self._documents, document)
                done[number] = self._annotation(annotation, document, ground)
                self._replies(annotation, replies)
        self.each = [done[number] for number in sorted(done)]
        if self._brought.links:
            self._links()
        for code, count in self._counts.items():
            self.repairs.append(ExchangeNote(code, "", {"count": count}))

    def _anywhere(
        self, annotations: Sequence[BroughtAnnotation], progress: Progress
    ) -> dict[str, Document | None]:
        """For annotations of which only the words are known, the one report that says them."""
        if not annotations or "" in self._documents.found:
            return {}
        having = self._documents.having([a.quote for a in annotations], progress)
        self._several = {
            a.key for a, found in zip(annotations, having, strict=True) if len(found) > 1
        }
        return {
            a.key: found[0] if len(found) == 1 else None
            for a, found in zip(annotations, having, strict=True)
        }

    def _has_replies(self) -> bool:
        return any(annotation.replies for annotation in self._brought.annotations)

    # --- annotations ------------------------------------------------------------------------

    def _annotation(
        self, brought: BroughtAnnotation, document: Document | None, ground: Ground | None
    ) -> AnnotationPlan:
        id_ = key_id(brought.key, self._brought.context)
        if id_ in self._added or brought.key in self.ids:
            return self._reject(brought, "twice")
        if document is None or ground is None or document.report is None:
            is_several = brought.key in self._several
            return self._reject(brought, "several_reports" if is_several else "no_report")
        if brought.fields is not None:
            made = self._as_given(brought, id_, document, ground)
        else:
            made = self._made(brought, id_, document, ground)
        if isinstance(made, str):
            return self._reject(brought, made)
        old = self._here.get(id_)
        if old is not None:
            return self._here_already(brought, old, made)
        twin = None if _has_own_id(brought.key, id_) else self._contents.get(_content(made))
        if twin is not None:
            self.ids[brought.key] = twin
            self._count("same_content")
            return _planned(brought, Fate.PRESENT, made)
        self.ids[brought.key] = id_
        self._added.add(id_)
        if made.placing is not None:
            self.referred.add(made.placing.text_sha256)
        fields, given = annotation_fields(made), brought.fields
        # Of 25,000, two copies would be felt.
        kept = given if given is not None and given == fields else fields
        self.edits.append(create(Entity.ANNOTATION, str(id_), kept))
        return _planned(brought, Fate.ADDED, made)

    def _made(
        self, brought: BroughtAnnotation, id_: UUID, document: Document, ground: Ground
    ) -> Annotation | str:
        """The annotation as it would be here, or why it cannot be."""
        place = ground.place(brought)
        if place.why:
            return place.why
        assert document.report is not None
        created, edited = self._times(brought.created, brought.edited)
        return Annotation(
            id_,
            document.report,
            brought.scope,
            place.anchor,
            self._tags(brought),
            storable(brought.comment),
            self._reviewer(brought.reviewer),
            created,
            edited,
            place.state,
            brought.resolved,
            None,
            place.placing,
        )

    def _as_given(
        self, brought: BroughtAnnotation, id_: UUID, document: Document, ground: Ground
    ) -> Annotation | str:
        """An annotation of a Piyue file: as it is, at its place if the text is the same."""
        try:
            fields = storable_fields(brought.fields or {})
            value = annotation_value(str(id_), fields)
            is_whole = annotation_fields(value) == fields
        except (KeyError, TypeError, ValueError, AttributeError):
            return "bad_fields"
        if not is_whole or (value.anchor is None) != (value.scope is Scope.REPORT):
            return "bad_fields"
        place = ground.place_again(value)
        if place.why:
            return place.why
        assert document.report is not None
        tags = self._mapped_tags(brought, [str(tag) for tag in value.tags])
        return _at(
            replace(
                value,
                report=document.report,
                tags=tags,
                comment=storable(value.comment),
                reviewer=self._reviewer(str(value.reviewer)),
            ),
            place,
        )

    def _tags(self, brought: BroughtAnnotation) -> tuple[UUID, ...]:
        return self._mapped_tags(brought, brought.tags)

    def _mapped_tags(self, brought: BroughtAnnotation, keys: Sequence[str]) -> tuple[UUID, ...]:
        found: list[UUID] = []
        for key in keys:
            tag = self._codebook.ids.get(key) or self._codebook.here(key)
            if tag is None:
                where = _short(brought.quote or brought.key)
                self.repairs.append(ExchangeNote("tag_missing", where, {"tag": key}))
            else:
                found.append(tag)
        return tuple(dict.fromkeys(found))

    def _reviewer(self, key: str) -> UUID:
        known = self._people.of(key)
        if known is None:
            self._count("reviewer_unknown")
            return self._people.me
        return known

    def _here_already(
        self, brought: BroughtAnnotation, old: Annotation, made: Annotation
    ) -> AnnotationPlan:
        self.ids[brought.key] = old.id
        differs = _differences(brought, old, made)
        if not differs:
            return _planned(brought, Fate.PRESENT, old)
        self.questions.append(
            Question(
                Asked.ANNOTATION,
                brought.key,
                _short(brought.quote or made.comment or brought.key),
                old.id,
                _short(old.comment),
                Answer.KEEP,
                differs=differs,
            )
        )
        why = ",".join(differs)
        if self._choices.of(Asked.ANNOTATION, brought.key, Answer.KEEP) is Answer.KEEP:
            self._count("annotation_differs")
            return _planned(brought, Fate.CONFLICT, old, why, is_placed=False)
        self.taken += 1
        taken = made if "place" in differs or brought.fields is not None else _at(made, _place(old))
        if taken.placing is not None:
            self.referred.add(taken.placing.text_sha256)
        before, after = annotation_fields(old), annotation_fields(taken)
        self.edits.append(alter(Entity.ANNOTATION, str(old.id), before, after))
        return _planned(brought, Fate.CONFLICT, taken, why)

    def _reject(self, brought: BroughtAnnotation, why: str) -> AnnotationPlan:
        words = _short(brought.quote or brought.comment or brought.key)
        self.rejects.append(ExchangeNote(why, words, {"source": self._name_of(brought.source)}))
        return AnnotationPlan(brought.key, Fate.REJECTED, brought.scope, words, why=why)

    def _name_of(self, source: str) -> str:
        document = self._documents.found.get(source)
        return document.source.name if document else source

    def _times(
        self, created: datetime | None, edited: datetime | None
    ) -> tuple[datetime, datetime]:
        """When it was made and last changed; what cannot be is left out, unknown is now."""
        first = _moment(created) or _moment(edited) or self._now
        return first, max(first, _moment(edited) or first)

    def _count(self, code: str) -> None:
        self._counts[code] = self._counts.get(code, 0) + 1

    # --- replies ------------------------------------------------------------------------------

    def _replies(self, brought: BroughtAnnotation, here: Mapping[UUID, Reply]) -> None:
        annotation = self.ids.get(brought.key)
        for reply in brought.replies:
            self.replies.append(self._reply(reply, annotation, here))

    def _reply(
        self, brought: BroughtReply, annotation: UUID | None, here: Mapping[UUID, Reply]
    ) -> Fate:
        text = storable(brought.text)
        if annotation is None or not text.strip():
            code = "reply_alone" if annotation is None else "reply_empty"
            self.rejects.append(ExchangeNote(code, _short(text or brought.key)))
            return Fate.REJECTED
        id_ = key_id(brought.key, self._brought.context)
        old = here.get(id_)
        if old is not None:
            if (old.text, old.annotation) == (text, annotation):
                return Fate.PRESENT
            self.repairs.append(ExchangeNote("reply_differs", _short(old.text)))
            return Fate.CONFLICT
        if id_ in self._answers:
            self.rejects.append(ExchangeNote("twice", _short(text)))
            return Fate.REJECTED
        # A table tells no ids of answers: the same words at the same place are the same one.
        if (annotation, text) in self._answered and not _has_own_id(brought.key, id_):
            return Fate.PRESENT
        created, edited = self._times(brought.created, brought.edited)
        made = Reply(
            id_,
            annotation,
            text,
            self._reviewer(brought.reviewer),
            created,
            edited,
        )
        self._answers.add(id_)
        self.edits.append(create(Entity.REPLY, str(id_), reply_fields(made)))
        return Fate.ADDED

    # --- links --------------------------------------------------------------------------------

    def _links(self) -> None:
        known = {link.id: link for link in self._library.links()}
        pairs = {(frozenset((k.origin, k.target)), k.kind) for k in known.values()}
        for brought in self._brought.links:
            self.links.append(self._link(brought, known, pairs))

    def _link(
        self,
        brought: BroughtLink,
        known: Mapping[UUID, Link],
        pairs: set[tuple[frozenset[UUID], LinkKind]],
    ) -> Fate:
        id_ = key_id(brought.key, self._brought.context)
        origin, target = self._end(brought.origin), self._end(brought.target)
        if origin is None or target is None or origin == target:
            is_loop = origin is not None and origin == target
            where = _short(brought.comment or brought.key)
            self.rejects.append(ExchangeNote("link_self" if is_loop else "link_alone", where))
            return Fate.REJECTED
        kind = LinkKind(brought.kind) if brought.kind in tuple(LinkKind) else LinkKind.SAME
        comment = storable(brought.comment)
        old = known.get(id_)
        if old is not None:
            ends = (old.origin, old.target) == (origin, target)
            if ends and (old.kind, old.comment) == (kind, comment):
                return Fate.PRESENT
            self.repairs.append(ExchangeNote("link_differs", _short(old.comment or str(id_))))
            return Fate.CONFLICT
        pair = (frozenset((origin, target)), kind)
        if pair in pairs:
            self.repairs.append(ExchangeNote("link_exists", _short(comment or brought.key)))
            return Fate.PRESENT
        if brought.kind not in tuple(LinkKind):
            self.repairs.append(ExchangeNote("link_kind", _short(comment), {"kind": brought.kind}))
        pairs.add(pair)
        created, _ = self._times(brought.created, None)
        made = Link(id_, origin, target, kind, comment, self._reviewer(brought.reviewer), created)
        self.edits.append(create(Entity.LINK, str(id_), link_fields(made)))
        return Fate.ADDED

    def _end(self, key: str) -> UUID | None:
        known = self.ids.get(key)
        if known is None:
            id_ = key_id(key, self._brought.context)
            known = id_ if id_ in self._here else None
        return known


def _at(annotation: Annotation, place: Place) -> Annotation:
    return replace(annotation, anchor=place.anchor, state=place.state, placing=place.placing)


def _place(annotation: Annotation) -> Place:
    return Place(annotation.anchor, annotation.state, annotation.placing)


def _content(annotation: Annotation) -> Content:
    span = annotation.anchor.span if annotation.anchor else None
    return (
        annotation.report,
        annotation.scope,
        span.start if span else None,
        span.end if span else None,
        frozenset(annotation.tags),
        annotation.comment,
        annotation.reviewer,
    )


def _has_own_id(key: str, id_: UUID) -> bool:
    """Whether the file gives the annotation an id that is unique in the world."""
    return str(id_) in key.lower()


def _differences(brought: BroughtAnnotation, old: Annotation, made: Annotation) -> tuple[str, ...]:
    """In what the file's annotation says something else than the library's of this id."""
    checks = {
        "report": old.report != made.report,
        "place": _stands_elsewhere(old, made),
        "tags": set(old.tags) != set(made.tags),
        "comment": old.comment != made.comment,
        "reviewer": bool(brought.reviewer or brought.fields) and old.reviewer != made.reviewer,
        "resolved": made.resolved != old.resolved and (made.resolved or brought.fields is not None),
    }
    if brought.fields is not None:
        checks["edited"] = (old.created, old.edited) != (made.created, made.edited)
    return tuple(name for name, differs in checks.items() if differs)


def _stands_elsewhere(old: Annotation, made: Annotation) -> bool:
    """Whether a place that is sure is not the one here; a person may have decided meanwhile."""
    if old.scope is not made.scope:
        return True
    if old.anchor is None or made.anchor is None or made.state in UNSURE:
        return False
    return old.state in UNSURE or old.anchor.span != made.anchor.span


def _planned(
    brought: BroughtAnnotation,
    fate: Fate,
    made: Annotation,
    why: str = "",
    *,
    is_placed: bool = True,
) -> AnnotationPlan:
    quote = made.anchor.quote.exact if made.anchor else made.comment
    state = made.state if is_placed and fate is not Fate.PRESENT else None
    return AnnotationPlan(brought.key, fate, brought.scope, _short(quote), made.report, state, why)


def _moment(given: datetime | None) -> datetime | None:
    """An aware time; of one without a zone we know no better than UTC."""
    if given is None or given.year not in YEARS:
        return None
    return given if given.tzinfo else given.replace(tzinfo=UTC)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
