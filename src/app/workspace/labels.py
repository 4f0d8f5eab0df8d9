"""Labels of exports, per language: data that the window and the command line share.

The keys are those of files/export.WORDS; a test holds the two together. A table
belongs here, not in ui or cli, because both must write the same file.
"""

from __future__ import annotations

from collections.abc import Mapping

_TABLE: tuple[tuple[str, str, str], ...] = (
    ("sheet_annotations", "批注", "Annotations"),
    ("sheet_reports", "报告", "Reports"),
    ("sheet_matrix", "标签×报告", "Tags by report"),
    ("sheet_tags", "标签体系", "Codebook"),
    ("title", "标题", "Title"),
    ("organisation", "单位", "Organisation"),
    ("region", "地区", "Region"),
    ("level", "层级", "Level"),
    ("year", "报告年度", "Year"),
    ("section", "章节", "Section"),
    ("quote", "原文", "Quote"),
    ("tags", "标签", "Tags"),
    ("comment", "批注内容", "Comment"),
    ("reviewer", "审阅人", "Reviewer"),
    ("created", "创建时间", "Created"),
    ("edited", "修改时间", "Edited"),
    ("citation", "出处", "Citation"),
    ("start", "起点", "Start"),
    ("end", "终点", "End"),
    ("annotation_id", "批注编号", "Annotation id"),
    ("report_id", "报告编号", "Report id"),
    ("published_on", "发布日期", "Published"),
    ("signed_on", "成文日期", "Signed"),
    ("filed_on", "报送日期", "Filed"),
    ("index_number", "索引号", "Index number"),
    ("characters", "字数", "Characters"),
    ("annotations", "批注数", "Annotations"),
    ("file_name", "文件名", "File name"),
    ("imported", "导入时间", "Imported"),
    ("tag", "标签", "Tag"),
    ("code", "编码", "Code"),
    ("kind", "类型", "Kind"),
    ("short_name", "简称", "Short name"),
    ("english", "英文名", "English name"),
    ("definition", "定义", "Definition"),
    ("keywords", "关键词", "Keywords"),
    ("slot", "数字键", "Number key"),
    ("retired", "已停用", "Retired"),
    ("count", "次数", "Count"),
    ("tag_id", "标签编号", "Tag id"),
    ("total", "合计", "Total"),
    ("untagged", "未加标签", "Untagged"),
    ("yes", "是", "yes"),
    ("level_province", "省级", "Province"),
    ("level_city", "市级", "City"),
    ("level_county", "县级", "County"),
    ("level_township", "乡镇街道", "Township"),
    ("level_department", "部门", "Department"),
    ("level_zone", "功能区", "Zone"),
    ("kind_topic", "主题", "Topic"),
    ("kind_structure", "结构", "Structure"),
    ("kind_evaluation", "评价", "Evaluation"),
    ("contents", "目录", "Contents"),
    ("full_text", "报告全文", "Full text"),
    (
        "summary",
        "{reports} 份报告，{annotations} 条批注",
        "{annotations} annotations on {reports} reports",
    ),
    ("on_report", "对整份报告", "On the whole report"),
    ("on_section", "对本章节", "On this section"),
    ("highlight_only", "（标记，无批注内容）", "(highlight without a comment)"),
    ("not_located", "（原文位置待确认）", "(passage not located) "),
    ("cut_mark", "……（内容过长，已截断）", "… (cut: too long for a cell)"),
)

LABELS: Mapping[str, Mapping[str, str]] = {
    "zh": {key: chinese for key, chinese, _ in _TABLE},
    "en": {key: english for key, _, english in _TABLE},
}
"""By language (`zh`, `en`), then by key."""
