"""Where each recognised value came from, with the place to correct it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.domain.report import METADATA_FIELDS, Level, Source
from app.ui.controls import Button, Field, Ground, Words, row
from app.ui.importing.item import ReviewItem
from app.ui.importing.model import ReviewModel
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look

WIDTH = 300
ORDER = (
    *("organisation", "year", "level", "title", "region"),
    *(name for name in METADATA_FIELDS if name.endswith("_on")),
    "index_number",
)
"""What is most often wrong stands first."""

DATES = ("published_on", "signed_on", "filed_on")


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

    def set_words(self, text: str, role: str) -> None:
        if (text, role) != (self._text, self._role):
            self._text, self._role = text, role
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

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
    """One file of an import, field by field."""

    def __init__(self, look: Look, model: ReviewModel) -> None:
        super().__init__(look, "dock")
        self._model, self._levels = model, model.words.levels
        self._item: ReviewItem | None = None
        self.fields: dict[str, Field] = {}
        self._sources: dict[str, Words] = {}
        self._holders: dict[str, QWidget] = {}
        self.level_button: Button | None = None
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBar(SlimBar(look, self._area))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)
        look.changed.connect(self.refresh)

    def enter(self) -> None:
        """Put the cursor into the first field that needs a look, else into the first."""
        wanted = self._item.uncertain if self._item else ()
        name = next((n for n in ORDER if n in wanted and n in self.fields), None)
        field = self.fields.get(name or ORDER[0])
        if field is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)
            field.selectAll()

    def refresh(self) -> None:
        self.show_item(self._item)

    def show_item(self, item: ReviewItem | None) -> None:
        """Show one file; None shows nothing."""
        self._item = item
        self.fields, self._sources, self._holders, self.level_button = {}, {}, {}, None
        page = Ground(self.look, "dock")
        self._page_layout = QVBoxLayout(page)
        self._page_layout.setContentsMargins(16, 12, 16, 16)
        self._page_layout.setSpacing(4)
        if item is not None:
            self._fill(item)
        self._page_layout.addStretch(1)
        self._area.setWidget(page)

    def _fill(self, item: ReviewItem) -> None:
        add = self._page_layout.addWidget
        if item.parsed is None:
            add(Paragraph(self.look, self.tr("这份文件不会导入。其他文件不受影响。")))
            return
        if item.is_open:
            add(Words(self.look, self.tr("识别依据，可直接改"), px=13, role="text2"))
            for name in ORDER:
                self._add_field(item, name)
        elif item.result is None:
            add(Paragraph(self.look, self.tr("同样的内容已经有了，不会再存一份。")))
        notes = [self._model.words.wording.note(note) for note in item.notes]
        if notes:
            add(Words(self.look, self.tr("读取说明"), px=13, role="text2", height=32))
            for note in notes:
                add(Paragraph(self.look, note))

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
        if name == "level":
            editor: QWidget = self._level_button(item)
        else:
            editor = self._field(item, name, labels[name])
        layout = row(line, label, margins=(0, 4, 0, 0), spacing=4)
        layout.addWidget(editor, 1)
        if name == "level":
            layout.addStretch(1)
        self._page_layout.addWidget(line)
        source = self._sources[name] = Words(self.look, px=12, role="text3", height=18)
        holder = self._holders[name] = QWidget()
        row(holder, source, margins=(self.look.px(64), 0, 0, 2))
        self._page_layout.addWidget(holder)
        self._say_source(item, name)

    def _field(self, item: ReviewItem, name: str, label: str) -> Field:
        field = self.fields[name] = Field(self.look, px=13, height=28)
        field.setText(item.value(name).value or "")
        field.setPlaceholderText(self.tr("没有找到"))
        field.setAccessibleName(label)
        field.setCursorPosition(0)
        field.editingFinished.connect(lambda: self._edited(item, name, field))
        field.returnPressed.connect(lambda: self._confirmed(item, name, field))
        field.installEventFilter(self)
        return field

    def _level_button(self, item: ReviewItem) -> Button:
        menu = QMenu(self)
        button = self.level_button = Button(
            self.look, self._level_word(item), kind="normal", height=28, px=13
        )
        for level in Level:
            menu.addAction(self._levels.get(level, level), lambda v=level: self._set_level(item, v))
        button.set_menu(menu)
        return button

    def _level_word(self, item: ReviewItem) -> str:
        return self._levels.get(item.value("level").value or "", self.tr("未定"))

    def _set_level(self, item: ReviewItem, level: Level) -> None:
        self._model.correct([item], "level", level.value)
        if self.level_button is not None:
            self.level_button.set_label(self._level_word(item))
        self._say_source(item, "level")

    def _edited(self, item: ReviewItem, name: str, field: Field) -> None:
        """Take what was typed, or say what is wrong with it and keep the former value."""
        typed = field.text().strip()
        if not is_valid(name, typed):
            field.set_state("danger")
            self._sources[name].set_text(self._format_words(name), role="danger")
            self._holders[name].show()
            return
        if typed != (item.value(name).value or ""):
            self._model.correct([item], name, typed or None)
        self._say_source(item, name)

    def _confirmed(self, item: ReviewItem, name: str, field: Field) -> None:
        """Enter on a guess makes it the person's own value."""
        typed = field.text().strip()
        if typed and is_valid(name, typed) and item.value(name).source is Source.GUESS:
            self._model.correct([item], name, typed)
            self._say_source(item, name)

    def _say_source(self, item: ReviewItem, name: str) -> None:
        uncertain = name in item.uncertain
        if name in self.fields:
            self.fields[name].set_state("warn" if uncertain else "")
        role = "warn" if uncertain else "text3"
        words = self._source_words(item, name)
        self._sources[name].set_text(words, role=role)
        self._holders[name].setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in a changed field takes the typing back; it does not close the sheet."""
        if isinstance(watched, Field) and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            name = next((n for n, field in self.fields.items() if field is watched), None)
            if name and self._item and event.key() == Qt.Key.Key_Escape:
                known = self._item.value(name).value or ""
                if watched.text() != known:
                    watched.setText(known)
                    self._say_source(self._item, name)
                    return True
        return super().eventFilter(watched, event)

    def _format_words(self, name: str) -> str:
        if name == "year":
            return self.tr("请写四位年份，如 2023")
        return self.tr("请写成 2024-03-28 的样子")

    def _source_words(self, item: ReviewItem, name: str) -> str:
        field = item.value(name)
        if field.value is None and field.source is Source.USER:
            return self.tr("您改的：没有")
        if field.value is None:
            return self.tr("没有找到，请填写") if name in item.uncertain else ""
        words = {
            Source.META: self.tr("来自网页或文件的属性"),
            Source.TABLE: self.tr("来自文首的表格或标注"),
            Source.TEXT: self.tr("来自正文"),
            Source.GUESS: self.tr("推定，改正或按 Enter 确认"),
            Source.USER: self.tr("您改的"),
        }
        return words[field.source] if field.source else ""


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
