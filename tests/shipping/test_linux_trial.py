"""How a trial on a clean system compares: before and after, an older version and a newer one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("packages for Linux are tried on Linux", allow_module_level=True)

from shipping import trying
from shipping.trying import Trial


def test_what_came_went_or_changed_is_named(tmp_path: Path) -> None:
    (tmp_path / "usr/share").mkdir(parents=True)
    (tmp_path / "usr/share/same").write_text("1")
    (tmp_path / "usr/share/other").write_text("1")
    (tmp_path / "usr/share/gone").write_text("1")
    (tmp_path / "var/log").mkdir(parents=True)
    before = trying.contents(tmp_path)
    (tmp_path / "usr/share/other").write_text("2")
    (tmp_path / "usr/share/gone").unlink()
    (tmp_path / "opt/piyue").mkdir(parents=True)
    (tmp_path / "var/log/dpkg.log").write_text("of the system")
    left = trying.differing(before, trying.contents(tmp_path))
    assert left == ["opt", "opt/piyue", "usr/share/gone", "usr/share/other"]


def test_annotations_are_compared_by_what_people_wrote() -> None:
    row = {
        "id": "1",
        "quote": "甲",
        "comment": "𠮷",
        "reviewer": "张",
        "tags": ["a"],
        "resolved": True,
    }
    old = json.dumps([row])
    new = json.dumps([{**row, "shown": "something that only the newer version tells"}])
    assert trying.essence(old) == trying.essence(new)
    changed = json.dumps([{**row, "comment": "吉"}])
    assert trying.essence(old) != trying.essence(changed)


def test_the_table_has_a_column_for_each_release() -> None:
    trials = [Trial("bullseye", {"install": "8 s"}), Trial("bookworm", {"start": "0.3 s"})]
    assert trying.table(trials).splitlines() == [
        "|  | bullseye | bookworm |",
        "| --- | --- | --- |",
        "| install | 8 s |  |",
        "| start |  | 0.3 s |",
    ]
