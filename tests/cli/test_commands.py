"""Every command: its JSON, its exit code, its sentences."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from uuid import UUID

import pytest

import builders
from app.domain.ids import report_id
from app.domain.report import METADATA_FIELDS
from app.domain.rows import ROW_COLUMNS
from app.files.write_csv import CSV_COLUMNS
from cli.conftest import Piyue
from files.doc_samples import Document, P
from files.ofd_writer import content, ofd, set_paragraphs, text_object
from files.pdf_writer import chinese_pdf, set_lines, shown
from files.reading_fixtures import TITLE
from files.reading_fixtures import paragraphs as report_paragraphs

TEXT = builders.SMALL_TEXT
YUNLING = str(report_id(builders.sha256(TEXT)))

# --- import ---------------------------------------------------------------------------


def test_import_answers_per_file_and_says_that_some_failed(piyue: Piyue, files: Path) -> None:
    ran = piyue("import", files, "--json")
    assert ran.code == 1
    keys = {"file", "members", "status", "report", "title", "notes", "error", "version_of"}
    assert all(set(entry) == keys for entry in ran.value)
    by_name = {Path(entry["file"]).name: entry for entry in ran.value}
    assert by_name["云岭区2023.txt"]["status"] == "added"
    assert by_name["云岭区2023.txt"]["report"] == YUNLING
    assert by_name["云岭区2023.txt"]["error"] is None
    empty = by_name["空.txt"]
    assert (empty["status"], empty["report"], empty["title"]) == ("failed", None, None)
    assert empty["error"]["reason"] == "empty"
    assert empty["error"]["message"].startswith("空.txt：")


def test_a_duplicate_names_the_existing_report_and_counts_as_done(
    filled: Piyue, files: Path
) -> None:
    ran = filled("--json", "import", files / "云岭区2023.txt")
    assert ran.code == 0
    assert (ran.value[0]["status"], ran.value[0]["report"]) == ("duplicate", YUNLING)


def test_import_says_what_it_did(piyue: Piyue, files: Path) -> None:
    ran = piyue("import", files)
    assert "共 3 个文件：导入 2，已有 0，失败 1。" in ran.out
    assert "空.txt：文件是空的。" in ran.err
    english = piyue("import", files, "--lang", "en")
    assert "3 files: 0 added, 2 already there, 1 failed." in english.out
    assert "空.txt: the file is empty." in english.err


def test_an_old_word_file_is_imported_and_its_broken_twin_gets_a_sentence(
    piyue: Piyue, tmp_path: Path
) -> None:
    whole = Document([P(line) for line in builders.SMALL_TEXT.split("\n")]).bytes()
    for name, data in (("好.wps", whole), ("坏.doc", whole[: len(whole) // 2])):
        (tmp_path / name).write_bytes(data)
    ran = piyue("import", tmp_path / "好.wps", tmp_path / "坏.doc", "--libreoffice", "never")
    assert ran.code == 1
    assert "共 2 个文件：导入 1，已有 0，失败 1。" in ran.out
    assert "坏.doc：文件" in ran.err
    assert builders.SMALL_TEXT.split("\n")[0] in piyue("list").out


def test_import_of_nothing_says_so(piyue: Piyue, tmp_path: Path) -> None:
    (tmp_path / "空夹").mkdir()
    ran = piyue("import", tmp_path / "空夹")
    assert ran.code == 0
    assert "没有找到可导入的文件" in ran.err


def test_a_missing_file_is_one_failed_input(piyue: Piyue, tmp_path: Path) -> None:
    ran = piyue("--json", "import", tmp_path / "没有.txt")
    assert (ran.code, ran.value[0]["error"]["reason"]) == (1, "not_found")


# --- list, show -------------------------------------------------------------------------


def test_list_gives_every_report_with_its_metadata(filled: Piyue) -> None:
    ran = filled("list", "--json")
    assert ran.code == 0
    keys = "report title organisation region level year published_on signed_on sections annotations file"
    assert all(list(entry) == keys.split() for entry in ran.value)
    first = ran.value[0]
    assert (first["report"], first["file"], first["annotations"]) == (YUNLING, "云岭区2023.txt", 0)
    assert first["year"] == 2023
    assert first["signed_on"] == "2024-02-10"
    assert first["sections"] > 0


def test_list_is_a_table_for_people(filled: Piyue) -> None:
    ran = filled("list")
    assert "标题" in ran.out.splitlines()[0]
    assert YUNLING in ran.out
    assert "Title" in filled("--lang", "en", "list").out


def test_show_gives_metadata_with_sources_outline_and_the_whole_text(filled: Piyue) -> None:
    ran = filled("show", YUNLING, "--json")
    assert ran.code == 0
    assert set(ran.value) == {"report", "metadata", "sections", "furniture", "text"}
    assert ran.value["text"] == TEXT
    metadata = ran.value["metadata"]
    assert set(metadata) == set(METADATA_FIELDS)
    assert all(set(entry) == {"value", "source"} for entry in metadata.values())
    assert metadata["year"]["value"] == 2023
    assert metadata["year"]["source"] in {"meta", "table", "text", "guess"}
    assert metadata["index_number"] == {"value": None, "source": None}
    keys = {"level", "label", "heading", "start", "end", "kind"}
    assert all(set(section) == keys for section in ran.value["sections"])
    first = ran.value["sections"][0]
    assert TEXT[first["start"] :].startswith("一、主要举措和成效")
    assert {s["kind"] for s in ran.value["sections"]} <= {"own_line", "run_in", "item"}


def test_show_takes_a_part_of_the_title(filled: Piyue) -> None:
    assert filled("show", "青山县", "--json").value["text"].startswith("青山县")
    ran = filled("show", "云岭区")
    assert "一、主要举措和成效" in ran.out
    assert "报告年度：2023" in ran.out


def test_an_ambiguous_or_unknown_report_is_a_wrong_usage(filled: Piyue) -> None:
    ran = filled("show", "2023")
    assert ran.code == 2
    assert YUNLING in ran.err
    assert "2 份报告" in ran.err
    ran = filled("show", "黑水", "--json")
    assert (ran.code, ran.out) == (2, "")
    assert "没有找到报告：黑水" in ran.err
    assert "No such report" in filled("--lang=en", "show", "黑水").err


# --- search -----------------------------------------------------------------------------


def test_search_counts_every_occurrence_whatever_the_limit(filled: Piyue) -> None:
    ran = filled("search", "行政", "--limit", "1", "--json")
    assert ran.code == 0
    assert ran.value["count"] == 2 * TEXT.count("行政")
    (hit,) = ran.value["hits"]
    assert list(hit) == [
        *("report", "start", "end", "before", "match", "after", "section", "citation")
    ]
    assert TEXT[hit["start"] : hit["end"]] == hit["match"] == "行政"
    assert hit["section"] == ""
    assert filled("search", "行政", "--limit", "0", "--json").value["hits"] == []


def test_search_names_the_section(filled: Piyue) -> None:
    hit = filled("search", "审结63件", "--json").value["hits"][0]
    assert hit["section"].startswith("一、主要举措和成效 › （一）深化“放管服”改革")
    assert "审结63件" in filled("search", "审结63件").out


def test_search_folds_unless_asked_for_the_exact_words(filled: Piyue) -> None:
    assert filled("search", "MIXED", "--json").value["count"] == 2
    assert filled("search", "MIXED", "--exact", "--json").value["count"] == 0
    assert filled("search", "行政", "--report", "云岭区", "--json").value["count"] == TEXT.count(
        "行政"
    )


def test_search_looks_in_hidden_furniture_only_on_request(piyue: Piyue, tmp_path: Path) -> None:
    page = tmp_path / "页.txt"
    page.write_text(f"当前位置：首页 > 行政\n{TEXT}\n版权所有：云岭区行政中心", encoding="utf-8")
    piyue("import", page)
    shown = piyue("show", "云岭区", "--json").value
    assert shown["furniture"]
    whole = piyue("search", "行政", "--furniture", "--json").value["count"]
    assert whole == shown["text"].count("行政") == TEXT.count("行政") + 2
    assert piyue("search", "行政", "--json").value["count"] == TEXT.count("行政")


def test_search_without_words_or_with_a_bad_limit_is_a_wrong_usage(filled: Piyue) -> None:
    assert filled("search", "").code == 2
    assert filled("search", "行政", "--limit", "-1").code == 2
    assert filled("search", "行政", "--limit", "多").code == 2
    ran = filled("search", "没有这些字")
    assert (ran.code, ran.out) == (0, "")


# --- annotate, annotations, tags ----------------------------------------------------------


def test_annotate_marks_a_passage_with_tags_comment_and_reviewer(filled: Piyue) -> None:
    start = TEXT.index("审结63件")
    ran = filled(
        "annotate", YUNLING, "--start", start, "--end", start + 5, "--tag", "G1",
        "--tag", "专题/农业", "--comment", "请核对", "--reviewer", "王复核", "--json",
    )  # fmt: skip
    assert ran.code == 0
    assert set(ran.value) == {"annotation"}
    UUID(ran.value["annotation"])
    (row,) = filled("annotations", "--json").value
    assert list(row) == [*ROW_COLUMNS, "citation"]
    assert row["annotation"] == ran.value["annotation"]
    assert (row["start"], row["end"], row["quote"]) == (start, start + 5, "审结63件")
    assert row["tags"] == "矛盾纠纷化解/行政复议; 专题/农业"
    assert (row["comment"], row["reviewer"], row["year"]) == ("请核对", "王复核", 2023)
    assert row["created"].endswith("Z")
    again = filled("annotate", YUNLING, "--reviewer", "王复核", "--json")
    assert again.code == 0
    whole = next(
        r for r in filled("annotations", "--json").value
        if r["annotation"] == again.value["annotation"]
    )  # fmt: skip
    assert (whole["start"], whole["end"], whole["quote"], whole["section"]) == (None, None, "", "")
    assert filled("list", "--json").value[0]["annotations"] == 2


@pytest.mark.parametrize(
    "span",
    [
        ("--start", "5", "--end", "5"),
        ("--start", "-3", "--end", "5"),
        ("--start", "0", "--end", "100000"),
        ("--start", "9", "--end", "4"),
        ("--start", "9"),
        ("--end", "9"),
    ],
)
def test_a_bad_span_is_refused_and_leaves_nothing_behind(
    filled: Piyue, span: tuple[str, ...]
) -> None:
    ran = filled("annotate", YUNLING, *span, "--tag", "新标签", "--reviewer", "新人")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert filled("annotations", "--json").value == []
    assert all(entry["path"] != "新标签" for entry in filled("tags", "--json").value)


def test_filters_are_or_within_one_and_and_between(filled: Piyue) -> None:
    filled("annotate", "云岭区", "--tag", "G1", "--comment", "甲", "--reviewer", "王")
    filled("annotate", "青山县", "--tag", "V2", "--comment", "乙", "--reviewer", "李")

    def comments(*words: str) -> list[str]:
        return [row["comment"] for row in filled("annotations", *words, "--json").value]

    assert comments("--report", "云岭区") == ["甲"]
    assert comments("--report", "云岭区", "--report", "青山县") == ["甲", "乙"]
    assert comments("--tag", "G") == ["甲"]
    assert comments("--tag", "G1", "--reviewer", "李") == []
    assert comments("--text", "乙") == ["乙"]
    assert comments("--year", "2023", "--text", "甲", "--text", "乙") == ["甲", "乙"]
    assert comments("--year", "1999") == []
    assert filled("annotations", "--tag", "没有").code == 2
    assert filled("annotations", "--reviewer", "没有").code == 2
    assert "甲" in filled("annotations").out


def test_tags_lists_the_codebook_with_counts(filled: Piyue) -> None:
    filled("annotate", YUNLING, "--tag", "行政复议", "--tag", "自拟")
    ran = filled("tags", "--json")
    assert all(list(e) == ["tag", "id", "path", "colour", "count"] for e in ran.value)
    by_path = {entry["path"]: entry for entry in ran.value}
    g1 = by_path["矛盾纠纷化解/行政复议"]
    assert (g1["tag"], g1["colour"], g1["count"]) == ("G1", "teal", 1)
    assert (by_path["自拟"]["tag"], by_path["自拟"]["count"]) == (None, 1)
    assert "矛盾纠纷化解/行政复议" in filled("tags").out


# --- export, check --------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json", "html", "docx"])
def test_export_writes_a_file(filled: Piyue, tmp_path: Path, format_: str) -> None:
    filled("annotate", YUNLING, "--tag", "G1")
    target = tmp_path / f"出.{format_}"
    ran = filled("export", "--format", format_, "--out", target, "--json")
    assert ran.code == 0
    assert ran.value["files"] == [str(target.resolve())]
    assert target.stat().st_size > 0


def test_into_a_folder_one_file_is_called_after_the_library(filled: Piyue, tmp_path: Path) -> None:
    filled("annotate", YUNLING, "--tag", "G1")
    folder = tmp_path / "交出去"
    folder.mkdir()
    for format_, suffix in (("quotes", ".docx"), ("qdpx", ".qdpx"), ("piyue", ".piyue")):
        ran = filled("export", "--format", format_, "--out", folder, "--json")
        [written] = map(Path, ran.value["files"])
        assert (written.parent, written.suffix) == (folder.resolve(), suffix)
        assert written.stem == "库"


def test_the_csv_header_is_that_of_the_rows(filled: Piyue, tmp_path: Path) -> None:
    filled("annotate", YUNLING, "--comment", "甲")
    filled("annotate", "青山县", "--comment", "乙")
    target = tmp_path / "批注.csv"
    ran = filled("export", "--format", "csv", "--out", target, "--text", "乙")
    assert "已导出 1 个文件" in ran.out
    with target.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == list(CSV_COLUMNS)
    assert [row[head.index("comment")] for row in rows] == ["乙"]


def test_what_a_format_leaves_behind_is_told(filled: Piyue, tmp_path: Path) -> None:
    id_ = filled("annotate", YUNLING, "--comment", "甲", "--json").value["annotation"]
    filled("reply", id_, "--text", "同意")
    out = ("export", "--format", "csv", "--out", tmp_path / "批注.csv")
    lost = {loss["content"]: loss for loss in filled(*out, "--json").value["lost"]}
    assert lost["texts"] == {"content": "texts", "count": 2, "partial": False}
    assert "报告全文 2" in filled(*out).out
    assert "texts of reports: 2" in filled(*out, "--lang", "en").out


def test_a_tag_is_meant_with_or_without_those_below_it(filled: Piyue, tmp_path: Path) -> None:
    filled("annotate", YUNLING, "--tag", "甲", "--comment", "上")
    filled("annotate", YUNLING, "--tag", "甲/乙", "--comment", "下")
    target = tmp_path / "批注.csv"

    def exported(*words: str) -> list[str]:
        assert filled("export", "--format", "csv", "--out", target, *words).code == 0
        with target.open(encoding="utf-8-sig", newline="") as file:
            return [row["comment"] for row in csv.DictReader(file)]

    assert sorted(exported("--tag", "甲")) == ["上", "下"]
    assert exported("--tag-only", "甲") == ["上"]
    said = [a["comment"] for a in filled("annotations", "--tag-only", "甲", "--json").value]
    assert said == ["上"]
    both = filled("export", "--format", "csv", "--out", target, "--tag", "甲", "--tag-only", "甲")
    assert both.code == 2


def test_an_option_that_the_format_does_not_have_is_refused(filled: Piyue, tmp_path: Path) -> None:
    target = tmp_path / "批注.csv"
    for option in ("no_such=yes", "no_such"):
        ran = filled("export", "--format", "csv", "--out", target, "--option", option)
        assert (ran.code, target.exists()) == (2, False)
        assert "no_such" in ran.err


def test_every_format_has_a_name_on_the_command_line(filled: Piyue) -> None:
    from app.cli.arguments import EXPORT_FORMATS
    from app.files.writing import FORMATS

    assert set(FORMATS) <= set(EXPORT_FORMATS)


def test_an_export_that_cannot_be_written_is_one_failed(filled: Piyue, tmp_path: Path) -> None:
    ran = filled("export", "--format", "csv", "--out", tmp_path / "没有" / "批注.csv")
    assert ran.code == 1
    assert "批注.csv" in ran.err
    out = ("--out", tmp_path / "x.docx")
    assert filled("export", "--format", "docx", *out, "--year", "1999").code == 2


def test_check_finds_a_sound_library_sound(filled: Piyue) -> None:
    assert filled("check", "--json").value == {"ok": True, "problems": []}
    assert "报告库完好" in filled("check").out


def test_check_names_what_is_wrong(filled: Piyue, tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "库.piyue") as connection:
        connection.execute("UPDATE report SET title = '改了'")
    connection.close()
    ran = filled("check", "--json")
    assert ran.code == 3
    assert ran.value["ok"] is False
    assert ran.value["problems"]


# --- the library ----------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["list", "tags", "check", "annotations"])
def test_only_import_makes_a_library(piyue: Piyue, tmp_path: Path, command: str) -> None:
    ran = piyue(command, "--json")
    assert (ran.code, ran.out) == (3, "")
    assert "库.piyue" in ran.err
    assert not (tmp_path / "库.piyue").exists()


def test_a_file_that_is_no_library_is_left_alone(piyue: Piyue, tmp_path: Path) -> None:
    other = tmp_path / "库.piyue"
    other.write_text("别的东西" * 100, encoding="utf-8")
    before = other.read_bytes()
    ran = piyue("import", other)
    assert ran.code == 3
    assert "文件未改动" in ran.err
    assert other.read_bytes() == before


def test_without_a_name_the_library_lies_in_the_documents_folder(
    piyue: Piyue, files: Path, home: Path
) -> None:
    ran = piyue("import", files / "云岭区2023.txt", library=None)
    assert ran.code == 0
    assert (home / "documents" / "批阅.piyue").exists()
    assert len(piyue("list", "--json", library=None).value) == 1


def test_without_a_name_the_library_opened_last_is_used(
    filled: Piyue, home: Path, tmp_path: Path
) -> None:
    from app.settings import Settings

    Settings.load(home / "config").opened(tmp_path / "库.piyue").save(home / "config")
    assert len(json.loads(filled("list", "--json", library=None).out)) == 2


def test_the_same_reviewer_works_in_every_call(filled: Piyue) -> None:
    filled("annotate", "云岭区")
    filled("annotate", "青山县")
    rows = filled("annotations", "--json").value
    assert {row["reviewer"] for row in rows} == {"审阅人"}
    assert len(rows) == 2


# --- threads ----------------------------------------------------------------------------


def test_an_annotation_is_answered_and_settled(filled: Piyue) -> None:
    made = filled(
        "annotate", "云岭区", "--start", 0, "--end", 3, "--comment", "请核实", "--json"
    ).value["annotation"]
    said = filled("reply", made, "--text", "已核实", "--reviewer", "王复核", "--json")
    assert (said.code, list(said.value)) == (0, ["reply"])
    assert filled("resolve", made, "--json").value == {"annotations": [made], "resolved": True}
    (row,) = filled("annotations", "--state", "resolved", "--json").value
    assert [(r["reviewer"], r["text"]) for r in row["replies"]] == [("王复核", "已核实")]
    assert row["resolved"] is True
    assert filled("annotations", "--state", "open", "--json").value == []
    assert "重新打开 1 条" in filled("resolve", made, "--reopen").out
    (row,) = filled("annotations", "--state", "open", "--state", "untagged", "--json").value
    assert row["annotation"] == made


def test_a_reply_to_nothing_is_a_wrong_usage(filled: Piyue) -> None:
    for name in ("xyz", "12345678-1234-5678-1234-567812345678"):
        ran = filled("reply", name, "--text", "好")
        assert ran.code == 2
        assert "没有找到批注" in ran.err
    assert filled("resolve", "xyz").code == 2
    made = filled("annotate", "云岭区", "--comment", "好", "--json").value["annotation"]
    assert filled("reply", made, "--text", " ").code == 2


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".html", ".txt"])
def test_import_writes_its_report_where_it_is_told(
    piyue: Piyue, files: Path, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"导入报告{suffix}"
    ran = piyue("import", files, "--report", target)
    assert ran.code == 1
    assert target.name in ran.err
    if suffix != ".xlsx":
        written = target.read_text(encoding="utf-8-sig")
        assert "空.txt" in written
        assert "文件是空的" in written
        assert YUNLING in written or suffix == ".txt"


def test_a_report_that_cannot_be_written_undoes_no_import(
    piyue: Piyue, files: Path, tmp_path: Path
) -> None:
    ran = piyue("import", files, "--report", tmp_path / "没有" / "a.xlsx")
    assert ran.code == 1
    assert "没有留下不完整的文件" in ran.err
    assert "导入 2" in ran.out
    assert len(piyue("list", "--json").value) == 2


# --- pages -----------------------------------------------------------------------------------


def test_files_of_pages_are_imported_and_their_broken_twins_named(
    piyue: Piyue, tmp_path: Path
) -> None:
    lines = [TITLE, *report_paragraphs()]
    made = {
        "报告.pdf": chinese_pdf([shown(page) for page in set_lines(lines)]),
        "报告.ofd": ofd(
            [content("".join(map(text_object, page))) for page in set_paragraphs(lines)]
        ),
    }
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
        (tmp_path / f"半个{name}").write_bytes(data[: len(data) // 2])
        (done,) = piyue("import", tmp_path / name, "--json").value
        assert (done["status"], done["title"]) == ("added", TITLE)
        assert "三、下一年度安排" in piyue("show", done["report"]).out
        ran = piyue("import", tmp_path / f"半个{name}")
        assert ran.code == 1
        assert f"半个{name}：文件不完整" in ran.err


# --- correct --------------------------------------------------------------------------


def test_details_are_corrected_and_said_to_be_none(filled: Piyue) -> None:
    ran = filled("correct", YUNLING, "year=2024", "region=湖北·武汉", "level=", "--json")
    assert ran.code == 0
    metadata = ran.value["metadata"]
    assert metadata["year"] == {"value": 2024, "source": "user"}
    assert metadata["level"] == {"value": None, "source": "user"}
    (entry,) = [e for e in filled("list", "--json").value if e["report"] == YUNLING]
    assert entry["region"] == "湖北·武汉"
    refused = filled("correct", YUNLING, "year=二〇")
    assert refused.code
    assert "year 不能是“二〇”" in refused.err
    assert "colour" in filled("correct", YUNLING, "colour=red").err
    assert "项=值" in filled("correct", YUNLING, "year").err


def test_outline_and_lines_are_corrected_and_restored(filled: Piyue) -> None:
    before = filled("show", YUNLING, "--json").value
    first = before["sections"][0]
    start, end = first["start"], first["end"]
    ran = filled("correct", YUNLING, "--plain", start, end, "--json")
    assert (ran.code, ran.value["corrections"]) == (0, 1)
    assert len(filled("show", YUNLING, "--json").value["sections"]) < len(before["sections"])
    last = len(TEXT)
    hidden = filled("correct", YUNLING, "--hide", last - 3, last, "--json")
    assert hidden.value["corrections"] == 2
    assert "人工确认" not in filled("show", YUNLING, "--outline").out
    made = filled("correct", YUNLING, "--heading", 1, start, start)
    assert "已更正" in made.out
    assert filled("correct", YUNLING, "--restore", "--json").value["corrections"] == 0
    assert filled("show", YUNLING, "--json").value == before
    assert filled("correct", YUNLING, "--hide", 0, last + 9).code
