"""REFI-QDA projects and codebooks as plain values, read element by element.

Lenient: names of elements count whatever their namespace; what is missing is empty; what
is not known is counted. Each source is let go of as soon as it is understood, so that a
large project needs no large tree.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from app.domain.errors import UnreadableFile
from app.files.zip_parts import Element, refuse_doctype, xml_fault

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,12}\s*")
NAME_LENGTH = 500
"""Characters of a name; longer ones are cut."""

TEXTS = frozenset({"TextSource", "Note", "Representation", "TextDescription", "Transcript"})
SOURCES = frozenset({"TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource"})
_AREAS = frozenset(
    {"PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection", "TranscriptSelection"}
)


@dataclass(slots=True)
class Coding:
    """That somebody gave a code."""

    guid: str
    code: str
    user: str
    created: str
    notes: list[str]


@dataclass(slots=True)
class Selection:
    """A passage; its positions are None when they are no numbers."""

    guid: str
    name: str
    start: int | None
    end: int | None
    user: str
    created: str
    edited: str
    description: str
    codings: list[Coding]
    notes: list[str]


@dataclass(slots=True)
class Document:
    """A source or a note.

    Attributes:
        kind: the element's name.
        text: what it holds itself; None when the text lies in a file.
        plain, rich, path: references to files.
        values: ids of variables with their values.
        areas: selections that are no passages of text.
        inner: the text of a source that is itself none.
    """

    kind: str
    guid: str
    name: str
    user: str
    created: str
    edited: str
    text: str | None = None
    plain: str = ""
    rich: str = ""
    path: str = ""
    description: str = ""
    selections: list[Selection] = field(default_factory=list[Selection])
    codings: list[Coding] = field(default_factory=list[Coding])
    notes: list[str] = field(default_factory=list[str])
    values: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    areas: int = 0
    inner: Document | None = None


@dataclass(slots=True)
class Code:
    guid: str
    name: str
    parent: str | None
    colour: str
    description: str
    notes: list[str]


@dataclass(slots=True)
class Link:
    guid: str
    name: str
    origin: str
    target: str
    notes: list[str]


@dataclass(slots=True)
class Case:
    name: str
    values: list[tuple[str, str]]
    sources: list[str]


@dataclass(slots=True)
class Group:
    """A set, by what belongs to it."""

    guid: str
    name: str
    codes: list[str]


@dataclass(slots=True)
class Project:
    """Everything a file says, in its own order.

    Attributes:
        unknown: elements that are not of the standard, counted by name.
    """

    name: str = ""
    origin: str = ""
    users: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    codes: list[Code] = field(default_factory=list[Code])
    variables: dict[str, str] = field(default_factory=dict[str, str])
    cases: list[Case] = field(default_factory=list[Case])
    sources: list[Document] = field(default_factory=list[Document])
    notes: list[Document] = field(default_factory=list[Document])
    links: list[Link] = field(default_factory=list[Link])
    groups: list[Group] = field(default_factory=list[Group])
    graphs: int = 0
    description: str = ""
    own_notes: list[str] = field(default_factory=list[str])
    unknown: Counter[str] = field(default_factory=Counter[str])


def bare(guid: str | None) -> str:
    """A GUID as it is compared: in lower case, without braces."""
    return (guid or "").strip().strip("{}").lower()


def is_guid(key: str) -> bool:
    return _GUID.fullmatch(key) is not None


def read_project(data: bytes, file_name: str) -> Project:
    """Understand a `project.qde` or a `.qdc`.

    Raises:
        UnreadableFile: `damaged` when it is no XML or neither a project nor a codebook;
            `suspicious` with a document type, or nested too deeply.
    """
    refuse_doctype(data, file_name)
    project = Project()
    depth = 0
    # Comments would cut the texts around them into pieces.
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for event, element in events:
            if event == "start":
                if not depth:
                    _root(element, project, file_name)
                depth += 1
                continue
            depth -= 1
            if depth == 1:
                _part(element, project)
                _forget(element)
            elif depth == 2 and _local(element) in SOURCES | {"Note", "Case", "Link", "Set"}:
                _item(element, project)
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise xml_fault(error, file_name) from error
    return project


def _root(element: Element, project: Project, file_name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:  # in an encoding of its own
        raise UnreadableFile(file_name, "suspicious", detail="doctype")
    if _local(element) not in ("Project", "CodeBook"):
        raise UnreadableFile(file_name, "damaged", detail="root")
    project.name, project.origin = _name(element), element.get("origin", "")[:NAME_LENGTH]


def _forget(element: Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _part(element: Element, project: Project) -> None:
    """A child of the root, once its own sources, notes and so on are taken out of it."""
    match _local(element):
        case "Users":
            project.users += [
                (bare(user.get("guid")), _name(user) or user.get("id", "")[:NAME_LENGTH])
                for user in _children(element, "User")
            ]
        case "CodeBook" | "Codes":  # the latter of a codebook alone
            for codes in element.iter("{*}Codes"):
                _codes(codes, project)
        case "Variables":
            for one in _children(element, "Variable"):
                project.variables[bare(one.get("guid"))] = _name(one)
        case "Graphs":
            project.graphs += len(element)
        case "Description":
            project.description = _text(element)
        case "NoteRef":
            project.own_notes.append(bare(element.get("targetGUID")))
        case "Cases" | "Sources" | "Notes" | "Links" | "Sets":
            for other in element:
                if isinstance(other.tag, str) and (len(other) or other.get("guid")):
                    project.unknown[_local(other)] += 1
        case other:
            project.unknown[other] += 1


def _item(element: Element, project: Project) -> None:
    match _local(element):
        case "Note":
            project.notes.append(_document(element))
        case "Case":
            sources = [bare(ref.get("targetGUID")) for ref in _children(element, "SourceRef")]
            project.cases.append(Case(_name(element), _values(element), sources))
        case "Link":
            ends = bare(element.get("originGUID")), bare(element.get("targetGUID"))
            guid = bare(element.get("guid"))
            project.links.append(Link(guid, _name(element), *ends, _notes(element)))
        case "Set":
            members = _children(element, "MemberCode")
            codes = [bare(m.get("targetGUID") or m.get("guid")) for m in members]
            project.groups.append(Group(bare(element.get("guid")), _name(element), codes))
        case _:
            project.sources.append(_document(element))


def _codes(parent: Element, project: Project) -> None:
    """The codes below an element, each before those below it."""
    waiting: list[tuple[Element, str | None]] = []
    waiting += [(code, None) for code in _children(parent, "Code")][::-1]
    while waiting:
        code, above = waiting.pop()
        guid = bare(code.get("guid")) or f"code-{len(project.codes) + 1}"
        description, colour = _description(code), code.get("color", "")
        project.codes.append(Code(guid, _name(code), above, colour, description, _notes(code)))
        waiting += [(child, guid) for child in _children(code, "Code")][::-1]


def _document(element: Element) -> Document:
    made = Document(
        kind=_local(element),
        guid=bare(element.get("guid")),
        name=_name(element),
        user=bare(element.get("creatingUser") or element.get("modifyingUser")),
        created=element.get("creationDateTime") or element.get("modifiedDateTime") or "",
        edited=element.get("modifiedDateTime") or element.get("creationDateTime") or "",
        plain=element.get("plainTextPath", ""),
        rich=element.get("richTextPath", ""),
        path=element.get("path") or element.get("currentPath") or "",
        description=_description(element),
        codings=[_coding(coding) for coding in _children(element, "Coding")],
        notes=_notes(element),
        values=_values(element),
    )
    for child in element:
        name = _local(child)
        if name == "PlainTextContent":
            made.text = _text(child)
        elif name == "PlainTextSelection":
            made.selections.append(_selection(child))
        elif name in _AREAS:
            made.areas += 1
        elif name in TEXTS and made.inner is None:
            made.inner = _document(child)
    return made


def _selection(element: Element) -> Selection:
    return Selection(
        guid=bare(element.get("guid")),
        name=_name(element),
        start=_number(element.get("startPosition")),
        end=_number(element.get("endPosition")),
        user=bare(element.get("creatingUser") or element.get("modifyingUser")),
        created=element.get("creationDateTime") or element.get("modifiedDateTime") or "",
        edited=element.get("modifiedDateTime") or element.get("creationDateTime") or "",
        description=_description(element),
        codings=[_coding(coding) for coding in _children(element, "Coding")],
        notes=_notes(element),
    )


def _coding(element: Element) -> Coding:
    codes = [bare(ref.get("targetGUID")) for ref in _children(element, "CodeRef")]
    return Coding(
        bare(element.get("guid")),
        codes[0] if codes else "",
        bare(element.get("creatingUser")),
        element.get("creationDateTime", ""),
        _notes(element),
    )


def _values(element: Element) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for value in _children(element, "VariableValue"):
        variable = next((bare(r.get("targetGUID")) for r in _children(value, "VariableRef")), "")
        said = [_text(child).strip() for child in value if _local(child).endswith("Value")]
        if said and said[0]:
            found.append((variable, said[0]))
    return found


def _notes(element: Element) -> list[str]:
    return [bare(ref.get("targetGUID")) for ref in _children(element, "NoteRef")]


def _description(element: Element) -> str:
    return next((_text(child) for child in _children(element, "Description")), "")


def _name(element: Element) -> str:
    return str(element.get("name", ""))[:NAME_LENGTH]


def _number(value: str | None) -> int | None:
    return int(value) if value and _NUMBER.fullmatch(value) else None


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _local(child) == name)


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
