"""VERBS: what a person can do to an open library.

Lives here: annotating, tagging, importing, exporting, finding, history: each verb
reads the old value, makes the new one and commits one change.
May import: store, files, analysis, text, domain, paths, settings.
Never: Qt, SQL, sentences for people.
"""
