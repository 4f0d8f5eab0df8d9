"""The English interface: every sentence of the window has one, and it fits its source.

The sentences are collected here from the syntax trees, independently of Qt's
lupdate, so that a call it overlooks is noticed too.
"""

from __future__ import annotations

import ast
import re
import string
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.paths import resource
from app.ui.actions import SPECS, shown_keys
from app.ui.theme import Look
from app.ui.title_row import TitleRow
from app.ui.translation import ENGLISH, TsTranslator, install, read_messages
from app.ui.window_actions import Actions
from app.ui.wording import Wording

UI = Path(__file__).resolve().parents[3] / "src" / "app" / "ui"
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Han characters and the punctuation that belongs to them."""

SAMPLE_KEYS = "Ctrl+滚轮"


WRAPPERS = {"text"}
"""What the functions over the table of actions hand on: texts marked there."""


class Call(NamedTuple):
    """One call that translates; `context` is None where it is computed."""

    place: str
    context: str | None
    text: ast.expr


def name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def calls(path: Path) -> Iterator[Call]:
    """The translating calls of one module; `tr` takes the name of its class as context."""

    def walk(node: ast.AST, owner: str) -> Iterator[Call]:
        for child in ast.iter_child_nodes(node):
            inner = child.name if isinstance(child, ast.ClassDef) else owner
            if isinstance(child, ast.Call):
                place, name = f"{path.relative_to(UI)}:{child.lineno}", name_of(child.func)
                if name == "tr" and child.args:
                    yield Call(place, owner, child.args[0])
                elif name == "QT_TRANSLATE_NOOP" or (
                    # A painter's translate takes numbers.
                    name == "translate" and child.args and literal(child.args[0])
                ):
                    context, text = child.args[:2]
                    yield Call(place, literal(context), text)
            yield from walk(child, inner)

    yield from walk(ast.parse(path.read_text(encoding="utf-8")), "")


def literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def all_calls() -> list[Call]:
    return [call for path in sorted(UI.rglob("*.py")) for call in calls(path)]


def wanted() -> set[tuple[str, str]]:
    """Context and source of every literal sentence in the code."""
    found: set[tuple[str, str]] = set()
    for call in all_calls():
        text = literal(call.text)
        if call.context is not None and text is not None:
            found.add((call.context, text))
    return found


def messages() -> list[tuple[str, str, str]]:
    return list(read_messages(resource(ENGLISH)))


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_the_code_is_found() -> None:
    assert len(wanted()) > 400


def test_only_whole_sentences_are_translated() -> None:
    """A computed, formatted or added-up text can never be found in the file."""
    wrong = [
        f"{call.place}: {ast.unparse(call.text)}"
        for call in all_calls()
        if literal(call.text) is None and ast.unparse(call.text) not in WRAPPERS
    ]
    assert wrong == []


def test_every_sentence_has_its_english() -> None:
    known = {(context, source) for context, source, english in messages() if english.strip()}
    assert sorted(wanted() - known) == []


def test_no_message_is_left_over() -> None:
    assert sorted({(context, source) for context, source, _ in messages()} - wanted()) == []


def test_no_message_is_unfinished_or_vanished() -> None:
    root = ET.parse(resource(ENGLISH)).getroot()
    assert [t.get("type") for t in root.iter("translation") if t.get("type")] == []


def test_no_message_stands_there_twice() -> None:
    keys = [(context, source) for context, source, _ in messages()]
    assert len(keys) == len(set(keys))


def test_no_line_numbers_make_the_file_change_with_the_code() -> None:
    assert list(ET.parse(resource(ENGLISH)).getroot().iter("location")) == []


def test_the_fields_of_a_sentence_are_kept() -> None:
    wrong = [(s, e) for _, s, e in messages() if fields(s) != fields(e)]
    assert wrong == []


def test_lines_and_key_columns_are_kept() -> None:
    wrong = [
        (source, english)
        for _, source, english in messages()
        for mark in "\t\n"
        if source.count(mark) != english.count(mark)
    ]
    assert wrong == []


def test_no_chinese_is_left_in_the_english() -> None:
    assert [english for _, _, english in messages() if CHINESE.search(english)] == []


def test_an_ellipsis_that_announces_a_question_is_kept() -> None:
    wrong = [(s, e) for _, s, e in messages() if s.endswith("…") != e.endswith("…")]
    assert wrong == []


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def title_row(window: QWidget) -> TitleRow:
    look = Look()
    return TitleRow(look, Actions(look, window), window)


@pytest.fixture
def english(qapp: object) -> Iterator[TsTranslator]:
    translator = install("en")
    assert translator is not None
    yield translator
    QCoreApplication.removeTranslator(translator)


def test_english_changes_the_words_of_a_widget(window: QWidget, english: TsTranslator) -> None:
    row = title_row(window)
    assert row.tabs["search"].text() == "Search"
    assert row.tabs["search"].toolTip() == "Search page (Alt+2)"


def test_chinese_is_the_language_without_a_translator(window: QWidget) -> None:
    assert install("zh") is None
    row = title_row(window)
    assert row.tabs["search"].text() == "检索"
    assert row.tabs["search"].toolTip() == "检索页（Alt+2）"


def test_sentences_with_values_come_out_in_english(english: TsTranslator) -> None:
    wording = Wording()
    assert wording.levels()["county"] == "County"
    assert wording.action("annotate") == "Mark"


def test_keys_with_a_word_in_them_are_translated(english: TsTranslator) -> None:
    spec = next(spec for spec in SPECS if spec.keys == SAMPLE_KEYS)
    assert shown_keys(spec) == "Ctrl+Wheel"
    assert not any(CHINESE.search(shown_keys(spec)) for spec in SPECS)


def test_a_sentence_without_english_stays_chinese(english: TsTranslator) -> None:
    assert english.translate("Nowhere", "没有译文的话") == "没有译文的话"
