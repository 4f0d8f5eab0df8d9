"""What a library keeps, and how it answers."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from uuid import uuid4

import pytest

from app.domain.anchor import Anchor, AnchorState, Span
from app.domain.annotation import Placing
from app.domain.change import Change, Edit, Entity
from app.domain.correction import Correction, CorrectionKind
from app.domain.errors import Invalid, LibraryError, NotFound
from app.domain.fields import correction_fields, placing_fields, version_fields
from app.domain.link import LinkKind
from app.domain.report import ReadingStatus
from app.domain.version import Version
from app.store.library import Library, NewText
from builders import SMALL_TEXT, sha256
from store.changing import DEVICE, Changes


def fetch(library: Library, query: str) -> list[tuple[object, ...]]:
    with library._reading() as connection:
        return connection.execute(query).fetchall()


def test_a_report_comes_back_as_it_was_imported(library: Library, changes: Changes):
    edit, new = changes.created_report(SMALL_TEXT, [Span(0, 3)], sections=2)
    changes.apply("import", edit, texts=[new])
    [report] = library.reports()
    assert library.fields(Entity.REPORT, edit.id) == edit.after
    assert report == library.report(report.id)
    assert (report.title, report.sections) == ("云岭区2023年度法治政府建设情况报告", 2)
    assert library.text(report.id) == SMALL_TEXT
    assert len(library.outline(report.id)) == 2
    assert library.furniture(report.id) == (Span(0, 3),)
    assert library.body(report.id) == Span(0, len(SMALL_TEXT))
    assert library.report_with_text(sha256(SMALL_TEXT)) == report.id
    assert library.report_with_text(sha256("")) is None
    assert library.reports_with_file(sha256("云岭区2023.txt" + SMALL_TEXT)) == [report.id]


def test_reports_stand_in_order_of_import_also_when_a_removal_is_undone(
    library: Library, changes: Changes
):
    made = [changes.created_report(f"第{i}份报告") for i in range(3)]
    now = changes.clock()
    made = [changes.created_report(f"第{i}份报告", imported=now) for i in range(3)]
    changes.apply("import", *(e for e, _ in made), texts=[t for _, t in made])
    order = [r.id for r in library.reports()]
    assert [str(id_) for id_ in order] == [e.id for e, _ in made]
    removal = changes.delete(Entity.REPORT, order[0])
    assert [r.id for r in library.reports()] == order[1:]
    changes.undo(removal)
    assert [r.id for r in library.reports()] == order


def test_annotations_stand_by_place_the_longest_first(library: Library, changes: Changes):
    changes.add_reviewer()
    a, b = changes.add_report(), changes.add_report("另一份报告")
    tags = [changes.add_tag(name) for name in ("丙", "甲", "乙")]
    second = changes.annotate(a, Span(4, 6), tags)
    long = changes.annotate(a, Span(1, 9), comment="𠮷祥")
    short = changes.annotate(a, Span(1, 2))
    whole = changes.annotate(a, None, tags[:1])
    other = changes.annotate(b, Span(0, 1))
    assert [n.id for n in library.annotations(a)] == [whole, long, short, second]
    assert [n.id for n in library.annotations()] == [whole, long, short, second, other]
    assert library.annotation(second).tags == tuple(tags)
    assert library.annotation(long).comment == "𠮷祥"
    assert library.annotation_counts() == {a: 4, b: 1}
    assert library.tag_counts() == {tags[0]: 2, tags[1]: 1, tags[2]: 1}


def test_an_annotation_reads_the_same_by_every_way(library: Library, changes: Changes):
    changes.add_reviewer()
    report = changes.add_report()
    edit = changes.created_annotation(report, Span(2, 5), [changes.add_tag("甲")], "意见")
    changes.apply("annotate", edit)
    assert library.fields(Entity.ANNOTATION, edit.id) == edit.after
    assert library.annotations() == library.annotations(report)
    assert library.annotations() == [library.annotation(library.annotations()[0].id)]


def test_what_is_not_there_is_named(library: Library):
    for look in (library.report, library.text, library.outline, library.annotation, library.words):
        with pytest.raises(NotFound):
            look(uuid4())
    with pytest.raises(NotFound):
        library.change(uuid4())
    assert library.fields(Entity.TAG, str(uuid4())) is None


def test_every_field_knows_the_change_that_last_set_it(library: Library, changes: Changes):
    changes.add_reviewer()
    made = changes.apply("annotate", changes.created_annotation(changes.add_report(), Span(0, 2)))
    id_ = made.edits[0].id
    first = changes.set(Entity.ANNOTATION, id_, comment="一")
    second = changes.set(Entity.ANNOTATION, id_, comment="二", state="moved")
    deletion = changes.delete(Entity.ANNOTATION, id_)
    back = changes.undo(deletion)
    assert made.edits[0].set_by == {}
    assert first.edits[0].set_by == {"comment": str(made.id)}
    assert second.edits[0].set_by == {"comment": str(first.id), "state": str(made.id)}
    assert deletion.edits[0].set_by["comment"] == str(second.id)
    assert deletion.edits[0].set_by["quote"] == str(made.id)
    assert set(back.edits[0].set_by.values()) == {str(deletion.id)}
    assert [c.id for c in library.annotation_history(library.annotations()[0].id)] == [
        c.id for c in (made, first, second, deletion, back)
    ]
    assert library.change(second.id) == second


def test_changes_are_numbered_by_device_and_counter(
    library: Library, changes: Changes, path: Path, cache: Path
):
    changes.add_reviewer()
    here = changes.add_tag("甲")
    library.close()
    other = Library.open(path, device=uuid4(), cache=cache)
    theirs = Changes(other, changes.reviewer).set(Entity.TAG, here, name="乙")
    assert (theirs.sequence, theirs.lamport, theirs.device) == (1, 3, other.device)
    assert [c.lamport for c in other.changes()] == [1, 2, 3]
    assert [c.sequence for c in other.changes(1, DEVICE)] == [2]
    assert [h.action for h in other.recent_headers(5)] == ["set"]
    other.close()
    reopened = Library.open(path, device=DEVICE, cache=cache)
    assert [h.sequence for h in reopened.recent_headers(5)] == [1, 2]
    assert [h.sequence for h in reopened.recent_headers(1)] == [2]
    reopened.close()


@pytest.mark.parametrize("fault", ["other value", "missing thing", "made twice", "same change"])
def test_a_stale_change_alters_nothing(library: Library, changes: Changes, fault: str):
    tag = changes.add_tag("甲")
    fresh = changes.altered(Entity.TAG, changes.add_tag("乙"), name="丙")
    stale = {
        "other value": Edit(Entity.TAG, str(tag), {"name": "不是"}, {"name": "丁"}),
        "missing thing": Edit(Entity.TAG, str(uuid4()), {"name": "甲"}, {"name": "丁"}),
        "made twice": Edit(Entity.TAG, str(tag), None, library.fields(Entity.TAG, str(tag))),
        "same change": fresh,
    }[fault]
    change = changes.change("set", fresh, stale)
    if fault == "same change":
        change = Change(library.changes()[0].id, "set", (fresh,), changes.reviewer, change.at)
    before = (library.tags(), library.changes())
    with pytest.raises(Invalid, match="stale"):
        library.apply(change)
    assert (library.tags(), library.changes()) == before


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (Edit(Entity.TAG, "x", None, {"name": "甲"}), "field"),
        (Edit(Entity.REVIEWER, "r", None, {"name": "甲", "age": 3}), "field"),
        (Edit(Entity.STATUS, "only-one", None, {"status": "read"}), "id"),
        (Edit(Entity.STATUS, "a/b", None, {"status": "read"}), "reference"),
        (Edit(Entity.REVIEWER, "r", None, {"name": None}), "values"),
        (Edit(Entity.REVIEWER, "r", None, None), "stale"),
    ],
)
def test_an_edit_that_is_not_well_made_is_refused(
    library: Library, changes: Changes, edit: Edit, what: str
):
    with pytest.raises(Invalid, match=what):
        changes.apply("odd", edit)
    assert library.changes() == []
    changes.add_tag("之后仍可写")


def test_what_is_still_referred_to_cannot_be_deleted(library: Library, changes: Changes):
    changes.add_reviewer()
    report = changes.add_report()
    tag = changes.add_tag("甲")
    note = changes.annotate(report, Span(0, 2), [tag])
    changes.set_status(report, ReadingStatus.READ)
    for entity, id_ in (
        (Entity.REPORT, report),
        (Entity.TAG, tag),
        (Entity.REVIEWER, changes.reviewer),
    ):
        with pytest.raises(Invalid, match="reference"):
            changes.delete(entity, id_)
    changes.apply(
        "remove_reports",
        changes.deleted(Entity.REPORT, report),
        changes.deleted(Entity.STATUS, f"{report}/{changes.reviewer}"),
        changes.deleted(Entity.ANNOTATION, note),
    )
    assert library.reports() == library.annotations() == []
    assert library.tag_counts() == {}
    assert library.check() == []


def test_one_change_may_make_a_group_after_its_members(library: Library, changes: Changes):
    group, member = changes.add_tag("组"), changes.add_tag("员")
    changes.set(Entity.TAG, member, parent=str(group))
    both = changes.apply(
        "delete_tag", changes.deleted(Entity.TAG, group), changes.deleted(Entity.TAG, member)
    )
    assert library.tags() == []
    changes.undo(both)
    assert {t.name for t in library.tags()} == {"组", "员"}


def test_a_reading_status_belongs_to_one_reviewer(library: Library, changes: Changes):
    changes.add_reviewer()
    report = changes.add_report()
    changes.set_status(report, ReadingStatus.READING)
    changes.set_status(report, ReadingStatus.DOUBTFUL)
    assert library.statuses(changes.reviewer) == {report: ReadingStatus.DOUBTFUL}
    assert library.statuses(uuid4()) == {}


def test_texts_and_log_cannot_be_altered(library: Library, changes: Changes):
    report = changes.add_report()
    assert library._writer is not None
    for statement in (
        "UPDATE text SET body = ''",
        "DELETE FROM text",
        "UPDATE change SET action = ''",
        "DELETE FROM change",
    ):
        with pytest.raises(Exception, match="append-only"):
            library._writer.execute(statement)
    removal = changes.delete(Entity.REPORT, report)
    changes.undo(removal)
    assert library.text(report) == SMALL_TEXT


def test_a_text_must_be_what_its_hash_says(library: Library, changes: Changes):
    edit, new = changes.created_report("真文")
    with pytest.raises(Invalid, match="text_hash"):
        changes.apply("import", edit, texts=[NewText(new.sha256, "假文")])
    with pytest.raises(Invalid, match="reference"):
        changes.apply("import", edit)
    assert library.reports() == []


def test_many_threads_write_and_read_one_library(library: Library, changes: Changes):
    changes.add_reviewer()
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for i in range(10):
                changes.add_tag(f"{name}{i}")
                assert any(t.name == f"{name}{i}" for t in library.tags())
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "甲乙丙丁"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(library.tags()) == 40
    assert [c.sequence for c in library.changes()] == list(range(1, 42))


def test_a_reader_does_not_wait_for_a_writer(library: Library, changes: Changes):
    changes.add_tag("甲")
    assert library._writer is not None
    with library._lock:  # an import in the middle of its transaction
        library._writer.execute("BEGIN IMMEDIATE")
        library._writer.execute("DELETE FROM tag")
        started = time.perf_counter()
        names: list[str] = []
        reader = threading.Thread(target=lambda: names.extend(t.name for t in library.tags()))
        reader.start()
        reader.join(5)
        waited = time.perf_counter() - started
        library._writer.execute("ROLLBACK")
    assert names == ["甲"]
    assert waited < 1  # 50 ms on a quiet machine; a lock would have been the whole 5 s


def test_a_closed_library_is_one_file_and_closing_twice_is_harmless(
    library: Library, changes: Changes, path: Path
):
    changes.add_report()
    library.close()
    library.close()
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(path.name)] == [path.name]
    with pytest.raises(LibraryError, match="exists"):
        Library.create(path, device=DEVICE, cache=path.parent)


def test_word_ends_come_back_as_they_were_put(library: Library, changes: Changes):
    report = changes.add_report()
    assert library.words(report) is None
    ends = [(2, 3, 7), (), (1, 255, 256, 511, 1100), (254, 508), (65_536, 70_000)]
    library.put_words(report, ends)
    assert library.words(report) == ends
    library.put_words(report, [])
    assert library.words(report) == []
    with pytest.raises(ValueError, match="increase"):
        library.put_words(report, [(3, 3)])


def test_replies_links_pins_and_rules_are_kept_and_found_by_report(
    library: Library, changes: Changes
):
    changes.add_reviewer()
    here, there = changes.add_report(), changes.add_report("另一份报告。")
    mine, other = changes.annotate(here, Span(0, 3)), changes.annotate(there, Span(0, 2))
    tag = changes.add_tag("甲")
    changes.apply("reply", changes.created_reply(mine, "第一答\n第二段𠮷"))
    changes.apply("reply", changes.created_reply(mine, "第二答"))
    changes.apply("link", changes.created_link(mine, other, LinkKind.COPIED))
    changes.apply("pin", changes.created_pin(here, there, 4))
    changes.apply("rule", changes.created_rule(tag, "复议", "诉讼"))
    assert [r.text for r in library.replies(here)] == ["第一答\n第二段𠮷", "第二答"]
    assert library.replies(there) == []
    assert library.links(here) == library.links(there) == library.links()
    (link,) = library.links()
    assert (link.kind, link.other(mine), link.kind.is_directed) == (LinkKind.COPIED, other, True)
    assert library.pins(there) == library.pins()
    assert [(p.a, p.a_at, p.b) for p in library.pins()] == [(here, 4, there)]
    assert [(r.tag, r.terms) for r in library.rules()] == [(tag, ("复议", "诉讼"))]
    assert library.check() == []


def test_a_report_keeps_its_former_texts_and_what_a_person_corrected(
    library: Library, changes: Changes
):
    changes.add_reviewer()
    report = changes.add_report()
    mine = changes.annotate(report, Span(0, 3))
    text, sha = "另一份报告𠮷。", sha256("另一份报告𠮷。")
    former, now = library.report(report), changes.clock()
    version = Version(report, former.text_sha256, "旧.txt", "f" * 64, "text/plain", now, now)
    heading = Correction(CorrectionKind.HEADING, Anchor.at(text, Span(0, 4)), 2)
    placing = Placing(0.5, 0.25, former.text_sha256, 0, 3)
    changes.apply(
        "replace_text",
        Edit(Entity.VERSION, version.id, None, version_fields(version)),
        Edit(
            Entity.REPORT,
            str(report),
            {"text_sha256": former.text_sha256, "corrections": [], "recognised": None},
            {
                "text_sha256": sha,
                "corrections": [correction_fields(heading)],
                "recognised": {"body": [0, 7]},
            },
        ),
        Edit(
            Entity.ANNOTATION,
            str(mine),
            {"state": "exact", "placing": None},
            {"state": "lost", "placing": placing_fields(placing)},
        ),
        texts=[NewText(sha, text)],
    )
    assert library.versions(report) == library.versions() == [version]
    assert library.corrections(report) == (heading,)
    assert library.text(report) == text
    one = library.annotation(mine)
    assert (one.state, one.placing) == (AnchorState.LOST, placing)
    assert library.check() == []
    changes.undo(library.changes()[-1])
    assert library.versions() == []
    assert (library.annotation(mine).placing, library.corrections(report)) == (None, ())
    assert library.check() == []


def test_the_log_is_read_one_change_at_a_time_up_to_an_end(library: Library, changes: Changes):
    for text in ("甲", "乙"):
        edit, new = changes.created_report(text)
        changes.apply("import", edit, texts=[new])
    end = library.change_count()
    reading = library.log_until(end)
    first = next(reading)
    edit, new = changes.created_report("丙")
    changes.apply("import", edit, texts=[new])
    assert library.change_count() == end + 1
    assert [first, *reading] == library.changes()[:end]
