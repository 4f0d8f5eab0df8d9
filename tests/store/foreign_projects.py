"""Projects of other programs, made with the tables that those programs make.

Facts of the schemas: remram44/taguette (database/models.py, migrations) and
ccbogel/QualCoder (CREATE TABLE statements of its versions).
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

TAGUETTE = """
CREATE TABLE users (login VARCHAR(30) NOT NULL, created DATETIME NOT NULL,
  hashed_password VARCHAR(192), email VARCHAR(256), PRIMARY KEY (login));
CREATE TABLE projects (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR(200) NOT NULL,
  description TEXT NOT NULL, created DATETIME NOT NULL);
CREATE TABLE documents (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, name VARCHAR(200) NOT NULL,
  description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL,
  project_id INTEGER NOT NULL, contents TEXT NOT NULL);
CREATE TABLE commands (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, date DATETIME NOT NULL,
  user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER,
  payload TEXT NOT NULL);
CREATE TABLE highlights (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL,
  snippet TEXT NOT NULL);
CREATE TABLE tags (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, project_id INTEGER NOT NULL,
  path VARCHAR(200) NOT NULL, description TEXT NOT NULL, UNIQUE (project_id, path));
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL,
  PRIMARY KEY (highlight_id, tag_id));
"""

HTML = (
    "<h1>云岭区2023年度报告</h1>\n"
    "<p>2023年，<b>𠮷祥街道</b>率先完成改革😀，mixed 中English &amp; &lt;标签&gt;。</p>\n"
    "<p>全年办理\n行政复议案件70件。<br>审结63件。</p>"
)
SHOWN = (
    "云岭区2023年度报告\n"
    "2023年，𠮷祥街道率先完成改革😀，mixed 中English & <标签>。\n"
    "全年办理 行政复议案件70件。\n审结63件。"
)
BETWEEN = (
    "云岭区2023年度报告\n"
    "2023年，𠮷祥街道率先完成改革😀，mixed 中English & <标签>。\n"
    "全年办理\n行政复议案件70件。审结63件。"
)
"""The text between the tags, in which Taguette counts bytes."""


def byte_span(words: str, text: str = BETWEEN) -> tuple[int, int]:
    start = len(text[: text.index(words)].encode())
    return start, start + len(words.encode())


class Taguette:
    """A project being made."""

    def __init__(self, path: Path, *, with_parents: bool = False) -> None:
        self.path = path
        self.connection = sqlite3.connect(path)
        self.connection.executescript(TAGUETTE)
        if with_parents:
            self.connection.execute("ALTER TABLE tags ADD COLUMN parent_id INTEGER")
        self.insert("users", login="admin", created="2024-01-01 08:00:00")
        self.project(1, "法治报告")
        self.insert(
            "documents",
            id=1,
            name="云岭区报告",
            description="",
            filename="云岭区.docx",
            created="2024-01-02 08:00:00",
            project_id=1,
            contents=HTML,
        )

    def insert(self, table: str, **values: Any) -> None:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self.connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values())
        )

    def project(self, id_: int, name: str) -> None:
        self.insert("projects", id=id_, name=name, description="", created="2024-01-02 08:00:00")

    def tag(
        self, id_: int, path: str, description: str = "", project: int = 1, **more: Any
    ) -> None:
        self.insert("tags", id=id_, project_id=project, path=path, description=description, **more)

    def highlight(
        self,
        id_: int,
        words: str,
        tags: tuple[int, ...] = (),
        *,
        snippet: str | None = None,
        span: tuple[int, int] | None = None,
        document: int = 1,
        who: str = "admin",
    ) -> None:
        start, end = span or byte_span(words)
        said = f"<p>{words}</p>" if snippet is None else snippet
        self.insert(
            "highlights",
            id=id_,
            document_id=document,
            start_offset=start,
            end_offset=end,
            snippet=said,
        )
        for tag in tags:
            self.insert("highlight_tags", highlight_id=id_, tag_id=tag)
        payload = {"type": "highlight_add", "highlight_id": id_, "tags": list(tags)}
        self.insert(
            "commands",
            date=f"2024-01-03 08:00:{id_:02}.000000",
            user_login=who,
            project_id=1,
            document_id=document,
            payload=json.dumps(payload),
        )

    def saved(self) -> Path:
        self.connection.commit()
        self.connection.close()
        return self.path


QUALCODER_OLD = """
CREATE TABLE project (databaseversion text, date text, memo text,about text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text,
  owner text, date text, unique(name));
CREATE TABLE code_image (imid integer primary key,id integer,x1 integer, y1 integer, width integer,
  height integer, cid integer, memo text, date text, owner text);
CREATE TABLE code_av (avid integer primary key,id integer,pos0 integer, pos1 integer, cid integer,
  memo text, date text, owner text);
CREATE TABLE annotation (anid integer primary key, fid integer,pos0 integer, pos1 integer,
  memo text, owner text, date text);
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text,
  caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text,
  id integer, date text, owner text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer,
  pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text,date text);
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text,
  supercatid integer, unique(name));
CREATE TABLE code_text (cid integer, fid integer,seltext text, pos0 integer, pos1 integer,
  owner text, date text, memo text, unique(cid,fid,pos0,pos1, owner));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text,
  date text, color text, unique(name));
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
"""
"""Version v1."""

QUALCODER = QUALCODER_OLD.replace(
    "code_text (cid integer", "code_text (ctid integer primary key, cid integer"
).replace("memo text, unique(cid,fid", "memo text, avid integer, important integer, unique(cid,fid")
"""Since version v4."""

RAW = "云岭区2023年度报告\r\n2023年，𠮷祥街道率先完成改革😀。\r\n\r\n全年办理行政复议案件70件。\r\n"
DATE = "2024-01-15 12:00:00"


class QualCoder:
    """A project being made, in a folder `name.qda`."""

    def __init__(self, folder: Path, *, old: bool = False, raw: str = RAW) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.raw = raw
        self.is_old = old
        self.connection = sqlite3.connect(folder / "data.qda")
        self.connection.executescript(QUALCODER_OLD if old else QUALCODER)
        about = "QualCoder 3.5"
        self.insert("project", databaseversion="v1", date=DATE, memo="", about=about)
        self.source(1, "云岭区2023.txt", raw)

    def insert(self, table: str, **values: Any) -> None:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self.connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values())
        )

    def source(self, id_: int, name: str, text: str | None, **more: Any) -> None:
        self.insert("source", id=id_, name=name, fulltext=text, owner="张三", date=DATE, **more)

    def code(self, cid: int, name: str, **more: Any) -> None:
        self.insert("code_name", cid=cid, name=name, owner="张三", date=DATE, **more)

    def coding(self, cid: int, start: int, end: int, words: str, **more: Any) -> None:
        values = {"fid": 1, "owner": "张三", "date": DATE, "memo": "", **more}
        self.insert("code_text", cid=cid, pos0=start, pos1=end, seltext=words, **values)

    def saved(self) -> Path:
        self.connection.commit()
        self.connection.close()
        return self.folder


def qt_span(words: str, raw: str = RAW) -> tuple[int, int]:
    """Where Qt's text cursor sees words: UTF-16 units of the text it had cleaned."""
    clean = raw.removeprefix("\ufeff").replace("\r\n", "\n")
    start = clean.index(words)
    units = len(clean[:start].encode("utf-16-le")) // 2
    return units, units + len(words.encode("utf-16-le")) // 2


def raw_span(words: str, raw: str = RAW) -> tuple[int, int]:
    """Where Python finds words in the stored text."""
    start = raw.index(words)
    return start, start + len(words)


def run(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
        connection.commit()
