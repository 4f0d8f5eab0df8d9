"""UIMA CAS JSON, as the reader of another project understands it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import exchange_samples
from app.domain.anchor import Span
from app.domain.annotation import Annotation
from app.files.write_cas import RELATION, REMARK, REPORT, SENTENCE, SPAN, TYPES
from app.text.sentences import sentence_spans
from app.workspace.workspace import Workspace
from builders import parsed

cassis = pytest.importorskip("cassis", reason="dkpro-cassis is not installed")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = exchange_samples.make(tmp_path_factory.mktemp("cas"))
    exchange_samples.fill(workspace)
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def files(library: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    [path] = library.exporting.export("cas", tmp_path_factory.mktemp("out") / "a.zip")
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


@pytest.fixture(scope="module")
def loaded(library: Workspace, files: dict[str, str]) -> dict[str, Any]:
    """The CAS of each report, by the report's id."""
    found = [cassis.load_cas_from_json(text) for name, text in files.items() if ".json" in name]
    return {cas.select(REPORT)[0].report: cas for cas in found}


def test_each_report_is_one_cas_beside_the_type_system(
    library: Workspace, files: dict[str, str], loaded: dict[str, Any]
) -> None:
    assert "TypeSystem.xml" in files
    assert len(files) == 4
    assert set(loaded) == {str(report.id) for report in library.library.reports()}
    for report in library.library.reports():
        assert loaded[str(report.id)].sofa_string == library.library.text(report.id)
        assert loaded[str(report.id)].select(REPORT)[0].title == report.title


def test_every_span_covers_its_quote(library: Workspace, loaded: dict[str, Any]) -> None:
    annotations = {str(a.id): a for a in library.library.annotations()}
    seen: set[str] = set()
    for cas in loaded.values():
        for span in cas.select(SPAN):
            annotation = annotations[span.annotation]
            assert annotation.anchor
            assert span.get_covered_text() == annotation.anchor.quote.exact
            seen.add(span.annotation)
        seen |= {remark.annotation for remark in cas.select(REMARK)}
    assert seen == set(annotations)


def test_positions_in_the_file_are_utf16_units(library: Workspace, files: dict[str, str]) -> None:
    annotations = {str(a.id): a for a in library.library.annotations()}
    for name, text in files.items():
        if not name.endswith(".json"):
            continue
        structures = json.loads(text)["%FEATURE_STRUCTURES"]
        units = structures[0]["sofaString"].encode("utf-16-le")
        for one in structures:
            if one["%TYPE"] == SPAN:
                covered = units[2 * one["begin"] : 2 * one["end"]].decode("utf-16-le")
                assert covered == _quote(annotations[one["annotation"]])


def _quote(annotation: Annotation) -> str:
    assert annotation.anchor
    return annotation.anchor.quote.exact


def test_every_tag_is_a_span_of_its_own_and_what_is_said_stands_once(
    library: Workspace, loaded: dict[str, Any]
) -> None:
    rows = library.annotating.rows()
    made: dict[str, list[Any]] = {}
    for cas in loaded.values():
        for one in (*cas.select(SPAN), *cas.select(REMARK)):
            made.setdefault(one.annotation, []).append(one)
    for row in rows:
        spans = made[str(row.annotation.id)]
        assert [span.label for span in spans] == ([path for _, path in row.tags] or [None])
        assert [span.comment or "" for span in spans] == [
            row.annotation.comment,
            *[""] * (len(spans) - 1),
        ]
        assert {span.reviewer for span in spans} == {row.reviewer.name}
        assert {bool(span.resolved) for span in spans} == {row.annotation.resolved}
        assert (spans[0].replies or "").count("同意。") == sum(
            "同意。" in reply.text for reply, _ in row.replies
        )


def test_links_in_one_report_are_relations_and_all_are_told_in_words(
    library: Workspace, loaded: dict[str, Any]
) -> None:
    reports = {a.id: a.report for a in library.library.annotations()}
    links = library.library.links()
    inside = {str(x.id): x for x in links if reports[x.origin] == reports[x.target]}
    found = {one.link: one for cas in loaded.values() for one in cas.select(RELATION)}
    assert set(found) == set(inside)
    for id_, relation in found.items():
        link = inside[id_]
        assert relation.Governor.annotation == str(link.origin)
        assert relation.Dependent.annotation == str(link.target)
        assert relation.label == link.kind.value
    told = [s.links for cas in loaded.values() for s in cas.select(SPAN) if s.links]
    assert sum(words.count("链接：") for words in told) == 2 * len(links)


def test_every_passage_lies_within_sentences(library: Workspace, loaded: dict[str, Any]) -> None:
    for cas in loaded.values():
        for span in cas.select(SPAN):
            text = span.get_covered_text()
            for at in (span.begin, span.end - 1):
                inside = any(s.begin <= at < s.end for s in cas.select(SENTENCE))
                assert inside or text.startswith("\n") or text.endswith("\n")


def test_sentences_cover_every_line_and_never_a_break() -> None:
    text = "　　一。二？ \n\n 　\n“三。”四𠮷\n五；六"
    spans = [text[s.start : s.end] for s in sentence_spans(text)]
    assert spans == ["　　一。", "二？ ", "“三。”", "四𠮷", "五；", "六"]
    assert list(sentence_spans("")) == []
    assert list(sentence_spans("a")) == [Span(0, 1)]


def test_the_type_system_beside_it_is_the_one_inside(files: dict[str, str]) -> None:
    system = cassis.load_typesystem(files["TypeSystem.xml"])
    for name, above, _, features in TYPES:
        found = system.get_type(name)
        assert found.supertype.name == above
        assert {f.name: f.rangeType.name for f in found.features} == {f: r for f, r, _ in features}
    assert ElementTree.fromstring(files["TypeSystem.xml"]).tag.endswith("typeSystemDescription")


def test_a_lost_passage_is_a_remark_with_its_words(tmp_path: Path) -> None:

    workspace = exchange_samples.make(tmp_path)
    try:
        text = "第一段𠮷写得很清楚，措施十分具体。\n第二段说别的事情，与前面毫无关系。"
        [report] = workspace.importing.store([(parsed(text), {})])
        start = text.index("措施")
        made = workspace.annotating.highlight(report.id, Span(start, start + 6), (), "在哪里？")
        workspace.versioning.replace(report.id, parsed("全部换成了另外的内容。"))
        [path] = workspace.exporting.export("cas", tmp_path / "a.zip")
        with zipfile.ZipFile(path) as package:
            [name] = [n for n in package.namelist() if n.endswith(".json")]
            cas = cassis.load_cas_from_json(package.read(name).decode())
        assert cas.select(SPAN) == []
        [remark] = cas.select(REMARK)
        assert (remark.annotation, remark.quote, remark.state, remark.comment) == (
            str(made.id),
            "措施十分具体",
            "lost",
            "在哪里？",
        )
    finally:
        workspace.close()


def test_control_characters_are_kept(tmp_path: Path) -> None:

    workspace = exchange_samples.make(tmp_path)
    try:
        text = '甲\x0b乙\x1f𠮷\x7f丙\t<&>"\\'
        [report] = workspace.importing.store([(parsed(text), {})])
        workspace.annotating.highlight(report.id, Span(2, 7))
        [path] = workspace.exporting.export("cas", tmp_path / "a.zip")
        with zipfile.ZipFile(path) as package:
            [name] = [n for n in package.namelist() if n.endswith(".json")]
            cas = cassis.load_cas_from_json(package.read(name).decode())
        assert cas.sofa_string == text
        assert [s.get_covered_text() for s in cas.select(SPAN)] == [text[2:7]]
    finally:
        workspace.close()
