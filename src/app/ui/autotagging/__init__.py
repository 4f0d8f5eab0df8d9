"""Auto-tagging on the screen: a rule, what it finds, and giving the tag to what is accepted.

May import from ui, workspace and domain; the sheet is made when it is first asked for.
"""
