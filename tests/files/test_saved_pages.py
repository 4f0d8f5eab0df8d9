"""A page saved with a folder beside it: its frames are read from there, and from nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import UnreadableFile
from app.domain.incoming import Incoming
from app.domain.report import ParsedReport
from app.files.reading import read_report
from app.files.saved_pages import belongs_to_page, place_in_folder
from files.reading_fixtures import PAGES, TITLE, page, paragraphs, wrapped
from files.test_archive import archive, zipped

INNER = page(wrapped("<p>{}</p>"))
SECRET = "<p>不该读到的文字不该读到的文字不该读到的文字</p>"


def saved(folder: Path, source: str, body: str = "", name: str = "报告", **inner: str) -> Path:
    path = folder / f"{name}.html"
    path.write_text(
        f'<html><head><meta charset="utf-8"><title>{TITLE}</title></head>{source or body}</html>',
        encoding="utf-8",
    )
    for inner_name, content in inner.items():
        target = folder / f"{name}_files" / f"{inner_name}.html"
        target.parent.mkdir(exist_ok=True)
        target.write_text(content, encoding="utf-8")
    return path


def shown_of(parsed: ParsedReport) -> list[str]:
    lines: list[str] = []
    position = 0
    for line in parsed.text.split("\n"):
        if not any(s.start <= position < s.end for s in parsed.furniture):
            lines.append(line)
        position += len(line) + 1
    return lines


def reason_of(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_report(path)
    return caught.value.reason


@pytest.mark.parametrize(
    "reference",
    ["报告_files/main.html", "./报告_files/main.html", "%E6%8A%A5%E5%91%8A_files/main.html?a=1#b",
     "报告_files\\main.html", "报告_files/../报告_files/main.html"],
)  # fmt: skip
def test_a_shell_of_frames_reads_as_what_is_in_them(tmp_path: Path, reference: str) -> None:
    path = saved(tmp_path, f'<body><iframe src="{reference}"></iframe></body>', main=INNER)
    parsed = read_report(path)
    assert shown_of(parsed) == paragraphs()
    assert ("frames", 1) in [(n.code, n.values.get("count")) for n in parsed.notes]


def test_a_set_of_frames_is_read_and_not_its_excuse(tmp_path: Path) -> None:
    source = (
        '<frameset cols="20%,*"><frame src="报告_files/menu.html"><frame src="报告_files/main.html">'
        "<noframes><body><p>您的浏览器不支持框架</p></body></noframes></frameset>"
    )
    path = saved(tmp_path, source, main=INNER, menu="<p><a href='/'>首页</a></p>")
    parsed = read_report(path)
    assert "浏览器" not in parsed.text
    assert shown_of(parsed)[-len(paragraphs()) :] == paragraphs()


def test_frames_in_frames_are_found_from_where_they_stand(tmp_path: Path) -> None:
    outer = '<body><iframe src="报告_files/a.html"></iframe></body>'
    path = saved(tmp_path, outer, a='<iframe src="b.html"></iframe>', b=INNER)
    assert shown_of(read_report(path)) == paragraphs()


@pytest.mark.parametrize(
    "reference",
    ["../秘密.html", "秘密.html", "报告_files/../../秘密.html", "报告_files/../秘密.html", "/etc/passwd",
     "file:///etc/passwd", "C:\\秘密.html", "http://127.0.0.1:9/a.html", "//127.0.0.1/a.html",
     "%2e%2e/秘密.html", "报告_files/%2e%2e/秘密.html", "报告_files/link.html", "linked_files/秘密.html",
     "报告_files/folder", "报告_files/\0.html", "报告_files/none.html", "http://[", "报告_files/"],
)  # fmt: skip
def test_nothing_outside_the_folder_is_ever_read(tmp_path: Path, reference: str) -> None:
    (tmp_path / "秘密.html").write_text(SECRET, encoding="utf-8")
    home = tmp_path / "桌面"
    home.mkdir()
    (home / "秘密.html").write_text(SECRET, encoding="utf-8")
    path = saved(home, f'<body><iframe src="{reference}"></iframe></body>', other="x")
    (home / "报告_files" / "folder").mkdir()
    if hasattr(os, "symlink"):
        (home / "报告_files" / "link.html").symlink_to(home / "秘密.html")
        (home / "linked_files").symlink_to(tmp_path, target_is_directory=True)
    assert reason_of(path) == "frames_missing"


def test_a_page_with_text_of_its_own_may_lack_a_frame(tmp_path: Path) -> None:
    plain = PAGES["trs_editor"]
    advertised = plain.replace("</body>", '<iframe src="http://ad.example/"></iframe></body>')
    path = tmp_path / "a.html"
    path.write_text(advertised, encoding="utf-8")
    found = read_report(path)
    path.write_text(plain, encoding="utf-8")
    assert (found.text, found.notes) == (read_report(path).text, read_report(path).notes)


def test_a_short_page_says_which_frames_are_missing(tmp_path: Path) -> None:
    body = f'<body><h1>{TITLE}</h1><iframe src="a.html"></iframe></body>'
    notes = read_report(saved(tmp_path, body)).notes
    assert ("frames_missing", 1) in [(n.code, n.values.get("count")) for n in notes]


def test_frames_are_found_inside_an_archive(tmp_path: Path) -> None:
    outer = '<html><body><iframe src="报告.files/main.htm"></iframe></body></html>'
    data = zipped(
        [("目录/报告.htm", outer.encode()), ("目录/报告.files/main.htm", INNER.encode()),
         ("报告.files/main.htm", SECRET.encode())]
    )  # fmt: skip
    parsed = read_report(Incoming(archive(tmp_path, data), ("目录/报告.htm",)))
    assert shown_of(parsed) == paragraphs()


def test_parts_of_a_page_are_told_from_pages() -> None:
    pages = {"报告.html", "x/总结.htm"}
    assert belongs_to_page("报告_files/a.html", pages)
    assert belongs_to_page("x/总结.files/b/a.html", pages)
    assert not belongs_to_page("总结.files/a.html", pages)
    assert not belongs_to_page("报告/a.html", pages)


@given(st.text("./\\ab%2eEfF_:?#files", max_size=40), st.sampled_from(["", "a_files/b.html"]))
def test_no_reference_leads_out_of_the_folder(reference: str, place: str) -> None:
    found = place_in_folder(place, reference)
    if found is not None:
        parts = found.split("/")
        assert ".." not in parts
        assert len(parts) > 1
        assert parts[0].lower().endswith(("_files", ".files", "_file"))
        assert not found.startswith("/")
        assert ":" not in found
