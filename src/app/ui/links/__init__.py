"""Links between passages, on the screen: making, showing, following them.

May import from ui, workspace and domain; never from other pages' inner parts.
"""
