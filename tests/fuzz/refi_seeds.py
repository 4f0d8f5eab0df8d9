"""Good REFI-QDA files to begin from, by their format in BRINGERS."""

from __future__ import annotations

from collections.abc import Callable

from files.qda_packages import (
    ANN,
    BEN,
    CODE,
    CODES,
    OTHER,
    SOURCE,
    USERS,
    coding,
    guid,
    hung,
    note,
    packed,
    project,
    selection,
    source,
    sources,
)
from files.reading_fixtures import docx, paragraph
from fuzz.seeds import TEXT, Seed


def qdpx_seeds() -> list[Seed]:
    """One with everything, one that counts CRLF in UTF-16 units, one with a styled document."""
    text = f"{TEXT}\n𠮷祥街道办理行政复议案件70件。\n"
    inside = [
        selection(1, 3, 9, coding(11), coding(12, OTHER, BEN), hung(21), name=text[3:9]),
        selection(2, 5, 30, "<Description>备忘</Description>", name=text[5:12] + "…"),
        selection(3, 9, 9, coding(13)),
        coding(14, OTHER),
        hung(23),
        f'<VariableValue><VariableRef targetGUID="{guid(40)}"/><TextValue>2023</TextValue></VariableValue>',
    ]
    pdf = source(selection(5, 1, 4, coding(15)), key=guid(50)).replace(
        "TextSource", "Representation"
    )
    whole = project(
        USERS,
        CODES,
        f'<Variables><Variable guid="{guid(40)}" name="年度" typeOfVariable="Text"/></Variables>',
        f'<Cases><Case guid="{guid(41)}" name="甲"><SourceRef targetGUID="{SOURCE}"/></Case></Cases>',
        sources(source(*inside), f'<PDFSource guid="{guid(51)}" name="乙.pdf">{pdf}</PDFSource>'),
        f"<Notes>{note(21, '意见', inside=hung(22))}{note(22, '回复', BEN)}{note(23, '整份')}</Notes>",
        f'<Links><Link guid="{guid(31)}" name="抄自" originGUID="{guid(1)}" targetGUID="{guid(2)}"/></Links>',
        f'<Sets><Set guid="{guid(32)}" name="组"><MemberCode targetGUID="{CODE}"/></Set></Sets>',
        f'<Graphs><Graph guid="{guid(33)}"/></Graphs>',
        origin="MAXQDA 2022",
    )
    plain = {f"sources/{SOURCE}.txt": text, f"sources/{guid(50)}.txt": text.replace("\n", "\r\n")}
    styled = docx("".join(paragraph(line) for line in text.split("\n") if line))
    rich = project(
        sources(source(selection(1, 3, 9, coding(2, who=ANN), name=text[3:9]), path="",
                       more=f' richTextPath="internal://{SOURCE}.docx"'))
    )  # fmt: skip
    return [
        Seed("a.qdpx", packed(whole, plain)),
        Seed("b.qdpx", packed(rich, {f"Sources/{SOURCE}.docx": styled}, "b.qde")),
    ]


def qdc_seeds() -> list[Seed]:
    tree = CODES.removeprefix("<CodeBook>").removesuffix("</CodeBook>")
    sets = f'<Sets><Set guid="{guid(1)}" name="组"><MemberCode guid="{CODE}"/></Set></Sets>'
    whole = f'<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x">{tree}{sets}</CodeBook>'
    return [Seed("a.qdc", whole.encode())]


REFI_SEEDS: dict[str, Callable[[], list[Seed]]] = {"qdpx": qdpx_seeds, "qdc": qdc_seeds}
