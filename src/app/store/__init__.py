"""SQLITE: the library file and its derived index.

Lives here: the only SQL of the program: library, migrations, change log, rows,
search index, backup.
May import: text, domain, paths, settings.
Never: outside formats, the analysis room, Qt.
"""
