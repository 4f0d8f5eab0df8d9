"""Projects of the REFI-QDA standard: the reports with all that was said of them.

What the standard has no place for travels twice over: as text that other programs show
(the description of a code, the name of a set) and, exactly, as JSON in notes of the
project (refi_extras.py). Positions count Unicode code points of LF text.

Source: REFI-QDA 1.5, chapters 8 to 10; the order of elements is that of its schema.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import BinaryIO
from uuid import UUID

from app.domain.annotation import Annotation
from app.domain.report import METADATA_FIELDS, Report
from app.domain.reviewer import Reviewer
from app.domain.rows import AnnotationRow, LinkRow
from app.files.export import Export, ReportPage, Tell, Words
from app.files.packing import entry
from app.files.refi import EXTRAS, ORIGIN, PROJECT, code_sets, derived
from app.files.refi_extras import Extras
from app.files.refi_xml import HEAD, Codes, Written, attribute, content, element, moment

NAME_LENGTH = 60
"""Characters of a passage or a comment that its name shows."""

_TYPES = {"year": "Integer", "published_on": "Date", "signed_on": "Date", "filed_on": "Date"}
_CASE_FIELDS = ("region", "level")
"""What is known of a body as well as of its report."""

_OF_A_CASE = "case."
_RARE_SHOWN = 20
_RARE = re.compile("[\U00010000-\U0010ffff]")
_WHOLE = re.compile("[0-9]{1,9}")
_BREAKS = str.maketrans("\n\t", "  ")


def write_qdpx(export: Export, out: BinaryIO, words: Words, tell: Tell) -> None:
    """Write a project: `project.qde` and one text for each report in `sources/`."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        project = _Project(export, words)
        total = len(export.pages)
        for done, page in enumerate(export.pages, 1):
            # A mark at the beginning is dropped by whoever reads it: one more saves the text's own.
            mark = "\ufeff" if page.text.startswith("\ufeff") else ""
            data = (mark + page.text).encode("utf-8", errors="replace")
            package.writestr(entry(f"sources/{page.report.id}.txt"), data)
            project.add(page)
            tell(done, total, page.report.title)
        with package.open(entry("project.qde"), "w") as stream:
            for part in project.parts():
                stream.write(part)


class _Project:
    """The parts of `project.qde`, filled report by report."""

    def __init__(self, export: Export, words: Words) -> None:
        self._export = export
        self._words = words
        self._codes = Codes([(tag, count) for tag, _, count in export.tags], words)
        self._sources = Written()
        self._notes = Written()
        self._people = {who.id: who for who in export.reviewers}
        self._bodies: dict[str, list[Report]] = {}
        self._years: dict[str, list[UUID]] = {}
        self._resolved: list[UUID] = []
        self._written: set[UUID] = set()
        self._known: set[str] = set()
        self._rare: list[str] = []
        self.extras = Extras()

    # --- one report ---

    def add(self, page: ReportPage) -> None:
        report, write = page.report, self._sources.write
        self.extras.report(page)
        if year := report.metadata.year.value:
            self._years.setdefault(year, []).append(report.id)
        if body := report.metadata.organisation.value:
            self._bodies.setdefault(body, []).append(report)
        if _RARE.search(page.text):
            self._rare.append(report.title)
        write(
            f'<TextSource guid="{report.id}" name="{attribute(report.title)}"'
            f' plainTextPath="internal://{report.id}.txt"'
            f' creationDateTime="{moment(report.imported)}">\n'
        )
        whole = [row for row in page.rows if row.annotation.anchor is None]
        write(element("Description", _remarks(whole)))
        for row in page.rows:
            self._people.setdefault(row.reviewer.id, row.reviewer)
            self._written.add(row.annotation.id)
            self.extras.annotation(row.annotation, page.text, row.replies)
            self._selection(row)
        for row in whole:
            write("".join(self._codings(row)))
        for row in whole:
            write("".join(_references(self._said(row))))
        write("".join(self._values(report, METADATA_FIELDS[1:])))
        write("</TextSource>\n")

    def _selection(self, row: AnnotationRow) -> None:
        annotation, anchor = row.annotation, row.annotation.anchor
        if anchor is None:
            return
        span = anchor.span
        self._sources.write(
            f'<PlainTextSelection guid="{annotation.id}" name="{attribute(_name(anchor.quote.exact))}"'
            f' startPosition="{span.start}" endPosition="{span.end}"{_stamps(annotation)}>'
            # Also told as a note, with who said it and when: some programs read only the one,
            # some only the other.
            f"{element('Description', annotation.comment)}"
            f"{''.join(self._codings(row))}{''.join(_references(self._said(row)))}"
            "</PlainTextSelection>\n"
        )

    def _codings(self, row: AnnotationRow) -> Iterator[str]:
        annotation = row.annotation
        for tag, _ in row.tags:
            yield (
                f'<Coding guid="{derived("coding", annotation.id, tag.id)}"'
                f' creatingUser="{annotation.reviewer}" creationDateTime="{moment(annotation.created)}">'
                f'<CodeRef targetGUID="{tag.id}"/></Coding>'
            )

    def _said(self, row: AnnotationRow) -> list[UUID]:
        """Write the comment and the answers; which notes hang on the annotation itself.

        The answers hang on the note of the comment; where there is none, on the annotation.
        """
        annotation = row.annotation
        answers = [reply.id for reply, _ in row.replies]
        for reply, who in row.replies:
            self._people.setdefault(who.id, who)
            self.extras.reply(reply)
            self._note(reply.id, reply.text, who.id, (reply.created, reply.edited))
        if annotation.resolved:
            self._resolved += answers[:1]
        if not annotation.comment:
            return answers
        id_ = derived("comment", annotation.id)
        if annotation.resolved:
            self._resolved.append(id_)
        times = (annotation.created, annotation.edited)
        self._note(id_, annotation.comment, annotation.reviewer, times, answers)
        return [id_]

    def _note(
        self,
        id_: UUID,
        text: str,
        who: UUID,
        times: tuple[datetime, datetime],
        answers: Sequence[UUID] = (),
    ) -> None:
        self._notes.write(
            f'<Note guid="{id_}" name="{attribute(_name(text))}" creatingUser="{who}"'
            f' creationDateTime="{moment(times[0])}" modifiedDateTime="{moment(times[1])}">'
            f"<PlainTextContent>{content(text)}</PlainTextContent>"
            f"{''.join(_references(answers))}</Note>\n"
        )

    def _values(self, report: Report, names: Iterable[str], prefix: str = "") -> Iterator[str]:
        for name in names:
            value = report.metadata[name].value
            if not value:
                continue
            type_ = _TYPES.get(name, "Text")
            if type_ != "Text" and not _is_value(value, type_):
                continue  # kept in the extras; the schema allows no other form here
            self._known.add(prefix + name)
            said = self._words.get(f"level_{value}", value) if name == "level" else value
            yield (
                f'<VariableValue><VariableRef targetGUID="{derived("variable", prefix + name)}"/>'
                f"<{type_}Value>{content(said)}</{type_}Value></VariableValue>"
            )

    # --- the whole ---

    def parts(self) -> Iterator[bytes | memoryview]:
        """The project from its beginning to its end."""
        export, notes = self._export, self._notes
        codes, cases, links = Written(), Written(), Written()
        if export.tags:
            self._codes.write(codes)
        for tag in self._codes.tags.values():
            self.extras.tag(tag, *self._codes.places[tag.id])
        for name, reports in self._bodies.items():
            cases.write(self._case(name, reports))
        for row in export.links:
            self._link(row, links)
        for who in self._people.values():
            self.extras.reviewer(who)
        extras = list(self.extras.notes())
        made = moment(export.newest)
        for id_, text in extras:
            notes.write(
                f'<Note guid="{id_}" name="{EXTRAS}" creationDateTime="{made}" modifiedDateTime="{made}">'
                f"<PlainTextContent>{content(text)}</PlainTextContent></Note>\n"
            )
        head = (
            f'<Project xmlns="{PROJECT}" name="{attribute(export.library_name)}" origin="{ORIGIN}">'
        )
        yield f"{HEAD}{head}\n".encode()
        yield from _inside("Users", _of(map(_user, self._people.values())))
        yield from _inside("CodeBook", codes)
        yield from _inside("Variables", _of(self._variables()))
        yield from _inside("Cases", cases)
        yield from _inside("Sources", self._sources)
        yield from _inside("Notes", notes)
        yield from _inside("Links", links)
        yield from _inside("Sets", _of(self._sets()))
        tail = [element("Description", self._about()), *_references(id_ for id_, _ in extras)]
        yield f"{''.join(tail)}</Project>\n".encode()

    def _variables(self) -> Iterator[str]:
        for name in sorted(self._known):
            field = name.removeprefix(_OF_A_CASE)
            words = self._words[field]
            if name != field:  # programs hold a variable to be either of cases or of documents
                words = f"{self._words['organisation']}：{words}"
            yield (
                f'<Variable guid="{derived("variable", name)}" name="{attribute(words)}"'
                f' typeOfVariable="{_TYPES.get(field, "Text")}"/>\n'
            )

    def _case(self, name: str, reports: Sequence[Report]) -> str:
        """A body that reports, with its reports and what they all say of it."""
        alike = [
            field
            for field in _CASE_FIELDS
            if len({report.metadata[field].value for report in reports}) == 1
        ]
        sources = (f'<SourceRef targetGUID="{report.id}"/>' for report in reports)
        values = "".join(self._values(reports[0], alike, _OF_A_CASE))
        guid = derived("case", name)
        return f'<Case guid="{guid}" name="{attribute(name)}">{values}{"".join(sources)}</Case>\n'

    def _link(self, row: LinkRow, out: Written) -> None:
        """A link, when both its ends are in the file."""
        link = row.link
        if not {link.origin, link.target} <= self._written:
            return
        self.extras.link(link)
        note = derived("comment", link.id) if link.comment else None
        if note:
            self._note(note, link.comment, link.reviewer, (link.created, link.created))
        name = attribute(self._words[f"link_{link.kind}"])
        direction = "OneWay" if link.kind.is_directed else "Associative"
        out.write(
            f'<Link guid="{link.id}" name="{name}" direction="{direction}"'
            f' originGUID="{link.origin}" targetGUID="{link.target}">'
            f"{''.join(_references([note] if note else []))}</Link>\n"
        )

    def _sets(self) -> Iterator[str]:
        words = self._words
        for guid, name, members in code_sets(self._codes.tags, words):
            yield _set(guid, name, "MemberCode", members)
        for year, reports in sorted(self._years.items()):
            guid = derived("set", "year", year)
            yield _set(guid, f"{words['year']}：{year}", "MemberSource", reports)
        if self._resolved:
            yield _set(derived("set", "resolved"), words["resolved"], "MemberNote", self._resolved)

    def _about(self) -> str:
        """What a person reads of the file itself, in programs that show it."""
        about = self._words["refi_about"]
        if not self._rare:
            return about
        titles = "\n".join(self._rare[:_RARE_SHOWN])
        return f"{about}\n{self._words['refi_rare'].format(count=len(self._rare))}\n{titles}"


def _inside(name: str, parts: Written) -> Iterator[bytes | memoryview]:
    """An element around its parts; the schema allows none without any."""
    if parts:
        yield f"<{name}>\n".encode()
        yield parts.view()
        yield f"</{name}>\n".encode()


def _of(parts: Iterable[str]) -> Written:
    made = Written()
    for part in parts:
        made.write(part)
    return made


def _remarks(rows: Sequence[AnnotationRow]) -> str:
    """What was said of a whole report, for programs that read no notes."""
    said = [(row.reviewer.name, row.annotation.comment) for row in rows if row.annotation.comment]
    if len(said) == 1:
        return said[0][1]
    return "\n".join(f"{name}：{comment}" for name, comment in said)


def _set(guid: UUID, name: str, member: str, ids: Iterable[UUID]) -> str:
    members = "".join(f'<{member} targetGUID="{id_}"/>' for id_ in ids)
    return f'<Set guid="{guid}" name="{attribute(name)}">{members}</Set>\n'


def _user(who: Reviewer) -> str:
    return f'<User guid="{who.id}" name="{attribute(who.name)}"/>\n'


def _references(notes: Iterable[UUID]) -> Iterator[str]:
    return (f'<NoteRef targetGUID="{id_}"/>' for id_ in notes)


def _stamps(annotation: Annotation) -> str:
    """Who made it and when, and when he last changed it."""
    return (
        f' creatingUser="{annotation.reviewer}" creationDateTime="{moment(annotation.created)}"'
        f' modifyingUser="{annotation.reviewer}" modifiedDateTime="{moment(annotation.edited)}"'
    )


def _name(text: str) -> str:
    """The beginning of a text on one line."""
    short = text if len(text) <= NAME_LENGTH else f"{text[: NAME_LENGTH - 1]}…"
    return short.translate(_BREAKS)


def _is_value(value: str, type_: str) -> bool:
    if type_ == "Integer":
        return bool(_WHOLE.fullmatch(value))
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
