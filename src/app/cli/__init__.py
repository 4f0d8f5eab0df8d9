"""THE COMMAND LINE: a thin reader of the workspace.

Lives here: arguments, the JSON of each command, sentences for the terminal.
May import: workspace and the rooms below it.
Never: Qt, SQL, the ui room.
"""
