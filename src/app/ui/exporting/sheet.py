"""The export dialog: format at the left, scope and options in the middle, preview at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.carrying import Content
from app.domain.errors import Cancelled, Invalid, PiyueError
from app.domain.filters import Filter
from app.domain.tag import Tag
from app.ui.choice_row import ChoiceRow, Tick
from app.ui.controls import Button, Ground, Rule, Words, column, row
from app.ui.dialogs import Prose
from app.ui.exporting.format_list import FormatList
from app.ui.exporting.loss_bar import LossBar
from app.ui.exporting.option_form import OptionForm
from app.ui.exporting.preview_view import PreviewView
from app.ui.exporting.scopes import Choice, Preset, Scope
from app.ui.exporting.words import ExportWords
from app.ui.jobs import Jobs
from app.ui.slim_bar import SlimBar
from app.ui.theme import Look
from app.workspace.exporting import PREVIEWED
from app.workspace.progress import Progress

if TYPE_CHECKING:
    from app.workspace.exporting import Exporting
    from app.workspace.survey import Survey

SIZE = QSize(1180, 720)
MIDDLE = 336
PAUSE_MS = 120
"""Moving on through the formats within this time previews none of them."""

LIBRARY_FORMATS = frozenset({"piyue", "piyuepack"})
"""Their files are no reading matter: what is in them is listed."""


class ExportSheet(QWidget):
    """Asks what to export, shows what that will look like, and says what is left behind.

    Counting, previewing and finding losses are jobs; nothing of it waits in the window.

    Signals:
        accepted: a Choice and the Survey of what is meant.
        cancelled
    """

    CHAPTER = "export"

    accepted = Signal(object, object)
    cancelled = Signal()

    def __init__(
        self,
        look: Look,
        exporting: Exporting,
        jobs: Jobs,
        *,
        scopes: Sequence[Scope],
        tags: Sequence[Tag],
        kept: Mapping[str, str],
        preset: Preset = Preset(),  # noqa: B008 - a frozen value
        labels: Mapping[str, str] | None = None,
        word: Callable[[BaseException], str] = str,
    ) -> None:
        """
        Args:
            scopes: what can be meant, in order; the last one is the whole library.
            tags: the codebook, to export one tag's annotations.
            kept: the last choices, as `choices` gives them.
            labels: words inside the files.
            word: makes a sentence of a refusal.
        """
        super().__init__()
        self.setAccessibleName(self.tr("导出"))
        self.look, self._exporting, self._jobs = look, exporting, jobs
        self._words, self._labels, self._word = ExportWords(self), labels, word
        self._kept = dict(kept)
        self._tags = {tag.id: tag for tag in tags}
        self._tag: Tag | None = None
        self.survey: Survey | None = None
        self._surveyed: Filter | None = None
        self._is_busy = False
        self._is_left = False
        self._previewed: tuple[object, ...] = ()
        formats = {key: exporting.format(key) for key in exporting.formats()}
        self._formats = {key: formats[key] for key in formats if key in self._words.formats()}
        self.formats = FormatList(look, {k: one.suffix for k, one in self._formats.items()})
        self.hint = Prose(look, "", px=13, role="text2")
        self.scopes = [(ChoiceRow(look, scope.name), scope) for scope in scopes]
        self.tag_button = Button(look, self.tr("全部标签"), kind="chip", px=13, height=28)
        self.below = Tick(look, self.tr("含下级标签"))
        self.options = OptionForm(look)
        self.options_head = _head(look, self.tr("选项"))
        self.summary = Words(look, px=14, role="text2", height=34)
        self.preview = PreviewView(look)
        self.losses = LossBar(look)
        self.note = Words(look, self.tr("报告库里的内容不会改变"), px=13, role="text3")
        self.cancel_button = Button(look, self.tr("取消"), kind="normal", height=34)
        self.export_button = Button(look, self.tr("导出…"), "export", "primary", height=34)
        self.export_button.setObjectName("primary")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()
        self._begin(preset)

    # --- looks ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = self.look
        head, foot = Ground(look, "page", "b", height=50), Ground(look, "page", "t", height=54)
        self.close_button = Button(look, "", "close", tip=self.tr("关闭"))
        title = Words(look, self.tr("导出"), px=18, bold=True, height=36)
        row(head, title, self.close_button, margins=(20, 0, 14, 0))
        row(foot, self.note, self.cancel_button, 8, self.export_button, margins=(20, 0, 20, 0))
        top = Ground(look, "page", "b", height=40)
        name = Words(look, self.tr("预览"), px=14, bold=True, height=34, fit=True)
        row(top, name, 12, self.summary, margins=(16, 0, 16, 0))
        right = Ground(look, "page", "l")
        across = column(right, top, self.preview, self.losses, margins=(1, 0, 0, 0))
        across.setStretchFactor(self.preview, 1)
        body = QWidget()
        row(
            body, self.formats, self._middle(), right, margins=(0, 0, 0, 0), spacing=0
        ).setStretchFactor(right, 1)
        column(self, head, body, foot).setStretchFactor(body, 1)

    def _middle(self) -> QWidget:
        look, ground = self.look, Ground(self.look, "page")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(2)
        indent = QWidget()
        column(indent, self.hint, margins=(12, 4, 12, 8))
        layout.addWidget(indent)
        layout.addWidget(Rule(look, vertical=False))
        layout.addWidget(_head(look, self.tr("范围")))
        group = QButtonGroup(self)
        for one, _ in self.scopes:
            group.addButton(one)
            layout.addWidget(one)
        tag_row, only = QWidget(), Words(look, self.tr("只含标签"), px=13, role="text2", fit=True)
        row(tag_row, only, 6, self.tag_button, None, margins=(12, 6, 0, 0))
        below = QWidget()
        row(below, self.below, None, margins=(10, 0, 0, 0))
        layout.addWidget(tag_row)
        layout.addWidget(below)
        layout.addSpacing(6)
        layout.addWidget(self.options_head)
        holder = QWidget()
        column(holder, self.options, margins=(12, 0, 0, 0))
        layout.addWidget(holder)
        layout.addStretch(1)
        room = QScrollArea()
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setVerticalScrollBar(SlimBar(look, room))
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(ground)
        room.setFixedWidth(look.px(MIDDLE))
        look.changed.connect(lambda: room.setFixedWidth(look.px(MIDDLE)))
        return room

    def _connect(self) -> None:
        for button in (self.cancel_button, self.close_button):
            button.clicked.connect(self.leave)
        self.export_button.clicked.connect(self._accept)
        self.formats.chose.connect(self._format_chosen)
        self.options.changed.connect(lambda: (self._show_losses(), self._pause.start()))
        self.tag_button.set_arrow(True)
        self.tag_button.clicked.connect(self._open_tags)
        self.below.toggled.connect(lambda _: self._renew())
        for one, _ in self.scopes:
            one.toggled.connect(lambda on: self._renew() if on else None)
        self._pause.timeout.connect(self._go_on)

    # --- choosing -----------------------------------------------------------------------

    def _begin(self, preset: Preset) -> None:
        self.below.setChecked(True)
        if preset.tag is not None:
            self._set_tag(self._tags.get(preset.tag))
        else:
            self._set_tag(None)
        kinds = {scope.kind: one for one, scope in self.scopes}
        wanted = preset.kind or ("library" if preset.tag else self._kept.get("scope", ""))
        kinds.get(wanted, self.scopes[-1][0]).setChecked(True)
        self.formats.choose(self._kept.get("format", "xlsx"))

    def _format_chosen(self, key: str) -> None:
        chosen = self._formats[key]
        self.hint.setText(self._words.formats()[key][1])
        kept = {
            name.removeprefix(f"{key}."): value
            for name, value in self._kept.items()
            if name.startswith(f"{key}.")
        }
        self.options.show_options(key, chosen.options, kept)
        self.options_head.setVisible(bool(chosen.options))
        self._show_losses()
        self._renew()

    @property
    def scope(self) -> Scope:
        return next((scope for one, scope in self.scopes if one.isChecked()), self.scopes[-1][1])

    def wanted(self) -> Filter:
        """The annotations meant."""
        chosen = self.scope.wanted
        tags = frozenset({self._tag.id}) if self._tag else frozenset[UUID]()
        exact = bool(tags) and not self.below.isChecked()
        return Filter(
            reports=chosen.reports, annotations=chosen.annotations, tags=tags, exact_tags=exact
        )

    def choice(self) -> Choice:
        return Choice(self.formats.chosen, self.wanted(), self.scope.stem, self.options.values)

    def choices(self) -> dict[str, str]:
        """What to remember for the next time, with what was kept of other formats."""
        key = self.formats.chosen
        options = {f"{key}.{name}": value for name, value in self.options.values.items()}
        return {**self._kept, **options, "format": key, "scope": self.scope.kind}

    def _open_tags(self) -> None:
        from app.ui.exporting.tag_menu import open_tag_menu

        tags = list(self._tags.values())
        open_tag_menu(self.tag_button, tags, self.tr("全部标签"), self._set_tag)

    def _set_tag(self, tag: Tag | None) -> None:
        self._tag = tag
        name = tag.name if tag else self.tr("全部标签")
        self.tag_button.set_label(name)
        self.tag_button.setAccessibleName(self.tr("只含标签：{name}").format(name=name))
        has_below = tag is not None and any(one.parent == tag.id for one in self._tags.values())
        self.below.setVisible(has_below)
        self._renew()

    # --- finding out ----------------------------------------------------------------------

    def _renew(self) -> None:
        """Something else is meant: what is shown waits for the answer."""
        if self.wanted() != self._surveyed:
            self.export_button.setEnabled(False)
            self.summary.set_text(self.tr("正在统计…"))
            self.losses.say("")
        self._pause.start()

    def _go_on(self) -> None:
        """Begin whatever is still to be found out; one job at a time."""
        if self._is_busy or self._is_left:
            return
        wanted = self.wanted()
        if wanted != self._surveyed:
            self._start(lambda _: self._exporting.glance(wanted), self._counted)
            return
        asked = self._asked()
        if asked != self._previewed:
            self._start_preview(asked)

    def _asked(self) -> tuple[object, ...]:
        options = tuple(sorted(self.options.values.items()))
        return (self.formats.chosen, self._surveyed, options)

    def _start(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        self._is_busy = True
        self._jobs.start(work, done=lambda value: self._over(done, value), failed=self._failed)

    def _over(self, done: Callable[[Any], None], value: Any) -> None:
        self._is_busy = False
        if not self._is_left:
            done(value)
            self._go_on()

    def _failed(self, problem: BaseException) -> None:
        self._is_busy = False
        if self._is_left or isinstance(problem, Cancelled):
            return
        if not isinstance(problem, PiyueError):
            raise problem
        nothing = isinstance(problem, Invalid) and problem.what == "no_reports"
        self._previewed = self._asked()
        self.preview.say(self.tr("没有可以预览的内容"), "" if nothing else self._word(problem))

    def _counted(self, found: Survey) -> None:
        self.survey, self._surveyed = found, found.chosen
        words = self.tr("{annotations} 条批注，{reports} 份报告")
        count = f"{found.annotations:,}"
        said = words.format(annotations=count, reports=f"{len(found.reports):,}")
        if found.annotations > PREVIEWED:
            said = self.tr("{said}（只预览开头）").format(said=said)
        self.summary.set_text(said)
        self._show_losses()

    def _show_losses(self) -> None:
        found = self.survey
        if found is None or found.chosen != self.wanted():
            return
        key = self.formats.chosen
        can = self._has_something(found, key)
        self.export_button.setEnabled(can)
        says_count = found.rows and not self._is_of_tags(key)
        words = self.tr("导出 {count} 条…").format(count=f"{found.annotations:,}")
        self.export_button.set_label(words if says_count else self.tr("导出…"))
        self.note.set_text(
            self.tr("报告库里的内容不会改变") if can else self.tr("没有符合条件的批注，请另选范围")
        )
        options = self.options.values
        if names := self._exporting.names(key, found, options):
            self.note.set_text(self.tr("每份报告一个文件，共 {count} 个").format(count=len(names)))
        if self._is_of_tags(key):
            words = self.tr("导出全部 {count} 个标签，与范围无关")
            self.note.set_text(words.format(count=len(self._tags)))
        self.losses.show_losses(self._exporting.losses(key, options=options, found=found))

    def _has_something(self, found: Survey, key: str) -> bool:
        """Whether a file would hold anything; reports are something where they are the content."""
        chosen = self._formats[key]
        holds_reports = chosen.needs_pages or chosen.takes_all or key in LIBRARY_FORMATS
        says_something = bool(found.rows) or (holds_reports and bool(found.reports))
        return says_something or self._is_of_tags(key)

    def _is_of_tags(self, key: str) -> bool:
        """Whether a format holds the codebook and nothing else."""
        carries = self._formats[key].carries
        return Content.TAG_TREE in carries and Content.TAGS not in carries

    def _start_preview(self, asked: tuple[object, ...]) -> None:
        found, key = self.survey, self.formats.chosen
        if found is None:
            return
        if not self._has_something(found, key):
            self._previewed = asked
            self.preview.say(
                self.tr("这个范围里还没有批注"), self.tr("可以另选范围，或去掉“只含标签”")
            )
            return
        if key in LIBRARY_FORMATS:
            self._previewed = asked
            self.preview.show_list(self.tr("这个文件里将有"), self._carried(found, key))
            return
        options = self.options.values
        self.preview.say(self.tr("正在准备预览…"), "", waits=True)

        def done(preview: object) -> None:
            self._previewed = asked
            if asked == self._asked():
                self.preview.show_preview(preview)  # pyright: ignore[reportArgumentType] - a job's value

        def work(_: Progress) -> object:
            return self._exporting.preview(key, found, words=self._labels, options=options)

        self._start(work, done)

    def _carried(self, found: Survey, key: str) -> list[str]:
        """A line for each kind of content that will be in the file."""
        words = self._words.contents()
        left = self._exporting.losses(key, options=self.options.values, found=found)
        lost = {loss.content: loss.count for loss in left}
        counts = {one: count - lost.get(one, 0) for one, count in found.present.items()}
        said = self.tr("{count} 条批注").format(count=f"{found.annotations:,}")
        rest = [words[one].format(count=f"{n:,}") for one, n in counts.items() if n > 0]
        return [said, *rest]

    @property
    def is_settled(self) -> bool:
        """Whether everything shown belongs to what is chosen."""
        is_counted = self.wanted() == self._surveyed
        return is_counted and not self._is_busy and self._asked() == self._previewed

    # --- leaving ----------------------------------------------------------------------------

    def _accept(self) -> None:
        if self.survey is not None and self.survey.chosen == self.wanted():
            self.accepted.emit(self.choice(), self.survey)

    def leave(self) -> None:
        """Close without exporting."""
        self.cancelled.emit()

    def stop(self) -> None:
        """Nothing that comes from now on is shown."""
        self._is_left = True
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enters = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif enters and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.export_button.click()
        else:
            super().keyPressEvent(event)


def _head(look: Look, text: str) -> QWidget:
    holder = QWidget()
    row(holder, Words(look, text, px=13, role="text3", height=28), margins=(12, 0, 0, 0))
    return holder
