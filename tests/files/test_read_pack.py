"""Packages that are not what they say: refused with a reason, or read without what cannot be."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought
from app.files.bringing import bringer_of
from app.files.read_pack import NOTES, read_pack
from app.files.writing import write
from files.write_samples import WORDS_ZH, make_export

Files = dict[str, bytes]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """The files of a sound package."""
    [path] = write("piyuepack", make_export(2), tmp_path / "sound.piyuepack", WORDS_ZH)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(folder: Path, files: Files, *, account: bool = True) -> Path:
    """These files as a package; `account` puts their true hashes into the manifest."""
    if account:
        manifest = json.loads(files["manifest.json"])
        manifest["files"] = {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in files.items()
            if name != "manifest.json"
        }
        files = {**files, "manifest.json": json.dumps(manifest).encode()}
    path = folder / "a.piyuepack"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return path


def refused(path: Path) -> tuple[str, Any]:
    with pytest.raises(UnreadableFile) as caught:
        read_pack(path)
    return caught.value.reason, caught.value.values.get("detail")


def altered(files: Files, alter: Callable[[list[dict[str, Any]]], None]) -> Files:
    """The package with other edits in its only change."""
    [line] = files["ops.jsonl"].decode().splitlines()
    change = json.loads(line)
    alter(change["edits"])
    return {**files, "ops.jsonl": json.dumps(change).encode() + b"\n"}


def of_kind(edits: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [edit for edit in edits if edit["entity"] == kind]


def codes(brought: Brought) -> list[str]:
    found = [note.code for note in (*brought.repairs, *brought.rejects)]
    assert set(found) <= set(NOTES)
    return found


def test_a_sound_package_is_read_whole(files: Files, tmp_path: Path) -> None:
    path = packed(tmp_path, files)
    brought = read_pack(path)
    assert (len(brought.sources), len(brought.annotations), len(brought.tags)) == (2, 16, 3)
    assert codes(brought) == []
    assert bringer_of(path) == "piyuepack"


@pytest.mark.parametrize("name", ["ops.jsonl", "codebook.json", "people.json", "texts/"])
def test_a_changed_file_is_damage(files: Files, tmp_path: Path, name: str) -> None:
    name = next(one for one in files if one.startswith(name))
    path = packed(tmp_path, {**files, name: files[name] + b" "}, account=False)
    assert refused(path) == ("damaged", "hash")


def test_a_text_under_the_name_of_another_is_damage(files: Files, tmp_path: Path) -> None:
    name = next(one for one in files if one.startswith("texts/"))
    assert refused(packed(tmp_path, {**files, name: "别的文字".encode()})) == ("damaged", "hash")


def test_a_missing_and_an_unlisted_file_are_damage(files: Files, tmp_path: Path) -> None:
    fewer = {name: data for name, data in files.items() if not name.startswith("texts/")}
    assert refused(packed(tmp_path, fewer, account=False)) == ("damaged", "missing")
    more = {**files, "extra.bin": b"?"}
    assert refused(packed(tmp_path, more, account=False)) == ("damaged", "missing")


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "texts/../../a", "texts\\a", "c:a"])
def test_names_that_lead_outside_are_suspicious(files: Files, tmp_path: Path, name: str) -> None:
    assert refused(packed(tmp_path, {**files, name: b"a"})) == ("suspicious", "names")


def test_a_newer_package_is_refused_by_its_number(files: Files, tmp_path: Path) -> None:
    manifest = {**json.loads(files["manifest.json"]), "version": 7}
    path = packed(tmp_path, {**files, "manifest.json": json.dumps(manifest).encode()})
    with pytest.raises(UnreadableFile) as caught:
        read_pack(path)
    assert (caught.value.reason, caught.value.values) == ("newer_version", {"found": 7, "known": 1})


@pytest.mark.parametrize("version", [0, -1, "1", None, True, 1.5])
def test_a_version_that_is_none_is_damage(files: Files, tmp_path: Path, version: Any) -> None:
    manifest = {**json.loads(files["manifest.json"]), "version": version}
    path = packed(tmp_path, {**files, "manifest.json": json.dumps(manifest).encode()})
    assert refused(path) == ("damaged", "manifest")


def test_a_bomb_is_suspicious(files: Files, tmp_path: Path) -> None:
    huge = {**files, "texts/" + "0" * 64 + ".txt": b" " * (60 << 20)}
    assert refused(packed(tmp_path, huge)) == ("suspicious", "zip_bomb")


@pytest.mark.parametrize(
    "line", [b"[]", b"{}", b"nonsense", b'{"edits":[1]}', b'{"edits":{}}', b"[" * 100_000]
)
def test_a_line_that_is_no_change_is_damage(files: Files, tmp_path: Path, line: bytes) -> None:
    path = packed(tmp_path, {**files, "ops.jsonl": line + b"\n"})
    assert refused(path) == ("damaged", "line")


def test_a_package_cut_off_or_gone_is_said_to_be(files: Files, tmp_path: Path) -> None:
    path = packed(tmp_path, files)
    path.write_bytes(path.read_bytes()[:-300])
    assert refused(path)[0] == "truncated"
    path.unlink()
    assert refused(path)[0] == "not_found"


def test_files_that_are_no_package_are_not_taken_for_one(tmp_path: Path) -> None:
    for number, data in enumerate((b"", b"PK\x03\x04", b"text")):
        path = tmp_path / str(number)
        path.write_bytes(data)
        assert bringer_of(path) != "piyuepack"
        assert refused(path)[0] in {"damaged", "truncated"}
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("a.txt", "a")
    assert bringer_of(tmp_path / "a.zip") != "piyuepack"
    assert refused(tmp_path / "a.zip") == ("unsupported", None)


def test_tags_in_a_circle_are_put_at_the_top(files: Files, tmp_path: Path) -> None:
    def circle(edits: list[dict[str, Any]]) -> None:
        one, two, three = of_kind(edits, "tag")
        one["after"]["parent"] = two["id"]
        two["after"]["parent"] = one["id"]
        three["after"]["parent"] = three["id"]

    brought = read_pack(packed(tmp_path, altered(files, circle)))
    assert codes(brought) == ["pack_tag_circle", "pack_tag_circle"]
    parents = {tag.key: tag.parent for tag in brought.tags}
    assert sorted(str(p) for p in parents.values()).count("None") == 2


def test_steps_on_nothing_are_left_out_and_said(files: Files, tmp_path: Path) -> None:
    gone = str(UUID(int=99))

    def alter(edits: list[dict[str, Any]]) -> None:
        first, second, third, fourth = of_kind(edits, "annotation")[:4]
        first["after"]["report"] = gone
        second["after"]["tags"] = [gone]
        third["after"]["reviewer"] = gone
        fourth["after"]["start"] = -3
        edits += [
            {
                "entity": "annotation",
                "id": gone,
                "before": {"comment": "a"},
                "after": {"comment": "b"},
            },
            {"entity": "annotation", "id": gone, "before": {"comment": "a"}, "after": None},
            {"entity": "tag", "id": gone, "before": None, "after": None},
            {"entity": "hologram", "id": gone, "before": None, "after": {"x": 1}},
            {"entity": "reply", "id": gone, "before": None, "after": _reply(gone)},
            {
                "entity": "status",
                "id": f"{gone}/{gone}",
                "before": None,
                "after": {"status": "read"},
            },
        ]

    brought = read_pack(packed(tmp_path, altered(files, alter)))
    assert sorted(codes(brought)) == [
        "pack_misshapen",
        "pack_no_target",
        "pack_no_target",
        "pack_no_target",
        *["pack_not_applicable"] * 3,
        "pack_reviewer_unknown",
        "pack_tag_gone",
        "pack_unknown_entity",
    ]
    assert len(brought.annotations) == 14


def _reply(annotation: str) -> dict[str, Any]:
    now = "2026-03-01T12:00:00.000000Z"
    who = str(UUID(int=7))
    return {"annotation": annotation, "text": "a", "reviewer": who, "created": now, "edited": now}


def test_a_field_from_the_future_is_left_away(files: Files, tmp_path: Path) -> None:
    def alter(edits: list[dict[str, Any]]) -> None:
        of_kind(edits, "tag")[0]["after"]["aura"] = "gold"

    brought = read_pack(packed(tmp_path, altered(files, alter)))
    assert codes(brought) == ["pack_unknown_field"]
    assert all("aura" not in tag.fields for tag in brought.tags)


def test_fields_that_came_later_are_filled_in(files: Files, tmp_path: Path) -> None:
    def alter(edits: list[dict[str, Any]]) -> None:
        for edit in of_kind(edits, "annotation"):
            for later in ("resolved", "rule", "placing"):
                del edit["after"][later]

    brought = read_pack(packed(tmp_path, altered(files, alter)))
    assert codes(brought) == []
    assert {(a.resolved, (a.fields or {})["placing"]) for a in brought.annotations} == {
        (False, None)
    }


def test_a_passage_that_says_something_else_is_looked_for_by_its_words(
    files: Files, tmp_path: Path
) -> None:
    def alter(edits: list[dict[str, Any]]) -> None:
        of_kind(edits, "annotation")[0]["after"]["start"] += 1

    brought = read_pack(packed(tmp_path, altered(files, alter)))
    assert codes(brought) == ["pack_quote_differs"]
    assert (brought.annotations[0].start, brought.annotations[0].fields) == (None, None)
    assert brought.annotations[0].quote.startswith("𠮷祥街道")


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("tag", "name", 5),
        ("tag", "name", "\0"),
        ("tag", "slot", 12),
        ("tag", "slot", True),
        ("tag", "position", 2**70),
        ("tag", "colour", "puce"),
        ("tag", "keywords", "abc"),
        ("reviewer", "name", None),
        ("annotation", "scope", "page"),
        ("annotation", "comment", ["x"]),
        ("annotation", "created", "yesterday"),
        ("annotation", "end", 1.5),
        ("annotation", "placing", [1]),
        ("annotation", "state", "unheard"),
        ("annotation", "resolved", 1),
        ("report", "sections", [[1]]),
        ("report", "body", [9, 1]),
        ("report", "title", "plain"),
        ("report", "notes", [{"code": 1}]),
        ("report", "recognised", {"body": [0, 1]}),
    ],
)
def test_a_thing_with_a_field_that_cannot_be_is_left_out(
    files: Files, tmp_path: Path, kind: str, field: str, value: Any
) -> None:
    def alter(edits: list[dict[str, Any]]) -> None:
        of_kind(edits, kind)[0]["after"][field] = value

    brought = read_pack(packed(tmp_path, altered(files, alter)))
    assert "pack_misshapen" in codes(brought)
    note = next(note for note in brought.rejects if note.code == "pack_misshapen")
    assert note.values == {"kind": kind, "field": field}


def test_an_outline_outside_its_text_is_damage(files: Files, tmp_path: Path) -> None:
    def alter(edits: list[dict[str, Any]]) -> None:
        of_kind(edits, "report")[0]["after"]["body"] = [0, 10_000]

    assert refused(packed(tmp_path, altered(files, alter)))[0] == "damaged"


def test_a_change_that_is_there_twice_counts_once(files: Files, tmp_path: Path) -> None:
    twice = {**files, "ops.jsonl": files["ops.jsonl"] * 2}
    brought = read_pack(packed(tmp_path, twice))
    assert codes(brought) == ["pack_change_twice"]
    assert len(brought.annotations) == 16


def test_a_flood_of_notes_is_told_by_its_number(files: Files, tmp_path: Path) -> None:
    def alter(edits: list[dict[str, Any]]) -> None:
        edits += [{"entity": "x", "id": str(n), "before": None, "after": {}} for n in range(500)]

    brought = read_pack(packed(tmp_path, altered(files, alter)))
    assert len(brought.rejects) == 101
    assert brought.rejects[-1].values == {"more": 400}


def test_a_change_with_many_edits_goes_on_in_further_lines(files: Files, tmp_path: Path) -> None:
    [line] = files["ops.jsonl"].decode().splitlines()
    change = json.loads(line)
    edits = change["edits"]
    lines: list[dict[str, Any]] = [{**change, "edits": edits[:5]}]
    lines += [{"id": change["id"], "more": edits[at : at + 5]} for at in range(5, len(edits), 5)]
    spread = {**files, "ops.jsonl": "".join(json.dumps(one) + "\n" for one in lines).encode()}
    assert read_pack(packed(tmp_path, spread)) == read_pack(packed(tmp_path, files))
    torn = {**files, "ops.jsonl": json.dumps(lines[1]).encode()}
    assert refused(packed(tmp_path, torn)) == ("damaged", "line")
