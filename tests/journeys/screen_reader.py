"""A screen reader's view of the running program: run under the system's Python, not as a test.

    python3 screen_reader.py '{"passage": "…"}'

It talks to the accessibility bus as a screen reader does and prints what it found as
JSON. What is asked for is what test_screen_reader.py claims.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 (the version is chosen first)

PRESSED = (
    "push button",
    "button",
    "check box",
    "page tab",
    "toggle button",
    "radio button",
    "menu",
)
SECONDS = 20


def turn(seconds=0.05):
    """Let events arrive."""
    until = time.monotonic() + seconds
    context = GLib.MainContext.default()
    while time.monotonic() < until:
        if not context.iteration(False):
            time.sleep(0.005)


def wait_for(found, what):
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        value = found()
        if value:
            return value
        turn()
    raise SystemExit(f"there was no {what}")


def children(node):
    try:
        return [node.get_child_at_index(k) for k in range(node.get_child_count())]
    except GLib.Error:  # it went away meanwhile
        return []


def tree(node, below_lists=True):
    """A node and all that is shown below it."""
    yield node
    if node.get_role_name() in ("list", "tree", "tree table", "table") and not below_lists:
        return
    for child in children(node):
        if child is not None:
            yield from tree(child, below_lists)


def is_shown(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


def actions(node):
    action = node.get_action_iface()
    count = Atspi.Action.get_n_actions(action) if action else 0
    return [Atspi.Action.get_action_name(action, k) for k in range(count)]


def program():
    desktop = Atspi.get_desktop(0)
    return next((a for a in children(desktop) if a and "piyue" in (a.get_name() or "")), None)


def window():
    found = program()
    return (
        next((w for w in children(found) if w and "批阅" in w.get_name()), None) if found else None
    )


def find(role, start):
    frame = window()
    for node in tree(frame) if frame else ():
        if node.get_role_name() in role and (node.get_name() or "").startswith(start):
            return node
    return None


def keys(*names):
    subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True)
    turn(0.3)


def main(asked):
    Atspi.init()
    heard = []
    listener = Atspi.EventListener.new(
        lambda event: heard.append((event.type, str(event.any_data), event.detail1))
    )
    for kind in ("object:announcement", "object:text-caret-moved", "object:text-selection-changed"):
        listener.register(kind)
    frame = wait_for(window, "window")
    report = wait_for(lambda: find(("text", "document text"), "正文："), "report text")
    told = {"window": frame.get_name()}

    shown = [node for node in tree(frame, below_lists=False) if is_shown(node)]
    told["nodes"] = len(shown)
    told["unnamed"] = [
        node.get_role_name()
        for node in shown
        if node.get_role_name() in PRESSED and not node.get_name()
    ]
    told["roles"] = sorted({node.get_role_name() for node in shown})
    rows = wait_for(lambda: find(("list",), "报告列表"), "list of reports")
    told["rows"] = [row.get_name() for row in children(rows) if row]

    text = report.get_text_iface()
    told["text"] = Atspi.Text.get_text(text, 0, 40)
    told["characters"] = Atspi.Text.get_character_count(text)
    told["states"] = [s.value_nick for s in report.get_state_set().get_states()]

    subprocess.run(["xdotool", "search", "--name", "批阅", "windowfocus"], check=True)
    turn(0.5)
    Atspi.Component.grab_focus(report.get_component_iface())
    wait_for(lambda: report.get_state_set().contains(Atspi.StateType.FOCUSED), "focus in the text")
    keys("ctrl+Home")
    before = Atspi.Text.get_caret_offset(text)
    keys("Right", "Right", "Right")
    told["steps"] = Atspi.Text.get_caret_offset(text) - before
    keys("shift+Right", "shift+Right")
    if Atspi.Text.get_n_selections(text):
        chosen = Atspi.Text.get_selection(text, 0)
        told["selected"] = Atspi.Text.get_text(text, chosen.start_offset, chosen.end_offset)
    keys("Escape", "Left")

    whole = Atspi.Text.get_text(text, 0, -1)
    Atspi.Text.set_caret_offset(text, whole.index(asked["passage"][:8]) + 1)
    wait_for(lambda: [e for e in heard if "announcement" in e[0]], "announcement")
    keys("Right")
    told["announced"] = [words for kind, words, _ in heard if "announcement" in kind]
    told["caret_events"] = sum("caret-moved" in kind for kind, _, _ in heard)

    tab = wait_for(lambda: find(("page tab",), "检索"), "tab of the search page")
    told["tab_actions"] = actions(tab)
    press = actions(tab).index("Press")
    Atspi.Action.do_action(tab.get_action_iface(), press)
    wait_for(lambda: tab.get_state_set().contains(Atspi.StateType.SELECTED), "chosen tab")
    told["pressed"] = True
    print(json.dumps(told, ensure_ascii=False))


main(json.loads(sys.argv[1]))
