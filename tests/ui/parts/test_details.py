"""The details page: guesses confirmed with one press; several reports changed at once."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

import builders
from app.domain.report import Field, Report, Source
from app.ui.library.batch_sheet import BatchPage, Values
from app.ui.library.details import DetailsPage
from app.ui.theme import Look
from app.ui.wording import Wording


@pytest.fixture
def report() -> Report:
    made = builders.report(organisation="云岭区人民政府", region="湖南")
    return replace(made, metadata=replace(made.metadata, region=Field("湖南", Source.GUESS)))


@pytest.fixture
def page(qtbot: QtBot, look: Look, report: Report) -> DetailsPage:
    made = DetailsPage(look, Wording())
    qtbot.addWidget(made)
    made.resize(200, 700)
    made.show()
    made.show_report(report)
    return made


def test_a_guess_has_a_button_that_confirms_it(page: DetailsPage, report: Report) -> None:
    heard: list[tuple[UUID, str]] = []
    page.confirmed.connect(lambda id_, name: heard.append((id_, name)))
    assert [n for n, b in page.confirms.items() if not b.isHidden()] == ["region"]
    page.confirms["region"].click()
    assert heard == [(report.id, "region")]


def test_the_menu_of_a_field_restores_and_says_none(page: DetailsPage, report: Report) -> None:
    page.history = lambda *_: ("江西", ["一", "二"])
    own = replace(report, metadata=report.metadata.corrected({"region": "贵州"}))
    page.show_report(own)
    menu = QMenu()
    page.fill_menu("region", menu)
    words = {a.text(): a.isEnabled() for a in menu.actions() if a.text()}
    assert words["恢复识别值：江西"]
    assert words["标为没有"]
    assert not words["确认"]
    assert "二" in words
    page.show_report(replace(report, metadata=report.metadata.corrected({"region": None})))
    menu = QMenu()
    page.fill_menu("region", menu)
    assert not next(a for a in menu.actions() if a.text() == "标为没有").isEnabled()


def test_only_what_is_ticked_is_changed(qtbot: QtBot, look: Look, report: Report) -> None:
    asked: list[Values] = []

    def differing(values: Values) -> int:
        asked.append(values)
        return 1

    other = replace(report, metadata=report.metadata.corrected({"region": "贵州"}))
    page = BatchPage(look, Wording(), [report, other], differing)
    host = QWidget()
    qtbot.addWidget(host)
    page.setParent(host)
    assert not page.buttons["yes"].isEnabled()
    qtbot.keyClicks(page.fields["year"], "2024")
    assert page.ticks["year"].isChecked()
    assert page.values() == {"year": "2024"}
    assert page.buttons["yes"].isEnabled()
    assert page.buttons["yes"].text() == "修改 1 份"
    page._set_level("zone")
    assert page.values() == {"year": "2024", "level": "zone"}
    page.ticks["year"].setChecked(False)
    page.ticks["organisation"].setChecked(True)
    assert page.values() == {"level": "zone", "organisation": None}
