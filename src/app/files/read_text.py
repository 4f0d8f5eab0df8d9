"""Plain text files: any Chinese encoding, hard line breaks undone when they are clear."""

from __future__ import annotations

from app.domain.errors import UnreadableFile
from app.domain.report import Note
from app.files.encodings import decode
from app.files.raw import Raw
from app.text.canonical import canonical
from app.text.unwrap import unwrap


def read(data: bytes, file_name: str) -> Raw:
    """Decode a text file; the source is kept character by character.

    Raises:
        UnreadableFile: `binary`.
    """
    decoded = decode(data)
    if decoded is None:
        raise UnreadableFile(file_name, "binary")
    notes = [Note("encoding", {"name": decoded.encoding})]
    if decoded.replaced:
        notes.append(Note("replaced", {"count": decoded.replaced}))
    text, forbidden = canonical(decoded.text)
    if forbidden:
        # Counted here and not again by who makes the text canonical a second time.
        notes = [notes[0], Note("replaced", {"count": decoded.replaced + forbidden})]
    lines, joined = unwrap(text.split("\n"))
    if joined:
        text = "\n".join(lines)
        notes.append(Note("unwrapped", {"lines": joined}))
    return Raw(text, notes=tuple(notes))
