"""An export to write: fictional reports with annotations of every kind."""

from __future__ import annotations

from datetime import timedelta, timezone
from uuid import UUID

from app.domain.anchor import Span
from app.domain.annotation import Annotation, Scope
from app.domain.change import Change, Edit, Entity
from app.domain.fields import (
    annotation_fields,
    layout_fields,
    metadata_fields,
    reviewer_fields,
    tag_fields,
    time_text,
)
from app.domain.report import Metadata, Report
from app.domain.reviewer import Reviewer
from app.domain.rows import AnnotationRow
from app.domain.tag import Tag, TagKind
from app.files.export import ChangeLog
from app.files.writing import WORDS, Export, ReportPage
from builders import NOON, annotation, metadata, section, sha256

CHINA = timezone(timedelta(hours=8))

WORDS_ZH = {
    **{key: key for key in WORDS},
    "sheet_annotations": "批注",
    "sheet_reports": "报告",
    "sheet_matrix": "标签 × 报告",
    "sheet_tags": "标签体系",
    "title": "标题",
    "quote": "摘录",
    "level_county": "县级",
    "untagged": "无标签",
    "contents": "目录",
    "summary": "{annotations}条批注 · {reports}篇报告",
    "on_report": "针对全文",
    "on_section": "针对章节",
    "highlight_only": "（标记）",
    "not_located": "原文中未找到：",
    "cut_mark": "…（已截断）",
}

TEXT = (
    "您当前的位置：首页\n"
    "云岭区2023年度法治政府\n"
    "建设情况报告\n"
    "　　2023年，云岭区坚持依法行政。𠮷祥街道率先完成改革😀，mixed 中English & <标签>。\n"
    "\n"
    "一、主要举措和成效\n"
    "（一）深化“放管服”改革。全年办理行政复议案件70件，审结63件。\n"
    "序号\t事项\t件数\n"
    "一是开展检查81次。\n"
    "二、存在的不足\n"
    "一是法治意识有待提升。二是执法力量不足。\n"
    "云岭区人民政府\n"
    "版权所有\n"
)

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "  =cmd|' /C calc'!A0",
    "＝1+1",
    "－1",
    "\u3000=1",
)

REPLY = Tag(UUID(int=11), "行政复议", UUID(int=10), "G1", colour="blue", keywords=("复议", "审结"))
GROUP = Tag(UUID(int=10), "矛盾纠纷化解", None, "G", colour="teal")
EMPTY = Tag(UUID(int=12), "空话套话", None, "V3", TagKind.EVALUATION, "plum", retired=True)
REVIEWER = Reviewer(UUID(int=7), "李老师")

TAGS = ((GROUP, "矛盾纠纷化解", 0), (REPLY, "矛盾纠纷化解/行政复议", 3), (EMPTY, "空话套话", 1))
PATHS = {tag.id: path for tag, path, _ in TAGS}


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def row(
    report: Report,
    value: Annotation,
    tags: tuple[Tag, ...] = (),
    headings: tuple[str, ...] = (),
    paragraph: int = 0,
) -> AnnotationRow:
    pairs = tuple((tag, PATHS.get(tag.id, tag.name)) for tag in tags)
    return AnnotationRow(value, report, headings, paragraph, pairs, REVIEWER)


def make_report(number: int, text: str = TEXT, title: str | None = None) -> Report:
    return Report(
        id=UUID(int=1000 + number),
        metadata=metadata(
            title=title or "云岭区2023年度法治政府建设情况报告",
            organisation="云岭区人民政府",
            year="2023",
            region="重庆",
            level="county",
            published_on="2024-02-20",
            signed_on="not a date",
        ),
        text_sha256=sha256(text),
        characters=len(text),
        sections=3,
        file_name=f"云岭区{number}.txt",
        media_type="text/plain",
        imported=NOON,
    )


def make_page(number: int = 1, title: str | None = None) -> ReportPage:
    report = make_report(number, title=title)
    one = section(TEXT, "一、", "主要举措和成效", end=TEXT.index("二、存"))
    inner = section(TEXT, "（一）", "深化“放管服”改革", level=2, end=TEXT.index("二、存"))
    inner = type(inner)(2, inner.kind.RUN_IN, *_rest(inner))
    two = section(TEXT, "二、", "存在的不足", end=TEXT.index("版权"))

    def note(seed: int, words: str | Span | None, tags: tuple[Tag, ...], comment: str = "", **more):
        span = span_of(TEXT, words) if isinstance(words, str) else words
        made = annotation(report.id, TEXT, span, tags=[t.id for t in tags], comment=comment, **more)
        stamp = NOON + timedelta(minutes=seed)
        values = {f: getattr(made, f) for f in made.__slots__} | {
            "id": UUID(int=number * 10_000 + seed),
            "reviewer": REVIEWER.id,
            "created": NOON,
            "edited": stamp,
        }
        return row(report, Annotation(**values), tags, ("一、主要举措和成效",), seed)

    across = Span(TEXT.index("审结63件"), TEXT.index("开展检查") + 2)
    rows = (
        note(1, "𠮷祥街道率先完成改革😀，mixed", (REPLY, EMPTY), "第一段\n第二段 <b>&"),
        note(2, "改革😀，mixed 中English & <标签>", (EMPTY,)),
        note(3, "行政复议案件70件", (REPLY,), "=1+1"),
        note(4, across, (), "跨段"),
        note(5, "二、存在的不足", (GROUP,), "缺少原因", scope=Scope.SECTION),
        note(6, None, (REPLY,), "全文评价"),
        note(7, "复议", ()),
        note(8, "版权所有", (EMPTY,), "在页面杂项里"),
    )
    return ReportPage(
        report=report,
        text=TEXT,
        sections=(one, inner, two),
        furniture=(span_of(TEXT, "您当前的位置：首页\n"), span_of(TEXT, "版权所有\n")),
        body=Span(TEXT.index("云岭区2023"), TEXT.index("版权所有")),
        rows=rows,
    )


def _rest(value):
    return value.label, value.heading, value.span, value.heading_end, value.confidence


def make_export(pages: int = 1, *, with_pages: bool = True, library: str = "示范报告库") -> Export:
    made = [make_page(n + 1) for n in range(pages)]
    rows = [r for page in made for r in page.rows]
    zone = NOON.astimezone(CHINA)
    return Export(rows, made if with_pages else (), TAGS, library, zone, log=_log(rows))


def _log(rows: list[AnnotationRow]) -> ChangeLog:
    """A log in which everything was made by one change."""
    fields = {
        **metadata_fields(Metadata()),
        "text_sha256": sha256(TEXT),
        "characters": len(TEXT),
        "file_name": "云岭区.txt",
        "file_sha256": sha256(TEXT),
        "media_type": "text/plain",
        "imported": time_text(NOON),
        "notes": [],
        **layout_fields(Span(0, len(TEXT)), (), ()),
        "corrections": [],
        "recognised": None,
    }
    reports = dict.fromkeys(row.report.id for row in rows)
    edits = [
        Edit(Entity.REVIEWER, str(REVIEWER.id), None, reviewer_fields(REVIEWER)),
        *(Edit(Entity.TAG, str(tag.id), None, tag_fields(tag)) for tag, _, _ in TAGS),
        *(Edit(Entity.REPORT, str(id_), None, fields) for id_ in reports),
        *(
            Edit(Entity.ANNOTATION, str(a.id), None, annotation_fields(a))
            for a in (row.annotation for row in rows)
        ),
    ]
    change = Change(UUID(int=5), "import", tuple(edits), REVIEWER.id, NOON, None, UUID(int=6), 1, 1)
    return ChangeLog(lambda: iter([change]), 1, lambda _: TEXT, frozenset(reports), is_whole=True)
