"""NOUNS: the values everybody speaks about.

Lives here: frozen dataclasses and enumerations for reports, sections, anchors,
annotations, tags, reviewers, changes and errors.
May import: the standard library only.
Never: input or output, Qt, SQL, other rooms of this program.
"""
