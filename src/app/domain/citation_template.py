r"""Templates of citations: fields in braces, parts that may fall away in brackets.

`{单位}[·{年度}年度][·第{段}段]`: a field is replaced by its value. A part in brackets is
left out when a field that stands in it (not in brackets inside it) is empty, or when all
parts inside it were left out. Brackets without any field are text, so that `[R/OL]` can be
written as it is. A backslash before any sign makes it text. Braces of full width count as
braces: an input method for Chinese types them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import lru_cache
from typing import TypeAlias

from app.domain.errors import Invalid
from app.domain.report import Report

LONGEST = 500
"""Characters of a template."""
DEEPEST = 20
"""Brackets inside each other."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited.

    Attributes:
        section: headings from the top, label included.
        paragraph: 1-based inside the deepest of them; 0 for none.
        id: the address of the annotation, or of the report, inside the program.
        zone: of the day of import, None for that of this computer.
    """

    report: Report
    section: tuple[str, ...] = ()
    paragraph: int = 0
    reviewer: str = ""
    id: str = ""
    zone: tzinfo | None = None

    @property
    def imported_on(self) -> str:
        """The day on which the text came into the library."""
        return self.report.imported.astimezone(self.zone).date().isoformat()

    def heading(self, level: int) -> str:
        """The heading of a level, 1 for the top; empty when it does not stand that deep."""
        return self.section[level - 1] if level <= len(self.section) else ""


Value: TypeAlias = Callable[[Cited], str]


def _meta(name: str) -> Value:
    return lambda cited: cited.report.metadata[name].value or ""


FIELDS: tuple[tuple[str, str, Value], ...] = (
    ("单位", "organisation", _meta("organisation")),
    ("年度", "year", _meta("year")),
    ("标题", "title", lambda cited: cited.report.title),
    ("地区", "region", _meta("region")),
    ("章节", "section", lambda cited: "/".join(cited.section)),
    ("一级", "heading1", lambda cited: cited.heading(1)),
    ("二级", "heading2", lambda cited: cited.heading(2)),
    ("三级", "heading3", lambda cited: cited.heading(3)),
    ("段", "paragraph", lambda cited: str(cited.paragraph or "")),
    ("发布日期", "published", _meta("published_on")),
    ("成文日期", "signed", _meta("signed_on")),
    ("报送日期", "filed", _meta("filed_on")),
    ("导入日期", "imported", lambda cited: cited.imported_on),
    ("索引号", "index", _meta("index_number")),
    ("网址", "url", lambda cited: cited.report.address),
    ("文件名", "file", lambda cited: cited.report.file_name),
    ("审阅人", "reviewer", lambda cited: cited.reviewer),
    ("编号", "id", lambda cited: cited.id),
)
"""The fields by their Chinese and English names."""

_VALUES: Mapping[str, Value] = {
    name: value for chinese, english, value in FIELDS for name in (chinese, english)
}


@dataclass(frozen=True, slots=True)
class _Text:
    words: str


@dataclass(frozen=True, slots=True)
class _Field:
    value: Value


@dataclass(frozen=True, slots=True)
class _Group:
    parts: tuple[_Text | _Field | _Group, ...]

    @property
    def has_field(self) -> bool:
        return any(
            isinstance(part, _Field) or (isinstance(part, _Group) and part.has_field)
            for part in self.parts
        )


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was understood."""

    _parts: tuple[_Text | _Field | _Group, ...]

    @classmethod
    def of(cls, template: str) -> Template:
        """Understand what was written.

        Raises:
            Invalid: `template_` and one of `empty`, `long` (limit), `unknown` (name,
                position), `brace_open`, `brace_close`, `group_open`, `group_close`,
                `deep`, `backslash` (position, 1-based: where the bad sign stands).
        """
        return _understood(template)

    def filled(self, cited: Cited) -> str:
        """The citation, on one line."""
        return " ".join("".join(_shown(part, cited) or "" for part in self._parts).split())


@lru_cache(maxsize=64)
def _understood(template: str) -> Template:
    if not template.strip():
        raise Invalid("template_empty")
    if len(template) > LONGEST:
        raise Invalid("template_long", limit=LONGEST)
    return Template(_Reader(template).read())


class _Reader:
    """Reads a template from left to right."""

    def __init__(self, template: str) -> None:
        self._template = template
        self._at = 0

    def read(self) -> tuple[_Text | _Field | _Group, ...]:
        parts = self._parts(0)
        if self._at < len(self._template):
            raise self._wrong("group_close", self._at)
        return parts

    def _parts(self, depth: int) -> tuple[_Text | _Field | _Group, ...]:
        """Parts up to the end, or up to the bracket that closes this group."""
        found: list[_Text | _Field | _Group] = []
        while self._at < len(self._template):
            sign = self._template[self._at]
            if sign == "]":
                break
            if sign == "[":
                found += self._group(depth + 1)
            elif sign in "{｛":
                found.append(self._field())
            elif sign in "}｝":
                raise self._wrong("brace_close", self._at)
            else:
                found.append(self._text(sign))
        return tuple(found)

    def _group(self, depth: int) -> list[_Text | _Field | _Group]:
        start = self._at
        if depth > DEEPEST:
            raise self._wrong("deep", start)
        self._at += 1
        group = _Group(self._parts(depth))
        if self._at == len(self._template):
            raise self._wrong("group_open", start)
        self._at += 1
        return [group] if group.has_field else [_Text("["), *group.parts, _Text("]")]

    def _field(self) -> _Field:
        start = self._at
        ends = [end for sign in "}｝" if (end := self._template.find(sign, start)) >= 0]
        if not ends:
            raise self._wrong("brace_open", start)
        name = self._template[start + 1 : min(ends)]
        value = _VALUES.get(name.strip().lower())
        if value is None:
            raise self._wrong("unknown", start, name=name)
        self._at = min(ends) + 1
        return _Field(value)

    def _text(self, sign: str) -> _Text:
        self._at += 1
        if sign != "\\":
            return _Text(sign)
        if self._at == len(self._template):
            raise self._wrong("backslash", self._at - 1)
        self._at += 1
        return _Text(self._template[self._at - 1])

    def _wrong(self, reason: str, at: int, **values: str) -> Invalid:
        return Invalid(f"template_{reason}", position=at + 1, **values)


def _shown(part: _Text | _Field | _Group, cited: Cited) -> str | None:
    """What stands there; None for a group that falls away."""
    if isinstance(part, _Text):
        return part.words
    if isinstance(part, _Field):
        return part.value(cited)
    inner = [(inside, _shown(inside, cited)) for inside in part.parts]
    fields = [words for inside, words in inner if isinstance(inside, _Field)]
    groups = [words for inside, words in inner if isinstance(inside, _Group)]
    if not all(fields) or (not fields and not any(words is not None for words in groups)):
        return None
    return "".join(words or "" for _, words in inner)
