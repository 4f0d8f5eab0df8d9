"""Harmful exchange files through the whole program: the command line, the worker, the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import UnreadableFile
from app.files import refi_package
from app.files.read_qdpx import read_qdpx
from files import harmful
from files.test_safety_table import Run, imported
from fuzz.refi_seeds import qdpx_seeds

ROWS = harmful.EXCHANGE


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    files = {f"{100 + i} {case.name}": case.make() for i, case in enumerate(ROWS)}
    files["999 好.qdpx"] = qdpx_seeds()[0].data
    return imported(tmp_path_factory.mktemp("harm"), files)


@pytest.mark.parametrize("case", ROWS, ids=[case.name for case in ROWS])
def test_a_harmful_exchange_file_is_refused_as_the_table_says(
    harmed: Run, case: harmful.Case
) -> None:
    row = harmed.results[f"{100 + ROWS.index(case)} {case.name}"]
    assert row["error"] is not None
    assert row["error"]["reason"] in case.expected
    assert row["error"]["message"]


def test_the_good_file_among_them_is_brought_in(harmed: Run) -> None:
    row = harmed.results["999 好.qdpx"]
    assert row["error"] is None
    assert "Traceback" not in harmed.said


def test_nothing_is_unpacked_or_left_on_the_disk(harmed: Run) -> None:
    assert harmed.left["tmp"] == []
    assert harmed.left["cwd"] == []
    assert len(harmed.left["机密文件夹"]) == len(ROWS) + 1


def refused(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_qdpx(path)
    return caught.value.reason


def test_a_package_of_too_many_members_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refi_package, "MEMBERS", 20)
    path = tmp_path / "a.qdpx"
    path.write_bytes(harmful.qdpx(harmful.qde(), *((f"{i}.txt", "x") for i in range(30))))
    assert refused(path) == "suspicious"


def test_texts_that_are_innocent_alone_and_too_much_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when every source names the same one."""
    monkeypatch.setattr(refi_package, "TEXT_BYTES", 50_000)
    one = '<TextSource guid="{}" plainTextPath="internal://a.txt"/>'
    inside = "".join(one.format(i) for i in range(20))
    path = tmp_path / "a.qdpx"
    parts = ("sources/a.txt", "依法行政" * 1000)
    path.write_bytes(harmful.qdpx(harmful.qde(f"<Sources>{inside}</Sources>"), parts))
    assert refused(path) == "suspicious"
