"""Where a passage stands, said in three styles, and templates that people write."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import builders
from app.domain.annotation import Annotation, Scope
from app.domain.citation import USUAL_TEMPLATE, Citing, Style, citation, row_citation
from app.domain.citation_template import FIELDS, LONGEST, Cited, Template
from app.domain.errors import Invalid
from app.domain.report import Note, Report
from app.domain.reviewer import Reviewer
from app.domain.rows import AnnotationRow
from app.settings import CITATION_STYLES

PLACE = ("一、主要举措和成效", "（一）深化“放管服”改革")
CHINA = timezone(timedelta(hours=8))
NAMES = [name for chinese, english, _ in FIELDS for name in (chinese, english)]


def report(media_type: str = "text/plain", **values: str | None) -> Report:
    made = builders.report(**{"organisation": "云岭区人民政府", "region": "重庆", **values})
    imported = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    return replace(made, id=UUID(int=5), media_type=media_type, imported=imported)


def standard(found: Report, section: tuple[str, ...] = (), paragraph: int = 0) -> str:
    return Citing(Style.STANDARD, zone=CHINA).passage(found, section, paragraph)


def filled(template: str, found: Report | None = None, **more: object) -> str:
    return Template.of(template).filled(Cited(found or report(), zone=CHINA, **more))  # type: ignore[arg-type]


def row() -> AnnotationRow:
    annotation = Annotation(
        id=UUID(int=9),
        report=UUID(int=5),
        scope=Scope.PASSAGE,
        anchor=None,
        tags=(),
        comment="",
        reviewer=UUID(int=7),
        created=builders.NOON,
        edited=builders.NOON,
    )
    return AnnotationRow(annotation, report(), PLACE, 2, (), Reviewer(UUID(int=7), "李审阅"))


# --- the path ------------------------------------------------------------------------


def test_the_path_names_unit_year_sections_and_paragraph() -> None:
    assert citation(report(), PLACE, 3) == (
        "云岭区人民政府·2023年度·一、主要举措和成效/（一）深化“放管服”改革·第3段"
    )
    assert row_citation(row()) == citation(report(), PLACE, 2)


def test_the_path_leaves_out_what_is_not_known() -> None:
    bare = report(organisation=None, year=None)
    assert citation(bare) == "云岭区2023年度法治政府建设情况报告"
    assert citation(report(title=None, organisation=None), (), 1) == "云岭区2023.txt·2023年度·第1段"


# --- the national standard -----------------------------------------------------------


def test_a_report_from_the_web_is_cited_with_its_dates_and_the_place_where_pages_stand() -> None:
    found = report("text/html", published_on="2024-02-10", index_number="1150/2024-1")
    assert standard(found, PLACE, 3) == (
        "云岭区人民政府. 云岭区2023年度法治政府建设情况报告: 1150/2024-1[R/OL]. "
        "2024: 一、主要举措和成效/（一）深化“放管服”改革·第3段(2024-02-10)[2026-03-01]."
    )
    assert standard(found) == (
        "云岭区人民政府. 云岭区2023年度法治政府建设情况报告: 1150/2024-1[R/OL]. "
        "(2024-02-10)[2026-03-01]."
    )


def test_the_address_stands_at_the_end() -> None:
    found = report("text/html", published_on="2024-02-10")
    found = replace(found, notes=(Note("address", {"url": "https://www.yunling.gov.cn/t1.html"}),))
    assert standard(found).endswith(
        "[R/OL]. (2024-02-10)[2026-03-01]. https://www.yunling.gov.cn/t1.html."
    )
    assert filled("{网址}", found) == "https://www.yunling.gov.cn/t1.html"


def test_a_report_from_a_file_is_no_online_text_and_has_no_day_of_citing() -> None:
    found = report(signed_on="2024-01-05")
    assert standard(found, ("一、总体情况",), 1) == (
        "云岭区人民政府. 云岭区2023年度法治政府建设情况报告[R]. "
        "2024: 一、总体情况·第1段(2024-01-05)."
    )


def test_what_the_standard_wants_and_nobody_knows_leaves_no_stray_signs() -> None:
    bare = report(title=None, organisation=None)
    assert standard(bare) == "云岭区2023.txt[R]."
    assert standard(bare, (), 4) == "云岭区2023.txt[R]. 第4段."
    assert standard(replace(bare, media_type="text/html")) == "云岭区2023.txt[R/OL]. [2026-03-01]."


@given(
    st.fixed_dictionaries(
        {
            name: st.none()
            | st.sampled_from(["", " ", "云岭区\n报告", "Inc.", "2024-02-10", "2024"])
            for name in ("title", "organisation", "year", "published_on", "signed_on")
        }
    ),
    st.sampled_from(["text/html", "application/pdf"]),
    st.integers(0, 3),
)
def test_no_signs_of_the_standard_ever_stand_alone(
    values: dict[str, str | None], media_type: str, paragraph: int
) -> None:
    said = standard(report(media_type, **values), (), paragraph)
    assert said.endswith(".")
    assert "\n" not in said
    for wrong in ("..", "()", "[]", ". .", ": .", " :", "  "):
        assert wrong not in said


# --- templates -----------------------------------------------------------------------


def test_every_field_has_a_chinese_and_an_english_name_that_give_the_same() -> None:
    for chinese, english, _ in FIELDS:
        assert filled(f"{{{chinese}}}") == filled(f"{{{english}}}")
    assert len(set(NAMES)) == len(NAMES)


def test_a_template_takes_everything_that_is_known_of_an_annotation() -> None:
    template = "{标题}|{一级}|{二级}|{段}|{地区}|{审阅人}|{编号}|{导入日期}|{文件名}"
    assert Citing(Style.TEMPLATE, template, CHINA).row(row()) == (
        "云岭区2023年度法治政府建设情况报告|一、主要举措和成效|（一）深化“放管服”改革|2|重庆|李审阅|"
        "piyue://annotation/00000000-0000-0000-0000-000000000009|2026-03-01|云岭区2023.txt"
    )


def test_a_passage_nobody_annotated_has_the_address_of_its_report() -> None:
    said = Citing(Style.TEMPLATE, "{编号}[ {审阅人}]").passage(report())
    assert said == "piyue://report/00000000-0000-0000-0000-000000000005"


def test_a_part_in_brackets_falls_away_when_a_field_in_it_is_empty() -> None:
    template = "{单位}[·{章节}][·第{段}段]"
    assert filled(template) == "云岭区人民政府"
    assert filled(template, section=("一、甲",)) == "云岭区人民政府·一、甲"
    assert filled(template, section=("一、甲",), paragraph=2) == "云岭区人民政府·一、甲·第2段"


def test_brackets_inside_brackets_fall_away_alone() -> None:
    template = "[{一级}[ › {二级}]]"
    assert filled(template) == ""
    assert filled(template, section=PLACE[:1]) == PLACE[0]
    assert filled(template, section=PLACE) == " › ".join(PLACE)
    assert filled("[（[{段}][{二级}]）]") == ""


def test_brackets_without_a_field_are_text() -> None:
    assert filled("{年度}[R/OL]") == "2023[R/OL]"
    assert filled("[a[b]]") == "[a[b]]"


def test_a_backslash_makes_text_of_any_sign() -> None:
    assert filled(r"\{{年度}\}\[{年度}\]\\") == "{2023}[2023]\\"


def test_braces_of_full_width_count() -> None:
    assert filled("｛年度｝{ 年度 }{YEAR}") == "202320232023"


@pytest.mark.parametrize(
    ("template", "reason", "position"),
    [
        ("  ", "empty", None),
        ("𠮷" * (LONGEST + 1), "long", None),
        ("𠮷{没有的}", "unknown", 2),
        ("a{单位", "brace_open", 2),
        ("{单位}}", "brace_close", 5),
        ("a[{单位}", "group_open", 2),
        ("{单位}]", "group_close", 5),
        ("[" * 21 + "]" * 21, "deep", 21),
        ("a\\", "backslash", 2),
    ],
)
def test_a_bad_template_is_refused_with_its_place(
    template: str, reason: str, position: int | None
) -> None:
    with pytest.raises(Invalid) as caught:
        Template.of(template)
    assert caught.value.what == f"template_{reason}"
    assert caught.value.values.get("position") == position


PIECES = st.lists(
    st.sampled_from([*"{}[]\\｛｝", "𠮷", "·", "第", "\n", *(f"{{{name}}}" for name in NAMES)]),
    max_size=30,
).map("".join)


@given(PIECES)
@example("[[[]")
def test_any_template_is_filled_or_refused_and_never_crashes(template: str) -> None:
    try:
        said = filled(template)
    except Invalid as refused:
        place = refused.values.get("position", 1)
        assert isinstance(place, int)
        assert 1 <= place <= max(1, len(template))
    else:
        assert "\n" not in said
        assert said == said.strip()


@given(st.text(st.characters(exclude_categories=["Cs", "Z", "Cc"]), min_size=1, max_size=40))
def test_escaped_text_is_shown_as_it_is(words: str) -> None:
    template = "".join(f"\\{sign}" for sign in words)
    assert filled(template) == " ".join(words.split())


# --- choosing ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "style"),
    [
        ("path", Style.PATH),
        ("路径", Style.PATH),
        ("GBT7714", Style.STANDARD),
        ("GB/T 7714", Style.STANDARD),
        ("国标", Style.STANDARD),
        ("模板", Style.TEMPLATE),
    ],
)
def test_a_style_is_named_in_chinese_and_english(typed: str, style: Style) -> None:
    assert Citing(template="{标题}").named(typed) == Citing(style, "{标题}")


def test_a_template_can_be_typed_in_place_of_a_style() -> None:
    assert Citing().named("{标题}").passage(report()) == report().title
    for typed, what in (("harvard", "no_style"), ("{x}", "template_unknown")):
        with pytest.raises(Invalid) as caught:
            Citing().named(typed)
        assert caught.value.what == what


def test_what_was_kept_and_is_bad_gives_way_to_the_usual_form() -> None:
    assert Citing.kept("path", "") == Citing()
    assert Citing.kept("gbt7714", "{") == Citing(Style.STANDARD)
    assert Citing.kept("template", "{") == Citing()
    assert Citing.kept("unknown", "{标题}") == Citing(Style.PATH, "{标题}")
    assert Template.of(USUAL_TEMPLATE).filled(Cited(report(), PLACE, 3)) == (
        "云岭区人民政府：《云岭区2023年度法治政府建设情况报告》，"
        "一、主要举措和成效/（一）深化“放管服”改革，第3段"
    )


def test_settings_know_the_same_styles() -> None:
    assert list(CITATION_STYLES) == [style.value for style in Style]
