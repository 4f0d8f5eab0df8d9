"""The codebook as an item model: a tree of tags with counts, movable by drag."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.tag import Tag

MIME = "application/x-piyue-tag"
DRAFT: Final = UUID(int=0)
"""Id of the row in which a new tag gets its name; no tag of a library has it."""

TIP_WIDTH = 26
"""Characters to a line of a tool tip."""

TAG_ROLE = Qt.ItemDataRole.UserRole
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
OWN_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True, eq=False)
class Node:
    """One tag of the tree; `total` counts the annotations of the whole branch."""

    tag: Tag | None
    parent: Node | None
    children: list[Node] = field(default_factory=list["Node"])
    own: int = 0
    total: int = 0

    @property
    def row(self) -> int:
        return self.parent.children.index(self) if self.parent else 0


def build_tree(
    tags: Iterable[Tag], counts: Mapping[UUID, int], *, retired: bool = False
) -> tuple[Node, dict[UUID, Node]]:
    """The tags under their parents, in their order; retired ones only when asked for."""
    root = Node(None, None)
    wanted = (t for t in tags if retired or not t.retired)
    shown = sorted(wanted, key=lambda t: (t.position, t.name))
    nodes = {tag.id: Node(tag, None, own=counts.get(tag.id, 0)) for tag in shown}
    for tag in shown:
        # A child of a retired or missing group is shown at the top rather than lost.
        above = nodes.get(tag.parent) if tag.parent else None
        parent = above or root
        node = nodes[tag.id]
        node.parent = parent
        parent.children.append(node)
    _sum_up(root)
    return root, nodes


def _sum_up(node: Node) -> int:
    node.total = node.own + sum(_sum_up(child) for child in node.children)
    return node.total


class TagModel(QAbstractItemModel):
    """One column of tags. Dropping a tag on another asks to move it there.

    Signals:
        move_requested: ids of tags, id of their new group or None, and id of the
            tag they shall stand before, or None for the last place.
    """

    move_requested = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shows_retired = False
        self._root, self._nodes = build_tree((), {})
        self._shape: tuple[object, ...] = ()

    def set_tags(self, tags: Sequence[Tag], counts: Mapping[UUID, int]) -> bool:
        """Show these tags. Returns whether the tree's shape changed (and was reset)."""
        self.end_draft()
        root, nodes = build_tree(tags, counts, retired=self.shows_retired)
        shape = tuple(_shape(root))
        if shape == self._shape:
            for key, node in nodes.items():
                known = self._nodes[key]
                changed = (known.tag, known.own, known.total) != (node.tag, node.own, node.total)
                known.tag, known.own, known.total = node.tag, node.own, node.total
                if changed:
                    index = self.index_of(key)
                    self.dataChanged.emit(index, index)
            return False
        self.beginResetModel()
        self._root, self._nodes, self._shape = root, nodes, shape
        self.endResetModel()
        return True

    def set_counts(self, counts: Mapping[UUID, int]) -> None:
        """Take up new numbers; only the rows whose own or total changed are told of."""
        before = {key: (node.own, node.total) for key, node in self._nodes.items()}
        for key, node in self._nodes.items():
            node.own = counts.get(key, 0)
        _sum_up(self._root)
        for key, node in self._nodes.items():
            if before[key] != (node.own, node.total):
                index = self.index_of(key)
                self.dataChanged.emit(index, index)

    # --- a tag that has no name yet ---

    def begin_draft(self, parent: UUID | None, name: str = "") -> QModelIndex:
        """Show an empty row at the end of a group; it is no tag until it is named."""
        self.end_draft()
        above = self._nodes.get(parent, self._root) if parent else self._root
        row = len(above.children)
        group = above.tag
        tag = Tag(DRAFT, name, parent)
        if group is not None:
            tag = replace(tag, colour=group.colour, kind=group.kind)
        index = self.index_of(group.id) if group else QModelIndex()
        self.beginInsertRows(index, row, row)
        node = self._nodes[DRAFT] = Node(tag, above)
        above.children.append(node)
        self.endInsertRows()
        return self.index_of(DRAFT)

    def end_draft(self) -> None:
        """Take the empty row away; nothing happens when there is none."""
        node = self._nodes.get(DRAFT)
        if node is None or node.parent is None:
            return
        row = node.row
        self.beginRemoveRows(self.index_of(DRAFT).parent(), row, row)
        node.parent.children.pop(row)
        del self._nodes[DRAFT]
        self.endRemoveRows()

    # --- finding ---

    def tag(self, index: Index) -> Tag | None:
        return self._node(index).tag

    def index_of(self, tag: UUID) -> QModelIndex:
        node = self._nodes.get(tag)
        return self.createIndex(node.row, 0, node) if node else QModelIndex()

    def _node(self, index: Index) -> Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else self._root

    # --- the item model ---

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        above = self._node(parent)
        if column != 0 or not 0 <= row < len(above.children):
            return QModelIndex()
        return self.createIndex(row, 0, above.children[row])

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008 - Qt overloads parent()
        above = self._node(child).parent
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self._node(parent).children)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self._node(index)
        tag = node.tag
        if tag is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{tag.code} {tag.name}".strip()
        if role == Qt.ItemDataRole.EditRole:
            return tag.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(tag)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.tr("{code} {name}，{count} 条").format(
                code=tag.code, name=tag.name, count=node.total
            )
            if tag.slot is not None:
                said += self.tr("，数字键 {slot}").format(slot=tag.slot)
            return said + self.tr("，已停用") if tag.retired else said
        if role == TAG_ROLE:
            return tag
        if role == COUNT_ROLE:
            return node.total
        if role == OWN_ROLE:
            return node.own
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = super().flags(index)
        if not index.isValid():
            return base | Qt.ItemFlag.ItemIsDropEnabled
        return (
            base
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemIsDropEnabled
        )

    # --- moving by drag ---

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        tags = [tag for index in indexes if (tag := self.tag(index)) is not None]
        if tags:
            data.setData(MIME, b"".join(tag.id.bytes for tag in tags))
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the move; the rows follow when the change comes back (hence False)."""
        del action, column
        tags = dropped_tags(data)
        if tags:
            target = self._node(parent)
            below = target.children[row:] if row >= 0 else []
            before = next((n.tag.id for n in below if n.tag and n.tag.id not in tags), None)
            if not self._is_below(target, tags):
                self.move_requested.emit(tags, target.tag.id if target.tag else None, before)
        return False

    def _is_below(self, node: Node | None, tags: Sequence[UUID]) -> bool:
        while node is not None:
            if node.tag is not None and node.tag.id in tags:
                return True
            node = node.parent
        return False


def dropped_tags(data: QMimeData) -> tuple[UUID, ...]:
    """The tags that are being dragged; none for anything else."""
    if not data.hasFormat(MIME):
        return ()
    ids = bytes(data.data(MIME).data())
    return tuple(UUID(bytes=ids[k : k + 16]) for k in range(0, len(ids), 16))


def tool_tip(tag: Tag) -> str:
    """Code, name and definition; plain tips are not wrapped by Qt, so they are here."""
    lines = [f"{tag.code} {tag.name}".strip()]
    said = tag.definition
    lines += [said[k : k + TIP_WIDTH] for k in range(0, len(said), TIP_WIDTH)]
    return "\n".join(lines)


def _shape(node: Node, depth: int = 0) -> Iterable[object]:
    for child in node.children:
        if child.tag is not None:
            yield (depth, child.tag.id)
        yield from _shape(child, depth + 1)
