"""Endings of the names of files that can become reports.

For choosing files, never for reading them: what a file is, is told by its content.
"""

from __future__ import annotations

from collections.abc import Mapping

SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "docx": (".docx", ".docm", ".dotx"),
    "doc": (".doc", ".wps", ".wpt", ".dot"),
    "rtf": (".rtf",),
    "odt": (".odt", ".ott"),
    "flat_odt": (".fodt",),
    "flat_opc": (".xml",),
    "word_2003": (".xml",),
    "pdf": (".pdf",),
    "ofd": (".ofd",),
    "html": (".html", ".htm", ".shtml", ".xhtml"),
    "mhtml": (".mht", ".mhtml"),
    "epub": (".epub",),
    "text": (".txt", ".text"),
    "markdown": (".md", ".markdown"),
    "archive": (".zip",),
}
"""By the kinds that `sniff` gives; every kind that can be read has a row."""

_MENTIONED = (".rar", ".7z", ".gz", ".tgz", ".tar")
"""Archives that cannot be opened: in a folder each is listed with its reason, since there
may be reports in it."""

REPORT_SUFFIXES = frozenset(
    ending for endings in SUFFIXES.values() for ending in endings if ending != ".xml"
) | set(_MENTIONED)
"""Endings looked for when a folder or an archive is gone through; an .xml file there is
seldom a document."""

WEB_PAGES = frozenset(SUFFIXES["html"])
