"""What can be done about one file, as buttons: one more try, another encoding, the existing report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.controls import Button, row
from app.ui.importing.item import ReviewItem, Verdict
from app.ui.importing.reading_bar import fill_encodings
from app.ui.menus import opens_menu
from app.ui.theme import Look

BY_ENCODING = frozenset({"binary", "no_text", "empty_text"})
BY_RECOGNITION = frozenset({"scanned", "garbled_fonts"})


class Remedies(QWidget):
    """The buttons for the present file; there are none where nothing is to be done.

    Signals:
        wished: the Choices by which the file is to be read anew.
        asked: `open` the report of the library, `twin`, `version`, `apart`, `skip`, `seen`, `forget`.
    """

    wished = Signal(object)
    asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.can_recognise: Callable[[], bool] = lambda: False
        self.buttons: dict[str, Button] = {}
        self._layout = row(self, margins=(0, 0, 0, 0), spacing=6)
        self._shown: tuple[object, ...] = ()

    def show_item(self, item: ReviewItem | None) -> None:
        wanted = self._wanted(item) if item is not None else []
        shown = (item, *[(key, words, on) for key, words, on, _ in wanted])
        if shown == self._shown:
            return
        self._shown = shown
        for button in self.buttons.values():
            self._layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons.clear()
        while self._layout.count():
            self._layout.takeAt(0)
        for key, words, on, does in wanted:
            button = Button(
                self.look, words, kind="chip", height=28, px=13, checkable=on is not None
            )
            button.setChecked(bool(on))
            if key == "encoding":
                opens_menu(button, lambda menu: self._fill(menu, item))
            else:
                button.clicked.connect(lambda _=False, act=does: act())
            self._layout.addWidget(button)
            self.buttons[key] = button
        self._layout.addStretch(1)
        self.setVisible(bool(wanted))

    def _fill(self, menu: QMenu, item: ReviewItem | None) -> None:
        if item is not None:
            fill_encodings(menu, item.examined.choices, self.wished.emit)

    def _wanted(self, item: ReviewItem) -> list[tuple[str, str, bool | None, Callable[[], object]]]:
        """Key, words, whether it is on (None: no switch) and what it does."""

        def ask(key: str) -> Callable[[], object]:
            return lambda: self.asked.emit(key)

        if item.is_busy:
            return []
        found = item.examined
        wanted: list[tuple[str, str, bool | None, Callable[[], object]]] = []
        match item.verdict:
            case Verdict.FAILED:
                wanted += self._for_failure(item)
            case Verdict.DUPLICATE if found.duplicate_of is not None:
                wanted.append(("open", self.tr("打开库中那份"), None, ask("open")))
            case Verdict.DUPLICATE:
                wanted.append(("twin", self.tr("看相同的那份"), None, ask("twin")))
            case Verdict.DONE:
                wanted.append(("open", self.tr("打开报告"), None, ask("open")))
            case _:
                pass
        if item.can_import and found.version_of is not None:
            version = item.chosen and not item.apart
            kept = ("apart", self.tr("另存一份"), item.chosen and item.apart, ask("apart"))
            apart = [] if item.is_former else [kept]  # one text is one report
            wanted += [
                ("version", self.tr("用作新文本（批注跟过去）"), version, ask("version")),
                *apart,
                ("skip", self.tr("跳过"), not item.chosen, ask("skip")),
                ("open", self.tr("打开库中那份"), None, ask("open")),
            ]
        if item.is_open and item.alarms:
            wanted.append(("seen", self.tr("看过了"), None, ask("seen")))
        if item.is_open and item.noted("mixed_scan", "pages"):
            wanted.append(self._recognition(item))
        if item.is_remembered and item.result is None:
            wanted.append(("forget", self.tr("忘掉上次的决定"), None, ask("forget")))
        return wanted

    def _recognition(self, item: ReviewItem) -> tuple[str, str, bool | None, Callable[[], object]]:
        words = self.tr("识别图片上的文字")
        if not self.can_recognise():
            words = self.tr("识别图片上的文字（需安装 Tesseract）")
        choices = replace(item.examined.choices, recognise=True)
        return ("recognise", words, None, lambda: self.wished.emit(choices))

    def _for_failure(
        self, item: ReviewItem
    ) -> list[tuple[str, str, bool | None, Callable[[], object]]]:
        found, choices = item.examined, item.examined.choices
        reason = found.error.reason if found.error else ""
        wanted: list[tuple[str, str, bool | None, Callable[[], object]]] = []
        if reason in BY_ENCODING or choices.encoding:
            wanted.append(("encoding", self.tr("用其他编码打开"), None, lambda: None))
        if reason in BY_RECOGNITION:
            wanted.append(self._recognition(item))
        wanted.append(("again", self.tr("重试"), None, lambda: self.wished.emit(choices)))
        folder = QUrl.fromLocalFile(str(found.path.parent))
        wanted.append(
            ("folder", self.tr("打开所在文件夹"), None, lambda: QDesktopServices.openUrl(folder))
        )
        return wanted
