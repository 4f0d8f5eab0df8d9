"""Auto-tagging: giving a tag to everything a rule finds, after it has been looked at."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.anchor import Anchor, Span
from app.domain.annotation import Annotation, Scope
from app.domain.change import Edit, Entity
from app.domain.errors import Invalid, NotFound, UnreadableFile
from app.domain.fields import annotation_fields, rule_fields
from app.domain.ids import new_id
from app.domain.report import Report
from app.domain.rule import Rule, RuleScope
from app.domain.search import Query
from app.text.matching import Reach, compiled, has_any, joined
from app.workspace.edits import alter, create, delete, storable
from app.workspace.finding import Finding
from app.workspace.progress import Progress, Silent
from app.workspace.session import Session

if TYPE_CHECKING:
    from app.files.worker import Worker

MOST = 20_000
"""Proposals of one rule; what finds more is too wide to be looked through."""

CONTEXT = 40
"""Characters shown on either side of what would be marked, in its own paragraph."""

PATTERN_SECONDS = 8.0
"""So long may a regular expression take for one batch of reports."""

BATCH_CHARACTERS = 400_000
"""Text per request for regular expressions: between two of them the work can be stopped."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be found and marked; see domain.rule for the fields."""

    tag: UUID
    terms: tuple[str, ...]
    without: tuple[str, ...] = ()
    is_pattern: bool = False
    is_exact: bool = False
    scope: RuleScope = RuleScope.MATCH

    @classmethod
    def of(cls, rule: Rule) -> Wish:
        return cls(rule.tag, rule.terms, rule.without, rule.is_pattern, rule.is_exact, rule.scope)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One passage that would be marked.

    Attributes:
        finds: what was found in it, in order.
        before, after: what stands around it in its own paragraph.
        quote: the passage itself.
    """

    report: UUID
    span: Span
    finds: tuple[Span, ...]
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a wish comes to.

    Attributes:
        proposals: by report (order of import) and place.
        skipped: passages left out because they have the tag already.
        is_cut: there are more than MOST; the rest is not listed.
        wordless: reports whose words are not known yet, so that a word is a term of
            the genre or the find itself.
    """

    proposals: tuple[Proposal, ...] = ()
    skipped: int = 0
    is_cut: bool = False
    wordless: int = 0


class AutoTagging:
    """Verbs on rules. Previews and `apply` may run in a job thread."""

    def __init__(self, session: Session, finding: Finding) -> None:
        self._session = session
        self._library = session.library
        self._finding = finding
        self._workers: set[Worker] = set()
        self._lock = threading.Lock()

    # --- looking ----------------------------------------------------------------

    def preview(
        self,
        wish: Wish,
        reports: Iterable[UUID] | None = None,
        progress: Progress | None = None,
        *,
        skip_tagged: bool = True,
    ) -> Preview:
        """Find what would be marked. Nothing is changed.

        Args:
            reports: look only in these; None is the whole library.
            skip_tagged: leave out passages that overlap an annotation of the reviewer
                at work with the same tag.

        Raises:
            Invalid: `no_terms`; `bad_pattern` (pattern, reason, position);
                `slow_pattern` (seconds) when a regular expression takes too long.
            NotFound: the tag is gone. Cancelled: by the progress.
        """
        watched = progress or Silent()
        self._check(wish)
        known = self._library.reports()
        chosen = None if reports is None else frozenset(reports)
        meant = [r for r in known if chosen is None or r.id in chosen]
        whole = chosen is None or len(meant) == len(known)
        find = self._pattern_finds if wish.is_pattern else self._term_finds
        finds = find(wish, meant, whole, watched)
        taken = self._taken(wish.tag, finds) if skip_tagged else {}
        proposals: list[Proposal] = []
        skipped = wordless = 0
        for done, report in enumerate(meant):
            if not finds.get(report.id):
                continue
            watched.step(done, len(meant), report.title)
            text = self._library.text(report.id)
            ends = self._library.words(report.id) if wish.scope is RuleScope.WORD else None
            wordless += wish.scope is RuleScope.WORD and ends is None
            marks = self._marks(wish, report.id, text, finds[report.id], ends)
            occupied = taken.get(report.id, ())
            for span, within in marks:
                if any(span.overlaps(other) for other in occupied):
                    skipped += 1
                else:
                    proposals.append(_proposal(report.id, text, span, within))
            if len(proposals) > MOST:
                cut = tuple(proposals[:MOST])
                return Preview(cut, skipped, is_cut=True, wordless=wordless)
        return Preview(tuple(proposals), skipped, wordless=wordless)

    def _check(self, wish: Wish) -> None:
        if wish.tag not in self._session.tree:
            raise NotFound("tag", str(wish.tag))
        if not any(term.strip() for term in wish.terms):
            raise Invalid("no_terms")
        if wish.is_pattern:
            for pattern in wish.terms:
                compiled(pattern, exact=wish.is_exact)

    def _term_finds(
        self, wish: Wish, meant: Sequence[Report], whole: bool, progress: Progress
    ) -> dict[UUID, list[Span]]:
        only = None if whole else frozenset(r.id for r in meant)
        finds: dict[UUID, list[Span]] = {}
        terms = [term for term in dict.fromkeys(wish.terms) if term.strip()]
        for done, term in enumerate(terms):
            progress.step(done, len(terms), term)
            query = Query(term, exact=wish.is_exact, reports=only)
            for report, spans in self._finding.spans(query, MOST + 1).items():
                finds.setdefault(report, []).extend(spans)
        return finds

    def _pattern_finds(
        self, wish: Wish, meant: Sequence[Report], whole: bool, progress: Progress
    ) -> dict[UUID, list[Span]]:
        """In a process of its own: Python cannot stop a regular expression under way."""
        from app.files.worker import Worker

        del whole
        worker = Worker(seconds=PATTERN_SECONDS)
        with self._lock:
            self._workers.add(worker)
        finds: dict[UUID, list[Span]] = {}
        total = 0
        try:
            for done, batch in _batches(meant):
                progress.step(done, len(meant), "")
                texts = [self._library.text(r.id) for r in batch]
                found = worker.finds(texts, wish.terms, exact=wish.is_exact)
                for report, places in zip(batch, found, strict=True):
                    if places:
                        finds[report.id] = [Span(start, end) for start, end in places]
                        total += len(places)
                if total > 2 * MOST:
                    break
        except UnreadableFile as error:
            progress.step(0, 0, "")  # stopped by the person: say that
            if error.reason == "timeout":
                raise Invalid("slow_pattern", seconds=round(PATTERN_SECONDS)) from error
            raise Invalid("failed_pattern") from error
        finally:
            with self._lock:
                self._workers.discard(worker)
            worker.close()
        return finds

    def interrupt(self) -> None:
        """End the processes in which regular expressions run at the moment.

        A preview that is cancelled by its progress as well then raises Cancelled.
        """
        with self._lock:
            workers = list(self._workers)
        for worker in workers:
            worker.close()

    def _taken(self, tag: UUID, finds: Mapping[UUID, object]) -> dict[UUID, list[Span]]:
        """Per report what the reviewer at work has given the tag already."""
        me = self._session.reviewer.id
        library = self._library
        if not finds or not library.tag_counts().get(tag):
            return {}
        few = len(finds) <= 20
        found = (
            [a for id_ in finds for a in library.annotations(id_)] if few else library.annotations()
        )
        taken: dict[UUID, list[Span]] = {}
        for a in found:
            is_placed = a.scope is Scope.PASSAGE and a.state.is_sure
            if a.anchor and is_placed and a.reviewer == me and tag in a.tags:
                taken.setdefault(a.report, []).append(a.anchor.span)
        return taken

    def _marks(
        self,
        wish: Wish,
        report: UUID,
        text: str,
        finds: Iterable[Span],
        ends: Sequence[Sequence[int]] | None,
    ) -> list[tuple[Span, tuple[Span, ...]]]:
        library = self._library
        reach = Reach(text, library.body(report), library.furniture(report), wish.scope, ends)
        without = [word for word in wish.without if word.strip()]
        kept = [
            find
            for find in dict.fromkeys(finds)
            if reach.holds(find)
            and not (without and has_any(reach.surroundings(find), without, exact=wish.is_exact))
        ]
        return joined((reach.span(find), find) for find in kept)

    # --- doing ------------------------------------------------------------------

    def apply(
        self,
        wish: Wish,
        proposals: Sequence[Proposal],
        name: str = "",
        progress: Progress | None = None,
    ) -> int:
        """Mark what was accepted: one change with the rule and all its annotations.

        A rule of the same content is not recorded twice.

        Args:
            name: of the rule; its terms when empty.

        Returns:
            How many annotations were made.

        Raises:
            Invalid: `no_terms`, `bad_pattern`. NotFound: tag or report is gone.
            Cancelled: by the progress; nothing was changed.
        """
        watched = progress or Silent()
        session = self._session
        self._check(wish)
        if not proposals:
            return 0
        with session.lock:
            now = session.clock()
            edits: list[Edit] = []
            rule = self._same(wish)
            if rule is None:
                rule = Rule(
                    new_id(), storable(name.strip()) or named(wish), wish.tag,
                    tuple(map(storable, wish.terms)), tuple(map(storable, wish.without)),
                    wish.is_pattern, wish.scope, session.reviewer.id, now, wish.is_exact,
                )  # fmt: skip
                edits.append(create(Entity.RULE, str(rule.id), rule_fields(rule)))
            texts: dict[UUID, str] = {}
            for done, proposal in enumerate(proposals):
                if done % 100 == 0:
                    watched.step(done, len(proposals), "")
                text = texts.get(proposal.report)
                if text is None:
                    texts = {proposal.report: self._library.text(proposal.report)}
                    text = texts[proposal.report]
                made = Annotation(
                    new_id(), proposal.report, Scope.PASSAGE, Anchor.at(text, proposal.span),
                    (wish.tag,), "", session.reviewer.id, now, now, rule=rule.id,
                )  # fmt: skip
                edits.append(create(Entity.ANNOTATION, str(made.id), annotation_fields(made)))
            watched.step(len(proposals), len(proposals), "")
            session.commit("autotag", edits)
        return len(proposals)

    def _same(self, wish: Wish) -> Rule | None:
        return next((rule for rule in self.rules() if Wish.of(rule) == wish), None)

    # --- rules ------------------------------------------------------------------

    def rules(self) -> list[Rule]:
        """The rules recorded, oldest first."""
        return self._library.rules()

    def rule(self, id_: UUID) -> Rule:
        """The rule with this id.

        Raises:
            NotFound: there is none.
        """
        found = next((rule for rule in self.rules() if rule.id == id_), None)
        if found is None:
            raise NotFound("rule", str(id_))
        return found

    def counts(self) -> dict[UUID, int]:
        """Annotations that each rule has made and that are still there."""
        counts: dict[UUID, int] = {}
        for annotation in self._library.annotations():
            if annotation.rule is not None:
                counts[annotation.rule] = counts.get(annotation.rule, 0) + 1
        return counts

    def rename(self, id_: UUID, name: str) -> Rule:
        """Raises Invalid `name_empty`, NotFound."""
        clean = storable(name.strip())
        if not clean:
            raise Invalid("name_empty")
        with self._session.lock:
            old = self.rule(id_)
            new = replace(old, name=clean)
            if new != old:
                edit = alter(Entity.RULE, str(id_), rule_fields(old), rule_fields(new))
                self._session.commit("rename_rule", [edit])
        return new

    def delete(self, id_: UUID) -> None:
        """Forget a rule; the annotations it has made stay."""
        with self._session.lock:
            edit = delete(Entity.RULE, str(id_), rule_fields(self.rule(id_)))
            self._session.commit("delete_rule", [edit])


def named(wish: Wish) -> str:
    """A name for a rule nobody has named: its terms."""
    shown = "、".join(term for term in wish.terms if term.strip())
    return shown if len(shown) <= 40 else shown[:39] + "…"


def _proposal(report: UUID, text: str, span: Span, finds: tuple[Span, ...]) -> Proposal:
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - CONTEXT)
    close = text.find("\n", span.end, span.end + CONTEXT)
    last = close if close >= 0 else span.end + CONTEXT
    return Proposal(
        report, span, finds, text[first : span.start], span.of(text), text[span.end : last]
    )


def _batches(meant: Sequence[Report]) -> Iterable[tuple[int, list[Report]]]:
    """Reports in portions of about BATCH_CHARACTERS, each with the number of its first."""
    batch: list[Report] = []
    size = first = 0
    for number, report in enumerate(meant):
        if batch and size + report.characters > BATCH_CHARACTERS:
            yield first, batch
            batch, size, first = [], 0, number
        batch.append(report)
        size += report.characters
    if batch:
        yield first, batch
