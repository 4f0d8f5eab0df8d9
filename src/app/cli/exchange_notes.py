"""What was mended in a brought file, or left out, by code: data. A test holds that none is missing.

Each entry is a pair (Chinese, English); fields in braces come from the note. Where it
happened stands before the sentence. The window has the same table in ui/bringing/note_words.py.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.cli.sentences import Pair

EXCHANGE: Mapping[str, Pair] = {
    # --- documents ---
    "text_hash": (
        "文件里记的文本指纹与文本不符，按文本本身处理",
        "the fingerprint in the file is of another text; the text itself was used",
    ),
    "metadata_left_out": (
        "“{value}”不能用作{field}，没有采用",
        "“{value}” cannot be the {field}; not used",
    ),
    "report_fields": (
        "报告信息不合格式，已重新识别",
        "the report's particulars are not well made; it was recognised anew",
    ),
    "report_differs": (
        "报告信息与库中不同（{fields}），保留库中的",
        "the library says otherwise of this report ({fields}); the library's stay",
    ),
    "source_alike": (
        "文本与《{report}》相似（{percent}%），当作同一份报告",
        "its text is like that of {report} ({percent} %); taken for the same report",
    ),
    "source_named": ("按名称对应到《{report}》", "taken for {report}, by its name"),
    "source_missing": (
        "库中没有这份报告，文件里也没有它的文本；{count} 条批注没有导入，请先导入报告",
        "neither the library nor the file has its text; {count} annotations were left out; import the report first",
    ),
    # --- tags ---
    "tag_nameless": ("标签没有名称，没有导入", "a tag without a name; left out"),
    "tag_parent_missing": (
        "上级标签不在文件里，放在最上层",
        "the tag above it is not in the file; it was put at the top",
    ),
    "tag_deep": (
        "层级超过 {levels} 层，放在最上层",
        "it lay more than {levels} levels deep; it was put at the top",
    ),
    "tag_circle": (
        "上下级绕成了圈，放在最上层",
        "it lay below itself; it was put at the top",
    ),
    "tag_renamed": (
        "同组已有同名标签，改名为“{name}”",
        "the group has a tag of this name; it is now “{name}”",
    ),
    "tag_slot_taken": (
        "数字键 {slot} 已有别的标签，没有设键",
        "number key {slot} belongs to another tag; it got none",
    ),
    "tag_field": ("标签的“{field}”不合格式，没有采用", "its “{field}” cannot be; not used"),
    "tag_same": ("当作库中的标签“{tag}”", "taken for the library's tag “{tag}”"),
    "tag_differs": (
        "与文件里的不同（{fields}），保留库中的",
        "the file says otherwise ({fields}); the library's stays",
    ),
    # --- people ---
    "reviewer_same": (
        "与库中同名的审阅人当作一个人",
        "taken for the reviewer of this name in the library",
    ),
    "reviewer_other": (
        "库中有同名的另一位审阅人，分作两人",
        "the library has another reviewer of this name; they are two people",
    ),
    "reviewer_renamed": (
        "这位审阅人在库中叫“{name}”，保留库中的名字",
        "this reviewer is called “{name}” in the library, and stays so",
    ),
    # --- annotations ---
    "no_report": (
        "批注所在的报告不在库中（{source}），没有导入",
        "its report is not in the library ({source}); left out",
    ),
    "no_place": (
        "批注既没有位置，也没有原文，没有导入",
        "it has neither a position nor words; left out",
    ),
    "bad_position": (
        "位置超出文本，又没有原文可找，没有导入",
        "its position lies outside the text, and there are no words to look for; left out",
    ),
    "empty_passage": ("批注的范围里没有字，没有导入", "its passage has no characters; left out"),
    "twice": ("文件里有两份，只取第一份", "the file has it twice; the first was taken"),
    "bad_fields": ("批注的内容不合格式，没有导入", "it is not well made; left out"),
    "several_reports": (
        "这段原文在几份报告里都有，又没有说明是哪一份，没有导入",
        "several reports say this, and the file does not tell which; left out",
    ),
    "tag_missing": (
        "标签“{tag}”不在文件里，批注没有带上它",
        "the tag “{tag}” is not in the file; the annotation came without it",
    ),
    "reviewer_unknown": (
        "{count} 条没有写明是谁批注的，记在您的名下",
        "{count} do not say by whom they are; they count as yours",
    ),
    "same_content": (
        "{count} 条与库中已有的批注相同，没有重复添加",
        "{count} say the same as annotations of the library; not added again",
    ),
    "annotation_differs": (
        "{count} 条与库中的不同，保留库中的",
        "{count} differ from the library's, which stay",
    ),
    # --- replies, links ---
    "reply_alone": ("回复所在的批注没有导入", "a reply to an annotation that did not come"),
    "reply_empty": ("回复没有内容，没有导入", "an empty reply; left out"),
    "reply_differs": (
        "回复与库中的不同，保留库中的",
        "the library's reply says something else, and stays",
    ),
    "link_alone": ("链接的一端没有导入", "an end of the link did not come; left out"),
    "link_self": (
        "链接的两端是同一条批注，没有导入",
        "both ends of the link are one annotation; left out",
    ),
    "link_exists": ("这两处之间已有同样的链接", "the two are linked this way already"),
    "link_kind": (
        "链接类型“{kind}”换成了“相同”",
        "a link of the kind “{kind}” came as “same”",
    ),
    "link_differs": (
        "链接与库中的不同，保留库中的",
        "the library's link says something else, and stays",
    ),
    # --- Web Annotations ---
    "no_annotation": ("不是批注，没有导入", "it is no annotation; left out"),
    "same_id": ("编号与前面一条相同，另给了编号", "its id belongs to another one; it got its own"),
    "position_odd": (
        "位置不合格式，改按原文查找",
        "its position cannot be; it was found by its words",
    ),
    "several_targets": (
        "一条批注指向 {count} 处，分成了 {count} 条",
        "it speaks of {count} passages and became {count} annotations",
    ),
    "body_left_out": ("图片等附件没有导入", "a picture or the like was left out"),
    "markup_removed": ("批注里的网页格式去掉了，文字保留", "markup of its comment was removed"),
    "page_elsewhere": ("这一页批注不在文件里", "a page of the collection is not in the file"),
    # --- packages ---
    "pack_unknown_entity": (
        "有本版本不认识的内容（{kind}），没有导入",
        "unknown things ({kind}); left out",
    ),
    "pack_not_applicable": (
        "有一步操作对不上，没有采用（{kind}）",
        "a step that does not fit ({kind}); left out",
    ),
    "pack_change_twice": ("有一步操作记了两次，只取一次", "a step is there twice; it counts once"),
    "pack_misshapen": (
        "“{field}”不合格式，没有导入（{kind}）",
        "its “{field}” cannot be; left out ({kind})",
    ),
    "pack_no_target": (
        "所指的内容不在批注包里，没有导入（{kind}）",
        "what it speaks of is not in the package; left out ({kind})",
    ),
    "pack_text_missing": (
        "旧文本不在批注包里，没有导入（{kind}）",
        "a former text is not in the package; left out ({kind})",
    ),
    "pack_unknown_field": (
        "有本版本不认识的项“{field}”，略去（{kind}）",
        "an unknown field “{field}” was left away ({kind})",
    ),
    "pack_tag_circle": (
        "标签的上下级绕成了圈，放在最上层",
        "the tag lay below itself; it was put at the top",
    ),
    "pack_tag_parent": (
        "上级标签不在批注包里，放在最上层",
        "the tag above it is not in the package; it was put at the top",
    ),
    "pack_tag_gone": (
        "批注上的标签“{tag}”不在批注包里，已去掉",
        "the tag “{tag}” is not in the package; taken off",
    ),
    "pack_reviewer_unknown": (
        "批注包里没有这位审阅人的姓名",
        "the package does not name this reviewer",
    ),
    "pack_quote_differs": (
        "记下的原文与文本不符，改按原文查找",
        "its words are not at its place; it was found by its words",
    ),
    # --- what only Piyue files have ---
    # --- REFI-QDA ---
    "qda_ids": (
        "{count} 处编号不合格式，另给了编号",
        "{count} ids are not well made; they got others",
    ),
    "qda_same_ids": (
        "{count} 处编号重复，另给了编号",
        "{count} ids stand twice; they got others",
    ),
    "qda_people": (
        "{count} 位批注人没有列出姓名，以编号代替",
        "{count} coders are not listed; their ids stand for their names",
    ),
    "qda_rich_text": (
        "没有纯文本，文字取自带格式的文档，位置按原文核对",
        "has no plain text; it was taken from the styled document, places were checked by the words",
    ),
    "qda_replaced": (
        "有 {count} 个字符无法保存，换成了 �",
        "{count} characters cannot be kept; � stands for them",
    ),
    "qda_unsure": (
        "{count} 处位置有不止一种算法说得通，按最可能的一种处理，请抽查几处",
        "{count} positions can be counted in more ways than one; the likeliest was taken, please check some",
    ),
    "qda_own_way": (
        "位置的算法与其他来源不同，按它自己的算法处理",
        "its positions count unlike those of the others; they were taken so",
    ),
    "qda_clipped": (
        "{count} 处位置前后颠倒或超出文本，已改正",
        "{count} positions were the wrong way round or past the end; mended",
    ),
    "qda_by_name": (
        "{count} 处位置与原文不符，按原文找到",
        "{count} passages were found by their words, not by their positions",
    ),
    "qda_empty": (
        "{count} 处没有选中文字，改为所在的一行",
        "{count} selections hold nothing; their lines were taken",
    ),
    "qda_unplaced": (
        "{count} 处只知道原文，不知道位置，按原文查找",
        "of {count} passages only the words are known; they are looked for",
    ),
    "qda_code_notes": (
        "{count} 个标签的备忘并入了定义",
        "the notes on {count} codes were put into their definitions",
    ),
    "qda_text_missing": (
        "来源的文本不在文件里",
        "its text is not in the file",
    ),
    "qda_outside": (
        "来源的文本在文件之外，没有去读",
        "its text lies outside the file; it was not read",
    ),
    "qda_picture": (
        "是图片，没有导入",
        "a picture; left out",
    ),
    "qda_audio": (
        "是录音，没有导入",
        "sound; left out",
    ),
    "qda_video": (
        "是录像，没有导入",
        "a film; left out",
    ),
    "qda_pdf": (
        "是没有文字的 PDF，没有导入。请把 PDF 作为报告导入",
        "a PDF without its text; left out. Import the PDF as a report",
    ),
    "qda_areas": (
        "{count} 处在页面上圈出的区域，没有导入",
        "{count} areas marked on pages; left out",
    ),
    "qda_nowhere": (
        "{count} 处既没有可用的位置，也没有原文，没有导入",
        "{count} selections have neither a place nor words; left out",
    ),
    "qda_codings": (
        "{count} 次编码所用的标签不在文件里，没有导入",
        "{count} codings are of codes that are not in the file; left out",
    ),
    "qda_links": (
        "{count} 个链接不是连接两处批注的，没有导入",
        "{count} links do not join two annotations; left out",
    ),
    "qda_values": (
        "{count} 个变量值报告里没有地方放，没有导入",
        "{count} values of variables that reports do not have; left out",
    ),
    "qda_cases": (
        "{count} 个个案没有导入",
        "{count} cases; left out",
    ),
    "qda_sets": (
        "{count} 个集合没有导入",
        "{count} sets; left out",
    ),
    "qda_graphs": (
        "{count} 张图没有导入",
        "{count} graphs; left out",
    ),
    "qda_notes": (
        "{count} 条备忘不在任何文字、标签或报告上，没有导入",
        "{count} notes hang on nothing; left out",
    ),
    "qda_unknown": (
        "{count} 处本版本不认识的内容，没有导入",
        "{count} elements are not of the standard; left out",
    ),
    "qdc_ids": (
        "{count} 个标签的编号不合格式或重复，另给了编号",
        "{count} ids of codes are not well made or stand twice; they got others",
    ),
    "qdc_sets": (
        "{count} 个标签集合没有导入",
        "{count} sets of codes; left out",
    ),
    "qdc_unknown": (
        "{count} 处本版本不认识的内容，没有导入",
        "{count} elements are not of the standard; left out",
    ),
    "thing_unknown": ("这一项本版本不认识，没有导入", "not known to this version; left out"),
    "thing_fields": ("内容不合格式，没有导入", "it is not well made; left out"),
    "thing_alone": ("所指的报告或人没有导入", "what it speaks of did not come; left out"),
    "thing_differs": ("与库中的不同，保留库中的", "it differs from the library's, which stays"),
    # --- web annotations, tables ---
    "tag_twice": (
        "标签重复，合成一个",
        "the same tag once more; they are one",
    ),
    "tag_parent_made": (
        "上级“{parent}”在表里没有，已新建",
        "the tag above it, “{parent}”, stands nowhere; it was made",
    ),
    "tag_colour": (
        "颜色“{colour}”不认识，用默认颜色",
        "the colour “{colour}” is not known; it has the usual one",
    ),
    "row_without_report": (
        "{count} 行没有写明是哪份报告，按原文查找",
        "{count} rows do not say which report; the words are looked for",
    ),
    "row_without_words": (
        "没有原文，也没有可用的内容，没有导入",
        "it quotes nothing and says nothing; left out",
    ),
    "row_time": (
        "“{value}”不是能认出的时间，没有采用",
        "“{value}” is no time; not used",
    ),
    "row_positions": (
        "起止位置不合理，按原文查找",
        "its positions cannot be; the words are looked for",
    ),
    "row_twice": (
        "批注编号与前面一行重复，另给了编号",
        "a row before it has this id; it got another",
    ),
    "taguette_no_document": (
        "标记所在的文档不在项目里，没有导入",
        "the document of this highlight is not in the project; left out",
    ),
    "taguette_position": (
        "位置上的文字与摘录不同，取了可信的一个",
        "place and snippet differ; the one that can be relied on was taken",
    ),
    "taguette_empty": (
        "标记里没有字，没有导入",
        "a highlight without words; left out",
    ),
    "qualcoder_no_source": (
        "编码所在的文件不在项目里或没有文本，没有导入",
        "its file is not in the project or has no text; left out",
    ),
    "qualcoder_position": (
        "位置上的文字与选中的不同，改按原文查找",
        "the place says something else than was selected; looked for by its words",
    ),
    "qualcoder_no_text": (
        "不是文本（{kind}），没有导入",
        "no text ({kind}); left out",
    ),
    "qualcoder_media": (
        "图片、录音、录像上的 {count} 处编码没有导入",
        "{count} codings of pictures, sound or film; left out",
    ),
    "qualcoder_journals": (
        "{count} 篇日志没有导入",
        "{count} journals; left out",
    ),
    "qualcoder_important": (
        "{count} 处“重要”的记号没有带上",
        "{count} marks of importance; left out",
    ),
    "qualcoder_attribute": (
        "报告没有“{name}”这一项，{count} 个值没有导入",
        "reports have no field {name}; {count} values left out",
    ),
    "qualcoder_case": (
        "个案不对应哪一份报告的单位，没有导入",
        "a case that is not the unit of one report; left out",
    ),
    "formula_unknown": (
        "{count} 个公式没有保存结果，当作空白",
        "{count} formulas have no stored value; they count as blank",
    ),
}

FIELDS: Mapping[str, Pair] = {
    "name": ("名称", "name"),
    "parent": ("上级", "group"),
    "code": ("编号", "code"),
    "kind": ("类型", "kind"),
    "colour": ("颜色", "colour"),
    "slot": ("数字键", "number key"),
    "short_name": ("简称", "short name"),
    "english": ("英文名", "English name"),
    "definition": ("定义", "definition"),
    "keywords": ("关键词", "keywords"),
    "retired": ("停用", "retired"),
    "report": ("报告", "report"),
    "place": ("位置", "place"),
    "tags": ("标签", "tags"),
    "comment": ("意见", "comment"),
    "reviewer": ("审阅人", "reviewer"),
    "resolved": ("是否解决", "resolved"),
    "edited": ("时间", "times"),
    "title": ("标题", "title"),
    "organisation": ("单位", "organisation"),
    "region": ("地区", "region"),
    "level": ("层级", "level"),
    "year": ("报告年度", "year"),
    "published_on": ("发布日期", "date published"),
    "signed_on": ("成文日期", "date signed"),
    "filed_on": ("报送日期", "date filed"),
    "index_number": ("索引号", "index number"),
}
"""Names of what can differ or be left out; of `field` and `fields` in a note."""

REFUSED: Mapping[str, Pair] = {
    "suspicious": (
        "{file}：内部结构异常，可能有害，已停止读取。未导入。请在原来的软件里重新导出，并向提供者核实。",
        (
            "{file}: built in a way that may do harm, so it was not read. Not imported. "
            "Export it anew from its program, and ask who sent it."
        ),
    ),
    "damaged": (
        "{file}：文件已损坏或不合格式，无法读取。未导入。请在原来的软件里重新导出。",
        "{file}: damaged or not well made. Not imported. Export it anew from its program.",
    ),
    "truncated": (
        "{file}：文件不完整。未导入。请重新复制，或在原来的软件里重新导出。",
        "{file}: cut off before its end. Not imported. Copy it again or export it anew.",
    ),
    "too_large": (
        "{file}：文件超过上限（{limit} {unit}）。未导入。请在原来的软件里分几次导出。",
        "{file}: larger than the limit ({limit} {unit}). Not imported. Export it in parts.",
    ),
    "timeout": (
        "{file}：读取超过 {limit} 秒，已停止。未导入。请在原来的软件里分几次导出。",
        "{file}: reading took more than {limit} seconds. Not imported. Export it in parts.",
    ),
    "memory": (
        "{file}：读取需要的内存太多，已停止。未导入。请在原来的软件里分几次导出。",
        "{file}: reading needs too much memory. Not imported. Export it in parts.",
    ),
    "unsupported": (
        "{file}：不是批阅认得的交换格式。未导入。请在原来的软件里导出 REFI-QDA（.qdpx）或表格。",
        "{file}: not a known exchange format. Not imported. Export REFI-QDA (.qdpx) or a table.",
    ),
    "no_text": (
        "{file}：里面没有可以导入的批注或标签。未导入。",
        "{file}: holds no annotations or tags. Not imported.",
    ),
    "encrypted": (
        "{file}：文件有密码保护。未导入。请去掉密码后再导入。",
        "{file}: protected by a password. Not imported. Remove the password and try again.",
    ),
}
"""An exchange file that cannot be read; other reasons are worded as for any file."""
