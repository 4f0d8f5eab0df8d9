"""Everything that can be done with one tag, as a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from app.domain.tag import COLOURS, SLOTS, Tag, TagKind
from app.ui.painting import swatch
from app.ui.theme import Look
from app.workspace.tagging import Tagging

translate = QCoreApplication.translate

LAST = 1_000_000
"""A place behind every member of a group."""


class TagVerbs:
    """What the menu asks for; the list carries it out and words what is refused."""

    def __init__(
        self,
        *,
        apply: Callable[[UUID], None],
        show: Callable[[UUID], None],
        create: Callable[[UUID | None], None],
        rename: Callable[[UUID], None],
        define: Callable[[UUID], None],
        delete: Callable[[tuple[UUID, ...]], None],
        merge: Callable[[tuple[UUID, ...]], None],
        split: Callable[[UUID], None],
        rule: Callable[[UUID], None],
        export: Callable[[UUID], None],
        attempt: Callable[..., object],
    ) -> None:
        self.apply, self.show, self.create = apply, show, create
        self.rename, self.define, self.delete = rename, define, delete
        self.merge, self.split = merge, split
        self.rule, self.export, self.attempt = rule, export, attempt


def fill_menu(
    menu: QMenu, look: Look, tagging: Tagging, tags: Sequence[Tag], verbs: TagVerbs
) -> None:
    """Put the actions on one tag, or on several at once, into `menu`."""
    ids = tuple(tag.id for tag in tags)
    one = tags[0] if len(tags) == 1 else None
    if one is not None:
        _fill_for_one(menu, tagging, one, verbs)
    if not all(tag.retired for tag in tags):
        _fill_colours(menu.addMenu(translate("TagMenu", "颜色")), look, tagging, tags, verbs)
        _fill_groups(menu.addMenu(translate("TagMenu", "移到")), tagging, tags, verbs)
    menu.addAction(translate("TagMenu", "合并到…"), lambda: verbs.merge(ids))
    if one is not None:
        menu.addAction(translate("TagMenu", "拆分…"), lambda: verbs.split(one.id))
    menu.addSeparator()
    if all(tag.retired for tag in tags):
        words = translate("TagMenu", "重新启用")
        menu.addAction(words, lambda: verbs.attempt(tagging.retire_all, ids, False))
    else:
        words = translate("TagMenu", "停用（旧批注仍可读）")
        menu.addAction(words, lambda: verbs.attempt(tagging.retire_all, ids))
    menu.addAction(translate("TagMenu", "删除…"), lambda: verbs.delete(ids))


def _fill_for_one(menu: QMenu, tagging: Tagging, tag: Tag, verbs: TagVerbs) -> None:
    if not tag.retired:
        menu.addAction(translate("TagMenu", "标记所选文字"), lambda: verbs.apply(tag.id))
    menu.addAction(translate("TagMenu", "列出它的批注"), lambda: verbs.show(tag.id))
    menu.addAction(translate("TagMenu", "导出它的批注…"), lambda: verbs.export(tag.id))
    if not tag.retired:
        menu.addAction(translate("TagMenu", "按规则标记…"), lambda: verbs.rule(tag.id))
    menu.addSeparator()
    if tag.retired:
        return
    menu.addAction(translate("TagMenu", "新建下级标签"), lambda: verbs.create(tag.id))
    menu.addAction(translate("TagMenu", "改名"), lambda: verbs.rename(tag.id))
    menu.addAction(translate("TagMenu", "改说明…"), lambda: verbs.define(tag.id))
    _fill_slots(menu.addMenu(translate("TagMenu", "数字键")), tagging, tag, verbs)


def _fill_colours(
    menu: QMenu, look: Look, tagging: Tagging, tags: Sequence[Tag], verbs: TagVerbs
) -> None:
    """One colour for the tags alone; for all below them, too, where there are any."""
    ids = tuple(tag.id for tag in tags)
    group = QActionGroup(menu)
    has_below = any(tagging.tree().children(id_) for id_ in ids)
    for colour in COLOURS:
        icon = _swatch_icon(look, colour, tags[0].kind)
        action = QAction(icon, colour_word(colour), group)
        action.setCheckable(True)
        action.setChecked(all(tag.colour == colour for tag in tags))
        action.triggered.connect(
            lambda _=False, c=colour: verbs.attempt(tagging.recolour_branches, ids, c)
        )
        menu.addAction(action)
    if has_below:
        menu.addSeparator()
        menu.addAction(translate("TagMenu", "下级标签跟着换")).setEnabled(False)


def _fill_slots(menu: QMenu, tagging: Tagging, tag: Tag, verbs: TagVerbs) -> None:
    holders = {t.slot: t.name for t in tagging.tags() if t.slot}
    for slot in SLOTS:
        holder = holders.get(slot)
        action = menu.addAction(f"{slot}  {holder}" if holder else f"{slot}")
        action.setCheckable(True)
        action.setChecked(tag.slot == slot)
        given = None if tag.slot == slot else tag.id
        action.triggered.connect(
            lambda _=False, s=slot, t=given: verbs.attempt(tagging.set_slot, s, t)
        )


def _fill_groups(menu: QMenu, tagging: Tagging, tags: Sequence[Tag], verbs: TagVerbs) -> None:
    ids = tuple(tag.id for tag in tags)
    parents = {tag.parent for tag in tags}
    top = menu.addAction(translate("TagMenu", "最上层"))
    top.setEnabled(parents != {None})
    top.triggered.connect(lambda: verbs.attempt(tagging.move_all, ids, None, LAST))
    menu.addSeparator()
    for group in tagging.tags():
        if group.parent is None and group.id not in ids and not group.retired:
            label = f"{group.code} {group.name}".strip()
            action = menu.addAction(
                label, lambda g=group: verbs.attempt(tagging.move_all, ids, g.id, LAST)
            )
            action.setEnabled(parents != {group.id})


def _swatch_icon(look: Look, colour: str, kind: TagKind) -> QIcon:
    pixmap = QPixmap(32, 32)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    p = QPainter(pixmap)
    swatch(p, look, 3, 8, colour, kind)
    p.end()
    return QIcon(pixmap)


def colour_word(colour: str) -> str:
    """The name of a tag colour for people."""
    return {
        "red": translate("TagMenu", "朱红"),
        "brown": translate("TagMenu", "棕褐"),
        "amber": translate("TagMenu", "琥珀"),
        "olive": translate("TagMenu", "橄榄"),
        "green": translate("TagMenu", "墨绿"),
        "teal": translate("TagMenu", "松绿"),
        "cyan": translate("TagMenu", "天青"),
        "blue": translate("TagMenu", "海蓝"),
        "indigo": translate("TagMenu", "靛青"),
        "violet": translate("TagMenu", "藤紫"),
        "plum": translate("TagMenu", "梅紫"),
        "slate": translate("TagMenu", "石板"),
    }[colour]
