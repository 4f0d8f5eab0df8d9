"""Reshaping the codebook: merging, splitting, moving many, and taking all of it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import builders
from app.domain.change import Change, Edit, Entity
from app.domain.errors import Invalid
from app.domain.fields import annotation_fields, rule_fields, tag_fields
from app.domain.report import Report
from app.domain.rule import Rule, RuleScope
from app.domain.tag import COLOURS, Tag
from app.paths import Paths
from app.settings import Settings
from app.workspace.recoding import Part
from app.workspace.workspace import Workspace
from workspace.samples import parsed, span_of, tag


def actions(workspace: Workspace) -> list[str]:
    heard: list[str] = []

    def listen(change: Change) -> None:
        if change.action != "reviewer":
            heard.append(change.action)

    workspace.subscribe(listen)
    return heard


def mark(workspace: Workspace, report: Report, words: str, *codes: str) -> UUID:
    tags = [tag(workspace, code) for code in codes]
    return workspace.annotating.highlight(report.id, span_of(words), tags).id


def members(workspace: Workspace, parent: UUID | None) -> list[str]:
    return [t.name for t in workspace.tagging.tree().children(parent)]


# --- merging -----------------------------------------------------------------------------


def test_merged_tags_leave_each_annotation_with_the_target_once(
    workspace: Workspace, report: Report
) -> None:
    g1, g2, v2 = (tag(workspace, code) for code in ("G1", "G2", "V2"))
    only, both, beside = (
        mark(workspace, report, words, *codes)
        for words, codes in (
            ("审结", ("G2",)), ("办理", ("V2", "G2", "G1")), ("行政复议", ("G2", "V2")),
        )
    )  # fmt: skip
    heard = actions(workspace)
    workspace.recoding.merge([g2], g1)
    assert heard == ["merge_tags"]
    library = workspace.library
    assert library.annotation(only).tags == (g1,)
    assert library.annotation(both).tags == (v2, g1)
    assert library.annotation(beside).tags == (g1, v2)
    assert workspace.tagging.find("G2") is None
    assert workspace.tagging.counts()[g1] == 3


def test_a_merged_tag_hands_over_what_the_target_lacks(workspace: Workspace) -> None:
    tagging = workspace.tagging
    g1 = tagging.tag(tag(workspace, "G1"))
    made = tagging.create("复议听证", definition="听证情况")
    tagging.redefine(made.id, keywords=["听证会"])
    new = workspace.recoding.merge([g1.id], made.id)
    assert new.definition == f"听证情况\n{g1.definition}"
    assert new.keywords[:2] == ("听证会", "行政复议")
    assert set(g1.keywords) <= set(new.keywords)
    assert (new.slot, new.english, new.name) == (1, g1.english, "复议听证")
    assert tagging.suggest("行政复议")[0].tag.id == new.id, "found under its former name"


def test_a_target_keeps_its_own_number_key(workspace: Workspace) -> None:
    g1, g2 = tag(workspace, "G1"), tag(workspace, "G2")
    assert workspace.recoding.merge([g2], g1).slot == 1
    assert workspace.tagging.in_slot(2) is None


def test_members_of_a_merged_group_move_and_namesakes_join(workspace: Workspace) -> None:
    ensure = workspace.tagging.ensure
    ensure("甲/同名/深处")
    ensure("甲/独有")
    ensure("乙/同名/别处")
    first, second = ensure("甲").id, ensure("乙").id
    workspace.recoding.merge([first], second)
    assert members(workspace, second) == ["同名", "独有"]
    assert members(workspace, ensure("乙/同名").id) == ["别处", "深处"]


def test_a_group_merged_into_its_own_member_leaves_it_in_its_place(workspace: Workspace) -> None:
    ensure = workspace.tagging.ensure
    inner, sibling = ensure("甲/中/内").id, ensure("甲/旁").id
    top = ensure("甲").id
    place = workspace.tagging.tag(top).position
    workspace.recoding.merge([top], inner)
    now = workspace.tagging.tag(inner)
    assert (now.parent, now.position) == (None, place)
    assert members(workspace, inner) == ["中", "旁"]
    assert workspace.tagging.path(sibling) == "内/旁"


def test_several_tags_of_one_branch_are_merged_at_once(
    workspace: Workspace, report: Report
) -> None:
    ensure = workspace.tagging.ensure
    group, member, target = ensure("甲").id, ensure("甲/乙").id, ensure("丙").id
    ensure("丙/乙")
    marks = [
        workspace.annotating.highlight(report.id, span_of("审结"), [t]).id for t in (group, member)
    ]
    workspace.recoding.merge([group, member], target)
    assert [workspace.library.annotation(m).tags for m in marks] == [(target,), (target,)]
    assert members(workspace, target) == ["乙"]


def test_a_tag_cannot_be_merged_with_itself(workspace: Workspace) -> None:
    with pytest.raises(Invalid, match="merge_self"):
        workspace.recoding.merge([tag(workspace, "G1")], tag(workspace, "G1"))


# --- splitting -----------------------------------------------------------------------------


def test_split_annotations_go_to_new_and_known_tags_and_the_rest_stays(
    workspace: Workspace, report: Report
) -> None:
    g1, v1, group = (tag(workspace, code) for code in ("G1", "V1", "G"))
    first = mark(workspace, report, "审结", "V2", "G1")
    second = mark(workspace, report, "办理", "G1", "V1")
    third = mark(workspace, report, "行政复议", "G1")
    heard = actions(workspace)
    new, known = workspace.recoding.split(
        g1, [Part((first,), name="审结情况", parent=group), Part((second,), tag=v1)]
    )
    assert heard == ["split_tag"]
    library = workspace.library
    assert library.annotation(first).tags == (tag(workspace, "V2"), new.id)
    assert library.annotation(second).tags == (v1,), "no tag twice"
    assert library.annotation(third).tags == (g1,)
    assert (new.colour, new.parent, known.id) == ("teal", group, v1)
    workspace.history.undo()
    assert library.annotation(second).tags == (g1, v1)
    assert workspace.tagging.tree().get(new.id) is None


def test_a_split_is_refused_before_anything_happened(workspace: Workspace, report: Report) -> None:
    g1, group = tag(workspace, "G1"), tag(workspace, "G")
    one = mark(workspace, report, "审结", "G1")
    for part, what in (
        (Part((one,), tag=g1), "split_self"),
        (Part((one,), name=" "), "name_empty"),
        (Part((one,), name="行政应诉与负责人出庭", parent=group), "name_taken"),
    ):
        with pytest.raises(Invalid, match=what):
            workspace.recoding.split(g1, [Part((one,), name="先建", parent=group), part])
    assert workspace.library.annotation(one).tags == (g1,)
    assert "先建" not in members(workspace, group)


# --- many at once ----------------------------------------------------------------------------


def test_several_tags_move_together_and_keep_their_order(workspace: Workspace) -> None:
    tagging, heard = workspace.tagging, actions(workspace)
    g, g4, g1, h = (tag(workspace, code) for code in ("G", "G4", "G1", "H"))
    tagging.move_all([g4, g1], h, 1)
    assert members(workspace, h)[1:3] == ["行政复议", tagging.tag(g4).name]
    tagging.move_all([tag(workspace, "G2"), g], h, 0)
    assert tagging.path(tag(workspace, "G2")).startswith("权力制约与监督/矛盾纠纷化解/")
    assert heard == ["move_tag", "move_tag"]


def test_namesakes_cannot_move_into_one_group(workspace: Workspace) -> None:
    ensure = workspace.tagging.ensure
    pair = [ensure("甲/同").id, ensure("乙/同").id]
    with pytest.raises(Invalid, match="name_taken"):
        workspace.tagging.move_all(pair, ensure("丙").id, 0)


def test_a_branch_is_recoloured_at_once(workspace: Workspace) -> None:
    heard = actions(workspace)
    workspace.tagging.recolour_branches([tag(workspace, "G"), tag(workspace, "G1")], "plum")
    colours = {t.colour for t in workspace.tagging.tree().branch(tag(workspace, "G"))}
    assert (colours, heard) == ({"plum"}, ["recolour_tag"])


def test_a_tag_offered_again_brings_its_group_back(workspace: Workspace) -> None:
    tagging = workspace.tagging
    tagging.retire(tag(workspace, "G"))
    tagging.retire(tag(workspace, "G1"), retired=False)
    assert not tagging.tag(tag(workspace, "G")).retired
    assert tagging.tag(tag(workspace, "G2")).retired


def test_the_extent_counts_each_annotation_and_report_once(
    workspace: Workspace, report: Report
) -> None:
    mark(workspace, report, "审结", "G1", "G2")
    mark(workspace, report, "办理", "G1")
    other = workspace.importing.store([(parsed("青溪市"), {})])[0]
    workspace.annotating.annotate_report(other.id, [tag(workspace, "G4")])
    assert workspace.tagging.extent([tag(workspace, "G1")]) == (2, 1)
    assert workspace.tagging.extent([tag(workspace, "G"), tag(workspace, "G1")]) == (3, 2)


# --- counts and weights ------------------------------------------------------------------------


def test_counts_kept_along_are_those_of_the_library(workspace: Workspace, report: Report) -> None:
    tagging, annotating = workspace.tagging, workspace.annotating
    assert tagging.counts() == {}
    one = mark(workspace, report, "审结", "G1", "V2")
    two = mark(workspace, report, "办理", "G1")
    annotating.set_comment(one, "请核")
    annotating.retag([one, two], [tag(workspace, "V1")])
    workspace.history.undo()
    annotating.delete([two])
    tagging.delete(tag(workspace, "V2"))
    workspace.history.undo()
    assert tagging.counts() == workspace.library.tag_counts()
    assert tagging.counts()[tag(workspace, "G1")] == 1


def test_what_is_used_often_comes_before_what_was_used_once_just_now(
    workspace: Workspace, report: Report
) -> None:
    for _ in range(3):
        mark(workspace, report, "审结", "G1")
    mark(workspace, report, "办理", "H3")
    assert [s.tag.code for s in workspace.tagging.suggest("")[:2]] == ["G1", "H3"]


def test_what_was_used_often_long_ago_fades(workspace: Workspace, report: Report) -> None:
    for _ in range(3):
        mark(workspace, report, "审结", "G1")
    for code in ("A1", "A2", "B1", "B2") * 12:
        mark(workspace, report, "办理", code)
    codes = [s.tag.code for s in workspace.tagging.suggest("")[:5]]
    assert set(codes[:4]) == {"A1", "A2", "B1", "B2"}
    assert codes[4] == "G1"


# --- everything can be taken back -----------------------------------------------------------------

WORDS = ("审结", "办理", "行政复议", "法治意识", "放管服")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One library for all examples: each of them takes back what it did."""
    folder = tmp_path_factory.mktemp("codebook")
    paths = Paths(*(folder / name for name in ("documents", "config", "cache", "logs")))
    opened = Workspace.open(
        Path(folder) / "库.piyue", paths, Settings(), create=True, clock=builders.Clock()
    )
    opened.tagging.delete_all([t.id for t in opened.tagging.tags()])
    report = opened.importing.store([(parsed(), {})])[0]
    made = [opened.tagging.ensure(p).id for p in ("甲/一", "甲/二/深𠮷", "乙/一", "丙", "丁/三")]
    for number, words in enumerate(WORDS * 3):
        tags = [made[number % 5], made[(number * 2 + 1) % 5]]
        opened.annotating.highlight(report.id, span_of(words), list(dict.fromkeys(tags)))
    yield opened
    opened.close()


def snapshot(workspace: Workspace) -> tuple[object, object]:
    tags = {t.id: tag_fields(t) for t in workspace.library.tags()}
    return tags, {a.id: annotation_fields(a) for a in workspace.library.annotations()}


def do(workspace: Workspace, verb: str, picks: list[int]) -> None:
    """One verb on tags picked by number; the codebook may have none left."""
    tagging = workspace.tagging
    tags = tagging.tags()
    if not tags:
        return

    def pick(n: int) -> Tag:
        return tags[picks[n] % len(tags)]

    one, two, three = pick(0), pick(1), pick(2)
    carrying = [a.id for a in workspace.library.annotations_with([one.id])]
    {
        "create": lambda: tagging.create(f"新{picks[2]}", one.id),
        "rename": lambda: tagging.rename(one.id, f"名{picks[1]}"),
        "move": lambda: tagging.move_all([one.id, two.id], three.id, picks[3]),
        "top": lambda: tagging.move_all([one.id], None, picks[3]),
        "recolour": lambda: tagging.recolour_branches([one.id], COLOURS[picks[1] % 12]),
        "redefine": lambda: tagging.redefine(one.id, definition=str(picks), keywords=["词"]),
        "retire": lambda: tagging.retire_all([one.id, two.id], bool(picks[3] % 2)),
        "delete": lambda: tagging.delete_all([one.id]),
        "slot": lambda: tagging.set_slot(picks[1] % 9 + 1, one.id),
        "merge": lambda: workspace.recoding.merge([one.id, two.id], three.id),
        "split": lambda: workspace.recoding.split(
            one.id,
            [Part(tuple(carrying[::2]), tag=two.id),
             Part(tuple(carrying[1::3]), name=f"分{picks[3]}", parent=three.id)],
        ),
    }[verb]()  # fmt: skip


VERBS = st.sampled_from(
    ("create", "rename", "move", "top", "recolour", "redefine", "retire", "delete", "slot",
     "merge", "merge", "split", "split")
)  # fmt: skip
PICKS = st.lists(st.integers(0, 11), min_size=4, max_size=4)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(VERBS, PICKS), min_size=1, max_size=12))
def test_undoing_any_sequence_of_codebook_verbs_restores_every_field(
    shared: Workspace, steps: list[tuple[str, list[int]]]
) -> None:
    before = snapshot(shared)
    done: list[Change] = []
    unsubscribe = shared.subscribe(done.append)
    try:
        for verb, picks in steps:
            count = len(done)
            try:
                do(shared, verb, picks)
            except Invalid:
                assert len(done) == count, "a refused verb wrote something"
            assert len(done) <= count + 1, "one verb, one change"
            names = [(t.parent, t.name) for t in shared.library.tags()]
            assert len(set(names)) == len(names), "two members of a group have one name"
            slots = [t.slot for t in shared.library.tags() if t.slot]
            assert len(set(slots)) == len(slots), "two tags have one number key"
            ids = {t.id for t in shared.library.tags()}
            assert all(t.parent is None or t.parent in ids for t in shared.library.tags())
            assert shared.tagging.counts() == shared.library.tag_counts()
        after, count = snapshot(shared), len(done)
        for _ in range(count):
            shared.history.undo()
        assert snapshot(shared) == before
        for _ in range(count):
            shared.history.redo()
        assert snapshot(shared) == after
    finally:
        unsubscribe()
        while snapshot(shared) != before and shared.history.can_undo():
            shared.history.undo()
    assert shared.library.check() == []


def test_no_change_of_tags_names_a_tag_that_did_not_change(workspace: Workspace) -> None:
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    workspace.tagging.move(tag(workspace, "G4"), tag(workspace, "G"), 0)
    (change,) = [c for c in heard if c.action == "move_tag"]
    for edit in change.edits:
        assert edit.entity is Entity.TAG
        assert edit.before != edit.after


def test_a_rule_follows_its_tag_into_the_one_it_was_merged_with(workspace: Workspace) -> None:
    g1, g2 = tag(workspace, "G1"), tag(workspace, "G2")
    rule = Rule(
        uuid4(), "应诉", g2, ("应诉",), (), False, RuleScope.WORD, workspace.reviewer.id,
        builders.NOON,
    )  # fmt: skip
    edit = Edit(Entity.RULE, str(rule.id), None, rule_fields(rule))
    workspace.tagging.recolour(g1, "plum")  # the first verb records the reviewer
    workspace.library.apply(Change(uuid4(), "rule", (edit,), workspace.reviewer.id, builders.NOON))
    workspace.recoding.merge([g2], g1)
    assert [r.tag for r in workspace.library.rules()] == [g1]
    workspace.history.undo()
    assert [r.tag for r in workspace.library.rules()] == [g2]
