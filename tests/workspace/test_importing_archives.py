"""Archives and saved pages among the files to import: a result for every report in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import Cancelled
from app.workspace.importing import Status
from app.workspace.progress import Watched
from app.workspace.workspace import Workspace
from files.reading_fixtures import docx, paragraph
from files.test_archive import zipped

TEXTS = [
    "甲县2023年法治政府建设情况报告\n一、总体情况\n很好。",
    "乙县2023年法治政府建设情况报告\n一、总体情况\n尚可。",
]


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with an archive, a page with its folder, a plain file and a rar."""
    folder = tmp_path / "来件"
    folder.mkdir()
    inner = zipped([("丙.docx", docx(paragraph("丙县报告")))])
    members = [
        ("乙县/报告.txt", TEXTS[1].encode("gbk")),
        ("内.zip", inner),
        ("坏.docx", b"PK\x03\x04"),
    ]
    (folder / "包.zip").write_bytes(zipped(members))
    (folder / "页.html").write_text("<p>一页文字</p>", encoding="utf-8")
    (folder / "页_files").mkdir()
    (folder / "页_files" / "frame.html").write_text("<p>框</p>", encoding="utf-8")
    (folder / "甲县.txt").write_text(TEXTS[0], encoding="utf-8")
    (folder / "压缩.rar").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(40))
    return folder


def test_every_report_in_an_archive_has_a_result_of_its_own(
    workspace: Workspace, mixed: Path
) -> None:
    results = workspace.importing.add([mixed])
    assert [(r.file, r.status.value) for r in results] == [
        ("包.zip › 乙县/报告.txt", "added"),
        ("包.zip › 内.zip › 丙.docx", "added"),
        ("包.zip › 坏.docx", "failed"),
        ("压缩.rar", "failed"),
        ("甲县.txt", "added"),
        ("页.html", "added"),
    ]
    errors = [r.error for r in results if r.error]
    assert [(e.file_name, e.reason) for e in errors] == [
        ("包.zip › 坏.docx", "truncated"),
        ("压缩.rar", "unsupported"),
    ]
    assert results[0].report is not None
    assert workspace.reporting.text(results[0].report.id) == TEXTS[1]


def test_examining_counts_every_member_and_knows_duplicates(
    workspace: Workspace, mixed: Path
) -> None:
    workspace.importing.add([mixed / "甲县.txt"])
    (mixed / "又.zip").write_bytes(
        zipped([("甲.txt", TEXTS[0].encode()), ("乙.txt", TEXTS[1].encode())])
    )
    steps: list[tuple[int, int]] = []
    paths = [mixed / "包.zip", mixed / "又.zip"]
    examined = workspace.importing.examine(
        paths, Watched(lambda done, total, _: steps.append((done, total)))
    )
    assert [one.file for one in examined][-2:] == ["又.zip › 乙.txt", "又.zip › 甲.txt"]
    assert examined[3].same_as == 0
    assert examined[4].duplicate_of is not None
    assert steps[-1] == (5, 5)
    assert [one.incoming.members for one in examined[:2]] == [
        ("乙县/报告.txt",),
        ("内.zip", "丙.docx"),
    ]
    again = workspace.importing.examine_again(examined[0], examined[0].choices)
    assert again.parsed == examined[0].parsed


def test_an_archive_is_known_again(workspace: Workspace, mixed: Path) -> None:
    workspace.importing.add([mixed])
    again = workspace.importing.add([mixed / "包.zip"])
    assert [r.status for r in again] == [Status.DUPLICATE, Status.DUPLICATE, Status.FAILED]


def test_cancelling_inside_an_archive_names_the_rest(workspace: Workspace, mixed: Path) -> None:
    watched: list[Watched] = []

    def tell(done: int, total: int, _what: str) -> None:
        if done == 1 and total == 3:
            watched[0].cancel()

    watched.append(Watched(tell))
    results = workspace.importing.add([mixed / "包.zip"], watched[0])
    assert {r.status for r in results} == {Status.CANCELLED}
    assert len(results) == 3


def test_cancelling_before_an_archive_is_opened_stores_nothing(
    workspace: Workspace, mixed: Path
) -> None:
    watched = Watched(lambda *_: None)
    watched.cancel()
    results = workspace.importing.add([mixed / "包.zip"], watched)
    assert [(r.file, r.status) for r in results] == [("包.zip", Status.CANCELLED)]
    with pytest.raises(Cancelled):
        workspace.importing.examine([mixed / "包.zip"], watched)


def test_an_archive_that_cannot_be_opened_says_why(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "图.zip").write_bytes(zipped([("图.png", b"x")]))
    (tmp_path / "断.zip").write_bytes(zipped([("甲.txt", b"x" * 99)])[:60])
    results = workspace.importing.add([tmp_path / "图.zip", tmp_path / "断.zip"])
    assert [(r.error.file_name, r.error.reason) for r in results if r.error] == [
        ("图.zip", "no_members"),
        ("断.zip", "truncated"),
    ]
