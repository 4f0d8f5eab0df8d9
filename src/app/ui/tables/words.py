"""What columns, facets and their values are called."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.domain.annotation import Scope
from app.domain.table import Column, Facet, Standing, TableLine
from app.ui.naming import unit_name
from app.workspace.matrix import Across
from app.workspace.table import Table


class TableWords(QObject):
    """The words of the tables, in the language of the interface."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: Mapping[Column, str] = {
            Column.TAGS: self.tr("标签"),
            Column.QUOTE: self.tr("原文"),
            Column.COMMENT: self.tr("批注"),
            Column.UNIT: self.tr("单位"),
            Column.YEAR: self.tr("年度"),
            Column.REGION: self.tr("地区"),
            Column.SECTION: self.tr("章节"),
            Column.REVIEWER: self.tr("审阅人"),
            Column.STATE: self.tr("状态"),
            Column.CREATED: self.tr("写于"),
            Column.EDITED: self.tr("改于"),
        }
        self.facets: Mapping[Facet, str] = {
            Facet.UNIT: self.tr("单位"),
            Facet.YEAR: self.tr("年度"),
            Facet.REGION: self.tr("地区"),
            Facet.TAG: self.tr("标签"),
            Facet.SECTION: self.tr("章节"),
            Facet.REVIEWER: self.tr("审阅人"),
            Facet.STATE: self.tr("状态"),
            Facet.COMMENT: self.tr("批注"),
        }
        self.across: Mapping[Across, str] = {
            Across.REPORTS_BY_UNIT: self.tr("报告，按单位排"),
            Across.REPORTS_BY_YEAR: self.tr("报告，按年度排"),
            Across.REPORTS: self.tr("报告，按导入次序"),
            Across.UNITS: self.tr("单位"),
            Across.YEARS: self.tr("年度"),
        }
        self._none: Mapping[Facet, str] = {
            Facet.UNIT: self.tr("单位不明"),
            Facet.YEAR: self.tr("年度不明"),
            Facet.REGION: self.tr("地区不明"),
            Facet.TAG: self.tr("未加标签"),
            Facet.SECTION: self.tr("不在章节内"),
        }
        self._states: Mapping[str, str] = {
            Standing.OPEN: self.tr("未解决"),
            Standing.RESOLVED: self.tr("已解决"),
            Standing.UNSURE: self.tr("位置待确认"),
            Standing.LOST: self.tr("原文找不到"),
        }
        self._comment: Mapping[str, str] = {
            "yes": self.tr("有批注内容"),
            "no": self.tr("没有批注内容"),
        }

    def value(self, table: Table, facet: Facet, value: str) -> str:
        """A value of a facet, for people."""
        if facet is Facet.STATE:
            return self._states.get(value, value)
        if facet is Facet.COMMENT:
            return self._comment.get(value, value)
        if not value:
            return self._none.get(facet, "")
        if facet is Facet.UNIT:
            return unit_name(value)
        if facet is Facet.TAG:
            tag = next((t for t in table.tree.tags if str(t.id) == value), None)
            return f"{tag.code} {tag.name}".strip() if tag else ""
        if facet is Facet.REVIEWER:
            known = {str(id_): reviewer.name for id_, reviewer in table.reviewers.items()}
            return known.get(value, "")
        return value

    def cell(self, table: Table, line: TableLine, column: Column) -> str:
        """What a cell says, in one line."""
        if column is Column.TAGS:
            tags = [table.tree[t] for t in line.tags if t in table.tree]
            names = [f"{tag.code} {tag.name}".strip() for tag in tags]
            return self.tr("、").join(names) or self.tr("未加标签")
        if column is Column.QUOTE:
            if line.scope is Scope.REPORT:
                return self.tr("（整份报告）")
            words = line.quote.replace("\n", " ")
            return self.tr("（整节）{heading}").format(heading=words) if line.scope is Scope.SECTION else words  # fmt: skip
        if column is Column.COMMENT:
            return line.comment.replace("\n", " ")
        if column is Column.UNIT:
            return unit_name(table.unit(line.report))
        if column is Column.YEAR:
            return table.value(line.report, Facet.YEAR)
        if column is Column.REGION:
            return table.value(line.report, Facet.REGION)
        if column is Column.SECTION:
            return "".join(table.section(line)[-1:])
        if column is Column.REVIEWER:
            return table.reviewer_name(line.reviewer)
        if column is Column.STATE:
            return self.tr("、").join(self._states[s] for s in table.standings(line))
        moment = line.created if column is Column.CREATED else line.edited
        return moment.astimezone().strftime("%Y-%m-%d %H:%M")
