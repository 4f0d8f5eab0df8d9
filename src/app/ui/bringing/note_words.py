"""What was mended in a brought file, or left out, in the words of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.exchange import ExchangeNote


class NoteWords(QObject):
    """One line for each note of a reader or of the workspace."""

    def notes(self) -> dict[str, str]:
        """By code, for every code that a reader or the workspace lists in its NOTES.

        The command line has the same table in cli/exchange_notes.py.
        """
        return {
            "text_hash": self.tr("文件里记的文本指纹与文本不符，按文本本身处理"),
            "metadata_left_out": self.tr("“{value}”不能用作{field}，没有采用"),
            "report_fields": self.tr("报告信息不合格式，已重新识别"),
            "report_differs": self.tr("报告信息与库中不同（{fields}），保留库中的"),
            "source_alike": self.tr("文本与《{report}》相似（{percent}%），当作同一份报告"),
            "source_named": self.tr("按名称对应到《{report}》"),
            "source_missing": self.tr(
                "库中没有这份报告，文件里也没有它的文本；{count} 条批注没有导入，请先导入报告"
            ),
            "tag_nameless": self.tr("标签没有名称，没有导入"),
            "tag_parent_missing": self.tr("上级标签不在文件里，放在最上层"),
            "tag_deep": self.tr("层级超过 {levels} 层，放在最上层"),
            "tag_circle": self.tr("上下级绕成了圈，放在最上层"),
            "tag_renamed": self.tr("同组已有同名标签，改名为“{name}”"),
            "tag_slot_taken": self.tr("数字键 {slot} 已有别的标签，没有设键"),
            "tag_field": self.tr("标签的“{field}”不合格式，没有采用"),
            "tag_same": self.tr("当作库中的标签“{tag}”"),
            "tag_differs": self.tr("与文件里的不同（{fields}），保留库中的"),
            "reviewer_same": self.tr("与库中同名的审阅人当作一个人"),
            "reviewer_other": self.tr("库中有同名的另一位审阅人，分作两人"),
            "reviewer_renamed": self.tr("这位审阅人在库中叫“{name}”，保留库中的名字"),
            "no_report": self.tr("批注所在的报告不在库中（{source}），没有导入"),
            "no_place": self.tr("批注既没有位置，也没有原文，没有导入"),
            "bad_position": self.tr("位置超出文本，又没有原文可找，没有导入"),
            "empty_passage": self.tr("批注的范围里没有字，没有导入"),
            "twice": self.tr("文件里有两份，只取第一份"),
            "bad_fields": self.tr("批注的内容不合格式，没有导入"),
            "several_reports": self.tr("这段原文在几份报告里都有，又没有说明是哪一份，没有导入"),
            "tag_missing": self.tr("标签“{tag}”不在文件里，批注没有带上它"),
            "reviewer_unknown": self.tr("{count} 条没有写明是谁批注的，记在您的名下"),
            "same_content": self.tr("{count} 条与库中已有的批注相同，没有重复添加"),
            "annotation_differs": self.tr("{count} 条与库中的不同，保留库中的"),
            "reply_alone": self.tr("回复所在的批注没有导入"),
            "reply_empty": self.tr("回复没有内容，没有导入"),
            "reply_differs": self.tr("回复与库中的不同，保留库中的"),
            "link_alone": self.tr("链接的一端没有导入"),
            "link_self": self.tr("链接的两端是同一条批注，没有导入"),
            "link_exists": self.tr("这两处之间已有同样的链接"),
            "link_kind": self.tr("链接类型“{kind}”换成了“相同”"),
            "link_differs": self.tr("链接与库中的不同，保留库中的"),
            "no_annotation": self.tr("不是批注，没有导入"),
            "same_id": self.tr("编号与前面一条相同，另给了编号"),
            "position_odd": self.tr("位置不合格式，改按原文查找"),
            "several_targets": self.tr("一条批注指向 {count} 处，分成了 {count} 条"),
            "body_left_out": self.tr("图片等附件没有导入"),
            "markup_removed": self.tr("批注里的网页格式去掉了，文字保留"),
            "page_elsewhere": self.tr("这一页批注不在文件里"),
            "pack_unknown_entity": self.tr("有本版本不认识的内容（{kind}），没有导入"),
            "pack_not_applicable": self.tr("有一步操作对不上，没有采用（{kind}）"),
            "pack_change_twice": self.tr("有一步操作记了两次，只取一次"),
            "pack_misshapen": self.tr("“{field}”不合格式，没有导入（{kind}）"),
            "pack_no_target": self.tr("所指的内容不在批注包里，没有导入（{kind}）"),
            "pack_text_missing": self.tr("旧文本不在批注包里，没有导入（{kind}）"),
            "pack_unknown_field": self.tr("有本版本不认识的项“{field}”，略去（{kind}）"),
            "pack_tag_circle": self.tr("标签的上下级绕成了圈，放在最上层"),
            "pack_tag_parent": self.tr("上级标签不在批注包里，放在最上层"),
            "pack_tag_gone": self.tr("批注上的标签“{tag}”不在批注包里，已去掉"),
            "pack_reviewer_unknown": self.tr("批注包里没有这位审阅人的姓名"),
            "pack_quote_differs": self.tr("记下的原文与文本不符，改按原文查找"),
            "qda_ids": self.tr("{count} 处编号不合格式，另给了编号"),
            "qda_same_ids": self.tr("{count} 处编号重复，另给了编号"),
            "qda_people": self.tr("{count} 位批注人没有列出姓名，以编号代替"),
            "qda_rich_text": self.tr("没有纯文本，文字取自带格式的文档，位置按原文核对"),
            "qda_replaced": self.tr("有 {count} 个字符无法保存，换成了 �"),
            "qda_unsure": self.tr(
                "{count} 处位置有不止一种算法说得通，按最可能的一种处理，请抽查几处"
            ),
            "qda_own_way": self.tr("位置的算法与其他来源不同，按它自己的算法处理"),
            "qda_clipped": self.tr("{count} 处位置前后颠倒或超出文本，已改正"),
            "qda_by_name": self.tr("{count} 处位置与原文不符，按原文找到"),
            "qda_empty": self.tr("{count} 处没有选中文字，改为所在的一行"),
            "qda_unplaced": self.tr("{count} 处只知道原文，不知道位置，按原文查找"),
            "qda_code_notes": self.tr("{count} 个标签的备忘并入了定义"),
            "qda_text_missing": self.tr("来源的文本不在文件里"),
            "qda_outside": self.tr("来源的文本在文件之外，没有去读"),
            "qda_picture": self.tr("是图片，没有导入"),
            "qda_audio": self.tr("是录音，没有导入"),
            "qda_video": self.tr("是录像，没有导入"),
            "qda_pdf": self.tr("是没有文字的 PDF，没有导入。请把 PDF 作为报告导入"),
            "qda_areas": self.tr("{count} 处在页面上圈出的区域，没有导入"),
            "qda_nowhere": self.tr("{count} 处既没有可用的位置，也没有原文，没有导入"),
            "qda_codings": self.tr("{count} 次编码所用的标签不在文件里，没有导入"),
            "qda_links": self.tr("{count} 个链接不是连接两处批注的，没有导入"),
            "qda_values": self.tr("{count} 个变量值报告里没有地方放，没有导入"),
            "qda_cases": self.tr("{count} 个个案没有导入"),
            "qda_sets": self.tr("{count} 个集合没有导入"),
            "qda_graphs": self.tr("{count} 张图没有导入"),
            "qda_notes": self.tr("{count} 条备忘不在任何文字、标签或报告上，没有导入"),
            "qda_unknown": self.tr("{count} 处本版本不认识的内容，没有导入"),
            "qdc_ids": self.tr("{count} 个标签的编号不合格式或重复，另给了编号"),
            "qdc_sets": self.tr("{count} 个标签集合没有导入"),
            "qdc_unknown": self.tr("{count} 处本版本不认识的内容，没有导入"),
            "thing_unknown": self.tr("这一项本版本不认识，没有导入"),
            "thing_fields": self.tr("内容不合格式，没有导入"),
            "thing_alone": self.tr("所指的报告或人没有导入"),
            "thing_differs": self.tr("与库中的不同，保留库中的"),
            "tag_twice": self.tr("标签重复，合成一个"),
            "tag_parent_made": self.tr("上级“{parent}”在表里没有，已新建"),
            "tag_colour": self.tr("颜色“{colour}”不认识，用默认颜色"),
            "row_without_report": self.tr("{count} 行没有写明是哪份报告，按原文查找"),
            "row_without_words": self.tr("没有原文，也没有可用的内容，没有导入"),
            "row_time": self.tr("“{value}”不是能认出的时间，没有采用"),
            "row_positions": self.tr("起止位置不合理，按原文查找"),
            "row_twice": self.tr("批注编号与前面一行重复，另给了编号"),
            "taguette_no_document": self.tr("标记所在的文档不在项目里，没有导入"),
            "taguette_position": self.tr("位置上的文字与摘录不同，取了可信的一个"),
            "taguette_empty": self.tr("标记里没有字，没有导入"),
            "qualcoder_no_source": self.tr("编码所在的文件不在项目里或没有文本，没有导入"),
            "qualcoder_position": self.tr("位置上的文字与选中的不同，改按原文查找"),
            "qualcoder_no_text": self.tr("不是文本（{kind}），没有导入"),
            "qualcoder_media": self.tr("图片、录音、录像上的 {count} 处编码没有导入"),
            "qualcoder_journals": self.tr("{count} 篇日志没有导入"),
            "qualcoder_important": self.tr("{count} 处“重要”的记号没有带上"),
            "qualcoder_attribute": self.tr("报告没有“{name}”这一项，{count} 个值没有导入"),
            "qualcoder_case": self.tr("个案不对应哪一份报告的单位，没有导入"),
            "formula_unknown": self.tr("{count} 个公式没有保存结果，当作空白"),
        }

    def fields(self) -> dict[str, str]:
        """Names of what can differ or be left out."""
        return {
            "name": self.tr("名称"),
            "parent": self.tr("上级"),
            "code": self.tr("编号"),
            "kind": self.tr("类型"),
            "colour": self.tr("颜色"),
            "slot": self.tr("数字键"),
            "short_name": self.tr("简称"),
            "english": self.tr("英文名"),
            "definition": self.tr("定义"),
            "keywords": self.tr("关键词"),
            "retired": self.tr("停用"),
            "report": self.tr("报告"),
            "place": self.tr("位置"),
            "tags": self.tr("标签"),
            "comment": self.tr("意见"),
            "reviewer": self.tr("审阅人"),
            "resolved": self.tr("是否解决"),
            "edited": self.tr("时间"),
            "title": self.tr("标题"),
            "organisation": self.tr("单位"),
            "region": self.tr("地区"),
            "level": self.tr("层级"),
            "year": self.tr("报告年度"),
            "published_on": self.tr("发布日期"),
            "signed_on": self.tr("成文日期"),
            "filed_on": self.tr("报送日期"),
            "index_number": self.tr("索引号"),
        }

    def named(self, fields: str) -> str:
        """Names of fields, joined by commas, as people know them."""
        names = self.fields()
        return self.tr("、").join(names.get(name, name) for name in fields.split(","))

    def note(self, note: ExchangeNote) -> str:
        """One line: where, and what."""
        values = dict(note.values)
        for key in ("field", "fields"):
            if key in values:
                values[key] = self.named(str(values[key]))
        said = self.notes().get(note.code, note.code).format_map(_Values(values))
        if "more" in values:  # it stands for the rest of its kind
            return self.tr("{said}（同样的另有 {count} 处）").format(
                said=said, count=values["more"]
            )
        return (
            self.tr("{where}：{said}").format(where=note.where, said=said) if note.where else said
        )


class _Values(dict[str, object]):
    """Values of a sentence; one that is missing leaves a dash, not a crash."""

    def __missing__(self, key: str) -> str:
        return "—"
