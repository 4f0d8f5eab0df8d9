"""The codebook by itself: as a workbook, as CSV, as JSON of the shape of the shipped one."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any, BinaryIO
from uuid import UUID

from app.domain.carrying import Content
from app.domain.colours import RGB
from app.domain.tag import Tag
from app.files.codebook_tags import keywords_text
from app.files.export import FILLS, UNTAGGED, Export, Tell, Words, paper_colour
from app.files.json_lines import put_json
from app.files.read_codebook import SCHEMA
from app.files.workbook import About, Cell, Sheet, Tinted, put_workbook
from app.files.write_csv import is_risky

CARRIES = frozenset({Content.TAG_TREE, Content.TAG_DETAILS, Content.TAG_COLOURS})

COLUMNS = {
    "tag_path": 44,
    "tag_name": 26,
    "code": 8,
    "kind": 10,
    "colour": 10,
    "short_name": 14,
    "english": 28,
    "definition": 60,
    "keywords": 40,
    "slot": 8,
    "retired": 8,
    "position": 8,
    "count": 8,
    "tag_id": 38,
}
"""Of both tables, in order, with their widths; keys of WORDS."""


def rows_of(export: Export, words: Words) -> list[list[str | int | None]]:
    """A row per tag in the order of the tree, under COLUMNS."""
    return [
        [
            path,
            tag.name,
            tag.code,
            words[f"kind_{tag.kind}"],
            f"#{RGB.get(tag.colour, RGB[UNTAGGED])}",
            tag.short_name,
            tag.english,
            tag.definition,
            keywords_text(tag.keywords),
            tag.slot,
            words["yes"] if tag.retired else None,
            tag.position,
            count,
            str(tag.id),
        ]
        for tag, path, count in export.tags
    ]


def write_codebook_xlsx(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """One sheet, the path of each tag in the tag's colour."""
    del tell
    tints = [FILLS[paper_colour([(tag, path)])][0] for tag, path, _ in export.tags]
    rows: list[list[Cell]] = [
        [Tinted(str(path), tint), *rest]
        for (path, *rest), tint in zip(rows_of(export, words), tints, strict=True)
    ]
    columns = [(words[key], width) for key, width in COLUMNS.items()]
    every_tint = tuple(fill for fill, _ in FILLS.values())
    sheet = Sheet(
        words["sheet_tags"],
        columns,
        rows,
        len(rows),
        printed=list(COLUMNS).index("retired") + 1,
        tints=every_tint,
    )
    about = About(export.library_name, export.newest, words["cut_mark"])
    put_workbook([sheet], about, out)


def write_codebook_csv(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """UTF-8 with BOM and CRLF, texts guarded as in every CSV file of ours."""
    del tell
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow([words[key] for key in COLUMNS])
    for row in rows_of(export, words):
        lines.writerow([_guarded(cell) for cell in row])
    text.flush()
    text.detach()


def _guarded(cell: str | int | None) -> str | int:
    if isinstance(cell, str):
        return f"'{cell}" if is_risky(cell) else cell
    return "" if cell is None else cell


def write_codebook_json(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """The tree, in the shape of the codebook that comes with Piyue, with the ids of the tags."""
    del words, tell
    below: dict[UUID | None, list[Tag]] = {}
    known = {tag.id for tag, _, _ in export.tags}
    for tag, _, _ in export.tags:
        below.setdefault(tag.parent if tag.parent in known else None, []).append(tag)
    put_json(
        {
            "schema": SCHEMA,
            "name_zh": export.library_name,
            "tags": iter([_node(tag, below) for tag in below.get(None, ())]),
        },
        out,
    )


def _node(tag: Tag, below: Mapping[UUID | None, list[Tag]]) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": tag.code,
        "tag_id": str(tag.id),
        "zh": tag.name,
        "en": tag.english,
        "kind": tag.kind.value,
        "definition_zh": tag.definition,
        "keywords": list(tag.keywords),
        "colour": tag.colour,
        "slot": tag.slot,
        "short_zh": tag.short_name,
        "position": tag.position,
    }
    if tag.retired:
        node["retired"] = True
    if children := below.get(tag.id):
        node["children"] = [_node(child, below) for child in children]
    return node
