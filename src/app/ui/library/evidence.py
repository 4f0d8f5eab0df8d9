"""Where each recognised value came from, with the place to correct it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.report import METADATA_FIELDS, Level, SectionKind, Source
from app.ui.controls import Button, Field, Ground, Words, row
from app.ui.library.review_model import ReviewItem, ReviewModel
from app.ui.theme import Look

WIDTH = 300
DATES = ("published_on", "signed_on", "filed_on")
OPENING = 160
"""Characters of the body shown as its beginning."""


class Paragraph(QWidget):
    """A few wrapped lines of text, as high as they need."""

    def __init__(
        self, look: Look, text: str, *, px: int = 13, role: str = "text2", serif: bool = False
    ) -> None:
        super().__init__()
        self.look, self._text, self._px, self._role, self._serif = look, text, px, role, serif
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics = self.look.metrics(self._px, serif=self._serif)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        return (
            int(metrics.boundingRect(QRectF(0, 0, width, 10_000), flags, self._text).height()) + 4
        )

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(WIDTH) - 40, self.heightForWidth(self.look.px(WIDTH) - 40))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        p.setFont(self.look.font(self._px, serif=self._serif))
        p.setPen(getattr(self.look, self._role))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        p.drawText(QRectF(self.rect()), flags, self._text)


class Evidence(Ground):
    """The right side of the import review: one file, field by field."""

    def __init__(self, look: Look, model: ReviewModel, levels: Mapping[str, str]) -> None:
        super().__init__(look, "dock", "l")
        self._model, self._levels = model, levels
        self._item: ReviewItem | None = None
        self.fields: dict[str, Field] = {}
        self.setFixedWidth(look.px(WIDTH))
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.addWidget(self._area)

    def refresh(self) -> None:
        self.show_item(self._item)

    def show_item(self, item: ReviewItem | None) -> None:
        """Show one file; None shows nothing."""
        self._item = item
        self.fields = {}
        page = Ground(self.look, "dock")
        self._page_layout = QVBoxLayout(page)
        self._page_layout.setContentsMargins(16, 12, 16, 16)
        self._page_layout.setSpacing(4)
        if item is not None:
            self._fill(item)
        self._page_layout.addStretch(1)
        self._area.setWidget(page)

    def _fill(self, item: ReviewItem) -> None:
        middle = Qt.TextElideMode.ElideMiddle
        add = self._page_layout.addWidget
        add(Words(self.look, item.examined.file, px=15, bold=True, height=26, elide=middle))
        if item.parsed is None:
            add(Paragraph(self.look, self.tr("这份文件没有读出内容，不会导入。其他文件不受影响。")))
            return
        if not item.can_import:
            add(Paragraph(self.look, self.tr("同样的内容已经有了，不会再存一份。")))
        else:
            add(Words(self.look, self.tr("识别依据，可直接改"), px=13, role="text2"))
            for name in METADATA_FIELDS:
                self._add_field(item, name)
        self._add_outline(item)

    def _add_field(self, item: ReviewItem, name: str) -> None:
        labels = {
            "title": self.tr("标题"),
            "organisation": self.tr("单位"),
            "region": self.tr("地区"),
            "level": self.tr("层级"),
            "year": self.tr("年度"),
            "published_on": self.tr("发布日期"),
            "signed_on": self.tr("成文日期"),
            "filed_on": self.tr("报送日期"),
            "index_number": self.tr("索引号"),
        }
        line = QWidget()
        label = Words(self.look, labels[name], px=13, role="text2")
        label.setFixedWidth(self.look.px(60))
        state = "warn" if name in item.uncertain else ""
        if name == "level":
            editor: QWidget = self._level_button(item)
        else:
            field = Field(self.look, px=13, height=28)
            field.setText(item.value(name).value or "")
            field.setAccessibleName(labels[name])
            field.setCursorPosition(0)
            field.set_state(state)
            field.editingFinished.connect(lambda: self._edited(item, name, field))
            self.fields[name] = field
            editor = field
        layout = row(line, label, margins=(0, 4, 0, 0), spacing=4)
        layout.addWidget(editor, 1)
        self._page_layout.addWidget(line)
        holder = QWidget()
        source = Words(self.look, self._source_words(item, name), px=12, role="text3", height=16)
        row(holder, source, margins=(self.look.px(64), 0, 0, 2))
        self._page_layout.addWidget(holder)

    def _level_button(self, item: ReviewItem) -> Button:
        value = item.value("level").value or ""
        menu = QMenu(self)
        button = Button(
            self.look, self._levels.get(value, self.tr("未定")), kind="normal", height=28, px=13
        )
        for level in Level:
            menu.addAction(self._levels.get(level, level), lambda v=level: self._set_level(item, v))
        button.set_menu(menu)
        return button

    def _set_level(self, item: ReviewItem, level: Level) -> None:
        self._model.correct(item, "level", level.value)
        self.refresh()

    def _edited(self, item: ReviewItem, name: str, field: Field) -> None:
        typed = field.text().strip()
        if typed == (item.value(name).value or ""):
            return
        if not is_valid(name, typed):
            field.set_state("danger")
            field.setToolTip(self._format_words(name))
            return
        field.set_state("")
        self._model.correct(item, name, typed or None)

    def _format_words(self, name: str) -> str:
        if name == "year":
            return self.tr("请写四位年份，如 2023")
        return self.tr("请写成 2024-03-28 的样子")

    def _source_words(self, item: ReviewItem, name: str) -> str:
        field = item.value(name)
        if field.value is None:
            return self.tr("没有找到")
        words = {
            Source.META: self.tr("来自网页或文件的属性"),
            Source.TABLE: self.tr("来自文首的表格或标注"),
            Source.TEXT: self.tr("来自正文"),
            Source.GUESS: self.tr("推定，请看一眼"),
            Source.USER: self.tr("您改的"),
        }
        return words[field.source] if field.source else ""

    def _add_outline(self, item: ReviewItem) -> None:
        parsed = item.parsed
        if parsed is None:
            return
        add = self._page_layout.addWidget
        add(Words(self.look, self.tr("识别出的目录"), px=13, role="text2", height=32))
        for section in parsed.sections:
            if section.kind is SectionKind.ITEM or section.level > 2:
                continue
            holder = QWidget()
            words = Words(self.look, section.label + section.heading, px=13, height=22)
            row(holder, words, margins=((section.level - 1) * 14, 0, 0, 0))
            add(holder)
        add(Words(self.look, self.tr("正文开头"), px=13, role="text2", height=32))
        start = parsed.body.start
        opening = " ".join(parsed.text[start : start + OPENING].split())
        add(Paragraph(self.look, opening + "……", px=14, role="text", serif=True))


def is_valid(name: str, typed: str) -> bool:
    """Whether a typed value has the form its field needs; empty always has."""
    if not typed:
        return True
    if name == "year":
        return len(typed) == 4 and typed.isascii() and typed.isdigit()
    if name in DATES:
        try:
            return date.fromisoformat(typed).isoformat() == typed
        except ValueError:
            return False
    return True
