"""One row of the table of actions, and the words of the table."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Spec:
    """One thing that can be done.

    Attributes:
        text: Chinese source text; with an ellipsis when it asks something more.
        keys: the default shortcut in Qt's portable form; several separated by blanks.
        in_pane: the key acts only while the reading text has the focus.
        group: heading in the sheet of keys; without one and without keys it is left out.
        is_fixed: shown for people to know; not a key of the map (a gesture, a list's Enter).
        number: fills `{number}` in the text.
    """

    id: str
    text: str
    keys: str = ""
    icon: str = ""
    in_pane: bool = False
    group: str = ""
    is_fixed: bool = False
    number: int = 0

    def words(self) -> str:
        """What it does, in the language of the interface."""
        words = action_words(self.text)
        return words.format(number=self.number) if self.number else words


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for translation under the name the tools look for.

    The binding's own function of this name is untyped (PySide 6.9.3).
    """
    del context
    return text


FILES, READING, MARKING, SELECTING, OUTLINE, TABLES, WINDOW = (
    QT_TRANSLATE_NOOP("ActionGroups", "报告库"),
    QT_TRANSLATE_NOOP("ActionGroups", "阅读"),
    QT_TRANSLATE_NOOP("ActionGroups", "批注"),
    QT_TRANSLATE_NOOP("ActionGroups", "选择文字"),
    QT_TRANSLATE_NOOP("ActionGroups", "更正目录和正文"),
    QT_TRANSLATE_NOOP("ActionGroups", "批注表"),
    QT_TRANSLATE_NOOP("ActionGroups", "窗口"),
)


def action_words(text: str) -> str:
    """A text of the table in the language of the interface."""
    return QCoreApplication.translate("Actions", text)


def group_words(text: str) -> str:
    """A heading of the table in the language of the interface."""
    return QCoreApplication.translate("ActionGroups", text)
