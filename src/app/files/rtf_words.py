"""The words of Rich Text that matter to a reader, and the encodings its fonts stand for.

Source: Rich Text Format specification 1.9.1.
"""

from __future__ import annotations

import re

BREAKS = frozenset({"par", "line", "sect", "page", "column", "softline", "softpage"})
CHARACTERS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
}  # fmt: skip
SYMBOLS = {"~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\", "\t": "\t"}

SKIPPED = frozenset({
    "aftncn", "aftnsep", "aftnsepc", "annotation", "atnauthor", "atndate", "atnicn", "atnid",
    "atnref", "atntime", "atrfend", "atrfstart", "bkmkend", "bkmkstart", "colortbl", "datafield",
    "falt", "fldinst", "fldtype", "footer", "footerf", "footerl", "footerr", "formfield", "ftncn",
    "ftnsep", "ftnsepc", "header", "headerf", "headerl", "headerr", "info", "listlevel",
    "listoverridetable", "listtable", "nonesttables", "nonshppict", "objalias", "objclass",
    "objdata", "objname", "objsect", "panose", "pict", "pnseclvl", "pntxta", "pntxtb", "revtbl",
    "rxe", "shppict", "shprslt", "sn", "stylesheet", "sv", "tc", "template", "xe", "txe",
})  # fmt: skip
"""Groups whose text is none of the document's; so is every unknown one marked `\\*`."""

PICTURES = frozenset({"pict", "objdata"})
"""Their digits are never text, wherever the word stands."""

STARRED = frozenset({"do", "nesttableprops", "shpinst", "ud", "listtext", "pntext", "footnote"})
"""Groups marked `\\*` that are known: text may stand in them, or in groups inside."""

MUTE = frozenset({"do", "nesttableprops", "shp", "shpinst", "sp", "upr", "dpgroup"})
"""Groups that hold properties, and among them groups of text."""

CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
PAGES = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10008: "gb18030"}
WESTERN = frozenset({"cp1252", "mac_roman", "latin-1"})
SYMBOL_CHARSET = 2
CHINESE = re.compile(rb"(?:[\xb0-\xf7][\xa1-\xfe]|[\xa1-\xa3][\xa1-\xfe]|[\x00-\x7f])+")
HAS_CHINESE = re.compile(rb"[\xb0-\xf7][\xa1-\xfe]")
