"""Texts for the tests of this room; every place and number in them is invented."""

from __future__ import annotations

import re

from app.domain.report import ParsedReport, Section
from app.text.understand import understand

SENTENCE = (
    "认真落实上级部署，健全工作机制，完善制度措施，全年组织开展各类活动36场次，覆盖群众1.2万人次，"
    "办结率达到98.5%，群众满意度持续提升。"
)
OPENING = (
    "坚持依法行政，扎实推进法治政府建设各项工作，取得了明显成效，现将有关情况报告如下，请予审阅。"
)


def read(text: str, **hints: str) -> ParsedReport:
    """A text as a report."""
    return understand(
        text,
        file_name=hints.pop("file_name", "a.txt"),
        file_sha256="0" * 64,
        media_type="text/plain",
        hints=hints,
    )


def shape(section: Section) -> tuple[int, str, str, str]:
    return section.level, section.kind.value, section.label, section.heading


def line_of(text: str, offset: int) -> int:
    """1-based number of the line that holds an offset."""
    return text.count("\n", 0, offset) + 1


_HAN = r"[\u4e00-\u9fff\u3000-\u303f“”‘’]"
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")


def widen(text: str) -> str:
    """Half-width punctuation beside Han characters as the full-width forms of real pages."""
    beside = re.compile(rf"(?<={_HAN})[,;:?!()]|[,;:?!()](?={_HAN})")
    return beside.sub(lambda match: match.group().translate(_WIDE), text)
