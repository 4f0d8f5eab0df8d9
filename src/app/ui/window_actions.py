"""The table of actions as QActions of one window: words, keys, icons, what they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.ui.actions import CHECKABLE, SPECS, shown_keys
from app.ui.key_map import KeyMap
from app.ui.theme import Look


class Actions(QObject):
    """The table as QActions of one window; what they do is bound by the window.

    Args:
        own_keys: what the person set otherwise than the table.

    Attributes:
        keys: the key of every action now; whoever shows one listens to its `changed`.
    """

    def __init__(
        self, look: Look, window: QWidget, own_keys: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(window)
        self._look = look
        self._actions: dict[str, QAction] = {}
        self._does: dict[str, Callable[[], object]] = {}
        self.specs = {spec.id: spec for spec in SPECS}
        self.keys = KeyMap(SPECS, own_keys, self)
        for spec in SPECS:
            action = QAction(spec.words(), window)
            action.setCheckable(spec.id in CHECKABLE)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            # An action of the pane is shown with its key in menus, but no widget has it:
            # so its key does nothing by itself anywhere.
            if not (spec.in_pane or spec.is_fixed):
                window.addAction(action)
            self._actions[spec.id] = action
        self._take_keys()
        self.keys.changed.connect(self._take_keys)
        look.changed.connect(self._restyle)

    def _take_keys(self) -> None:
        for id_, action in self._actions.items():
            keys = [QKeySequence(key) for key in self.keys.keys(id_)]
            if action.shortcuts() != keys:
                action.setShortcuts(keys)

    def __getitem__(self, id_: str) -> QAction:
        return self._actions[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._actions

    def bind(self, id_: str, does: Callable[[], object]) -> None:
        """What happens when the action is chosen."""
        self._actions[id_].triggered.connect(lambda _=False: does())
        self._does[id_] = does

    def trigger(self, id_: str) -> None:
        """As if it was chosen from a menu: nothing while it is not possible."""
        self._actions[id_].trigger()

    def run(self, id_: str) -> None:
        """Do what a key in the reading text asks for.

        Whether that is possible is known to the verb itself, which says what is missing.
        """
        if self.specs[id_].in_pane and id_ in self._does:
            self._does[id_]()
        else:
            self.trigger(id_)

    def words(self, id_: str) -> str:
        return self.specs[id_].words()

    def key(self, id_: str) -> str:
        """The key as it stands on the keyboard; empty without one."""
        spec = self.specs[id_]
        return shown_keys(spec) if spec.is_fixed else self.keys.shown(id_)

    def tip(self, id_: str) -> str:
        """Name and key, for a tool tip."""
        keys = self.key(id_)
        words = self.tr("{name}（{keys}）")
        return words.format(name=self.words(id_), keys=keys) if keys else self.words(id_)

    def with_icons(self) -> None:
        """Give the actions their icons; only menus show them, so not before the first one."""
        for spec in SPECS:
            if spec.icon and self._actions[spec.id].icon().isNull():
                self._actions[spec.id].setIcon(self._look.icon(spec.icon, 16))

    def _restyle(self) -> None:
        for spec in SPECS:
            action = self._actions[spec.id]
            if spec.icon and not action.icon().isNull():
                action.setIcon(self._look.icon(spec.icon, 16))
