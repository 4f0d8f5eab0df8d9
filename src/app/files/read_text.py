"""Plain text files in any Chinese encoding."""

from __future__ import annotations

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.encodings import decode, decode_as
from app.files.raw import Raw
from app.text.canonical import canonical

_MARK = "\ufeff"


def read(data: bytes, file_name: str, encoding: str | None = None) -> Raw:
    """Decode a text file; the source is kept character by character.

    Args:
        encoding: what a person says it is in; by default it is found out.

    Raises:
        UnreadableFile: `binary`.
    """
    decoded = decode_as(data, encoding) if encoding else decode(data)
    if decoded is None:
        raise UnreadableFile(file_name, "binary")
    notes = [Note("encoding", {"name": decoded.encoding})]
    if decoded.replaced:
        notes.append(Note("replaced", {"count": decoded.replaced}))
    # One mark was dropped with the decoding; a second one is the text's own.
    text, forbidden = canonical(_MARK + decoded.text)
    if forbidden:
        # Counted here and not again by who makes the text canonical a second time.
        notes = [notes[0], Note("replaced", {"count": decoded.replaced + forbidden})]
    return Raw(_MARK + text if text.startswith(_MARK) else text, notes=tuple(notes))
