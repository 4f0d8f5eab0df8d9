"""The list of a bundle's files, and what the program says of one that is not as it was made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.selftest.files import wrong_files
from shipping.listing import LISTING, write_listing


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "批阅 一" / "piyue"
    (folder / "_internal" / "app").mkdir(parents=True)
    (folder / "piyue").write_bytes(b"program")
    (folder / "_internal" / "libQt6Core.so.6").write_bytes(b"library" * 1000)
    (folder / "_internal" / "云岭区 𠮷.txt").write_bytes("报告".encode())
    (folder / "_internal" / "libQt6Core.so").symlink_to("libQt6Core.so.6")
    return folder


def problems(bundle: Path) -> list[str]:
    return list(wrong_files(json.loads((bundle / LISTING).read_text("ascii")), bundle))


def test_a_bundle_as_it_was_made_is_in_order(bundle: Path) -> None:
    first = write_listing(bundle).read_bytes()
    assert problems(bundle) == []
    assert len(json.loads(first)) == 4
    assert write_listing(bundle).read_bytes() == first  # nor does it list itself


def test_what_became_of_its_files_is_told(bundle: Path) -> None:
    write_listing(bundle)
    (bundle / "_internal" / "libQt6Core.so.6").unlink()
    (bundle / "piyue").write_bytes(b"pr0gram")
    (bundle / "_internal" / "云岭区 𠮷.txt").write_bytes(b"")
    (bundle / "unins000.exe").write_bytes(b"what an installer adds is no matter")
    assert sorted(problems(bundle)) == [
        "changed: piyue",
        "missing: _internal/libQt6Core.so",
        "missing: _internal/libQt6Core.so.6",
        "of another size: _internal/云岭区 𠮷.txt",
    ]
