"""Words of the export dialog: formats by purpose, kinds of content, options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from app.domain.carrying import Content, Loss

PURPOSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("people", ("xlsx", "docx", "quotes", "pdf", "html", "markdown")),
    ("statistics", ("csv",)),
    ("coding", ("qdpx", "qdc")),
    ("programs", ("json", "cas", "brat")),
    ("piyue", ("piyuepack", "piyue")),
    ("codebook", ("codebook_xlsx", "codebook_csv", "codebook_json")),
)
"""What the formats are good for, and their order in the dialog."""

OF_THE_LIBRARY = frozenset(
    {
        Content.TAG_TREE,
        Content.TAG_DETAILS,
        Content.TAG_COLOURS,
        Content.TEXTS,
        Content.OUTLINES,
        Content.CORRECTIONS,
        Content.METADATA,
        Content.VERSIONS,
        Content.RULES,
        Content.PINS,
        Content.STATUSES,
        Content.HISTORY,
    }
)
"""Kinds that are no part of an annotation; the others come first."""


class ExportWords(QObject):
    """Sentences of the export dialog in the language of the interface."""

    def purposes(self) -> dict[str, str]:
        return {
            "people": self.tr("给人看"),
            "statistics": self.tr("给统计软件"),
            "coding": self.tr("给质性分析软件"),
            "programs": self.tr("给程序"),
            "piyue": self.tr("给另一个批阅"),
            "codebook": self.tr("只要标签体系"),
        }

    def formats(self) -> dict[str, tuple[str, str]]:
        """Name, and what it is good for."""
        return {
            "xlsx": (
                self.tr("Excel 表格"),
                self.tr("一条批注一行，另有标签×报告、报告、标签各一张表，可筛选、可统计"),
            ),
            "docx": (
                self.tr("Word 批注稿"),
                self.tr("报告全文，批注是真正的 Word 批注，带答复和作者；每份报告一个文件"),
            ),
            "quotes": (
                self.tr("Word 摘录汇编"),
                self.tr("按标签汇集原文摘录和意见，每条注明出处，带目录，可直接改成文稿"),
            ),
            "pdf": (
                self.tr("PDF"),
                self.tr("版面固定，标记印在正文里，意见在页边；文字可以检索和复制"),
            ),
            "html": (self.tr("网页"), self.tr("一个文件，用浏览器打开，可打印，不用装别的软件")),
            "markdown": (self.tr("Markdown"), self.tr("纯文字带简单记号，便于贴进笔记和网页")),
            "csv": (self.tr("CSV 表格"), self.tr("一条批注一行，SPSS、Stata、R、Python 都能读")),
            "qdpx": (
                self.tr("质性分析项目"),
                self.tr(
                    "REFI-QDA 标准：报告、标签、批注一起交给 MAXQDA、ATLAS.ti、NVivo、QualCoder"
                ),
            ),
            "qdc": (
                self.tr("标签体系"),
                self.tr("只有标签及其层级和定义，给 MAXQDA、ATLAS.ti、NVivo、QualCoder"),
            ),
            "json": (
                self.tr("JSON-LD"),
                self.tr("W3C 网页批注：原文、位置、前后文、标签、回复、链接，适合长期存档"),
            ),
            "cas": (self.tr("UIMA CAS"), self.tr("给 INCEpTION 等语料标注和自然语言处理工具")),
            "brat": (
                self.tr("brat"),
                self.tr("给 brat 等标注工具：每份报告一个文字文件、一个标注文件"),
            ),
            "piyuepack": (
                self.tr("批注包"),
                self.tr("交给另一位审阅人，在对方的批阅里合并；不含没有选的内容"),
            ),
            "piyue": (
                self.tr("报告库副本"),
                self.tr("可以直接打开的另一个报告库；整个库时是经过核对的完整备份"),
            ),
            "codebook_xlsx": (
                self.tr("标签表（Excel）"),
                self.tr("一个标签一行：路径、定义、关键词、颜色；改好后可以再导入"),
            ),
            "codebook_csv": (
                self.tr("标签表（CSV）"),
                self.tr("同样的表，SPSS、Stata、R、Python 都能读，也可以再导入"),
            ),
            "codebook_json": (
                self.tr("标签树（JSON）"),
                self.tr("标签按层级排列，给程序用，也可以再导入"),
            ),
        }

    def contents(self) -> dict[Content, str]:
        """Each kind of content with its count."""
        return {
            Content.PLACES: self.tr("{count} 条批注在文中的位置"),
            Content.TAGS: self.tr("{count} 条批注的标签"),
            Content.TAG_TREE: self.tr("{count} 个没有用到的标签和分组"),
            Content.TAG_DETAILS: self.tr("{count} 个标签的定义、编码"),
            Content.TAG_COLOURS: self.tr("{count} 个标签的颜色"),
            Content.COMMENTS: self.tr("{count} 条批注的内容"),
            Content.THREADS: self.tr("{count} 条回复"),
            Content.RESOLVED: self.tr("{count} 个“已解决”的记号"),
            Content.REVIEWERS: self.tr("{count} 位审阅人"),
            Content.TIMES: self.tr("{count} 条批注的时间"),
            Content.LINKS: self.tr("{count} 条链接"),
            Content.SECTION_REMARKS: self.tr("{count} 条对章节的批注"),
            Content.REPORT_REMARKS: self.tr("{count} 条对整份报告的批注"),
            Content.LONG_TEXTS: self.tr("{count} 条批注里超过 32,767 字的内容"),
            Content.DOUBTS: self.tr("{count} 个“待确认”“找不到”的记号"),
            Content.TEXTS: self.tr("{count} 份报告的全文"),
            Content.OUTLINES: self.tr("{count} 份报告的章节目录"),
            Content.CORRECTIONS: self.tr("{count} 份报告的目录更正"),
            Content.METADATA: self.tr("{count} 份报告的信息（地区、层级等）"),
            Content.VERSIONS: self.tr("{count} 份旧文本"),
            Content.RULES: self.tr("{count} 条打标签的规则"),
            Content.PINS: self.tr("{count} 处手动对齐"),
            Content.STATUSES: self.tr("{count} 份报告的阅读状态"),
            Content.HISTORY: self.tr("{count} 步操作记录"),
        }

    def losses(self, losses: Sequence[Loss]) -> str:
        """A paragraph for what belongs to annotations, for the rest, and for what is cut."""
        words = self.contents()

        def said(some: Iterable[Loss]) -> str:
            return self.tr("、").join(
                words[loss.content].format(count=f"{loss.count:,}") for loss in some
            )

        wholly = [loss for loss in losses if not loss.is_partial]
        parts = [
            said(loss for loss in wholly if loss.content not in OF_THE_LIBRARY),
            said(loss for loss in wholly if loss.content in OF_THE_LIBRARY),
        ]
        partly = said(loss for loss in losses if loss.is_partial)
        if partly:
            parts.append(self.tr("只带走一部分：{what}").format(what=partly))
        return "\n".join(part for part in parts if part)

    def option(self, format_: str, name: str) -> str:
        """What an option is about; its own name when nobody has words for it."""
        words = {
            "cite": self.tr("出处的写法"),
            "order": self.tr("排列"),
            "comments": self.tr("带上批注内容"),
            "repeat": self.tr("有几个标签的，在每个标签下都列出"),
            "matrix": self.tr("附标签×报告对照表"),
            "resolved": self.tr("包括已解决的批注"),
            "notes": self.tr("意见"),
            "files": self.tr("几份报告"),
            "letters": self.tr("字号"),
            "paper": self.tr("纸张"),
            "tag_names": self.tr("没有意见的标记也注明标签"),
            "citations": self.tr("注明出处"),
            "html.texts": self.tr("带上报告全文"),
            "json.texts": self.tr("带上报告全文"),
            "piyuepack.texts": self.tr("带上报告全文（对方没有这些报告时要带）"),
        }
        return words.get(f"{format_}.{name}") or words.get(name) or name

    def choice(self, format_: str, name: str, value: str) -> str:
        """One of the values of an option."""
        words = {
            "cite.settings": self.tr("按设置"),
            "cite.path": self.tr("单位·年度·章节"),
            "cite.gbt7714": self.tr("GB/T 7714 参考文献"),
            "cite.template": self.tr("自定义模板"),
            "notes.margin": self.tr("放在页边"),
            "notes.end": self.tr("列在文末"),
            "notes.none": self.tr("不要，只要正文"),
            "files.each": self.tr("每份一个文件"),
            "files.one": self.tr("合成一个文件"),
            "letters.medium": self.tr("五号"),
            "letters.small": self.tr("小五"),
            "letters.large": self.tr("小四"),
            "paper.a4": self.tr("A4"),
            "paper.a3": self.tr("A3（放大）"),
            "order.report": self.tr("按报告"),
            "order.tag": self.tr("按标签"),
        }
        return words.get(f"{format_}.{name}.{value}") or words.get(f"{name}.{value}") or value
