"""Workbooks and CSV files as what they bring along: annotations by quote, a codebook, or both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought, BroughtLink, ExchangeNote, TableColumn
from app.domain.link import LinkKind
from app.files.codebook_tags import Tags, uuid_key
from app.files.table_annotations import Annotations
from app.files.table_codebook import take_codebook
from app.files.table_columns import (
    ANNOTATION_COLUMNS,
    CODEBOOK_COLUMNS,
    LINK_COLUMNS,
    REPLY_COLUMNS,
    Table,
    header_row,
    match,
    moment_of,
    text_of,
)
from app.files.table_files import Sheet, load_sheets

NOTES = (
    "formula_unknown",  # repair: count; formulas without a value, which are blank here
)

CONTEXT = "table"
"""Keys are made of what the lines say, so that the same line is the same one every time."""
_ROOTS = frozenset({"name", "path", "level_1"})
_KINDS = {
    "相同": LinkKind.SAME,
    "same as": LinkKind.SAME,
    "矛盾": LinkKind.CONTRADICTS,
    "contradicts": LinkKind.CONTRADICTS,
    "抄自": LinkKind.COPIED,
    "copied from": LinkKind.COPIED,
    "回应": LinkKind.ANSWERS,
    "answers": LinkKind.ANSWERS,
}


def columns_of(path: Path) -> list[TableColumn]:
    """The columns of the first table, for a person to say what they hold.

    Raises:
        UnreadableFile: as read_table.
    """
    sheet = load_sheets(path)[0]
    table = _table(sheet)
    headers = [text_of(cell) for cell in sheet.rows[table.header]] if sheet.rows else []
    means = {number: name for name, number in table.columns.items()}
    rows = [row for _, row in table.rows()][:3]
    return [
        TableColumn(
            header,
            means.get(number, ""),
            tuple(text_of(row[number])[:60] for row in rows if number < len(row)),
        )
        for number, header in enumerate(headers)
    ]


def read_table(path: Path, columns: Mapping[str, int] | None = None) -> Brought:
    """Read a file of tables.

    Args:
        columns: what a person says of the first table: by a key of ANNOTATION_COLUMNS
            the number of its column, from 0.

    Raises:
        UnreadableFile: see table_files.load_sheets; `no_columns` when no table has
            columns that are understood.
    """
    sheets = [sheet for sheet in load_sheets(path) if sheet.rows]
    if not sheets:
        raise UnreadableFile(path.name, "empty")
    repairs = [
        ExchangeNote("formula_unknown", sheet.name, {"count": sheet.uncounted})
        for sheet in sheets
        if sheet.uncounted
    ]
    annotated = [table for sheet in sheets if (table := _annotations(sheet)) is not None]
    if columns is not None:
        annotated = [replace(_table(sheets[0]), columns=dict(columns))]
    taken = {id(table.sheet) for table in annotated}
    codebooks = _codebooks([s for s in sheets if id(s) not in taken], alone=not annotated)
    if not annotated and not codebooks:
        raise UnreadableFile(path.name, "no_columns")
    tags = Tags()
    for table in codebooks:
        take_codebook(table, tags)
    annotations = Annotations({tag.key: tag for tag in tags.found})
    for table in annotated:
        annotations.take(table)
    for sheet in sheets:
        if _is_of_replies(table := match(sheet, REPLY_COLUMNS)):
            annotations.take_replies(table)
    links = _links(sheets, annotations)
    return Brought(
        format="annotation_table" if annotated else "codebook_table",
        origin=_origin(annotated, codebooks),
        context=CONTEXT,
        sources=annotations.sources,
        tags=annotations.tags,
        reviewers=annotations.reviewers,
        annotations=annotations.found,
        links=links,
        repairs=(*repairs, *tags.repairs, *annotations.repairs),
        rejects=(*tags.rejects, *annotations.rejects),
    )


def _table(sheet: Sheet) -> Table:
    """The sheet with its header, understood or not."""
    table = match(sheet, ANNOTATION_COLUMNS)
    return table if table.header >= 0 else replace(table, header=header_row(sheet))


def _is_of_replies(table: Table) -> bool:
    return {"reply_id", "annotation_id", "text"} <= table.columns.keys()


def _annotations(sheet: Sheet) -> Table | None:
    """The sheet as annotations: it must quote, or name annotations by their ids."""
    table = match(sheet, ANNOTATION_COLUMNS)
    named = table.columns.keys()
    if "quote" not in named or len(named) < 2 or _is_of_replies(match(sheet, REPLY_COLUMNS)):
        return None
    # A codebook may have a column of examples; it says of tags what annotations do not.
    codebook = match(sheet, CODEBOOK_COLUMNS).columns.keys()
    is_codebook = codebook & {"parent", "path", "definition", "level_1"} and not (
        named & {"annotation_id", "report_id", "title", "organisation", "file_name", "start"}
    )
    return None if is_codebook else table


def _codebooks(sheets: Sequence[Sheet], *, alone: bool) -> list[Table]:
    """The sheets that hold tags: of a workbook of annotations only those that surely do."""
    tables = [match(sheet, CODEBOOK_COLUMNS) for sheet in sheets]
    good = [t for t in tables if _ROOTS & t.columns.keys() and _told(t) > 1]
    if good or not alone:
        return [t for t in good if alone or "tag_id" in t.columns or _told(t) > 2]
    plain = [t for t in tables if (_ROOTS | {"code"}) & t.columns.keys()]
    return [t for t in plain if len(t.sheet.rows[t.header]) <= 2][:1]


def _told(table: Table) -> int:
    return len(table.columns)


def _links(sheets: Sequence[Sheet], annotations: Annotations) -> tuple[BroughtLink, ...]:
    """The links of a workbook of ours."""
    known = {one.key for one in annotations.found}
    found: list[BroughtLink] = []
    for sheet in sheets:
        table = match(sheet, LINK_COLUMNS)
        if not {"link_id", "origin_id", "target_id"} <= table.columns.keys():
            continue
        for _, row in table.rows():
            ends = [uuid_key(table.text(row, name)) for name in ("origin_id", "target_id")]
            key = uuid_key(table.text(row, "link_id"))
            kind = _KINDS.get(table.text(row, "kind").strip().lower())
            if key and set(ends) <= known and ends[0] != ends[1]:
                found.append(
                    BroughtLink(
                        key,
                        ends[0],
                        ends[1],
                        kind.value if kind else "",
                        table.text(row, "comment"),
                        annotations.reviewer(table, row),
                        created=moment_of(table.cell(row, "created")),
                    )
                )
    return tuple(found)


def _origin(annotated: Sequence[Table], codebooks: Sequence[Table]) -> str:
    """Our own files name annotations and tags by their ids."""
    is_ours = any({"annotation_id", "report_id"} <= t.columns.keys() for t in annotated)
    return "Piyue" if is_ours or any("tag_id" in t.columns for t in codebooks) else ""
