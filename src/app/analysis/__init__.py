"""WHAT REPORTS SAY TOGETHER: alignment of sections, and what comes later.

Lives here: pure functions over several reports.
May import: text, domain.
Never: the store, outside formats, Qt.
"""
