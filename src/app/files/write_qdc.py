"""Codebooks of the REFI-QDA standard: the codes alone, for any program that codes texts."""

from __future__ import annotations

from typing import BinaryIO

from app.domain.errors import Invalid
from app.files.export import Export, Tell, Words
from app.files.refi import CODEBOOK, ORIGIN, code_sets
from app.files.refi_xml import HEAD, Codes, Written, attribute


def write_qdc(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """Write the codebook.

    Raises:
        Invalid: `no_tags`; the schema knows no codebook without codes.
    """
    if not export.tags:
        raise Invalid("no_tags")
    made = Written()
    made.write(f'{HEAD}<CodeBook xmlns="{CODEBOOK}" origin="{ORIGIN}">\n')
    codes = Codes([(tag, count) for tag, _, count in export.tags], words)
    codes.write(made)
    made.write("<Sets>")
    for guid, name, members in code_sets(codes.tags, words):
        inside = "".join(f'<MemberCode guid="{id_}"/>' for id_ in members)
        made.write(f'<Set guid="{guid}" name="{attribute(name)}">{inside}</Set>\n')
    made.write("</Sets></CodeBook>\n")
    out.write(made.view())
    tell(1, 1, export.library_name)
