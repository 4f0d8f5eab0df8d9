"""A package with the change log of what is exported (`.piyuepack`); see pack.py."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from app.domain.change import Change, Edit, Entity
from app.domain.fields import tag_fields, time_text
from app.files.export import ChangeLog, Export, Tell, Words
from app.files.pack import CODEBOOK, FORMAT, MANIFEST, OPS, PEOPLE, VERSION, text_name
from app.files.pack_scope import PackScope
from app.files.packing import entry

_CHUNK = 1 << 20

_EDITS_IN_A_LINE = 1_000
"""A change with more goes on in the lines after it: `{"id": …, "more": […]}`."""


def write_pack(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """The changes of what is meant, with what is needed to understand them.

    The log is read twice: a scope is known only when all of it has been seen.
    Option `texts`: `no` leaves the texts of the reports out.
    """
    log = export.log
    if log is None:
        raise ValueError("an export without its change log")
    scope = PackScope(export, log)
    texts = sorted(scope.texts) if export.options.get("texts", "yes") == "yes" else []
    total = log.size + len(texts)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        writer = _Writer(package)
        ops = _Ops(scope, log)
        writer.put(OPS, _told(ops.lines(), tell, 0, total))
        writer.put(CODEBOOK, [_page([_tag(export, number) for number in range(len(export.tags))])])
        writer.put(PEOPLE, [_page(_people(export, scope))])
        for done, sha256 in enumerate(texts, log.size + 1):
            writer.put(text_name(sha256), [log.text_of(sha256).encode()])
            tell(done, total, "")
        manifest = _manifest(export, words, scope, ops, bool(texts)) | {"files": writer.files}
        writer.put(MANIFEST, [_page(manifest)])


class _Writer:
    """Puts files into a package and keeps the account of them.

    Attributes:
        files: SHA-256 and size of each by its name.
    """

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self.files: dict[str, dict[str, str | int]] = {}

    def put(self, name: str, parts: Iterable[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        with self._package.open(entry(name), "w", force_zip64=True) as stream:
            for part in parts:
                digest.update(part)
                size += len(part)
                stream.write(part)
        self.files[name] = {"sha256": digest.hexdigest(), "bytes": size}


class _Ops:
    """The lines of the log, counted while they are read.

    Attributes:
        devices: the greatest sequence of each device among the changes.
        parts: changes of which something was left out.
    """

    def __init__(self, scope: PackScope, log: ChangeLog) -> None:
        self._scope, self._log = scope, log
        self.devices: dict[str, int] = {}
        self.changes = self.edits = self.parts = 0

    def lines(self) -> Iterator[bytes]:
        """The lines of each change; an empty one for a change that is not meant."""
        for change in self._log.changes():
            meant = self._scope.of(change)
            if meant is None:
                yield b""
                continue
            device = str(meant.device)
            self.devices[device] = max(self.devices.get(device, 0), meant.sequence)
            self.changes += 1
            self.edits += len(meant.edits)
            self.parts += len(meant.edits) < len(change.edits)
            yield from _lines(meant, len(change.edits) - len(meant.edits))


def _lines(change: Change, left_out: int) -> Iterator[bytes]:
    first, rest = change.edits[:_EDITS_IN_A_LINE], change.edits[_EDITS_IN_A_LINE:]
    yield _line(_change(replace(change, edits=first), left_out))
    while rest:
        more, rest = rest[:_EDITS_IN_A_LINE], rest[_EDITS_IN_A_LINE:]
        yield _line({"id": str(change.id), "more": [_edit(edit) for edit in more]})


def _change(change: Change, left_out: int) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": str(change.id),
        "device": str(change.device),
        "sequence": change.sequence,
        "lamport": change.lamport,
        "reviewer": str(change.reviewer),
        "at": time_text(change.at),
        "action": change.action,
        "reverses": str(change.reverses) if change.reverses else None,
        "edits": [_edit(edit) for edit in change.edits],
    }
    return value | {"left_out": left_out} if left_out else value


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "entity": edit.entity.value,
        "id": edit.id,
        "before": None if edit.before is None else dict(edit.before),
        "after": None if edit.after is None else dict(edit.after),
        "set_by": dict(edit.set_by),
    }


def _manifest(
    export: Export, words: Words, scope: PackScope, ops: _Ops, has_texts: bool
) -> dict[str, Any]:
    log = export.log
    assert log is not None
    kind = "annotations" if log.has_chosen else "reports"
    reports = scope.counts()[Entity.REPORT]
    return {
        "format": FORMAT,
        "version": VERSION,
        "library": str(export.library) if export.library else None,
        "scope": {
            "kind": "library" if log.is_whole else kind,
            "words": words["summary"].format(annotations=len(export.rows), reports=reports),
            "reports": sorted(str(id_) for id_ in log.reports),
        },
        "devices": dict(sorted(ops.devices.items())),
        "texts": has_texts,
        "counts": {
            "changes": ops.changes,
            "edits": ops.edits,
            "changes_in_part": ops.parts,
            "reports": reports,
            "annotations": len(export.rows),
            "tags": len(export.tags),
            "reviewers": scope.counts()[Entity.REVIEWER],
        },
        "left_out": {"links": scope.links_left},
    }


def _tag(export: Export, number: int) -> dict[str, Any]:
    tag, path, _ = export.tags[number]
    return {"id": str(tag.id), "path": path, **tag_fields(tag)}


def _people(export: Export, scope: PackScope) -> dict[str, Any]:
    known = {str(r.id): {"name": r.name} for r in export.reviewers}
    return {id_: known[id_] for id_ in sorted(known) if scope.has(Entity.REVIEWER, id_)}


def _told(lines: Iterable[bytes], tell: Tell, done: int, total: int) -> Iterator[bytes]:
    """The lines gathered into larger parts, each line told of."""
    waiting: list[bytes] = []
    size = 0
    for number, line in enumerate(lines, done + 1):
        tell(number, total, "")
        waiting.append(line)
        size += len(line)
        if size > _CHUNK:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _page(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
