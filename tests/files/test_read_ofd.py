"""OFD: the text of its pages in the ways that producers write it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.files import limits
from app.files.ofd_package import numbers
from app.files.read_ofd import page_images, picture_pages
from app.files.reading import read_raw
from files.ofd_writer import (
    EM,
    Run,
    content,
    glyph_by_glyph,
    ofd,
    resources,
    set_paragraphs,
    text_object,
)
from files.reading_fixtures import TITLE, paragraphs, raw_of, reason_of, visible_lines

PARAGRAPHS = [TITLE, *paragraphs()]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def plain(lines: list[str]) -> list[str]:
    return ["".join(line.split()) for line in lines]


def written(run: Run) -> str:
    return text_object(run)


def pages_of(columns: int = 1, head: str = "") -> list[str]:
    pages = set_paragraphs(PARAGRAPHS, columns, head)
    return [content("".join(map(written, page))) for page in pages]


def one_page(objects: str, **more: object) -> list[str]:
    return raw_of(ofd([content(objects)], **more)).text.split("\n")  # type: ignore[arg-type]


# --- paragraphs ------------------------------------------------------------------------


def test_paragraphs_are_whole_across_lines_and_pages() -> None:
    raw = raw_of(ofd(pages_of(head="云岭区人民政府文件")))
    assert plain(visible_lines(raw)) == plain(PARAGRAPHS)
    assert "云岭区人民政府文件" in raw.text
    assert "—2—" in raw.text


def test_two_columns_are_read_one_after_the_other() -> None:
    raw = raw_of(ofd(pages_of(columns=2)))
    lines = plain(visible_lines(raw))
    wanted = plain(PARAGRAPHS)
    assert sum(line in lines for line in wanted) >= 0.95 * len(wanted)
    assert "".join(lines) == "".join(wanted)


def test_one_object_per_glyph_in_any_order_is_the_same_text() -> None:
    pages = set_paragraphs(PARAGRAPHS)
    dice = random.Random(3)
    made: list[str] = []
    for page in pages:
        pieces = [
            p + "</ofd:TextObject>"
            for r in page
            for p in glyph_by_glyph(r).split("</ofd:TextObject>")[:-1]
        ]
        dice.shuffle(pieces)
        made.append(content("".join(pieces)))
    assert plain(visible_lines(raw_of(ofd(made)))) == plain(PARAGRAPHS)


@pytest.mark.parametrize("prefix", ["ofd", "o", ""])
def test_the_prefix_of_the_name_space_does_not_matter(prefix: str) -> None:
    assert plain(visible_lines(raw_of(ofd(pages_of(), prefix=prefix)))) == plain(PARAGRAPHS)


def test_names_with_backslashes_in_another_case_are_found() -> None:
    data = ofd(pages_of(), backslashes=True)
    assert plain(visible_lines(raw_of(data))) == plain(PARAGRAPHS)


def test_all_document_bodies_are_read() -> None:
    data = ofd(
        [content(written(Run(30, 50 + 10 * k, f"第{k}页的话。"))) for k in range(4)], documents=2
    )
    assert raw_of(data).text.split("\n") == [f"第{k}页的话。" for k in range(4)]


# --- where things stand ------------------------------------------------------------------


def test_templates_and_blocks_within_blocks_belong_to_the_page() -> None:
    block = written(Run(30, 60, "块中之块。"))
    for _ in range(5):
        block = f'<ofd:PageBlock ID="5">{block}</ofd:PageBlock>'
    page = content(
        block + written(Run(30, 80, "正文。")),
        '<ofd:Template TemplateID="90" ZOrder="Background"/>',
    )
    data = ofd(
        [page],
        common='<ofd:TemplatePage ID="90" BaseLoc="Tpls/T_0/Content.xml"/>',
        parts=[
            (
                "Doc_0/Tpls/T_0/Content.xml",
                f'<ofd:Page xmlns:ofd="x">{content(written(Run(30, 40, "红头文件。")))}</ofd:Page>',
            )
        ],
    )
    assert raw_of(data).text.split("\n") == ["红头文件。", "块中之块。", "正文。"]


def test_what_a_composite_unit_draws_is_read_where_it_is_drawn() -> None:
    unit = (
        f'<ofd:CompositeGraphicUnit ID="80" Width="100" Height="40"><ofd:Content>'
        f"{written(Run(0, 10, '单元里的文字。'))}</ofd:Content></ofd:CompositeGraphicUnit>"
    )
    used = (
        '<ofd:CompositeObject ID="9" ResourceID="80" Boundary="30 100 100 40" CTM="1 0 0 1 0 5"/>'
    )
    page = content(used + written(Run(30, 90, "上面。")) + written(Run(30, 130, "下面。")))
    data = ofd(
        [page],
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        parts=[
            (
                "Doc_0/DocumentRes.xml",
                resources(f"<ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits>"),
            )
        ],
    )
    assert raw_of(data).text.split("\n") == ["上面。", "单元里的文字。", "下面。"]


def test_units_that_draw_each_other_end() -> None:
    def unit(own: int, other: int) -> str:
        inner = f'<ofd:CompositeObject ResourceID="{other}" Boundary="0 0 9 9"/>' * 2
        return f'<ofd:CompositeGraphicUnit ID="{own}"><ofd:Content>{inner}</ofd:Content></ofd:CompositeGraphicUnit>'

    data = ofd(
        [content('<ofd:CompositeObject ResourceID="80" Boundary="0 0 9 9"/>')],
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        parts=[("Doc_0/DocumentRes.xml", resources(unit(80, 81) + unit(81, 80)))],
    )
    assert reason_of(data) == "suspicious"


def test_a_matrix_scales_and_moves_the_glyphs() -> None:
    small = Run(0, 1, "放大的标题", 1)
    scaled = text_object(small, f' CTM="{EM} 0 0 {EM} 20 0"').replace(
        'Boundary="0 0', 'Boundary="30 50'
    )
    assert one_page(scaled + written(Run(30, 80, "正文。"))) == ["放大的标题", "正文。"]


def test_bold_made_by_printing_twice_is_read_once() -> None:
    run = Run(30, 50, "加粗的人人标题")
    again = Run(30.2, 50, "加粗的人人标题")
    assert one_page(written(run) + written(again)) == ["加粗的人人标题"]


def test_a_run_of_distances_is_no_longer_than_its_text() -> None:
    huge = '<ofd:TextObject Boundary="30 50 100 9" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 999999999 5">法治</ofd:TextCode></ofd:TextObject>'
    assert one_page(huge) == ["法治"]


def test_without_distances_glyphs_stand_side_by_side() -> None:
    bare = '<ofd:TextObject Boundary="30 50 100 9" Size="5"><ofd:TextCode X="0" Y="5">办理𠮷70件，rule of law</ofd:TextCode></ofd:TextObject>'
    assert one_page(bare) == ["办理𠮷70件，rule of law"]


def test_cells_of_a_row_are_kept_apart_by_tabs() -> None:
    rows = (("项目", "件数", "占比"), ("行政复议", "70", "98.5%"), ("行政诉讼", "8", "1.5%"))
    objects = "".join(
        written(Run(30 + 45 * k, 60 + 10 * n, cell))
        for n, row in enumerate(rows)
        for k, cell in enumerate(row)
    )
    assert one_page(objects) == ["项目\t件数\t占比", "行政复议\t70\t98.5%", "行政诉讼\t8\t1.5%"]


def test_a_ruled_table_is_rows_of_cells() -> None:
    rows = (("项目", "说明"), ("复议", "含上年结转，均已办结"), ("诉讼", ""))
    objects = written(Run(30, 40, "表前的话。")) + written(Run(30, 150, "表后的话。"))
    for n, row in enumerate(rows):
        for k, cell in enumerate(row):
            x, y = 32 + 50 * k, 60 + 25 * n
            objects += "".join(
                written(Run(x, y + 8 * i, cell[6 * i : 6 * i + 6]))
                for i in range(-(-len(cell) // 6))
            )
    flat = "".join(f"M 0 {25 * n} L 100 {25 * n} " for n in range(4))
    upright = "".join(f"M {50 * k} 0 L {50 * k} 75 " for k in range(3))
    path = f'<ofd:PathObject ID="4" Boundary="30 50 100 75"><ofd:AbbreviatedData>{flat}{upright}</ofd:AbbreviatedData></ofd:PathObject>'
    wanted = ["表前的话。", *("\t".join(row) for row in rows), "表后的话。"]
    assert one_page(objects + path) == wanted


def test_hidden_objects_are_not_text() -> None:
    hidden = written(Run(30, 70, "看不见")).replace(
        "<ofd:TextObject", '<ofd:TextObject Visible="false"'
    )
    assert one_page(hidden + written(Run(30, 50, "看得见的字。"))) == ["看得见的字。"]


# --- what the file says of itself --------------------------------------------------------


def test_its_title_and_unit_help_where_the_text_agrees() -> None:
    info = f"<ofd:Title>{TITLE}</ofd:Title><ofd:Author>云岭区人民政府</ofd:Author>"
    raw = raw_of(ofd(pages_of(), info=info))
    assert raw.hints["title"] == TITLE
    template = "<ofd:Title>新建 DOC 文档.doc</ofd:Title><ofd:Author>Administrator</ofd:Author>"
    assert raw_of(ofd(pages_of(), info=template)).hints == {}


# --- pictures, fonts, damage -------------------------------------------------------------


def picture_file(pages: int = 2, image_bytes: bytes = PNG) -> bytes:
    image = '<ofd:ImageObject ID="8" ResourceID="70" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
    media = '<ofd:MultiMedias><ofd:MultiMedia ID="70" Type="Image"><ofd:MediaFile>image_1.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    return ofd(
        [content(image)] * pages,
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        parts=[("Doc_0/DocumentRes.xml", resources(media)), ("Doc_0/Res/image_1.png", image_bytes)],
    )


def test_pages_of_pictures_only_are_a_scan_whose_pictures_can_be_had() -> None:
    data = picture_file()
    assert reason_of(data) == "scanned"
    assert picture_pages(data, "a.ofd") == [0, 1]
    (image,) = page_images(data, "a.ofd", 1)
    assert image.data == PNG
    assert (round(image.width), round(image.height)) == (595, 842)


def test_a_picture_that_cannot_be_recognised_is_not_handed_over_in_part() -> None:
    data = picture_file(image_bytes=b"\x97JB2\r\n\x1a\n")
    assert page_images(data, "a.ofd", 0) == []


def test_glyphs_without_characters_are_garbled() -> None:
    inner = '<ofd:CGTransform CodePosition="0" CodeCount="9" GlyphCount="9"><ofd:Glyphs>1 2 3</ofd:Glyphs></ofd:CGTransform>'
    unknown = content(text_object(Run(30, 50, "¤¤¤¤¤¤¤¤¤"), inner=inner))
    assert reason_of(ofd([unknown])) == "garbled_fonts"
    private = content(written(Run(30, 50, "\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008")))
    assert reason_of(ofd([private])) == "garbled_fonts"


def test_a_broken_twin_gets_its_reason() -> None:
    whole = ofd(pages_of())
    assert reason_of(whole[: len(whole) // 2], "a.ofd") == "truncated"
    assert reason_of(ofd([]), "a.ofd") == "damaged"
    lost = ofd(pages_of()).replace(b"Pages/Page_0/", b"Pages/Page_9/")
    assert reason_of(lost, "a.ofd") == "damaged"
    assert reason_of(ofd(["<ofd:Content/>"]), "a.ofd") == "no_text"
    assert reason_of(ofd(["<!DOCTYPE x>"]), "a.ofd") in ("suspicious", "damaged")
    assert reason_of(ofd(pages_of(), parts=[("Encryptions.xml", "<x/>")])) == "encrypted"


def test_more_pages_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_PAGES", 1)
    assert reason_of(ofd(pages_of())) == "too_large"


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
        raw = read_raw(cut, "a.ofd")[1]
    except UnreadableFile:
        return
    assert raw.text.strip()


@given(st.text(alphabet="0123456789.-+eginfna ∞ ", max_size=40))
def test_numbers_are_finite_whatever_is_written(text: str) -> None:
    assert all(abs(value) < 1e8 for value in numbers(text))


_WHOLE = ofd(pages_of())
