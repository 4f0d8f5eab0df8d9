"""The part of the table of actions that selects text, and says what a line is."""

from __future__ import annotations

from app.ui.action_spec import OUTLINE, QT_TRANSLATE_NOOP, SELECTING, Spec

SELECTING_SPECS: tuple[Spec, ...] = (
    Spec(
        "word_right",
        QT_TRANSLATE_NOOP("Actions", "光标到下一个词"),
        "Ctrl+Right",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "word_left",
        QT_TRANSLATE_NOOP("Actions", "光标到上一个词"),
        "Ctrl+Left",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "select_word_right",
        QT_TRANSLATE_NOOP("Actions", "向后多选一个词"),
        "Ctrl+Shift+Right",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "select_word_left",
        QT_TRANSLATE_NOOP("Actions", "向前多选一个词"),
        "Ctrl+Shift+Left",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "select_paragraph_down",
        QT_TRANSLATE_NOOP("Actions", "选到段尾"),
        "Ctrl+Shift+Down",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "select_paragraph_up",
        QT_TRANSLATE_NOOP("Actions", "选到段首"),
        "Ctrl+Shift+Up",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "select_more",
        QT_TRANSLATE_NOOP("Actions", "扩大选择：词、句、段、章节"),
        "F8",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "select_less",
        QT_TRANSLATE_NOOP("Actions", "缩小选择"),
        "Shift+F8",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "end_on",
        QT_TRANSLATE_NOOP("Actions", "终点后移一个词"),
        "Alt+Shift+Right",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "end_back",
        QT_TRANSLATE_NOOP("Actions", "终点前移一个词"),
        "Alt+Shift+Left",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "start_on",
        QT_TRANSLATE_NOOP("Actions", "起点后移一个词"),
        "Ctrl+Alt+Shift+Right",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "start_back",
        QT_TRANSLATE_NOOP("Actions", "起点前移一个词"),
        "Ctrl+Alt+Shift+Left",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "end_sentence_on",
        QT_TRANSLATE_NOOP("Actions", "终点后移一句"),
        "Alt+Shift+Down",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "end_sentence_back",
        QT_TRANSLATE_NOOP("Actions", "终点前移一句"),
        "Alt+Shift+Up",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "start_sentence_on",
        QT_TRANSLATE_NOOP("Actions", "起点后移一句"),
        "Ctrl+Alt+Shift+Down",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "start_sentence_back",
        QT_TRANSLATE_NOOP("Actions", "起点前移一句"),
        "Ctrl+Alt+Shift+Up",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "end_character_on",
        QT_TRANSLATE_NOOP("Actions", "终点后移一个字"),
        ".",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "end_character_back",
        QT_TRANSLATE_NOOP("Actions", "终点前移一个字"),
        ",",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "start_character_on",
        QT_TRANSLATE_NOOP("Actions", "起点后移一个字"),
        ">",
        in_pane=True,
        group=SELECTING,
    ),
    Spec(
        "start_character_back",
        QT_TRANSLATE_NOOP("Actions", "起点前移一个字"),
        "<",
        in_pane=True,
        group=SELECTING,
    ),
)

OUTLINE_SPECS: tuple[Spec, ...] = (
    *(
        Spec(f"heading_{level}", text, f"Ctrl+Alt+{level}", in_pane=True, group=OUTLINE)
        for level, text in enumerate(
            (
                QT_TRANSLATE_NOOP("Actions", "设为一级标题"),
                QT_TRANSLATE_NOOP("Actions", "设为二级标题"),
                QT_TRANSLATE_NOOP("Actions", "设为三级标题"),
            ),
            1,
        )
    ),
    Spec("no_heading", QT_TRANSLATE_NOOP("Actions", "不是标题"), "Ctrl+Alt+0", "", True, OUTLINE),
    Spec(
        "split_section",
        QT_TRANSLATE_NOOP("Actions", "从这一行拆分章节"),
        "Ctrl+Alt+Return Ctrl+Alt+Enter",
        in_pane=True,
        group=OUTLINE,
    ),
    Spec(
        "hide_lines",
        QT_TRANSLATE_NOOP("Actions", "隐藏为页面杂项"),
        "Ctrl+Alt+H",
        in_pane=True,
        group=OUTLINE,
    ),
    Spec(
        "show_lines",
        QT_TRANSLATE_NOOP("Actions", "恢复为正文"),
        "Ctrl+Alt+B",
        in_pane=True,
        group=OUTLINE,
    ),
    Spec(
        "promote",
        QT_TRANSLATE_NOOP("Actions", "目录里：升一级"),
        "Shift+Left",
        group=OUTLINE,
        is_fixed=True,
    ),
    Spec(
        "demote",
        QT_TRANSLATE_NOOP("Actions", "目录里：降一级"),
        "Shift+Right",
        group=OUTLINE,
        is_fixed=True,
    ),
)
