"""The command line on the real reports, where they are."""

from __future__ import annotations

from pathlib import Path

from cli.conftest import Piyue


def test_the_real_reports_are_imported_searched_and_exported(
    piyue: Piyue, real_reports: dict[str, Path], tmp_path: Path
) -> None:
    ran = piyue("import", *real_reports.values(), "--json")
    assert ran.code == 0
    assert [entry["status"] for entry in ran.value] == ["added"] * len(real_reports)
    lines = piyue("list", "--json").value
    assert all(line["sections"] and line["year"] and line["organisation"] for line in lines)
    for entry, path in zip(ran.value, real_reports.values(), strict=True):
        shown = piyue("show", entry["report"], "--json").value
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        assert shown["text"] == text
        for section in shown["sections"]:
            assert text[section["start"] :].startswith(section["label"])
    found = piyue("search", "行政复议", "--json", "--limit", "3").value
    assert found["count"] > len(found["hits"]) == 3
    hit = found["hits"][0]
    piyue("annotate", hit["report"], "--start", hit["start"], "--end", hit["end"], "--tag", "G1")
    for suffix in ("csv", "xlsx", "json", "html", "docx"):
        target = tmp_path / f"批注.{suffix}"
        assert piyue("export", "--format", suffix, "--out", target).code == 0
    assert piyue("check").code == 0
