"""What a Linux desktop is told about the program: entry, file types, metadata, icons.

The texts are the same for the package and for the archive; only the place of the program
differs.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

NAME = "piyue"

ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file that belongs to the program."""

    name: str
    above: str
    pattern: str
    english: str
    chinese: str

    @property
    def icon(self) -> str:
        return self.name.replace("/", "-")


TYPES = (
    FileType(
        "application/vnd.piyue.library",
        "application/vnd.sqlite3",
        "*.piyue",
        "Piyue library",
        "批阅报告库",
    ),
    FileType(
        "application/vnd.piyue.pack",
        "application/zip",
        "*.piyuepack",
        "Piyue annotation pack",
        "批阅批注包",
    ),
)

# "Open with": what reports come as. Plain text and web pages are left out: many desktops name
# no program for them, and then the first that knows them opens every one. WPS, which is on most
# office machines, gives Word's files types of its own.
OPENED = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/msword",
    "application/rtf",
    "application/vnd.oasis.opendocument.text",
    "application/pdf",
    "application/ofd",
    "application/epub+zip",
    "application/wps-office.docx",
    "application/wps-office.doc",
    "application/wps-office.wps",
)


def entry(program: str = NAME) -> str:
    """The desktop entry.

    Args:
        program: how the program is called, quoted as the specification asks if it has to be.
    """
    types = "".join(f"{name};" for name in (*(t.name for t in TYPES), *OPENED))
    return f"""[Desktop Entry]
Type=Application
Version=1.0
Name=Piyue
Name[zh_CN]=批阅
Name[zh_TW]=批閱
GenericName=Report Reader and Annotator
GenericName[zh_CN]=报告审阅与批注
GenericName[zh_TW]=報告審閱與批註
Comment=Read, annotate and compare annual rule-of-law reports, without a network
Comment[zh_CN]=离线阅读、批注和比较法治政府建设年度报告
Comment[zh_TW]=離線閱讀、批註和比較法治政府建設年度報告
Keywords=report;annotation;review;law;government;
Keywords[zh_CN]=批阅;审阅;批注;报告;法治;年报;piyue;
Keywords[zh_TW]=批閱;審閱;批註;報告;法治;piyue;
TryExec={program.strip('"')}
Exec={program} %F
Icon={NAME}
Terminal=false
StartupNotify=true
StartupWMClass={NAME}
Categories=Office;Viewer;
MimeType={types}
InitialPreference=0
"""


def quoted(path: str) -> str:
    """A path as an argument of Exec: quoted, and what the entry's own rules would take escaped.

    Source: Desktop Entry Specification 1.5, "The Exec key" and "Values".
    """
    inner = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in path)
    return '"' + inner.replace("\\", "\\\\").replace("%", "%%") + '"'


def mime_types() -> str:
    """The file types, for shared-mime-info."""
    listed = "".join(
        f"""
  <mime-type type="{kind.name}">
    <comment>{escape(kind.english)}</comment>
    <comment xml:lang="zh_CN">{escape(kind.chinese)}</comment>
    <sub-class-of type="{kind.above}"/>
    <icon name="{kind.icon}"/>
    <glob pattern="{kind.pattern}" weight="60"/>
  </mime-type>"""
        for kind in TYPES
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">{listed}
</mime-info>
"""


def metainfo(version: str, epoch: int) -> str:
    """What a software centre shows (AppStream)."""
    day = time.strftime("%Y-%m-%d", time.gmtime(epoch))
    media = "".join(f"\n    <mediatype>{kind.name}</mediatype>" for kind in TYPES)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{NAME}.desktop</id>
  <metadata_license>MIT</metadata_license>
  <project_license>MIT</project_license>
  <name>Piyue</name>
  <name xml:lang="zh-CN">批阅</name>
  <summary>Read and annotate annual rule-of-law reports, without a network</summary>
  <summary xml:lang="zh-CN">离线阅读和批注法治政府建设年度报告</summary>
  <description>
    <p>
      Piyue brings reports into one library, shows them with their outline, and lets a
      reviewer highlight, tag, comment, search, compare and export. It never opens a
      connection: everything stays on the machine.
    </p>
    <p xml:lang="zh-CN">
      批阅把各地的报告收进一个报告库，按目录阅读，划线、打标签、写意见、检索、比较、导出。它从不联网，所有内容都留在本机。
    </p>
  </description>
  <developer_name>The Piyue authors</developer_name>
  <launchable type="desktop-id">{NAME}.desktop</launchable>
  <icon type="stock">{NAME}</icon>
  <categories>
    <category>Office</category>
  </categories>
  <provides>
    <binary>{NAME}</binary>{media}
  </provides>
  <releases>
    <release version="{version}" date="{day}"/>
  </releases>
  <content_rating type="oars-1.1"/>
</component>
"""


def icon_places(drawings: Mapping[str, str]) -> dict[str, tuple[str, int | None]]:
    """Where icons lie under share/icons/hicolor: the drawing, and the size for a picture of it.

    Args:
        drawings: by the icon's name and folder, such as `apps/piyue`, the drawing to use.
    """
    places: dict[str, tuple[str, int | None]] = {}
    for name, drawing in drawings.items():
        folder, _, icon = name.partition("/")
        places[f"scalable/{folder}/{icon}.svg"] = (drawing, None)
        for size in ICON_SIZES:
            places[f"{size}x{size}/{folder}/{icon}.png"] = (drawing, size)
    return places


DRAWINGS = {
    f"apps/{NAME}": "resources/icons/logo.svg",
    f"mimetypes/{TYPES[0].icon}": "build/icons/library.svg",
    f"mimetypes/{TYPES[1].icon}": "build/icons/pack.svg",
}
"""From the root of the source."""
