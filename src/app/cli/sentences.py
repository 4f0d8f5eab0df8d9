"""Sentences of the command line: data.

What happened, what is safe, what to do, naming the file. Each entry is a pair
(Chinese, English); fields in braces come from the error.
"""

from __future__ import annotations

from collections.abc import Mapping

Pair = tuple[str, str]

UNREADABLE: Mapping[str, Pair] = {
    "empty": (
        "{file}：文件是空的。未导入。请检查是否下载完整。",
        "{file}: the file is empty. Not imported. Check that it was downloaded completely.",
    ),
    "binary": (
        "{file}：不是文字文件。未导入。请另存为 DOCX、PDF 或 TXT 后再导入。",
        "{file}: not a text document. Not imported. Save it as DOCX, PDF or TXT and try again.",
    ),
    "encrypted": (
        "{file}：文件有密码保护。未导入。请去掉密码后再导入。",
        "{file}: protected by a password. Not imported. Remove the password and try again.",
    ),
    "scanned": (
        (
            "{file}：只有图片，没有文字。未导入。请加 --recognise 识别"
            "（需装有 Tesseract 和简体中文模型），或先用别的文字识别软件处理。"
        ),
        (
            "{file}: pictures only, no text. Not imported. With Tesseract and chi_sim installed, "
            "--recognise reads it; or run other text recognition (OCR) on it first."
        ),
    ),
    "no_recogniser": (
        (
            "{file}：没有找到文字识别程序。未导入。"
            "请安装 Tesseract 和简体中文模型（chi_sim），再加 --recognise 导入。"
        ),
        (
            "{file}: no text recognition found. Not imported. "
            "Install Tesseract with chi_sim, then import it with --recognise."
        ),
    ),
    "garbled_fonts": (
        "{file}：字体没有文字映射，取不出正确的文字。未导入。请用原始的 DOCX，或先做文字识别。",
        (
            "{file}: its fonts do not say which characters they show. Not imported. "
            "Use the original DOCX, or run text recognition (OCR)."
        ),
    ),
    "truncated": (
        "{file}：文件不完整，后面的内容缺失。未导入。请重新下载。",
        "{file}: cut off before its end. Not imported. Download it again.",
    ),
    "damaged": (
        "{file}：文件已损坏，无法读取。未导入。请重新取得该文件。",
        "{file}: damaged and unreadable. Not imported. Get the file again.",
    ),
    "no_text": (
        "{file}：没有找到文字。未导入。请打开文件，确认里面有能选中的文字。",
        "{file}: holds no text. Not imported. Open it and see whether its text can be selected.",
    ),
    "unsupported": (
        "{file}：暂不支持这种格式。未导入。请另存为 DOCX、PDF、HTML 或 TXT 后再导入。",
        (
            "{file}: this format is not supported. Not imported. "
            "Save it as DOCX, PDF, HTML or TXT and try again."
        ),
    ),
    "unsupported_archive": (
        "{file}：这种压缩包打不开（只能直接打开 ZIP）。未导入。请先解压，再导入解出的文件夹。",
        (
            "{file}: this kind of archive cannot be opened (only ZIP can). Not imported. "
            "Unpack it and import the folder."
        ),
    ),
    "unsupported_table": (
        "{file}：这是电子表格。未导入。需要其中的内容，请另存为 PDF 后再导入。",
        "{file}: a spreadsheet. Not imported. Save it as PDF if you need what it says.",
    ),
    "unsupported_slides": (
        "{file}：这是演示文稿。未导入。需要其中的内容，请另存为 PDF 后再导入。",
        "{file}: a presentation. Not imported. Save it as PDF if you need what it says.",
    ),
    "unsupported_image": (
        "{file}：这是图片。未导入。请先用文字识别软件转成 DOCX 或 TXT，或合成 PDF 后再导入。",
        "{file}: a picture. Not imported. Recognise its text (OCR), or put it into a PDF first.",
    ),
    "library": (
        "{file}：这是报告库，不是报告。未导入。请打开它；要并入其中的批注，先在那里导出成 .piyuepack。",
        "{file}: a library, not a report. Not imported. Open it, or import its .piyuepack export.",
    ),
    "newer_version": (
        (
            "{file}：由更新版本的批阅写成（格式 {found}），本机版本只认识到 {known}。未导入。"
            "请升级后再导入。"
        ),
        (
            "{file}: written by a newer Piyue (format {found}); this one knows up to {known}. "
            "Not imported. Upgrade and try again."
        ),
    ),
    "copy_protected": (
        "{file}：这本电子书有版权保护，读不出文字。未导入。请换一份没有保护的。",
        "{file}: this book is protected (DRM). Not imported. Get a copy without protection.",
    ),
    "frames_missing": (
        (
            "{file}：网页的正文在框架里，没有一起存下来。未导入。请把同名的文件夹放在网页旁边，"
            "或在浏览器里另存为单个文件（MHTML）再导入。"
        ),
        (
            "{file}: the text of this page is in frames that were not saved with it. Not imported. "
            "Put the folder of the same name beside it, or save the page as a single file (MHTML)."
        ),
    ),
    "no_members": (
        "{file}：压缩包里没有能导入的报告。未导入。请解压后看看里面是什么。",
        "{file}: the archive holds no report that can be imported. Unpack it and have a look.",
    ),
    "nested_archives": (
        "{file}：压缩包一层套一层，超过两层的没有打开。未导入。请先解压再导入。",
        "{file}: archives within archives, more than two deep. Not imported. Unpack it first.",
    ),
    "no_columns": (
        (
            "{file}：没有看懂表头。未导入。批注表要有“原文”一列，最好还有“报告”或“单位”“年度”；"
            "标签体系表要有“标签”或“名称”一列。请改好表头。"
        ),
        (
            "{file}: the header is not understood. Not imported. A table of annotations needs a column "
            "“Quote”, better also “Report” or “Organisation” and “Year”; a codebook needs a column "
            "“Tag” or “Name”. Please mend the header."
        ),
    ),
    "too_old": (
        "{file}：这是 Word 95 或更早的格式。未导入。请用 Word 或 WPS 另存为 DOCX 后再导入。",
        (
            "{file}: made by Word 95 or earlier. Not imported. "
            "Save it as DOCX with Word or WPS and try again."
        ),
    ),
    "too_large": (
        "{file}：文件超过上限（{limit} {unit}）。未导入。请拆分后再导入。",
        "{file}: larger than the limit ({limit} {unit}). Not imported. Split it and try again.",
    ),
    "suspicious": (
        (
            "{file}：内部结构异常，可能有害，已停止读取。未导入。"
            "请向提供者核实；确需使用时，另存为 TXT 后再导入。"
        ),
        (
            "{file}: built in a way that may do harm, so it was not read. Not imported. "
            "Ask who sent it; if you trust it, save its text as TXT and try again."
        ),
    ),
    "timeout": (
        (
            "{file}：读取超过 {limit} 秒，已停止。未导入，其他文件不受影响。"
            "请拆分或另存为 TXT 后再导入。"
        ),
        (
            "{file}: reading took more than {limit} seconds and was stopped. "
            "Not imported; other files are not affected. Split it or save it as TXT."
        ),
    ),
    "memory": (
        "{file}：读取时内存不足。未导入，其他文件不受影响。请拆分后再导入。",
        (
            "{file}: not enough memory to read it. Not imported; other files are not affected. "
            "Split it and try again."
        ),
    ),
    "crashed": (
        ("{file}：读取程序意外中断。未导入，其他文件不受影响。请另存为 DOCX 或 TXT 后再导入。"),
        (
            "{file}: the reading process ended unexpectedly. Not imported; "
            "other files are not affected. Save it as DOCX or TXT and try again."
        ),
    ),
    "not_found": (
        "{file}：找不到这个文件。请检查路径。",
        "{file}: no such file. Check the path.",
    ),
    "no_access": (
        "{file}：没有读取权限。请检查文件权限，或先复制到自己的文件夹。",
        "{file}: no permission to read it. Check its permissions, or copy it to your own folder.",
    ),
}

LIBRARY: Mapping[str, Pair] = {
    "not_found": (
        "找不到报告库：{path}。请检查路径；用 import 命令可新建报告库。",
        "No library at {path}. Check the path; the import command makes a new one.",
    ),
    "exists": (
        "这里已有文件：{path}。未改动。",
        "There is a file already: {path}. It was not changed.",
    ),
    "not_a_library": (
        "这不是批阅的报告库：{path}。文件未改动。",
        "Not a Piyue library: {path}. The file was not changed.",
    ),
    "newer_version": (
        (
            "报告库由更新版本的批阅创建（结构 {found}），本机版本只认识到 {known}：{path}。"
            "文件未改动。请升级后再打开。"
        ),
        (
            "The library was made by a newer version of Piyue (structure {found}, known here "
            "{known}): {path}. The file was not changed. Upgrade Piyue to open it."
        ),
    ),
    "in_use": ("报告库正在窗口里打开：{path}。", "The library is open in a window: {path}."),
    "not_alone": (
        "报告库要先升级，而另一个程序（可能是旧版批阅）正开着它：{path}。文件未改动。请先在那边关闭，再试一次。",
        "The library has to be brought up to date first, and another program (perhaps an older Piyue) has it open: {path}. The file was not changed. Close it there and try again.",
    ),
    "locked": (
        "另一个程序正在写这个报告库：{path}。本次操作未保存。请稍后再试。",
        "Another program is writing to the library: {path}. Nothing was saved. Try again later.",
    ),
    "read_only": (
        "报告库是只读的，不能修改：{path}。请复制到可写的文件夹后再操作。",
        "The library is read-only: {path}. Copy it to a folder you can write to.",
    ),
    "disk_full": (
        "磁盘已满，本次操作未保存：{path}。以前的内容完好。请腾出空间后再试。",
        "The disk is full; nothing was saved: {path}. Earlier work is safe. Free some space.",
    ),
    "damaged": (
        "报告库已损坏：{path}。文件未改动。请用备份恢复。",
        "The library is damaged: {path}. The file was not changed. Restore a backup.",
    ),
    "no_access": (
        "没有权限打开报告库：{path}。请检查文件和文件夹的权限。",
        "No permission to open the library: {path}. Check the permissions of file and folder.",
    ),
    "input_output": (
        "读写报告库时设备出错：{path}。以前保存的内容未改动。请检查磁盘或U盘。",
        (
            "The device failed while using the library: {path}. What was saved before is unchanged. "
            "Check the disk or stick."
        ),
    ),
}

WRITE: Mapping[str, Pair] = {
    "no_access": (
        "不能写入 {path}。没有留下不完整的文件。请检查文件夹是否存在、是否可写。",
        (
            "Cannot write {path}. No half-written file is left. Check that the folder exists "
            "and can be written."
        ),
    ),
    "disk_full": (
        "磁盘已满，未能写出 {path}。没有留下不完整的文件。请腾出空间后再试。",
        "The disk is full; {path} was not written. No half-written file is left.",
    ),
    "is_open": (
        "{path} 正被其他程序打开，未能写出。请关闭后再试。",
        "{path} is open in another program and was not written. Close it and try again.",
    ),
    "input_output": (
        "设备出错，未能写出 {path}。没有留下不完整的文件。",
        "The device failed; {path} was not written. No half-written file is left.",
    ),
}

UNSUPPORTED: Mapping[str, str] = {
    **dict.fromkeys(("xls", "xlsx", "ods"), "unsupported_table"),
    **dict.fromkeys(("ppt", "pptx", "odp"), "unsupported_slides"),
    "archive": "unsupported_archive",
    "image": "unsupported_image",
}
"""Sentences for the kinds of files that cannot be read but can be helped."""

NOTES: Mapping[str, Pair] = {
    "frames": ("并入了网页里 {count} 个框架的内容", "{count} frames of the page put in"),
    "frames_missing": (
        "网页里有 {count} 个框架没有一起存下来，内容可能不全",
        "{count} frames were not saved with the page",
    ),
    "address": ("网址：{url}", "Address: {url}"),
    "parts_missing": (
        "缺少 {count} 章（目录里有，文件里没有）",
        "{count} chapters missing from the file",
    ),
    "encoding": ("编码：{name}", "encoding: {name}"),
    "replaced": ("{count} 个无法识别的字符", "{count} characters not recognised"),
    "furniture": ("隐藏了 {lines} 行页面杂项", "{lines} lines of page furniture hidden"),
    "unwrapped": (
        "识别章节时跳过了 {lines} 处硬换行，原文未改动",
        "{lines} hard line breaks read over, text unchanged",
    ),
    "text_loss": (
        "可能缺少约 {percent}% 的文字，已改用简单读取",
        "plain reading used, {percent}% at risk",
    ),
    "unhidden": (
        "网页把大部分文字设为不显示，已全部读入",
        "the page hides most of its text: all of it was read",
    ),
    "automatic_numbers": ("补上了 {count} 个自动编号", "{count} automatic numbers computed"),
    "mixed_scan": ("有 {pages} 页只有图片{which}", "{pages} pages are pictures only{which}"),
    "recognised": (
        "{pages} 页是识别所得的文字，平均把握 {confidence}%，{doubtful} 处存疑，请与原件核对",
        "{pages} pages are recognised text, {confidence}% sure, {doubtful} doubtful words: check them",
    ),
    "no_outline": ("没有识别出章节标题", "no headings recognised"),
    "tracked_changes": ("略去 {count} 处修订中删除的文字", "{count} tracked deletions left out"),
    "hidden_text": ("略去 {count} 处隐藏文字", "{count} stretches of hidden text left out"),
    "embedded": (
        "有 {count} 处嵌入的内容（图表、对象、别的文件）没有读",
        "{count} embedded things (charts, objects, other files) were not read",
    ),
    "converted_by": ("由 {name} 转换后读取", "converted by {name}, then read"),
    "not_converted": (
        "LibreOffice 没有转换成功或转换后缺字，已按内置方式读取",
        "LibreOffice gave nothing or lost text; read by the built-in reader",
    ),
    "uncounted": (
        "文件里另有 {count} 个字不属于文档的任何部分，没有读",
        "{count} characters in the file belong to no part of the document and were not read",
    ),
    "numbers_missing": (
        "自动编号可能缺失，请对照原文件",
        "automatic numbers may be missing; compare with the original",
    ),
}

NOT_FOUND: Mapping[str, Pair] = {
    "report": ("没有找到报告：{name}。", "No such report: {name}."),
    "tag": ("没有找到标签：{name}。", "No such tag: {name}."),
    "reviewer": ("没有找到审阅人：{name}。", "No such reviewer: {name}."),
    "annotation": ("没有找到批注：{name}。", "No such annotation: {name}."),
}

AMBIGUOUS: Mapping[str, Pair] = {
    "report": (
        "有 {count} 份报告的标题包含“{name}”，请写得更完整，或用编号：",
        "{count} reports have “{name}” in their title. Give more of it, or an id:",
    ),
    "reviewer": (
        "有 {count} 位审阅人都叫“{name}”：",
        "{count} reviewers are called “{name}”:",
    ),
}

SENTENCES: Mapping[str, Pair] = {
    "pages_named": ("（第 {numbers} 页）", " ({numbers})"),
    "usage": ("用法有误：{detail}。", "Wrong usage: {detail}."),
    "see_help": ("运行 piyue --help 查看用法。", "Run piyue --help for the usage."),
    "stopped_safe": ("已停止；已保存的内容完好。", "Stopped; what was saved is safe."),
    "unexpected": (
        "程序内部错误（{detail}）。已保存的内容完好。",
        "Internal error ({detail}). What was saved is safe.",
    ),
    "unreadable": ("{file}：无法读取（{reason}）。未导入。", "{file}: unreadable ({reason})."),
    "library": ("报告库出错（{reason}）：{path}。", "Library error ({reason}): {path}."),
    "invalid": ("不能这样做（{reason}）。", "That cannot be done ({reason})."),
    "library_made": ("已新建报告库：{path}", "Made a new library: {path}"),
    "added": ("已导入", "added"),
    "duplicate": ("已有", "already there"),
    "failed": ("未导入", "failed"),
    "cancelled": ("未处理", "not reached"),
    "version": ("新文本", "new text"),
    "skipped": ("跳过", "left out"),
    "seems_version": (
        (
            "　　像是已有报告的修订稿（相同文字 {likeness}%）。要用作它的新文本："
            "piyue import --replace {report} 文件"
        ),
        (
            "    It seems to be another version of a report ({likeness} % the same). "
            "To make it its new text: piyue import --replace {report} FILE"
        ),
    ),
    "replaced_text": (
        (
            "已更换文本：{title}。批注 {total} 条：位置不变 {exact}，随文移动 {moved}，"
            "待确认 {to_confirm}，找不到 {lost}。"
        ),
        (
            "Text replaced: {title}. {total} annotations: {exact} in place, {moved} moved, "
            "{to_confirm} to confirm, {lost} lost."
        ),
    ),
    "confirm_places": (
        "查看：piyue annotations --state to_confirm（或 lost）；在窗口里按 Ctrl+Shift+K 逐条确认。",
        (
            "See: piyue annotations --state to_confirm (or lost); "
            "in the window Ctrl+Shift+K goes through them."
        ),
    ),
    "report_saved": ("导入报告已写到：{path}", "The report of the import is in: {path}"),
    "imported": (
        "共 {total} 个文件：导入 {added}，已有 {duplicate}，失败 {failed}。",
        "{total} files: {added} added, {duplicate} already there, {failed} failed.",
    ),
    "would_add": ("将导入（试算，未改动）", "would be added (tried only)"),
    "brought_counts": (
        "    {what}：文件里 {total}，新增 {added}，已有 {present}，与库中不同 {conflicts}，没有导入 {rejected}",
        (
            "    {what}: {total} in the file, {added} added, {present} already there, "
            "{conflicts} different here, {rejected} left out"
        ),
    ),
    "brought_places": (
        "    位置：确定 {sure}，待确认 {to_confirm}，找不到 {lost}",
        "    Places: {sure} sure, {to_confirm} to confirm, {lost} lost",
    ),
    "brought_offsets": (
        "    位置的数法：{how}（{total} 处里有 {fits} 处相符）",
        "    Positions are counted so: {how} ({fits} of {total} agree)",
    ),
    "unit_code_points": ("每个字算一个", "every character is one"),
    "unit_utf16": ("生僻字和表情符号算两个", "characters beyond the BMP are two (UTF-16)"),
    "unit_utf8": ("一个汉字算三个（UTF-8 字节）", "bytes of UTF-8 are counted"),
    "line_ends_as_is": ("换行照文件", "line ends as in the file"),
    "line_ends_crlf_as_one": ("回车加换行算一个", "CR LF is one"),
    "line_ends_lf_as_two": ("换行算两个", "a line end is two"),
    "end_exclusive": ("不含终点", "the end is excluded"),
    "end_inclusive": ("含终点", "the end is included"),
    "brought_rejects": ("    没有导入 {count} 处：", "    {count} left out:"),
    "brought_repairs": ("    处理过 {count} 处：", "    {count} mended:"),
    "brought_rest": ("{said}（同样的另有 {count} 处）", "{said} ({count} more of this kind)"),
    "brought_more": (
        "      另有 {count} 处，用 --report 文件 写出全部",
        "      and {count} more; --report FILE writes them all",
    ),
    "nothing_to_import": (
        "没有找到可导入的文件。",
        "No file to import was found.",
    ),
    "no_reports": ("报告库中还没有报告。", "The library holds no reports yet."),
    "no_annotations": ("没有符合条件的批注。", "No annotation matches."),
    "no_hits": ("没有找到“{text}”。", "“{text}” was not found."),
    "hits": (
        "共 {count} 处，{reports} 份报告；显示 {shown} 处。",
        "{count} occurrences in {reports} reports; {shown} shown.",
    ),
    "replied": ("已回复：{reply}", "Replied: {reply}"),
    "resolved": ("已把 {count} 条批注标为已解决", "{count} annotations marked as resolved"),
    "reopened": ("已重新打开 {count} 条批注", "{count} annotations opened again"),
    "corrected": ("已更正：{title}", "Corrected: {title}"),
    "annotated": ("已批注：{annotation}", "Annotated: {annotation}"),
    "exported": (
        "已导出 {count} 个文件：",
        "{count} files written:",
    ),
    "nothing_lost": (
        "这种格式带走了全部内容。",
        "This format took everything along.",
    ),
    "lost": ("这种格式没有带走：", "This format left behind:"),
    "lost_wholly": ("{name} {count}", "{name}: {count}"),
    "lost_partly": ("{name} {count}（只带走一部分）", "{name}: {count} (in part)"),
    "check_ok": ("检查完成，报告库完好。", "Checked: the library is sound."),
    "check_bad": (
        "检查发现 {count} 个问题。报告库未改动，请先备份再处理：",
        "{count} problems found. The library was not changed; back it up first:",
    ),
    "autotagged": (
        "已新增 {count} 处标记，涉及 {reports} 份报告；跳过已有的 {skipped} 处。",
        "{count} passages marked in {reports} reports; {skipped} had the tag already.",
    ),
    "would_autotag": (
        "将新增 {count} 处标记，涉及 {reports} 份报告；跳过已有的 {skipped} 处。未作改动。",
        (
            "{count} passages in {reports} reports would be marked; {skipped} have the tag "
            "already. Nothing was changed."
        ),
    ),
    "autotag_cut": (
        "找到的太多，只取前 {count} 处。",
        "Too much was found; only the first {count} passages count.",
    ),
    "no_links": ("没有链接。", "There are no links."),
    "whole_report": ("整份报告", "whole report"),
    "id": ("编号", "Id"),
    "unknown": ("未知", "unknown"),
    "source_meta": ("网页或文件信息", "page or file"),
    "source_table": ("信息表", "table"),
    "source_text": ("正文", "text"),
    "source_guess": ("推断，请核对", "guess, please check"),
    "source_user": ("人工确认", "confirmed"),
}

UNITS: Mapping[str, Pair] = {
    "MB": ("MB", "MB"),
    "pages": ("页", "pages"),
    "parts": ("个部件", "parts"),
    "characters": ("字", "characters"),
    "rows": ("行", "rows"),
    "cells": ("个单元格", "cells"),
}
