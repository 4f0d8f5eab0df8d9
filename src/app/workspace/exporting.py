"""Exporting: annotations and annotated reports as files for other programs."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.domain.carrying import Loss
from app.domain.change import Entity
from app.domain.citation import Citing
from app.domain.errors import Invalid
from app.domain.filters import Filter
from app.workspace.contents import losses_of
from app.workspace.labels import LABELS
from app.workspace.progress import Progress, Silent
from app.workspace.session import Session
from app.workspace.survey import Survey, glance, survey

if TYPE_CHECKING:
    from app.files.export import ChangeLog, Export
    from app.files.previewing import Preview
    from app.files.writing import Format, Writer

PREVIEWED = 20
"""Annotations of a preview."""

COPY = "piyue"
"""The format that is a library of its own; see copying.py."""


class Exporting:
    """The verb that writes files. May run in a job thread."""

    def __init__(self, session: Session, painter: Writer | None = None) -> None:
        """
        Args:
            painter: writes the pages of a PDF; without one there is no such format.
        """
        self._session, self._painter = session, painter

    def formats(self) -> tuple[str, ...]:
        """Names of the formats, in the order in which they are offered."""
        return (*self._formats(), COPY)

    def format(self, name: str) -> Format:
        """What is known of a format.

        Raises:
            Invalid: `unknown_format`.
        """
        if name == COPY:
            from app.workspace.copying import copy_format

            return copy_format()
        found = self._formats().get(name)
        if found is None:
            raise Invalid("unknown_format", name=name)
        return found

    def _formats(self) -> dict[str, Format]:
        from app.files.writing import FORMATS, painted

        return FORMATS | {"pdf": painted(self._painter)} if self._painter else FORMATS

    # --- before -------------------------------------------------------------------

    def survey(self, filter: Filter = Filter(), *, report: UUID | None = None) -> Survey:  # noqa: A002, B008 - the word callers use; a frozen value
        """What an export of these annotations would show.

        Args:
            report: only this one.

        Raises:
            NotFound: there is no such report.
        """
        if report is not None:
            self._session.library.report(report)
            filter = replace(filter, reports=frozenset({report}))  # noqa: A001 - see above
        return survey(self._session, filter)

    def glance(self, filter: Filter = Filter()) -> Survey:  # noqa: A002, B008 - see above
        """As `survey`, for looking at: all counts, but only the rows of a preview."""
        return glance(self._session, filter, PREVIEWED)

    def losses(
        self,
        format: str,  # noqa: A002 - the word callers use
        filter: Filter = Filter(),  # noqa: A002, B008 - likewise; a frozen value
        *,
        report: UUID | None = None,
        options: Mapping[str, str] | None = None,
        found: Survey | None = None,
    ) -> list[Loss]:
        """The kinds of content that are there and that a format leaves behind.

        Args:
            options: as chosen; what is not named is the usual.
            found: the survey of what is meant, when it was made already.

        Raises:
            Invalid: `unknown_format`.
        """
        chosen = self.format(format)
        found = found or self.survey(filter, report=report)
        if format == COPY:
            from app.workspace.copying import copy_losses

            return copy_losses(found)
        return losses_of(chosen, found.present, options or {})

    def preview(
        self,
        format: str,  # noqa: A002 - the word callers use
        found: Survey,
        *,
        words: Mapping[str, str] | None = None,
        options: Mapping[str, str] | None = None,
    ) -> Preview:
        """The beginning of what would be written, of the first annotations, read back.

        Raises:
            Invalid: `unknown_format`, `unknown_option`, `bad_option`, `no_reports`.
        """
        from app.files.previewing import preview_of

        chosen = self.format(format)
        if chosen.needs_pages and not found.reports:
            raise Invalid("no_reports")
        export = self._gather(chosen, found.first(PREVIEWED), _options(chosen, options))
        out = io.BytesIO()
        chosen.writer(export, out, words or LABELS["zh"], Silent().step)
        return preview_of(format, chosen.suffix, out.getvalue())

    def names(
        self,
        format: str,  # noqa: A002 - the word callers use
        found: Survey,
        options: Mapping[str, str] | None = None,
    ) -> list[str]:
        """Names of the files that an export into a folder makes; none for a single file."""
        from app.files.writing import file_name

        chosen = self.format(format)
        is_one = (options or {}).get("files") == "one"
        if not chosen.needs_pages or is_one or len(found.reports) < 2:
            return []
        titles = {report.id: report.title for report in self._session.library.reports()}
        taken: set[str] = set()
        return [file_name(titles[id_], chosen.suffix, taken) for id_ in found.reports]

    # --- writing --------------------------------------------------------------------

    def export(
        self,
        format: str,  # noqa: A002 - the word callers use
        target: Path,
        filter: Filter = Filter(),  # noqa: A002, B008 - likewise; a frozen value
        progress: Progress | None = None,
        *,
        report: UUID | None = None,
        words: Mapping[str, str] | None = None,
        options: Mapping[str, str] | None = None,
        found: Survey | None = None,
    ) -> list[Path]:
        """Write the annotations meant.

        Args:
            format: one of `formats()`.
            target: a file; for docx of several reports a folder.
            report: only this one, with its text where the format can show it. A
                docx is made for each report meant: this one, those that the filter
                chooses by name, year or region, or else those with annotations; of
                a library without any annotation, all.
            words: labels for people; Chinese when not given (see labels.py).
            options: of the format, by name; what is not named is the usual.
            found: the survey of what is meant, when it was made already.

        Returns:
            The files written.

        Raises:
            Invalid: `unknown_format`, `unknown_option`, `bad_option`, or `no_reports`
                for docx without any report.
            WriteFailed: nothing half-written is left. Cancelled: likewise.
        """
        from app.files.writing import write

        chosen = self.format(format)
        settled = _options(chosen, options)
        found = found or self.survey(filter, report=report)
        if format == COPY:
            from app.workspace.copying import copy_library

            return [copy_library(self._session, found, target, progress or Silent())]
        export = self._gather(chosen, found, settled)
        return write(chosen, export, target, words or LABELS["zh"], (progress or Silent()).step)

    def gather(self, format: str, found: Survey) -> Export:  # noqa: A002 - the word callers use
        """What a writer of this format would be given, with the usual options.

        Raises:
            Invalid: `unknown_format`.
        """
        chosen = self.format(format)
        return self._gather(chosen, found, _options(chosen, None))

    def _gather(self, chosen: Format, found: Survey, options: Mapping[str, str]) -> Export:
        from app.files.export import Export
        from app.workspace.survey import Pages

        session = self._session
        counts, tree = session.library.tag_counts(), session.tree
        shows_text = (
            chosen.needs_pages
            or chosen.takes_all
            or (chosen.uses_pages and (len(found.reports) == 1 or options.get("texts") == "yes"))
        )
        # What takes all leaves out no report, whether anything is said of it or not.
        known = {report.id: report for report in found.listed}
        reports = list(known) if chosen.takes_all else found.reports
        return Export(
            rows=found.rows,
            pages=Pages(session.library, reports, found.rows) if shows_text else (),
            shown=[known.get(id_) or session.library.report(id_) for id_ in reports],
            tags=[(tag, tree.path(tag.id), counts.get(tag.id, 0)) for tag in tree.tags],
            library_name=session.library.path.stem,
            made=session.clock().astimezone(),
            listed=found.listed,
            links=found.links,
            options=options,
            cite=_citing(session.citing, options).row,
            reviewers=session.library.reviewers(),
            library=session.library.id,
            present=found.present,
            record=lambda id_: session.library.fields(Entity.REPORT, str(id_)) or {},
            log=_log(session, found),
        )


def _log(session: Session, found: Survey) -> ChangeLog:
    """The change log as it is now, with what of it is meant."""
    from app.files.export import ChangeLog

    library = session.library
    size = library.change_count()
    return ChangeLog(
        changes=lambda: library.log_until(size),
        size=size,
        text_of=library.text_with,
        reports=frozenset(report.id for report in found.listed),
        has_chosen=found.has_chosen,
        is_whole=found.is_everything,
    )


def _citing(usual: Citing, options: Mapping[str, str]) -> Citing:
    """The form asked for with the option `cite`, else the one of the settings."""
    asked = options.get("cite", "settings")
    return usual if asked == "settings" else usual.named(asked)


def _options(chosen: Format, asked: Mapping[str, str] | None) -> dict[str, str]:
    """Every option of a format with its value."""
    values = {option.name: option.choices[0] for option in chosen.options}
    choices = {option.name: option.choices for option in chosen.options}
    for name, value in (asked or {}).items():
        if name not in choices:
            raise Invalid("unknown_option", name=name)
        if value not in choices[name]:
            raise Invalid("bad_option", name=name, value=value, choices="、".join(choices[name]))
        values[name] = value
    return values
