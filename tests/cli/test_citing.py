"""Sources on the command line, in the form that was asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.paths import Paths
from app.settings import Settings
from cli.conftest import Piyue

PLACE = "一、主要举措和成效/（一）深化“放管服”改革"
PATH = f"云岭区人民政府·2023年度·{PLACE}·第1段"
STANDARD = "云岭区人民政府. 云岭区2023年度法治政府建设情况报告[R]. 2024: "


def annotated(filled: Piyue) -> None:
    start = filled("show", "云岭区", "--json").value["text"].index("审结63件")
    filled("annotate", "云岭区", "--start", start, "--end", start + 5)


def test_search_cites_what_it_finds_in_the_form_asked_for(filled: Piyue) -> None:
    assert PATH in filled("search", "审结63件").out
    assert STANDARD in filled("search", "审结63件", "--cite", "国标").out
    said = filled("search", "审结63件", "--cite", "{标题}，{二级}", "--json").value["hits"]
    assert [hit["citation"] for hit in said] == [
        f"{name}2023年度法治政府建设情况报告，（一）深化“放管服”改革"
        for name in ("云岭区", "青山县")
    ]


def test_annotations_are_listed_with_their_source_in_the_form_asked_for(filled: Piyue) -> None:
    annotated(filled)
    assert filled("annotations", "--json").value[0]["citation"] == PATH
    assert STANDARD in filled("annotations", "--cite", "gbt7714").out


def test_an_export_cites_in_the_form_asked_for(filled: Piyue, tmp_path: Path) -> None:
    annotated(filled)
    filled("export", "--format", "html", "--out", tmp_path / "a.html", "--cite", "{地区}‖{编号}")
    assert "‖piyue://annotation/" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_without_the_option_the_form_of_the_settings_is_taken(filled: Piyue, home: Path) -> None:
    paths = Paths.of_user()
    settings = replace(Settings.of_user(paths.config), citation_style="gbt7714")
    settings.save(paths.config)
    assert STANDARD in filled("search", "审结63件").out
    assert PATH in filled("search", "审结63件", "--cite", "path").out


def test_an_unknown_style_and_a_bad_template_are_told(filled: Piyue) -> None:
    ran = filled("search", "审结", "--cite", "哈佛")
    assert ran.code == 2
    assert ran.err == (
        "没有“哈佛”这种出处写法：可写路径、国标、模板，或带有 {单位} 这类字段的模板。\n"
    )
    ran = filled("search", "审结", "--cite", "{标题")
    assert (ran.code, ran.err) == (2, "出处模板第 1 个字处：左花括号没有配上右花括号。\n")
    assert "\\}" in filled("search", "审结", "--cite", "{title}}", "--lang", "en").err
