"""Moments as people read them: the hour today, the day this year, else the year too."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication


def when(at: datetime, now: datetime | None = None) -> str:
    """A moment in local time, no longer than it has to be."""
    here = at.astimezone()
    today = (now or datetime.now().astimezone()).astimezone()
    clock = here.strftime("%H:%M")
    if here.date() == today.date():
        return clock
    day = QCoreApplication.translate("Moments", "{month}月{day}日").format(
        month=here.month, day=here.day
    )
    if here.year == today.year:
        return f"{day} {clock}"
    return QCoreApplication.translate("Moments", "{year}年{date}").format(year=here.year, date=day)
