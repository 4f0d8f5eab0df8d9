"""The menu that picks one tag of the codebook, group by group."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.tag import Tag
from app.ui.menus import show_menu


def open_tag_menu(
    button: QWidget, tags: Sequence[Tag], whole: str, choose: Callable[[Tag | None], object]
) -> QMenu:
    """All tags that are in use, after `whole` for all of them; a group opens to its members."""

    def name(tag: Tag) -> str:
        return f"{tag.code} {tag.name}".strip().replace("&", "&&")

    def add(menu: QMenu, tag: Tag) -> None:
        below = [one for one in tags if one.parent == tag.id and not one.retired]
        if not below:
            menu.addAction(name(tag), lambda: choose(tag))
            return
        inner = menu.addMenu(name(tag))
        inner.addAction(name(tag), lambda: choose(tag))
        inner.addSeparator()
        for one in below:
            add(inner, one)

    def fill(menu: QMenu) -> None:
        known = {tag.id for tag in tags}
        menu.addAction(whole, lambda: choose(None))
        menu.addSeparator()
        for tag in tags:
            if tag.parent not in known and not tag.retired:
                add(menu, tag)

    return show_menu(button, fill)
