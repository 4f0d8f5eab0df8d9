"""The sheet of keys: everything in the table of actions, and its keys to be changed."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QTextDocument
from PySide6.QtWidgets import QWidget

from app.ui.about.key_list import ENTRY_ROLE, Entry, KeyList, KeyModel
from app.ui.controls import Button, Field, Ground, Kind, Rule, Words, column, row
from app.ui.dialogs import Page
from app.ui.key_map import Refusal, cap, pressed
from app.ui.theme import Look
from app.ui.window_actions import Actions


class KeyField(Field):
    """Takes the next key instead of writing it.

    Signals:
        caught: the combination that was pressed.
        left: Escape, or the focus went elsewhere.
    """

    caught = Signal(str)
    left = Signal()

    def __init__(self, look: Look, hint: str, *, height: int = 30) -> None:
        super().__init__(look, hint, height=height)
        self.setReadOnly(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the window takes the key away
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = pressed(event)
        if key == "Esc":
            self.left.emit()
        elif key:
            self.caught.emit(key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()


class EditBar(Ground):
    """Under the list: the chosen action, its new key, and what stands against that."""

    def __init__(self, look: Look, actions: Actions, keys: KeyList) -> None:
        super().__init__(look, "dock", "t", height=48)
        self._actions, self._keys, self._list = actions, actions.keys, keys
        self._id = ""
        self._yes: Callable[[], None] = self.rest
        self.words = Words(look, height=32)
        self.field = KeyField(look, self.tr("请按新的键"))
        self.field.setFixedWidth(look.px(150))
        self.change = self._button(self.tr("改键"), lambda: self.ask(self._id))
        self.remove = self._button(self.tr("去掉按键"), lambda: self._keys.give(self._id, ""))
        self.reset = self._button(self.tr("恢复默认"), lambda: self._keys.reset(self._id))
        self.yes = self._button("", self._agree)
        self.no = self._button(self.tr("取消"), self.rest)
        row(
            self, self.words, self.field, 8, self.change, 6, self.remove, 6, self.reset,
            self.yes, 6, self.no, margins=(16, 0, 16, 0), spacing=0,
        )  # fmt: skip
        self.field.caught.connect(self._take)
        self.field.left.connect(self._leave)
        self._keys.changed.connect(self.show_action)
        self._show(words="")

    def _button(self, text: str, does: Callable[[], None]) -> Button:
        button = Button(self.look, text, kind="normal", px=13, height=28)
        button.clicked.connect(lambda _=False: does())
        return button

    def _show(self, *shown: QWidget, words: str, role: str = "text") -> None:
        self.words.set_text(words, role=role)
        for widget in (self.field, self.change, self.remove, self.reset, self.yes, self.no):
            widget.setVisible(widget in shown)

    def show_action(self) -> None:
        """The chosen action and what can be done about its keys."""
        spec = self._list.spec()
        self._id = spec.id if spec else ""
        if spec is None:
            self._show(words=self.tr("选一项，按 Enter 改它的按键。"), role="text2")
            return
        name = self._name(spec.id)
        if spec.is_fixed:
            self._show(words=self.tr("{name}：固定的，不能改。").format(name=name), role="text2")
            return
        caps = self.tr("、").join(cap(key) for key in self._keys.keys(spec.id))
        words = self.tr("{name}：{keys}").format(name=name, keys=caps or self.tr("没有按键"))
        self.remove.setEnabled(bool(caps))
        self.reset.setEnabled(self._keys.is_changed(spec.id))
        self._show(self.change, self.remove, self.reset, words=words)

    def rest(self) -> None:
        """Back to the list."""
        self.show_action()
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _name(self, id_: str) -> str:
        return self._actions.words(id_).rstrip("…")

    def ask(self, id_: str) -> None:
        """Wait for the new key of an action."""
        if not id_ or self._actions.specs[id_].is_fixed:
            return
        self._id = id_
        self._show(
            self.field, self.no, words=self.tr("{name}：按下新的键").format(name=self._name(id_))
        )
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        if self.field.isVisible():
            self.rest()

    def _take(self, key: str) -> None:
        id_, keys = self._id, self._keys
        refusal, holder = keys.refusal(id_, key), keys.holder(key, id_)
        if refusal is not None:
            said = {
                Refusal.KEPT: self.tr("{key} 到处都要用，请换一个键"),
                Refusal.LETTER: self.tr("{key} 要用来打字，请加上 Ctrl 或 Alt"),
            }
            words = said[refusal].format(key=cap(key))
            self._show(self.field, self.no, words=words, role="danger")
        elif holder is None:
            self.field.blockSignals(True)
            keys.give(id_, key)
            self.rest()
            self.field.blockSignals(False)
        else:
            words = self.tr("{key} 现在是“{other}”的键").format(
                key=cap(key), other=self._name(holder)
            )
            self.confirm(words, self.tr("交换"), lambda: keys.swap(id_, key))

    def _agree(self) -> None:
        self._yes()

    def confirm(self, words: str, yes: str, does: Callable[[], None]) -> None:
        """Ask before something is done."""

        def agreed() -> None:
            does()
            self.rest()

        self._yes = agreed
        self.yes.set_label(yes)
        self.field.blockSignals(True)  # it loses the focus, but nothing is given up
        self._show(self.yes, self.no, words=words)
        self.yes.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.blockSignals(False)


class KeysPage(Page):
    """The content of the sheet.

    Signals:
        print_asked: a QTextDocument with the whole list.
    """

    CHAPTER = "shortcuts"

    print_asked = Signal(QTextDocument)

    def __init__(self, look: Look, actions: Actions) -> None:
        self._actions = actions
        body = QWidget()
        buttons: list[tuple[str, str, Kind]] = [
            ("reset", self.tr("全部恢复默认"), "normal"),
            ("copy", self.tr("复制列表"), "normal"),
            ("print", self.tr("打印…"), "normal"),
            ("close", self.tr("完成"), "primary"),
        ]
        hint = self.tr("单个字母只在正文里起作用。")
        super().__init__(look, self.tr("快捷键一览"), body, buttons, hint=hint)
        self.field = Field(look, self.tr("找操作或按键，例如 标签、Ctrl+Z"), "search", height=34)
        self.by_key = Button(look, self.tr("按键查找"), kind="chip", height=30, checkable=True)
        self.by_key.setToolTip(self.tr("按一个键，看它做什么"))
        self.caught = KeyField(look, self.tr("请按一个键，Esc 结束"), height=34)
        self.caught.hide()
        self.model = KeyModel(actions, self)
        self.list = KeyList(look, self.model, self)
        self.nothing = Words(
            look, self.tr("没有这样的操作或按键。"), role="text3", height=80,
            align=Qt.AlignmentFlag.AlignHCenter,
        )  # fmt: skip
        self.bar = EditBar(look, actions, self.list)
        head = QWidget()
        row(head, self.field, self.caught, 8, self.by_key, margins=(20, 2, 20, 8))
        whole = column(
            body, head, Rule(look, vertical=False), self.nothing, self.list, None, self.bar
        )
        whole.setStretch(3, 1)  # the list takes all there is; without it the bar stays below
        whole.setStretch(4, 0)
        self._connect()
        self._looked()

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _: self._looked())
        self.field.installEventFilter(self)
        self.by_key.toggled.connect(self._toggle)
        self.caught.caught.connect(self._looked)
        self.caught.left.connect(lambda: self.by_key.setChecked(False))
        self.list.doubleClicked.connect(self._ask)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.bar.show_action())
        self.model.modelAboutToBeReset.connect(self._keep)
        self.model.modelReset.connect(self._again)
        self._actions.keys.changed.connect(self._count)
        self._chosen = ""
        self._count()

    # --- looking for ---

    def _toggle(self, by_key: bool) -> None:
        shown, hidden = (self.caught, self.field) if by_key else (self.field, self.caught)
        self.caught.setText("")
        shown.show()
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)
        hidden.hide()
        self._looked()

    def _looked(self, key: str = "") -> None:
        by_key = self.by_key.isChecked()
        self.caught.setText(cap(key))
        self.model.look_for("" if by_key else self.field.text(), key)
        found = bool(self.model.entries)
        self.nothing.setVisible(not found)
        self.list.setVisible(found)
        if found and self.list.spec() is None:
            self.list.choose_first()
        self.bar.show_action()

    def _keep(self) -> None:
        spec = self.list.spec()
        self._chosen = spec.id if spec else ""

    def _again(self) -> None:
        """After other entries are shown: the same action, where it still is."""
        place = self.model.row_of(self._chosen)
        self.list.setCurrentIndex(self.model.index(place, 0) if place >= 0 else QModelIndex())

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self.list.isVisible():
                self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    # --- changing ---

    def _ask(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(ENTRY_ROLE)
        if entry is not None and entry.spec is not None:
            self.bar.ask(entry.spec.id)

    def _count(self) -> None:
        self.buttons["reset"].setEnabled(bool(self._changed()))

    def _changed(self) -> int:
        return sum(self._actions.keys.is_changed(id_) for id_ in self._actions.specs)

    # --- the buttons below ---

    def act(self, button: str) -> bool:
        """Do what a button of the footer says; False when the sheet is to be closed."""
        if button == "reset":
            words = self.tr("改过的 {count} 项都恢复默认？").format(count=self._changed())
            self.bar.confirm(words, self.tr("恢复"), self._actions.keys.reset_all)
        elif button == "copy":
            QGuiApplication.clipboard().setText(self.as_text())
            self.bar.words.set_text(self.tr("已复制。"), role="ok")
        elif button == "print":
            self.print_asked.emit(self.document())
        return button in {"reset", "copy", "print"}

    def as_text(self) -> str:
        """The whole list: a line for each action, a blank one before each group."""
        lines = [
            "\n" + entry.name
            if entry.spec is None
            else f"{entry.name}\t{self.tr('、').join(entry.keys)}".rstrip()
            for entry in self.model.everything()
        ]
        return "\n".join(lines).strip() + "\n"

    def document(self) -> QTextDocument:
        """The whole list to be printed, in two columns: what is done, and its keys."""
        parts: list[str] = []
        for entry in self.model.everything():
            name = escape(entry.name)
            if entry.spec is None:
                parts.append(f'<tr><td colspan="2"><br><b>{name}</b></td></tr>')
            elif entry.keys:
                keys = escape(self.tr("、").join(entry.keys))
                parts.append(f'<tr><td width="70%">{name}</td><td>{keys}</td></tr>')
        document = QTextDocument(self)
        document.setDefaultFont(self.look.font(13))
        title = escape(self.tr("快捷键一览"))
        document.setHtml(f'<h2>{title}</h2><table width="100%">{"".join(parts)}</table>')
        return document
