"""Web Annotations of our own and of other tools, as they come in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import exchange_samples
from app.domain.annotation import Scope
from app.domain.change import Entity
from app.domain.errors import UnreadableFile
from app.domain.exchange import Brought
from app.files.bringing import BRINGERS, bringer_of
from app.files.read_json import read_json
from files import anno_context

PASSAGE = "𠮷祥街道率先完成改革"
SITE = "https://sft.example.gov.cn/fz/t20240220_1.html"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path, Path]:
    """The content of the sample library, and its file with and without the texts."""
    folder = tmp_path_factory.mktemp("json")
    workspace = exchange_samples.make(folder)
    exchange_samples.fill(workspace)
    [whole] = workspace.exporting.export("json", folder / "全.json", options={"texts": "yes"})
    [plain] = workspace.exporting.export("json", folder / "无正文.json")
    content = exchange_samples.content(workspace)
    workspace.close()
    return content, whole, plain


def read(tmp_path: Path, value: Any, name: str = "外来.json") -> Brought:
    path = tmp_path / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    assert bringer_of(path) == "json"
    return BRINGERS["json"].read(path)


def annotation(**more: Any) -> dict[str, Any]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "body": "http://example.org/post1",
        "target": {
            "source": SITE,
            "selector": {"type": "TextQuoteSelector", "exact": PASSAGE, "prefix": "。"},
        },
    } | more


def codes(notes: Any) -> list[str]:
    return [note.code for note in notes]


# --- our own --------------------------------------------------------------------------------


def test_a_file_with_texts_holds_every_field_of_everything(
    sample: tuple[dict[str, Any], Path, Path],
) -> None:
    content, whole, _ = sample
    brought = read_json(whole)
    found: dict[str, Any] = {}
    for source in brought.sources:
        found[f"{Entity.REPORT} {source.key}"] = source.fields
    for tag in brought.tags:
        found[f"{Entity.TAG} {tag.key}"] = {"name": tag.name, "parent": tag.parent, **tag.fields}
    for reviewer in brought.reviewers:
        found[f"{Entity.REVIEWER} {reviewer.key}"] = {"name": reviewer.name}
    for one in brought.annotations:
        found[f"{Entity.ANNOTATION} {one.key}"] = one.fields
        for reply in one.replies:
            key = f"{Entity.REPLY} {reply.key}"
            assert content[key]["text"] == reply.text
            found[key] = content[key]
    for link in brought.links:
        key = f"{Entity.LINK} {link.key}"
        assert [content[key][k] for k in ("origin", "target", "kind", "comment")] == [
            *(link.origin, link.target, link.kind, link.comment)
        ]
        found[key] = content[key]
    assert found == content
    assert (brought.repairs, brought.rejects, brought.origin) == ((), (), "Piyue")


def test_without_texts_the_reports_are_known_by_id_and_hash(
    sample: tuple[dict[str, Any], Path, Path],
) -> None:
    _, whole, plain = sample
    with_texts, without = read_json(whole), read_json(plain)
    assert all(source.text is None and source.report for source in without.sources)
    assert [s.text_sha256 for s in without.sources] == [s.text_sha256 for s in with_texts.sources]
    assert without.annotations == with_texts.annotations


def test_a_quote_that_stands_twice_has_context_enough_to_stand_once(
    sample: tuple[dict[str, Any], Path, Path],
) -> None:
    _, whole, _ = sample
    texts = {s.key: s.text for s in read_json(whole).sources}
    for item in json.loads(whole.read_text("utf-8"))["first"]["items"]:
        if "piyue:scope" not in item or "selector" not in item["target"]:
            continue
        quote, place = item["target"]["selector"]
        text = texts[item["target"]["source"].removeprefix("urn:uuid:")]
        said = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
        assert text is not None
        assert text.count(said) == 1
        assert text[place["start"] : place["end"]] == quote["exact"]


def test_a_longer_context_comes_back_as_it_was_recorded(tmp_path: Path) -> None:
    from app.domain.ids import new_id
    from app.files.write_json import unique_quotes
    from builders import annotation as made

    twin = "甲乙" * 60 + "检查" + "丙丁" * 60
    text = f"一。{twin}\n二。{twin}"
    one = made(new_id(), text, slice_of(text, "检查"))
    [quote] = unique_quotes(text, iter([one])).values()
    assert text.count(quote.prefix + quote.exact + quote.suffix) == 1
    assert one.anchor is not None
    assert quote.prefix.endswith(one.anchor.quote.prefix)
    assert quote.suffix.startswith(one.anchor.quote.suffix)


@given(st.text(st.sampled_from("甲乙𠮷。\n"), min_size=1, max_size=80), st.data())
def test_a_quote_with_its_context_stands_once_wherever_it_is(
    text: str, data: st.DataObject
) -> None:
    from app.domain.anchor import Span
    from app.domain.ids import new_id
    from app.files.write_json import unique_quotes
    from builders import annotation as made

    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    one = made(new_id(), text, span)
    assert one.anchor is not None
    quote = unique_quotes(text, iter([one])).get(one.id, one.anchor.quote)
    assert text.count(quote.prefix + quote.exact + quote.suffix) == 1
    assert quote.exact == span.of(text)


def slice_of(text: str, words: str) -> Any:
    from app.domain.anchor import Span

    return Span(text.index(words), text.index(words) + len(words))


def test_a_json_ld_processor_keeps_motivations_selectors_and_bodies(
    sample: tuple[dict[str, Any], Path, Path], tmp_path: Path
) -> None:
    jsonld = pytest.importorskip("pyld", reason="PyLD is not installed").jsonld
    _, whole, _ = sample
    value = json.loads(whole.read_text("utf-8"))
    options = {"documentLoader": anno_context.load}
    [expanded] = jsonld.expand(value, options)
    oa, activity = anno_context.NAMESPACES["oa"], anno_context.NAMESPACES["as"]
    assert expanded["@type"] == [f"{activity}OrderedCollection"]
    [page] = expanded[f"{activity}first"]
    [ordered] = page[f"{activity}items"]
    items = ordered["@list"]
    assert len(items) == value["total"] == expanded[f"{activity}totalItems"][0]["@value"]
    for item, written in zip(items, value["first"]["items"], strict=True):
        assert item["@type"] == [f"{oa}Annotation"]
        assert item[f"{oa}motivatedBy"] == [{"@id": oa + written["motivation"]}]
        bodies = written.get("body", [])
        bodies = bodies if isinstance(bodies, list) else [bodies]
        told = [(b[f"{oa}hasPurpose"][0]["@id"]) for b in item.get(f"{oa}hasBody", [])]
        assert told == [oa + body["purpose"] for body in bodies]
    assert "record" not in json.dumps(expanded)
    # And what the processor made of it is still read, outlines aside.
    again = read(tmp_path, expanded)
    before = read_json(whole)
    assert again.annotations == before.annotations
    assert again.links == before.links
    assert again.tags == before.tags


# --- other tools ----------------------------------------------------------------------------


def test_one_annotation_is_read_with_its_quote_and_page(tmp_path: Path) -> None:
    brought = read(tmp_path, annotation())
    [one], [source] = brought.annotations, brought.sources
    assert (one.quote, one.prefix, one.start) == (PASSAGE, "。", None)
    assert one.comment == "http://example.org/post1"
    assert (source.key, source.file_name) == (SITE, "t20240220_1.html")


def test_a_list_a_graph_a_page_and_a_collection_are_all_read(tmp_path: Path) -> None:
    two = [annotation(), annotation(id="http://example.org/anno2")]
    page = {"type": "AnnotationPage", "items": two}
    shapes = (
        two,
        {"@graph": two},
        page,
        {"type": "AnnotationCollection", "total": 2, "first": page},
        {"type": "AnnotationCollection", "items": two},
        "\n".join(json.dumps(one) for one in two),
    )
    for shape in shapes:
        assert len(read(tmp_path, shape).annotations) == 2


def test_bodies_become_tags_comments_and_replies_by_their_purpose(tmp_path: Path) -> None:
    bodies = [
        {"type": "TextualBody", "value": "行政复议", "purpose": "tagging"},
        {"type": "TextualBody", "value": "请核对", "purpose": "commenting"},
        {
            "type": "SpecificResource",
            "source": {"id": "http://codes.example/7", "label": "执法检查"},
            "purpose": "classifying",
        },
        {
            "type": "TextualBody",
            "value": "同意",
            "purpose": "replying",
            "creator": {"id": "http://people.example/wang", "name": "王评估"},
            "created": "2024-03-01T10:00:00+08:00",
        },
        {"type": "TextualBody", "format": "text/html", "value": "<p>甲<b>乙</b></p>1 &lt; 2"},
        {"type": "Image", "id": "http://example.org/a.png"},
    ]
    brought = read(tmp_path, annotation(body=bodies, creator="http://people.example/li"))
    [one] = brought.annotations
    assert [tag.name for tag in brought.tags] == ["行政复议", "执法检查"]
    assert one.tags == ("tag:行政复议", "http://codes.example/7")
    assert one.comment == "请核对\n甲乙\n1 < 2"
    [reply] = one.replies
    assert reply.text == "同意"
    assert reply.created is not None
    assert reply.created.isoformat() == "2024-03-01T02:00:00+00:00"
    assert [r.name for r in brought.reviewers] == ["王评估", "li"]
    assert codes(brought.repairs) == ["markup_removed", "body_left_out"]


def hypothesis_rows() -> dict[str, Any]:
    def row(id_: str, **more: Any) -> dict[str, Any]:
        return {
            "id": id_,
            "created": "2024-03-01T02:00:00.123456+00:00",
            "updated": "2024-03-02T02:00:00.000000+00:00",
            "user": "acct:li@hypothes.is",
            "user_info": {"display_name": "李老师"},
            "uri": SITE,
            "text": "请核对",
            "tags": ["行政复议"],
            "document": {"title": ["云岭区2023年度法治政府建设情况报告"]},
            "target": [
                {
                    "source": SITE,
                    "selector": [
                        {
                            "type": "RangeSelector",
                            "startContainer": "/div[1]/p[2]",
                            "endContainer": "/div[1]/p[2]",
                            "startOffset": 3,
                            "endOffset": 13,
                        },
                        {"type": "TextPositionSelector", "start": 40, "end": 51},
                        {
                            "type": "TextQuoteSelector",
                            "exact": PASSAGE,
                            "prefix": "",
                            "suffix": "，",
                        },
                    ],
                }
            ],
        } | more

    note = {"target": [{"source": SITE}], "tags": []}
    return {
        "total": 4,
        "rows": [
            row("aaaa"),
            row("bbbb", references=["aaaa"], text="同意", **note, user="acct:wang@x"),
            row("cccc", references=["aaaa", "bbbb"], text="再看", **note),
            row("dddd", text="整页说明", **note),
            row("eeee", references=["gone"], text="孤", **note),
        ],
    }


def test_rows_of_hypothesis_are_read_with_threads_and_page_notes(tmp_path: Path) -> None:
    brought = read(tmp_path, hypothesis_rows())
    passage, page_note = brought.annotations
    assert (passage.key, passage.quote, passage.comment) == ("hypothesis:aaaa", PASSAGE, "请核对")
    assert [reply.text for reply in passage.replies] == ["同意", "再看"]
    assert page_note.scope is Scope.REPORT
    assert brought.sources[0].name == "云岭区2023年度法治政府建设情况报告"
    assert [reviewer.name for reviewer in brought.reviewers] == ["李老师", "李老师"]
    assert codes(brought.rejects) == ["reply_alone"]
    assert brought.origin == "Hypothesis"


def test_positions_in_utf16_are_told_by_the_quotes_beside_them(tmp_path: Path) -> None:
    brought = read(tmp_path, hypothesis_rows())
    assert brought.offsets is not None
    assert (brought.offsets.unit, brought.offsets.fits, brought.offsets.total) == ("utf16", 1, 1)
    assert (brought.annotations[0].start, brought.annotations[0].end) == (40, 50)


def test_selections_of_recogito_and_annotorious_need_no_source(tmp_path: Path) -> None:
    recogito = annotation(
        id="#2f8b7a52-1111-4222-8333-444455556666",
        target={
            "selector": [
                {"type": "TextQuoteSelector", "exact": "行政复议"},
                {"type": "TextPositionSelector", "start": 5, "end": 9},
            ]
        },
    )
    annotorious = {
        "id": "7",
        "bodies": [{"purpose": "tagging", "value": "甲"}],
        "target": {"annotation": "7", "selector": [{"quote": "复议案件", "start": 7, "end": 11}]},
    }
    first, second = read(tmp_path, [recogito, annotorious]).annotations
    assert (first.source, first.key) == ("", "2f8b7a52-1111-4222-8333-444455556666")
    assert (second.source, second.quote, second.start) == ("", "复议案件", 7)


def test_ranges_refinements_and_fragments_say_where(tmp_path: Path) -> None:
    position = {"type": "TextPositionSelector", "start": 4, "end": 9}
    later = {"type": "TextPositionSelector", "start": 20, "end": 25}
    quote = {"type": "TextQuoteSelector", "exact": "复议"}
    selectors = (
        {"type": "RangeSelector", "startSelector": position, "endSelector": later},
        {"type": "FragmentSelector", "value": "sec1", "refinedBy": quote},
        {"type": "FragmentSelector", "value": "char=3,8"},
        {"type": "XPathSelector", "value": "/p[1]"},
    )
    items = [
        annotation(id=f"http://e/{n}", target={"source": SITE, "selector": one})
        for n, one in enumerate(selectors)
    ]
    items.append(annotation(id="http://e/9", target=f"{SITE}#char=1,2"))
    brought = read(tmp_path, items)
    found = [(a.start, a.end, a.quote) for a in brought.annotations]
    assert found == [(4, 20, ""), (None, None, "复议"), (3, 8, ""), (1, 2, "")]
    assert codes(brought.rejects) == ["no_place"]


def test_two_linked_passages_become_two_highlights_and_a_link(tmp_path: Path) -> None:
    target = annotation()["target"]
    linked = annotation(
        motivation="linking",
        body=[{"type": "TextualBody", "value": "相同表述", "purpose": "linking"}],
        target=[target, target | {"source": f"{SITE}x"}],
    )
    brought = read(tmp_path, linked)
    [link] = brought.links
    assert [link.origin, link.target] == [a.key for a in brought.annotations]
    assert (link.kind, link.comment) == ("", "相同表述")


def test_an_id_that_two_annotations_have_is_given_to_one(tmp_path: Path) -> None:
    brought = read(tmp_path, [annotation(), annotation(), annotation(body="别的话")])
    assert len({one.key for one in brought.annotations}) == 2
    assert (codes(brought.repairs), codes(brought.rejects)) == (["same_id"], ["twice"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"type": "Annotation", "target": ', "damaged"),
        ('{"type": "Annotation", "target": NaN}', "damaged"),
        ('{"type": "Annotation", "target": ' + "9" * 5000 + "}", "damaged"),
        ('{"type": "Annotation", "a": ' + "[" * 200_000 + "]" * 200_000 + "}", "suspicious"),
        ('["anno.jsonld"]', "unsupported"),
    ],
)
def test_what_is_no_good_json_is_refused_for_a_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, text)
    assert caught.value.reason == reason


def test_odd_values_are_left_out_and_never_trusted(tmp_path: Path) -> None:
    odd = [
        annotation(id=1, created=[], creator={"name": {"value": ["甲"]}}, motivation=7),
        annotation(id="http://e/2", body=[None, 5, {"value": {"a": []}}, {"purpose": "tagging"}]),
        annotation(id="http://e/3", target=[7, None, {"selector": [[]]}, {"source": [[]]}]),
        annotation(id="http://e/4", **{"piyue:scope": "passage", "piyue:state": "x"}),
        annotation(
            id="http://e/5",
            target={"source": SITE, "selector": {"start": -1, "end": 10**400, "exact": "\ud800甲"}},
        ),
    ]
    brought = read(tmp_path, odd)
    by_key = {one.key: one for one in brought.annotations}
    assert by_key["http://e/5"].quote == "\ufffd甲"
    assert all(one.fields is None for one in brought.annotations)
    assert "position_odd" in codes(brought.repairs)
