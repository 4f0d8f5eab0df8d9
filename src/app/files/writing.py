"""The one door out: a table of formats and the function that writes them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeAlias

from app.domain.carrying import Content
from app.domain.errors import Invalid, WriteFailed
from app.files.atomic import reason_of, write_files
from app.files.digest import CARRIES as DIGEST_CARRIES
from app.files.digest import PARTLY as DIGEST_PARTLY
from app.files.export import WORDS, Export, ReportPage, Tell, Words
from app.files.file_names import file_name
from app.files.pack import MEDIA_TYPE as PACK_MEDIA_TYPE
from app.files.write_brat import write_brat
from app.files.write_cas import write_cas
from app.files.write_codebook import CARRIES as CODEBOOK_CARRIES
from app.files.write_codebook import (
    write_codebook_csv,
    write_codebook_json,
    write_codebook_xlsx,
)
from app.files.write_csv import write_csv
from app.files.write_docx import write_docx
from app.files.write_html import write_html
from app.files.write_json import CARRIES as JSON_CARRIES
from app.files.write_json import write_json
from app.files.write_markdown import write_markdown
from app.files.write_pack import write_pack
from app.files.write_qdc import write_qdc
from app.files.write_qdpx import write_qdpx
from app.files.write_quotes import write_quotes
from app.files.write_xlsx import write_xlsx

__all__ = ["FORMATS", "WORDS", "Export", "Format", "ReportPage", "file_name", "write"]

Writer: TypeAlias = Callable[[Export, BinaryIO, Words, Tell], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One format of export.

    Attributes:
        suffix: of the file name, with the dot.
        needs_pages: it writes whole reports, one file for each of Export.pages.
        uses_pages: it shows the text of those reports whose pages are given: of a single
            one, or, when its option `texts` is `yes`, of all with annotations.
        takes_all: it carries the text of all reports meant in one file; Export.pages
            then reads each page when it is asked for.
        cuts: it cuts a text that is longer than a cell of a workbook can be.
        carries, partly: the kinds of content it takes along wholly, or some of.
        options: what a person can choose, with what is chosen when he does not.
    """

    writer: Writer
    suffix: str
    media_type: str
    needs_pages: bool = False
    uses_pages: bool = False
    takes_all: bool = False
    cuts: bool = False
    carries: frozenset[Content] = frozenset()
    partly: frozenset[Content] = frozenset()
    options: tuple[FormatOption, ...] = ()

    def carried(self, options: Mapping[str, str]) -> frozenset[Content]:
        """The kinds it takes along wholly with these choices; what is not named is the usual."""
        found = self.carries if self.cuts else self.carries | {Content.LONG_TEXTS}
        for option in self.options:
            value = options.get(option.name, option.choices[0])
            found = (found | option.adds.get(value, _NONE)) - option.leaves.get(value, _NONE)
        return found

    def left(self, options: Mapping[str, str]) -> frozenset[Content]:
        """The kinds that these choices leave behind."""
        chosen = (o.leaves.get(options.get(o.name, o.choices[0]), _NONE) for o in self.options)
        return _NONE.union(*chosen)


@dataclass(frozen=True, slots=True)
class FormatOption:
    """Something to choose about a format.

    Attributes:
        name: unique among all formats where it means another thing.
        choices: the values it can have, the usual one first; `yes`/`no` for a switch.
        adds, leaves: by value, the kinds of content that the format then takes along
            wholly, or leaves behind, other than it says of itself.
    """

    name: str
    choices: tuple[str, ...]
    adds: Mapping[str, frozenset[Content]] = field(default_factory=dict[str, frozenset[Content]])
    leaves: Mapping[str, frozenset[Content]] = field(default_factory=dict[str, frozenset[Content]])


_NONE: frozenset[Content] = frozenset()
_PRINTED_AWAY = frozenset(
    {
        Content.PLACES,
        Content.TAGS,
        Content.TAG_COLOURS,
        Content.LINKS,
        Content.COMMENTS,
        Content.THREADS,
        Content.RESOLVED,
        Content.REVIEWERS,
        Content.TIMES,
        Content.SECTION_REMARKS,
        Content.REPORT_REMARKS,
        Content.DOUBTS,
    }
)
"""What is gone when only the text of a report is printed."""


_OF_ROWS = frozenset(
    {
        Content.PLACES,
        Content.TAGS,
        Content.COMMENTS,
        Content.RESOLVED,
        Content.REVIEWERS,
        Content.TIMES,
        Content.SECTION_REMARKS,
        Content.REPORT_REMARKS,
    }
)
"""What a row tells of an annotation."""

_TOLD = frozenset(
    {
        Content.PLACES,
        Content.TAGS,
        Content.COMMENTS,
        Content.THREADS,
        Content.RESOLVED,
        Content.REVIEWERS,
        Content.SECTION_REMARKS,
        Content.REPORT_REMARKS,
    }
)
_TOLD_PARTLY = frozenset(
    {
        Content.TIMES,  # the last change
        Content.TAG_COLOURS,  # that of the first tag
        Content.LINKS,  # without who made them and when
        Content.DOUBTS,
        Content.OUTLINES,  # as headings
        Content.METADATA,
    }
)
"""What a text with comments shows a reader."""

_RESOLVED = FormatOption("resolved", ("yes", "no"), leaves={"no": frozenset({Content.RESOLVED})})
_CITE = FormatOption("cite", ("settings", "path", "gbt7714", "template"))
_DIGEST_OPTIONS = (
    FormatOption(
        "comments",
        ("yes", "no"),
        leaves={"no": frozenset({Content.COMMENTS, Content.THREADS, Content.RESOLVED})},
    ),
    FormatOption("repeat", ("yes", "no")),
    _CITE,
)

FORMATS: dict[str, Format] = {
    "xlsx": Format(
        write_xlsx,
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        carries=_OF_ROWS
        | {
            Content.TAG_TREE,
            Content.TAG_DETAILS,
            Content.TAG_COLOURS,
            Content.THREADS,
            Content.LINKS,
            Content.METADATA,
        },
        cuts=True,
        partly=frozenset({Content.DOUBTS, Content.LONG_TEXTS}),
        options=(FormatOption("matrix", ("yes", "no")), _CITE),
    ),
    "csv": Format(
        write_csv,
        ".csv",
        "text/csv",
        carries=_OF_ROWS,
        partly=frozenset(
            {Content.TAG_TREE, Content.THREADS, Content.LINKS, Content.DOUBTS, Content.METADATA}
        ),
        options=(_CITE,),
    ),
    "docx": Format(
        write_docx,
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        needs_pages=True,
        uses_pages=True,
        carries=_TOLD | {Content.TEXTS},
        partly=_TOLD_PARTLY,
        options=(_RESOLVED, _CITE),
    ),
    "html": Format(
        write_html,
        ".html",
        "text/html",
        uses_pages=True,
        carries=_TOLD,
        partly=_TOLD_PARTLY | {Content.TEXTS},
        options=(
            FormatOption(
                "texts",
                ("yes", "no"),
                leaves={"no": frozenset({Content.TEXTS, Content.OUTLINES, Content.PLACES})},
            ),
            _RESOLVED,
            _CITE,
        ),
    ),
    "json": Format(
        write_json,
        ".json",
        "application/ld+json",
        takes_all=True,
        carries=JSON_CARRIES,
        options=(
            FormatOption(
                "texts",
                ("no", "yes"),
                adds={"yes": frozenset({Content.TEXTS, Content.OUTLINES, Content.CORRECTIONS})},
            ),
        ),
    ),
    "qdpx": Format(
        write_qdpx,
        ".qdpx",
        "application/x-refi-qda-project",
        takes_all=True,
        carries=_OF_ROWS
        | {
            Content.TAG_TREE,
            Content.TAG_DETAILS,
            Content.TAG_COLOURS,
            Content.THREADS,
            Content.DOUBTS,
            Content.TEXTS,
            Content.OUTLINES,
            Content.METADATA,
        },
        partly=frozenset({Content.LINKS}),  # those that lead out of what is exported
    ),
    "qdc": Format(
        write_qdc,
        ".qdc",
        "application/x-refi-qda-codebook",
        carries=frozenset({Content.TAG_TREE, Content.TAG_DETAILS, Content.TAG_COLOURS}),
    ),
    "cas": Format(
        write_cas,
        ".zip",
        "application/zip",
        takes_all=True,
        carries=_OF_ROWS | {Content.DOUBTS, Content.TEXTS, Content.METADATA},
        partly=frozenset({Content.THREADS, Content.LINKS}),  # as words; links also as relations
    ),
    "brat": Format(
        write_brat,
        ".zip",
        "application/zip",
        takes_all=True,
        carries=frozenset(
            {
                Content.PLACES,
                Content.TAGS,
                Content.TAG_TREE,
                Content.TAG_COLOURS,
                Content.COMMENTS,
                Content.RESOLVED,
                Content.SECTION_REMARKS,
                Content.TEXTS,
            }
        ),
        # as words in the notes; of doubts those whose passage is not lost
        partly=frozenset({Content.THREADS, Content.REVIEWERS, Content.LINKS, Content.DOUBTS}),
    ),
    "piyuepack": Format(
        write_pack,
        ".piyuepack",
        PACK_MEDIA_TYPE,
        carries=frozenset(Content),
        options=(
            FormatOption(
                "texts",
                ("yes", "no"),
                leaves={"no": frozenset({Content.TEXTS, Content.VERSIONS})},
            ),
        ),
    ),
    "quotes": Format(
        write_quotes,
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        carries=DIGEST_CARRIES,
        partly=DIGEST_PARTLY | {Content.TAG_COLOURS},  # of the bars beside the quotes
        options=(FormatOption("order", ("tag", "report")), *_DIGEST_OPTIONS),
    ),
    "markdown": Format(
        write_markdown,
        ".md",
        "text/markdown",
        carries=DIGEST_CARRIES,
        partly=DIGEST_PARTLY,
        options=(FormatOption("order", ("report", "tag")), *_DIGEST_OPTIONS),
    ),
    "codebook_xlsx": Format(
        write_codebook_xlsx,
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        carries=CODEBOOK_CARRIES,
    ),
    "codebook_csv": Format(write_codebook_csv, ".csv", "text/csv", carries=CODEBOOK_CARRIES),
    "codebook_json": Format(
        write_codebook_json, ".json", "application/json", carries=CODEBOOK_CARRIES
    ),
}
"""By the name that the command line and the export dialog use."""


def painted(painter: Writer) -> Format:
    """The format `pdf`: its pages are painted with fonts, which this room has none of."""
    return Format(
        painter,
        ".pdf",
        "application/pdf",
        needs_pages=True,
        uses_pages=True,
        carries=frozenset(
            {
                Content.COMMENTS,
                Content.THREADS,
                Content.RESOLVED,
                Content.REVIEWERS,
                Content.TAGS,
                Content.TIMES,
                Content.SECTION_REMARKS,
                Content.REPORT_REMARKS,
                Content.DOUBTS,
            }
        ),
        # Places are to be seen, links and headings to be read; colours of the first tags.
        partly=frozenset(
            {
                Content.PLACES,
                Content.TEXTS,
                Content.OUTLINES,
                Content.LINKS,
                Content.METADATA,
                Content.TAG_COLOURS,
            }
        ),
        options=(
            FormatOption("notes", ("margin", "end", "none"), leaves={"none": _PRINTED_AWAY}),
            FormatOption("files", ("each", "one")),
            FormatOption("letters", ("medium", "small", "large")),
            FormatOption("paper", ("a4", "a3")),
            FormatOption("tag_names", ("yes", "no")),
            FormatOption("citations", ("yes", "no")),
            _CITE,
        ),
    )


def _nobody(done: int, total: int, what: str) -> None:
    del done, total, what


def write(
    format_name: str | Format, export: Export, target: Path, words: Words, tell: Tell = _nobody
) -> list[Path]:
    """Write an export.

    Args:
        format_name: a key of FORMATS, or a format that is none of them.
        target: a file; for a format that needs pages it is a folder (made when
            missing) unless there is exactly one page and `target` is no folder, or
            one file for all was chosen.
        words: for people, under every key of WORDS.
        tell: progress; what it raises (Cancelled) stops the export.

    Returns:
        The files written, links resolved.

    Raises:
        Invalid: `unknown_format`, or `no_reports` for a format that needs pages.
        WriteFailed: see `atomic.write_files`; no half file, no temporary file is left.
    """
    chosen = FORMATS.get(format_name) if isinstance(format_name, str) else format_name
    if chosen is None:
        raise Invalid("unknown_format", name=str(format_name))
    if missing := [key for key in WORDS if key not in words]:
        raise ValueError(f"no words for {', '.join(missing)}")
    if not chosen.needs_pages:
        fill = partial(_fill, chosen.writer, export, words=words, tell=tell)
        return write_files([(target, fill)])
    if not export.pages:
        raise Invalid("no_reports")
    if export.options.get("files") == "one":
        fill = partial(_fill, chosen.writer, export, words=words, tell=tell)
        return write_files([(target, fill)])
    if len(export.pages) == 1 and not target.is_dir():
        fill = partial(
            _fill, chosen.writer, _of_page(export, export.pages[0]), words=words, tell=tell
        )
        return write_files([(target, fill)])
    with _folder(target):
        return write_files(_one_file_each(chosen, export, target, words, tell))


def _fill(writer: Writer, export: Export, out: BinaryIO, *, words: Words, tell: Tell) -> None:
    tell(0, max(1, len(export.rows)), "")  # also what is written in one go can be stopped
    writer(export, out, words, tell)


def _of_page(export: Export, page: ReportPage) -> Export:
    return replace(export, rows=page.rows, pages=(page,))


def _one_file_each(
    chosen: Format, export: Export, folder: Path, words: Words, tell: Tell
) -> Iterator[tuple[Path, Callable[[BinaryIO], None]]]:
    taken: set[str] = set()
    for done, page in enumerate(export.pages, 1):
        name = file_name(page.report.title, chosen.suffix, taken)
        yield (
            folder / name,
            partial(_fill, chosen.writer, _of_page(export, page), words=words, tell=_nobody),
        )
        tell(done, len(export.pages), page.report.title)


@contextlib.contextmanager
def _folder(path: Path) -> Generator[None]:
    """The folder, made when missing and taken away again when nothing came of it."""
    made = not path.exists()
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteFailed(str(path), reason_of(error, path)) from error
    try:
        yield
    except BaseException:
        if made:
            with contextlib.suppress(OSError):
                path.rmdir()
        raise
