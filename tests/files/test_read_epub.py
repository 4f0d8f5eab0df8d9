"""Electronic books: the chapters in their order, and what is missing is said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from files.reading_fixtures import package, paragraphs, raw_of, reason_of, text

_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
)
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'


def chapter(*lines: str, head: str = "<title/>") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f'{_HEAD}<html xmlns="http://www.w3.org/1999/xhtml"><head>{head}</head><body>{body}</body></html>'


def epub(
    chapters: Sequence[tuple[str, str | None]], *more: tuple[str, str], folder: str = "OEBPS/"
) -> bytes:
    """Chapters by name; None is named and not there."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml" '
        f'properties="{"nav" if name.startswith("nav") else ""}"/>'
        for n, (name, _) in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    opf = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}'
        f'<item id="css" href="a.css" media-type="text/css"/></manifest><spine>{spine}</spine></package>'
    )
    members = [("mimetype", "application/epub+zip"), ("META-INF/container.xml", _CONTAINER)]
    members += [(f"{folder}content.opf", opf), *more]
    members += [(f"{folder}{name}", content) for name, content in chapters if content is not None]
    return package(members)


def test_chapters_come_in_the_order_of_the_book() -> None:
    lines = text().split("\n")
    raw = raw_of(epub([("b.xhtml", chapter(*lines[:9])), ("a.xhtml", chapter(*lines[9:]))]))
    assert raw.text.split("\n") == lines
    assert (raw.notes, raw.furniture_hints) == ((), ())


def test_the_table_of_contents_is_no_chapter() -> None:
    raw = raw_of(epub([("nav.xhtml", chapter("目录")), ("a.xhtml", chapter("正文"))]))
    assert raw.text == "正文"


def test_tags_closed_in_one_swallow_nothing() -> None:
    head = '<title/><script src="a.js"/><style type="text/css"/>'
    raw = raw_of(epub([("a.xhtml", chapter('<a id="x"/>一、甲', "乙<br/>丙", head=head))]))
    assert raw.text.split("\n") == ["一、甲", "乙", "丙"]


def test_a_missing_chapter_is_said() -> None:
    raw = raw_of(epub([("a.xhtml", chapter("甲")), ("b.xhtml", None)]))
    assert raw.text == "甲"
    assert [(n.code, dict(n.values)) for n in raw.notes] == [("parts_missing", {"count": 1})]


def test_names_may_be_escaped_and_lead_upwards() -> None:
    raw = raw_of(
        epub(
            [("%E7%AC%AC%201%E7%AB%A0.xhtml", None), ("../t/b.xhtml", None)],
            ("OEBPS/第 1章.xhtml", chapter("甲")),
            ("t/b.xhtml", chapter("乙")),
        )
    )
    assert (raw.text, raw.notes) == ("甲\n乙", ())


@pytest.mark.parametrize(
    ("algorithm", "reason"),
    [("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "copy_protected"),
     ("http://www.idpf.org/2008/embedding", "")],
)  # fmt: skip
def test_a_locked_book_is_named_and_hidden_fonts_do_no_harm(algorithm: str, reason: str) -> None:
    lock = (
        '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
        f'<e:EncryptionMethod Algorithm="{algorithm}"/><e:CipherData><e:CipherReference '
        'URI="OEBPS/a.xhtml"/></e:CipherData></e:EncryptedData></encryption>'
    )
    data = epub([("a.xhtml", chapter("甲"))], ("META-INF/encryption.xml", lock))
    assert (reason_of(data) if reason else raw_of(data).text) == (reason or "甲")


def test_broken_books_are_refused() -> None:
    whole = epub([("a.xhtml", chapter(*paragraphs()))])
    assert reason_of(whole[: len(whole) // 2]) == "truncated"
    assert reason_of(package([("META-INF/container.xml", "<x/>")])) == "damaged"
    assert reason_of(package([("META-INF/container.xml", _CONTAINER)])) == "damaged"
    assert reason_of(epub([("a.xhtml", None)])) == "no_text"
