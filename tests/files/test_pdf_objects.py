"""The objects of a PDF: read, changed, and written in one order whatever order they had."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pypdfium2
from hypothesis import given
from hypothesis import strategies as st

from app.files.pdf_objects import Name, Pdf, Raw, Ref, Stream, number, words

OBJECTS = (
    (1, b"<</Type /Catalog /Pages 2 0 R /Odd [ (a\\)b(c)\\\\) <4A4B> null -1.5 true /N#20x ]>>"),
    (2, b"<< /Type /Pages /Kids [ 3 0 R 6 0 R] /Count 2 >>"),
    (3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"),
    (4, b"<< /Length 5 0 R >>\nstream\n0 0 m endobj\nendstream"),
    (5, b"12"),
    (6, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 20] >>"),
    (7, b"(nobody refers to this)"),
)


def file_of(objects: Sequence[tuple[int, bytes]]) -> bytes:
    data, places = b"%PDF-1.4\n", dict[int, int]()
    for key, value in objects:
        places[key] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (key, value)
    table = b"".join(b"%010d 00000 n \n" % places[key] for key in sorted(places))
    return (
        data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table
        + b"trailer\n<< /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    )  # fmt: skip


def written(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.write(out, {"Title": words("𠮷")})
    return out.getvalue()


@given(st.permutations(OBJECTS))
def test_the_order_of_the_objects_does_not_show(objects: list[tuple[int, bytes]]) -> None:
    assert written(Pdf(file_of(objects))) == written(Pdf(file_of(OBJECTS)))


def test_what_was_written_is_read_again_as_it_was() -> None:
    pdf = Pdf(written(Pdf(file_of(OBJECTS))))
    assert pdf.root["Odd"] == [
        b"a)b(c)\\", b"JK", Raw("null"), Raw("-1.5"), Raw("true"), Name("N#20x"),
    ]  # fmt: skip
    page = pdf.dictionary(pdf.pages[0])
    assert bytes(pdf.stream(page["Contents"]).data) == b"0 0 m endobj"
    assert b"nobody refers" not in written(pdf)


def test_other_programs_read_it() -> None:
    document = pypdfium2.PdfDocument(written(Pdf(file_of(OBJECTS))))
    assert [page.get_size() for page in document] == [(595, 842), (10, 20)]
    assert document.get_metadata_dict()["Title"] == "𠮷"
    document.close()


def test_a_page_that_is_dropped_takes_along_what_only_it_shows() -> None:
    pdf = Pdf(file_of(OBJECTS))
    pdf.drop_page(0)
    pdf.root["New"] = pdf.add(Stream({"A": Ref(6)}, b"x"))
    data = written(pdf)
    assert b"0 0 m endobj" not in data
    assert len(Pdf(data).pages) == 1


def test_numbers_are_as_short_as_they_can_be() -> None:
    assert [number(value) for value in (0, 595.0, 1.5, 0.126, -2.004)] == [
        "0", "595", "1.5", "0.13", "-2",
    ]  # fmt: skip
