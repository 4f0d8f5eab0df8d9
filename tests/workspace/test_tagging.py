"""The codebook: what is shipped, how it changes, and finding a tag while typing."""

from __future__ import annotations

from uuid import uuid4

import pytest

from app.domain.anchor import Span
from app.domain.change import Change, Entity
from app.domain.errors import Invalid, NotFound
from app.domain.ids import default_tag_id
from app.domain.report import Report
from app.domain.tag import COLOURS, TagKind
from app.text.readings import readings_of
from app.workspace.codebook import default_codebook
from app.workspace.workspace import Workspace
from workspace.conftest import Opener
from workspace.samples import span_of, tag

# --- the shipped codebook -------------------------------------------------------------


def test_a_new_library_holds_the_default_codebook(workspace: Workspace) -> None:
    tags = workspace.tagging.tags()
    assert {t.id for t in tags} == {t.id for t in default_codebook()}
    assert workspace.tagging.path(default_tag_id("G1")) == "矛盾纠纷化解/行政复议"
    assert workspace.history.can_undo() is None


def test_the_default_codebook_is_laid_down_once(reopen: Opener) -> None:
    first = reopen()
    first.tagging.delete(tag(first, "J"))
    assert reopen().tagging.find("J1") is None


def test_colours_follow_the_groups_but_for_evaluations() -> None:
    by_code = {t.code: t for t in default_codebook()}
    groups = dict(
        zip(
            "ABCDEFGHIJSV",
            [
                "indigo",
                "cyan",
                "brown",
                "violet",
                "green",
                "amber",
                "teal",
                "plum",
                "blue",
                "olive",
                "slate",
                "red",
            ],
            strict=True,
        )
    )
    own = {"V1": "green", "V4": "amber", "V6": "amber"}
    assert {c: t.colour for c, t in by_code.items()} == {
        c: own.get(c, groups[c[0]]) for c in by_code
    }
    assert {t.kind for c, t in by_code.items() if c[0] == "V"} == {TagKind.EVALUATION}
    assert {t.kind for c, t in by_code.items() if c[0] == "S"} == {TagKind.STRUCTURE}
    assert set(groups.values()) == set(COLOURS)


def test_slots_and_short_names_are_those_of_the_look() -> None:
    tags = default_codebook()
    slots = {t.slot: t.code for t in tags if t.slot}
    assert [slots[n] for n in range(1, 10)] == [
        "G1",
        "G2",
        "G4",
        "V1",
        "V2",
        "V4",
        "V6",
        "V3",
        "V5",
    ]
    for one in tags:
        assert bool(one.short_name) == (len(one.name) >= 7), one.name
        assert len(one.short_name) <= 6
    names = [t.short_name or t.name for t in tags]
    assert len(set(names)) == len(names)


# --- changing ---------------------------------------------------------------------------


def test_a_new_tag_takes_colour_and_kind_of_its_group_and_stands_last(
    workspace: Workspace,
) -> None:
    group = tag(workspace, "G")
    made = workspace.tagging.create("听证", group, definition="听证情况")
    assert (made.colour, made.kind, made.definition) == ("teal", TagKind.TOPIC, "听证情况")
    assert workspace.tagging.path(made.id) == "矛盾纠纷化解/听证"
    assert [t.id for t in workspace.tagging.tags() if t.parent == group][-1] == made.id


def test_names_are_unique_among_siblings_only(workspace: Workspace) -> None:
    group = tag(workspace, "G")
    with pytest.raises(Invalid, match="name_taken"):
        workspace.tagging.create("行政复议", group)
    workspace.tagging.create("行政复议", tag(workspace, "H"))
    with pytest.raises(Invalid, match="name_taken"):
        workspace.tagging.rename(tag(workspace, "G2"), "行政复议")
    with pytest.raises(Invalid, match="name_empty"):
        workspace.tagging.create(" \u3000")
    with pytest.raises(Invalid, match="unknown_colour"):
        workspace.tagging.create("新", colour="pink")
    with pytest.raises(NotFound):
        workspace.tagging.create("新", uuid4())


def test_ensure_finds_by_code_path_or_lone_name_and_makes_the_rest(workspace: Workspace) -> None:
    ensure = workspace.tagging.ensure
    g1 = default_tag_id("G1")
    assert ensure("G1").id == ensure("g1").id == g1
    assert ensure("矛盾纠纷化解/行政复议").id == ensure("行政复议").id == g1
    made = ensure("矛盾纠纷化解/行政复议/听证")
    assert workspace.tagging.path(made.id) == "矛盾纠纷化解/行政复议/听证"
    assert ensure("矛盾纠纷化解/行政复议/听证").id == made.id
    new = ensure(" 专题 / 农业 ")
    assert workspace.tagging.path(new.id) == "专题/农业"
    for bad in ("", "  ", "专题/", "/农业"):
        with pytest.raises(Invalid):
            ensure(bad)


def test_making_a_path_is_one_change(workspace: Workspace) -> None:
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    workspace.tagging.ensure("甲/乙/丙")
    made = [c for c in heard if c.action == "create_tag"]
    assert len(made) == 1
    assert len(made[0].touched(Entity.TAG)) == 3


def test_a_renamed_recoloured_and_redefined_tag_keeps_its_id(workspace: Workspace) -> None:
    g1 = tag(workspace, "G1")
    workspace.tagging.rename(g1, "行政复议工作")
    workspace.tagging.recolour(g1, "plum")
    workspace.tagging.redefine(g1, definition="新定义", keywords=["听证"])
    now = workspace.tagging.tag(g1)
    assert (now.name, now.colour, now.definition) == ("行政复议工作", "plum", "新定义")
    assert now.keywords == ("听证",)
    assert (now.code, now.english) == ("G1", "Reconsideration")


def test_a_tag_is_moved_into_a_place_of_another_group(workspace: Workspace) -> None:
    g1, group = tag(workspace, "G1"), tag(workspace, "H")
    workspace.tagging.move(g1, group, 1)
    assert [t.code for t in workspace.tagging.tags() if t.parent == group][:3] == ["H1", "G1", "H2"]
    workspace.tagging.move(g1, group, 99)
    assert [t.code for t in workspace.tagging.tags() if t.parent == group][-1] == "G1"
    workspace.tagging.move(g1, None, 0)
    assert workspace.tagging.tags()[0].code == "G1"


def test_a_tag_cannot_be_moved_below_itself(workspace: Workspace) -> None:
    with pytest.raises(Invalid, match="circle"):
        workspace.tagging.move(tag(workspace, "G"), tag(workspace, "G1"), 0)


def test_a_retired_branch_is_no_longer_offered_but_stays_readable(
    typed_by_letters: Workspace, report: Report
) -> None:
    workspace = typed_by_letters
    g, g1 = tag(workspace, "G"), tag(workspace, "G1")
    workspace.annotating.highlight(report.id, span_of("审结"), [g1])
    workspace.tagging.retire(g)
    assert all(s.tag.id != g1 for s in workspace.tagging.suggest("xzfy"))
    assert workspace.tagging.in_slot(1) is None
    assert workspace.tagging.recent() == []
    assert workspace.annotating.rows()[0].tags[0][1] == "矛盾纠纷化解/行政复议"
    workspace.tagging.retire(g, retired=False)
    assert workspace.tagging.suggest("xzfy")[0].tag.id == g1


def test_deleting_a_branch_takes_its_tags_off_annotations_in_one_change(
    workspace: Workspace, report: Report
) -> None:
    g1, v2 = tag(workspace, "G1"), tag(workspace, "V2")
    one = workspace.annotating.highlight(report.id, span_of("审结"), [g1, v2])
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    workspace.tagging.delete(tag(workspace, "G"))
    assert [c.action for c in heard] == ["delete_tag"]
    assert workspace.tagging.find("G1") is None
    assert workspace.library.annotation(one.id).tags == (v2,)
    workspace.history.undo()
    assert workspace.library.annotation(one.id).tags == (g1, v2)
    assert workspace.tagging.path(g1) == "矛盾纠纷化解/行政复议"


def test_a_number_key_belongs_to_one_tag(workspace: Workspace) -> None:
    h1 = tag(workspace, "H1")
    workspace.tagging.set_slot(1, h1)
    assert [t.code for t in workspace.tagging.tags() if t.slot == 1] == ["H1"]
    workspace.tagging.set_slot(2, h1)
    assert workspace.tagging.in_slot(1) is None
    workspace.tagging.set_slot(2, None)
    assert workspace.tagging.in_slot(2) is None
    for bad in (0, 10):
        with pytest.raises(Invalid):
            workspace.tagging.set_slot(bad, h1)


# --- counts and last used -----------------------------------------------------------------


def test_counts_are_of_the_tag_itself(workspace: Workspace, report: Report) -> None:
    g1 = tag(workspace, "G1")
    workspace.annotating.highlight(report.id, span_of("审结"), [g1])
    assert workspace.tagging.counts() == {g1: 1}


def test_last_used_tags_come_newest_first_also_after_reopening(
    reopen: Opener,
) -> None:
    from workspace.samples import parsed

    workspace = reopen()
    report = workspace.importing.store([(parsed(), {})])[0]
    g1, g2, v2 = (tag(workspace, code) for code in ("G1", "G2", "V2"))
    one = workspace.annotating.highlight(report.id, span_of("审结"), [g1])
    workspace.annotating.highlight(report.id, span_of("办理"), [g2])
    assert workspace.tagging.recent() == [g2, g1]
    workspace.annotating.add_tag(one.id, v2)
    assert workspace.tagging.recent() == [v2, g2, g1]
    workspace.annotating.highlight(report.id, span_of("审结63"), [g1])
    assert workspace.tagging.recent() == [g1, v2, g2]
    assert reopen().tagging.recent() == [g1, v2, g2]


# --- suggestions ------------------------------------------------------------------------------


@pytest.fixture
def typed_by_letters(workspace: Workspace) -> Workspace:
    """A workspace that knows how its tags are typed, without asking the worker each time."""
    names = {t.name: readings_of(t.name) for t in workspace.tagging.tags()}
    workspace.library.put_readings(names)
    workspace.tagging.pinyin.load()
    return workspace


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("xzfy", "G1"),  # initials
        ("XZFY", "G1"),
        ("xingzhengfuyi", "G1"),
        ("xing zheng fu yi", "G1"),
        ("xzhengfy", "G1"),  # mixed
        ("行政复", "G1"),
        ("复议", "G1"),
        ("Reconsid", "G1"),
        ("g1", "G1"),
        ("rmtj", "G4"),  # 调 is diao as well as tiao
        ("shencha", "C3"),
        ("hlw", "I3"),
        ("hlwjg", "I3"),  # the plus sign need not be typed
        ("矛盾/复议", "G1"),
        ("leitong", "V7"),
    ],
)
def test_a_tag_answers_to_characters_pinyin_initials_english_and_code(
    typed_by_letters: Workspace, typed: str, code: str
) -> None:
    workspace = typed_by_letters
    found = [s.tag.code for s in workspace.tagging.suggest(typed)]
    assert code in found[:3], found


def test_the_best_match_stands_first(typed_by_letters: Workspace) -> None:
    workspace = typed_by_letters

    def codes(typed: str) -> list[str]:
        return [s.tag.code for s in workspace.tagging.suggest(typed)]

    assert codes("xzfy")[0] == "G1"
    assert codes("行政复议")[0] == "G1"
    assert codes("枫桥经验") == ["G4"], "found in its definition only"


def test_initials_from_the_first_character_come_before_those_inside(
    typed_by_letters: Workspace,
) -> None:
    workspace = typed_by_letters
    make = workspace.tagging.create
    inside, first = make("地方行政复议"), make("行政复议听证")
    workspace.tagging.pinyin.compute()
    found = [s.tag.id for s in workspace.tagging.suggest("xzfy")]
    assert found.index(first.id) < found.index(inside.id)


def test_the_most_used_comes_first_among_equals(workspace: Workspace, report: Report) -> None:
    h4, a = workspace.tagging.create("政务甲"), workspace.tagging.create("政务乙")
    found = [s.tag.id for s in workspace.tagging.suggest("政务")]
    assert found.index(h4.id) < found.index(a.id)
    workspace.annotating.highlight(report.id, span_of("审结"), [a.id])
    found = workspace.tagging.suggest("政务")
    assert (found[0].tag.id, found[0].count) == (a.id, 1)


def test_matched_characters_are_named_by_spans_of_the_name(typed_by_letters: Workspace) -> None:
    workspace = typed_by_letters

    def matched(typed: str, code: str) -> tuple[Span, ...]:
        return next(s.matched for s in workspace.tagging.suggest(typed) if s.tag.code == code)

    assert matched("fuyi", "G1") == (Span(2, 4),)
    assert matched("政复", "G1") == (Span(1, 3),)
    assert matched("12345", "G5") == (Span(3, 8),)
    assert matched("Recons", "G1") == ()


def test_nothing_typed_offers_last_used_first(workspace: Workspace, report: Report) -> None:
    h3 = tag(workspace, "H3")
    workspace.annotating.highlight(report.id, span_of("审结"), [h3])
    assert workspace.tagging.suggest("")[0].tag.id == h3
    assert len(workspace.tagging.suggest("", 5)) == 5


def test_what_nothing_answers_to_has_no_suggestion(workspace: Workspace) -> None:
    assert workspace.tagging.suggest("鱻鱻鱻") == []
    assert workspace.tagging.suggest("qqqqqq") == []
