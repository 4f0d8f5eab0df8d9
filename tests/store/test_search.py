"""Search: exactly the occurrences that a look at every text finds, at any time."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.anchor import Span
from app.domain.change import Entity
from app.domain.errors import Cancelled
from app.domain.search import Count, Hit, Query
from app.store import index as index_module
from app.store.index import Index
from app.store.library import Library, NewText
from app.store.search import Bodies
from app.text.fold import fold
from store.changing import DEVICE, Changes

TEXTS = (
    "全年办理行政复议案件７０件，审结63件。\n𠮷祥街道：的的的的",
    "“放管服”改革 ABC abc Ａｂｃ\n\n全年办理行政处罚案件。",
    "导航 首页\n全年无案件\n版权所有 首页",
)
FURNITURE: tuple[tuple[Span, ...], ...] = ((), (), (Span(0, 6), Span(12, 19)))


def brute(texts: dict[UUID, tuple[str, tuple[Span, ...]]], query: Query) -> list[tuple[UUID, int]]:
    """What search must find, by looking at every place of every text."""
    found: list[tuple[UUID, int]] = []
    for report, (text, furniture) in texts.items():
        if query.reports is not None and report not in query.reports:
            continue
        looked = text if query.exact else fold(text)
        needle = query.text if query.exact else fold(query.text)
        for start in range(len(text) - len(needle) + 1):
            span = Span(start, start + len(needle))
            hidden = not query.furniture and any(f.overlaps(span) for f in furniture)
            if looked.startswith(needle, start) and not hidden:
                found.append((report, start))
    return found


@pytest.fixture
def stored(changes: Changes) -> dict[UUID, tuple[str, tuple[Span, ...]]]:
    return {
        changes.add_report(text, furniture): (text, furniture)
        for text, furniture in zip(TEXTS, FURNITURE, strict=True)
    }


QUERIES = (
    *(
        Query(q)
        for q in (
            "的",
            "的的",
            "案件",
            "全年",
            "abc",
            "ＡＢＣ",
            "。",
            "件，审",
            "𠮷",
            "\n",
            "无此词",
            "7",
        )
    ),
    *(Query(q, exact=True) for q in ("abc", "Ａ", "ａ", "７", "7", "，", ",", "的的", "首页")),
    *(Query(q, furniture=True) for q in ("首页", "航 首", "案件", " ", "\n")),
    *(Query(q) for q in ("首页", "页\n全", "权", "全年无案件")),
    Query("首页", exact=True, furniture=True),
)


@pytest.mark.parametrize("state", ["indexed", "scanned", "half"])
@pytest.mark.parametrize("query", QUERIES, ids=repr)
def test_search_finds_what_looking_everywhere_finds(
    library: Library,
    stored: dict[UUID, tuple[str, tuple[Span, ...]]],
    query: Query,
    state: str,
):
    if state != "indexed":
        library.rebuild_index()
    if state == "half":
        assert library.index_pending(2) == 2
    expected = brute(stored, query)
    searcher = library.searcher()
    hits = searcher.hits(query, 1000)
    assert [(h.report, h.span.start) for h in hits] == expected
    assert searcher.count(query) == Count(len(expected), len({r for r, _ in expected}))
    for hit in hits:
        text, _ = stored[hit.report]
        assert hit.match == hit.span.of(text)
        assert text[: hit.span.start].endswith(hit.before)
        assert text[hit.span.end :].startswith(hit.after)
        assert "\n" not in hit.before + hit.after
    for skip in range(len(expected) + 2):
        assert searcher.hits(query, 2, skip) == hits[skip : skip + 2]


def test_context_is_thirty_characters_of_the_same_paragraph(library: Library, changes: Changes):
    report = changes.add_report("前" * 50 + "中" + "后" * 50 + "\n短中短\n中")
    hits = library.searcher().hits(Query("中"), 9)
    assert hits == [
        Hit(report, Span(50, 51), "前" * 30, "中", "后" * 30),
        Hit(report, Span(103, 104), "短", "中", "短"),
        Hit(report, Span(106, 107), "", "中", ""),
    ]


def test_a_query_can_be_limited_to_reports_and_counted_by_report(
    library: Library, stored: dict[UUID, tuple[str, tuple[Span, ...]]]
):
    first, second, third = stored
    searcher = library.searcher()
    assert searcher.per_report(Query("案件")) == {first: 1, second: 1, third: 1}
    assert searcher.per_report(Query("的")) == {first: 4}
    assert searcher.count(Query("案件", reports=frozenset({second, third}))) == Count(2, 2)
    assert searcher.count(Query("案件", reports=frozenset())) == Count(0, 0)


@pytest.mark.parametrize("text", ["", "\0", "的\0", "\0\0", "\ud842"])
def test_nothing_answers_what_no_text_holds(
    library: Library, stored: dict[UUID, tuple[str, tuple[Span, ...]]], text: str
):
    searcher = library.searcher()
    assert searcher.hits(Query(text), 5) == []
    assert searcher.count(Query(text)) == Count(0, 0)
    assert searcher.hits(Query("的"), 0) == []


def test_a_searcher_sees_what_was_imported_removed_and_hidden_since(
    library: Library, changes: Changes
):
    searcher = library.searcher()
    assert searcher.count(Query("首页")) == Count(0, 0)
    report = changes.add_report("首页 案件 首页")
    assert searcher.count(Query("首页")) == Count(2, 1)
    changes.set(Entity.REPORT, report, furniture=[[0, 2]])
    assert searcher.count(Query("首页")) == Count(1, 1)
    assert library.unindexed() == [report]
    assert library.index_pending(5) == 1
    assert library.unindexed() == []
    assert searcher.count(Query("首页")) == Count(1, 1)
    assert searcher.count(Query("首页", furniture=True)) == Count(2, 1)
    assert library.check() == []
    changes.delete(Entity.REPORT, report)
    assert searcher.count(Query("首页")) == Count(0, 0)


def test_a_removed_report_that_comes_back_is_still_indexed(library: Library, changes: Changes):
    report = changes.add_report("案件")
    removal = changes.delete(Entity.REPORT, report)
    changes.undo(removal)
    assert library.unindexed() == []


def test_tokens_that_come_with_a_text_are_used(library: Library, changes: Changes):
    edit, new = changes.created_report("案件")
    changes.apply("import", edit, texts=[NewText(new.sha256, new.text, "无 关 无关")])
    assert library.unindexed() == []
    assert library.searcher().count(Query("案件")) == Count(0, 0)
    assert library.check() == [f"index: {edit.id}"]
    library.rebuild_index()
    assert library.searcher().count(Query("案件")) == Count(1, 1)


@pytest.mark.parametrize("fault", ["deleted", "rubbish", "other rules", "half written"])
def test_an_index_that_is_lost_is_made_anew(
    library: Library, changes: Changes, path: Path, cache: Path, fault: str,
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
):  # fmt: skip
    report = changes.add_report("全年案件")
    library.put_words(report, [(2, 4)])
    library.close()
    [file] = cache.glob("*.index")
    assert file.name.startswith(str(library.id))
    if fault == "deleted":
        file.unlink()
    elif fault == "rubbish":
        file.write_bytes(b"x" * 5000)
    elif fault == "half written":
        file.write_bytes(file.read_bytes()[:8192])
    else:
        monkeypatch.setattr(index_module, "_FORMAT", 99)
    reopened = Library.open(path, device=DEVICE, cache=cache)
    searcher = reopened.searcher()
    assert searcher.count(Query("案件")) == Count(1, 1)
    assert reopened.words(report) is None
    assert reopened.unindexed() == [report]
    assert reopened.index_pending(9) == 1
    assert reopened.index_pending(9) == 0
    assert searcher.count(Query("案件")) == Count(1, 1)
    assert reopened.check() == []
    reopened.close()


def test_words_found_by_other_rules_are_forgotten_and_the_rest_of_the_index_is_kept(
    library: Library, changes: Changes, path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
):
    first, second = changes.add_report("全年案件"), changes.add_report("又一案件")
    library.put_words(first, [(2, 4)])
    assert library.wordless() == [second]
    library.close()
    reopened = Library.open(path, device=DEVICE, cache=cache)
    assert reopened.words(first) == [(2, 4)]
    reopened.close()
    monkeypatch.setattr(index_module, "edition", lambda: "another")
    reopened = Library.open(path, device=DEVICE, cache=cache)
    assert reopened.words(first) is None
    assert set(reopened.wordless()) == {first, second}
    assert reopened.unindexed() == []
    reopened.close()


def test_without_a_cache_folder_everything_is_scanned(
    library: Library, changes: Changes, path: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    report = changes.add_report("全年案件")
    library.close()
    (tmp_path / "file").write_text("x")
    reopened = Library.open(path, device=DEVICE, cache=tmp_path / "file" / "cache")
    assert reopened.searcher().count(Query("案件")) == Count(1, 1)
    Changes(reopened, changes.reviewer).add_report("又一案件")
    assert reopened.searcher().count(Query("案件")) == Count(2, 2)
    reopened.put_words(report, [(1,)])
    assert reopened.words(report) is None
    assert reopened.index_pending(5) == 0
    assert reopened.check() == []
    reopened.close()


def test_without_fts5_everything_is_scanned(
    path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patched:
        patched.setattr(index_module, "_has_fts5", lambda _: False)
        library = Library.create(path, device=DEVICE, cache=cache)
        Changes(library, DEVICE).add_report("全年案件")
        assert library.unindexed() == []
        assert library.searcher().count(Query("案件")) == Count(1, 1)
        assert library.check() == []
        library.close()
    reopened = Library.open(path, device=DEVICE, cache=cache)  # with FTS5: other rules
    assert len(reopened.unindexed()) == 1
    assert reopened.searcher().count(Query("案件")) == Count(1, 1)
    reopened.close()


def test_a_copy_of_a_library_has_an_index_of_its_own(
    library: Library, changes: Changes, tmp_path: Path, cache: Path
):
    changes.add_report("全年案件")
    library.backup(tmp_path / "副本.piyue")
    changes.add_report("又一案件")
    copy = Library.open(tmp_path / "副本.piyue", device=DEVICE, cache=cache)
    assert copy.id == library.id
    assert copy.searcher().count(Query("案件")) == Count(1, 1)
    assert library.searcher().count(Query("案件")) == Count(2, 2)
    assert copy.check() == []
    copy.close()


def test_bodies_in_memory_are_bounded():
    bodies = Bodies(limit=3000)
    for i in range(10):
        bodies.put((str(i), "", False), "文" * 400)
    kept = [i for i in range(10) if bodies.get((str(i), "", False))]
    assert kept == [0, 1, 2]
    bodies.keep_only({("1", "")})
    bodies.put(("9", "", False), "文" * 400)
    assert [i for i in range(10) if bodies.get((str(i), "", False))] == [1, 9]


def test_a_search_stops_soon_when_interrupted_and_the_next_one_works(
    library: Library, changes: Changes
):
    texts = [changes.created_report(f"{i}" + "法治政府" * 25_000) for i in range(40)]
    changes.apply("import", *(e for e, _ in texts), texts=[t for _, t in texts])
    library.rebuild_index()  # scanning is the slow way
    searcher = library.searcher()
    stopped: list[float] = []

    def search() -> None:
        try:
            while True:
                searcher.count(Query("府法治法", exact=True))
        except Cancelled:
            stopped.append(time.perf_counter())

    thread = threading.Thread(target=search)
    thread.start()
    time.sleep(0.2)
    asked = time.perf_counter()
    while thread.is_alive():
        searcher.interrupt()  # the first call may fall between two searches
        thread.join(0.02)
    # It would search for ever; about 20 ms on a quiet machine, and a loaded one may be slow.
    assert stopped[0] - asked < 10
    assert searcher.count(Query("政府法治")) == Count(40 * 24_999, 40)


def test_a_searcher_serves_several_threads_and_ends_with_its_library(
    library: Library, changes: Changes
):
    changes.add_report("全年案件")
    searcher = library.searcher()
    results: list[Count] = []
    threads = [
        threading.Thread(target=lambda: results.append(searcher.count(Query("案件"))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [Count(1, 1)] * 4
    library.close()
    searcher.close()
    searcher.interrupt()


def test_an_index_entry_is_never_shown_for_another_text(cache: Path, path: Path):
    index = Index(cache, DEVICE, path)
    item = index_module.Indexed("a" * 64, "[]", "案件")
    assert index.add([item, item]) == 2
    assert index.entries() == {("a" * 64, "")}
    index.clear()
    assert index.entries() == set()
    index.add([index_module.Indexed("b" * 64, "[[0,1]]", "案件")])
    with index._reading() as connection:
        assert connection is not None
        (n,) = connection.execute("SELECT n FROM entry").fetchone()
        assert n > 1
    index.close()
