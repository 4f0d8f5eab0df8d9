"""JSON as another Web Annotation tool reads it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from app.domain.annotation import Scope
from app.files.writing import write
from files.write_samples import TEXT, WORDS_ZH, make_export

URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def collection(tmp_path: Path) -> dict[str, Any]:
    [path] = write("json", make_export(), tmp_path / "a.json", WORDS_ZH)
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_file_is_a_collection_with_the_standard_context_first(
    collection: dict[str, Any],
) -> None:
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(collection["first"]["items"]) == 8
    assert URN.fullmatch(collection["id"])
    assert URN.fullmatch(collection["first"]["id"])


def test_every_annotation_has_what_the_model_requires(collection: dict[str, Any]) -> None:
    motivations = set()
    for item in collection["first"]["items"]:
        assert item["type"] == "Annotation"
        assert URN.fullmatch(item["id"])
        assert URN.fullmatch(item["creator"]["id"])
        assert URN.fullmatch(item["target"]["source"])
        assert item["created"].endswith("Z")
        assert item["modified"].endswith("Z")
        motivations.add(item["motivation"])
        for body in item.get("body", []):
            assert body["type"] == "TextualBody"
            assert body["purpose"] in {"tagging", "commenting"}
    assert motivations == {"commenting", "tagging", "highlighting"}


def test_positions_cut_the_quote_out_of_the_text_in_code_points(
    collection: dict[str, Any],
) -> None:
    checked = 0
    for item in collection["first"]["items"]:
        for quote, position in [item["target"].get("selector", ())] * (
            "selector" in item["target"]
        ):
            assert TEXT[position["start"] : position["end"]] == quote["exact"]
            before = TEXT[: position["start"]]
            assert before.endswith(quote["prefix"])
            checked += 1
    assert checked == 7


def test_an_annotation_on_a_whole_report_has_no_selector(collection: dict[str, Any]) -> None:
    whole = [i for i in collection["first"]["items"] if i["piyue:scope"] == Scope.REPORT.value]
    assert [set(item["target"]) for item in whole] == [{"type", "source"}]


def test_our_own_terms_are_all_prefixed_and_tags_point_at_the_codebook(
    collection: dict[str, Any],
) -> None:
    known = {tag["id"] for tag in collection["piyue:tags"]}
    named = {
        body["piyue:tag"]
        for item in collection["first"]["items"]
        for body in item.get("body", [])
        if body["purpose"] == "tagging"
    }
    assert named <= known
    [report] = collection["piyue:reports"]
    assert {key for key in report if not key.startswith("piyue:")} == {"id"}
    assert report["piyue:year"] == "2023"
    assert "piyue:filed_on" not in report
