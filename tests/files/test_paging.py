"""Pages told without laying a document out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.files.paging import Block, Pager, lines_of

BLOCKS = st.lists(
    st.builds(
        Block,
        lines=st.integers(1, 20),
        height=st.sampled_from([18.0, 22.0]),
        before=st.sampled_from([0.0, 12.0]),
        keeps_next=st.booleans(),
        is_whole=st.booleans(),
    ),
    min_size=1,
    max_size=40,
)


def test_a_line_of_chinese_holds_as_many_characters_as_fit() -> None:
    assert lines_of("字" * 36, 12, 436.5) == 1
    assert lines_of("字" * 37, 12, 436.5) == 2
    assert lines_of("𠮷" * 73, 12, 436.5) == 3
    assert lines_of("", 12, 436.5) == 1


def test_a_closing_sign_hangs_and_an_opening_one_goes_to_the_next_line() -> None:
    assert lines_of("字" * 36 + "。", 12, 436.5) == 1
    assert lines_of("字" * 35 + "《书》" + "字" * 33, 12, 436.5) == 2
    assert lines_of("字" * 35 + "《书》" + "字" * 35, 12, 436.5) == 3


def test_latin_letters_are_narrower_and_a_word_is_kept_together() -> None:
    assert lines_of("1" * 70, 12, 436.5) == 1
    assert lines_of("字" * 34 + "administration", 12, 436.5) == 2
    assert lines_of("x" * 400, 12, 436.5) > 4


def test_a_heading_goes_to_the_next_page_with_what_follows_it() -> None:
    pager = Pager(220)
    assert pager.put(Block(8, 22)) == 1
    assert pager.put(Block(1, 22, keeps_next=True)) is None
    assert pager.put(Block(5, 22)) == 2


def test_two_lines_stay_together_at_both_ends_of_a_page() -> None:
    pager = Pager(220)
    pager.put(Block(8, 22))
    assert pager.put(Block(3, 22)) == 2
    pager = Pager(220)
    pager.put(Block(8, 22))
    assert pager.put(Block(4, 22)) == 1
    pager = Pager(220)
    pager.put(Block(9, 22))
    assert pager.put(Block(4, 22)) == 2


@given(BLOCKS)
def test_pages_never_go_back_and_every_block_has_one(blocks: list[Block]) -> None:
    pager = Pager(698)
    pages = [page for block in blocks if (page := pager.put(block)) is not None]
    assert pages == sorted(pages)
    assert len(pages) == sum(not block.keeps_next for block in blocks)
    least = sum(block.lines * block.height for block in blocks if not block.keeps_next) / 698
    assert not pages or pages[-1] <= 2 * least + len(blocks)


@given(st.text("字a1，。（《“ \t\u3000", max_size=300))
def test_more_room_never_makes_more_lines(words: str) -> None:
    assert lines_of(words, 12, 436.5) >= lines_of(words, 12, 600) >= 1
