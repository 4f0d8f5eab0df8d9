"""A table as a codebook: the tree by columns of levels, paths, parents, level numbers or indents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from app.files.codebook_tags import DEEPEST, Entry, Tags, uuid_key
from app.files.table_columns import LEVELS, Table, number_of
from app.files.table_files import Cell

_Depth: TypeAlias = Callable[[Table, list[Cell]], int]

_SEPARATORS = ("/", ">", "›", "→", "::", "\\")
"""Of paths, the likeliest first; full-width ones are folded before."""
_LEVEL = {word: number for number, word in enumerate("一二三四五六七八九", 1)}
_BLANKS = " \t\u3000\xa0"
_TEXTS = (
    *("code", "colour", "kind", "short_name", "english", "definition", "keywords", "slot"),
    *("retired", "position"),
)


def take_codebook(table: Table, tags: Tags) -> None:
    """Put the tags of a table into `tags`."""
    columns = table.columns
    levels = [name for name in LEVELS if name in columns]
    if len(levels) > 1 or (levels and "name" not in columns):
        _by_levels(table, tags, levels)
    elif "path" in columns:
        _by_paths(table, tags, "path", _separator(table, "path"))
    elif "parent" in columns:
        tags.put_all(_entry(table, row, number, tags) for number, row in _named(table, tags))
    elif "level" in columns:
        _by_depths(table, tags, _level)
    elif separator := _clear_separator(table):
        _by_paths(table, tags, _name_column(table), separator)
    elif _has_prefixes(table):
        _by_prefixes(table, tags)
    elif any(_indent(table, row) for _, row in table.rows()):
        _by_depths(table, tags, _indent)
    else:
        for number, row in _named(table, tags):
            tags.put(_entry(table, row, number, tags), None)


def _name_column(table: Table) -> str:
    return "name" if "name" in table.columns else "code"


def _named(table: Table, tags: Tags, name: str = "") -> list[tuple[int, list[Cell]]]:
    """The rows that name something; the others are noted."""
    column = name or _name_column(table)
    found: list[tuple[int, list[Cell]]] = []
    for number, row in table.rows():
        if table.text(row, column).strip():
            found.append((number, row))
        else:
            tags.reject(table.where(number))
    return found


def _entry(table: Table, row: list[Cell], number: int, tags: Tags, name: str = "") -> Entry:
    told = {field: table.text(row, field) for field in _TEXTS}
    called = name or " ".join(table.text(row, _name_column(table)).split())
    if _name_column(table) == "code":
        told["code"] = ""
    return Entry(
        name=called,
        key=uuid_key(table.text(row, "tag_id")),
        code=told["code"].strip(),
        parent=" ".join(table.text(row, "parent").split()),
        where=table.where(number),
        fields=tags.fields(told, called),
    )


def _by_levels(table: Table, tags: Tags, levels: list[str]) -> None:
    """一级 | 二级 | 三级: a blank cell means what stands above it, up to the first that is given."""
    above = [""] * len(levels)
    for number, row in table.rows():
        cells = [" ".join(table.text(row, name).split()) for name in levels]
        given = [depth for depth, text in enumerate(cells) if text]
        if not given:
            tags.reject(table.where(number))
            continue
        first, last = given[0], given[-1]
        above = [*above[:first], *cells[first : last + 1], *[""] * (len(levels) - last - 1)]
        path = [text for text in above if text]
        tags.put_path(path, _entry(table, row, number, tags, path[-1]))


def _separator(table: Table, column: str) -> str:
    """What parts the paths of a column: what stands in most of them."""
    cells = [_plain(table.text(row, column)) for _, row in table.rows()]
    return max(_SEPARATORS, key=lambda sign: sum(sign in cell for cell in cells))


def _clear_separator(table: Table) -> str:
    """A sign other than the slash that parts names into paths: several begin with the same tag."""
    names = [_plain(table.text(row, _name_column(table))) for _, row in table.rows()]
    for sign in _SEPARATORS[1:]:
        first = [name.partition(sign)[0].strip() for name in names if sign in name]
        if len(set(first)) < len(first) or {*first} & {name.strip() for name in names}:
            return sign
    return ""


def _plain(text: str) -> str:
    return text.replace("＞", ">").replace("／", "/")


def _has_prefixes(table: Table) -> bool:
    names = _whole_names(table)
    return any(name.rpartition("/")[0] in names for name in names if "/" in name)


def _whole_names(table: Table) -> set[str]:
    return {table.text(row, _name_column(table)).strip() for _, row in table.rows()}


def _by_prefixes(table: Table, tags: Tags) -> None:
    """A slash may be a part of a name: it parts only where what stands before it is a tag."""
    whole = _whole_names(table)
    for number, row in _named(table, tags):
        rest = table.text(row, _name_column(table)).strip()
        path: list[str] = []
        while (at := _last_prefix(rest, whole, path)) > 0:
            path.insert(0, rest[at + 1 :])
            rest = rest[:at]
        path.insert(0, rest)
        tags.put_path(path, _entry(table, row, number, tags, path[-1]))


def _last_prefix(text: str, whole: set[str], path: list[str]) -> int:
    """Where the longest beginning of a path ends that is a tag of its own; -1 if none is."""
    at = text.rfind("/")
    while at > 0 and text[:at] not in whole:
        at = text.rfind("/", 0, at)
    return at if at > 0 and len(path) < DEEPEST and text[at + 1 :] else -1


def _by_paths(table: Table, tags: Tags, column: str, separator: str) -> None:
    for number, row in _named(table, tags, column):
        said = _plain(table.text(row, column)).strip()
        own = " ".join(table.text(row, "name").split()) if column == "path" else ""
        path = _parts(said, separator, own)
        if not path:
            tags.reject(table.where(number))
            continue
        tags.put_path(path, _entry(table, row, number, tags, path[-1]))


def _parts(said: str, separator: str, own: str) -> list[str]:
    """The names of a path; it ends with the name beside it, or with the group above that."""
    if own and _plain(own) == said:
        return [own]
    above = said.removesuffix(_plain(own)) if own else said
    parts = [" ".join(part.split()) for part in above.split(separator)]
    names = [name for name in parts if name]
    return [*names, own] if own else names


def _by_depths(table: Table, tags: Tags, depth_of: _Depth) -> None:
    """Each line lies below the last one before it that is less deep."""
    above: list[tuple[int, str]] = []
    for number, row in _named(table, tags):
        depth = depth_of(table, row)
        while above and above[-1][0] >= depth:
            above.pop()
        key = tags.put(_entry(table, row, number, tags), above[-1][1] if above else None)
        above.append((depth, key))


def _level(table: Table, row: list[Cell]) -> int:
    cell = table.cell(row, "level")
    number = number_of(cell)
    if number is not None:
        return number
    text = table.text(row, "level").strip().removeprefix("第")
    return _LEVEL.get(text[:1]) or next((int(c) for c in text if c.isascii() and c.isdigit()), 1)


def _indent(table: Table, row: list[Cell]) -> int:
    text = table.text(row, _name_column(table))
    lead = text[: len(text) - len(text.lstrip(_BLANKS))]
    return sum(2 if blank in "\u3000\t" else 1 for blank in lead)
