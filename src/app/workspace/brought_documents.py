"""Which report of the library each document of a brought file is; new reports of the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.domain.change import Edit, Entity, Value
from app.domain.errors import Invalid, NotFound
from app.domain.exchange import Brought, BroughtSource, ExchangeNote
from app.domain.fields import metadata_fields, parsed_fields, report_value, section_value
from app.domain.ids import report_id
from app.domain.report import Field, Metadata, ParsedReport, Report, Section, Source
from app.domain.version import Kinship
from app.store.library import NewText
from app.text.canonical import sha256_of
from app.text.position_map import key_text
from app.workspace.bringing_plan import Answer, Asked, Choices, Memo, Question, Way
from app.workspace.edits import create, storable, storable_fields
from app.workspace.progress import Progress
from app.workspace.reporting import checked_values
from app.workspace.session import Session

if TYPE_CHECKING:
    from app.workspace.kinship import Kin

NOTES = (
    "text_hash",  # the text is another one than the file says; its own is taken
    "metadata_left_out",  # field, value: a value that cannot be
    "report_differs",  # fields: the library says otherwise of the report, and stays
    "report_fields",  # the report's fields cannot be: it was understood anew
    "source_alike",  # report, percent: taken for a report with a similar text
    "source_named",  # report: taken for the report of this name
    "source_missing",  # count: neither a report nor a text; its annotations are left out
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the file and the report that it is.

    Attributes:
        report: None for Way.NONE.
        text_sha256: of the report's present text.
        base_sha256: of the text that the places of the file count in; empty when it is
            not at hand.
        fields: of a new report.
        differs: the file says otherwise of the report than the library.
    """

    source: BroughtSource
    way: Way
    report: UUID | None = None
    title: str = ""
    likeness: float = 1.0
    text_sha256: str = ""
    base_sha256: str = ""
    fields: Mapping[str, Value] | None = None
    differs: bool = False


class Documents:
    """Decides for all documents of one file."""

    def __init__(
        self, session: Session, kin: Kin, brought: Brought, choices: Choices, memo: Memo
    ) -> None:
        self._session = session
        self._library = session.library
        self._kin = kin
        self._brought = brought
        self._choices = choices
        self._memo = memo
        self.found: dict[str, Document] = {}
        self.texts: dict[str, str] = {sha256_of(text): text for text in brought.texts.values()}
        self.texts |= {
            sha256_of(source.text): source.text for source in brought.sources if source.text
        }
        self.texts |= {sha256_of(text): text for text in brought.texts.values()}
        self.tokens: dict[str, str | None] = {}
        self.questions: list[Question] = []
        self.repairs: list[ExchangeNote] = []
        self.edits: list[Edit] = []
        self._made: dict[UUID, Document] = {}
        self._made_of_text: dict[str, UUID] = {}
        self._now = session.clock()
        self._reports: dict[UUID, Report] = {}
        self._named: dict[str, set[UUID]] = {}
        self._exact: set[UUID] = set()

    def decide(self, progress: Progress) -> None:
        """Find or make a report for every document."""
        sources = self._brought.sources
        self._reports = {report.id: report for report in self._library.reports()}
        self._named = _by_name(self._reports.values())
        self._exact = {found for source in sources if (found := self._same(source))}
        for number, source in enumerate(sources):
            progress.step(number, len(sources), source.name)
            if source.key not in self.found:
                self.found[source.key] = self._document(source)

    # --- which report -----------------------------------------------------------------

    def _document(self, source: BroughtSource) -> Document:
        base = self._base(source)
        known = self._known(source, base)
        if known is not None:
            return known
        if source.text is None:
            return self._by_name(source, base)
        if source.fields is not None:
            made = self._as_given(source, base)
            if made is not None:
                return made
            self.repairs.append(ExchangeNote("report_fields", source.name))
        parsed = self._understood(source, base)
        kinship = self._kinship(parsed, base)
        if kinship is not None and kinship.report not in self._exact:
            same_words = key_text(self._library.text(kinship.report)) == key_text(source.text)
            if kinship.is_former or same_words:
                way = Way.FORMER if kinship.is_former else Way.WORDS
                return self._existing(source, way, kinship.report, base)
            if self._is_same(source, kinship):
                alike = self._existing(source, Way.ALIKE, kinship.report, base)
                return replace(alike, likeness=kinship.likeness)
        return self._new(source, parsed_fields(parsed, self._came()), base)

    def _same(self, source: BroughtSource) -> UUID | None:
        """The report that a document is by its id, or by its present text."""
        if source.report in self._reports:
            return source.report
        sha256 = sha256_of(source.text) if source.text else source.text_sha256
        return self._library.report_with_text(sha256) if sha256 else None

    def _base(self, source: BroughtSource) -> str:
        """The hash of the text that the places count in, when that text is at hand."""
        if source.text is not None:
            sha256 = sha256_of(source.text)
            if source.text_sha256 not in ("", sha256):
                self.repairs.append(ExchangeNote("text_hash", source.name))
            return sha256
        if not source.text_sha256 or source.text_sha256 in self.texts:
            return source.text_sha256
        library = self._library
        sha256 = source.text_sha256
        is_known = library.report_with_text(sha256) or library.report_with_former_text(sha256)
        return sha256 if is_known else ""

    def _known(self, source: BroughtSource, base: str) -> Document | None:
        """The report by its id, or by exactly its text."""
        if source.report is not None:
            if source.report in self._reports:
                return self._existing(source, Way.ID, source.report, base)
            if source.report in self._made:
                return replace(self._made[source.report], source=source, base_sha256=base)
        sha256 = base or source.text_sha256
        made = self._made_of_text.get(sha256)
        if made is not None:
            return replace(self._made[made], source=source, base_sha256=base)
        same = self._library.report_with_text(sha256) if sha256 else None
        if same is not None:
            return self._existing(source, Way.TEXT, same, base)
        former = self._library.report_with_former_text(sha256) if sha256 else None
        if former is not None:
            return self._existing(source, Way.FORMER, former, base)
        return None

    def _existing(self, source: BroughtSource, way: Way, report: UUID, base: str) -> Document:
        there = self._reports[report]
        given = source.fields or {}
        known = metadata_fields(there.metadata)
        differs = [name for name, value in known.items() if given.get(name, value) != value]
        if differs:
            values = {"fields": ",".join(differs)}
            self.repairs.append(ExchangeNote("report_differs", there.title, values))
        return Document(
            source,
            way,
            report,
            there.title,
            text_sha256=there.text_sha256,
            base_sha256=base,
            differs=bool(differs),
        )

    def _by_name(self, source: BroughtSource, base: str) -> Document:
        names = (source.name, source.file_name, _short_unit(source.name))
        found = next((ids for one in names if (ids := self._named.get(_plain(one)))), set[UUID]())
        if len(found) > 1:
            found = {id_ for id_ in found if self._agrees(source, id_)}
        if len(found) != 1:
            return Document(source, Way.NONE, base_sha256=base)
        (report,) = found
        values = {"report": self._reports[report].title}
        self.repairs.append(ExchangeNote("source_named", source.name, values))
        return self._existing(source, Way.NAME, report, base)

    def _agrees(self, source: BroughtSource, report: UUID) -> bool:
        metadata = self._reports[report].metadata
        return bool(source.metadata) and all(
            metadata[name].value == value
            for name, value in source.metadata.items()
            if name in ("organisation", "year", "title")
        )

    def _is_same(self, source: BroughtSource, kinship: Kinship) -> bool:
        """Whether a similar text is the same report: a question, and yes unless a person says no."""
        there = self._reports[kinship.report]
        self.questions.append(
            Question(
                Asked.SOURCE,
                source.key,
                source.name,
                there.id,
                there.title,
                Answer.SAME,
                kinship.likeness,
            )
        )
        if self._choices.of(Asked.SOURCE, source.key, Answer.SAME) is Answer.NEW:
            return False
        percent = round(kinship.likeness * 100)
        values: dict[str, str | int] = {"report": there.title, "percent": percent}
        self.repairs.append(ExchangeNote("source_alike", source.name, values))
        return True

    # --- new reports --------------------------------------------------------------------

    def _as_given(self, source: BroughtSource, base: str) -> Document | None:
        """A new report exactly as a Piyue file has it; None when that cannot be."""
        fields: Any = storable_fields(source.fields or {})
        text = source.text or ""
        try:
            value = report_value(str(source.report or report_id(base)), fields, 0)
            sections = [section_value(row) for row in fields["sections"]]
            spans = [*fields["furniture"], fields["body"]]
            is_good = (
                value.text_sha256 == base
                and value.characters == len(text)
                and all(0 <= start <= end <= len(text) for start, end in spans)
                and all(section.span.end <= len(text) for section in sections)
                and isinstance(fields["corrections"], list)
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        return self._new(source, fields, base) if is_good else None

    def _new(self, source: BroughtSource, fields: Mapping[str, Any], base: str) -> Document:
        id_ = source.report or report_id(base)
        if id_ in self._reports:  # a person wants a second report beside the first
            id_ = report_id(f"{base}:{id_}")
        title = str(fields["title"]["value"] or fields["file_name"])
        made = Document(
            source, Way.NEW, id_, title, text_sha256=base, base_sha256=base, fields=fields
        )
        self._made[id_] = made
        self._made_of_text[base] = id_
        self.edits.append(create(Entity.REPORT, str(id_), fields))
        return made

    def _came(self) -> datetime:
        """When a new report came: a moment after the one before it, which orders them."""
        return self._now + timedelta(microseconds=len(self._made))

    def _understood(self, source: BroughtSource, base: str) -> ParsedReport:
        known = self._memo.understood.get(base)
        if known is None:
            from app.text.understand import understand

            assert source.text is not None
            file_name = storable(source.file_name or source.name or source.key)
            known = self._memo.understood[base] = understand(
                source.text,
                file_name=file_name,
                file_sha256=base,
                media_type="text/plain",
                hints={"title": source.metadata["title"]} if "title" in source.metadata else {},
            )
        self.tokens[base] = known.search_tokens
        return replace(known, metadata=self._with_given(source, known.metadata))

    def _with_given(self, source: BroughtSource, found: Metadata) -> Metadata:
        """What the file says of the report wins over what was recognised."""
        given: dict[str, Field] = {}
        for name, value in source.metadata.items():
            try:
                checked = checked_values({name: value})[name]
            except Invalid:
                values = {"field": name, "value": value}
                self.repairs.append(ExchangeNote("metadata_left_out", source.name, values))
                continue
            if checked is not None and checked != found[name].value:
                given[name] = Field(checked, Source.META)
        return replace(found, **given)

    def _kinship(self, parsed: ParsedReport, base: str) -> Kinship | None:
        if base not in self._memo.kin:
            self._memo.kin[base] = self._kin.of(parsed)
        kinship = self._memo.kin[base]
        return kinship if kinship is not None and kinship.report in self._reports else None

    def having(self, quotes: Sequence[str], progress: Progress) -> list[list[Document]]:
        """Per quote the reports that say it, white space and width apart."""
        wanted = [key_text(quote) for quote in quotes]
        found: list[list[Document]] = [[] for _ in wanted]
        for number, report in enumerate(self._reports.values()):
            progress.step(number, len(self._reports), report.title)
            key = key_text(self._library.text(report.id))
            nameless = BroughtSource("", report.title)
            for words, reports in zip(wanted, found, strict=True):
                if words and words in key:
                    reports.append(self._existing(nameless, Way.NAME, report.id, ""))
        return found

    # --- texts ----------------------------------------------------------------------------

    def text(self, sha256: str) -> str:
        """A text of the file or of the library."""
        known = self.texts.get(sha256)
        return known if known is not None else self._library.text_with(sha256)

    def has_text(self, sha256: str) -> bool:
        if sha256 in self.texts:
            return True
        try:
            self._library.text_with(sha256)
        except NotFound:
            return False
        return True

    def sections(self, document: Document) -> list[Section]:
        if document.fields is not None:
            rows: Any = document.fields["sections"]
            return [section_value(row) for row in rows]
        assert document.report is not None
        return list(self._library.outline(document.report))

    def new_texts(self, referred: Iterable[str]) -> list[NewText]:
        """The texts of new reports, and those of the file that are referred to besides."""
        mine = {document.text_sha256: None for document in self._made.values()}
        mine |= {sha256: None for sha256 in referred if sha256 in self.texts}
        return [NewText(sha256, self.texts[sha256], self._tokens_of(sha256)) for sha256 in mine]

    def _tokens_of(self, sha256: str) -> str | None:
        known = self._memo.understood.get(sha256)
        return self.tokens.get(sha256) or (known.search_tokens if known else None)


def _by_name(reports: Iterable[Report]) -> dict[str, set[UUID]]:
    named: dict[str, set[UUID]] = {}
    for report in reports:
        stem = report.file_name.rsplit(".", 1)[0]
        # What people write into a table when they know neither title nor file.
        meta = report.metadata
        year = meta.year.value or ""
        units = [
            _short_unit(f"{one.value}{year}")
            for one in (meta.organisation, meta.region)
            if one.value
        ]
        for name in (report.title, report.file_name, stem, str(report.id), *units):
            named.setdefault(_plain(name), set()).add(report.id)
    named.pop("", None)
    return named


def _short_unit(name: str) -> str:
    """云岭区人民政府 is called 云岭区 as well."""
    return name.replace("人民政府", "")


def _plain(name: str) -> str:
    return key_text(name)
