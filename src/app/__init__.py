"""Piyue 批阅: an offline reader and annotator for annual rule-of-law reports.

Rooms, from the top down (each imports only rooms below it):
main, then ui | cli, workspace, store | files | analysis, text, and at the
bottom domain | paths | settings.
"""

__version__ = "0.2.0"
