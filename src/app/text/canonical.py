"""Canonical text: the one form in which a report is stored, hashed and pointed into."""

from __future__ import annotations

import hashlib
import re

_LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00\ufdd0\ufdd1\ud800-\udfff]")
REPLACEMENT = "\ufffd"


def canonical(text: str) -> tuple[str, int]:
    """Decoded source as canonical text.

    A leading byte order mark is dropped, every kind of line break becomes LF,
    and characters that cannot be stored or shown (NUL, U+FDD0, U+FDD1, lone
    surrogates) become one U+FFFD each. Nothing else is changed: no
    normalisation, no trimming.

    Returns:
        The text, and how many characters were replaced by U+FFFD.

    Source: architecture, section 2; Qt's documents treat U+FDD0, U+FDD1,
    U+2028 and U+2029 as structure, and UTF-8 cannot hold a lone surrogate.
    """
    text = text.removeprefix("\ufeff")
    return _FORBIDDEN.subn(REPLACEMENT, _LINE_BREAKS.sub("\n", text))


def sha256_of(text: str) -> str:
    """The identity of a canonical text: hex SHA-256 of its UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
