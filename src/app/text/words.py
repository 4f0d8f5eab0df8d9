"""Word boundaries: the terms of the genre, and jieba (imported here only, when first needed).

jieba takes about a second and 80 MB to load and holds the interpreter's lock;
word_ends() belongs in a worker process. The fallback needs none of it.
"""

from __future__ import annotations

import logging
import re
import warnings
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from app.domain.anchor import Span
from app.paths import resource
from app.text.sentences import paragraph_span, sentence_span

__all__ = [
    "fallback_ends",
    "paragraph_span",
    "sentence_span",
    "term_at",
    "word_at",
    "word_ends",
]

_HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_PIECE = re.compile(
    r"[0-9０-９]+(?:[.,:．，：][0-9０-９]+)*[%％]?"
    r"|[A-Za-zＡ-Ｚａ-ｚ]+(?:['’-][A-Za-z]+)*"
    rf"|[{_HAN}]{{2}}|."
)


def word_ends(paragraphs: Sequence[str]) -> list[tuple[int, ...]]:
    """Where the words of each paragraph end, in code points, with jieba.

    A term of the genre is one word, also with punctuation inside (双随机、一公开).
    The last end is the paragraph's length; an empty paragraph has none.
    """
    cut = _segmenter()
    return [_ends(paragraph, cut) for paragraph in paragraphs]


def fallback_ends(paragraph: str) -> tuple[int, ...]:
    """Word ends without jieba: terms, numbers, Latin words, else pairs of Han characters."""
    return _ends(paragraph, _PIECE.findall)


def term_at(paragraph: str, offset: int) -> Span | None:
    """The term of the genre that stands at a position of the paragraph, or None."""
    for match in _terms().finditer(paragraph):
        if match.start() <= offset < match.end():
            return Span(match.start(), match.end())
        if match.start() > offset:
            break
    return None


def word_at(ends: Sequence[int], offset: int) -> Span | None:
    """The word at a position, from the ends of a paragraph's words."""
    index = bisect_right(ends, offset)
    if index >= len(ends):
        return None
    return Span(ends[index - 1] if index else 0, ends[index])


def _ends(paragraph: str, cut: Callable[[str], list[str]]) -> tuple[int, ...]:
    ends: list[int] = []
    position = 0

    def append(pieces: Sequence[str]) -> None:
        nonlocal position
        for piece in pieces:
            position += len(piece)
            ends.append(position)

    for match in _terms().finditer(paragraph):
        append(cut(paragraph[position : match.start()]))
        append([match.group()])
    append(cut(paragraph[position:]))
    return tuple(ends)


@cache
def _terms() -> re.Pattern[str]:
    """The terms, longest first, so that a term wins over its own part."""
    listing = resource("words/terms.txt").read_text(encoding="utf-8")
    terms = {line.strip() for line in listing.splitlines()}
    terms = {term for term in terms if term and not term.startswith("#")}
    return re.compile("|".join(re.escape(t) for t in sorted(terms, key=len, reverse=True)))


@cache
def _segmenter() -> Callable[[str], list[str]]:
    """jieba's cut with its own dictionary, loaded without its cache file.

    jieba keeps that cache under a fixed name in the shared temporary folder
    and unmarshals whatever lies there; it saves nothing here (0.9 s each way).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports pkg_resources and has bad escapes
        import jieba  # pyright: ignore[reportMissingTypeStubs] - it ships none

    untyped: Any = jieba
    untyped.setLogLevel(logging.WARNING)
    tokenizer = untyped.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True

    def cut(text: str) -> list[str]:
        return list(tokenizer.cut(text)) if text else []

    return cut
