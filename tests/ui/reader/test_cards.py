"""Cards in the margin and over the text: threads, editing, drafts, phrases."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

import builders
from app.settings import ViewState
from app.ui.reader.comment_editor import CommentEditor
from app.ui.reader.desk import Desk, reply_key
from app.ui.reader.marks import Mark
from app.ui.reader.pane import Pane
from app.ui.reader.thread import Act, ActKind, Said
from app.ui.theme import Look
from ui.reader.conftest import Opener
from ui.reader.showing import DOUBT, TOPIC, band_box, content, has_colour, mark

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def wide(open_pane: Opener, width: int = 760) -> Pane:
    return open_pane(content(cards=True), width=width)


def said(text: str, name: str = "王复核", *, own: bool = False) -> Said:
    return Said(uuid4(), text, name, builders.NOON, own)


def editor_of(pane: Pane) -> CommentEditor:
    card = pane.view.cards.card if pane.view.cards_shown else pane.popover
    assert card.editor is not None
    return card.editor


def image_of(pane: Pane) -> QImage:
    return pane.view.cards.grab().toImage()


def compose(field: object, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)  # type: ignore[arg-type]


# --- the column --------------------------------------------------------------------------


def test_cards_stand_in_text_order_and_never_overlap(open_pane: Opener) -> None:
    pane = wide(open_pane)
    notes = [mark(pane, "审结63件", comment="很长的一条批注。" * 8, nth=k) for k in (2, 0, 1)]
    pane.set_annotations([*notes, mark(pane, "率先完成改革")])
    cards = pane.view.cards.arranged(0, 1e6)
    assert [placed.mark.id for placed, _ in cards] == [notes[k].id for k in (1, 2, 0)]
    for (_, above), (_, below) in pairwise(cards):
        assert below.top() >= above.bottom() + 6


def test_cards_never_cover_the_text(open_pane: Opener) -> None:
    pane = wide(open_pane, 560)
    one = mark(pane, "率先完成改革", comment="长" * 400)
    pane.set_annotations([one])
    pane.activate_annotation(one.id)
    port, column = pane.view.viewport().geometry(), pane.view.cards.geometry()
    assert not port.intersects(column)


def test_the_active_card_stands_beside_its_passage(open_pane: Opener) -> None:
    pane = wide(open_pane)
    notes = [mark(pane, "审结63件", comment="一条批注。" * 6, nth=k) for k in range(4)]
    pane.set_annotations(notes)
    pane.activate_annotation(notes[3].id)
    rect = pane.view.cards.rect_of(notes[3].id)
    placed = pane.view.index[notes[3].id]
    assert rect is not None
    assert placed is not None
    line = pane.view.places.rects(placed.start, placed.end)[0].top() - pane.view.bar.value()
    assert abs(rect.y() - line) <= 4
    assert pane.view.cards.card.isVisible()


def test_a_pressed_card_does_not_move_from_under_the_mouse(open_pane: Opener) -> None:
    pane = wide(open_pane)
    notes = [mark(pane, "审结63件", comment="一条批注。" * 6, nth=k) for k in range(3)]
    pane.set_annotations(notes)
    before = pane.view.cards.rect_of(notes[2].id)
    assert before is not None
    QTest.mouseClick(pane.view.cards, LEFT, pos=before.center())
    after = pane.view.cards.rect_of(notes[2].id)
    assert after is not None
    assert (pane.active_annotation(), after.y()) == (notes[2].id, before.y())


def test_a_long_comment_is_folded_and_unfolded(open_pane: Opener) -> None:
    pane = wide(open_pane)
    one = mark(pane, "率先完成改革", comment="\n".join(f"第{k}段。" for k in range(40)))
    pane.set_annotations([one])
    cards = pane.view.cards
    folded = cards.arranged(0, 1e6)[0][1].height()
    pane.activate_annotation(one.id)
    opened = cards.arranged(0, 1e6)[0][1].height()
    assert opened > folded
    body = cards.card.body(cards.card.card_rect().width())
    assert any("16" in line.text for line in body.lines), "it says how much more there is"
    fold = next(part for part in body.parts if part.kind == "fold")
    at = QPoint(30, 8 + round((fold.top + fold.bottom) / 2))
    QTest.mouseClick(cards.card, LEFT, pos=at)
    assert cards.arranged(0, 1e6)[0][1].height() > opened


def test_several_paragraphs_are_kept_apart(open_pane: Opener) -> None:
    pane = wide(open_pane)
    one = mark(pane, "率先完成改革", comment="第一段。\n\n第二段：𠮷祥街道。")
    pane.set_annotations([one])
    pane.activate_annotation(one.id)
    body = pane.view.cards.card.body(200)
    texts = [line.text for line in body.lines]
    assert "第一段。" in texts
    assert "第二段：𠮷祥街道。" in texts


def test_a_settled_card_is_one_quiet_line_with_a_sign(open_pane: Opener, look: Look) -> None:
    pane = wide(open_pane)
    one = replace(mark(pane, "率先完成改革", comment="已改。" * 20), resolved=True)
    pane.set_annotations([one])
    rect = pane.view.cards.arranged(0, 1e6)[0][1]
    assert rect.height() <= look.px(30)
    shown = pane.view.cards.rect_of(one.id)
    assert shown is not None
    box = (shown.right() - 60, shown.y(), 60, shown.height())
    image = image_of(pane)
    assert has_colour(image, look.ok, box)


def test_a_reply_alone_makes_a_card_and_a_sign_in_the_gutter(open_pane: Opener, look: Look) -> None:
    pane = wide(open_pane)
    one = replace(mark(pane, "率先完成改革", DOUBT), replies=(said("请核对"),))
    pane.set_annotations([one])
    assert [placed.mark.id for placed, _ in pane.view.cards.arranged(0, 1e6)] == [one.id]
    assert one.span is not None
    _, y, _, height = band_box(pane, one.span)
    gutter = pane.view.gutter.grab().toImage()
    assert has_colour(gutter, look.tag("amber").line, (0, y, 12, height))


def test_three_hundred_cards_all_stay_beside_the_text(open_pane: Opener) -> None:
    pane = wide(open_pane)
    notes = [mark(pane, "70件", comment="请核对口径。" * (1 + k % 3), nth=k) for k in range(60)]
    copies = [replace(m, id=uuid4()) for m in notes for _ in range(5)]
    pane.set_annotations(copies)
    cards = pane.view.cards.arranged(0, 1e9)
    assert len(cards) == 300
    assert cards[-1][1].bottom() <= max(pane.view.places.height, 300 * 34) + 220


def test_a_filter_hides_the_other_cards(open_pane: Opener) -> None:
    pane = wide(open_pane)
    notes = [mark(pane, "审结63件", comment="批注", nth=k) for k in range(3)]
    pane.set_annotations(notes)
    pane.commenting.choose_cards(frozenset({notes[1].id}))
    assert [p.mark.id for p, _ in pane.view.cards.arranged(0, 1e6)] == [notes[1].id]
    pane.commenting.choose_cards(None)
    assert len(pane.view.cards.arranged(0, 1e6)) == 3


# --- editing -----------------------------------------------------------------------------


def test_a_card_is_edited_in_place(open_pane: Opener, qtbot: QtBot) -> None:
    pane = wide(open_pane)
    one = mark(pane, "率先完成改革", comment="旧")
    pane.set_annotations([one])
    rect = pane.view.cards.rect_of(one.id)
    assert rect is not None
    QTest.mouseDClick(pane.view.cards, LEFT, pos=rect.center())
    editor = editor_of(pane)
    editor.field.selectAll()
    QTest.keyClicks(editor.field, "new")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    QTest.keyClicks(editor.field, "second")
    with qtbot.waitSignal(pane.comment_edited) as edited:
        QTest.keyClick(editor.field, Qt.Key.Key_Return, CONTROL)
    assert edited.args == [one.id, "new\nsecond"]
    assert pane.view.cards.card.editor is None


def test_leaving_the_editor_keeps_what_was_typed(open_pane: Opener, qtbot: QtBot) -> None:
    pane = wide(open_pane)
    one = mark(pane, "率先完成改革", comment="旧")
    pane.set_annotations([one])
    pane.activateWindow()
    pane.edit_comment(one.id)
    editor = editor_of(pane)
    qtbot.waitUntil(editor.field.hasFocus)
    QTest.keyClicks(editor.field, "x")
    with qtbot.waitSignal(pane.comment_edited) as edited:
        pane.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert edited.args == [one.id, "旧x"]
    assert pane.view.cards.desk.draft(str(one.id)) is None


def test_escape_leaves_a_draft_that_is_seen_and_found_again(
    open_pane: Opener, qtbot: QtBot, look: Look
) -> None:
    pane = wide(open_pane)
    one = mark(pane, "率先完成改革", comment="旧")
    pane.set_annotations([one])
    pane.activateWindow()
    pane.edit_comment(one.id)
    editor = editor_of(pane)
    qtbot.waitUntil(editor.field.hasFocus)
    QTest.keyClicks(editor.field, "x")
    with qtbot.assertNotEmitted(pane.comment_edited):
        QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    assert pane.view.hasFocus(), "the next key is meant for the text again"
    assert pane.view.cards.card.editor is None
    assert pane.view.cards.desk.draft(str(one.id)) == "旧x"
    body = pane.view.cards.card.body(200)
    assert any("旧x" in line.text and line.role == "warn" for line in body.lines)
    pane.edit_comment(one.id)
    again = editor_of(pane)
    assert again.field.toPlainText() == "旧x"
    QTest.mouseClick(again.back_button, LEFT)
    assert again.field.toPlainText() == "旧"
    QTest.keyClick(again.field, Qt.Key.Key_Escape)
    assert pane.view.cards.desk.draft(str(one.id)) is None


def test_a_draft_survives_a_crash(open_pane: Opener, tmp_path: Path, qtbot: QtBot) -> None:
    library = uuid4()
    desk = Desk()
    desk.set_view(ViewState(tmp_path, library))
    pane = wide(open_pane)
    pane.commenting.set_desk(desk)
    one = mark(pane, "率先完成改革")
    pane.set_annotations([one])
    pane.edit_comment(one.id)
    QTest.keyClicks(editor_of(pane).field, "half a thought")
    written = tmp_path / "views" / f"{library}.json"
    qtbot.waitUntil(lambda: written.exists() and "half a thought" in written.read_text("utf-8"))
    other = Desk()  # the process died here; the next one starts
    other.set_view(ViewState(tmp_path, library))
    assert other.draft(str(one.id)) == "half a thought"


def test_no_key_of_a_composing_input_method_ends_the_editor(open_pane: Opener) -> None:
    pane = wide(open_pane)
    one = mark(pane, "率先完成改革")
    pane.set_annotations([one])
    pane.edit_comment(one.id)
    editor = editor_of(pane)
    compose(editor.field, "heshi")
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Slash):
        QTest.keyClick(editor.field, key)
        QTest.keyClick(editor.field, key, CONTROL)
    assert pane.view.cards.card.editor is editor
    compose(editor.field, "", "核实𠮷")
    assert "核实𠮷" in editor.field.toPlainText()
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    assert pane.view.cards.card.editor is None


def test_undo_in_the_editor_is_the_editors_own(open_pane: Opener) -> None:
    pane = wide(open_pane)
    one = mark(pane, "率先完成改革", comment="旧")
    pane.set_annotations([one])
    pane.edit_comment(one.id)
    field = editor_of(pane).field
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.toPlainText() == "旧"


def test_typing_grows_the_card_and_keeps_the_editor_in_view(open_pane: Opener) -> None:
    pane = open_pane(content(cards=True), width=760, height=420)
    one = mark(pane, "健全机制第1", comment="旧")
    pane.set_annotations([one])
    pane.edit_comment(one.id)
    editor = editor_of(pane)
    before = editor.height()
    for k in range(9):
        QTest.keyClicks(editor.field, f"line {k}")
        QTest.keyClick(editor.field, Qt.Key.Key_Return)
    assert editor.height() > before
    cards = pane.view.cards
    bottom = editor.mapTo(cards, QPoint(0, editor.height())).y()
    assert bottom <= cards.height()


def test_typing_within_a_line_places_no_card_anew(open_pane: Opener) -> None:
    pane = wide(open_pane)
    notes = [mark(pane, "审结63件", comment="批注", nth=k) for k in range(5)]
    pane.set_annotations(notes)
    pane.edit_comment(notes[2].id)
    cards, field = pane.view.cards, editor_of(pane).field
    QTest.keyClicks(field, "x")
    placed = cards.places()
    QTest.keyClicks(field, "yz")
    assert cards.places() is placed


def test_another_report_keeps_what_is_being_written(open_pane: Opener, qtbot: QtBot) -> None:
    pane = wide(open_pane)
    one = mark(pane, "率先完成改革")
    pane.set_annotations([one])
    pane.edit_comment(one.id)
    QTest.keyClicks(editor_of(pane).field, "ok")
    with qtbot.waitSignal(pane.comment_edited) as edited:
        pane.show_report(content(cards=True))
    assert edited.args == [one.id, "ok"]


def test_what_is_written_on_a_mark_that_is_deleted_stays_a_draft(
    open_pane: Opener, qtbot: QtBot
) -> None:
    pane = wide(open_pane)
    one = mark(pane, "率先完成改革")
    pane.set_annotations([one])
    pane.edit_comment(one.id)
    QTest.keyClicks(editor_of(pane).field, "ok")
    with qtbot.assertNotEmitted(pane.comment_edited):
        pane.update_marks([], [one.id])
    assert pane.view.cards.card.editor is None
    assert pane.view.cards.desk.draft(str(one.id)) == "ok"


# --- threads -----------------------------------------------------------------------------


def acts(pane: Pane) -> list[Act]:
    found: list[Act] = []
    pane.discussed.connect(found.append)
    return found


def discussed(pane: Pane) -> Mark:
    one = mark(pane, "率先完成改革", comment="请核对")
    one = replace(one, at=builders.NOON, replies=(said("已核对"), said("好", "审阅甲", own=True)))
    pane.set_annotations([one])
    return one


def test_an_open_card_names_who_replied_and_when(open_pane: Opener) -> None:
    pane = wide(open_pane)
    one = discussed(pane)
    pane.activate_annotation(one.id)
    body = pane.view.cards.card.body(200)
    heads = [line.text for line in body.lines if line.px == 12]
    assert [head.split(" · ")[0] for head in heads] == ["审阅甲", "王复核", "审阅甲"]
    assert all(":" in head for head in heads)
    assert "已核对" in pane.view.cards.card.accessibleName()


def test_a_reply_is_written_under_the_comment(open_pane: Opener) -> None:
    pane = wide(open_pane)
    one = discussed(pane)
    found = acts(pane)
    pane.activate_annotation(one.id)
    QTest.mouseClick(pane.view.cards.card.reply_button, LEFT)
    editor = editor_of(pane)
    QTest.keyClicks(editor.field, "agreed")
    QTest.keyClick(editor.field, Qt.Key.Key_Return, CONTROL)
    assert found == [Act(ActKind.REPLY, one.id, "agreed")]
    pane.commenting.reply(one.id)
    assert editor_of(pane).field.toPlainText() == "", "a reply that was kept leaves no draft"


def test_an_empty_reply_asks_for_nothing(open_pane: Opener) -> None:
    pane = wide(open_pane)
    one = discussed(pane)
    found = acts(pane)
    pane.commenting.reply(one.id)
    QTest.keyClick(editor_of(pane).field, Qt.Key.Key_Return, CONTROL)
    assert found == []


def test_a_reply_has_a_draft_of_its_own(open_pane: Opener) -> None:
    pane = wide(open_pane)
    one = discussed(pane)
    pane.commenting.reply(one.id)
    QTest.keyClicks(editor_of(pane).field, "later")
    QTest.keyClick(editor_of(pane).field, Qt.Key.Key_Escape)
    assert pane.view.cards.desk.draft(reply_key(one.id)) == "later"
    pane.edit_comment(one.id)
    assert editor_of(pane).field.toPlainText() == "请核对"


def test_own_replies_alone_can_be_altered(open_pane: Opener) -> None:
    pane = wide(open_pane)
    one = discussed(pane)
    found = acts(pane)
    pane.activate_annotation(one.id)
    card = pane.view.cards.card
    menu = QMenu()
    card.fill_menu(menu, one.replies[0])
    assert not [a.text() for a in menu.actions() if "已核对" in a.text()]
    menu = QMenu()
    card.fill_menu(menu)
    words = [a.text() for a in menu.actions()]
    assert [w for w in words if "好" in w] == ["修改回复“好”", "删除回复“好”"]
    card.edit_reply(one.replies[1])
    editor = editor_of(pane)
    editor.field.selectAll()
    QTest.keyClicks(editor.field, "fine")
    QTest.keyClick(editor.field, Qt.Key.Key_Return, CONTROL)
    assert found == [Act(ActKind.EDIT_REPLY, one.replies[1].id, "fine")]


def test_a_double_click_on_anothers_reply_edits_nothing(open_pane: Opener) -> None:
    pane = wide(open_pane)
    one = discussed(pane)
    pane.activate_annotation(one.id)
    card = pane.view.cards.card
    for k, edits in ((0, False), (1, True)):
        part = next(p for p in card.body(200).parts if p.id == one.replies[k].id)
        QTest.mouseDClick(card, LEFT, pos=QPoint(40, 8 + round(part.top + part.bottom) // 2))
        assert (card.editor is not None) is edits


def test_the_button_settles_and_opens_again(open_pane: Opener) -> None:
    pane = wide(open_pane)
    one = discussed(pane)
    found = acts(pane)
    pane.activate_annotation(one.id)
    card = pane.view.cards.card
    QTest.mouseClick(card.resolve_button, LEFT)
    pane.update_marks([replace(one, resolved=True)])
    assert card.resolve_button.text() == "重新打开"
    QTest.mouseClick(card.resolve_button, LEFT)
    assert [act.kind for act in found] == [ActKind.RESOLVE, ActKind.REOPEN]


# --- phrases -----------------------------------------------------------------------------

PHRASES = ("表述与上年雷同", "缺少数据支撑", "需核实来源", "亮点，可推广")


def writing(open_pane: Opener) -> tuple[Pane, CommentEditor]:
    pane = wide(open_pane)
    pane.view.cards.desk.show_phrases(PHRASES)
    one = mark(pane, "率先完成改革", TOPIC)
    pane.set_annotations([one])
    pane.edit_comment(one.id)
    return pane, editor_of(pane)


def test_a_stroke_offers_phrases_and_enter_puts_one_in(open_pane: Opener) -> None:
    pane, editor = writing(open_pane)
    QTest.keyClicks(editor.field, "/")
    assert editor.field.offers_phrases
    QTest.keyClick(editor.field, Qt.Key.Key_Down)
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    assert editor.field.toPlainText() == PHRASES[1]
    assert not editor.field.offers_phrases
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    assert editor.field.toPlainText() == PHRASES[1] + "\n", "Enter begins a paragraph again"
    assert pane.view.cards.card.editor is editor


def test_phrases_are_found_by_number_and_by_words(open_pane: Opener) -> None:
    _, editor = writing(open_pane)
    QTest.keyClicks(editor.field, "/3")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    assert editor.field.toPlainText() == "需核实来源"
    editor.field.clear()
    QTest.keyClicks(editor.field, "a /")
    compose(editor.field, "", "推广")
    QTest.keyClick(editor.field, Qt.Key.Key_Tab)
    assert editor.field.toPlainText() == "a 亮点，可推广"


def test_escape_closes_the_phrases_before_the_editor(open_pane: Opener) -> None:
    pane, editor = writing(open_pane)
    QTest.keyClicks(editor.field, "/")
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    assert pane.view.cards.card.editor is editor
    assert not editor.field.offers_phrases
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    assert pane.view.cards.card.editor is None


def test_a_stroke_inside_a_word_is_only_a_stroke(open_pane: Opener) -> None:
    _, editor = writing(open_pane)
    QTest.keyClicks(editor.field, "and/or")
    assert not editor.field.offers_phrases
    QTest.keyClicks(editor.field, " /zzz")
    assert not editor.field.offers_phrases, "nothing is called so"


def test_the_chinese_key_for_the_stroke_offers_phrases_at_the_beginning(
    open_pane: Opener,
) -> None:
    _, editor = writing(open_pane)
    compose(editor.field, "", "、")
    assert editor.field.offers_phrases
    editor.field.clear()
    compose(editor.field, "", "甲、乙")
    assert not editor.field.offers_phrases


def test_a_comment_becomes_a_phrase(open_pane: Opener) -> None:
    pane, editor = writing(open_pane)
    QTest.keyClicks(editor.field, "check it")
    menu = QMenu()
    editor._fill_menu(menu)
    next(a for a in menu.actions() if a.text() == "保存为常用语").trigger()
    assert pane.view.cards.desk.phrases[-1] == "check it"


# --- over the text -----------------------------------------------------------------------


def test_without_the_column_the_sign_opens_the_card_over_the_text(pane: Pane) -> None:
    one = mark(pane, "率先完成改革", comment="出处待核")
    assert one.span is not None
    pane.set_annotations([one])
    _, y, _, height = band_box(pane, one.span)
    QTest.mouseClick(pane.view.gutter, LEFT, pos=QPoint(6, y + height // 2))
    assert pane.popover.isVisible()
    assert pane.view.rect().contains(pane.popover.geometry())
    assert (
        not pane.popover.card_rect()
        .translated(pane.popover.pos())
        .intersects(
            pane.view.viewport()
            .geometry()
            .adjusted(0, y, 0, 0)
            .intersected(
                pane.view.viewport()
                .geometry()
                .adjusted(0, y, 0, -(pane.view.height() - y - height))
            )
        )
    ), "the passage stays free"
    QTest.keyClick(pane.view, Qt.Key.Key_Escape)
    assert not pane.popover.isVisible()


def test_a_new_comment_is_written_over_the_text(pane: Pane, qtbot: QtBot) -> None:
    one = mark(pane, "率先完成改革")
    pane.edit_comment(one.id)  # the wish comes before the mark is shown
    pane.update_marks([one])
    editor = editor_of(pane)
    QTest.keyClicks(editor.field, "ok")
    with qtbot.waitSignal(pane.comment_edited) as edited:
        QTest.keyClick(editor.field, Qt.Key.Key_Enter, CONTROL)
    assert edited.args == [one.id, "ok"]


def test_a_popover_being_written_in_stays_while_the_text_scrolls(pane: Pane) -> None:
    one = mark(pane, "率先完成改革", comment="旧")
    pane.set_annotations([one])
    pane.edit_comment(one.id)
    pane.view.bar.setValue(60)
    assert pane.popover.isVisible()
    QTest.keyClick(editor_of(pane).field, Qt.Key.Key_Return, CONTROL)
    pane.view.bar.setValue(120)
    assert not pane.popover.isVisible()
