"""The man pages, in English and Chinese, made from the command line's own table of commands."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Sequence

from shell import ROOT

if str(ROOT / "src") not in sys.path:
    sys.path.insert(0, str(ROOT / "src"))

from app.cli.arguments import COMMANDS, GLOBAL, Command, Option, shown
from app.cli.exits import Exit

CHINESE, ENGLISH = 0, 1
"""The sides of the table's pairs."""

_Pair = tuple[str, str]

_TITLES = (
    ("名称", "NAME"),
    ("用法", "SYNOPSIS"),
    ("说明", "DESCRIPTION"),
    ("选项", "OPTIONS"),
    ("命令", "COMMANDS"),
    ("退出状态", "EXIT STATUS"),
    ("环境变量", "ENVIRONMENT"),
    ("文件", "FILES"),
    ("另见", "SEE ALSO"),
)

_NAME = ("离线的报告审阅与批注", "read and annotate annual reports, without a network")

_SYNOPSIS: Sequence[_Pair] = (
    ("piyue [文件…]", "piyue [FILE...]"),
    ("piyue [选项] 命令 …", "piyue [OPTIONS] COMMAND ..."),
)

_DESCRIPTION: Sequence[_Pair] = (
    (
        (
            "批阅用来离线阅读、批注、检索和比较法治政府建设年度报告。不带命令时打开窗口；写上文件，就打开它：报告库"
            "（.piyue）、批注包（.piyuepack），或要导入的报告。带命令时不打开窗口，在终端里完成一件事。"
        ),
        (
            "Piyue reads, annotates, searches and compares annual rule-of-law reports. Without a command it "
            "opens its window; a file opens in it: a library (.piyue), an annotation pack (.piyuepack), "
            "or a report to import. A command does one thing in the terminal and opens no window."
        ),
    ),
    (
        "程序从不联网。报告、批注和标签都在一个报告库文件里，写入即保存，旧版的报告库升级前先留备份。",
        (
            "The program never opens a connection. Reports, annotations and tags are in one library "
            "file; every change is saved at once, and an older library is copied before it is brought up to date."
        ),
    ),
)

_BESIDE: Sequence[tuple[str, _Pair]] = (
    ("--help", ("显示用法；写在命令后面时显示那条命令的用法", "show the usage, or that of a command")),
    ("--version", ("显示版本", "show the version")),
    (
        "--selftest",
        (
            "把安装好的程序从头到尾试一遍，写出一行 JSON；不读写报告库和设置",
            "try the installation out and write one line of JSON; no library or setting is touched",
        ),
    ),
)  # fmt: skip

ENDINGS: dict[Exit, _Pair] = {
    Exit.DONE: ("完成。", "Done."),
    Exit.SOME_FAILED: (
        "有的文件没有导入，或导出没有写成。",
        "Some input was not imported, or an export could not be written.",
    ),
    Exit.USAGE: (
        "参数不对，或报告库里没有所指的东西。",
        "Bad arguments, or nothing in the library answers to a name.",
    ),
    Exit.LIBRARY: (
        "报告库打不开、写不进，或检查发现了问题。",
        "The library cannot be opened or written, or check found problems.",
    ),
    Exit.STOPPED: ("用 Ctrl+C 停下。", "Stopped with Ctrl+C."),
}

_ENVIRONMENT: Sequence[tuple[str, _Pair]] = (
    (
        "PIYUE_HOME",
        (
            "把设置、缓存、日志和新报告库都放到这个文件夹下面。",
            "Puts settings, caches, logs and new libraries under this folder.",
        ),
    ),
    (
        "PIYUE_FIRST_PAINT",
        (
            "窗口画出时写一行 JSON：启动用时、内存、字体等。",
            "Writes a line of JSON at the painted window: times, memory, fonts and more.",
        ),
    ),
    ("PIYUE_SHOT", ("把画好的窗口存成这个 PNG 文件。", "Saves the painted window as this PNG file.")),
    ("QT_IM_MODULE", ("所用的输入法，如 ibus、fcitx。", "The input method, such as ibus or fcitx.")),
)  # fmt: skip

_FILES: Sequence[tuple[str, _Pair]] = (
    ("~/.config/piyue/", ("设置。", "Settings.")),
    ("~/.cache/piyue/", ("可随时删去的索引。", "Indexes; they may be deleted at any time.")),
    ("~/.local/state/piyue/piyue.log", ("技术日志。", "The technical log.")),
    ("/opt/piyue/", ("程序。", "The program.")),
)


def page(version: str, epoch: int, side: int) -> str:
    """One man page as roff text.

    Args:
        side: CHINESE or ENGLISH.
    """
    day = time.strftime("%Y-%m-%d", time.gmtime(epoch))
    about = ("批阅手册", "Piyue Manual")[side]
    lines = [
        f'.TH PIYUE 1 "{day}" "piyue {version}" "{about}"',
        ".nh",  # Chinese has no hyphens, and the lines are left as long as they come out
        ".ad l",
    ]
    for title, body in zip(_TITLES, _bodies(side), strict=True):
        lines += [f".SH {title[side]}", *body]
    return "\n".join(lines) + "\n"


def _bodies(side: int) -> Iterator[list[str]]:
    yield [f"piyue \\- {_plain(_NAME[side])}"]
    yield _lines_of(f"\\fB{_plain('piyue')}\\fR{_plain(line[side][5:])}" for line in _SYNOPSIS)
    yield [line for text in _DESCRIPTION for line in (".PP", _text(text[side]))]
    beside = [(name, _sentence(says[side], side)) for name, says in _BESIDE]
    yield _list([*(_named(option, side) for option in GLOBAL), *beside])
    yield [line for command in COMMANDS for line in _command(command, side)]
    yield _list([(str(int(code)), says[side]) for code, says in ENDINGS.items()])
    yield _list([(name, says[side]) for name, says in _ENVIRONMENT])
    yield _list([(name, says[side]) for name, says in _FILES])
    yield [
        _plain(
            (
                "完整的手册在程序里，按 F1 打开。",
                "The whole manual (in Chinese) is in the program: press F1.",
            )[side]
        )
    ]


def _command(command: Command, side: int) -> list[str]:
    places = [shown(option, side) for option in command.options if not option.name.startswith("-")]
    call = " ".join(("piyue", command.name, *places))
    rest = f" {('[选项]', '[OPTIONS]')[side]}" if len(places) < len(command.options) else ""
    lines = [f".SS {command.name}", _text(_sentence(command.says[side], side))]
    lines += [".PP", f"\\fB{_plain(call)}\\fR{_plain(rest)}"]
    return lines + _list([_named(option, side) for option in command.options])


def _named(option: Option, side: int) -> tuple[str, str]:
    return shown(option, side), _sentence(option.says[side], side)


def _sentence(text: str, side: int) -> str:
    stop = ("。", ".")[side]
    capital = text[:1].upper() + text[1:] if side == ENGLISH else text
    return capital if capital.endswith((stop, ")", "）")) else capital + stop


def _list(items: Sequence[tuple[str, str]]) -> list[str]:
    return [
        line for name, text in items for line in (".TP", f"\\fB{_plain(name)}\\fR", _text(text))
    ]


def _lines_of(lines: Iterator[str]) -> list[str]:
    return [part for line in lines for part in (line, ".br")][:-1]


_NEVER_FIRST, _NEVER_LAST = "，。、；：？！）》」』”’…％", "（《「『“‘"


def _breakable(text: str) -> str:
    """Chinese has no spaces: roff may break a line after every character but these."""
    pairs = zip(text, [*text[1:], ""], strict=True)
    return "".join(
        f"{sign}\\:"
        if max(sign, after) >= "\u2e80"  # one of the two is Chinese
        and after not in ("", " ", *_NEVER_FIRST)
        and sign not in (" ", *_NEVER_LAST)
        else sign
        for sign, after in pairs
    )


def _text(text: str) -> str:
    # Breaks are put between the shielded characters, never inside a shield.
    parts = re.split(r"(\\(?:\(..|.))", _plain(text))
    return "".join(part if n % 2 else _breakable(part) for n, part in enumerate(parts))


def _plain(text: str) -> str:
    """Text as roff shows it: hyphens are real ones, nothing is taken for a request."""
    shielded = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti")
    shielded = shielded.replace("^", "\\(ha").replace("`", "\\(ga")
    return f"\\&{shielded}" if shielded.startswith((".", "'")) else shielded
