"""Sentences of the command line for requests that cannot be carried out: data.

Each entry is a pair (Chinese, English); fields in braces come from the error.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.cli.sentences import Pair

INVALID: Mapping[str, Pair] = {
    "empty_span": (
        "起点和终点之间没有文字。未作批注。",
        "There is no text between start and end. Nothing was annotated.",
    ),
    "span_outside": (
        "位置 {start}–{end} 超出正文（共 {length} 字）。未作批注。",
        "{start}–{end} lies outside the text ({length} characters). Nothing was annotated.",
    ),
    "not_a_span": (
        "{start}–{end} 不是有效的位置：应满足 0 ≤ 起点 < 终点。未作批注。",
        "{start}–{end} is not a span: 0 ≤ start < end is needed. Nothing was annotated.",
    ),
    "no_value": (
        "“{given}”应写成 项=值。未改动。",
        "“{given}” should be field=value. Nothing was changed.",
    ),
    "unknown_field": ("没有这一项：{field}。", "There is no such field: {field}."),
    "bad_value": (
        "{field} 不能是“{value}”：年度写四位数字，日期写成 2024-03-28，层级写 county 等。未改动。",
        (
            "{field} cannot be “{value}”: a year has four digits, a date is like 2024-03-28, "
            "a level is county etc. Nothing was changed."
        ),
    ),
    "no_heading": ("这里没有标题。未改动。", "There is no heading. Nothing was changed."),
    "no_line": (
        "空行和隐藏的行不能设为标题。未改动。",
        "An empty or hidden line cannot be a heading. Nothing was changed.",
    ),
    "heading_long": (
        "标题最多 {limit} 个字。未改动。",
        "A heading has at most {limit} characters. Nothing was changed.",
    ),
    "one_file": (
        "更换文本要写一个文件，写了 {count} 个。未改动。",
        "A new text is one file; {count} were given. Nothing was changed.",
    ),
    "same_text": (
        "这份文本已经是另一份报告：{report}。未改动。",
        "Another report has this text: {report}. Nothing was changed.",
    ),
    "no_doubt": ("这条批注的位置没有疑问。", "The place of this annotation is not in doubt."),
    "no_candidate": (
        "这条批注还没有可以接受的位置。未改动。",
        "This annotation has no place to accept. Nothing was changed.",
    ),
    "is_heading": ("这一行已经是标题。", "This line is a heading already."),
    "no_level": (
        "这个标题不能再升级或降级。未改动。",
        "The heading cannot move any further. Nothing was changed.",
    ),
    "no_next": (
        "后面没有可以合并的内容。未改动。",
        "Nothing to join follows. Nothing was changed.",
    ),
    "nothing_left": (
        "不能把正文全部隐藏。未改动。",
        "The whole text cannot be hidden. Nothing was changed.",
    ),
    "reply_empty": (
        "回复没有内容，什么都没有改动。",
        "The reply is empty. Nothing was changed.",
    ),
    "half_span": (
        "--start 和 --end 要同时给出；都不给则批注整份报告。",
        "Give both --start and --end, or neither to annotate the whole report.",
    ),
    "name_empty": ("名称不能为空。", "A name must not be empty."),
    "name_taken": ("已有同名的标签：{name}。", "There is a tag of this name already: {name}."),
    "empty_query": ("检索内容不能为空。", "The query must not be empty."),
    "bad_limit": (
        "--limit 应为不小于 0 的整数。",
        "--limit must be a whole number, 0 or more.",
    ),
    "unknown_format": (
        "没有这种导出格式：{name}。",
        "There is no such format: {name}.",
    ),
    "unknown_option": (
        "这种格式没有选项“{name}”，或没有写成 选项=值。未导出文件。",
        "The format has no option “{name}”, or it was not given as name=value. Nothing was written.",
    ),
    "bad_option": (
        "选项 {name} 不能是“{value}”，可用的有 {choices}。未导出文件。",
        "{name} cannot be “{value}”; it is one of {choices}. Nothing was written.",
    ),
    "no_chinese_font": (
        "没有找到中文字体，画不出 PDF。请安装 fonts-noto-cjk 后再导出。未写出文件。",
        "No Chinese font was found. Install fonts-noto-cjk and try again. Nothing was written.",
    ),
    "two_tags": (
        "--tag 和 --tag-only 不能同时用。",
        "Use either --tag or --tag-only.",
    ),
    "own_library": (
        "这就是正在使用的报告库，请换一个名字。未导出文件。",
        "This is the very library in use; choose another name. Nothing was written.",
    ),
    "no_reports": (
        "没有符合条件的报告，未导出文件。",
        "No report matches; no file was written.",
    ),
    "no_tags": (
        "还没有任何标签，未导出文件。",
        "There are no tags yet; no file was written.",
    ),
    "link_self": (
        "一处文字不能链接到它自己。未添加链接。",
        "A passage cannot be linked to itself. No link was made.",
    ),
    "link_exists": (
        "这两处之间已有同样的链接。未重复添加。",
        "The two are linked this way already. No link was made.",
    ),
    "no_terms": ("请用 --term 写出要找的字。", "Say what to look for with --term."),
    "bad_pattern": (
        "正则表达式“{pattern}”在第 {position} 个字处有错（{reason}）。未作标记。",
        "The regular expression “{pattern}” is wrong at character {position} ({reason}).",
    ),
    "slow_pattern": (
        "这个正则表达式找了 {seconds} 秒还没有结果，已停下。未作标记。请改得简单些。",
        "The regular expression took more than {seconds} seconds and was stopped. Make it simpler.",
    ),
    "failed_pattern": (
        "按正则表达式查找时意外中断。未作标记。请再试一次。",
        "Looking for the regular expression failed. Nothing was marked. Try again.",
    ),
    "no_style": (
        "没有“{given}”这种出处写法：可写路径、国标、模板，或带有 {{单位}} 这类字段的模板。",
        "There is no citation style “{given}”: path, gbt7714, template, or a template with fields.",
    ),
    "template_empty": ("出处模板是空的。", "The template of citations is empty."),
    "template_long": (
        "出处模板最多 {limit} 个字。",
        "A template of citations has at most {limit} characters.",
    ),
    "template_unknown": (
        "出处模板第 {position} 个字处：没有“{name}”这个字段。",
        "At character {position} of the template: there is no field “{name}”.",
    ),
    "template_brace_open": (
        "出处模板第 {position} 个字处：左花括号没有配上右花括号。",
        "At character {position} of the template: the brace is not closed.",
    ),
    "template_brace_close": (
        "出处模板第 {position} 个字处：多了一个右花括号。要写花括号本身，请在前面加反斜杠。",
        "At character {position} of the template: nothing opens this brace; \\}} stands for the sign.",
    ),
    "template_group_open": (
        "出处模板第 {position} 个字处：左方括号没有配上右方括号。",
        "At character {position} of the template: the bracket is not closed.",
    ),
    "template_group_close": (
        "出处模板第 {position} 个字处：多了一个右方括号。要写方括号本身，请在前面加反斜杠。",
        "At character {position} of the template: nothing opens this bracket; \\] stands for the sign.",
    ),
    "template_deep": (
        "出处模板第 {position} 个字处：方括号套得太深。",
        "At character {position} of the template: too many brackets inside each other.",
    ),
    "template_backslash": (
        "出处模板末尾的反斜杠后面缺一个字。",
        "The backslash at the end of the template has no sign behind it.",
    ),
    "stale": (
        "报告库在此期间被改动，本次操作未保存。请再试一次。",
        "The library changed in the meantime; nothing was saved. Try again.",
    ),
}
