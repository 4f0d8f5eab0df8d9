"""check() notices whatever the tables, the log or the index hold that the others do not."""

from __future__ import annotations

import json

import pytest

from app.domain.anchor import Span
from app.domain.change import Entity
from app.store.library import Library
from store.changing import Changes


@pytest.fixture
def filled(library: Library, changes: Changes) -> Library:
    changes.add_reviewer()
    report = changes.add_report()
    tags = [changes.add_tag("甲"), changes.add_tag("乙")]
    note = changes.annotate(report, Span(0, 4), tags, "意见")
    changes.set(Entity.ANNOTATION, note, comment="新的意见")
    assert library.check() == []
    return library


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE annotation SET comment = '改'", "fold: annotation "),
        ("UPDATE annotation SET set_by = '{}'", "fold: annotation "),
        ("UPDATE annotation SET made = 1", "fold: annotation "),
        ("UPDATE tag SET slot = 3 WHERE name = '甲'", "fold: tag "),
        ("UPDATE report SET year = '1999'", "fold: report "),
        ("UPDATE layout SET furniture = '[[0,1]]'", "fold: layout "),
        ("UPDATE annotation_tag SET position = position + 7", "fold: annotation_tag "),
        ("DELETE FROM annotation", "fold: annotation "),
        ("INSERT INTO status SELECT r.id, w.id, 1, '{}', 'read' FROM report r, reviewer w",
         "fold: status "),
        ("DELETE FROM touched", "fold: touched "),
        ("UPDATE tag SET parent = 'none' WHERE name = '乙'", "reference: "),
    ],
)  # fmt: skip
def test_a_table_that_is_not_the_fold_of_the_log_is_found(
    filled: Library, tampering: str, found: str
):
    assert filled._writer is not None
    filled._writer.execute("PRAGMA foreign_keys = OFF")
    filled._writer.execute(tampering)
    problems = filled.check()
    assert problems
    assert any(line.startswith(found) for line in problems)


def tamper_with_log(library: Library, statement: str, *values: object) -> list[str]:
    assert library._writer is not None
    for trigger in ("change_never_update", "change_never_delete", "text_never_update"):
        library._writer.execute(f"DROP TRIGGER {trigger}")
    library._writer.execute(statement, values)
    return library.check()


def test_a_change_taken_out_of_the_log_is_found(filled: Library):
    found = tamper_with_log(filled, "DELETE FROM change WHERE n = 3")
    assert any(line.startswith("log: 1 changes of ") for line in found)


def test_a_log_whose_counter_goes_back_is_found(filled: Library):
    found = tamper_with_log(filled, "UPDATE change SET lamport = 1 WHERE n = 4")
    assert any(line.startswith("log: the counter goes back") for line in found)


def test_an_edit_that_was_rewritten_is_found(filled: Library):
    last = filled.changes()[-1]
    edits = [["annotation", last.edits[0].id, {"comment": "意见"}, {"comment": "x"}, {}]]
    found = tamper_with_log(
        filled, "UPDATE change SET edits = ? WHERE id = ?", json.dumps(edits), str(last.id)
    )
    assert f"log: set_by of change {last.id}" in found
    assert any(line.startswith("fold: annotation ") for line in found)
    edits[0][2] = {"comment": "never so"}
    assert filled._writer is not None
    filled._writer.execute(
        "UPDATE change SET edits = ? WHERE id = ?", (json.dumps(edits), str(last.id))
    )
    assert any("does not follow" in line for line in filled.check())


def test_a_text_that_is_not_its_hash_is_found(filled: Library):
    found = tamper_with_log(filled, "UPDATE text SET body = body || '。'")
    assert found[0].startswith("text: ")
