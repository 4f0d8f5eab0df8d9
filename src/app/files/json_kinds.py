"""Which kind of JSON file it is: annotations, a codebook, or none of ours."""

from __future__ import annotations

import re
from pathlib import Path

from app.files.encodings import decode

NAMES = ("zh", "name", "名称", "标签", "label", "title", "text", "code_name")
CHILDREN = (
    "children",
    "子标签",
    "下级",
    "subcodes",
    "sub_codes",
    "nodes",
    "items",
    "codes",
    "tags",
)
TOPS = (
    "tags",
    "codes",
    "codebook",
    "codeSystem",
    "code_system",
    "标签",
    "标签体系",
    "nodes",
    "items",
)
"""How codebooks call the names of tags, what lies below one, and the list of all."""

_MARKS = re.compile(
    rb'anno\.jsonld|"AnnotationCollection"|"AnnotationPage"|"(?:oa:)?Annotation"|w3\.org/ns/oa#'
    rb'|"Text(?:Quote|Position)Selector"|"(?:oa:)?(?:hasTarget|hasSelector)"'
    rb'|"target"\s*:\s*[\[{]|"selector"\s*:\s*[\[{]'
)
_CAS = re.compile(rb'"%(?:TYPES|FEATURE_STRUCTURES|VIEWS)"')
_LOOKED_AT = 1 << 18
_TREE = re.compile(
    r'"(?:%s)"\s*:\s*[\[{]|piyue-codebook/' % "|".join({*TOPS, *CHILDREN})  # noqa: UP031 - braces belong to the pattern
)
_NAMED = re.compile(r'"(?:%s)"\s*:\s*"' % "|".join(NAMES))  # noqa: UP031 - likewise
_OTHER = re.compile(r'"%(?:TYPES|FEATURE_STRUCTURES|VIEWS)"|"features"\s*:\s*\{')


def is_web_annotations(path: Path, head: bytes) -> bool:
    """Whether a JSON file speaks of annotations, in its first 256 KB."""
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain[:1] not in (b"{", b"["):
        return False
    with path.open("rb") as file:
        looked = file.read(_LOOKED_AT).replace(b"\0", b"")
    return _MARKS.search(looked) is not None and _CAS.search(looked) is None


def is_codebook(path: Path, head: bytes) -> bool:
    """Whether a JSON file holds names below one another, and no annotations."""
    if not head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith((b"{", b"[")):
        return False
    if is_web_annotations(path, head):
        return False
    with path.open("rb") as file:
        decoded = decode(file.read(_LOOKED_AT))
    text = decoded.text if decoded else ""
    is_list = text.lstrip().startswith("[")
    return (
        _NAMED.search(text) is not None
        and (is_list or _TREE.search(text) is not None)
        and _OTHER.search(text) is None
    )
