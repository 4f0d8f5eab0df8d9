"""The printer: the system's dialog, loaded when somebody first prints."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPageSize, QPainter, QTextDocument

from app.ui.dialogs import tell

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.ui.main_window import MainWindow


def ask_printer(window: MainWindow, title: str, pages: int = 0) -> QPrinter | None:
    """Let the person choose a printer; None when there is none (it is said) or none is wanted.

    Args:
        pages: how many there are to choose from; 0 offers no choice of pages.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        words = QCoreApplication.translate("Printing", "没有找到打印机")
        more = QCoreApplication.translate(
            "Printing", "这台电脑上没有装好的打印机。可以先存为 PDF，再拿到能打印的电脑上打印。"
        )
        close = QCoreApplication.translate("Printing", "知道了")
        tell(window.look, window, words, more, close)
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, window)
    if pages:
        printer.setFromTo(1, pages)
        dialog.setMinMax(1, pages)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def print_document(document: QTextDocument, window: MainWindow) -> None:
    """Print a document of running text, as it comes."""
    printer = ask_printer(
        window, document.metaInformation(QTextDocument.MetaInformation.DocumentTitle)
    )
    if printer is not None:
        document.print_(printer)


def print_pages(
    printer: QPrinter, pages: int, dots: int, paint: Callable[[QPainter, int], None]
) -> bool:
    """Print the chosen pages; False when the printer does not take them.

    Args:
        dots: units of `paint` per inch.
        paint: draws a page, counted from 0.
    """
    printer.setFullPage(True)
    p = QPainter()
    if not p.begin(printer):
        return False
    scale = printer.resolution() / dots
    p.scale(scale, scale)
    # The dialog counts from 1, and 0 stands for all.
    chosen = range(max(1, printer.fromPage()) - 1, min(printer.toPage() or pages, pages))
    for k, page in enumerate(chosen):
        if k:
            printer.newPage()
        paint(p, page)
    return p.end()
