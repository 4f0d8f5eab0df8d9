"""Words, sentences and paragraphs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import Span
from app.paths import resource
from app.text.sentences import first_sentence_end
from app.text.words import (
    edition,
    fallback_ends,
    paragraph_span,
    sentence_span,
    term_at,
    word_at,
    word_ends,
)

PARAGRAPH = "深化放管服改革，落实双随机、一公开和谁执法谁普法，办结98.5%，𠮷祥镇mixed 中English。"


def words(paragraph: str, ends: Sequence[int]) -> list[str]:
    return [paragraph[a:b] for a, b in zip([0, *ends], ends, strict=False)]


def test_terms_of_the_genre_are_one_word_punctuation_included() -> None:
    found = words(PARAGRAPH, word_ends([PARAGRAPH])[0])
    assert {"放管服", "双随机、一公开", "谁执法谁普法", "改革", "98.5%", "English"} <= set(found)


def test_every_term_is_one_word() -> None:
    listing = resource("words/terms.txt").read_text(encoding="utf-8").splitlines()
    terms = [line for line in listing if line and not line.startswith("#")]
    assert len(terms) >= 700
    assert len(set(terms)) == len(terms)
    assert word_ends(terms) == [(len(term),) for term in terms]


def test_a_term_in_quotes_is_one_word_without_them() -> None:
    for text in ("“放管服”改革", "「双随机、一公开」监管", "“府院联动”机制", "（一府两院）"):
        term = text[1 : text.index({"“": "”", "「": "」", "（": "）"}[text[0]])]
        for ends in (word_ends([text])[0], fallback_ends(text)):
            assert term in words(text, ends)


def test_signs_of_another_width_and_radicals_of_pdf_files_make_no_difference() -> None:
    text = "推进双随机，一公开和互联网＋监管，⾏政复议３５件"
    for ends in (word_ends([text])[0], fallback_ends(text)):
        found = words(text, ends)
        assert {"双随机，一公开", "互联网＋监管", "⾏政复议", "３５"} <= set(found)


def test_a_short_term_does_not_cut_the_words_around_it() -> None:
    text = "落实首问责任制与学问责任"
    assert "首问责任制" in words(text, word_ends([text])[0])
    assert "问责" not in words(text, word_ends([text])[0])


def test_the_edition_names_terms_and_rules() -> None:
    assert edition() == edition()
    assert len(edition()) == 16


def test_paragraphs_without_words_have_their_ends() -> None:
    assert word_ends(["", " ", "。"]) == [(), (1,), (1,)]


@given(
    st.lists(st.text(st.sampled_from("行政复议双随机、一公开，。ab12 \u3000𠮷😀％%.")), max_size=4)
)
def test_words_cover_the_paragraph(paragraphs: list[str]) -> None:
    for paragraph, ends in zip(paragraphs, word_ends(paragraphs), strict=True):
        assert "".join(words(paragraph, ends)) == paragraph
        assert "".join(words(paragraph, fallback_ends(paragraph))) == paragraph
        assert list(ends) == sorted(set(ends))


def test_the_fallback_knows_terms_figures_and_latin_words() -> None:
    found = words(PARAGRAPH, fallback_ends(PARAGRAPH))
    assert {"放管服", "双随机、一公开", "98.5%", "mixed", "English"} <= set(found)


def test_the_fallback_does_not_load_jieba() -> None:
    code = (
        "import sys; from app.text import words, understand; words.fallback_ends('行政复议');"
        "sys.exit('jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=_with_source(), check=False)
    assert done.returncode == 0


def test_jieba_leaves_no_file_in_the_shared_folder_and_says_nothing(tmp_path: Path) -> None:
    code = "from app.text.words import word_ends; word_ends(['行政复议'])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**_with_source(), "TMPDIR": str(tmp_path)},
        check=True,
        capture_output=True,
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    assert list(tmp_path.iterdir()) == []
    assert tempfile.gettempdir() != str(tmp_path)


def _with_source() -> dict[str, str]:
    source = Path(__file__).resolve().parents[2] / "src"
    return {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}


def test_a_term_is_found_from_any_of_its_characters() -> None:
    start = PARAGRAPH.index("双随机")
    span = Span(start, start + 7)
    assert [term_at(PARAGRAPH, at) for at in range(span.start, span.end)] == [span] * 7
    assert term_at(PARAGRAPH, PARAGRAPH.index("English")) is None


def test_a_word_is_found_from_its_position() -> None:
    assert word_at((2, 5, 6), 0) == Span(0, 2)
    assert word_at((2, 5, 6), 4) == Span(2, 5)
    assert word_at((2, 5, 6), 6) is None
    assert word_at((), 0) is None


TEXT = "　　第一句。“第二句！”第三句；末句\n\n另段"


def test_a_sentence_takes_the_quotes_behind_its_mark() -> None:
    found = [
        sentence_span(TEXT, TEXT.index(w)).of(TEXT)
        for w in ("一句", "二句", "三句", "末句", "另段")
    ]
    assert found == ["第一句。", "“第二句！”", "第三句；", "末句", "另段"]


def test_a_paragraph_is_its_line_without_indentation() -> None:
    assert paragraph_span(TEXT, 0).of(TEXT) == "第一句。“第二句！”第三句；末句"
    assert len(paragraph_span(TEXT, TEXT.index("\n") + 1)) == 0
    assert paragraph_span(TEXT, len(TEXT)).of(TEXT) == "另段"


@given(st.text(st.sampled_from("甲。！”“；\n \u3000a𠮷"), max_size=30), st.integers(0, 30))
def test_a_sentence_lies_in_its_paragraph(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    paragraph = paragraph_span(text, offset)
    assert paragraph.contains(sentence_span(text, offset))
    assert "\n" not in paragraph.of(text)


def test_the_first_sentence_ends_outside_quotes_and_brackets() -> None:
    assert first_sentence_end("甲“乙。”丙。丁") == 7
    assert first_sentence_end("甲(乙。)丙") is None
    assert first_sentence_end("甲“乙。丙") == 4
    assert first_sentence_end("于8:30到10:15开会。甲") == 14
    assert first_sentence_end("工作目标如下:甲") == 7
