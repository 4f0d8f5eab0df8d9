"""Codebooks in JSON: our own, the shipped one's shape, and trees or lists of anybody's making."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought
from app.domain.ids import default_tag_id
from app.files.codebook_tags import DEEPEST, Entry, Tags, uuid_key
from app.files.json_kinds import CHILDREN, NAMES, TOPS
from app.files.json_values import Object, list_of, load, object_of, text_of, values

SCHEMA = "piyue-codebook/1"
_PARENTS = ("parent", "上级", "父级", "parent_id", "parentId", "parent_name", "group", "category")
_IDS = ("tag_id", "uuid", "guid", "id", "标签编号")
_TEXTS = {
    "code": ("code", "编码", "代码"),
    "colour": ("colour", "color", "颜色"),
    "kind": ("kind", "类型"),
    "short_name": ("short_zh", "short_name", "简称"),
    "english": ("en", "english", "英文名", "英文"),
    "definition": ("definition_zh", "definition", "description", "memo", "定义", "说明", "描述"),
    "slot": ("slot", "数字键"),
    "position": ("position",),
}
_KEYWORDS = ("keywords", "关键词")


def read_codebook(path: Path) -> Brought:
    """Read a codebook.

    Raises:
        UnreadableFile: see json_values.load; `unsupported` when it names no tag.
    """
    file = load(path)
    tags = Tags()
    top = object_of(file.value) or {}
    schema = text_of(top.get("schema"))
    nodes = _nodes(file.value)
    if any(_first(node, _PARENTS) for node in nodes) and not any(map(_children, nodes)):
        tags.put_all(_entry(node, tags, schema) for node in nodes if _named(node, tags))
    else:
        _take(nodes, None, "", tags, schema, 0)
    if not tags.found:
        raise UnreadableFile(path.name, "unsupported")
    return Brought(
        format="codebook_json",
        origin="Piyue" if schema.startswith("piyue-codebook/") else "",
        context="codebook",
        tags=tags.found,
        repairs=tuple(tags.repairs),
        rejects=tuple(tags.rejects),
    )


def _nodes(value: Any) -> list[Object]:
    """The entries at the top: of a list, or of the list that an object has under a known name."""
    items = list_of(value)
    known = object_of(value)
    if known is not None:
        named = next(
            (known[name] for name in TOPS if isinstance(known.get(name), list | dict)), None
        )
        if named is not None:
            return _nodes(named)
        if _first(known, NAMES):
            return [known]
        # {"甲": {"乙": {}}}: names that hold names
        return [
            {"name": name, "children": inner}
            for name, inner in known.items()
            if isinstance(inner, dict | list) or inner is None
        ]
    return [_node(item) for item in items or ()]


def _node(item: Any) -> Object:
    return object_of(item) or {"name": text_of(item)}


def _children(node: Object) -> list[Object]:
    inner = next((node[name] for name in CHILDREN if node.get(name)), None)
    return _nodes(inner) if isinstance(inner, dict | list) else []


def _take(
    nodes: Sequence[Object], parent: str | None, kind: str, tags: Tags, schema: str, depth: int
) -> None:
    """A tree; a tag that says no kind is of the kind of the one above it."""
    if depth > DEEPEST:
        return
    for node in nodes:
        if not _named(node, tags):
            continue
        own_kind = text_of(node.get("kind")) or kind
        key = tags.put(_entry(node, tags, schema, own_kind), parent)
        _take(_children(node), key, own_kind, tags, schema, depth + 1)


def _named(node: Object, tags: Tags) -> bool:
    if _first(node, NAMES):
        return True
    tags.reject(_first(node, ("id", "code")))
    return False


def _entry(node: Object, tags: Tags, schema: str, kind: str = "") -> Entry:
    name = " ".join(_first(node, NAMES).split())
    told = {field: _first(node, names) for field, names in _TEXTS.items()}
    told["kind"] = told["kind"] or kind
    given = _first(node, _IDS)
    key = next(filter(None, (uuid_key(text_of(node.get(one))) for one in _IDS)), "")
    if schema.startswith("piyue-codebook/"):
        told["code"] = told["code"] or text_of(node.get("id"))
        if not key and told["code"]:  # the shipped codebook: the same tags in every library
            key = str(default_tag_id(told["code"]))
    fields = tags.fields(told, name)
    words = [word for name_ in _KEYWORDS for word in _words(node.get(name_))]
    if words:
        fields["keywords"] = list(dict.fromkeys(words))
    if node.get("retired") is True:
        fields["retired"] = True
    parent = _first(node, _PARENTS)
    return Entry(name, key, told["code"] or given, uuid_key(parent) or parent, name, fields)


def _words(value: Any) -> Iterator[str]:
    from app.files.codebook_tags import keywords_of

    if isinstance(value, str):
        yield from keywords_of(text_of(value))
        return
    yield from filter(None, (text_of(one).strip() for one in values(value)))


def _first(node: Object, names: Sequence[str]) -> str:
    """The first text under one of these names; a name that holds a list is none."""
    found = (
        text_of(node[name]) for name in names if not isinstance(node.get(name, []), list | dict)
    )
    return next((text for text in found if text.strip()), "")
