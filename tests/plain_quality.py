"""How well plain text is decoded and its hard line breaks are read over."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator
from functools import cache

from app.files.encodings import decode
from app.text.unwrap import unwrap
from page_quality import texts
from reading_quality import UNSEEN, Score
from web_pages import Text, squeezed

ENCODINGS = {
    "UTF-8": (b"", "utf-8"),
    "UTF-8 with a mark": (codecs.BOM_UTF8, "utf-8"),
    "GB18030": (b"", "gb18030"),
    "Big5": (b"", "big5hkscs"),
    "UTF-16 with a mark": (codecs.BOM_UTF16_LE, "utf-16-le"),
    "UTF-16 LE, no mark": (b"", "utf-16-le"),
    "UTF-16 BE, no mark": (b"", "utf-16-be"),
}
LENGTHS = (8, 20, 60, 300, 0)
"""Characters of a file; 0 for all of a report."""

WINDOWS = 8
"""Beginnings from which a length is taken, per report."""

LAYOUTS = ("indented", "not indented", "blank between")
WIDTHS = (28, 34, 40)

TRADITIONAL = (
    "棲雲鎮公所一百一十二年度依法行政工作報告\n"
    "本鎮依據上級頒布之推動依法行政實施計畫，逐項檢視各課室辦理情形，茲將年度執行成果彙整報告如下，敬請鑒核。\n"
    "一、健全法制作業\n"
    "（一）全年研修自治條例四案、自治規則七案，均於草案階段公開預告，並邀集學者專家、里長及利害關係人召開座談會，"
    "蒐集意見五十三則，採納三十一則。\n"
    "（二）清查現行行政規則一百二十八種，停止適用十九種，修正二十四種，其餘經檢討認為尚無不合，予以維持。\n"
    "二、落實正當行政程序\n"
    "裁處書類一律載明事實、理由與法令依據，處分前給予當事人陳述意見機會。民眾不服處分提起訴願十一件，"
    "經審議撤銷二件、駁回七件、撤回二件，撤銷案件已檢討改進並列為教育訓練教材。\n"
    "三、強化同仁法治觀念\n"
    "舉辦法制講習六場次，參訓人員二百四十五人次；編印常見違失案例手冊，分送各單位參考運用。"
    "另結合學校、社區與廟會活動辦理法律宣導，現場提供免費諮詢，深受鄉親歡迎。\n"
    "四、檢討與展望\n"
    "囿於員額及經費，專責法制人員僅有一名，遇有重大爭議仍須仰賴外聘律師協助。未來將爭取增置人力，"
    "建立跨課室會審機制，並運用資訊系統控管案件時效，期使各項施政於法有據、便民利民。\n"
)
"""What Big5 files hold; the report and its township are invented."""


def _sources(name: str, encoding: str) -> list[str]:
    if encoding.startswith("big5"):
        return [TRADITIONAL]
    return ["\n".join((text.title, *text.paragraphs)) for text in texts(name)]


def _windows(source: str, length: int) -> Iterator[str]:
    if not length:
        yield source
        return
    flat = source.replace("\n", "")
    step = max(1, (len(flat) - length) // WINDOWS)
    for start in range(0, max(1, len(flat) - length), step):
        part = flat[start : start + length]
        if sum("一" <= c <= "鿿" for c in part) * 2 >= len(part):
            yield part


@cache
def decoding(name: str, encoding: str, length: int, cut: int = 0) -> Score:
    """How many files of one encoding and length come back as they were.

    Args:
        cut: bytes that are missing at the end of the file.
    """
    mark, codec = ENCODINGS[encoding]
    tried = right = 0
    for source in _sources(name, codec):
        for part in _windows(source, length):
            data = mark + part.encode(codec)
            decoded = decode(data[: len(data) - cut])
            kept = part[: len(part) - bool(cut)]
            tried += 1
            right += decoded is not None and (
                decoded.text.startswith(kept) and len(decoded.text) <= len(part)
            )
    return Score(tried, tried, right)


def failures(name: str, encoding: str, length: int) -> list[str]:
    """The beginnings of what did not come back."""
    mark, codec = ENCODINGS[encoding]
    return [
        part
        for source in _sources(name, codec)
        for part in _windows(source, length)
        if (told := decode(mark + part.encode(codec))) is None or told.text != part
    ]


@cache
def restoring(name: str, layout: str, width: int, *, by_columns: bool) -> Score:
    """Paragraphs that come back as one line after a file was wrapped."""
    wanted = right = 0
    for text in texts(name):
        paragraphs = _paragraphs(text)
        lines = [
            line
            for paragraph in paragraphs
            for line in (*_wrapped(paragraph, layout, width, by_columns=by_columns),)
        ]
        joined = {squeezed(line) for line in unwrap(lines)[0]}
        wanted += len(paragraphs)
        right += sum(squeezed(p) in joined for p in paragraphs)
    return Score(wanted, wanted, right)


def left_alone(name: str) -> Score:
    """Paragraphs of files that are not wrapped and stay as they are."""
    score = Score()
    for text in texts(name):
        paragraphs = _paragraphs(text)
        joined = unwrap(paragraphs)[0]
        kept = sum(p == q for p, q in zip(paragraphs, joined, strict=False))
        score += Score(len(paragraphs), len(paragraphs), kept)
    return score


def _paragraphs(text: Text) -> list[str]:
    return [text.title, *(line for line in text.paragraphs if "\t" not in line)]


def _wrapped(paragraph: str, layout: str, width: int, *, by_columns: bool) -> Iterator[str]:
    """Lines of one paragraph; no line begins with a closing mark, as word processors wrap."""
    rest = ("　　" if layout == "indented" else "") + paragraph
    while rest:
        cut = _fitting(rest, width * 2) if by_columns else width
        while by_columns and cut < len(rest) and rest[cut] in "，。、；：！？）”》":
            cut += 1
        yield rest[:cut]
        rest = rest[cut:]
    if layout == "blank between":
        yield ""


def _fitting(text: str, columns: int) -> int:
    used = 0
    for i, character in enumerate(text):
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > columns:
            return i
    return len(text)


def show() -> str:
    lines: list[str] = []
    for name in UNSEEN:
        for encoding in ENCODINGS:
            cells = [decoding(name, encoding, length) for length in LENGTHS]
            cut = [decoding(name, encoding, length, 1) for length in LENGTHS]
            lines.append(
                f"{name} {encoding}: "
                + "  ".join(
                    f"{c.recall:.3f}/{d.recall:.3f}" for c, d in zip(cells, cut, strict=True)
                )
                + f"  of {[c.wanted for c in cells]}"
            )
        for layout in LAYOUTS:
            for by_columns in (False, True):
                cells = [restoring(name, layout, w, by_columns=by_columns) for w in WIDTHS]
                lines.append(
                    f"{name} {layout} {'columns' if by_columns else 'count'} "
                    + " ".join(f"{c.recall:.3f}" for c in cells)
                )
        lines.append(f"{name} left alone {left_alone(name).recall:.3f}")
    return "\n".join(lines)
