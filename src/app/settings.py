"""What one user set on this machine: a frozen value, kept as JSON.

Nothing here is content: no library depends on it, and a lost file costs only
comfort. Unknown keys are kept, so that a newer version's settings survive an
older one; a value not understood falls back to its default with one warning, and stays
in the file until a person chooses another. An administrator's preset gives other defaults
and may lock them; see preset.py.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeAlias, cast
from uuid import UUID, uuid4

from app.preset import Preset

log = logging.getLogger(__name__)

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

FILE_NAME = "settings.json"
LANGUAGES = ("zh", "en")
THEMES = ("light", "dark", "eyecare", "contrast", "system")
LIBREOFFICE_MODES = ("when_needed", "always", "never")
CITATION_STYLES = ("path", "gbt7714", "template")
SYNC_MODES = ("section", "proportional", "off")
ZOOM_RANGE = (60, 300)
UI_SCALE_RANGE = (90, 150)
MOST_RECENT = 10
MOST_PHRASES = 99
PHRASES = (
    "表述与上年雷同，请补充本年度的新情况。",
    "缺少数据支撑，请补充具体数字和口径。",
    "数据前后不一致，请核对。",
    "与公开数据不符，请说明来源和统计口径。",
    "时段与报告年度不符。",
    "需核实来源，请注明文件名称和文号。",
    "只列举做法，没有说明成效。",
    "成效表述笼统，请举出实例。",
    "存在的不足写得空泛，没有对应具体问题。",
    "原因分析不到位，请从主观方面查找。",
    "下一步打算缺少措施、责任单位和时限。",
    "第一责任人职责履行情况没有写到。",
    "此项为必备内容，报告中缺失，请补写。",
    "上年指出的问题未见整改说明。",
    "单位或人名与上文写法不一，请统一。",
    "亮点，可推广。",
    "亮点，建议收入典型案例。",
)
"""Phrases to begin with; a person puts together an own list."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything remembered between two starts.

    Attributes:
        reviewer_id, device_id: made once, at the first start; the device is
            this installation, the reviewer the person.
        tour_seen: whether the first tour was shown.
        reviewer_named: whether the person was asked for a name already.
        language: of the interface, `zh` or `en`.
        zoom: of the reading text, per cent, 60..300.
        ui_scale: of everything else, per cent, 90..150.
        last_library: opened when no other is named; None at the first start.
        recent_libraries: newest first, at most MOST_RECENT.
        window_geometry, window_state: opaque text of the window (Base64).
        export_choices: format, scope and options of the last export, by name.
        print_notes, print_size, print_tag_names: how a report was last printed.
        import_view: columns and sizes of the page of the import, as text.
        left_dock, right_dock: widths in device-independent pixels.
        reduced_motion: jump instead of gliding.
        announces: tell a screen reader of the annotations at the caret.
        libreoffice: when an installed LibreOffice may convert old Word files.
        citation_style: how passages are cited wherever they are copied or exported.
        citation_template: what the style `template` fills; empty for the usual one.
        keys: keys of actions that the person changed, by the id of the action; several
            separated by blanks, none for an action without one.
        phrases: what a person often writes in comments, in the order of their numbers.
        other: keys this version does not know, written back unchanged.
        held: what the file says for keys whose value was not taken: locked ones, and
            values that this version does not understand.
        preset: what an administrator set.
        stick: with a portable program, what is carried along: paths on it are written
            relative to the settings folder, whatever its drive letter is today.
    """

    reviewer_id: UUID = field(default_factory=uuid4)
    reviewer_name: str = "审阅人"
    reviewer_named: bool = False
    tour_seen: bool = False
    device_id: UUID = field(default_factory=uuid4)
    language: str = "zh"
    theme: str = "light"
    zoom: int = 100
    ui_scale: int = 100
    last_library: Path | None = None
    recent_libraries: tuple[Path, ...] = ()
    sync_mode: str = "section"
    window_geometry: str = ""
    window_state: str = ""
    left_dock: int = 0
    right_dock: int = 0
    left_dock_shown: bool = True
    right_dock_shown: bool = True
    command_row_shown: bool = True
    export_folder: Path | None = None
    export_choices: Mapping[str, str] = field(default_factory=dict[str, str])
    print_notes: str = "margin"
    print_size: str = "medium"
    print_tag_names: bool = True
    import_folder: Path | None = None
    import_view: str = ""
    reduced_motion: bool = False
    announces: bool = True
    libreoffice: str = "when_needed"
    citation_style: str = "path"
    citation_template: str = ""
    keys: Mapping[str, str] = field(default_factory=dict[str, str])
    phrases: tuple[str, ...] = PHRASES
    other: Mapping[str, Json] = field(default_factory=dict[str, Json])
    held: Mapping[str, Json] = field(default_factory=dict[str, Json])
    preset: Preset = field(default_factory=Preset)
    stick: Path | None = None

    @classmethod
    def load(
        cls,
        folder: Path,
        preset: Preset | None = None,
        stick: Path | None = None,
    ) -> Settings:
        """The settings in `folder`; defaults for whatever is missing or bad."""
        raw = _read(folder / FILE_NAME)
        preset = preset or Preset()
        preset = preset.checked(*read_values(preset.values))
        mine = {name: value for name, value in raw.items() if name in _READERS}
        values, bad = read_values({n: v for n, v in mine.items() if n not in preset.locked})
        if bad:
            log.warning("Settings with bad values, defaults used: %s", ", ".join(sorted(bad)))
        values = {name: _absolute(value, folder) for name, value in values.items()}
        return cls(
            **{**preset.values, **values},
            other={name: value for name, value in raw.items() if name not in _READERS},
            held={name: mine[name] for name in mine if name in preset.locked or name in bad},
            preset=preset,
            stick=stick,
        )

    @classmethod
    def of_user(
        cls,
        folder: Path,
        preset: Preset | None = None,
        stick: Path | None = None,
    ) -> Settings:
        """As `load`, but the ids made at the first start are written down at once."""
        settings = cls.load(folder, preset, stick)
        if not {"reviewer_id", "device_id"} <= set(_read(folder / FILE_NAME)):
            try:
                settings.save(folder)
            except OSError as error:
                log.warning("Settings could not be written: %s", error.strerror)
        return settings

    def save(self, folder: Path) -> None:
        """Write all of them, atomically.

        Raises:
            OSError: the folder cannot be written; the old file is untouched.
        """
        own = {name: self._stored(name, folder) for name in _READERS if self._is_own(name)}
        write_json(folder / FILE_NAME, {**self.other, **self._still_held(), **own})

    def _is_own(self, name: str) -> bool:
        """Whether a value is the person's own: what a preset gives may change with it."""
        if name in self.preset.locked or name in self._still_held():
            return False
        return name not in self.preset.values or getattr(self, name) != self.preset.values[name]

    def _still_held(self) -> dict[str, Json]:
        return {
            name: value
            for name, value in self.held.items()
            if name in self.preset.locked or getattr(self, name) == self._default(name)
        }

    def _default(self, name: str) -> object:
        return self.preset.values.get(name, _DEFAULTS[name])

    def _stored(self, name: str, folder: Path) -> Json:
        value = getattr(self, name)
        if self.stick is None:
            return _plain(value)
        if isinstance(value, tuple):
            return [_plain(_carried(v, self.stick, folder)) for v in cast("tuple[Any, ...]", value)]
        return _plain(_carried(value, self.stick, folder))

    def changed(self, **values: Any) -> Settings:
        """A copy with these values, but those that only the administrator sets."""
        locked = self.preset.locked
        return replace(self, **{name: values[name] for name in values if name not in locked})

    def locks(self, values: Mapping[str, object]) -> bool:
        """Whether one of these values would be another, and only the administrator sets it."""
        return any(
            name in self.preset.locked and value != getattr(self, name)
            for name, value in values.items()
        )

    def opened(self, library: Path) -> Settings:
        """A copy in which `library` is the last and the newest recent one."""
        rest = tuple(p for p in self.recent_libraries if p != library)
        return replace(self, last_library=library, recent_libraries=(library, *rest)[:MOST_RECENT])

    def forgotten(self, library: Path) -> Settings:
        """A copy that no longer mentions `library`."""
        return replace(
            self,
            last_library=None if self.last_library == library else self.last_library,
            recent_libraries=tuple(p for p in self.recent_libraries if p != library),
        )


class ViewState:
    """How a library was last looked at: positions, zoom, cards, open panes.

    One JSON file per library in the settings folder, never in the library.
    Values are kept per report and key, or for the library as a whole (report
    None). `set` only remembers; whoever owns the value decides when to `save`.
    """

    def __init__(self, folder: Path, library: UUID) -> None:
        self._path = folder / "views" / f"{library}.json"
        self._values = _read(self._path)
        self._changed = False

    @property
    def is_changed(self) -> bool:
        """Whether something was set since the last save."""
        return self._changed

    def get(self, report: UUID | None, key: str, default: Json = None) -> Json:
        of_report = self._values.get(_owner(report))
        return of_report.get(key, default) if isinstance(of_report, dict) else default

    def set(self, report: UUID | None, key: str, value: Json) -> None:
        """Remember a value; None forgets it."""
        of_report = self._values.get(_owner(report))
        kept = dict(of_report) if isinstance(of_report, dict) else {}
        if kept.get(key) == value:
            return
        kept[key] = value
        if value is None:
            del kept[key]
        self._values[_owner(report)] = kept
        self._changed = True

    def save(self) -> None:
        """Write what changed, atomically; nothing when nothing did.

        A folder that cannot be written costs the positions, not the work: it is
        logged and not raised.
        """
        if not self._changed:
            return
        try:
            write_json(self._path, self._values)
            self._changed = False
        except OSError as error:
            log.warning("View state could not be written: %s", error.strerror)


def write_json(path: Path, value: Mapping[str, Json]) -> None:
    """Replace `path` in one step: a power cut leaves the old file or the new one.

    Raises:
        OSError: it could not be written; the old file is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with new.open("w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()
        raise


def read_values(raw: Mapping[str, Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """The values of settings as JSON holds them; and the names of those that cannot be."""
    values: dict[str, Any] = {}
    bad: set[str] = set()
    for name, value in raw.items():
        try:
            values[name] = _READERS[name](value)
        except (KeyError, ValueError, TypeError, AttributeError):
            bad.add(name)
    return values, frozenset(bad)


def _absolute(value: Any, folder: Path) -> Any:
    """Paths that were written relative to the settings folder, whole again."""
    if isinstance(value, Path):
        return value if value.is_absolute() else Path(os.path.normpath(folder / value))
    if isinstance(value, tuple):
        return tuple(_absolute(item, folder) for item in cast("tuple[Any, ...]", value))
    return value


def _carried(value: Any, stick: Path, folder: Path) -> Any:
    """A path on the stick as seen from the settings folder, with `/` on every system."""
    if isinstance(value, Path) and value.is_relative_to(stick):
        return Path(os.path.relpath(value, folder)).as_posix()
    return value


def _owner(report: UUID | None) -> str:
    return str(report) if report else "library"


def _read(path: Path) -> dict[str, Json]:
    """The JSON object in a file; empty when there is none or it is damaged."""
    try:
        value: Json = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        log.warning("%s could not be read (%s); defaults used", path.name, type(error).__name__)
        return {}
    return value if isinstance(value, dict) else {}


def _plain(value: object) -> Json:
    match value:
        case bool() | int() | str() | None:
            return value
        case UUID() | Path():
            return str(value)
        case tuple():
            return [_plain(item) for item in cast("tuple[object, ...]", value)]
        case Mapping():
            pairs = cast("Mapping[str, object]", value).items()
            return {name: _plain(item) for name, item in pairs}
        case _:
            raise TypeError(type(value).__name__)


# --- readers: one per field; anything they raise means the default ---------------


def _typed(kind: type) -> Callable[[Any], Any]:
    def read(value: object) -> object:
        if type(value) is not kind:
            raise TypeError(kind.__name__)
        return value

    return read


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError(value)
        return value

    return read


def _within(low: int, high: int) -> Callable[[Any], int]:
    def read(value: int) -> int:
        if type(value) is not int or not low <= value <= high:
            raise ValueError(value)
        return value

    return read


def _path_or_none(value: str | None) -> Path | None:
    return Path(value) if value else None


def _paths(value: list[str]) -> tuple[Path, ...]:
    if type(value) is not list:
        raise TypeError(type(value).__name__)
    return tuple(Path(item) for item in value)[:MOST_RECENT]


def _name(value: str) -> str:
    if not value.strip():
        raise ValueError(value)
    return value.strip()


def _texts(value: dict[str, str]) -> dict[str, str]:
    if not all(type(text) is str for text in value.values()):
        raise TypeError(value)
    return dict(value)


def _phrases(value: list[str]) -> tuple[str, ...]:
    if type(value) is not list or not all(type(item) is str for item in value):
        raise TypeError(value)
    return tuple(dict.fromkeys(item.strip() for item in value if item.strip()))[:MOST_PHRASES]


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "reviewer_id": UUID,
    "reviewer_name": _name,
    "reviewer_named": _typed(bool),
    "tour_seen": _typed(bool),
    "device_id": UUID,
    "language": _one_of(*LANGUAGES),
    "theme": _one_of(*THEMES),
    "zoom": _within(*ZOOM_RANGE),
    "ui_scale": _within(*UI_SCALE_RANGE),
    "last_library": _path_or_none,
    "recent_libraries": _paths,
    "sync_mode": _one_of(*SYNC_MODES),
    "window_geometry": _typed(str),
    "window_state": _typed(str),
    "left_dock": _within(0, 4096),
    "right_dock": _within(0, 4096),
    "left_dock_shown": _typed(bool),
    "right_dock_shown": _typed(bool),
    "command_row_shown": _typed(bool),
    "export_folder": _path_or_none,
    "export_choices": _texts,
    "print_notes": _one_of("margin", "end", "none"),
    "print_size": _one_of("small", "medium", "large"),
    "print_tag_names": _typed(bool),
    "import_folder": _path_or_none,
    "import_view": _typed(str),
    "reduced_motion": _typed(bool),
    "announces": _typed(bool),
    "libreoffice": _one_of(*LIBREOFFICE_MODES),
    "citation_style": _one_of(*CITATION_STYLES),
    "citation_template": _typed(str),
    "keys": _texts,
    "phrases": _phrases,
}

_DEFAULTS: Mapping[str, object] = {
    f.name: f.default if f.default is not MISSING else {} for f in fields(Settings)
}
"""Of the plain fields; ids have none, and nobody presets them."""
