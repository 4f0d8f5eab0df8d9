"""The arguments of the command line: one table of commands, a parser and the help made of it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from app.cli.names import is_file, path_of
from app.domain.filters import Standing
from app.settings import LIBREOFFICE_MODES

Pair = tuple[str, str]
"""Chinese, English."""


class UsageError(Exception):
    """What was typed is not a command; the message says why."""


class HelpAsked(Exception):
    """`--help` was typed.

    Attributes:
        command: whose help; None for all.
    """

    def __init__(self, command: str | None) -> None:
        super().__init__(command)
        self.command = command


class VersionAsked(Exception):
    """`--version` was typed."""


class LicencesAsked(Exception):
    """`--licences` was typed."""


@dataclass(frozen=True, slots=True)
class Option:
    """One argument of a command; `values` go to argparse as they are."""

    name: str
    shown: str
    says: Pair
    values: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    says: Pair
    options: tuple[Option, ...] = ()


def _many(name: str, shown: str, chinese: str, english: str) -> Option:
    return Option(name, shown, (chinese, english), {"action": "append", "default": []})


def _flag(name: str, chinese: str, english: str) -> Option:
    return Option(name, name, (chinese, english), {"action": "store_true"})


EXPORT_FORMATS = (
    "xlsx", "docx", "quotes", "pdf", "html", "markdown", "csv", "qdpx", "qdc",
    "json", "cas", "brat", "piyuepack", "piyue", "codebook_xlsx", "codebook_csv", "codebook_json",
)  # fmt: skip
"""In the order of the export dialog; a test keeps it like workspace.exporting.formats()."""

_FILTERS = (
    _many("--report", "--report 报告", "只要这份报告的（编号或标题的一部分）", "of this report"),
    _many("--year", "--year 年度", "只要这个报告年度的", "of this year"),
    _many("--region", "--region 地区", "只要这个地区的", "of this region"),
    _many("--reviewer", "--reviewer 姓名", "只要这位审阅人的", "by this reviewer"),
    _many("--tag", "--tag 标签", "只要带这个标签或其下级标签的", "with this tag or one below it"),
    _many("--tag-only", "--tag-only 标签", "只要直接带这个标签的，不含下级标签",
          "with this very tag, not those below it"),
    _many("--text", "--text 文字", "原文或批注内容里有这些字的", "with this in quote or comment"),
    Option(
        "--state",
        "--state 状态",
        (
            "有意见、未解决、已解决、无标签、有链接、待确认、原文找不到；写几个则都要符合",
            "how things stand with it; all of them must hold",
        ),
        {"action": "append", "default": [], "choices": tuple(str(s) for s in Standing)},
    ),
)  # fmt: skip
"""OR within one, AND between."""

_CITE = Option(
    "--cite",
    "--cite 样式或模板",
    (
        "出处的写法：路径、国标（GB/T 7714）、模板，或直接写一个模板，如 {标题}[，第{段}段]；不写时按窗口设置",
        "how sources are cited: path, gbt7714, template, or a template such as {title}[, {section}]; else as in the settings",
    ),
)  # fmt: skip

_REPORT = Option("report", "报告", ("报告的编号或标题的一部分", "id or part of the title"))

GLOBAL = (
    Option(
        "--library",
        "--library 文件",
        ("报告库文件；不写时用上次打开的，再没有则用文档文件夹里的 批阅.piyue",
         "library file; else the one opened last, else 批阅.piyue in the documents folder"),
        {"type": Path},
    ),
    _flag("--json", "在标准输出上给出 JSON", "machine-readable JSON on standard output"),
    Option("--lang", "--lang zh|en", ("界面语言", "language"), {"choices": ("zh", "en")}),
)  # fmt: skip

TOLD = (
    Option("--version", "--version", ("版本号", "the version")),
    Option("--licences", "--licences", ("附带的第三方软件和许可证", "third-party software that ships, and licences")),
)  # fmt: skip
"""What is told without a command."""

COMMANDS: tuple[Command, ...] = (
    Command(
        "import",
        ("导入报告，或别的软件的批注、标签体系", "import reports, or annotations and codebooks of other programs"),
        (
            Option(
                "paths",
                "路径…",
                ("文件，或连同下级一起查找的文件夹", "files, or folders searched with all below"),
                {"nargs": "+", "type": Path},
            ),
            Option(
                "--replace",
                "--replace 报告",
                (
                    "把这一个文件用作这份报告的新文本，批注随之移到新文本",
                    "make this one file the new text of this report; its annotations follow",
                ),
                {},
            ),
            Option(
                "--report",
                "--report 文件",
                (
                    "把导入报告写到这个文件（.xlsx、.csv、.html 或 .txt）",
                    "write what became of each file to this file (.xlsx, .csv, .html or .txt)",
                ),
                {"type": Path},
            ),
            Option(
                "--libreoffice",
                "--libreoffice never|when_needed|always",
                (
                    "旧版 Word 文件何时用已安装的 LibreOffice 转换（不写时按窗口设置）",
                    "when an installed LibreOffice converts old Word files (else as in the settings)",
                ),
                {"choices": LIBREOFFICE_MODES},
            ),
            _flag(
                "--dry-run",
                "只看会导入什么，不改动报告库",
                "only say what would be imported; the library is not changed",
            ),
            _flag(
                "--recognise",
                "识别只有图片的页（需装有 Tesseract 和简体中文模型）",
                "recognise pages that are only pictures (needs Tesseract with chi_sim)",
            ),
        ),
    ),
    Command("list", ("列出报告", "list the reports")),
    Command(
        "show",
        ("显示一份报告：信息、目录、正文", "show one report"),
        (_REPORT, _flag("--outline", "只要信息和目录，标题带位置", "no text; headings with their places")),
    ),
    Command(
        "correct",
        ("更正一份报告的信息、目录和隐藏的行", "correct details, outline and hidden lines"),
        (
            _REPORT,
            Option(
                "values",
                "项=值…",
                ("如 year=2023 region=湖北·武汉 level=county；等号后留空表示没有",
                 "such as year=2023 level=county; nothing after = means there is none"),
                {"nargs": "*"},
            ),
            Option("--heading", "--heading 级 起 止", ("设为这一级的标题", "make it a heading of a level"),
                   {"nargs": 3, "type": int}),
            Option("--plain", "--plain 起 止", ("不是标题", "no heading begins there"),
                   {"nargs": 2, "type": int}),
            Option("--hide", "--hide 起 止", ("隐藏这些行", "hide these lines"),
                   {"nargs": 2, "type": int}),
            Option("--show", "--show 起 止", ("恢复这些行", "bring these lines back"),
                   {"nargs": 2, "type": int}),
            _flag("--restore", "目录和隐藏的行恢复识别结果", "outline and lines as recognised"),
        ),
    ),
    Command(
        "search",
        ("全库检索", "search all texts"),
        (
            Option("query", "文字", ("要找的文字，一个字也可以", "what to look for")),
            Option(
                "--limit",
                "--limit 数",
                ("最多显示多少处（默认 50）", "how many to show (50)"),
                {"type": int, "default": 50},
            ),
            _flag("--exact", "区分大小写和全角半角", "letter case and full or half width matter"),
            _flag("--furniture", "也在隐藏的页面杂项里找", "also look in hidden page furniture"),
            _many("--report", "--report 报告", "只在这份报告里找", "only in this report"),
            _CITE,
        ),
    ),
    Command(
        "annotate",
        ("添加一条批注", "add an annotation"),
        (
            _REPORT,
            Option("--start", "--start 数", ("起点", "start of the passage"), {"type": int}),
            Option("--end", "--end 数", ("终点（不含）", "end, exclusive"), {"type": int}),
            _many("--tag", "--tag 标签", "标签：编码，或用 / 连接的名称；没有则新建",
                  "codebook id, or names joined by /; made when missing"),
            Option("--comment", "--comment 文字", ("批注内容", "comment"), {"default": ""}),
            Option("--reviewer", "--reviewer 姓名", ("审阅人；没有则新建", "made when missing")),
        ),
    ),
    Command("annotations", ("列出批注", "list annotations"), (*_FILTERS, _CITE)),
    Command(
        "reply",
        ("回复一条批注", "reply to an annotation"),
        (
            Option("annotation", "批注", ("批注的编号", "id of the annotation")),
            Option("--text", "--text 文字", ("回复内容", "what is replied"), {"required": True}),
            Option("--reviewer", "--reviewer 姓名", ("审阅人；没有则新建", "made when missing")),
        ),
    ),
    Command(
        "resolve",
        ("把批注标为已解决", "mark annotations as resolved"),
        (
            Option("annotations", "批注…", ("批注的编号", "ids of annotations"), {"nargs": "+"}),
            _flag("--reopen", "重新打开", "open them again"),
        ),
    ),
    Command("tags", ("列出标签体系", "list the codebook")),
    Command(
        "autotag",
        ("按规则批量打标签", "give a tag to everything a rule finds"),
        (
            Option("tag", "标签", ("标签：编码、路径或名称", "codebook id, path or name")),
            _many("--term", "--term 文字", "要找的字，可写多个，有其一即可", "what to look for; any of"),
            _many("--without", "--without 文字", "同一句（段）里不能有的字",
                  "what must not stand in the same sentence or paragraph"),
            _flag("--pattern", "要找的是正则表达式", "the terms are regular expressions"),
            _flag("--exact", "区分大小写和全角半角", "letter case and full or half width matter"),
            Option(
                "--extent",
                "--extent 范围",
                ("标到哪里：match 所找的字（默认）、word 词、sentence 句、paragraph 段",
                 "how far a mark reaches: match (default), word, sentence, paragraph"),
                {"choices": ("match", "word", "sentence", "paragraph"), "default": "match"},
            ),
            _many("--report", "--report 报告", "只在这份报告里找", "only in this report"),
            Option("--name", "--name 名称", ("规则的名称", "name of the rule"), {"default": ""}),
            _flag("--dry-run", "只列出将标记的地方，不改动", "only list what would be marked"),
        ),
    ),
    Command(
        "links",
        ("列出段落之间的链接", "list the links between passages"),
        (_many("--report", "--report 报告", "只要有一端在这份报告里的", "with an end in this report"),),
    ),
    Command(
        "export",
        ("导出批注", "export annotations"),
        (
            Option(
                "--format",
                "--format 格式",
                ("、".join(EXPORT_FORMATS), ", ".join(EXPORT_FORMATS)),
                {"required": True, "choices": EXPORT_FORMATS},
            ),
            Option(
                "--out",
                "--out 路径",
                ("写到哪个文件；docx 有多份报告时是文件夹",
                 "the file; for docx of several reports a folder"),
                {"required": True, "type": Path},
            ),
            _many("--option", "--option 选项=值", "这种格式的选项，可写多次",
                  "name=value, an option of the format"),
            *_FILTERS,
            _CITE,
        ),
    ),
    Command("check", ("检查报告库是否完好", "check the library")),
    Command(
        "gui",
        ("打开窗口（不写命令时也是）", "open the window (the default)"),
        (
            Option(
                "files",
                "文件…",
                ("要打开的报告库，或要导入的报告、文件夹、批注文件", "a library to open, or what to import"),
                {"nargs": "*", "type": path_of},
            ),
            _flag("--quit-after-first-paint", "窗口画出后即退出（用于测量）",
                  "end as soon as the window is painted (for measuring)"),
        ),
    ),
)  # fmt: skip


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command and its values; `gui` when none is named.

    Global options may stand before and after the command; the later one counts.

    Raises:
        UsageError, HelpAsked, VersionAsked
    """
    parser = _Parser(prog="piyue", add_help=False, allow_abbrev=False)
    _add_global(parser, None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in COMMANDS:
        sub = commands.add_parser(command.name, add_help=False, allow_abbrev=False)
        _add_global(sub, command.name)
        for option in command.options:
            sub.add_argument(option.name, **option.values)
    defaults = argparse.Namespace(library=None, json=False, lang=None, command=None)
    found = parser.parse_args(_with_command(argv), defaults)
    if found.command is None:
        found.command, found.files = "gui", []
        found.quit_after_first_paint = False
    return found


def _with_command(argv: Sequence[str]) -> list[str]:
    """The words, with `gui` before the first plain one when that names a file."""
    takes_value = {option.name for option in GLOBAL if "action" not in option.values}
    before = ""
    for number, word in enumerate(argv):
        if not word.startswith("-") and before not in takes_value:
            return [*argv[:number], *(["gui"] if is_file(word) else []), *argv[number:]]
        before = word
    return list(argv)


def usage(command: str | None, side: int) -> str:
    """The help in one language: 0 Chinese, 1 English."""
    words = (("用法", "选项", "命令", "查看一条命令的用法：piyue 命令 --help"),
             ("Usage", "Options", "Commands", "Usage of one command: piyue COMMAND --help"))[side]  # fmt: skip
    colon = ("：", ": ")[side]
    if command is None:
        files = ("文件…", "FILE …")[side]
        lines = [f"{words[0]}{colon}piyue [{words[1]}] {words[2]} …", f"      piyue {files}", ""]
        lines.append(f"{words[2]}{colon}")
        lines += [f"  {c.name:<12} {c.says[side]}" for c in COMMANDS]
        lines += [
            "",
            f"{words[1]}{colon}",
            *(_line(o, side) for o in (*GLOBAL, *TOLD)),
            "",
            words[3],
        ]
        return "\n".join(lines)
    chosen = next(c for c in COMMANDS if c.name == command)
    places = " ".join(shown(o, side) for o in chosen.options if not o.name.startswith("-"))
    first = " ".join(part for part in ("piyue", command, places) if part)
    options = [*chosen.options, *GLOBAL]
    lines = [
        chosen.says[side],
        "",
        f"{words[0]}{colon}{first} [{words[1]}]",
        "",
        f"{words[1]}{colon}",
    ]
    return "\n".join(lines + [_line(option, side) for option in options])


def _line(option: Option, side: int) -> str:
    return f"  {shown(option, side)}\n      {option.says[side]}"


def shown(option: Option, side: int) -> str:
    """The name with its value; in English the value is the capitalised name."""
    if side == 0 or option.shown.isascii():
        return option.shown
    name = option.name.removeprefix("--")
    value = name.upper()
    return value if name == option.name else f"{option.name} {value}"


class _Parser(argparse.ArgumentParser):
    """A parser that raises instead of printing and leaving."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def _add_global(parser: argparse.ArgumentParser, command: str | None) -> None:
    for option in GLOBAL:
        # Suppressed: what is not typed after the command must not undo what stood before it.
        values: dict[str, Any] = {**option.values, "default": argparse.SUPPRESS}
        parser.add_argument(option.name, **values)
    parser.add_argument("-h", "--help", action=_raising(lambda: HelpAsked(command)))
    parser.add_argument("--version", action=_raising(VersionAsked))
    parser.add_argument("--licences", action=_raising(LicencesAsked))


def _raising(make: Callable[[], Exception]) -> type[argparse.Action]:
    class Raising(argparse.Action):
        def __init__(self, option_strings: Sequence[str], **_: Any) -> None:
            super().__init__(
                option_strings, dest=argparse.SUPPRESS, nargs=0, default=argparse.SUPPRESS
            )

        def __call__(self, *_: Any, **__: Any) -> None:
            raise make()

    return Raising


# --- argparse says what is wrong in English only ----------------------------------------

_MISSING = re.compile(r"the following arguments are required: (.+)")
_CHINESE: tuple[tuple[re.Pattern[str], str], ...] = (
    (_MISSING, r"缺少参数 \1"),
    (re.compile(r"unrecognized arguments: (.+)"), r"不认识的参数 \1"),
    (re.compile(r"argument COMMAND: invalid choice: (.+?) \(choose from (.+)\)"),
     r"没有 \1 这条命令，可用的有 \2"),
    (re.compile(r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)"),
     r"\1 不能是 \2，可用的有 \3"),
    (re.compile(r"argument (.+?): invalid int value: (.+)"), r"\1 应为整数，不能是 \2"),
    (re.compile(r"argument (.+?): expected one argument"), r"\1 后面缺少内容"),
)  # fmt: skip


def _chinese_names(listed: str) -> str:
    """Names of arguments as the help shows them: `路径…` for `paths`."""
    shown = {option.name: option.shown for command in COMMANDS for option in command.options}
    return "、".join(shown.get(name, name) for name in listed.split(", "))


def reason(error: UsageError, side: int) -> str:
    """What is wrong with the arguments, in one language; rare phrases stay English."""
    text = str(error)
    if side == 0:
        for pattern, chinese in _CHINESE:
            if found := pattern.fullmatch(text):
                if pattern is _MISSING:
                    return f"缺少参数 {_chinese_names(found.group(1))}"
                return pattern.sub(chinese, text)
    return text
