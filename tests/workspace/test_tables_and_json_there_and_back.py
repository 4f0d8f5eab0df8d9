"""What goes out as JSON, a workbook or CSV comes back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import exchange_samples
from app.domain.annotation import Scope
from app.domain.change import Entity
from app.workspace.workspace import Workspace
from workspace.samples import parsed

Content = dict[str, Any]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = exchange_samples.make(tmp_path_factory.mktemp("voll"))
    exchange_samples.fill(workspace)
    yield workspace
    workspace.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    """A library with the same reports, and nothing said of them."""
    workspace = exchange_samples.make(tmp_path / "另一个库")
    for number, name in enumerate(exchange_samples.NAMES):
        workspace.importing.store([(parsed(name, str(2023 - number % 2)), {})])
    yield workspace
    workspace.close()


def bring(workspace: Workspace, path: Path) -> Any:
    bringing = workspace.bringing
    return bringing.bring(bringing.plan(bringing.read(path)))


def things(content: Content, *entities: Entity, leave: tuple[str, ...] = ()) -> Content:
    return {
        key: {name: value for name, value in fields.items() if name not in leave}
        for key, fields in content.items()
        if key.split()[0] in entities
    }


SAID = (Entity.ANNOTATION, Entity.REPLY, Entity.LINK, Entity.TAG)


def test_json_with_texts_fills_an_empty_library_alike(filled: Workspace, tmp_path: Path) -> None:
    [path] = filled.exporting.export("json", tmp_path / "a.json", options={"texts": "yes"})
    empty = exchange_samples.make(tmp_path / "空")
    try:
        bring(empty, path)
        assert exchange_samples.content(empty) == exchange_samples.content(filled)
    finally:
        empty.close()


def test_json_without_texts_finds_the_reports_that_are_there(
    filled: Workspace, other: Workspace, tmp_path: Path
) -> None:
    [path] = filled.exporting.export("json", tmp_path / "a.json")
    bring(other, path)
    before, after = exchange_samples.content(filled), exchange_samples.content(other)
    assert things(after, *SAID) == things(before, *SAID)


def test_a_workbook_comes_back_with_everything_said(
    filled: Workspace, other: Workspace, tmp_path: Path
) -> None:
    [path] = filled.exporting.export("xlsx", tmp_path / "a.xlsx")
    outcome = bring(other, path)
    before, after = exchange_samples.content(filled), exchange_samples.content(other)
    assert outcome.plan.rejects == ()
    assert things(after, *SAID, leave=("position",)) == things(before, *SAID, leave=("position",))


def test_csv_comes_back_with_every_annotation_and_the_words_of_answers(
    filled: Workspace, other: Workspace, tmp_path: Path
) -> None:
    [path] = filled.exporting.export("csv", tmp_path / "a.csv")
    bring(other, path)
    before, after = exchange_samples.content(filled), exchange_samples.content(other)
    assert things(after, Entity.ANNOTATION) == things(before, Entity.ANNOTATION)

    def answers(content: Content) -> list[tuple[str, str]]:
        replies = things(content, Entity.REPLY).values()
        return sorted((reply["annotation"], reply["text"]) for reply in replies)

    assert answers(after) == answers(before)


@pytest.mark.parametrize("format_", ["json", "xlsx", "csv"])
def test_coming_back_to_where_it_came_from_changes_nothing(
    filled: Workspace, tmp_path: Path, format_: str
) -> None:
    before = exchange_samples.content(filled)
    [path] = filled.exporting.export(format_, tmp_path / f"a.{format_}")
    outcome = bring(filled, path)
    assert outcome.change is None
    assert exchange_samples.content(filled) == before


@pytest.mark.parametrize("format_", ["codebook_xlsx", "codebook_csv", "codebook_json"])
def test_a_codebook_comes_back_with_every_field(
    filled: Workspace, tmp_path: Path, format_: str
) -> None:
    suffix = format_.removeprefix("codebook_")
    [path] = filled.exporting.export(format_, tmp_path / f"标签.{suffix}")
    assert path.read_bytes() == again(filled, format_, tmp_path / f"又.{suffix}")
    empty = exchange_samples.make(tmp_path / "空")
    try:
        empty.presets.offer(())
        assert empty.tagging.tags() == []
        bring(empty, path)
        tags = things(exchange_samples.content(empty), Entity.TAG)
        assert tags == things(exchange_samples.content(filled), Entity.TAG)
    finally:
        empty.close()


def again(workspace: Workspace, format_: str, path: Path) -> bytes:
    [written] = workspace.exporting.export(format_, path)
    return written.read_bytes()


def test_a_table_of_opinions_finds_its_passages_by_their_words(
    other: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "意见.csv"
    path.write_text(
        "单位,年度,原文摘录,标签,意见,审阅人\n"
        "松溪县人民政府,2022,全年办理行政复议案件70件,行政复议,请附台账,赵处长\n"
        "𠮷祥镇人民政府,2023,𠮷祥街道率先完成改革,行政复议；新标签,,赵处长\n"
        "无此单位,2023,这句话哪里都没有,,,\n",
        encoding="gb18030",
    )
    outcome = bring(other, path)
    library = other.library
    titles = {report.id: report.title for report in library.reports()}
    found = [
        (titles[a.report][:3], a.anchor and a.anchor.span.of(library.text(a.report)), a.comment)
        for a in library.annotations()
        if a.scope is Scope.PASSAGE
    ]
    assert sorted(found) == [
        ("松溪县", "全年办理行政复议案件70件", "请附台账"),
        ("𠮷祥镇", "𠮷祥街道率先完成改革", ""),
    ]
    assert [note.code for note in outcome.plan.rejects] == ["source_missing", "no_report"]
    tags = [tag.name for tag in other.tagging.tags()]
    assert tags.count("新标签") == tags.count("行政复议") == 1  # known by its name alone
    first = next(a for a in library.annotations() if a.comment)
    assert [other.tagging.find("G1")] == [t for t in other.tagging.tags() if t.id in first.tags]
    assert "赵处长" in {reviewer.name for reviewer in library.reviewers()}
    assert bring(other, path).change is None  # a second time it says nothing new
