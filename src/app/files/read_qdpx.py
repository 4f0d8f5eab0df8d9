"""Projects of the REFI-QDA standard, as MAXQDA, ATLAS.ti, NVivo, QualCoder and we write them.

The standard is kept loosely by all: what is wrong in form is mended and told, what has no
place here is left out and told. How positions count is found by evidence (refi_offsets.py).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.anchor import Span
from app.domain.annotation import Scope
from app.domain.exchange import (
    Brought,
    BroughtAnnotation,
    BroughtLink,
    BroughtReviewer,
    BroughtSource,
    ExchangeNote,
    Offsets,
)
from app.files.read_qdc import brought_tags
from app.files.refi import EXTRAS, ORIGIN, derived, field_of
from app.files.refi_extras import Things, read_extras
from app.files.refi_links import links_of
from app.files.refi_offsets import Counted, Found, Mark, counted_as, find_way
from app.files.refi_ours import as_told, is_on_report, names_in
from app.files.refi_package import QdaPackage
from app.files.refi_project import Document, Project, bare, is_guid, read_project
from app.files.refi_remarks import Notes, Placed, Placing, Remarks, mark_of, reply_of
from app.files.refi_texts import MISSING, OUTSIDE, RICH, text_of, words_of
from app.text.told_fields import value_of

NOTES = (
    "qda_ids",  # repair: count; ids that are none in form
    "qda_same_ids",  # repair: count; ids that stood twice
    "qda_people",  # repair: count; coders that are not listed: named by their ids
    RICH,  # repair: the text was taken from the styled document
    "qda_replaced",  # repair: count; characters of a text that cannot be kept
    "qda_unsure",  # repair: count; positions may count this way or another: they were taken so
    "qda_own_way",  # repair: unit, line_ends, end; this source counts unlike the others
    "qda_clipped",  # repair: count; positions the wrong way round, or past the end
    "qda_by_name",  # repair: count; passages found by what they say, not by their position
    "qda_empty",  # repair: count; selections of nothing, taken for their line
    "qda_unplaced",  # repair: count; selections of which only the words are known
    "qda_code_notes",  # repair: count; notes on codes, put into the definitions
    MISSING,  # repair: the text of a source is not in the package
    OUTSIDE,  # repair: the text of a source lies outside the package; it was not read
    "qda_picture",  # reject: a picture; as are the following
    "qda_audio",
    "qda_video",
    "qda_pdf",  # reject: a PDF without its text
    "qda_areas",  # reject: count; marked areas of pages, which are no passages
    "qda_nowhere",  # reject: count; selections with neither place nor words
    "qda_codings",  # reject: count; of codes that are not in the file
    "qda_links",  # reject: count; links between other things than passages
    "qda_values",  # reject: count; values of variables that reports do not have
    "qda_cases",  # reject: count
    "qda_sets",  # reject: count
    "qda_graphs",  # reject: count
    "qda_notes",  # reject: count; notes that hang on nothing
    "qda_unknown",  # reject: count; elements that are not of the standard
)
"""Codes of what is mended and left out."""

_MEDIA = {"PictureSource": "qda_picture", "AudioSource": "qda_audio", "VideoSource": "qda_video"}
_TRUSTED = 3


def read_qdpx(path: Path) -> Brought:
    """Read a `.qdpx` package, or a `.qde` file without one.

    Raises:
        UnreadableFile: `truncated`, `damaged`, `suspicious`, `encrypted`, `too_large`,
            `unsupported`, `empty`, `not_found`, `no_access`.
    """
    package = QdaPackage(path)
    try:
        data = package.project()
        project = read_project(data, path.name)
        context = hashlib.sha256(data).hexdigest()
        del data
        return _Reader(project, package, context).brought()
    finally:
        package.close()


@dataclass(slots=True)
class _Source:
    """A source that has a text.

    Attributes:
        marked: the document whose selections count in the text.
    """

    document: Document
    marked: Document
    key: str
    counted: Counted
    is_rich: bool


class _Reader:
    """One project on its way."""

    def __init__(self, project: Project, package: QdaPackage, context: str) -> None:
        self._project = project
        self._package = package
        self._context = context
        self._ours = project.origin == ORIGIN
        self.repairs: list[ExchangeNote] = []
        self.rejects: list[ExchangeNote] = []
        self._left: Counter[str] = Counter()
        self._mended: Counter[str] = Counter()
        self._notes = Notes(project.notes, lambda note: words_of(note, package))
        self._told: Things = self._extras()
        self._codes = frozenset(code.guid for code in project.codes)
        self._remarks = Remarks(self._notes, self._codes, self._linked(), ours=self._ours)
        self._keys: set[str] = set()
        self._values: dict[str, list[tuple[str, str]]] = {}
        for case in project.cases:
            for source in case.sources:
                self._values.setdefault(source, []).extend(case.values)

    def brought(self) -> Brought:
        project = self._project
        sources: list[BroughtSource] = []
        texts: list[_Source] = []
        for document in project.sources:
            found, text = self._source(document)
            if found is not None:
                sources.append(found)
            if text is not None:
                texts.append(text)
        offsets, annotations = self._annotations(texts)
        annotations += self._on_missing(sources, texts)
        tags = brought_tags(project, self._notes, ours=self._ours)
        links, odd = links_of(
            project.links, self._notes, self._remarks.keys, annotations, self._free
        )
        self._left["qda_links"] += odd
        people = self._people(annotations, links)
        brought = Brought(
            "qdpx",
            project.origin,
            self._context,
            tuple(sources),
            tags,
            people,
            tuple(annotations),
            links,
            offsets=offsets,
        )
        if self._ours:
            brought = as_told(brought, self._told)
        self._count_rest()
        return replace(brought, repairs=tuple(self.repairs), rejects=tuple(self.rejects))

    def _extras(self) -> Things:
        ours = [note for note in self._project.notes if self._ours and note.name == EXTRAS]
        hung = set(self._project.own_notes)
        ours = [note for note in ours if note.guid in hung]
        self._notes.used.update(note.guid for note in ours)
        return read_extras(note.text or "" for note in ours)

    def _linked(self) -> dict[str, list[str]]:
        """Notes that links join with selections, sources or codings: so NVivo tells comments."""
        found: dict[str, list[str]] = {}
        for link in self._project.links:
            for note, other in ((link.origin, link.target), (link.target, link.origin)):
                if self._notes.get(note) is not None and self._notes.get(other) is None:
                    found.setdefault(other, []).append(note)
        return found

    # --- sources ---

    def _source(self, document: Document) -> tuple[BroughtSource | None, _Source | None]:
        marked = document
        if document.kind == "PDFSource" and document.inner is not None:
            marked = document.inner
        if (code := self._unreadable(document)) is not None:
            self._reject(code, document.name)
            return None, None
        if marked.areas or document.areas:
            self._reject("qda_areas", document.name, count=marked.areas or document.areas)
        found = text_of(marked, self._package)
        key = self._free(document.guid or f"source-{len(self._keys) + 1}")
        if found.text is None:
            self._repair(found.why, document.name)  # the library may yet have the report
            made = BroughtSource(key, document.name, metadata=self._metadata(document))
            return made, None
        if found.why:
            self._repair(found.why, document.name)
        counted = Counted(found.text)
        if counted.replaced:
            self._repair("qda_replaced", document.name, count=counted.replaced)
        made = BroughtSource(key, document.name, counted.text, metadata=self._metadata(document))
        return made, _Source(document, marked, key, counted, found.why == RICH)

    @staticmethod
    def _unreadable(document: Document) -> str | None:
        if document.kind == "PDFSource" and document.inner is None:
            return "qda_pdf"
        return _MEDIA.get(document.kind)

    def _free(self, key: str) -> str:
        if not is_guid(key):
            self._mended["qda_ids"] += 1
        free, number = key, 1
        while free in self._keys:
            number += 1
            free = str(derived("again", key, number)) if is_guid(key) else f"{key}#{number}"
        if free != key:
            self._mended["qda_same_ids"] += 1
        self._keys.add(free)
        return free

    def _metadata(self, document: Document) -> dict[str, str]:
        """What its variables, and those of its cases, tell of a report."""
        inner = document.inner.values if document.inner else []
        found: dict[str, str] = {}
        for variable, value in (*document.values, *inner, *self._values.get(document.guid, ())):
            name = self._project.variables.get(variable, "")
            field = field_of(variable, name)
            known = value_of(field, value) if field else ""
            if known:
                found.setdefault(field, known)
            else:
                self._left["qda_values"] += 1
        return found

    # --- annotations ---

    def _annotations(
        self, texts: Sequence[_Source]
    ) -> tuple[Offsets | None, list[BroughtAnnotation]]:
        marks = {
            one.key: (one.counted, [mark_of(s) for s in one.marked.selections]) for one in texts
        }
        total = sum(len(those) for _, those in marks.values())
        found = counted_as(marks) if self._ours else find_way(marks, self._project.origin)
        if found.rivals:
            self._repair("qda_unsure", "", count=total)
        placing = Placing()
        made: list[BroughtAnnotation] = []
        for one in texts:
            for placed in self._placed(one, found, marks[one.key][1], placing):
                made += self._of_selection(one, placed)
            made += self._on_notes(one, found)
            made += self._whole(one.key, one.document, one.marked)
        self._mended += placing.mended
        return (found.way if total else None), made

    def _placed(
        self, one: _Source, found: Found, marks: Sequence[Mark], placing: Placing
    ) -> list[Placed]:
        way = found.own.get(one.key, found.way)
        if way != found.way:
            values = {"unit": way.unit, "line_ends": way.line_ends, "end": way.end}
            self._repair("qda_own_way", one.document.name, **values)
        trusts = one.is_rich or found.named >= max(_TRUSTED, found.way.total // 2)
        spans = one.counted.spans(way, marks)
        if not self._ours:
            return placing.place(one.counted, one.marked.selections, spans, trusts_names=trusts)
        return [
            Placed(selection, Span(span[0], span[1]) if span else None)
            for selection, span in zip(one.marked.selections, spans, strict=True)
        ]

    def _of_selection(self, one: _Source, placed: Placed) -> list[BroughtAnnotation]:
        selection = placed.selection
        if not selection.guid:
            selection.guid = f"{one.key}:{selection.start}-{selection.end}"
        if placed.span is None and selection.guid not in self._told["annotations"]:
            if not selection.name.strip():
                self._left["qda_nowhere"] += 1
                return []
            self._mended["qda_unplaced"] += 1
        return self._remarks.of_selection(one.key, one.counted.text, placed)

    def _on_notes(self, one: _Source, found: Found) -> list[BroughtAnnotation]:
        """Notes of a source that mark a passage themselves: so QualCoder tells annotations.

        It refers to one of them only; the others are of the source if there is no other.
        """
        made: list[BroughtAnnotation] = []
        alone: list[str] = []
        if len(self._project.sources) == 1:
            alone = [note.guid for note in self._project.notes]
        way = found.own.get(one.key, found.way)
        for guid in dict.fromkeys((*one.document.notes, *one.marked.notes, *alone)):
            note = self._notes.get(guid)
            if note is None or not note.selections:
                continue
            for selection in note.selections:
                selection.user = selection.user or note.user
                selection.created = selection.created or note.created
                selection.edited = selection.edited or note.edited
                selection.guid = selection.guid or str(derived("passage", guid))
                selection.notes = [guid, *selection.notes]
            spans = one.counted.spans(way, [mark_of(s) for s in note.selections])
            for placed in Placing().place(one.counted, note.selections, spans, trusts_names=False):
                made += self._of_selection(one, placed)
        return made

    def _whole(self, key: str, document: Document, marked: Document) -> list[BroughtAnnotation]:
        """What was said of a whole source."""
        if marked is not document:
            document.codings += marked.codings
            document.notes += marked.notes
        if self._ours:  # it says again what the notes say
            document.description = ""
        made: list[BroughtAnnotation] = []
        own: set[str] = set()
        for id_, fields in self._told["annotations"].items():
            if not is_on_report(fields, key):
                continue
            comment = str(derived("comment", id_))
            threads = names_in(self._told["threads"].get(id_))
            said = list(self._notes.said([comment] if self._notes.get(comment) else threads))
            own.update(one.key for one in said)
            own.update(str(derived("coding", id_, tag)) for tag in names_in(fields.get("tags")))
            replies = (one for one in said if one.key != comment)
            made.append(
                BroughtAnnotation(id_, key, Scope.REPORT, replies=tuple(map(reply_of, replies)))
            )
        document.codings = [coding for coding in document.codings if coding.guid not in own]
        document.notes = [guid for guid in document.notes if guid not in own]
        return made + self._remarks.of_source(key, document)

    def _on_missing(
        self, sources: Iterable[BroughtSource], texts: Iterable[_Source]
    ) -> list[BroughtAnnotation]:
        """Selections of sources whose text is not there: their words may yet find the report."""
        known = {one.key for one in texts}
        missing = [source.key for source in sources if source.key not in known]
        made: list[BroughtAnnotation] = []
        for document in self._project.sources:
            marked = document.inner if document.kind == "PDFSource" else document
            if document.guid not in missing or marked is None:
                continue
            made += self._whole(document.guid, document, marked)
            for selection in marked.selections:
                if selection.name.strip():
                    self._mended["qda_unplaced"] += 1
                    made += self._remarks.of_selection(document.guid, None, Placed(selection, None))
                else:
                    self._left["qda_nowhere"] += 1
        return made

    # --- links, people, the rest ---

    def _people(
        self, annotations: Sequence[BroughtAnnotation], links: Sequence[BroughtLink]
    ) -> tuple[BroughtReviewer, ...]:
        listed = {guid: name or _short(guid) for guid, name in self._project.users if guid}
        named = {a.reviewer for a in annotations} | {link.reviewer for link in links}
        named |= {reply.reviewer for a in annotations for reply in a.replies}
        more = sorted(named - listed.keys() - {""})
        self._mended["qda_people"] += len(more)
        listed |= {guid: _short(guid) for guid in more}
        return tuple(BroughtReviewer(guid, name) for guid, name in listed.items())

    def _count_rest(self) -> None:
        """Tell what was mended and what has no place here."""
        project, left = self._project, self._left
        self._mended += self._remarks.mended
        self._mended["qda_code_notes"] += sum(bool(code.notes) for code in project.codes)
        left["qda_codings"] += self._remarks.unknown
        left["qda_graphs"] += project.graphs
        if not self._ours:
            left["qda_sets"] += len(project.groups)
            left["qda_cases"] += sum(bool(case.name) for case in project.cases)
        free = [note for note in project.notes if note.guid not in self._notes.used]
        left["qda_notes"] += len(free) + bool(project.description.strip() and not self._ours)
        left["qda_unknown"] += project.unknown.total()
        for code in NOTES:
            if self._mended[code]:
                self._repair(code, "", count=self._mended[code])
            if left[code]:
                self._reject(code, "", count=left[code])

    def _repair(self, code: str, where: str, **values: str | int) -> None:
        self.repairs.append(ExchangeNote(code, where, values))

    def _reject(self, code: str, where: str, **values: str | int) -> None:
        self.rejects.append(ExchangeNote(code, where, values))


def _short(guid: str) -> str:
    return bare(guid)[:8]
