"""The key map: which key means which action now, as the table and the person say.

A key is written as Qt's portable text of one combination (`Ctrl+Down`, `H`, `[`).
Only what differs from the table is kept, so that later defaults reach everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from app.ui.actions import Spec

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE |= {ord("【"): ord("["), ord("】"): ord("]"), ord("、"): ord("\\"), ord("。"): ord(".")}
"""What a Chinese keyboard types for a key, and the key that is meant."""

_CAPS = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Return": "Enter",
    "Del": "Delete",
    "Ins": "Insert",
    "PgUp": "PageUp",
    "PgDown": "PageDown",
}
_SILENT = {
    Qt.Key.Key_unknown,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_ScrollLock,
}
_KEPT = frozenset(
    {
        *(
            "Tab",
            "Shift+Tab",
            "Shift+Backtab",
            "Esc",
            "Return",
            "Ctrl+Return",
            "Space",
            "Backspace",
        ),
        *("Shift+Space", "Shift+Return", "Menu", "Shift+F10", "Alt+F4", "Alt+Tab", "Print"),
        *("Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+Ins", "Shift+Ins", "Shift+Del"),
        *(f"{shift}{move}" for shift in ("", "Shift+") for move in ("Left", "Right", "Up", "Down")),
        *(f"{shift}{move}" for shift in ("", "Shift+") for move in ("Home", "End")),
        *(f"{shift}{move}" for shift in ("", "Shift+") for move in ("PgUp", "PgDown")),
    }
)
"""Keys without which nobody could get about, copy or leave: they keep their meaning."""


class Refusal(Enum):
    """Why an action cannot have a key."""

    KEPT = auto()
    """The key has a meaning everywhere that must not be lost."""
    LETTER = auto()
    """A letter, digit or sign alone is typed; only the reading text can use it."""


class KeyMap(QObject):
    """The keys of every action of a table.

    Signals:
        changed: some action has another key now.
    """

    changed = Signal()

    def __init__(
        self,
        specs: Sequence[Spec],
        changes: Mapping[str, str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._specs = {spec.id: spec for spec in specs}
        self._defaults = {spec.id: _split(spec.keys) for spec in specs if not spec.is_fixed}
        self._own = {
            id_: _split(keys) if id_ in self._defaults else (keys,)
            for id_, keys in (changes or {}).items()
        }
        self._keys: dict[str, tuple[str, ...]] = {}
        self._actions: dict[str, str] = {}
        self._settle()

    def _settle(self) -> None:
        """What the person set wins over what the table would give another action."""
        taken = {key for id_ in self._defaults for key in self._own.get(id_, ())}
        self._keys = {
            id_: self._own[id_] if id_ in self._own else tuple(k for k in keys if k not in taken)
            for id_, keys in self._defaults.items()
        }
        self._actions = {key: id_ for id_, keys in self._keys.items() for key in keys}

    # --- asking ---

    def keys(self, id_: str) -> tuple[str, ...]:
        """The keys of an action now; none for one that has none."""
        return self._keys.get(id_, ())

    def shown(self, id_: str) -> str:
        """The first key as it stands on the keyboard, for key caps and tool tips."""
        keys = self.keys(id_)
        return cap(keys[0]) if keys else ""

    def action_of(self, event: QKeyEvent) -> str | None:
        """The action that a pressed key means."""
        return self._actions.get(pressed(event))

    def holder(self, key: str, other_than: str) -> str | None:
        """The other action that has a key already."""
        found = self._actions.get(key)
        return found if found != other_than else None

    def refusal(self, id_: str, key: str) -> Refusal | None:
        """Why an action cannot have a key; its own default is never refused."""
        if key in self._defaults.get(id_, ()):
            return None
        if key in _KEPT:
            return Refusal.KEPT
        if len(key) == 1 and not self._specs[id_].in_pane:
            return Refusal.LETTER
        return None

    def is_changed(self, id_: str) -> bool:
        return id_ in self._own

    def changes(self) -> dict[str, str]:
        """What differs from the table, to be kept (what a newer version kept, too)."""
        return {id_: " ".join(keys) for id_, keys in self._own.items()}

    # --- changing ---

    def give(self, id_: str, key: str) -> None:
        """Give an action this key alone; whoever had it has none of it any more.

        An empty key takes the action's keys away.
        """
        holder = self.holder(key, id_) if key else None
        if holder is not None:
            self._put(holder, tuple(k for k in self._keys[holder] if k != key))
        self._put(id_, (key,) if key else ())
        self._tell()

    def swap(self, id_: str, key: str) -> None:
        """Give an action a key, and the one that had it the key that becomes free."""
        holder = self.holder(key, id_)
        if holder is None:
            self.give(id_, key)
            return
        mine = self._keys[id_]
        free = tuple(k for k in mine[:1] if self.refusal(holder, k) is None)
        rest = tuple(k for k in self._keys[holder] if k != key)
        self._put(holder, (*free, *rest))
        self._put(id_, (key, *mine[1:]))
        self._tell()

    def reset(self, id_: str) -> None:
        """Give an action its default keys back; whoever had them gets its own back, too."""
        wanted = self._defaults[id_]
        self._own.pop(id_, None)
        for other in [o for o, keys in self._own.items() if set(keys) & set(wanted)]:
            del self._own[other]
        self._tell()

    def reset_all(self) -> None:
        self._own = {id_: keys for id_, keys in self._own.items() if id_ not in self._defaults}
        self._tell()

    def _put(self, id_: str, keys: tuple[str, ...]) -> None:
        if keys == self._defaults[id_]:
            self._own.pop(id_, None)
        else:
            self._own[id_] = keys

    def _tell(self) -> None:
        self._settle()
        self.changed.emit()


def canonical(key: str) -> str:
    """A key in the portable text of Qt; empty when it is none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def cap(key: str) -> str:
    """A key as it stands on the keyboard; what is no key (`Ctrl+滚轮`) as it is."""
    head, plus, last = key.rpartition("+")
    if not last:  # the key is + itself
        return key
    return head + plus + _CAPS.get(last, last)


def pressed(event: QKeyEvent) -> str:
    """The combination of a key press; empty for a modifier alone.

    Full-width signs mean their half-width ones, the number block the digits,
    and Shift counts with letters and named keys only: `?` is `?` wherever the
    keyboard has it.
    """
    if event.key() in _SILENT:
        return ""
    modifiers = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
    )
    held = modifiers & ~Qt.KeyboardModifier.ShiftModifier
    text = event.text().translate(_WIDE)
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
    if not held and len(text) == 1 and text.isprintable() and text != " " and not text.isalpha():
        return canonical(text)
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    return QKeySequence(QKeyCombination(modifiers, key)).toString(
        QKeySequence.SequenceFormat.PortableText
    )


def _split(keys: str) -> tuple[str, ...]:
    found: Iterable[str] = (canonical(key) for key in keys.split(" "))
    return tuple(key for key in found if key)
