"""Reports with their annotations for INCEpTION and other programs: UIMA CAS JSON.

A ZIP with one CAS per report and the type system as XML. INCEpTION reads the latter as
layers (project settings, layers, import); without layers it would drop the annotations.
Positions are UTF-16 units, the end excluded; the text is never altered.

Source: apache/uima-uimaj-io-jsoncas 0.4.0 (README, SPECIFICATION); the layers that
INCEpTION makes of a type system: TypeSystemAnalysis in inception-io-xml (span layers
have only primitive features; relations have `Governor` and `Dependent`; overlap,
crossing of sentences and single characters are then allowed).
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, BinaryIO
from uuid import UUID

from app.domain.anchor import AnchorState
from app.domain.annotation import Annotation
from app.domain.fields import time_text
from app.domain.report import METADATA_FIELDS
from app.domain.rows import AnnotationRow, LinkRow
from app.domain.tag import Tag
from app.files.export import Export, ReportPage, Tell, Words, link_line, links_by_end
from app.files.file_names import file_name
from app.files.packing import entry
from app.text.offsets import OffsetMap
from app.text.sentences import sentence_spans

SPAN = "webanno.custom.PiyueSpan"
RELATION = "webanno.custom.PiyueRelation"
REMARK = "webanno.custom.PiyueRemark"
REPORT = "webanno.custom.PiyueReport"
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"

_STRING, _BOOLEAN = "uima.cas.String", "uima.cas.Boolean"
_ANNOTATION, _BASE = "uima.tcas.Annotation", "uima.cas.AnnotationBase"

_SAID: tuple[tuple[str, str, str], ...] = (
    ("label", _STRING, "Path of the tag in the codebook"),
    ("tag", _STRING, "Id of the tag"),
    ("annotation", _STRING, "Id of the annotation; one with several tags is several spans"),
    ("comment", _STRING, "What the reviewer says; on the first span only"),
    ("replies", _STRING, "One answer in a line: who, when, what"),
    ("links", _STRING, "Links to passages of this and other reports, in words"),
    ("reviewer", _STRING, "Who made it"),
    ("created", _STRING, "UTC"),
    ("edited", _STRING, "UTC"),
    ("resolved", _BOOLEAN, "Whether what the comment asks for is settled"),
    ("scope", _STRING, "passage, section or report"),
    ("state", _STRING, "exact, moved, to_confirm or lost: how sure the place is"),
    ("quote", _STRING, "What the passage said, where the text no longer says it"),
)

TYPES: tuple[tuple[str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (SENTENCE, _ANNOTATION, "", ()),
    (SPAN, _ANNOTATION, "A tagged or annotated passage", _SAID),
    (
        RELATION,
        _ANNOTATION,
        "A link between two passages",
        (
            ("Governor", SPAN, "Origin"),
            ("Dependent", SPAN, "Target"),
            ("label", _STRING, "same, contradicts, copied or answers: what the origin is"),
            ("comment", _STRING, ""),
            ("link", _STRING, "Id of the link"),
        ),
    ),
    (REMARK, _BASE, "An annotation on a whole report, or one whose passage is lost", _SAID),
    (
        REPORT,
        _BASE,
        "What is known of the report",
        (
            *((name, _STRING, "") for name in METADATA_FIELDS),
            ("report", _STRING, "Id of the report"),
            ("textSha256", _STRING, "Of the text in UTF-8"),
            ("fileName", _STRING, ""),
        ),
    ),
)
"""Type, type above it, description, features."""


def write_cas(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """One CAS per report, with the type system beside them."""
    links = links_by_end(export.links)
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(entry("TypeSystem.xml"), type_system())
        for done, page in enumerate(export.pages, 1):
            name = file_name(page.report.title, ".json", taken)
            package.writestr(entry(name), _Cas(export, page, links, words).text())
            tell(done, len(export.pages), page.report.title)


def type_system() -> str:
    """The types as a UIMA type system description."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">',
        "  <name>Piyue</name>",
        "  <types>",
    ]
    for name, above, description, features in TYPES:
        lines += [
            "    <typeDescription>",
            f"      <name>{name}</name>",
            f"      <description>{escape(description, quote=False)}</description>",
            f"      <supertypeName>{above}</supertypeName>",
            "      <features>",
        ]
        lines += [
            f"        <featureDescription><name>{feature}</name>"
            f"<description>{escape(said, quote=False)}</description>"
            f"<rangeTypeName>{kind}</rangeTypeName></featureDescription>"
            for feature, kind, said in features
        ]
        lines += ["      </features>", "    </typeDescription>"]
    return "\n".join([*lines, "  </types>", "</typeSystemDescription>", ""])


def _types() -> dict[str, Any]:
    return {
        name: {
            "%NAME": name,
            "%SUPER_TYPE": above,
            **{feature: {"%NAME": feature, "%RANGE": kind} for feature, kind, _ in features},
        }
        for name, above, _, features in TYPES
    }


class _Cas:
    """The feature structures of one report."""

    def __init__(
        self, export: Export, page: ReportPage, links: Mapping[UUID, list[LinkRow]], words: Words
    ) -> None:
        self._export, self._page, self._links, self._words = export, page, links, words
        self._map = OffsetMap(page.text)
        self._structures: list[dict[str, Any]] = []
        self._first: dict[UUID, int] = {}
        """The first span of each annotation that has a place."""

    def text(self) -> str:
        page = self._page
        sofa = self._add(
            "uima.cas.Sofa",
            sofaNum=1,
            sofaID="_InitialView",
            mimeType="text/plain",
            sofaString=page.text,
        )
        self._placed("uima.tcas.DocumentAnnotation", 0, len(page.text), language="zh")
        self._add(REPORT, **{"@sofa": sofa}, **_known(page))
        for span in sentence_spans(page.text):
            self._placed(SENTENCE, span.start, span.end)
        for row in page.rows:
            self._row(row)
        for row in _once(page.rows, self._links):
            self._relation(row)
        cas = {
            "%TYPES": _types(),
            "%FEATURE_STRUCTURES": self._structures,
            "%VIEWS": {
                "_InitialView": {
                    "%SOFA": sofa,
                    "%MEMBERS": [one["%ID"] for one in self._structures[1:]],
                }
            },
        }
        return json.dumps(cas, ensure_ascii=False, indent=1) + "\n"

    def _add(self, type_: str, **features: Any) -> int:
        number = len(self._structures) + 1
        said = {name: value for name, value in features.items() if value not in (None, "")}
        self._structures.append({"%ID": number, "%TYPE": type_, **said})
        return number

    def _placed(self, type_: str, start: int, end: int, **features: Any) -> int:
        begin, end = self._map.to_utf16(start), self._map.to_utf16(end)
        return self._add(type_, **{"@sofa": 1}, begin=begin, end=end, **features)

    def _row(self, row: AnnotationRow) -> None:
        """A span for each tag, and one for an annotation without any."""
        annotation = row.annotation
        anchor = annotation.anchor
        tags: list[tuple[Tag, str] | None] = [*row.tags] or [None]
        said: dict[str, Any] = self._said(row)
        for number, tag in enumerate(tags):
            label = {"label": tag[1], "tag": str(tag[0].id)} if tag else {}
            features = {**label, **_always(row), **(said if number == 0 else {})}
            if anchor is None or annotation.state is AnchorState.LOST:
                self._add(REMARK, **{"@sofa": 1}, **features)
                continue
            made = self._placed(SPAN, anchor.span.start, anchor.span.end, **features)
            self._first.setdefault(annotation.id, made)

    def _said(self, row: AnnotationRow) -> dict[str, Any]:
        id_, cite = row.annotation.id, self._export.cite
        links = [link_line(x, id_, self._words, cite) for x in self._links.get(id_, [])]
        return {
            "comment": row.annotation.comment,
            "replies": "\n".join(
                f"{who.name} {time_text(reply.created)}: {reply.text}" for reply, who in row.replies
            ),
            "links": "\n".join(links),
            "quote": _former(row.annotation),
        }

    def _relation(self, row: LinkRow) -> None:
        """Only between two spans of this CAS; the words of the others are at their ends."""
        link, target = row.link, row.target.annotation.anchor
        if link.origin not in self._first or link.target not in self._first or target is None:
            return
        self._placed(
            RELATION,
            target.span.start,
            target.span.end,
            **{"@Governor": self._first[link.origin], "@Dependent": self._first[link.target]},
            label=link.kind.value,
            comment=link.comment,
            link=str(link.id),
        )


def _always(row: AnnotationRow) -> dict[str, Any]:
    annotation = row.annotation
    return {
        "annotation": str(annotation.id),
        "reviewer": row.reviewer.name,
        "created": time_text(annotation.created),
        "edited": time_text(annotation.edited),
        "resolved": annotation.resolved,
        "scope": annotation.scope.value,
        "state": annotation.state.value,
    }


def _former(annotation: Annotation) -> str:
    if annotation.anchor is None or annotation.state.is_sure:
        return ""
    return annotation.anchor.quote.exact


def _known(page: ReportPage) -> dict[str, Any]:
    report = page.report
    return {
        **{name: report.metadata[name].value for name in METADATA_FIELDS},
        "report": str(report.id),
        "textSha256": report.text_sha256,
        "fileName": report.file_name,
    }


def _once(rows: Iterable[AnnotationRow], links: Mapping[UUID, list[LinkRow]]) -> list[LinkRow]:
    """The links of these annotations, each once, in their order."""
    found = {x.link.id: x for row in rows for x in links.get(row.annotation.id, [])}
    return list(found.values())
