"""Codebooks from tables and JSON files of anybody's making, and ours there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought
from app.files.bringing import BRINGERS, bringer_of
from app.files.codebook_tags import keywords_of, keywords_text
from app.paths import resource


def read(path: Path) -> Brought:
    key = bringer_of(path)
    assert key is not None
    return BRINGERS[key].read(path)


def table(tmp_path: Path, text: str, name: str = "标签.csv", encoding: str = "utf-8") -> Brought:
    path = tmp_path / name
    path.write_text(text, encoding=encoding)
    return read(path)


def workbook(tmp_path: Path, rows: list[list[Any]], merge: str = "") -> Brought:
    from openpyxl import Workbook

    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    if merge:
        page.merge_cells(merge)
    path = tmp_path / "标签.xlsx"
    book.save(path)
    return read(path)


def tree(brought: Brought) -> dict[str, str | None]:
    """Per path of names its own name's parent path."""
    names = {tag.key: tag for tag in brought.tags}

    def path(key: str) -> str:
        tag = names[key]
        return f"{path(tag.parent)}/{tag.name}" if tag.parent else tag.name

    assert all(tag.parent is None or tag.parent in names for tag in brought.tags)
    return {path(key): names[key].parent and path(names[key].parent) for key in names}


THREE = {
    "矛盾化解": None,
    "矛盾化解/行政复议": "矛盾化解",
    "矛盾化解/行政复议/受理": "矛盾化解/行政复议",
}


@pytest.mark.parametrize(
    "text",
    [
        "名称,上级\n行政复议,矛盾化解\n矛盾化解,\n受理,行政复议\n",
        "编码,标签,上级编码\nG,矛盾化解,\nG1,行政复议,G\nG11,受理,G1\n",
        "路径;说明\n矛盾化解/行政复议/受理;三级\n",
        "标签\t定义\n矛盾化解 > 行政复议\t\n矛盾化解 > 行政复议 > 受理\t\n",
        "一级标签,二级标签,三级标签,定义\n矛盾化解,,,\n,行政复议,,\n,,受理,\n",
        "一级,二级,三级\n矛盾化解,行政复议,受理\n",
        "名称|层级\n矛盾化解|1\n行政复议|2\n受理|3\n",
        "名称，级别\n矛盾化解，一级\n行政复议，二级\n受理，三级\n",
        "Name,Description\n矛盾化解,x\n　　行政复议,\n　　　　受理,\n",
        "这是我单位的标签体系,,\n,,\n标签名称,颜色,关键词\n矛盾化解,,\n矛盾化解/行政复议,,\n矛盾化解/行政复议/受理,,\n",
    ],
)
def test_a_tree_is_told_in_many_ways(tmp_path: Path, text: str) -> None:
    assert tree(table(tmp_path, text)) == THREE


def test_merged_cells_count_for_each_of_their_rows(tmp_path: Path) -> None:
    rows = [["一级指标", "二级指标"], ["矛盾化解", "行政复议"], [None, "行政诉讼"]]
    brought = workbook(tmp_path, rows, "A2:A3")
    assert set(tree(brought)) == {"矛盾化解", "矛盾化解/行政复议", "矛盾化解/行政诉讼"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_may_be_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "标签,定义\n行政复议,审查行政行为是否合法、是否适当\n执法检查,按照年度计划开展的检查\n"
    brought = table(tmp_path, text, encoding=encoding)
    assert [tag.name for tag in brought.tags] == ["行政复议", "执法检查"]


def test_fields_are_known_by_many_names_and_odd_ones_are_noted(tmp_path: Path) -> None:
    text = (
        "名称,颜色,类型,关键词,数字键,停用,英文名\n"
        "甲,红,评价,复议；审结、受理,3,是,Review\n"
        '乙,#1A5BB5,topic,"a,b",x,,\n'
        "丙,天空色,怪,,,否,\n"
        ",红,,,,,\n"
        "甲,绿,,,,,\n"
    )
    brought = table(tmp_path, text)
    first, second, third = brought.tags
    assert first.fields == {
        "english": "Review",
        "keywords": ["复议", "审结、受理"],
        "colour": "red",
        "kind": "evaluation",
        "slot": 3,
        "retired": True,
    }
    assert (second.fields["colour"], second.fields["keywords"]) == ("blue", ["a", "b"])
    assert third.fields == {"retired": False}
    assert [note.code for note in brought.repairs] == [
        *("tag_field", "tag_colour", "tag_field", "tag_twice"),
    ]
    [reject] = brought.rejects
    assert (reject.code, reject.where) == ("tag_nameless", "标签!A5")


def test_a_slash_or_an_angle_in_a_name_makes_no_path(tmp_path: Path) -> None:
    brought = table(tmp_path, "标签,定义\n城市/农村,x\n<尖>,y\n双随机/一公开,z\n")
    assert [tag.name for tag in brought.tags] == ["城市/农村", "<尖>", "双随机/一公开"]


def test_a_parent_that_stands_nowhere_is_made_and_a_circle_is_cut(tmp_path: Path) -> None:
    brought = table(tmp_path, "名称,上级\n甲,乙\n乙,甲\n丙,无此组\n")
    assert set(tree(brought)) >= {"无此组", "无此组/丙"}
    assert sorted(note.code for note in brought.repairs) == ["tag_circle", "tag_parent_made"]


WORDS = st.text(st.sampled_from('甲𠮷a"；;、, |'), min_size=1, max_size=6).map(str.strip)


@given(st.lists(WORDS.filter(bool), max_size=4, unique=True))
def test_any_keywords_come_back(words: list[str]) -> None:
    assert list(keywords_of(keywords_text(words))) == words


def test_keywords_with_signs_in_them_come_back() -> None:
    for words in (("复议", "a;b", 'x"y', '"引"', "甲、乙"), ("a;b",), ("甲",), ()):
        assert keywords_of(keywords_text(words)) == words


@pytest.mark.parametrize(
    "value",
    [
        {"tags": [{"name": "矛盾化解", "children": [{"name": "行政复议", "children": ["受理"]}]}]},
        [{"名称": "矛盾化解", "子标签": [{"名称": "行政复议", "子标签": [{"名称": "受理"}]}]}],
        [
            {"id": 3, "name": "受理", "parent": 2},
            {"id": 1, "name": "矛盾化解", "parent": None},
            {"id": 2, "name": "行政复议", "parent": 1},
        ],
        {
            "codes": [
                {"name": "矛盾化解", "codes": [{"name": "行政复议", "codes": [{"name": "受理"}]}]}
            ]
        },
        {"标签体系": {"矛盾化解": {"行政复议": ["受理"]}}, "name": "我的体系"},
    ],
)
def test_json_codebooks_of_many_shapes_are_read(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "标签.json"
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    assert bringer_of(path) == "codebook_json"
    assert tree(read(path)) == THREE


def test_the_shipped_codebook_is_read_as_what_every_library_has() -> None:
    from app.domain.fields import tag_fields
    from app.workspace.codebook import default_codebook

    brought = read(resource("codebook.json"))
    shipped = {str(tag.id): tag_fields(tag) for tag in default_codebook()}
    found = {
        tag.key: {**tag.fields, "name": tag.name, "parent": tag.parent} for tag in brought.tags
    }
    assert found.keys() == shipped.keys()
    for key, fields in found.items():
        said = {name: value for name, value in fields.items() if value != ""}
        assert said.items() <= shipped[key].items()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"tags": [}', "damaged"),
        ('{"tags": [], "name": "x"}', "unsupported"),
        ('{"tags": [' + '{"name": "a", "children": [' * 50_000, "suspicious"),
    ],
)
def test_bad_json_codebooks_are_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "坏.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile) as caught:
        BRINGERS["codebook_json"].read(path)
    assert caught.value.reason == reason


def test_a_deep_tree_ends_where_nobody_looks_any_more(tmp_path: Path) -> None:
    text = '{"tags": [' + '{"name": "a", "children": [' * 100 + "]}" * 100 + "]}"
    path = tmp_path / "深.json"
    path.write_text(text, encoding="utf-8")
    assert 20 < len(read(path).tags) < 100
