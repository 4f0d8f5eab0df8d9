"""Links of a REFI-QDA project that join two annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.domain.exchange import BroughtAnnotation, BroughtLink
from app.files.refi import key_of
from app.files.refi_project import Link
from app.files.refi_remarks import Notes


def links_of(
    links: Iterable[Link],
    notes: Notes,
    keys: Mapping[str, str],
    annotations: Iterable[BroughtAnnotation],
    free: Callable[[str], str],
) -> tuple[tuple[BroughtLink, ...], int]:
    """The links between annotations, and how many join other things.

    Args:
        keys: the annotation that a selection, a coding or a note became part of.
        free: gives a key of its own to each.
    """
    known = {annotation.key for annotation in annotations}
    made: list[BroughtLink] = []
    odd = 0
    for link in links:
        if notes.get(link.origin) is not None or notes.get(link.target) is not None:
            continue  # told as comments
        origin, target = keys.get(link.origin, link.origin), keys.get(link.target, link.target)
        if origin == target or not {origin, target} <= known:
            odd += 1
            continue
        key = free(link.guid or f"link:{origin}:{target}")
        made.append(_link(link, key, origin, target, notes))
    return tuple(made), odd


def _link(link: Link, key: str, origin: str, target: str, notes: Notes) -> BroughtLink:
    said = list(notes.said(link.notes))
    kind = key_of(link.name, "link_").removeprefix("link_")
    words = [one.text for one in said]
    comment = "\n".join(words if kind else [link.name, *words]).strip()
    return BroughtLink(
        key,
        origin,
        target,
        kind,
        comment,
        said[0].user if said else "",
        said[0].created if said else None,
    )
