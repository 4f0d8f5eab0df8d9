"""Translation: the English interface, read from its .ts file.

The words in the source are Chinese. English is read straight from
resources/translations/piyue_en.ts, so that nothing has to be compiled and a
corrected sentence takes effect at the next start; it costs a few milliseconds,
and only where English is chosen. The format is that of Qt's own tools, so
lupdate and Linguist work on the same file.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFile, QIODevice, QTranslator, QXmlStreamReader

from app.paths import resource

log = logging.getLogger(__name__)

ENGLISH = "translations/piyue_en.ts"


class TsTranslator(QTranslator):
    """A translator over the messages of one .ts file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._messages: dict[tuple[str, str], str] = {}
        self._anywhere: dict[str, str] = {}
        for context, source, translation in read_messages(path):
            if translation:
                self._messages[context, source] = translation
                self._anywhere.setdefault(source, translation)

    def isEmpty(self) -> bool:
        return not self._messages

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """The English of one sentence; without one, the Chinese itself."""
        del disambiguation, n
        found = self._messages.get((context, sourceText))
        return found or self._anywhere.get(sourceText, sourceText)


def read_messages(path: Path) -> Iterator[tuple[str, str, str]]:
    """Context, source and translation of every message of a .ts file, in its order.

    Raises:
        OSError: the file cannot be read. ValueError: it is not well-formed.
    """
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise OSError(file.errorString())
    xml = QXmlStreamReader(file)
    context = source = translation = ""
    while not xml.atEnd():
        xml.readNext()
        name = xml.name()
        if xml.isStartElement():
            if name == "name":
                context = xml.readElementText()
            elif name == "source":
                source, translation = xml.readElementText(), ""
            elif name == "translation":
                translation = xml.readElementText()
        elif xml.isEndElement() and name == "message":
            yield context, source, translation
    if xml.hasError():
        raise ValueError(f"{path.name}: {xml.errorString()}")


def install(language: str) -> TsTranslator | None:
    """Switch the interface to `language`; Chinese needs no translator.

    A file that cannot be read leaves the interface in Chinese.
    """
    if language != "en":
        return None
    try:
        translator = TsTranslator(resource(ENGLISH))
    except (OSError, ValueError) as problem:
        log.warning("No English interface: %s", problem)
        return None
    QCoreApplication.installTranslator(translator)
    return translator
