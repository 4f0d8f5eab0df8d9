"""What makes pages of ink a document: comments as annotations, bookmarks, what it is about.

The pages already show marks and comments. Each comment is an annotation beside that, so
that PDF readers list it, find it and answer it; it is drawn by an empty appearance, or the
mark would be painted twice.

Source: ISO 32000-1, 12.3.3 (outline), 12.5.6 (markup annotations, replies, states), 14.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from uuid import UUID, uuid5

from app.domain.ids import NAMESPACE
from app.files.export import readable
from app.files.pdf_objects import Dictionary, Name, Pdf, Raw, Ref, Stream, Value, numbers, words

_SHOWN = Raw("4")
"""Flag of an annotation: printed (ours has nothing to print)."""
_HIDDEN = Raw("30")
"""Flags of a state: it is no note of its own."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Saying:
    """A comment or a reply."""

    id: UUID
    author: str
    text: str
    made: datetime
    edited: datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """An annotation with its thread.

    Attributes:
        page: from 0.
        boxes: one for each line of the marked passage on that page; empty for one
            that marks no words.
        place: where it stands when it marks no words.
        colour: RRGGBB.
    """

    page: int
    boxes: tuple[Box, ...]
    place: Box
    said: Saying
    replies: tuple[Saying, ...]
    colour: str
    subject: str
    resolved: bool


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading; `level` counts from 1, `top` in points from the top of the page."""

    level: int
    title: str
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class About:
    """What the document is."""

    title: str
    author: str
    dated: datetime
    subject: str = ""


class Markup:
    """Writes into the objects of a file."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = pdf.pages
        # A highlight's appearance counts for Acrobat and Poppler only if it names a state.
        multiplied: Dictionary = {"Type": Name("ExtGState"), "BM": Name("Multiply")}
        nothing: Dictionary = {
            "Type": Name("XObject"),
            "Subtype": Name("Form"),
            "BBox": numbers(0, 0, 1, 1),
            "Resources": {"ExtGState": {"G": multiplied}},
        }
        self._nothing = pdf.add(Stream(nothing, b"/G gs"))
        self._notes: dict[int, list[Value]] = {}

    # --- comments ------------------------------------------------------------------

    def comment(self, comment: Comment) -> None:
        """Add an annotation, its replies and whether it is settled."""
        height = self._height(comment.page)
        boxes = comment.boxes or (comment.place,)
        note = self._note(comment.said, comment.page, _around(boxes, height), comment.subject)
        red, green, blue = (int(comment.colour[k : k + 2], 16) / 255 for k in (0, 2, 4))
        note["C"] = numbers(red, green, blue)
        if comment.boxes:
            note["Subtype"] = Name("Highlight")
            note["QuadPoints"] = [point for box in comment.boxes for point in _corners(box, height)]
        else:
            note["Name"] = Name("Comment")
        ref = self._put(comment.page, note)
        for reply in comment.replies:
            self._put(comment.page, self._answer(reply, comment, ref))
        if comment.resolved:
            said = comment.said
            state = Saying(uuid5(NAMESPACE, f"pdf-state:{said.id}"), said.author, "", said.edited,
                           said.edited)  # fmt: skip
            done = self._answer(state, comment, ref)
            done.update(State=words("Completed"), StateModel=words("Review"), F=_HIDDEN)
            self._put(comment.page, done)

    def _answer(self, said: Saying, to: Comment, ref: Ref) -> Dictionary:
        boxes = to.boxes or (to.place,)
        height = self._height(to.page)
        answer = self._note(said, to.page, _around(boxes[:1], height), to.subject)
        answer.update(IRT=ref, RT=Name("R"))
        return answer

    def _note(self, said: Saying, page: int, place: list[Value], subject: str) -> Dictionary:
        return {
            "Type": Name("Annot"),
            "Subtype": Name("Text"),
            "Rect": place,
            "Contents": words(said.text.replace("\n", "\r")),
            "T": words(said.author),
            "Subj": words(subject),
            "NM": words(str(said.id)),
            "M": _date(said.edited),
            "CreationDate": _date(said.made),
            "F": _SHOWN,
            "P": self._pages[page],
            "AP": {"N": self._nothing},
        }

    def _put(self, page: int, note: Dictionary) -> Ref:
        ref = self._pdf.add(note)
        self._notes.setdefault(page, []).append(ref)
        return ref

    def jump(self, page: int, place: Box, to_page: int, top: float) -> None:
        """Let a place of a page lead to another."""
        height = self._height(to_page)
        self._put(
            page,
            {
                "Type": Name("Annot"),
                "Subtype": Name("Link"),
                "Rect": _around((place,), self._height(page)),
                "Border": numbers(0, 0, 0),
                "F": _SHOWN,
                "Dest": [self._pages[to_page], Name("XYZ"), Raw("null"), *numbers(height - top),
                         Raw("null")],
            },
        )  # fmt: skip

    def lay_down(self) -> None:
        """Give every page its annotations; the last step."""
        for number, page in enumerate(self._pages):
            about = self._pdf.dictionary(page)
            notes = self._notes.get(number)
            if notes:
                about["Annots"] = notes
            else:
                about.pop("Annots", None)

    def _height(self, page: int) -> float:
        box = self._pdf.items(self._pdf.dictionary(self._pages[page])["MediaBox"])
        top = box[3]
        assert isinstance(top, Raw)
        return float(top)

    # --- bookmarks -----------------------------------------------------------------

    def bookmarks(self, found: Sequence[Bookmark]) -> None:
        """Make the outline of the document; a deeper one belongs to the last less deep one."""
        if not found:
            return
        root: Dictionary = {"Type": Name("Outlines")}
        root_ref = self._pdf.add(root)
        open_: list[tuple[int, Dictionary, Ref]] = [(0, root, root_ref)]
        for one in found:
            while open_[-1][0] >= max(1, one.level):
                open_.pop()
            _, parent, parent_ref = open_[-1]
            top = self._height(one.page) - one.top
            item: Dictionary = {
                "Title": words(one.title),
                "Parent": parent_ref,
                "Dest": [self._pages[one.page], Name("XYZ"), Raw("null"), *numbers(top),
                         Raw("null")],
            }  # fmt: skip
            ref = self._pdf.add(item)
            before = parent.get("Last")
            if before is not None:
                self._pdf.dictionary(before)["Next"] = ref
                item["Prev"] = before
            parent.setdefault("First", ref)
            parent["Last"] = ref
            for level, above, _ in open_:  # an open item counts all that is shown below it
                count = above.get("Count", Raw("0"))
                assert isinstance(count, Raw)
                above["Count"] = Raw(str(int(count) + 1))
                del level
            open_.append((max(1, one.level), item, ref))
        self._pdf.root["Outlines"] = root_ref
        self._pdf.root["PageMode"] = Name("UseOutlines")

    # --- about -----------------------------------------------------------------------

    def describe(self, about: About) -> Dictionary:
        """Title, author and language; returns what the trailer says of them."""
        root = self._pdf.root
        root["Lang"] = b"zh-CN"
        root["ViewerPreferences"] = {"DisplayDocTitle": Raw("true")}
        root.pop("Names", None)
        root["Metadata"] = self._pdf.add(
            Stream({"Type": Name("Metadata"), "Subtype": Name("XML")}, _packet(about).encode())
        )
        info: Dictionary = {
            "Title": words(about.title),
            "Author": words(about.author),
            "Creator": words("Piyue"),
            "Producer": words("Piyue"),
            "CreationDate": _date(about.dated),
            "ModDate": _date(about.dated),
        }
        if about.subject:
            info["Subject"] = words(about.subject)
        return info


def _date(moment: datetime) -> bytes:
    return f"D:{moment.astimezone(UTC):%Y%m%d%H%M%S}Z".encode()


def _corners(box: Box, height: float) -> list[Value]:
    """Upper left, upper right, lower left, lower right: the order that all readers expect."""
    top, bottom = height - box.top, height - box.bottom
    return numbers(box.left, top, box.right, top, box.left, bottom, box.right, bottom)


def _around(boxes: Sequence[Box], height: float) -> list[Value]:
    return numbers(
        min(box.left for box in boxes),
        height - max(box.bottom for box in boxes),
        max(box.right for box in boxes),
        height - min(box.top for box in boxes),
    )


def _packet(about: About) -> str:
    moment = f"{about.dated.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_clean(about.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{_clean(about.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Piyue</xmp:CreatorTool><pdf:Producer>Piyue</pdf:Producer>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def _clean(text: str) -> str:
    return escape(readable(text), quote=False)
