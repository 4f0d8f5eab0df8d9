"""Fields of Word files that are spread over runs: what is code, what is shown.

Source: ECMA-376 part 1, 17.16.18 (fldChar).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.files.docx_numbers import W
from app.files.word_symbols import field_text
from app.files.zip_parts import Element

_CHARACTER = f"{W}fldChar"
_BOX = f"{W}txbxContent"
_PART = "part-of-a-field"
_LONGEST_CODE = 500


def mark_fields(root: Element, left_out: frozenset[str]) -> None:
    """Mark the characters of fields that have a beginning and an end.

    A beginning without an end would hide all that follows.

    Args:
        left_out: tags that are not read; what is inside of them opens and closes nothing.
    """
    stories = [root]
    while stories:
        open_: list[list[Element]] = []
        for element in _seen(stories.pop(), left_out, stories):
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                open_.append([element])
            elif kind == "separate" and open_:
                open_[-1].append(element)
            elif kind == "end" and open_:
                for part in (*open_.pop()[:2], element):
                    part.set(_PART, "1")


def _seen(story: Element, left_out: frozenset[str], boxes: list[Element]) -> Iterator[Element]:
    """The field characters of a story in their order; text boxes are stories of their own."""
    todo = list(reversed(story))
    while todo:
        element = todo.pop()
        if element.tag == _CHARACTER:
            yield element
        elif element.tag == _BOX:
            boxes.append(element)
        elif element.tag not in left_out:
            todo.extend(reversed(element))


class Fields:
    """Which fields are open while a story is read, and whether their code is being read."""

    def __init__(self) -> None:
        self._codes: list[str | None] = []  # None once the result has begun
        self._unread = 0

    @property
    def in_code(self) -> bool:
        return self._unread > 0

    def add_code(self, text: str) -> None:
        if self._codes and (code := self._codes[-1]) is not None:
            self._codes[-1] = (code + text)[:_LONGEST_CODE]

    def meet(self, character: Element) -> str:
        """Take note of one character of a field: the text it shows, mostly none."""
        if character.get(_PART) is None:
            return ""
        kind = character.get(f"{W}fldCharType")
        if kind == "begin":
            self._codes.append("")
            self._unread += 1
        elif kind == "separate" and self._codes and self._codes[-1] is not None:
            self._codes[-1] = None
            self._unread -= 1
        elif kind == "end" and self._codes:
            code = self._codes.pop()
            if code is not None:
                self._unread -= 1
                return "" if self.in_code else field_text(code)
        return ""
