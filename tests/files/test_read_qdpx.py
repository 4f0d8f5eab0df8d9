"""REFI-QDA projects of other programs, with all they are seen to do to the standard."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.annotation import Scope
from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought, Offsets
from app.files.bringing import BRINGERS, bringer_of
from app.files.read_qdpx import NOTES, read_qdpx
from files.qda_packages import (
    ANN,
    BEN,
    CODE,
    CODES,
    OTHER,
    SOURCE,
    USERS,
    coding,
    counted,
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

TEXT = "云岭区报告\n𠮷祥街道办理行政复议案件70件。\n存在的不足：法治意识有待提升。\n"
CASES, LACK = "办理行政复议案件70件", "法治意识有待提升"


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.fixture
def read(tmp_path: Path):
    def read(data: bytes, name: str = "甲.qdpx") -> Brought:
        path = tmp_path / name
        path.write_bytes(data)
        found = bringer_of(path)
        assert found == "qdpx"
        brought = BRINGERS[found].read(path)
        codes = {one.code for one in (*brought.repairs, *brought.rejects)}
        assert codes <= set(NOTES)
        return brought

    return read


def one(*inside: str, text: str = TEXT, **more: str) -> bytes:
    """A package with one source `SOURCE` and what stands in it."""
    whole = project(USERS, CODES, sources(source(*inside)), **more)
    return packed(whole, {f"sources/{SOURCE}.txt": text})


def codes_of(notes: object) -> dict[str, int]:
    return {n.code: int(n.values.get("count", 1)) for n in notes}  # type: ignore[attr-defined]


# --- in the manner of programs ---------------------------------------------------------------


def test_nvivo_counts_utf16_and_both_characters_of_a_line_end(read) -> None:
    """No names, folder in capitals, comments as notes that links join with selections."""
    stored = (TEXT * 6).replace("\n", "\r\n")
    text = TEXT * 6
    spans = [span(CASES), span(LACK), (text.rindex(CASES), text.rindex(CASES) + len(CASES))]
    lines = [i for i, sign in enumerate(text) if sign == "\n"]
    spans += [(lines[i] + 1, lines[i + 1]) for i in range(3, 12)]
    places = counted(stored, spans, Offsets("utf16", "as_is", "exclusive"))
    marked = [
        selection(10 + i, low, high, coding(50 + i) if i else "")
        for i, (low, high) in enumerate(places)
    ]
    whole = project(
        USERS,
        CODES,
        sources(source(*marked)),
        f"<Notes>{note(90, '请核对台账')}</Notes>",
        f'<Links><Link guid="{guid(91)}" originGUID="{guid(90)}" targetGUID="{guid(10)}"/></Links>',
        origin="NVivo for Windows 12.6",
    )
    brought = read(packed(whole, {f"Sources/{SOURCE}.txt": "\ufeff" + stored, "Sources/.root": ""}))
    assert brought.sources[0].text == text
    assert [(a.start, a.end) for a in brought.annotations] == spans
    assert brought.annotations[0].comment == "请核对台账"
    assert brought.offsets
    assert (brought.offsets.unit, brought.offsets.line_ends) == ("utf16", "as_is")
    assert brought.links == ()
    assert not brought.rejects


def test_atlas_counts_a_stored_crlf_as_one(read) -> None:
    """Project under its own name, memos in descriptions, no coder on the codings."""
    stored = TEXT.replace("\n", "\r\n")
    spans = [span(CASES), span(LACK)]
    inside = [
        selection(
            1, *spans[0], "<Description>看这里</Description>", coding(11, who=""), name=CASES
        ),
        selection(2, *spans[1], coding(12, OTHER, who=""), name=LACK),
    ]
    whole = project(USERS, CODES, sources(source(*inside)), origin="ATLAS.ti 26")
    data = packed(whole, {f"sources/{SOURCE}.txt": stored}, name="法治.qde")
    brought = read(data)
    assert [(a.start, a.end) for a in brought.annotations] == spans
    assert brought.offsets
    assert brought.offsets.line_ends == "crlf_as_one"
    assert [a.comment for a in brought.annotations] == ["看这里", ""]
    assert [a.reviewer for a in brought.annotations] == [ANN, ANN]


def test_maxqda_counts_line_ends_as_two_that_are_stored_as_one(read) -> None:
    """Upper-case ids; a comment alone is a selection without codes; groups of documents are sets."""
    spans = [span(CASES), span(LACK)]
    places = counted(TEXT, spans, Offsets("utf16", "lf_as_two", "exclusive"))
    inside = [
        selection(0xAB, *places[0], coding(0xAC), name=CASES),
        selection(2, *places[1], "<Description>缺原因</Description>", name=LACK[:4] + "..."),
    ]
    group = (
        f'<Sets><Set guid="{guid(5)}" name="组"><MemberSource targetGUID="{SOURCE}"/></Set></Sets>'
    )
    whole = project(USERS, CODES, sources(source(*inside)), group, origin="MAXQDA 2022")
    whole = whole.replace(CODE, "{" + CODE.upper() + "}").replace(ANN, ANN.upper())
    brought = read(packed(whole, {f"sources/{SOURCE}.txt": TEXT}))
    assert [(a.start, a.end) for a in brought.annotations] == spans
    assert brought.annotations[0].tags == (CODE,)
    assert brought.annotations[0].reviewer == ANN
    assert brought.annotations[1].comment == "缺原因"
    assert codes_of(brought.rejects) == {"qda_sets": 1}


def test_qualcoder_marks_annotations_by_notes_on_the_source(read) -> None:
    """Texts with a mark, memos in descriptions, notes that carry a selection themselves."""
    start, end = span(LACK)
    annotation = (
        f'<Note guid="{guid(7)}" creatingUser="{BEN}" creationDateTime="2024-04-01T00:00:00Z">'
        f'<PlainTextContent>缺少数据</PlainTextContent><PlainTextSelection guid="{guid(8)}"'
        f' startPosition="{start}" endPosition="{end}"/></Note>'
    )
    inside = [selection(1, *span(CASES), coding(2), name=CASES), hung(7)]
    whole = project(
        USERS,
        CODES,
        sources(source(*inside)),
        f"<Notes>{annotation}</Notes>",
        origin="Qualcoder-3.5",
    )
    brought = read(packed(whole, {f"sources/{SOURCE}.txt": "\ufeff" + TEXT}))
    coded, said = brought.annotations
    assert (coded.start, coded.end, coded.tags) == (*span(CASES), (CODE,))
    assert (said.start, said.end, said.comment, said.reviewer) == (start, end, "缺少数据", BEN)
    assert said.created == datetime(2024, 4, 1, tzinfo=UTC)
    assert not brought.rejects


def test_qualcoder_refers_to_the_first_of_its_annotations_only(read) -> None:
    def annotation(number: int, words: str, text: str) -> str:
        start, end = span(words)
        place = f'<PlainTextSelection guid="{guid(number + 50)}" startPosition="{start}" endPosition="{end}"/>'
        return note(number, text, BEN, inside=place)

    notes = f"<Notes>{annotation(1, LACK, '缺数据')}{annotation(2, CASES, '核对')}</Notes>"
    one_source, two = source(hung(1)), source(hung(1)) + source(key=guid(99), path="")
    text = {f"sources/{SOURCE}.txt": TEXT}
    brought = read(packed(project(USERS, sources(one_source), notes), text))
    assert [(a.quote, a.comment) for a in brought.annotations] == [
        (LACK, "缺数据"),
        (CASES, "核对"),
    ]
    assert not brought.rejects
    brought = read(packed(project(USERS, sources(two), notes), text))
    assert [a.quote for a in brought.annotations] == [LACK]  # of which source is the other?
    assert codes_of(brought.rejects) == {"qda_notes": 1}


def test_f4_has_no_users_and_ids_that_are_none(read) -> None:
    data = one(selection(1, *span(CASES), coding(2, "c001", who=""), name=CASES, who=""))
    text = data_of(data).replace(CODE, "c001").replace(USERS, "").replace(SOURCE, "s1")
    brought = read(packed(text, {"sources/s1.txt": TEXT}))
    assert brought.tags[0].key == "c001"
    assert brought.annotations[0].tags == ("c001",)
    assert brought.annotations[0].reviewer == ""
    assert brought.reviewers == ()
    assert codes_of(brought.repairs)["qda_ids"] >= 1


def data_of(package: bytes) -> str:
    import io
    import zipfile

    return zipfile.ZipFile(io.BytesIO(package)).read("project.qde").decode()


# --- who said what ---------------------------------------------------------------------------


def test_each_coder_of_a_selection_gets_an_annotation_of_his_own(read) -> None:
    brought = read(
        one(selection(1, *span(CASES), coding(2, CODE, ANN), coding(3, OTHER, BEN), coding(4, OTHER, ANN)))
    )  # fmt: skip
    by = {a.reviewer: a.tags for a in brought.annotations}
    assert by == {ANN: (CODE, OTHER), BEN: (OTHER,)}
    assert brought.annotations[0].key == guid(1)
    assert len({a.key for a in brought.annotations}) == 2
    assert [r.name for r in brought.reviewers] == ["Ann", "Ben"]


def test_the_coders_first_note_is_the_comment_and_others_answer(read) -> None:
    inside = selection(1, *span(CASES), coding(2, inside=hung(22)), hung(21), hung(23), name=CASES)
    notes = (
        note(21, "乙的看法", BEN)
        + note(22, "甲的看法", ANN, inside=hung(24))
        + note(23, "甲又说", ANN)
        + note(24, "回甲", BEN)
    )
    whole = project(USERS, CODES, sources(source(inside)), f"<Notes>{notes}</Notes>")
    brought = read(packed(whole, {f"sources/{SOURCE}.txt": TEXT}))
    [annotation] = brought.annotations
    assert annotation.comment == "甲又说"  # what hangs on the selection comes first
    assert [(r.text, r.reviewer) for r in annotation.replies] == [
        ("乙的看法", BEN),
        ("甲的看法", ANN),
        ("回甲", BEN),
    ]
    assert all(r.created for r in annotation.replies)


def test_codings_and_notes_on_a_source_are_of_the_whole_report(read) -> None:
    whole = project(
        USERS,
        CODES,
        sources(source("<Description>总的印象</Description>", coding(3, OTHER, BEN), hung(4))),
        f"<Notes>{note(4, '时段不符', ANN)}</Notes>",
    )
    brought = read(packed(whole, {f"sources/{SOURCE}.txt": TEXT}))
    [annotation] = brought.annotations
    assert (annotation.scope, annotation.start, annotation.tags) == (Scope.REPORT, None, (OTHER,))
    assert annotation.comment == "总的印象"
    assert [r.text for r in annotation.replies] == ["时段不符"]


def test_a_description_that_says_again_what_notes_say_is_not_said_twice(read) -> None:
    whole = project(
        USERS,
        sources(source("<Description>Ann：甲说\nBen：乙说</Description>", hung(4), hung(5))),
        f"<Notes>{note(4, '甲说', ANN)}{note(5, '乙说', BEN)}</Notes>",
    )
    [annotation] = read(packed(whole, {f"sources/{SOURCE}.txt": TEXT})).annotations
    assert (annotation.comment, [r.text for r in annotation.replies]) == ("甲说", ["乙说"])


def test_links_between_passages_keep_their_relation_or_its_name(read) -> None:
    def link(number: int, name: str, origin: int, target: int) -> str:
        return (
            f'<Link guid="{guid(number)}" name="{name}" direction="OneWay"'
            f' originGUID="{guid(origin)}" targetGUID="{guid(target)}"/>'
        )

    two = [selection(1, *span(CASES), coding(11)), selection(2, *span(LACK), coding(12))]
    links = link(31, "抄自", 1, 2) + link(32, "contradicts", 12, 1) + link(33, "参见", 2, 1)
    links += link(34, "悬空", 1, 99) + link(35, "自己", 1, 1)
    whole = project(USERS, CODES, sources(source(*two)), f"<Links>{links}</Links>")
    brought = read(packed(whole, {f"sources/{SOURCE}.txt": TEXT}))
    assert [(k.kind, k.origin, k.target, k.comment) for k in brought.links] == [
        ("copied", guid(1), guid(2), ""),
        ("contradicts", guid(2), guid(1), ""),
        ("", guid(2), guid(1), "参见"),
    ]
    assert codes_of(brought.rejects) == {"qda_links": 2}


def test_variables_with_known_names_become_what_is_known_of_the_report(read) -> None:
    names = {1: "报告年度", 2: "Cases:Region", 3: "层级", 4: "发布日期", 5: "心情", 6: "单位"}
    variables = "".join(
        f'<Variable guid="{guid(n)}" name="{name}" typeOfVariable="Text"/>'
        for n, name in names.items()
    )

    def value(number: int, said: str) -> str:
        return (
            f'<VariableValue><VariableRef targetGUID="{guid(number)}"/>'
            f"<TextValue>{said}</TextValue></VariableValue>"
        )

    case = f'<Cases><Case guid="{guid(60)}" name="云岭">{value(2, "云岭区")}{value(3, "县级")}<SourceRef targetGUID="{SOURCE}"/></Case></Cases>'
    said = [
        value(1, "2023年"),
        value(4, "2024年2月20日"),
        value(5, "好"),
        value(6, "云岭区人民政府"),
    ]
    whole = project(f"<Variables>{variables}</Variables>", case, sources(source(*said)))
    brought = read(packed(whole, {f"sources/{SOURCE}.txt": TEXT}))
    assert brought.sources[0].metadata == {
        "year": "2023",
        "region": "云岭区",
        "level": "county",
        "published_on": "2024-02-20",
        "organisation": "云岭区人民政府",
    }
    assert codes_of(brought.rejects) == {"qda_values": 1, "qda_cases": 1}


# --- texts that are elsewhere, or nowhere ---------------------------------------------------


def test_a_source_with_only_a_styled_document_is_read_from_that(read) -> None:
    """Positions of another text: names find the passages."""
    styled = docx("".join(paragraph(line) for line in TEXT.split("\n") if line))
    inside = [selection(1, 3, 9, coding(2), name=CASES), selection(2, 0, 5, name="云岭区报告")]
    whole = project(
        USERS,
        CODES,
        sources(source(*inside, path="", more=f' richTextPath="internal://{SOURCE}.docx"')),
    )
    brought = read(packed(whole, {f"Sources/{SOURCE}.docx": styled}))
    text = brought.sources[0].text
    assert text is not None
    assert [text[a.start : a.end] for a in brought.annotations] == [CASES, "云岭区报告"]
    assert {n.code for n in brought.repairs} >= {"qda_rich_text", "qda_by_name"}


@pytest.mark.parametrize(
    ("path", "why"),
    [
        (f"internal://{SOURCE}.txt", "qda_text_missing"),
        ("relative:///../../etc/hostname", "qda_outside"),
        ("absolute:///etc/hostname", "qda_outside"),
        ("internal://../../etc/hostname", "qda_text_missing"),
        ("file:///etc/hostname", "qda_outside"),
        ("/etc/hostname", "qda_outside"),
    ],
)
def test_a_path_that_leads_elsewhere_is_not_followed(read, path: str, why: str) -> None:
    """What was marked may still be found in the report itself, by its words."""
    whole = project(
        USERS, CODES, sources(source(selection(1, 0, 4, coding(2), name=CASES), path=path))
    )
    brought = read(packed(whole, {}))
    assert brought.sources[0].text is None
    assert codes_of(brought.repairs)[why] == 1
    [annotation] = brought.annotations
    assert (annotation.start, annotation.quote, annotation.tags) == (None, CASES, (CODE,))


@pytest.mark.parametrize("text", ["", "\n", "\ufeff\r\n "])
def test_a_text_of_nothing_is_none(read, text: str) -> None:
    """NVivo for Mac writes such texts for sources that it could not read itself."""
    brought = read(packed(project(sources(source())), {f"sources/{SOURCE}.txt": text}))
    assert brought.sources[0].text is None
    assert codes_of(brought.repairs) == {"qda_text_missing": 1}


def test_media_are_left_out_one_by_one_and_the_text_of_a_pdf_is_taken(read) -> None:
    inner = source(selection(1, *span(CASES), coding(2), name=CASES)).replace(
        "TextSource", "Representation"
    )
    area = (
        f'<PDFSelection guid="{guid(40)}" page="1" firstX="1" firstY="1" secondX="2" secondY="2"/>'
    )
    parts = [
        f'<PictureSource guid="{guid(41)}" name="图" path="internal://a.png"/>',
        f'<AudioSource guid="{guid(42)}" name="声" path="absolute:///a.mp3"/>',
        f'<VideoSource guid="{guid(43)}" name="像"/>',
        f'<PDFSource guid="{guid(44)}" name="报告.pdf" path="internal://a.pdf">{area}{inner}</PDFSource>',
        f'<PDFSource guid="{guid(45)}" name="无字.pdf"/>',
    ]
    brought = read(packed(project(USERS, CODES, sources(*parts)), {f"sources/{SOURCE}.txt": TEXT}))
    assert [(s.key, s.name, s.text) for s in brought.sources] == [(guid(44), "报告.pdf", TEXT)]
    assert [(a.source, a.start) for a in brought.annotations] == [(guid(44), span(CASES)[0])]
    assert codes_of(brought.rejects) == {
        "qda_picture": 1, "qda_audio": 1, "qda_video": 1, "qda_areas": 1, "qda_pdf": 1,
    }  # fmt: skip


@pytest.mark.parametrize("folder", ["sources", "Sources", "项目/sources", "a/b/Sources"])
@pytest.mark.parametrize("name", ["project.qde", "Project.qde", "PROJECT.QDE", "我的 项目.qde"])
def test_the_project_is_found_whatever_it_is_called(read, folder: str, name: str) -> None:
    top = folder.rpartition("/")[0]
    data = packed(
        "\ufeff" + project(USERS, CODES, sources(source(selection(1, *span(CASES), name=CASES)))),
        {f"{folder}/{SOURCE.upper()}.TXT": TEXT, "__MACOSX/._project.qde": "x"},
        f"{top}/{name}".lstrip("/"),
    )
    assert read(data).annotations[0].start == span(CASES)[0]


def test_a_project_without_a_package_is_read_too(read) -> None:
    inside = f"<PlainTextContent>{TEXT}</PlainTextContent>" + selection(1, *span(LACK), name=LACK)
    data = project(USERS, CODES, sources(source(inside, path=""))).encode()
    assert read(data, "a.qde").annotations[0].quote == LACK


def test_another_version_of_the_schema_and_unknown_elements_do_no_harm(read) -> None:
    more = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.5/Project.xsd"'
    inside = selection(1, *span(CASES), "<!-- 注 -->", coding(2), "<Extra><x/></Extra>")
    whole = project(USERS, CODES, sources(source(inside)), "<Unheard><a/></Unheard>", more=more)
    whole = whole.replace('project:1.0">', 'project:0:4">')
    brought = read(packed(whole, {f"sources/{SOURCE}.txt": TEXT}))
    assert brought.annotations[0].tags == (CODE,)
    assert codes_of(brought.rejects) == {"qda_unknown": 1}


# --- odd positions and ids -------------------------------------------------------------------


def test_positions_are_mended_where_they_can_be(read) -> None:
    start, end = span(CASES)
    inside = [
        selection(1, end, start, coding(11)),  # the wrong way round
        selection(2, len(TEXT) - 5, len(TEXT) + 9, coding(12)),  # past the end
        selection(3, start, start, coding(13)),  # of nothing: its line
        selection(4, 10**9, 10**9 + 3, coding(14), name=LACK),  # elsewhere, but it says what
        selection(5, -7, 10**9, coding(15)),  # nowhere
        selection(6, start, end, coding(16), name=CASES).replace(f'"{start}"', '"一"'),
    ]
    brought = read(one(*inside))
    found = {a.key: (a.start, a.end, a.quote) for a in brought.annotations}
    assert found[guid(1)] == (start, end, CASES)
    assert found[guid(2)][:2] == (len(TEXT) - 5, len(TEXT))
    assert found[guid(3)][2] == "𠮷祥街道办理行政复议案件70件。"
    assert found[guid(4)] == (None, None, LACK)
    assert guid(5) not in found
    assert found[guid(6)][2] == CASES
    assert codes_of(brought.rejects) == {"qda_nowhere": 1}


def test_ids_that_stand_twice_are_told_apart_the_same_way_every_time(read) -> None:
    inside = [selection(1, *span(CASES), coding(11)), selection(1, *span(LACK), coding(11))]
    data = packed(
        project(USERS, CODES, sources(source(*inside), source(selection(1, 0, 3)))),
        {f"sources/{SOURCE}.txt": TEXT},
    )
    first, again = read(data), read(data)
    assert len({a.key for a in first.annotations}) == 3
    assert len({s.key for s in first.sources}) == 2
    assert first == again
    assert codes_of(first.repairs)["qda_same_ids"] == 3


def test_many_codings_overlaps_and_equal_spans_all_arrive(read) -> None:
    start, end = span(CASES)
    inside = [
        selection(n, start + n % 3, end - n % 2, coding(100 + n), coding(200 + n, OTHER))
        for n in range(1, 9)
    ]
    brought = read(one(*inside))
    assert len(brought.annotations) == 8
    assert all(a.tags == (CODE, OTHER) for a in brought.annotations)


def test_codings_of_codes_that_are_not_there_are_counted(read) -> None:
    brought = read(one(selection(1, *span(CASES), coding(2, guid(77)), coding(3))))
    assert brought.annotations[0].tags == (CODE,)
    assert codes_of(brought.rejects) == {"qda_codings": 1}


def test_coders_that_are_not_listed_are_named_by_their_ids(read) -> None:
    brought = read(one(selection(1, *span(CASES), coding(2, who=guid(0xC0FFEE)))))
    assert brought.reviewers[-1].key == guid(0xC0FFEE)
    assert brought.reviewers[-1].name == "00000000"
    assert codes_of(brought.repairs)["qda_people"] == 1


def test_a_code_keeps_its_tree_its_colour_and_what_is_said_of_it(read) -> None:
    tree = (
        f'<CodeBook><Codes><Code guid="{CODE}" name="上" isCodable="false"><Description>定义</Description>{hung(9)}'
        f'<Code guid="{OTHER}" name="下" isCodable="true" color="#00F"/>'
        f'<Code guid="{guid(3)}" name="" isCodable="true" color="blue"/></Code></Codes></CodeBook>'
    )
    brought = read(packed(project(tree, f"<Notes>{note(9, '用法')}</Notes>"), {}))
    top, below, nameless = brought.tags
    assert (top.name, top.parent, top.fields["definition"]) == ("上", None, "定义\n\n用法")
    assert (below.parent, below.fields["position"]) == (CODE, 0)
    assert below.fields["colour"] == "violet"
    assert "colour" not in nameless.fields
    assert nameless.name == guid(3)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-04T05:06:07", datetime(2024, 3, 4, 5, 6, 7, tzinfo=UTC)),
        ("2024-03-04T05:06:07.1234567+08:00", datetime(2024, 3, 3, 21, 6, 7, 123456, tzinfo=UTC)),
        ("2024-03-04 05:06", datetime(2024, 3, 4, 5, 6, tzinfo=UTC)),
        ("昨天", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-99-99T99:99:99Z", None),
    ],
)
def test_dates_of_any_make_are_read_or_left_open(
    read, value: str, expected: datetime | None
) -> None:
    data = one(selection(1, *span(CASES)).replace("2024-03-04T05:06:07Z", value))
    assert read(data).annotations[0].created == expected


# --- files that are none ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"PK\x03\x04" + bytes(90), "truncated"),
        (one()[:-30], "truncated"),
        (packed("", {}), "damaged"),
        (packed("<Project", {}), "damaged"),
        (packed("<html/>", {}), "damaged"),
        (packed("", {}, "read.me"), "unsupported"),
        (packed('<!DOCTYPE Project [<!ENTITY a "b">]><Project>&a;</Project>', {}), "suspicious"),
        (packed("<Project>" + "<Codes>" * 5000, {}), "suspicious"),
        (packed(project(), {"../../a.txt": "x"}), "suspicious"),
        (packed(project(), {"/etc/a.txt": "x"}), "suspicious"),
        (packed(project(), {"C:\\a.txt": "x"}), "suspicious"),
    ],
)
def test_files_that_are_none_are_refused_for_a_reason(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    path = tmp_path / "a.qdpx"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_qdpx(path)
    assert caught.value.reason == reason
    assert caught.value.file_name == "a.qdpx"


def test_a_zip_of_reports_is_no_project(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed("x", {"甲.txt": TEXT}, "乙.txt"))
    assert bringer_of(path) is None
    path.write_bytes(packed(project(), {}))
    assert bringer_of(path) == "qdpx"
