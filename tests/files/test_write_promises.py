"""What holds for every format: whole or absent, and the same bytes for the same content."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.errors import Cancelled, Invalid, WriteFailed
from app.domain.tag import COLOURS
from app.files.export import FILLS
from app.files.writing import FORMATS, WORDS, file_name, write
from app.paths import resource
from files.write_samples import WORDS_ZH, make_export

ALL = sorted(FORMATS)


def everything(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.name != "home")


@pytest.mark.parametrize("name", ALL)
def test_the_same_content_makes_the_same_bytes(tmp_path: Path, name: str) -> None:
    export = make_export()
    later = replace(export, made=export.made + timedelta(days=400))
    [one] = write(name, export, tmp_path / f"one{FORMATS[name].suffix}", WORDS_ZH)
    [two] = write(name, later, tmp_path / f"two{FORMATS[name].suffix}", WORDS_ZH)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("name", ALL)
def test_a_cancelled_export_leaves_nothing_and_keeps_the_old_file(
    tmp_path: Path, name: str
) -> None:
    target = tmp_path / f"a{FORMATS[name].suffix}"
    target.write_text("old")

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write(name, make_export(), target, WORDS_ZH, stop)
    assert everything(tmp_path) == [target.name]
    assert target.read_text() == "old"


@pytest.mark.parametrize("name", ALL)
def test_a_missing_folder_is_no_access_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(WriteFailed) as caught:
        write(name, make_export(), tmp_path / "no" / "a", WORDS_ZH)
    assert caught.value.reason == "no_access"
    assert everything(tmp_path) == []


@pytest.mark.skipif(
    os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="the administrator may write everywhere",
)
def test_an_unwritable_folder_is_no_access(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(WriteFailed) as caught:
        write("csv", make_export(), folder / "a.csv", WORDS_ZH)
    assert caught.value.reason == "no_access"


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, "disk_full"), (errno.EIO, "input_output"), (errno.EBUSY, "is_open")],
)
def test_a_failing_disk_is_told_by_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    def fail(handle: int) -> None:
        raise OSError(number, "disk fault")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WriteFailed) as caught:
        write("xlsx", make_export(), tmp_path / "a.xlsx", WORDS_ZH)
    assert (caught.value.reason, caught.value.path) == (reason, str(tmp_path / "a.xlsx"))
    assert everything(tmp_path) == []


def test_a_target_that_is_a_folder_fails_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(WriteFailed):
        write("csv", make_export(), tmp_path / "a.csv", WORDS_ZH)
    assert everything(tmp_path) == ["a.csv"]


def test_a_link_keeps_pointing_at_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.csv"
    target.write_text("old")
    link = tmp_path / "link.csv"
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this system does not let the user make links")
    assert write("csv", make_export(), link, WORDS_ZH) == [target]
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8-sig").startswith("annotation,")


def test_several_reports_become_one_document_each_in_a_new_folder(tmp_path: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    paths = write(
        "docx",
        make_export(3),
        tmp_path / "出",
        WORDS_ZH,
        lambda *step: steps.append(step),
    )
    title = "云岭区2023年度法治政府建设情况报告"
    assert [p.name for p in paths] == [f"{title}.docx", f"{title} (2).docx", f"{title} (3).docx"]
    assert everything(tmp_path / "出") == sorted(p.name for p in paths)
    assert steps == [(1, 3, title), (2, 3, title), (3, 3, title)]


def test_documents_cancelled_half_way_leave_no_folder(tmp_path: Path) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        write("docx", make_export(3), tmp_path / "出", WORDS_ZH, stop)
    assert everything(tmp_path) == []


def test_one_report_into_a_folder_is_named_by_its_title(tmp_path: Path) -> None:
    [path] = write("docx", make_export(1), tmp_path, WORDS_ZH)
    assert path.name == "云岭区2023年度法治政府建设情况报告.docx"


def test_progress_counts_every_row(tmp_path: Path) -> None:
    for name in ("csv", "xlsx", "json"):
        steps: list[tuple[int, int, str]] = []
        export = make_export(2)
        write(name, export, tmp_path / name, WORDS_ZH, lambda *s, steps=steps: steps.append(s))
        assert [(done, total) for done, total, _ in steps] == [(n, 16) for n in range(17)]


def test_an_unknown_format_and_an_export_without_reports_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        write("pdf", make_export(), tmp_path / "a.pdf", WORDS_ZH)
    assert caught.value.what == "unknown_format"
    with pytest.raises(Invalid) as caught:
        write("docx", make_export(with_pages=False), tmp_path / "a.docx", WORDS_ZH)
    assert caught.value.what == "no_reports"


def test_missing_words_are_a_mistake_of_the_caller(tmp_path: Path) -> None:
    assert len(set(WORDS)) == len(WORDS)
    with pytest.raises(ValueError, match="cut_mark"):
        write("csv", make_export(), tmp_path / "a", {k: k for k in WORDS if k != "cut_mark"})


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('甲/乙:丙*"丁"?', "甲 乙 丙 丁.docx"),
        ("CON", "_CON.docx"),
        ("..", "report.docx"),
        ("报告. ", "报告.docx"),
        ("长" * 200, "长" * 60 + ".docx"),
        ("𠮷祥\n报告", "𠮷祥 报告.docx"),
    ],
)
def test_file_names_suit_every_system(title: str, name: str) -> None:
    assert file_name(title, ".docx", set()) == name


def test_names_that_differ_only_in_case_are_told_apart() -> None:
    taken: set[str] = set()
    assert file_name("Report A", ".docx", taken) == "Report A.docx"
    assert file_name("report a", ".docx", taken) == "report a (2).docx"


def test_paper_colours_are_those_of_the_light_theme() -> None:
    light = json.loads(resource("themes/tokens.json").read_text(encoding="utf-8"))
    tags = light["themes"]["light"]["tags"]
    assert {name: (f"#{fill}", f"#{strong}") for name, (fill, strong) in FILLS.items()} == {
        name: (tags[name]["fill"], tags[name]["strong"]) for name in COLOURS
    }
