"""The default codebook, from its shipped file to tags."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from app.domain.ids import default_tag_id
from app.domain.tag import Tag, TagKind
from app.paths import resource


def shipped() -> dict[str, Any]:
    """`resources/codebook.json` as it is."""
    return json.loads(resource("codebook.json").read_text(encoding="utf-8"))


def default_codebook() -> list[Tag]:
    """The shipped tags, each group before its members."""
    return list(_tags(shipped()["tags"], None, TagKind.TOPIC))


def _tags(nodes: list[dict[str, Any]], parent: UUID | None, kind: TagKind) -> Iterator[Tag]:
    for position, node in enumerate(nodes):
        own_kind = TagKind(node["kind"]) if "kind" in node else kind
        tag = Tag(
            id=default_tag_id(node["id"]),
            name=node["zh"],
            parent=parent,
            code=node["id"],
            kind=own_kind,
            colour=node["colour"],
            position=position,
            slot=node["slot"],
            short_name=node["short_zh"],
            english=node["en"],
            definition=node["definition_zh"],
            keywords=tuple(node["keywords"]),
        )
        yield tag
        yield from _tags(node.get("children", []), tag.id, own_kind)
