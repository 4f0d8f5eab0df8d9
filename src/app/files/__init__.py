"""OUTSIDE FORMATS: how files become reports and annotations become files.

Lives here: reading.py with read_*.py, writing.py with write_*.py, and worker.py,
the one process in which outside files are parsed.
May import: text, domain, paths, settings.
Never: the store, the analysis room, Qt.
"""
