"""PDF pages as programs set them, made by hand: columns, tables, turned and clipped text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.files.reading import read_raw
from files.pdf_writer import Run, chinese_pdf, rectangle, set_lines, shown
from files.reading_fixtures import TITLE, image_pdf, paragraphs, raw_of, reason_of, visible_lines

PARAGRAPHS = [TITLE, *paragraphs()]


def plain(lines: list[str]) -> list[str]:
    return ["".join(line.split()) for line in lines]


def pages_of(columns: int = 1, head: str = "", *, foot: bool = False) -> list[bytes]:
    return [shown(page) for page in set_lines(PARAGRAPHS, columns, head, foot)]


def text_of(*pages: bytes, **more: object) -> list[str]:
    return visible_lines(raw_of(chinese_pdf(pages, **more)))  # type: ignore[arg-type]


# --- paragraphs and columns ---------------------------------------------------------------


def test_paragraphs_in_a_font_that_is_not_embedded_are_whole() -> None:
    raw = raw_of(chinese_pdf(pages_of(head="云岭区人民政府文件", foot=True)))
    assert plain(visible_lines(raw)) == plain(PARAGRAPHS)
    assert raw.text.count("云岭区人民政府文件") > 2
    assert "— 2 —" in raw.text


def test_two_columns_are_read_one_after_the_other() -> None:
    assert plain(text_of(*pages_of(columns=2))) == plain(PARAGRAPHS)


def test_two_columns_written_row_by_row_are_read_one_after_the_other() -> None:
    written = PARAGRAPHS[:37]
    pages = [sorted(page, key=lambda run: (-run.y, run.x)) for page in set_lines(written, 2)]
    assert plain(text_of(*(shown(page) for page in pages))) == plain(written)


def test_a_head_on_two_pages_is_hidden_when_it_stands_in_one_place() -> None:
    lines = ["本页写到了第一件事，还没有写完的话要在下一页接着", "写下去，直到写完为止。"]
    pages = [shown([Run(70, 810, "内部资料 注意保存"), Run(70, 700, line)]) for line in lines]
    assert text_of(*pages)[0] == "".join(lines)


def test_what_a_browser_prints_around_a_page_is_hidden() -> None:
    head = [Run(40, 815, "2024/2/15 09:27", 8), Run(230, 815, "云岭区人民政府网", 8)]
    foot = [Run(40, 20, "https://www.yunling.example/a/1.html", 8), Run(520, 20, "1/1", 8)]
    body = Run(70, 700, "全区依法行政工作取得新成效。")
    raw = raw_of(chinese_pdf([shown([*head, body, *foot])]))
    assert visible_lines(raw) == [body.text]
    assert "yunling.example" in raw.text


def test_a_sentence_said_at_the_edge_of_two_pages_is_not_taken_for_a_head() -> None:
    def page(y: float, text: str) -> bytes:
        return shown([Run(70, y, text), Run(70, 500, "中间的一段话说完了。")])

    said = "全区依法行政工作取得新成效。"
    assert text_of(page(800, said), page(770, said)).count(said) == 2


def test_room_between_paragraphs_divides_them_without_an_indent() -> None:
    full = "各部门认真落实法治政府建设任务扎实推进依法行政各项工作取得了新的"
    runs: list[Run] = []
    y = 760.0
    for _ in range(4):
        for _ in range(3):
            runs.append(Run(70, y, full[:32]))
            y -= 22
        y -= 10
    assert text_of(shown(runs)) == [full[:32] * 3] * 4


def test_a_title_in_two_centred_lines_is_one_line() -> None:
    body = [Run(70, 600 - 24 * k, "为" * 32) for k in range(5)]
    title = [
        Run(120, 700, "云岭区人民政府关于二〇二三年度法治政府建设工作情"),
        Run(263, 676, "况的报告"),
    ]
    title = [Run(297.5 - 7 * len(run.text), run.y, run.text) for run in title]
    assert text_of(shown([*title, *body]))[0] == "".join(run.text for run in title)


def test_a_divided_word_is_made_whole_and_words_are_kept_apart() -> None:
    lines = [
        "Annual report on the building of a law-based govern-",
        "ment in the district of Yunling, its results and its",
    ]
    runs = [
        Run(70, 700 - 20 * k, line, 12)
        for k, line in enumerate([*lines, "plans for the year to come."])
    ]
    (line,) = text_of(shown(runs))
    assert line == (
        "Annual report on the building of a law-based government in the district of Yunling, its"
        " results and its plans for the year to come."
    )


def test_notes_at_the_foot_stand_behind_the_paragraph_that_runs_on() -> None:
    first = [Run(70, 400 - 24 * k, "政" * 32) for k in range(6)]
    notes = [
        Run(70, 120, "① 数据来自区统计局的年度报表，截至年底", 9),
        Run(70, 106, "为止。", 9),
        Run(70, 92, "② 同上。", 9),
    ]
    second = shown([Run(70, 770, "府建设。")])
    lines = text_of(shown([*first, *notes]), second)
    assert lines == [
        "政" * 192 + "府建设。",
        "① 数据来自区统计局的年度报表，截至年底为止。",
        "② 同上。",
    ]


# --- what is not seen, and how the page lies ----------------------------------------------


def test_lines_clipped_away_or_outside_the_paper_are_not_read_twice() -> None:
    body = shown([Run(70, 400, "看得见的一行字。")])
    clipped = (
        b"q "
        + rectangle(60, 300, 540, 800)
        + b" W n "
        + shown([Run(70, 200, "下一页的一行字。")])
        + b" Q "
    )
    outside = shown([Run(70, 900, "纸外的一行字。")])
    assert text_of(body + clipped + outside) == ["看得见的一行字。"]


def test_a_page_whose_paper_begins_elsewhere_is_the_same_page() -> None:
    moved = [
        b"1 0 0 1 1000 500 cm " + page for page in pages_of(head="云岭区人民政府文件", foot=True)
    ]
    lines = text_of(*moved, page=b"/MediaBox [1000 500 1595 1342]")
    assert plain(lines) == plain(PARAGRAPHS)


def test_paper_of_impossible_size_costs_neither_time_nor_text() -> None:
    lines = text_of(*pages_of(), page=b"/MediaBox [2147483648 0 595 842]")
    assert "".join(plain(lines)) == "".join(plain(PARAGRAPHS))


@pytest.mark.parametrize(
    ("turn", "paper"),
    [
        (b"0 1 -1 0 842 0 cm ", b"/MediaBox [0 0 842 595] /Rotate 90"),
        (b"-1 0 0 -1 595 842 cm ", b"/MediaBox [0 0 595 842] /Rotate 180"),
        (b"0 -1 1 0 0 595 cm ", b"/MediaBox [0 0 842 595] /Rotate 270"),
        (b"0 1 -1 0 842 0 cm ", b"/MediaBox [0 0 842 595]"),
    ],
)
def test_pages_lying_on_a_side_are_read_upright(turn: bytes, paper: bytes) -> None:
    pages = [turn + page for page in pages_of(head="云岭区人民政府文件", foot=True)]
    assert plain(text_of(*pages, page=paper)) == plain(PARAGRAPHS)


def test_text_drawn_by_a_form_is_read_where_it_stands() -> None:
    form = shown([Run(0, 0, "表单里的一行字。")])
    page = (
        shown([Run(70, 700, "上面的一行字。")])
        + b"q 1 0 0 1 70 600 cm /X Do Q "
        + shown([Run(70, 500, "下面的一行字。")])
    )
    lines = text_of(page, form=form, form_matrix=b"[1 0 0 1 0 0]")
    assert lines == ["上面的一行字。", "表单里的一行字。", "下面的一行字。"]


# --- tables -------------------------------------------------------------------------------

CELLS = (
    ("项目", "件数", "说明"),
    ("行政复议", "70", "含上年结转的案件三件，均已审结完毕"),
    ("行政诉讼", "8", "负责人全部出庭"),
)


def table(edges: bytes) -> bytes:
    runs: list[Run] = []
    for row, cells in enumerate(CELLS):
        y = 685 - 60 * row
        for column, cell in enumerate(cells):
            x = 75 + 150 * column
            runs += [Run(x, y - 18 * k, cell[9 * k : 9 * k + 9]) for k in range(-(-len(cell) // 9))]
    return shown([Run(70, 760, "表前的一句话。"), *runs, Run(70, 480, "表后的一句话。")]) + edges


def lines_drawn() -> bytes:
    flat = b"".join(b"70 %d m 520 %d l S " % (y, y) for y in (705, 645, 585, 525))
    return flat + b"".join(b"%d 525 m %d 705 l S " % (x, x) for x in (70, 220, 370, 520))


def boxes_drawn() -> bytes:
    boxes = (
        rectangle(70 + 150 * k, 525 + 60 * n, 220 + 150 * k, 585 + 60 * n) + b" S "
        for k in range(3)
        for n in range(3)
    )
    return b"".join(boxes)


def bars_drawn() -> bytes:
    flat = b"".join(rectangle(70, y, 520, y + 0.7) + b" f " for y in (705, 645, 585, 525))
    return flat + b"".join(rectangle(x, 525, x + 0.7, 705) + b" f " for x in (70, 220, 370, 520))


@pytest.mark.parametrize("edges", [lines_drawn, boxes_drawn, bars_drawn])
def test_a_ruled_table_is_rows_of_cells(edges: object) -> None:
    assert text_of(table(edges())) == [  # type: ignore[operator]
        "表前的一句话。",
        *("\t".join(row) for row in CELLS),
        "表后的一句话。",
    ]


def test_a_frame_around_the_page_is_no_table() -> None:
    frame = rectangle(40, 40, 555, 830) + b" S "
    assert plain(text_of(*(page + frame for page in pages_of()))) == plain(PARAGRAPHS)


def test_an_empty_cell_keeps_its_place() -> None:
    page = shown([Run(75, 685, "项目"), Run(375, 685, "说明"), Run(225, 625, "70")]) + lines_drawn()
    assert text_of(page) == ["项目\t\t说明", "\t70\t"]


# --- pictures, fonts ------------------------------------------------------------------------


def test_the_mark_of_a_scanning_program_is_not_the_text_of_a_page() -> None:
    marked = image_pdf(1, ["Scanned by Scanner Master"])
    assert reason_of(marked) == "scanned"


# --- locks, damage -------------------------------------------------------------------------


def test_a_file_whose_owner_only_forbids_changes_is_read() -> None:
    assert plain(text_of(*pages_of(), password="")) == plain(PARAGRAPHS)


def test_a_file_that_needs_a_password_is_refused() -> None:
    assert reason_of(chinese_pdf(pages_of(), password="secret")) == "encrypted"


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_damage_gives_text_or_a_reason(data: st.DataObject) -> None:
    whole = bytearray(_WHOLE)
    for _ in range(data.draw(st.integers(0, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(
        whole[: data.draw(st.integers(0, len(whole)))] if data.draw(st.booleans()) else whole
    )
    try:
        raw = read_raw(cut, "a.pdf")[1]
    except UnreadableFile:
        return
    assert raw.text.strip()


_WHOLE = chinese_pdf([*pages_of(), table(lines_drawn())])
