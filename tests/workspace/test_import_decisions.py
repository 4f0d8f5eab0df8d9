"""What was decided about a file is offered when it comes again."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from app.domain.incoming import Choices
from app.workspace.import_decisions import FILE_NAME, MOST, Decision, Decisions

ONE = Decision({"year": "2022", "level": None}, choices=Choices(encoding="gb18030"))


def name(number: int) -> str:
    return f"{number:064x}"


def test_a_decision_comes_back_after_a_restart(tmp_path: Path) -> None:
    first = Decisions(tmp_path)
    first.keep(name(1), ONE)
    first.keep(
        name(2), Decision(skipped=True, apart=True, seen=True, choices=Choices(whole_page=True))
    )
    first.save()
    again = Decisions(tmp_path)
    assert again.of(name(1)) == ONE
    assert again.of(name(2)) == first.of(name(2))
    assert again.of(name(3)) is None


def test_a_forgotten_decision_is_gone(tmp_path: Path) -> None:
    known = Decisions(tmp_path)
    known.keep(name(1), ONE)
    known.forget(name(1))
    known.save()
    assert known.of(name(1)) is None
    assert Decisions(tmp_path).of(name(1)) is None


def test_the_file_holds_no_path_and_stays_bounded(tmp_path: Path) -> None:
    known = Decisions(tmp_path)
    for number in range(MOST + 5):
        known.keep(name(number), Decision(skipped=True))
    known.keep(name(5), Decision(skipped=True, apart=True))  # decided anew: the newest now
    known.keep(name(MOST + 5), Decision(skipped=True))
    known.save()
    entries = json.loads((tmp_path / FILE_NAME).read_text(encoding="utf-8"))["decisions"]
    assert len(entries) == MOST
    assert known.of(name(4)) is None
    assert known.of(name(5)) is not None
    assert known.of(name(6)) is None
    assert set().union(*entries) <= {"file", "corrections", "skipped", "apart", "seen", "choices"}


def test_nothing_is_written_when_nothing_was_decided(tmp_path: Path) -> None:
    known = Decisions(tmp_path)
    known.keep(name(1), Decision())
    known.save()
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize(
    "content",
    [
        "nonsense",
        "[]",
        '{"decisions": 3}',
        '{"decisions": [3, {"file": "x"}, {"file": 5}]}',
        json.dumps({"decisions": [{"file": name(1), "choices": {"encoding": 7}}]}),
        json.dumps({"decisions": [{"file": name(1), "corrections": []}, {"skipped": True}]}),
    ],
)
def test_a_damaged_file_costs_only_what_is_damaged(
    tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE_NAME).write_text(content, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        known = Decisions(tmp_path)
    known.keep(name(2), ONE)
    known.save()
    assert Decisions(tmp_path).of(name(2)) == ONE
