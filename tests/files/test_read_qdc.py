"""Codebooks of other programs, and our own on the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import exchange_samples
from app.domain.change import Entity
from app.domain.errors import UnreadableFile
from app.files.bringing import BRINGERS, bringer_of
from app.files.read_qdc import read_qdc
from app.workspace.workspace import Workspace
from files.qda_packages import CODE, OTHER, guid

QUIRKOS = f"""<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Quirkos 2.5">
 <Codes>
  <Code guid="{{{CODE.upper()}}}" name="依法行政" isCodable="true" color="#1E6FD9">
   <Description>第一行
第二行 &lt;尖&gt;</Description>
   <Code guid="{OTHER}" name="复议" isCodable="true" color="#abc"/>
   <Code guid="c001" name="应诉" isCodable="true"/>
  </Code>
  <Code guid="{OTHER}" name="重号" isCodable="false"/>
 </Codes>
 <Sets><Set guid="{guid(1)}" name="组"><MemberCode guid="{OTHER}"/></Set></Sets>
</CodeBook>"""

TAGUETTE = f"""<?xml version='1.0' encoding='utf-8'?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.4"><Codes>
<Code guid="{guid(2)}" name="interesting" isCodable="true"><Description>Further review</Description></Code>
</Codes></CodeBook>"""


def written(folder: Path, text: str | bytes, name: str = "a.qdc") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_codebook_of_another_program_is_read_as_a_tree(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeff" + QUIRKOS)
    assert bringer_of(path) == "qdc"
    brought = BRINGERS["qdc"].read(path)
    law, review, court, again = brought.tags
    assert (law.key, law.name, law.parent) == (CODE, "依法行政", None)
    assert law.fields["definition"] == "第一行\n第二行 <尖>"
    assert law.fields["colour"] == "blue"
    assert (review.parent, court.parent, court.key) == (CODE, CODE, "c001")
    assert again.key != OTHER
    assert (again.name, again.parent) == ("重号", None)
    assert [n.code for n in brought.repairs] == ["qdc_ids"]
    assert [n.code for n in brought.rejects] == ["qdc_sets"]


def test_a_codebook_is_known_by_what_it_says_whatever_its_name(tmp_path: Path) -> None:
    path = written(tmp_path, TAGUETTE, "codebook.xml")
    assert bringer_of(path) == "qdc"
    [tag] = read_qdc(path).tags
    assert (tag.name, tag.fields["definition"]) == ("interesting", "Further review")


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    full, empty = (exchange_samples.make(tmp_path / name) for name in ("full", "empty"))
    exchange_samples.fill(full)
    yield full, empty
    full.close()
    empty.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_codebook_comes_back_as_it_was(
    two: tuple[Workspace, Workspace], tmp_path: Path, language: str
) -> None:
    from app.workspace.labels import LABELS

    full, empty = two
    [path] = full.exporting.export("qdc", tmp_path / "a.qdc", words=LABELS[language])
    outcome = empty.bringing.bring(empty.bringing.plan(empty.bringing.read(path)))
    assert outcome.plan.tags.total == len(full.library.tags())
    assert not outcome.plan.rejects
    tags = {
        name: fields
        for name, fields in exchange_samples.content(full).items()
        if name.startswith(Entity.TAG)
    }
    assert exchange_samples.content(empty).items() >= tags.items()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "empty"),
        ("<CodeBook", "damaged"),
        ("name,definition", "damaged"),
        (f"<!DOCTYPE CodeBook>{TAGUETTE.partition('?>')[2]}", "suspicious"),
    ],
)
def test_files_that_are_no_codebooks_are_refused(tmp_path: Path, data: str, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_qdc(written(tmp_path, data))
    assert caught.value.reason == reason
