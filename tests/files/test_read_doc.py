"""Binary Word files: what Word shows is what is read, list numbers included."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.files.raw import Raw
from app.files.reading import read_raw, read_report
from files.doc_samples import (
    DELETED,
    HIDDEN,
    IN_TABLE,
    INNER_CELL,
    INNER_ROW,
    ROW_END,
    Document,
    Lvl,
    P,
    Style,
    Use,
    compound,
    in_list,
    symbol,
)
from files.reading_fixtures import TITLE, paragraphs, raw_of, reason_of, text

OUTLINE = (Lvl(39, "%1、"), Lvl(37, "（%2）"), Lvl(0, "%3."), Lvl(28, "%4"))


def lines_of(*paragraphs_: P, **more: object) -> list[str]:
    return raw_of(Document(paragraphs_, **more).bytes()).text.split("\n")  # type: ignore[arg-type]


def noted(raw: Raw) -> list[tuple[str, dict[str, str | int]]]:
    return [(note.code, dict(note.values)) for note in raw.notes]


def report(**more: object) -> Document:
    return Document([P(line) for line in text().split("\n")], **more)  # type: ignore[arg-type]


# --- text ------------------------------------------------------------------------------


def test_paragraphs_come_out_one_by_one() -> None:
    raw = raw_of(report().bytes())
    assert raw.text == text()
    assert raw.notes == ()


def test_a_report_of_wps_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "云岭区.wps"
    path.write_bytes(report().bytes())
    parsed = read_report(path)
    assert parsed.media_type == "application/msword"
    assert parsed.metadata.title.value == TITLE
    assert [s.label for s in parsed.sections if s.level == 1] == ["一、", "二、", "三、"]


def test_text_of_one_byte_per_character_is_read() -> None:
    latin = "“Rule of law” – 2023"
    found = lines_of(P(latin), P("法治"), narrow=[(0, len(latin) + 1)])
    assert found == [latin, "法治"]


def test_pieces_may_lie_anywhere() -> None:
    whole = report(narrow=[(3, 7)], changes={(40, 60): b"", (100, 101): b""})
    assert raw_of(whole.bytes()).text == text()


def test_breaks_tabs_and_hyphens_are_kept() -> None:
    assert lines_of(P("甲\x0b乙\t丙"), P("前\x0c后"), P("a\x1eb\x1fc\xa0d")) == [
        "甲", "乙\t丙", "前", "后", "a-bc\xa0d",
    ]  # fmt: skip


def test_fields_show_their_result_only() -> None:
    nested = "\x13 REF x \x13 PAGE \x147\x15 \x14第\x13 PAGE \x148\x15页\x15"
    assert lines_of(P(f"见{nested}。"), P("无果\x13 TC 目录 \x15。")) == ["见第8页。", "无果。"]


def test_a_field_without_an_end_hides_nothing() -> None:
    assert lines_of(P("正\x14文\x15"), P("前\x13后")) == ["正文", "前后"]


def test_a_character_in_a_ring_is_not_lost_with_its_field() -> None:
    assert lines_of(P("\x13 eq \\o\\ac(○,1)\x15甲\x13 EQ \\o\\ac(○,21)\x15乙")) == ["①甲21乙"]


def test_symbols_of_a_picture_font_are_named_or_counted() -> None:
    runs = [(0, 1, symbol(1, 0xF0FE)), (1, 2, symbol(0, 0xF123))]
    raw = raw_of(Document([P("((三(", runs=runs)], fonts=["Own", "Wingdings"]).bytes())
    assert raw.text == "☑\ufffd三("
    assert noted(raw) == [("replaced", {"count": 1})]


def test_tracked_deletions_and_hidden_text_are_left_out_and_counted() -> None:
    raw = raw_of(
        Document(
            [P("原有删除插入", runs=[(2, 4, DELETED)]), P("看见隐藏", runs=[(2, 4, HIDDEN)])]
        ).bytes()
    )
    assert raw.text == "原有插入\n看见"
    assert noted(raw) == [("tracked_changes", {"count": 1}), ("hidden_text", {"count": 1})]


def test_changes_laid_over_a_piece_count_too() -> None:
    assert lines_of(P("原有删除插入"), changes={(2, 4): DELETED}) == ["原有插入"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    assert lines_of(P("前半", mark_run=DELETED), P("后半")) == ["前半后半"]


def test_notes_stand_at_the_end() -> None:
    found = lines_of(
        P("正文\x02续\x02"), P("后"), footnotes=[(2, " 脚注内容")], endnotes=[(4, " 尾注𠮷")]
    )
    assert found == ["正文[注1]续[注2]", "后", "[注1] 脚注内容", "[注2] 尾注𠮷"]


def test_text_boxes_follow_their_paragraph() -> None:
    assert lines_of(P("段\x08落"), P("后"), boxes=[(1, "框内\r第二行")]) == [
        "段落", "框内", "第二行", "后",
    ]  # fmt: skip


def test_a_box_of_a_group_of_shapes_is_not_lost() -> None:
    assert lines_of(P("段落"), boxes=[(1, "框内")], tables={40: b""}) == ["段落", "框内"]


# --- tables ----------------------------------------------------------------------------


def cells(*texts: str) -> list[P]:
    row = [P(text_, IN_TABLE, mark="\x07") for text_ in texts]
    return [*row, P("", ROW_END, mark="\x07")]


def test_rows_become_tab_separated_lines() -> None:
    assert lines_of(*cells("项目", "件数"), *cells("复议", ""), *cells("", ""), P("后")) == [
        "项目\t件数", "复议\t", "后",
    ]  # fmt: skip


def test_a_nested_table_stays_in_its_cell() -> None:
    inner = [P("内甲", INNER_CELL), P("内乙", INNER_CELL), P("", INNER_ROW)]
    outer = [P("外", IN_TABLE, mark="\x07"), *inner, P("后", IN_TABLE, mark="\x07")]
    assert lines_of(*outer, P("", ROW_END, mark="\x07")) == ["外\t内甲 内乙 后"]


def test_a_report_inside_a_table_keeps_its_paragraphs() -> None:
    *first, last = paragraphs()
    cell = [*(P(line, IN_TABLE) for line in first), P(last, IN_TABLE, mark="\x07")]
    assert lines_of(*cell, P("", ROW_END, mark="\x07")) == paragraphs()


def test_properties_too_large_for_a_page_are_followed() -> None:
    data = struct.pack("<H", len(ROW_END)) + ROW_END
    row_end = P("", IN_TABLE + struct.pack("<HI", 0x646B, 0), mark="\x07")
    document = Document([P("甲", IN_TABLE, mark="\x07"), row_end, P("后")])
    main, table = document.streams()
    file = compound({"WordDocument": main, "1Table": table, "Data": data})
    assert raw_of(file).text == "甲\n后"


def test_headings_are_named_by_level_or_style() -> None:
    styles = [Style("Normal", kind=0), Style("heading 2", base=0, kind=2), Style("x", base=1)]
    level_ = struct.pack("<HB", 0x2640, 0)
    body = struct.pack("<HB", 0x2640, 9)
    raw = raw_of(
        Document(
            [
                P("甲", style=1),
                P("正文"),
                P("乙", style=2),
                P("丙", level_),
                P("丁", body, style=1),
            ],
            styles=styles,
        ).bytes()
    )
    assert raw.headings == ((0, 2), (2, 2), (3, 1))


# --- list numbers ----------------------------------------------------------------------


def numbered(*places: tuple[int, int], uses: list[Use] | None = None, **more: object) -> list[str]:
    return lines_of(
        *(P("题", in_list(*place)) for place in places),
        lists=more.pop("lists", [OUTLINE]),
        uses=uses or [Use(0)],
        **more,
    )


def test_chinese_list_numbers_are_computed_level_by_level() -> None:
    places = [(1, level) for level in (0, 1, 2, 3, 3, 2, 1, 0, 1)]
    assert numbered(*places) == [
        "一、题", "（一）题", "1.题", "①题", "②题", "2.题", "（二）题", "二、题", "（一）题",
    ]  # fmt: skip


def test_computed_numbers_are_counted_in_a_note() -> None:
    raw = raw_of(Document([P("甲", in_list(1))], lists=[OUTLINE], uses=[Use(0)]).bytes())
    assert noted(raw) == [("automatic_numbers", {"count": 1})]


def test_uses_of_one_list_count_together_until_one_starts_anew() -> None:
    uses = [Use(0), Use(0), Use(0, [(0, 1, None)])]
    assert numbered((1, 0), (2, 0), (3, 0), (3, 0), uses=uses) == [
        "一、题", "二、题", "一、题", "二、题",
    ]  # fmt: skip


def test_a_use_may_replace_a_level() -> None:
    uses = [Use(0, [(0, 3, Lvl(38, "第%1章", start=3))])]
    assert numbered((1, 0), (1, 0), uses=uses) == ["第叁章题", "第肆章题"]


def test_legal_levels_and_levels_that_never_restart() -> None:
    levels = (Lvl(39, "%1、"), Lvl(0, "%1.%2", flags=0x04), Lvl(0, "%3)", flags=0x08, limit=0))
    places = [(1, level) for level in (0, 1, 2, 0, 1, 2)]
    assert numbered(*places, lists=[levels]) == [
        "一、题", "1.1题", "1)题", "二、题", "2.1题", "2)题",
    ]  # fmt: skip


def test_numbers_come_through_the_chain_of_styles() -> None:
    styles = [
        Style("Normal", kind=0),
        Style("heading 1", base=0, kind=1, properties=in_list(1, None)),
        Style("heading 2", base=1, kind=2, properties=struct.pack("<HB", 0x260A, 1)),
        Style("自定义", base=1),
    ]
    found = lines_of(
        P("甲", style=1), P("乙", style=2), P("丙", style=3), P("丁", in_list(0), style=1),
        lists=[OUTLINE], uses=[Use(0)], styles=styles,
    )  # fmt: skip
    assert found == ["一、甲", "（一）乙", "二、丙", "丁"]


def test_a_level_is_found_by_the_style_it_names() -> None:
    styles = [Style("Normal", kind=0), Style("二级", base=0, properties=in_list(1, None))]
    found = lines_of(
        P("乙", style=1), lists=[OUTLINE], list_styles=[[0xFFF, 1]], uses=[Use(0)], styles=styles
    )
    assert found == ["（一）乙"]


def test_lists_that_cannot_be_read_are_said() -> None:
    document = Document([P("甲", in_list(1))], lists=[OUTLINE], uses=[Use(0)])
    main, table = document.streams()
    (size,) = struct.unpack_from("<I", main, 0x9A + 8 * 74 + 4)
    broken = table[: -size - 9] + b"\xff" * (size + 9)
    raw = raw_of(compound({"WordDocument": main, "1Table": broken}))
    assert raw.text == "甲"
    assert noted(raw) == [("numbers_missing", {})]


# --- what is refused -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"flags": 0x0100}, "encrypted"),
        ({"version": 0x68}, "too_old"),
        ({"magic": 0xA5DC, "version": 0x68}, "too_old"),
        ({"magic": 0x1234}, "damaged"),
        ({"tables": {33: b""}}, "damaged"),
        ({"tables": {33: b"\2" + bytes(99)}}, "damaged"),
        ({"paragraphs": [P(" \t")]}, "no_text"),
    ],
)
def test_what_cannot_be_read_has_its_reason(change: dict[str, object], reason: str) -> None:
    assert reason_of(replace(report(), **change).bytes()) == reason  # type: ignore[arg-type]


def piece_table(*rows: tuple[int, int], end: int) -> dict[int, bytes]:
    table = struct.pack(f"<{len(rows) + 1}I", *(start for start, _ in rows), end)
    table += b"".join(struct.pack("<HIH", 0, place, 0) for _, place in rows)
    return {33: struct.pack("<BI", 2, len(table)) + table}


def test_pieces_outside_of_the_file_are_a_cut_file() -> None:
    size = len(text()) + 2
    assert (
        reason_of(replace(report(), tables=piece_table((0, 1 << 20), end=size)).bytes())
        == "truncated"
    )


def test_pieces_that_run_backwards_are_damage() -> None:
    tables = piece_table((0, 0x800), (50, 0x800), (20, 0x800), end=9999)
    assert reason_of(replace(report(), tables=tables).bytes()) == "damaged"


def test_a_few_bytes_cannot_become_endless_text() -> None:
    tables = piece_table(*((n * 2000, 0x800) for n in range(4000)), end=8_000_000)
    assert reason_of(replace(report(), tables=tables).bytes()) == "too_large"


def test_text_that_the_head_does_not_count_is_said() -> None:
    main, table = (bytearray(stream) for stream in Document([P("甲"), P("乙丙丁")]).streams())
    struct.pack_into("<i", main, 0x4C, 2)
    raw = raw_of(compound({"WordDocument": bytes(main), "1Table": bytes(table)}))
    assert raw.text == "甲"
    assert noted(raw) == [("uncounted", {"count": 3})]


def test_a_cut_file_is_never_taken_for_the_whole() -> None:
    data = report().bytes()
    for size in range(0, len(data), 997):
        assert reason_of(data[:size]) in ("empty", "binary", "damaged", "truncated", "unsupported")


def test_a_ring_of_sectors_ends() -> None:
    data = bytearray(report().bytes())
    for sector in range(1, 100):
        struct.pack_into("<I", data, 512 + 4 * sector, sector)
    assert reason_of(bytes(data)) in ("damaged", "truncated", "unsupported")


def test_a_file_of_another_program_is_named() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_raw(compound({"CONTENTS": "WordDocument".encode("utf-16-le")}), "表.wps")
    assert caught.value.reason == "unsupported"


OUTLINED = Document(
    [
        P("总则", in_list(1, 0)), P("分则", in_list(1, 1)), *cells("甲", "乙"),
        P("注\x02框\x08", runs=[(0, 1, DELETED)]), P("\x13 PAGE \x147\x15"),
    ],
    lists=[OUTLINE], uses=[Use(0, [(0, 1, None)])], footnotes=[(12, "脚注")], boxes=[(14, "框内")],
)  # fmt: skip
WHOLE = OUTLINED.bytes()
STREAMS = OUTLINED.streams()


def test_the_sample_of_the_fuzzing_is_read() -> None:
    assert raw_of(WHOLE).text == "一、总则\n（一）分则\n甲\t乙\n[注1]框\n框内\n7\n[注1] 脚注"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8))
def test_flipped_bytes_of_the_file_give_a_value_or_a_reason(flips: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, value in flips:
        data[place] = value
    value_or_reason(bytes(data))


@settings(max_examples=250, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=8), st.booleans())
def test_flipped_bytes_of_its_tables_give_a_value_or_a_reason(
    flips: list[tuple[int, int]], in_table: bool
) -> None:
    main, table = (bytearray(stream) for stream in STREAMS)
    target = table if in_table else main
    for place, value in flips:
        target[place % len(target)] = value
    value_or_reason(compound({"WordDocument": bytes(main), "1Table": bytes(table)}))


def value_or_reason(data: bytes) -> None:
    try:
        raw = raw_of(data)
    except UnreadableFile:
        return
    assert raw.text.strip()
