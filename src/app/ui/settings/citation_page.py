"""The page on which the form of citations is chosen, with a real passage as the example."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QMenu, QVBoxLayout, QWidget

from app.domain.citation import USUAL_TEMPLATE, Citing, Style
from app.domain.citation_template import FIELDS, LONGEST, Template
from app.domain.errors import Invalid
from app.ui.choice_row import ChoiceRow
from app.ui.controls import Button, Field, Rule, Words, row
from app.ui.dialogs import Page, Prose
from app.ui.menus import opens_menu
from app.ui.theme import Look


class CitationPage(Page):
    """Styles, the template, and what the example looks like in the one chosen.

    `chosen` gives `use` or `cancel`; see `citing`.
    """

    CHAPTER = "export"

    def __init__(
        self,
        look: Look,
        names: Mapping[str, str],
        usual: Citing,
        example: Callable[[Citing], str] | None,
        *,
        english: bool = False,
    ) -> None:
        """
        Args:
            names: of the styles, by value.
            usual: the form until now.
            example: cites a real passage; None when there is nothing to cite.
            english: offer the English names of the fields.
        """
        body = QWidget()
        super().__init__(
            look,
            self.tr("出处的写法"),
            body,
            [
                ("cancel", self.tr("取消"), "normal"),
                ("use", self.tr("使用"), "primary"),
            ],
        )
        self._usual, self._example, self._english = usual, example, english
        self.rows: dict[str, ChoiceRow] = {}
        self.field = Field(look, height=34)
        self.field.setAccessibleName(self.tr("自定义模板"))
        self.field.setMaxLength(LONGEST)
        self.field.setText(usual.template)
        self.insert_button = Button(look, self.tr("插入字段"), "plus", "chip", height=28)
        self.reset_button = Button(look, self.tr("恢复默认"), kind="ghost", height=28)
        self.preview = Prose(look, "")
        self.preview.setAccessibleName(self.tr("预览"))
        self.preview.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fault = Words(look, px=13, role="danger", height=24)
        self._lay_out(body, names)
        self.rows[usual.style].setChecked(True)
        for choice in self.rows.values():
            choice.toggled.connect(self._refresh)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.buttons["use"].click)
        opens_menu(self.insert_button, self.fill_fields)
        self.reset_button.clicked.connect(self.reset)
        self._refresh()

    def _lay_out(self, body: QWidget, names: Mapping[str, str]) -> None:
        look = self.look
        layout = QVBoxLayout(body)
        layout.setContentsMargins(20, 4, 20, 8)
        layout.setSpacing(2)
        group = QButtonGroup(self)
        hints = {
            Style.PATH.value: self.tr("写进通报、评分表：从单位到第几段"),
            Style.STANDARD.value: self.tr("写进论文、研究报告：责任者、题名、日期、网址"),
            Style.TEMPLATE.value: self.tr("自己定写法，如脚注、附注"),
        }
        for style, name in names.items():
            choice = self.rows[style] = ChoiceRow(look, name, hints[style])
            group.addButton(choice)
            layout.addWidget(choice)
        layout.addSpacing(6)
        layout.addWidget(self.field)
        tools = QWidget()
        row(tools, self.insert_button, self.reset_button, None, margins=(0, 4, 0, 2), spacing=6)
        layout.addWidget(tools)
        rule = self.tr(
            "花括号里是字段。方括号里的部分，其中的字段没有内容时整段略去，如 {example}。"
            "要写括号本身，在前面加反斜杠。"
        )
        example = "[, paragraph {paragraph}]" if self._english else "[，第{段}段]"
        layout.addWidget(Prose(look, rule.format(example=example), px=13, role="text3"))
        layout.addWidget(self.fault)
        layout.addWidget(Rule(look, vertical=False))
        layout.addWidget(Words(look, self.tr("预览"), px=13, role="text2", height=28))
        layout.addWidget(self.preview)
        layout.addStretch(1)

    # --- what is chosen ---

    def citing(self) -> Citing:
        """The form chosen; a template that is wrong is not taken."""
        style = next(Style(key) for key, choice in self.rows.items() if choice.isChecked())
        template = self.field.text()
        if self._problem(template) is not None:
            template = self._usual.template
        return Citing(style, template)

    def reset(self) -> None:
        """The usual style and the usual template."""
        self.field.setText(USUAL_TEMPLATE)
        self.rows[Style.PATH.value].setChecked(True)
        self._refresh()

    def fill_fields(self, menu: QMenu) -> None:
        """The fields, each with what it is in the example."""
        for chinese, english, _ in FIELDS:
            shown = self._shown(Citing(Style.TEMPLATE, f"{{{english}}}"))
            if len(shown) > 24:
                shown = f"{shown[:24]}…"
            name = english if self._english else chinese
            words = f"{name}\t{shown}".replace("&", "&&")
            menu.addAction(words, lambda n=name: self.insert(f"{{{n}}}"))

    def insert(self, words: str) -> None:
        """Put something into the template, where the caret is."""
        self.field.insert(words)
        self.field.setFocus()

    # --- showing ---

    def _typed(self) -> None:
        self.rows[Style.TEMPLATE.value].setChecked(True)
        self._refresh()

    def _refresh(self) -> None:
        template = self.field.text()
        problem = self._problem(template)
        is_used = self.rows[Style.TEMPLATE.value].isChecked()
        self.field.set_state("danger" if problem else "")
        self.fault.set_text(self._worded(problem) if problem else "")
        self.buttons["use"].setEnabled(not (problem and is_used))
        if problem and is_used:
            self.preview.setText("")
        else:
            shown = self._shown(self.citing())
            self.preview.setText(shown or self.tr("（没有内容）"))

    def _shown(self, citing: Citing) -> str:
        if self._example is None:
            return self.tr("报告库里还没有报告")
        return self._example(citing)

    def _problem(self, template: str) -> Invalid | None:
        try:
            Template.of(template)
        except Invalid as wrong:
            return wrong
        return None

    def _worded(self, problem: Invalid) -> str:
        words = {
            "template_empty": self.tr("请写出模板。"),
            "template_long": self.tr("模板最多 {limit} 个字。"),
            "template_unknown": self.tr("第 {position} 个字：没有“{name}”这个字段。"),
            "template_brace_open": self.tr("第 {position} 个字：左花括号没有配上右花括号。"),
            "template_brace_close": self.tr("第 {position} 个字：右花括号没有配上左花括号。"),
            "template_group_open": self.tr("第 {position} 个字：左方括号没有配上右方括号。"),
            "template_group_close": self.tr("第 {position} 个字：右方括号没有配上左方括号。"),
            "template_deep": self.tr("第 {position} 个字：方括号套得太深。"),
            "template_backslash": self.tr("第 {position} 个字：反斜杠后面缺一个字。"),
        }
        return words[problem.what].format(**problem.values)
