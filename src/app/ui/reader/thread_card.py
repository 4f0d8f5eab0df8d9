"""The card of the active mark: a real widget, with its thread, its buttons and its editor."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.ui.controls import Button
from app.ui.menus import show_menu
from app.ui.reader.card import PAD, Body, Part, Setter, Size, Slot, head_of, paint_card
from app.ui.reader.comment_editor import CommentEditor
from app.ui.reader.desk import Desk, reply_key
from app.ui.reader.marks import Mark
from app.ui.reader.thread import Act, ActKind, Said
from app.ui.theme import Look

EDGE = 8
"""Room around the card for its shadow."""

BUTTONS = 28


class ThreadCard(QWidget):
    """Shows one mark's comment and replies; asks for what is to be done with them.

    Signals:
        acted: an Act. resized: it wants another height. left: the keys go back to the text.
        editing_ended: whether the editor had the focus.
    """

    acted = Signal(object)
    resized = Signal()
    left = Signal()
    editing_ended = Signal(bool)

    def __init__(self, look: Look, desk: Desk, setter: Setter, parent: QWidget) -> None:
        super().__init__(parent)
        self.look, self.desk, self._setter = look, desk, setter
        self.mark: Mark | None = None
        self.editor: CommentEditor | None = None
        self._slot: tuple[Literal["comment", "reply"], UUID | None] = ("comment", None)
        self._unfolded = False
        self._body: Body | None = None
        self.reply_button = Button(look, "", px=12, height=24, parent=self)
        self.resolve_button = Button(look, "", "ok", px=12, height=24, parent=self)
        self.more_button = Button(look, "", "more", height=24, tip=self.tr("更多"), parent=self)
        self.link_button = Button(look, "", "link", height=24, tip=self.tr("链接"), parent=self)
        self.link_button.clicked.connect(
            lambda: self.mark and desk.link_followed.emit(self.mark.id)
        )
        desk.links_changed.connect(self._show_links)
        self.reply_button.clicked.connect(self.add_reply)
        self.resolve_button.clicked.connect(self.toggle_resolved)
        self.more_button.clicked.connect(lambda: show_menu(self.more_button, self.fill_menu))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self._forget)
        desk.drafts_changed.connect(self._draft_changed)
        self.hide()

    # --- content -----------------------------------------------------------------------

    def show_mark(self, mark: Mark) -> None:
        """Show a mark; another one than before ends an edit, keeping what was written."""
        if self.mark is not None and self.mark.id != mark.id:
            self.finish()
            self._unfolded = False
        self.mark = mark
        self._name_parts(mark)
        self._forget()

    def _name_parts(self, mark: Mark) -> None:
        self.reply_button.set_label(self.tr("回复"))
        self.reply_button.setToolTip(self.desk.with_key(self.tr("回复"), "reply"))
        self.resolve_button.set_label(self.tr("重新打开") if mark.resolved else self.tr("解决"))
        tip = self.tr("重新打开") if mark.resolved else self.tr("标为已解决")
        tip = self.desk.with_key(tip, "resolve")
        self.resolve_button.setToolTip(tip)
        self.resolve_button.setAccessibleName(tip)
        self._show_links()
        said = [mark.comment, *(f"{one.reviewer_name}：{one.text}" for one in mark.replies)]
        state = self.tr("已解决") if mark.resolved else ""
        head = head_of(mark, self.untagged())
        words = "；".join(part for part in (head, state, *said) if part)
        self.setAccessibleName(self.tr("批注卡：{words}").format(words=words))

    def _show_links(self) -> None:
        """The way to what the mark is linked with; the tool tip tells what that is."""
        if self.mark is None:
            return
        count = self.desk.links(self.mark.id)
        words = self.tr("链接 {count}").format(count=count)
        self.link_button.setVisible(count > 0)
        self.link_button.setAccessibleName(words)
        told = self.desk.words_of_links(self.mark.id)
        self.link_button.setToolTip(f"{self.desk.with_key(words, 'follow_link')}\n{told}")

    def untagged(self) -> str:
        return self.tr("未加标签")

    def _forget(self) -> None:
        self._body = None
        self.update()

    def _draft_changed(self, owner: str) -> None:
        if self.mark is not None and owner == str(self.mark.id):
            self._forget()

    def body(self, width: float) -> Body:
        """The words of the card at a width."""
        mark = self.mark
        assert mark is not None
        slot = None
        if self.editor is not None:
            what, id_ = self._slot
            slot = Slot(what, self.editor.wished_height(), id_)
        draft = self.desk.draft_of(mark.id)
        return self._setter.body(
            mark, width, Size.OPEN, unfolded=self._unfolded, draft=draft, slot=slot
        )

    def slot(self) -> tuple[float, float] | None:
        """Top and bottom of the editor in the card, with the buttons that follow it."""
        if self.editor is None or self._body is None:
            return None
        part = next((part for part in self._body.parts if part.kind == "slot"), None)
        return (part.top, part.bottom + self.look.px(BUTTONS)) if part else None

    def height_for(self, width: float) -> float:
        """Height of the card, without the room for its shadow."""
        return self.body(width).height + self.look.px(BUTTONS) - 4

    def place(self, rect: QRectF) -> None:
        """Put the card where it belongs, in the parent's coordinates."""
        self._body = self.body(rect.width())
        self.setGeometry(rect.adjusted(-EDGE, -EDGE, EDGE, EDGE).toAlignedRect())
        self._place_parts()

    def card_rect(self) -> QRectF:
        return QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)

    def _place_parts(self) -> None:
        body, card = self._body, self.card_rect()
        if body is None:
            return
        shown = (self.reply_button, self.resolve_button, self.link_button, self.more_button)
        needed = sum(button.sizeHint().width() for button in shown) + 6
        if not self.link_button.isHidden() and needed > card.width():
            self.resolve_button.set_label("")  # its sign is left; the tool tip has the word
        y = round(card.bottom() - self.look.px(BUTTONS))
        x = round(card.x()) + 3
        for button in (self.reply_button, self.resolve_button):
            size = button.sizeHint()
            button.setGeometry(x, y, size.width(), size.height())
            x += size.width()
        size = self.more_button.sizeHint()
        self.more_button.setGeometry(
            round(card.right()) - size.width() - 3, y, size.width(), size.height()
        )
        left = self.more_button.x() - self.link_button.sizeHint().width()
        self.link_button.setGeometry(left, y, self.more_button.x() - left, size.height())
        slot = next((part for part in body.parts if part.kind == "slot"), None)
        if self.editor is not None and slot is not None:
            inset = PAD if self._slot[0] == "comment" else PAD + 4
            self.editor.setGeometry(
                round(card.x()) + inset,
                round(card.y() + slot.top),
                round(card.width()) - inset - PAD,
                round(slot.bottom - slot.top),
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.mark is None:
            return
        card = self.card_rect()
        if self._body is None:
            self._body = self.body(card.width())
        paint_card(QPainter(self), self.look, card, self.mark, self._body, self.untagged())

    # --- editing -----------------------------------------------------------------------

    def edit_comment(self) -> CommentEditor | None:
        """Open the editor of the comment."""
        mark = self.mark
        if mark is None:
            return None
        return self._open(
            ("comment", None), str(mark.id), mark.comment, self.tr("写批注"),
            lambda text: Act(ActKind.COMMENT, mark.id, text),
        )  # fmt: skip

    def add_reply(self) -> CommentEditor | None:
        """Open the editor of a new reply."""
        mark = self.mark
        if mark is None:
            return None
        return self._open(
            ("reply", None), reply_key(mark.id), "", self.tr("写回复"),
            lambda text: Act(ActKind.REPLY, mark.id, text) if text else None,
        )  # fmt: skip

    def edit_reply(self, said: Said) -> CommentEditor:
        """Open the editor of an own reply; leaving it empty deletes it."""
        return self._open(
            ("reply", said.id), str(said.id), said.text, self.tr("改回复"),
            lambda text: Act(ActKind.EDIT_REPLY if text else ActKind.DELETE_REPLY, said.id, text),
        )  # fmt: skip

    def _open(self, slot, key: str, text: str, name: str, act) -> CommentEditor:
        if self.editor is not None and self._slot == slot:
            self.editor.field.setFocus()
            return self.editor
        self.finish()
        self._slot = slot
        editor = self.editor = CommentEditor(self.look, self.desk, key, text, name, self)

        def kept(said: str) -> None:
            asked = act(said)
            if asked is not None:
                self.acted.emit(asked)

        editor.kept.connect(kept)
        editor.closed.connect(self._closed)
        editor.grown.connect(self._grown)
        self._grown()
        editor.show()
        editor.field.setFocus()
        return editor

    def _grown(self) -> None:
        self._forget()
        self.resized.emit()

    def _closed(self, had_focus: bool) -> None:
        self.editor = None
        self._grown()
        self.editing_ended.emit(had_focus)

    def finish(self, *, keep: bool = True) -> None:
        """End an edit that is under way."""
        if self.editor is not None:
            self.editor.finish(keep=keep)

    @property
    def is_editing(self) -> bool:
        return self.editor is not None

    # --- acts --------------------------------------------------------------------------

    def toggle_resolved(self) -> None:
        if self.mark is not None:
            kind = ActKind.REOPEN if self.mark.resolved else ActKind.RESOLVE
            self.acted.emit(Act(kind, self.mark.id))

    def fill_menu(self, menu: QMenu, said: Said | None = None) -> None:
        """Everything that can be done with the card, or with one reply of it."""
        mark = self.mark
        if mark is None:
            return
        if said is None:
            menu.addAction(self.tr("编辑批注") + "\tEnter", self.edit_comment)
            menu.addAction(self.tr("回复"), self.add_reply)
            words = self.tr("重新打开") if mark.resolved else self.tr("标为已解决")
            menu.addAction(words, self.toggle_resolved)
        own = [said] if said and said.is_own else [one for one in mark.replies if one.is_own]
        for one in own:
            menu.addSeparator()
            start = self._setter.elided(one.text, self.look.px(120))
            edit = self.tr("修改回复“{text}”").format(text=start.replace("&", "&&"))
            menu.addAction(edit, lambda o=one: self.edit_reply(o))
            drop = self.tr("删除回复“{text}”").format(text=start.replace("&", "&&"))
            menu.addAction(drop, lambda o=one: self.acted.emit(Act(ActKind.DELETE_REPLY, o.id)))
        menu.addSeparator()
        text = said.text if said else mark.comment
        copy = menu.addAction(self.tr("复制内容"), lambda: QApplication.clipboard().setText(text))
        keep = menu.addAction(self.tr("保存为常用语"), lambda: self.desk.keep_phrase(text))
        for action in (copy, keep):
            action.setEnabled(bool(text))

    # --- mouse and keys ----------------------------------------------------------------

    def _part_at(self, point: QPointF) -> Part | None:
        if self._body is None:
            return None
        y = point.y() - EDGE
        inside = [p for p in self._body.parts if p.kind != "slot" and p.top <= y < p.bottom]
        return next((p for p in inside if p.kind == "fold"), inside[0] if inside else None)

    def _said(self, part: Part | None) -> Said | None:
        if part is None or self.mark is None or part.kind != "reply":
            return None
        return next((one for one in self.mark.replies if one.id == part.id), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card_rect().contains(event.position()):
            event.ignore()
            return
        part = self._part_at(event.position())
        if part is not None and part.kind == "fold":
            self._unfolded = not self._unfolded
            self._grown()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.card_rect().contains(event.position()):
            event.ignore()
            return
        part = self._part_at(event.position())
        said = self._said(part)
        if said is not None and said.is_own:
            self.edit_reply(said)
        elif part is None or part.kind == "comment":
            self.edit_comment()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        said = self._said(self._part_at(QPointF(event.pos())))
        show_menu(self, lambda menu: self.fill_menu(menu, said), event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
