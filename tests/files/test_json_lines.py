"""JSON written piece by piece is the JSON a whole would be."""

from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from app.files.json_lines import put_json

SIMPLE = st.none() | st.booleans() | st.integers() | st.text('甲𠮷😀"\\\n\u2028a', max_size=5)
VALUES = st.recursive(
    SIMPLE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab𠮷", max_size=2), inner),
    max_leaves=12,
)


def streamed(value: object) -> object:
    """The value with an iterator for every list that no list is around."""
    if isinstance(value, dict):
        return {key: streamed(inner) for key, inner in value.items()}
    return iter(value) if isinstance(value, list) else value


def written(value: dict[str, object]) -> str:
    out = io.BytesIO()
    put_json(value, out)
    return out.getvalue().decode()


@given(st.dictionaries(st.text("abc𠮷", max_size=3), VALUES, max_size=4))
def test_streamed_json_reads_back_as_what_was_written(value: dict[str, object]) -> None:
    assert json.loads(written(streamed(value))) == value


def test_every_element_stands_on_a_line_of_its_own() -> None:
    text = written({"a": {"items": iter([{"n": 1}, {"n": "第二\n行"}])}, "b": iter(())})
    assert text.split("\n") == [
        "{", '"a": {', '"items": [', '{"n": 1},', '{"n": "第二\\n行"}', "]", "},", '"b": []', "}", "",
    ]  # fmt: skip


def test_half_a_pair_does_not_stop_the_file() -> None:
    assert json.loads(written({"a": "甲\ud800乙"})) == {"a": "甲?乙"}


def test_no_element_of_a_long_array_is_lost() -> None:
    assert json.loads(written({"a": iter(range(1001))})) == {"a": list(range(1001))}
