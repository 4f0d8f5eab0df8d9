"""Every format through the command line: its text comes in, its broken twin gets a sentence."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import openpyxl

from cli.conftest import Piyue
from files.test_archive import zipped
from fuzz.seeds import LINES, SEEDS, Seed

KINDS = ("rtf", "odt", "flat_odt", "flat_opc", "word_2003", "epub", "mhtml", "markdown")


def roll_of_names() -> bytes:
    """A workbook that has nothing to do with reports."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "电话"])
    sheet.append(["甲", "1"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


NO_REPORTS = {
    "a.rar": (b"Rar!\x1a\x07\x01\x00", "请先解压"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", "请先解压"),
    "a.xlsx": (roll_of_names(), "批注表要有“原文”一列"),
    "a.pptx": (zipped([("ppt/presentation.xml", b"<x/>")]), "这是演示文稿"),
    "a.docx": (b"\x89PNG\r\n\x1a\n" + bytes(90), "这是图片"),
    "a.zip": (zipped([("图.png", b"x")]), "没有能导入的报告"),
    "a.html": (b"<iframe src='a_files/b.html'></iframe>", "正文在框架里"),
}


def broken(kind: str, seed: Seed) -> bytes:
    """The same file as a bad download leaves it."""
    return bytes(range(256)) * 20 if kind == "markdown" else seed.data[: len(seed.data) * 2 // 3]


def test_every_format_is_imported_and_its_broken_twin_gets_a_sentence(
    piyue: Piyue, tmp_path: Path
) -> None:
    # A line of its own in each, for the same text twice is one report.
    seeds = {
        kind: SEEDS[kind]([line.replace("依法行政", f"依法行政{kind}") for line in LINES])[0]
        for kind in KINDS
    }
    paths: list[Path] = []
    for kind, seed in seeds.items():
        suffix = Path(seed.name).suffix
        for name, data in (
            (f"{kind}{suffix}", seed.data),
            (f"坏-{kind}{suffix}", broken(kind, seed)),
        ):
            (tmp_path / name).write_bytes(data)
            paths.append(tmp_path / name)
    ran = piyue("import", *paths)
    assert ran.code == 1
    for kind, seed in seeds.items():
        assert f"坏-{kind}{Path(seed.name).suffix}：" in ran.err
    shown = {
        entry["file"].partition(".")[0]: entry["report"] for entry in piyue("list", "--json").value
    }
    for kind, seed in seeds.items():
        found = Counter(piyue("show", shown[kind]).out)
        assert not Counter(c for c in seed.words if c > "\u33ff") - found, kind
    assert ran.out.count("\n") == len(KINDS) + 1
    assert f"共 {len(paths)} 个文件" in ran.out
    assert f"失败 {len(KINDS)}。" in ran.out


def test_reports_of_an_archive_are_told_one_by_one(piyue: Piyue, tmp_path: Path) -> None:
    seeds = [SEEDS[kind]()[0] for kind in ("rtf", "odt")]
    inner = zipped([("深/总结.md", SEEDS["markdown"]()[0].data + b"\n\xe5\xb0\xbe")])
    data = zipped([("甲.rtf", seeds[0].data), ("坏.odt", seeds[1].data[:99]), ("内.zip", inner)])
    (tmp_path / "包.zip").write_bytes(data)
    ran = piyue("import", tmp_path / "包.zip", "--json")
    assert [(entry["members"], entry["status"]) for entry in ran.value] == [
        (["内.zip", "深/总结.md"], "added"),
        (["坏.odt"], "failed"),
        (["甲.rtf"], "added"),
    ]
    assert {Path(entry["file"]).name for entry in ran.value} == {"包.zip"}
    assert ran.value[1]["error"]["message"].startswith("包.zip › 坏.odt：")
    again = piyue("import", tmp_path / "包.zip")
    assert "共 3 个文件：导入 0，已有 2，失败 1。" in again.out


def test_what_is_no_report_gets_its_way_out(piyue: Piyue, tmp_path: Path) -> None:
    for name, (data, _) in NO_REPORTS.items():
        (tmp_path / name).write_bytes(data)
    ran = piyue("import", *(tmp_path / name for name in NO_REPORTS))
    assert ran.code == 1
    lines = [line for line in ran.err.splitlines() if "未导入" in line or "压缩包" in line]
    told = {line.partition("：")[0]: line for line in lines}
    assert len(lines) == len(told)
    assert told.keys() == NO_REPORTS.keys()
    for name, (_, words) in NO_REPORTS.items():
        assert words in told[name]
