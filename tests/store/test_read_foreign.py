"""Projects of Taguette and QualCoder: everything that a library can hold of them."""

from __future__ import annotations

import contextlib
import hashlib
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.annotation import Scope
from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought
from app.store.bringing import DATABASES
from app.store.foreign_database import ForeignDatabase
from app.store.read_qualcoder import NOTES as QUALCODER_NOTES
from app.store.read_qualcoder import read_qualcoder
from app.store.read_taguette import NOTES as TAGUETTE_NOTES
from app.store.read_taguette import read_taguette
from app.text.canonical import canonical
from store.foreign_projects import (
    DATE,
    HTML,
    RAW,
    SHOWN,
    QualCoder,
    Taguette,
    byte_span,
    qt_span,
    raw_span,
    run,
)


def codes(brought: Brought) -> list[str]:
    found = [note.code for note in (*brought.repairs, *brought.rejects)]
    assert set(found) <= {*TAGUETTE_NOTES, *QUALCODER_NOTES}
    return found


def quotes(brought: Brought) -> list[str]:
    texts = {source.key: source.text or "" for source in brought.sources}
    for a in brought.annotations:
        if a.start is not None:
            assert a.quote == texts[a.source][a.start : a.end]
    return [a.quote for a in brought.annotations]


def paths(brought: Brought) -> dict[str, str]:
    tags = {tag.key: tag for tag in brought.tags}

    def path(key: str) -> str:
        tag = tags[key]
        return f"{path(tag.parent)}/{tag.name}" if tag.parent else tag.name

    return {key: path(key) for key in tags}


# --- Taguette ----------------------------------------------------------------------


def test_highlights_of_taguette_stand_where_their_bytes_say(tmp_path: Path) -> None:
    made = Taguette(tmp_path / "a.sqlite3")
    made.tag(1, "复议", "定义\n第二行")
    made.tag(2, "评价.空话")
    words = ["𠮷祥街道", "改革😀，mixed", "& <标签>", "70件。审结", "办理\n行政"]
    for number, one in enumerate(words, 1):
        made.highlight(number, one, (1, 2)[: number % 3], snippet=f"<p>{_escaped(one)}</p>")
    path = made.saved()
    assert DATABASES["taguette"].recognises(path, path.read_bytes()[:100])
    brought = read_taguette(path)
    assert [source.text for source in brought.sources] == [SHOWN]
    assert quotes(brought) == [
        "𠮷祥街道",
        "改革😀，mixed",
        "& <标签>",
        "70件。\n审结",
        "办理 行政",
    ]
    assert codes(brought) == []
    assert brought.offsets is not None
    assert (brought.offsets.unit, brought.offsets.fits, brought.offsets.total) == ("utf8", 5, 5)
    first = brought.annotations[0]
    assert (first.tags, first.reviewer) == (("tag:1",), "admin")
    assert first.created == datetime(2024, 1, 3, 8, 0, 1, tzinfo=UTC)
    assert brought.sources[0].file_name == "云岭区.docx"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def test_dots_in_the_names_of_tags_are_their_tree(tmp_path: Path) -> None:
    made = Taguette(tmp_path / "a.sqlite3")
    for id_, path in enumerate(("评价.空话.套话", "评价", "一.", ".二", "平常", "主题.复议"), 1):
        made.tag(id_, path)
    found = read_taguette(made.saved())
    assert sorted(paths(found).values()) == sorted(
        ["评价", "评价/空话", "评价/空话/套话", "一.", ".二", "平常", "主题", "主题/复议"]
    )
    assert len({tag.key for tag in found.tags}) == len(found.tags)


def test_a_newer_project_names_the_tag_above(tmp_path: Path) -> None:
    made = Taguette(tmp_path / "a.sqlite3", with_parents=True)
    made.tag(1, "评价")
    made.tag(2, "评价.空话", parent_id=1)
    made.tag(3, "套话", parent_id=2)
    assert set(paths(read_taguette(made.saved())).values()) == {
        "评价",
        "评价/空话",
        "评价/空话/套话",
    }


def test_several_projects_in_one_file_keep_their_tags_apart(tmp_path: Path) -> None:
    made = Taguette(tmp_path / "a.sqlite3")
    made.project(2, "另一个")
    made.tag(1, "复议")
    made.tag(2, "复议", project=2)
    assert sorted(paths(read_taguette(made.saved())).values()) == [
        "另一个",
        "另一个/复议",
        "法治报告",
        "法治报告/复议",
    ]


def test_one_snippet_that_says_something_else_is_believed_its_words(tmp_path: Path) -> None:
    made = Taguette(tmp_path / "a.sqlite3")
    made.highlight(1, "𠮷祥街道")
    made.highlight(2, "行政复议")
    made.highlight(3, "审结63件", span=(3, 9))
    made.highlight(4, "改革", span=(5000, 5006))
    brought = read_taguette(made.saved())
    assert codes(brought) == ["taguette_position"] * 2
    assert quotes(brought) == ["𠮷祥街道", "行政复议", "审结63件", "改革"]
    assert [a.start is None for a in brought.annotations] == [False, False, True, True]


def test_snippets_of_old_versions_are_not_believed_against_the_places(tmp_path: Path) -> None:
    made = Taguette(tmp_path / "a.sqlite3")
    for number, words in enumerate(("𠮷祥街道", "行政复议", "审结"), 1):
        made.highlight(number, words, snippet="<p>63件。</p>")
    brought = read_taguette(made.saved())
    assert quotes(brought) == ["𠮷祥街道", "行政复议", "审结"]
    assert codes(brought) == ["taguette_position"] * 3


def test_highlights_on_nothing_are_told(tmp_path: Path) -> None:
    made = Taguette(tmp_path / "a.sqlite3")
    made.highlight(1, "改革", document=9)
    made.highlight(2, "改革", span=(0, 0), snippet="")
    assert codes(read_taguette(made.saved())) == ["taguette_empty", "taguette_no_document"]


def test_the_same_project_gives_the_same_ids_after_more_work(tmp_path: Path) -> None:
    made = Taguette(tmp_path / "a.sqlite3")
    made.highlight(1, "改革")
    before = read_taguette(made.saved())
    run(tmp_path / "a.sqlite3", "INSERT INTO highlights VALUES (7, 1, 0, 9, '<p>云岭区</p>')")
    after = read_taguette(tmp_path / "a.sqlite3")
    assert before.context == after.context
    assert before.annotations[0] in after.annotations


# --- QualCoder ---------------------------------------------------------------------


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("place", [qt_span, raw_span])
def test_codings_of_qualcoder_stand_where_they_were_selected(
    tmp_path: Path, old: bool, bom: str, place: object
) -> None:
    raw = bom + RAW
    made = QualCoder(tmp_path / "a.qda", old=old, raw=raw)
    made.code(1, "改革", color="#F5A9A9", memo="定义")
    words = ["𠮷祥街道", "改革😀", "全年办理", "70件"]
    for one in words:
        start, end = place(one, raw)  # type: ignore[operator] - one of two functions
        made.coding(1, start, end, one)
    folder = made.saved()
    assert DATABASES["qualcoder"].recognises(folder, b"")
    head = (folder / "data.qda").read_bytes()[:100]
    assert DATABASES["qualcoder"].recognises(folder / "data.qda", head)
    brought = read_qualcoder(folder)
    assert quotes(brought) == words
    assert codes(brought) == []
    assert brought.sources[0].text == canonical(RAW)[0]
    assert brought.offsets is not None
    assert (brought.offsets.fits, brought.offsets.total) == (4, 4)
    assert read_qualcoder(folder / "data.qda") == brought
    [tag] = brought.tags
    assert (tag.name, tag.fields["definition"]) == ("改革", "定义")
    assert "colour" in tag.fields
    assert {a.reviewer for a in brought.annotations} == {"张三"}
    expected = datetime.fromisoformat(DATE).astimezone(UTC)
    assert {a.created for a in brought.annotations} == {expected}


def test_categories_and_codes_are_one_tree(tmp_path: Path) -> None:
    made = QualCoder(tmp_path / "a.qda")
    made.insert("code_cat", catid=1, name="评价", owner="张三", date=DATE)
    made.insert("code_cat", catid=2, name="文风", owner="张三", date=DATE, supercatid=1)
    made.code(1, "空话", catid=2)
    made.code(2, "复议")
    assert set(paths(read_qualcoder(made.saved())).values()) == {
        "评价",
        "评价/文风",
        "评价/文风/空话",
        "复议",
    }


def test_codes_of_one_person_on_one_passage_are_one_annotation(tmp_path: Path) -> None:
    made = QualCoder(tmp_path / "a.qda")
    for cid in (1, 2, 3):
        made.code(cid, f"码{cid}")
    span = raw_span("改革")
    made.coding(1, *span, "改革")
    made.coding(2, *span, "改革")
    made.coding(1, *span, "改革", owner="李四")
    made.coding(3, *span, "改革", memo="为什么？")
    found = read_qualcoder(made.saved()).annotations
    assert [(a.tags, a.reviewer, a.comment) for a in found] == [
        (("code:1", "code:2"), "张三", ""),
        (("code:1",), "李四", ""),
        (("code:3",), "张三", "为什么？"),
    ]
    assert len({a.key for a in found}) == 3


def test_memos_come_as_comments_on_passages_and_on_the_text(tmp_path: Path) -> None:
    made = QualCoder(tmp_path / "a.qda")
    start, end = raw_span("行政复议")
    made.insert(
        "annotation", anid=1, fid=1, pos0=start, pos1=end, memo="核对\r\n", owner="李四", date=DATE
    )
    made.insert("annotation", anid=2, fid=9, pos0=0, pos1=1, memo="没有", owner="李四", date=DATE)
    made.connection.execute("UPDATE source SET memo = '整篇：时段不符'")
    brought = read_qualcoder(made.saved())
    said = [(a.scope, a.quote, a.comment, a.tags, a.reviewer) for a in brought.annotations]
    assert said == [
        (Scope.PASSAGE, "行政复议", "核对", (), "李四"),
        (Scope.REPORT, "", "整篇：时段不符", (), "张三"),
    ]
    assert codes(brought) == ["qualcoder_no_source"]


def test_cases_and_attributes_say_what_a_report_is(tmp_path: Path) -> None:
    made = QualCoder(tmp_path / "a.qda")
    made.source(2, "松溪县.txt", "松溪县报告")
    made.insert("cases", caseid=1, name="云岭区人民政府", owner="张三", date=DATE)
    made.insert("cases", caseid=2, name="没有文本的", owner="张三", date=DATE)
    made.insert("case_text", id=1, caseid=1, fid=1, pos0=0, pos1=9, owner="张三", date=DATE)
    for number, (name, kind, value, id_) in enumerate(
        (
            ("Year", "file", "2023年度", 1),
            ("地区", "case", "重庆", 1),
            ("颜色", "file", "红", 1),
            ("颜色", "file", "绿", 2),
            ("年度", "file", "2022", 2),
            ("层级", "file", "", 2),
        )
    ):
        made.insert("attribute", attrid=number, name=name, attr_type=kind, value=value, id=id_)
    brought = read_qualcoder(made.saved())
    assert [dict(source.metadata) for source in brought.sources] == [
        {"organisation": "云岭区人民政府", "year": "2023", "region": "重庆"},
        {"year": "2022"},
    ]
    assert codes(brought) == ["qualcoder_case", "qualcoder_attribute"]
    assert brought.rejects[1].values == {"name": "颜色", "count": 2}


def test_what_a_library_cannot_hold_is_counted(tmp_path: Path) -> None:
    made = QualCoder(tmp_path / "a.qda")
    made.source(2, "图.png", None, mediapath="/images/图.png")
    made.code(1, "改革")
    made.coding(1, 0, 3, "云岭区", important=1)
    made.coding(1, 0, 3, "无处", fid=2)
    made.insert("code_image", imid=1, id=2, x1=0, y1=0, width=1, height=1, cid=1)
    made.insert("code_av", avid=1, id=2, pos0=0, pos1=1, cid=1)
    made.insert("journal", jid=1, name="日志", jentry="…", date=DATE, owner="张三")
    brought = read_qualcoder(made.saved())
    assert [(note.code, dict(note.values)) for note in brought.rejects] == [
        ("qualcoder_no_text", {"kind": "images"}),
        ("qualcoder_no_source", {}),
        ("qualcoder_important", {"count": 1}),
        ("qualcoder_media", {"count": 2}),
        ("qualcoder_journals", {"count": 1}),
    ]
    assert len(brought.annotations) == 1


def test_a_coding_that_drifted_is_looked_for_by_its_words(tmp_path: Path) -> None:
    made = QualCoder(tmp_path / "a.qda", raw="甲乙丙丁戊己庚辛")
    made.code(1, "码")
    for start, words in ((0, "甲乙"), (2, "丙丁"), (7, "己庚"), (90, "辛")):
        made.coding(1, start, start + len(words), words)
    brought = read_qualcoder(made.saved())
    assert [a.start for a in brought.annotations] == [0, 2, None, None]
    assert [a.quote for a in brought.annotations] == ["甲乙", "丙丁", "己庚", "辛"]
    assert codes(brought) == ["qualcoder_position"] * 2


# --- hostile files -----------------------------------------------------------------


def test_nothing_of_the_file_is_changed_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    path = Taguette(tmp_path / "a.sqlite3").saved()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    read_taguette(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.sqlite3"]


def test_changes_that_lie_beside_the_file_are_read_too(tmp_path: Path) -> None:
    made = Taguette(tmp_path / "a.sqlite3")
    made.connection.commit()
    made.connection.execute("PRAGMA journal_mode = WAL")
    made.highlight(1, "改革")
    made.connection.commit()
    with closing(made.connection):
        assert quotes(read_taguette(made.path)) == ["改革"]


def test_views_and_virtual_tables_are_not_read(tmp_path: Path) -> None:
    path = Taguette(tmp_path / "a.sqlite3").saved()
    run(
        path,
        "DROP TABLE highlights; CREATE VIEW highlights AS SELECT 1 AS id, 1 AS document_id, "
        "0 AS start_offset, 9 AS end_offset, randomblob(9) AS snippet;"
        "DROP TABLE commands; CREATE VIRTUAL TABLE commands USING fts5(payload);",
    )
    with ForeignDatabase(path) as database:
        assert not {"highlights", "commands"} & database.tables
        assert list(database.rows("highlights", ("id",), "id")) == []
    assert not DATABASES["taguette"].recognises(path, path.read_bytes()[:100])


def test_a_statement_that_writes_or_attaches_is_denied(tmp_path: Path) -> None:
    path = Taguette(tmp_path / "a.sqlite3").saved()
    with ForeignDatabase(path) as database:
        for statement in (
            "DELETE FROM tags",
            f"ATTACH '{tmp_path / 'b'}' AS b",
            "PRAGMA writable_schema = ON",
            "SELECT load_extension('x')",
            "CREATE TEMP TABLE x(a)",
        ):
            with pytest.raises(sqlite3.Error):
                database._connection.execute(statement)


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0", b"SQLite format 3\0" + b"x" * 5000])
def test_broken_databases_are_refused_with_a_reason(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.qda").mkdir()
    for path in (tmp_path / "a.sqlite3", tmp_path / "a.qda" / "data.qda"):
        path.write_bytes(data)
        assert not any(one.recognises(path, data[:100]) for one in DATABASES.values())
    if data:
        for read in (read_taguette, read_qualcoder):
            with pytest.raises(UnreadableFile) as caught:
                read(tmp_path / "a.sqlite3")
            assert caught.value.reason == "damaged"
    with pytest.raises(UnreadableFile) as caught:
        read_taguette(tmp_path / "none")
    assert caught.value.reason == "not_found"


def test_a_database_cut_off_is_refused(tmp_path: Path) -> None:
    path = Taguette(tmp_path / "a.sqlite3").saved()
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(UnreadableFile) as caught:
        read_taguette(path)
    assert caught.value.reason == "damaged"


def test_a_schema_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = Taguette(tmp_path / "a.sqlite3").saved()
    path.write_bytes(
        path.read_bytes().replace(b"CREATE TABLE projects", b"CREATE TABLE \xf9\xfa\xfb(ects")
    )
    with pytest.raises(UnreadableFile) as caught:
        read_taguette(path)
    assert caught.value.reason == "damaged"


@pytest.mark.parametrize("seed", range(12))
def test_a_file_with_changed_bytes_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    made = Taguette(tmp_path / "a.sqlite3")
    made.highlight(1, "改革")
    folder = QualCoder(tmp_path / "a.qda").saved()
    for path, read in ((made.saved(), read_taguette), (folder / "data.qda", read_qualcoder)):
        data = bytearray(path.read_bytes())
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        with contextlib.suppress(UnreadableFile):
            read(path)


def test_a_text_that_is_too_long_is_refused(tmp_path: Path) -> None:
    made = QualCoder(tmp_path / "a.qda", raw="长" * 5_000_001)
    with pytest.raises(UnreadableFile) as caught:
        read_qualcoder(made.saved())
    assert caught.value.reason == "too_large"


def test_values_of_the_wrong_kind_do_no_harm(tmp_path: Path) -> None:
    made = QualCoder(tmp_path / "a.qda")
    made.code(1, b"\xff\xfe", memo=7, color=9, catid="x")  # type: ignore[arg-type] - that is the point
    made.coding(1, "x", None, b"\xff", date="gestern", fid="1")  # type: ignore[arg-type] - likewise
    made.coding(1, -4, 2**40, "改革", memo=None)
    brought = read_qualcoder(made.saved())
    assert [a.start for a in brought.annotations] == [None, None]
    taguette = Taguette(tmp_path / "a.sqlite3")
    taguette.highlight(1, "改革", span=("a", "b"))  # type: ignore[arg-type] - likewise
    taguette.insert("commands", date="x", user_login="y", project_id=1, payload="[" * 100_000)
    assert [a.start for a in read_taguette(taguette.saved()).annotations] == [None]


def test_byte_positions_are_those_of_the_text_between_the_tags() -> None:
    assert byte_span("2023") == (9, 13)
    assert HTML.startswith("<h1>")
