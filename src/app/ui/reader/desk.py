"""The writing desk: drafts nobody has finished, and the phrases a person uses often."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.settings import Json, ViewState
from app.ui.key_map import KeyMap

WRITE_MS = 600
"""A draft is written down when typing has paused for so long."""

DRAFTS = "drafts"


def reply_key(annotation: UUID) -> str:
    """The key of the draft of a new reply."""
    return f"{annotation}/reply"


class Desk(QObject):
    """What every editor of comments shares.

    Drafts are kept with the view state of the library: a crash, a closed window or
    another report costs nothing that was typed.

    Signals:
        drafts_changed: id of the annotation whose draft appeared or went (as text).
        phrases_changed: the phrases as they are now; the window writes them down.
        manage_asked: the person wants to put the phrases in order.
        links_changed: annotations have more or fewer links.
        link_followed: id of an annotation along whose links to go.

    Attributes:
        link_words: the links of an annotation, in words.
    """

    drafts_changed = Signal(str)
    phrases_changed = Signal(object)
    manage_asked = Signal()
    links_changed = Signal()
    link_followed = Signal(object)

    def __init__(self, keys: KeyMap | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._view: ViewState | None = None
        self._drafts: dict[str, str] = {}
        self._phrases: tuple[str, ...] = ()
        self._links: Mapping[UUID, int] = {}
        self.link_words: Callable[[UUID], str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_MS)
        self._timer.timeout.connect(self._write)

    def with_key(self, words: str, action: str) -> str:
        """Words with the key that an action has now, for a tool tip."""
        key = self._keys.shown(action) if self._keys else ""
        return self.tr("{words}（{key}）").format(words=words, key=key) if key else words

    # --- links ---

    def set_links(self, counts: Mapping[UUID, int]) -> None:
        """How many links each annotation has that has any."""
        if counts != self._links:
            self._links = dict(counts)
            self.links_changed.emit()

    def links(self, annotation: UUID) -> int:
        """How many links join an annotation with others."""
        return self._links.get(annotation, 0)

    def words_of_links(self, annotation: UUID) -> str:
        return self.link_words(annotation) if self.link_words and self.links(annotation) else ""

    # --- drafts ------------------------------------------------------------------------

    def set_view(self, view: ViewState | None) -> None:
        """Take up another library; the drafts of the former one are written down."""
        self._write()
        self._view = view
        kept: Json = view.get(None, DRAFTS) if view else None
        items = kept.items() if isinstance(kept, dict) else ()
        self._drafts = {key: text for key, text in items if isinstance(text, str)}

    def draft(self, key: str) -> str | None:
        """What was typed and neither kept nor thrown away; `key` is an id, or a reply_key."""
        return self._drafts.get(key)

    def draft_of(self, annotation: UUID) -> str:
        """What stands unfinished at an annotation, comment or reply; empty when nothing does."""
        if not self._drafts:
            return ""
        return self.draft(str(annotation)) or self.draft(reply_key(annotation)) or ""

    def drafted(self) -> set[str]:
        """Keys of all drafts."""
        return set(self._drafts)

    def keep_draft(self, key: str, text: str) -> None:
        is_new = key not in self._drafts
        if self._drafts.get(key) != text:
            self._drafts[key] = text
            self._timer.start()
        if is_new:
            self.drafts_changed.emit(key.partition("/")[0])

    def drop_draft(self, key: str) -> None:
        if self._drafts.pop(key, None) is not None:
            self._timer.start()
            self.drafts_changed.emit(key.partition("/")[0])

    def _write(self) -> None:
        self._timer.stop()
        if self._view is not None:
            drafts: dict[str, Json] = dict(self._drafts)
            self._view.set(None, DRAFTS, drafts or None)
            self._view.save()

    # --- phrases -----------------------------------------------------------------------

    @property
    def phrases(self) -> tuple[str, ...]:
        return self._phrases

    def show_phrases(self, phrases: Sequence[str]) -> None:
        """The phrases as the settings have them."""
        self._phrases = tuple(phrases)

    def set_phrases(self, phrases: Sequence[str]) -> None:
        """Another list, put together by the person; blank and repeated ones are left out."""
        cleaned = tuple(dict.fromkeys(p.strip() for p in phrases if p.strip()))
        if cleaned != self._phrases:
            self._phrases = cleaned
            self.phrases_changed.emit(cleaned)

    def keep_phrase(self, phrase: str) -> None:
        self.set_phrases((*self._phrases, phrase))

    def matching(self, question: str) -> list[tuple[int, str]]:
        """Phrases with their numbers: by number when digits are asked for, else by words."""
        numbered = list(enumerate(self._phrases, 1))
        asked = question.strip().casefold()
        if asked.isdecimal():
            return [(n, p) for n, p in numbered if str(n).startswith(str(int(asked)))]
        return [(n, p) for n, p in numbered if asked in p.casefold()]
