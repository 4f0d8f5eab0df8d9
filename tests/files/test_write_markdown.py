"""The Markdown document: shown by any program, it reads exactly as what was quoted and said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import exchange_samples
from app.domain.anchor import Anchor, Quote, Span
from app.domain.rows import AnnotationRow
from app.files.digest import quote_lines
from app.files.export import Export
from app.files.write_markdown import write_markdown
from app.workspace.labels import LABELS
from files.write_samples import CHINA, make_export

WORDS = LABELS["zh"]
FLAVOURS = [MarkdownIt("commonmark"), MarkdownIt("js-default", {"linkify": False})]


def written(export: Export, **options: str) -> str:
    out = BytesIO()
    write_markdown(
        replace(export, options={"order": "report", **options}), out, WORDS, lambda *_: None
    )
    return out.getvalue().decode("utf-8")


def shown(text: str, flavour: MarkdownIt = FLAVOURS[0]) -> list[tuple[str, str]]:
    """What a reader sees: each paragraph and heading with the blocks it stands in."""
    found: list[tuple[str, str]] = []
    inside: list[str] = []
    for token in flavour.parse(text):
        if token.nesting == 1:
            inside.append(token.tag)
        elif token.nesting == -1:
            inside.pop()
        elif token.type == "inline":
            assert token.children is not None
            words = "".join(
                child.content if child.type != "softbreak" else "\n"
                for child in token.children
                if child.type in {"text", "text_special", "softbreak", "code_inline"}
            )
            found.append((" ".join(inside), words))
        else:
            found.append((token.type, token.content))
    return found


def one_row(words: str, comment: str = "") -> AnnotationRow:
    row = make_export().rows[0]
    anchor = Anchor(Span(0, len(words)), Quote(words))
    return replace(row, annotation=replace(row.annotation, anchor=anchor, comment=comment))


def export_of(*rows: AnnotationRow) -> Export:
    return Export(rows, (), (), "库", datetime(2026, 3, 1, tzinfo=UTC).astimezone(CHINA))


TRAPS = (
    "# 一、总体",
    "1. 甲",
    "2) 乙",
    "- 丙",
    "+ 丁",
    "* 戊",
    "> 己",
    "---",
    "***",
    "===",
    "~~~",
    "```",
    "    缩进",
    "\u3000\u3000首行缩进",
    "[a]: http://x",
    "[名](地址)",
    "![图](地址)",
    "<b>粗</b>",
    "<!-- 注 -->",
    "&lt; &#35; &amp;",
    "a_b_c 与 *强* 与 **强** 与 `码`",
    "反斜杠 \\* \\\\",
    "~~删~~ $x^2$ | a | b |",
    "序号\t事项\t件数",
    "𠮷 \ufffd end ",
    "<https://example.org>",
    "1986\\. 年",
    "[ ] 任务",
)


@pytest.mark.parametrize("flavour", FLAVOURS, ids=["commonmark", "js-default"])
def test_signs_of_markdown_in_quotes_and_comments_are_shown_as_they_are(
    flavour: MarkdownIt,
) -> None:
    text = "\n".join(TRAPS)
    said = shown(written(export_of(one_row(text, text))), flavour)
    assert [words for place, words in said if place == "blockquote p"] == list(TRAPS)
    first, *rest = [words for place, words in said if place == "ul li p"][-len(TRAPS) :]
    assert first.endswith(f"：{TRAPS[0]}")
    assert rest == list(TRAPS[1:])


PIECES = st.lists(
    st.sampled_from([*"\\`*_[]()<>#+-.!|~&;=:$^{}@/\t \u3000", "1", "a", "甲", "𠮷", "&amp;"]),
    min_size=1,
    max_size=25,
).map("".join)


@given(PIECES.filter(str.strip), st.sampled_from(FLAVOURS))
@example("1.", FLAVOURS[0])
@example("-", FLAVOURS[0])
@example("#", FLAVOURS[1])
def test_any_line_is_shown_as_it_is(line: str, flavour: MarkdownIt) -> None:
    said = shown(written(export_of(one_row(line, line))), flavour)
    assert [words for place, words in said if place == "blockquote p"] == [line]
    assert [words for place, words in said if place == "ul li p"][-1].endswith(f"：{line}")


@given(PIECES.filter(str.strip))
def test_any_title_is_one_heading_and_one_line_of_the_contents(title: str) -> None:
    row = one_row("甲")
    name = replace(row.report.metadata.title, value=title)
    report = replace(row.report, metadata=replace(row.report.metadata, title=name))
    said = shown(written(export_of(replace(row, report=report, section=())), order="report"))
    one_line = " ".join(title.split())
    assert [words for place, words in said if place == "h2"] == ["目录", one_line]
    assert ("ul li p", f"{one_line}（1）") in said


# --- the order -----------------------------------------------------------------------


def headings(text: str) -> list[tuple[str, str]]:
    return [(place, words) for place, words in shown(text) if re.fullmatch("h[1-6]", place)]


def test_by_report_the_sections_of_the_first_level_are_headings() -> None:
    assert headings(written(make_export(2), order="report")) == [
        ("h1", "示范报告库 摘录汇编"),
        ("h2", "目录"),
        *[
            ("h2", "云岭区2023年度法治政府建设情况报告"),
            ("h3", "一、主要举措和成效"),
        ]
        * 2,
    ]


def test_by_tag_the_codebook_gives_the_order_and_the_untagged_come_last() -> None:
    text = written(make_export(), order="tag")
    assert headings(text)[2:] == [
        ("h2", "G 矛盾纠纷化解"),
        ("h3", "G1 行政复议"),
        ("h2", "V3 空话套话"),
        ("h2", "未加标签"),
    ]
    contents = [words for place, words in shown(text) if place in {"ul li p", "ul li ul li p"}]
    assert contents[:4] == [
        "G 矛盾纠纷化解（4）",
        "G1 行政复议（3）",
        "V3 空话套话（3）",
        "未加标签（2）",
    ]


def test_a_quote_with_two_tags_stands_under_both_or_only_under_the_first() -> None:
    words = "> 𠮷祥街道率先完成改革😀，mixed\n"
    assert written(make_export(), order="tag").count(words) == 2
    assert written(make_export(), order="tag", repeat="no").count(words) == 1
    assert "另有标签：空话套话" in written(make_export(), order="tag", repeat="no")


def test_every_link_of_the_contents_leads_to_another_heading() -> None:
    targets = re.findall(r"\]\(#([^)]*)\)", written(make_export(3), order="report"))
    assert len(targets) == 6
    assert len(set(targets)) == 6


# --- what is told --------------------------------------------------------------------


def test_threads_links_and_settled_annotations_are_told(tmp_path: Path) -> None:
    workspace = exchange_samples.make(tmp_path)
    exchange_samples.fill(workspace)
    [target] = workspace.exporting.export("markdown", tmp_path / "a.md")
    said = shown(target.read_text(encoding="utf-8"))
    words = [words for _, words in said]
    rows = workspace.annotating.rows()
    workspace.close()
    quotes = [words for place, words in said if place == "blockquote p"]
    assert quotes == [line for row in rows for line in quote_lines(row, WORDS)]
    replies = [words for place, words in said if place == "ul li ul li p"]
    assert len(replies) >= 3 * sum(len(row.replies) for row in rows) // 2
    assert words.count("（已解决）") == sum(row.annotation.resolved for row in rows)
    assert sum(w.startswith("链接：") for w in words) == sum(row.links for row in rows)
    assert any("Smith & 𠮷" in w for w in words)


def test_without_comments_only_quotes_and_sources_are_written() -> None:
    said = shown(written(make_export(), comments="no"))
    assert {place for place, words in said if place.startswith("ul") and "（" not in words} == set()
    assert "全文评价" not in written(make_export(), comments="no")


def test_the_source_is_the_one_chosen(tmp_path: Path) -> None:
    workspace = exchange_samples.make(tmp_path)
    exchange_samples.fill(workspace)
    export = workspace.exporting.export
    [target] = export("markdown", tmp_path / "a.md", options={"cite": "gbt7714"})
    assert "云岭区2023年度法治政府建设情况报告[R]. 第2段." in [
        words.partition(". ")[2] for _, words in shown(target.read_text(encoding="utf-8"))
    ]
    workspace.close()


def test_an_annotation_on_the_whole_report_says_so() -> None:
    assert quote_lines(replace(one_row("甲"), annotation=_whole()), WORDS) == ["（对整份报告）"]


def _whole():
    rows = {row.annotation.id: row for row in make_export().rows}
    return rows[UUID(int=10_006)].annotation


def test_the_words_of_the_document_have_both_languages() -> None:
    fields: Mapping[str, str] = {"digest_title": "library", "tags_line": "tags"}
    for key, field in fields.items():
        for language in ("zh", "en"):
            assert f"{{{field}}}" in LABELS[language][key]
