"""Word boundaries: the terms of the genre, and jieba (imported here only, when first needed).

jieba takes about a second and 80 MB to load and holds the interpreter's lock;
word_ends() belongs in a worker process. The fallback needs none of it.

Both look at the folded text, so that full-width signs and the radicals that PDF files
put in place of ideographs make no difference; folding keeps every position.
"""

from __future__ import annotations

import hashlib
import logging
import re
import warnings
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from app.domain.anchor import Span
from app.paths import resource
from app.text.fold import fold
from app.text.sentences import paragraph_span, sentence_span

__all__ = [
    "edition",
    "fallback_ends",
    "paragraph_span",
    "sentence_span",
    "term_at",
    "word_at",
    "word_ends",
]

_HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_PIECE = re.compile(
    r"[0-9]+(?:[.,:][0-9]+)*%?"
    r"|[a-z]+(?:['’-][a-z]+)*"
    rf"|[{_HAN}]{{2}}|."
)

_SURE = 4
"""A term of so many characters is one word wherever it stands; a shorter one may lie
across two words (问责 in 首问|责任制), so that jieba weighs it."""

_RULES = 2
"""To be raised when the rules below find other words; the terms count by themselves."""


def edition() -> str:
    """Names the terms and the rules: words found under another name are out of date."""
    known_by = f"{_RULES}\n{_listing()}".encode()
    return hashlib.blake2b(known_by, digest_size=8).hexdigest()


def word_ends(paragraphs: Sequence[str]) -> list[tuple[int, ...]]:
    """Where the words of each paragraph end, in code points, with jieba.

    A term of the genre is one word, also with punctuation inside (双随机、一公开).
    The last end is the paragraph's length; an empty paragraph has none.
    """
    cut = _segmenter()
    return [_ends(fold(paragraph), cut, _sure_terms()) for paragraph in paragraphs]


def fallback_ends(paragraph: str) -> tuple[int, ...]:
    """Word ends without jieba: terms, numbers, Latin words, else pairs of Han characters."""
    return _ends(fold(paragraph), _PIECE.findall, _pattern())


def term_at(paragraph: str, offset: int) -> Span | None:
    """The term of the genre that stands at a position of the paragraph, or None."""
    for match in _pattern().finditer(fold(paragraph)):
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


def _ends(
    paragraph: str, cut: Callable[[str], list[str]], terms: re.Pattern[str]
) -> tuple[int, ...]:
    ends: list[int] = []
    position = 0

    def append(pieces: Sequence[str]) -> None:
        nonlocal position
        for piece in pieces:
            position += len(piece)
            ends.append(position)

    for match in terms.finditer(paragraph):
        append(cut(paragraph[position : match.start()]))
        append([match.group()])
    append(cut(paragraph[position:]))
    return tuple(ends)


def _listing() -> str:
    return resource("words/terms.txt").read_text(encoding="utf-8")


@cache
def _terms() -> tuple[str, ...]:
    """The terms, folded, longest first, so that a term wins over its own part."""
    terms = {fold(line.strip()) for line in _listing().splitlines() if not line.startswith("#")}
    return tuple(sorted(filter(None, terms), key=lambda term: (-len(term), term)))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _terms())))


@cache
def _sure_terms() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(term) for term in _terms() if len(term) >= _SURE))


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
    for term in _terms():
        if len(term) < _SURE:
            tokenizer.suggest_freq(term, tune=True)

    def cut(text: str) -> list[str]:
        return list(tokenizer.cut(text)) if text else []

    return cut
