"""THE WINDOW: the only Qt of the program (with main).

Lives here: the main window, its docks, panes and dialogs, themes, wording.
May import: workspace and the rooms below it.
Never: SQL, the cli room; views never write and never call each other.
"""
