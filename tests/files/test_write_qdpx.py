"""Projects and codebooks of the REFI-QDA standard, as any other program would read them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

import exchange_samples
from app.domain.errors import Invalid
from app.domain.tag import SLOTS, Tag, TagKind
from app.files.export import Export
from app.files.refi import NAMES, description, details, key_of
from app.files.write_qdc import write_qdc
from app.files.write_qdpx import write_qdpx
from app.workspace.labels import LABELS
from app.workspace.workspace import Workspace
from files.refi_checking import QDE, opened, valid
from files.write_samples import WORDS_ZH, make_export


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = exchange_samples.make(tmp_path_factory.mktemp("refi"))
    exchange_samples.fill(workspace)
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def package(filled: Workspace, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    [path] = filled.exporting.export("qdpx", tmp_path_factory.mktemp("out") / "甲.qdpx")
    return path.read_bytes()


@pytest.fixture(scope="module")
def project(package: bytes) -> Any:
    return opened(package)[0]


def written(export: Export) -> bytes:
    out = io.BytesIO()
    write_qdpx(export, out, WORDS_ZH, lambda *_: None)
    return out.getvalue()


def test_every_selection_stands_on_the_words_it_names(package: bytes, filled: Workspace) -> None:
    root, texts = opened(package)
    quotes = {str(a.id): a.anchor.quote.exact for a in filled.library.annotations() if a.anchor}
    found: dict[str, str] = {}
    for source in root.iter(f"{QDE}TextSource"):
        name = source.get("plainTextPath").replace("internal://", "sources/")
        text = texts[name]
        assert not text.startswith("\ufeff")
        assert "\r" not in text
        for selection in source.iter(f"{QDE}PlainTextSelection"):
            start, end = (int(selection.get(f"{edge}Position")) for edge in ("start", "end"))
            said = selection.get("name").removesuffix("…")
            assert text[start:end].replace("\n", " ").startswith(said)
            found[selection.get("guid")] = text[start:end]
    assert found == quotes


def test_each_coding_tells_who_gave_which_tag_and_when(project: Any, filled: Workspace) -> None:
    expected = {
        (str(a.id), str(tag), str(a.reviewer)) for a in filled.library.annotations() for tag in a.tags
    }  # fmt: skip
    passages = {
        (selection.get("guid"), coding[0].get("targetGUID"), coding.get("creatingUser"))
        for selection in project.iter(f"{QDE}PlainTextSelection")
        for coding in selection.iter(f"{QDE}Coding")
    }
    whole = {row for row in expected if row[0] not in {p[0] for p in passages}}
    on_sources = [c for s in project.iter(f"{QDE}TextSource") for c in s.findall(f"{QDE}Coding")]
    assert passages == expected - whole
    assert len(on_sources) == len(whole)
    assert all(coding.get("creationDateTime") for coding in project.iter(f"{QDE}Coding"))


def test_comments_and_answers_are_notes_with_author_and_date(
    project: Any, filled: Workspace
) -> None:
    notes = {note.get("guid"): note for note in project.iter(f"{QDE}Note")}
    for annotation in filled.library.annotations():
        if annotation.anchor is None:
            continue
        [selection] = project.xpath(f"//*[@guid='{annotation.id}']")
        hung = [notes[ref.get("targetGUID")] for ref in selection.findall(f"{QDE}NoteRef")]
        if annotation.comment:
            [note] = hung
            assert note.findtext(f"{QDE}PlainTextContent") == annotation.comment
            assert note.get("creatingUser") == str(annotation.reviewer)
            hung = [notes[ref.get("targetGUID")] for ref in note.findall(f"{QDE}NoteRef")]
        replies = [r for r in filled.library.replies() if r.annotation == annotation.id]
        assert [n.get("guid") for n in hung] == [str(r.id) for r in replies]
        assert [n.get("creatingUser") for n in hung] == [str(r.reviewer) for r in replies]


def test_links_have_a_direction_when_their_kind_has_one(project: Any, filled: Workspace) -> None:
    found = {link.get("guid"): link for link in project.iter(f"{QDE}Link")}
    assert len(found) == len(filled.library.links())
    for link in filled.library.links():
        made = found[str(link.id)]
        assert made.get("direction") == ("OneWay" if link.kind.is_directed else "Associative")
        assert made.get("name") == LABELS["zh"][f"link_{link.kind}"]


def test_each_body_is_a_case_with_its_reports(project: Any) -> None:
    cases = {c.get("name"): len(c.findall(f"{QDE}SourceRef")) for c in project.iter(f"{QDE}Case")}
    assert cases == {f"{name}人民政府": 1 for name in exchange_samples.NAMES}


def test_variables_have_the_type_of_their_values() -> None:
    root, _ = opened(written(make_export()))
    types = {v.get("name"): v.get("typeOfVariable") for v in root.iter(f"{QDE}Variable")}
    assert types["year"] == "Integer"
    assert types["published_on"] == "Date"
    assert "signed_on" not in types  # of all reports it is no date
    assert types["organisation：region"] == "Text"


def test_nothing_tells_of_the_machine(package: bytes, tmp_path: Path) -> None:
    root, _ = opened(package)
    assert root.get("basePath") is None
    assert str(tmp_path.parents[1]).encode() not in package


def test_an_export_without_anything_is_still_valid() -> None:
    empty = replace(make_export(), rows=(), pages=(), tags=(), links=(), reviewers=())
    root, texts = opened(written(empty))
    assert texts == {}
    assert [child.tag for child in root] == [f"{QDE}Description"]


def test_a_codebook_is_valid_and_whole(filled: Workspace, tmp_path: Path) -> None:
    [path] = filled.exporting.export("qdc", tmp_path / "a.qdc")
    root = valid(path.read_bytes(), "Codebook.xsd")
    codes = {code.get("guid") for code in root.iter("{urn:QDA-XML:codebook:1.0}Code")}
    assert codes == {str(tag.id) for tag in filled.library.tags()}


def test_a_codebook_without_tags_is_refused() -> None:
    with pytest.raises(Invalid, match="no_tags"):
        write_qdc(replace(make_export(), tags=()), io.BytesIO(), WORDS_ZH, lambda *_: None)


def test_tags_on_a_circle_are_all_written() -> None:
    one, two = uuid4(), uuid4()
    tags = [(Tag(one, "甲", two), "", 0), (Tag(two, "乙", one), "", 0)]
    root, _ = opened(written(replace(make_export(), tags=tags)))
    assert {c.get("guid") for c in root.iter(f"{QDE}Code")} == {str(one), str(two)}


def test_the_words_that_are_known_again_are_those_of_the_exports() -> None:
    for key, words in NAMES.items():
        for word, language in zip(words, ("zh", "en"), strict=False):
            assert word == LABELS[language][key]
            assert key_of(word, key.split("_")[0]) == key


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00") | st.sampled_from("\n\\：—批阅𠮷"),
    max_size=12,
)
DEFINITIONS = TEXTS | st.sampled_from(("——批阅——", "甲\n\n——批阅——\n编码：X", "\n\n——批阅——\n"))


@given(
    st.builds(
        Tag,
        id=st.just(UUID(int=1)),
        name=st.just("甲"),
        code=TEXTS,
        kind=st.sampled_from(TagKind),
        slot=st.none() | st.sampled_from(SLOTS),
        short_name=TEXTS,
        english=TEXTS,
        definition=DEFINITIONS,
        keywords=st.lists(TEXTS, max_size=3).map(tuple),
        retired=st.booleans(),
    ),
    st.sampled_from(("zh", "en")),
)
def test_details_of_a_code_come_back_out_of_its_description(tag: Tag, language: str) -> None:
    told = details(description(tag, LABELS[language]))
    assert told.get("definition", "") == tag.definition
    assert told.get("code", "") == tag.code
    assert told.get("kind", "topic") == tag.kind
    assert told.get("slot") == tag.slot
    assert told.get("short_name", "") == tag.short_name
    assert told.get("english", "") == tag.english
    assert tuple(told.get("keywords", ())) == tag.keywords  # pyright: ignore[reportArgumentType]
    assert told.get("retired", False) == tag.retired
