"""Markdown: the text a reader of the page would see, a line for a line.

A real parser would renumber lists and eat `1. `, which in a report is the heading's own
number, and would run lines together that a report keeps apart. So marks are taken off
line by line: what is no mark stays as it was written.
"""

from __future__ import annotations

import re

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.encodings import decode, decode_as
from app.files.raw import Line, Raw, joined

_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t\u3000]+|$)")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
_UNSPACED_HEADING = re.compile(
    r"[ ]{0,3}#{2,6}(?=[^#\s])|[ ]{0,3}#(?=第?[一二三四五六七八九十（(])"
)
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)+")
_BULLET = re.compile(r"([ \t]*)[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_ROW = re.compile(r"[ ]{0,3}\|.*\|[ \t]*$")
_DELIMITER = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]\n^]{1,200}\]:[ \t]*\S+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT_END = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_FIELD = re.compile(
    r"(title|标题|date|日期)[ \t]*[:：][ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.IGNORECASE
)
_DATE = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
_MOST_FRONT_LINES = 60
_LONGEST_LINE = 20_000
"""Characters; a longer line is left as it is, since looking for pairs takes their square."""

_CODE = re.compile(r"(?<!\\)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_TARGET = r"\((?=[^()\s]*[./#:]|\))(?:[^()\s]|\([^()\s]*\))*(?:[ ]+\"[^\"]*\")?\)"
"""What a link leads to. 〔注〕(见附件) is none: a target has a dot or a slash."""

_IMAGE = re.compile(r"!\[([^\[\]]*)\]" + _TARGET)
_LINK = re.compile(r"\[([^\[\]]*)\]" + _TARGET)
_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_EMPHASIS = (
    re.compile(r"(?<![\\*])\*\*\*(?=\S)([^*]+?)(?<=\S)\*\*\*(?!\*)"),
    re.compile(r"(?<![\\*])\*\*(?=\S)(.+?)(?<=[^\s\\])\*\*(?!\*)"),
    re.compile(r"(?<![\\*0-9A-Za-z])\*(?=[^\s*])([^*]+?)(?<=[^\s\\])\*(?![0-9A-Za-z*])"),
    re.compile(r"(?<![\\\w])__(?=\S)(.+?)(?<=[^\s\\])__(?!\w)"),
    re.compile(r"(?<![\\~])~~(?=\S)(.+?)(?<=\S)~~(?!~)"),
)
_TAG = re.compile(
    r"</?(?:p|div|span|font|center|b|i|u|strong|em|sub|sup|a|img|details|summary)\b[^<>]*>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def read(data: bytes, file_name: str, encoding: str | None = None) -> Raw:
    """Read a Markdown file.

    Args:
        encoding: what a person says it is in; by default it is found out.

    Raises:
        UnreadableFile: `binary`, `no_text`.
    """
    decoded = decode_as(data, encoding) if encoding else decode(data)
    if decoded is None:
        raise UnreadableFile(file_name, "binary")
    notes = [Note("encoding", {"name": decoded.encoding})]
    if decoded.replaced:
        notes.append(Note("replaced", {"count": decoded.replaced}))
    source = _COMMENT.sub("", decoded.text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = source.split("\n")
    front = _front_lines(lines)
    hints = _hints(lines[:front])
    shown = [Line(line, furniture=True) for line in lines[:front] if line.strip("-. \t")]
    shown += [Line(line) for line in _shown(lines[front:])]
    text, furniture = joined(shown)
    if not text.strip() or not any(not line.furniture and line.text.strip() for line in shown):
        raise UnreadableFile(file_name, "no_text")
    return Raw(text, hints, furniture, tuple(notes))


# --- the block of settings before the text -----------------------------------------------


def _front_lines(lines: list[str]) -> int:
    """How many lines the block takes; 0 when there is none."""
    if not lines or lines[0].lstrip("\ufeff").rstrip() != "---":
        return 0
    for number, line in enumerate(lines[1:_MOST_FRONT_LINES], 1):
        if _FRONT_END.match(line):
            return number + 1 if any(":" in field for field in lines[1:number]) else 0
    return 0


def _hints(lines: list[str]) -> dict[str, str]:
    hints: dict[str, str] = {}
    for line in lines:
        field = _FIELD.match(line)
        if field is None or not field[2]:
            continue
        if field[1].lower() in ("title", "标题"):
            hints.setdefault("title", field[2])
        elif date := _DATE.match(field[2]):
            year, month, day = (int(part) for part in date.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                hints.setdefault("published_on", f"{year:04}-{month:02}-{day:02}")
    return hints


# --- lines -------------------------------------------------------------------------------


def _shown(lines: list[str]) -> list[str]:
    found: list[str] = []
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            if (
                mark
                and mark[1][0] == fence[0]
                and len(mark[1]) >= len(fence)
                and line.strip() == mark[1]
            ):
                fence = ""
            else:
                found.append(line)
        elif mark and "`" not in line[mark.end() :]:
            fence = mark[1]
        else:
            before = lines[number - 1] if number else ""
            found += _shown_line(line, before)
    return found


def _shown_line(line: str, before: str) -> list[str]:
    """What is seen of one line; nothing of a line that only draws."""
    line = _QUOTE.sub("", line, count=1) if line.lstrip(" ").startswith(">") else line
    if _RULE.match(line) or _DEFINITION.match(line):
        return []
    if (_UNDERLINE.match(line) and before.strip()) or (_DELIMITER.match(line) and "|" in before):
        return []
    heading = _HEADING.match(line) or _UNSPACED_HEADING.match(line)
    if heading:
        line = _HEADING_END.sub("", line[heading.end() :])
    elif _ROW.match(line):
        cells = _CELL_EDGE.split(line.strip()[1:-1])
        return ["\t".join(_inline(cell).strip() for cell in cells)]
    elif bullet := _BULLET.match(line):
        line = f"{bullet[1]}•{line[bullet.end() :]}"
    return _inline(line.rstrip()).split("\n")


def _inline(text: str) -> str:
    if len(text) > _LONGEST_LINE:
        return text
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[2].strip() or match[2])
        return f"\ue000{len(kept) - 1}\ue001"

    if "`" in text and "\ue000" not in text:
        text = _CODE.sub(keep, text)
    text = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    text = _AUTOLINK.sub(r"\1", _REFERENCE.sub(r"\1", text))
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    text = _ESCAPE.sub(r"\1", _TAG.sub("", _BREAK.sub("\n", text)))
    for number, code in enumerate(kept):
        text = text.replace(f"\ue000{number}\ue001", code)
    return text
