"""Signals: a change becomes one signal per subject, in the thread of the window."""

from __future__ import annotations

import threading
import time
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from app.domain.anchor import Span
from app.ui.signals import Signals
from app.workspace.workspace import Workspace


def test_an_annotation_is_told_with_its_report_whatever_was_changed(workspace: Workspace) -> None:
    signals, told = Signals(), list[tuple[frozenset[UUID], frozenset[UUID]]]()
    signals.listen_to(workspace)
    signals.annotations_changed.connect(lambda reports, ids: told.append((reports, ids)))
    report = workspace.library.reports()[0].id
    made = workspace.annotating.highlight(report, Span(3, 9))
    workspace.annotating.set_comment(made.id, "请核对")
    workspace.annotating.delete([made.id])
    assert told == [(frozenset({report}), frozenset({made.id}))] * 3


def test_a_change_in_another_thread_arrives_in_that_of_the_window(
    qapp: QCoreApplication, workspace: Workspace
) -> None:
    signals, threads = Signals(), list[int]()
    signals.listen_to(workspace)
    signals.tags_changed.connect(lambda _: threads.append(threading.get_ident()))
    worker = threading.Thread(target=workspace.tagging.create, args=("新标签",))
    worker.start()
    worker.join()
    assert threads == []
    until = time.monotonic() + 5
    while not threads and time.monotonic() < until:
        QCoreApplication.processEvents()
    assert threads == [threading.get_ident()]


def test_a_library_left_behind_is_not_listened_to(workspace: Workspace) -> None:
    signals, told = Signals(), list[object]()
    signals.listen_to(workspace)
    signals.changed.connect(told.append)
    signals.listen_to(None)
    workspace.tagging.create("新标签")
    assert told == []
