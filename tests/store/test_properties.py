"""Whatever is done and taken back: the tables are the fold of the log; search is exact."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.domain.change import Change, Entity
from app.domain.errors import Invalid
from app.domain.report import ReadingStatus
from app.domain.search import Count, Query
from app.store.library import Library
from app.text.fold import fold
from store.changing import DEVICE, Changes

RELAXED = settings(
    max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
ALPHABET = "的的法治一。，,ＡａAa1１ \n𠮷😀⼀—é\u3000"


@contextmanager
def new_library() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.piyue"
        library = Library.create(path, device=DEVICE, cache=Path(folder) / "cache")
        try:
            yield library
        finally:
            library.close()


def act(changes: Changes, done: list[Change], kind: int, a: int, b: int) -> Change:
    """One change of a kind; a and b choose among what there is."""
    library = changes.library
    reports = [r.id for r in library.reports()]
    tags = [t.id for t in library.tags()]
    notes = [n.id for n in library.annotations()]
    match kind:
        case 0:
            edit, new = changes.created_report(f"报告{a}。" + "文" * b, [Span(0, b % 3)])
            return changes.apply("import", edit, texts=[new])
        case 1:
            return changes.undo(done[a % len(done)])
        case 2 if reports:
            span = None if a % 5 == 0 else Span(b % 3, 3)
            edit = changes.created_annotation(reports[a % len(reports)], span, tags[: b % 4])
            return changes.apply("annotate", edit)
        case 3 if notes:
            texts = ("comment", "state")[b % 2], ("", "moved", "改")[a % 3]
            return changes.set(Entity.ANNOTATION, notes[a % len(notes)], **dict([texts]))
        case 4 if notes:
            chosen: list[str] = [str(t) for t in reversed(tags[b % 3 :])]
            return changes.set(Entity.ANNOTATION, notes[a % len(notes)], tags=[*chosen])
        case 5 if notes:
            picked = notes[a % len(notes) :][: b % 3 + 1]
            edits = [changes.deleted(Entity.ANNOTATION, n) for n in picked]
            return changes.apply("delete_annotations", *edits)
        case 6 if tags:
            parent = str(tags[b % len(tags)]) if b % 2 else None
            return changes.set(Entity.TAG, tags[a % len(tags)], parent=parent, retired=bool(b % 2))
        case 7 if tags:
            return changes.delete(Entity.TAG, tags[a % len(tags)])
        case 8 if reports:
            return changes.delete(Entity.REPORT, reports[a % len(reports)])
        case 9 if reports:
            field: dict[str, object] = {"value": f"标题{b}", "source": "user"}
            return changes.set(Entity.REPORT, reports[a % len(reports)], title=field)  # type: ignore[arg-type]
        case 10 if reports:
            status = list(ReadingStatus)[b % 4]
            return changes.set_status(reports[a % len(reports)], status)
        case _:
            return discuss(changes, kind, a, b)


def discuss(changes: Changes, kind: int, a: int, b: int) -> Change:
    """One change that hangs something on annotations or reports."""
    library = changes.library
    reports = [r.id for r in library.reports()]
    tags = [t.id for t in library.tags()]
    notes = [n.id for n in library.annotations()]
    match kind:
        case 11 if notes:
            to, other = notes[a % len(notes)], notes[b % len(notes)]
            if to == other:
                return changes.apply("reply", changes.created_reply(to, f"答复{a}"))
            return changes.apply("link", changes.created_link(to, other))
        case 12 if len(reports) > 1:
            pin = changes.created_pin(reports[0], reports[1 + a % (len(reports) - 1)], b)
            return changes.apply("pin", pin)
        case 13 if notes and tags:
            rule = changes.created_rule(tags[b % len(tags)], "词")
            note = changes.altered(Entity.ANNOTATION, notes[0], rule=rule.id, resolved=bool(a % 2))
            return changes.apply("rule", rule, note)
        case _:
            changes.add_tag(f"标签{b}", keywords=("词",) * (a % 3))
            return library.changes()[-1]


@RELAXED
@given(
    st.lists(
        st.tuples(st.integers(0, 14), st.integers(0, 9), st.integers(0, 9)),
        min_size=1,
        max_size=30,
    )
)
def test_the_tables_are_the_fold_of_the_log(steps: list[tuple[int, int, int]]):
    with new_library() as library:
        changes = Changes(library, uuid4())
        done = [changes.apply("reviewer", changes.created_reviewer())]
        for kind, a, b in steps:
            before = library.changes()
            try:
                done.append(act(changes, done, kind, a, b))
            except Invalid:  # a stale undo, a thing still referred to: nothing happened
                assert library.changes() == before
            else:
                assert library.changes()[-1] == done[-1]
        assert library.check() == []
        assert [c.sequence for c in library.changes()] == list(range(1, len(done) + 1))


texts = st.lists(
    st.tuples(st.text(ALPHABET, max_size=40), st.lists(st.integers(0, 40), max_size=6)),
    min_size=1,
    max_size=4,
    unique_by=lambda pair: pair[0],
)


def spans(bounds: list[int], length: int) -> list[Span]:
    """Sorted, disjoint spans inside a text."""
    inside = sorted({b for b in bounds if b <= length})
    return [Span(a, b) for a, b in zip(inside[::2], inside[1::2], strict=False)]


def places(text: str, hidden: list[Span], query: Query) -> list[int]:
    looked, needle = (text, query.text) if query.exact else (fold(text), fold(query.text))
    return [
        start
        for start in range(len(text) - len(needle) + 1)
        if looked.startswith(needle, start)
        and (
            query.furniture or not any(h.overlaps(Span(start, start + len(needle))) for h in hidden)
        )
    ]


@RELAXED
@given(texts, st.data())
def test_search_finds_exactly_what_is_there(
    given_texts: list[tuple[str, list[int]]], data: st.DataObject
):
    with new_library() as library:
        changes = Changes(library, uuid4())
        stored: list[tuple[UUID, str, list[Span]]] = []
        for text, bounds in given_texts:
            hidden = spans(bounds, len(text))
            stored.append((changes.add_report(text, hidden), text, hidden))
        if data.draw(st.booleans(), label="scanned"):
            library.rebuild_index()
            library.index_pending(data.draw(st.integers(0, 4), label="indexed"))
        searcher = library.searcher()
        for _ in range(8):
            source = data.draw(st.sampled_from([text for _, text, _ in stored]))
            start = data.draw(st.integers(0, max(0, len(source) - 1)))
            part = source[start : start + data.draw(st.integers(1, 4))]
            query = Query(
                part or data.draw(st.text(ALPHABET, min_size=1, max_size=3)),
                exact=data.draw(st.booleans()),
                furniture=data.draw(st.booleans()),
            )
            expected = [(id_, at) for id_, t, hidden in stored for at in places(t, hidden, query)]
            hits = searcher.hits(query, 1000)
            assert [(h.report, h.span.start) for h in hits] == expected
            reports = len({id_ for id_, _ in expected})
            assert searcher.count(query) == Count(len(expected), reports)
