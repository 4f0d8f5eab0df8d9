"""The address that a saved page came from, as far as the page tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage] - lxml has no other name

LONGEST = 500
"""Characters of an address; longer ones are of no use to a reader."""
_HEAD = 4000
"""Characters at the beginning of a page among which browsers leave their mark."""
_SAVED = re.compile(r"<!--\s*saved from url=\(\d{4}\)(\S+)\s*-->", re.IGNORECASE)
_NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}\ufffd]")


def address_of(root: Element | None, source: str) -> str:
    """Where the page was saved from, else the address it gives itself; empty when neither is there.

    Source: the comment that Internet Explorer, Chrome and Edge put into a page they save
    ("mark of the web"); RFC 6596 (canonical link); the Open Graph protocol (og:url).
    """
    saved = _SAVED.search(source[:_HEAD])
    candidates = [saved.group(1)] if saved else []
    if root is not None:
        candidates += [
            str(link.get("href") or "")
            for link in root.iter("link")
            if "canonical" in str(link.get("rel") or "").lower().split()
        ]
        candidates += [
            str(meta.get("content") or "")
            for meta in root.iter("meta")
            if str(meta.get("property") or "").lower() == "og:url"
        ]
    return next((address for text in candidates if (address := web_address(text))), "")


def web_address(text: str) -> str:
    """The address when it is one of the web and safe to be shown; else empty.

    Files and folders of a computer, and names and passwords before the host, are left out.
    """
    text = text.strip()
    if not text or len(text) > LONGEST or _NOT_IN_ADDRESSES.search(text):
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or "@" in parts.netloc or "." not in host:
        return ""
    return text
