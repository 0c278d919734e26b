#!/usr/bin/python3
"""What AT-SPI sees of the drawing in the real program, as one JSON object:  canvas_tree.py PROGRAM DRAWING SETTINGS-FILE

Starts the program with the drawing, in a session of its own (dbus-run-session) on the display of the environment, and prints

  things     each child of the canvas: name, role, description, states, rect on the screen, relations, actions
  selected   the names that are selected after the action Select of the second hop
  focused    the name that has the keyboard after the focus was put on the first machine,
  tabbed     and after one Tab
  heard      the names that events of the focus came from, in order
  said       what the notification said after F5

or "error": what did not come. It knows nothing of Hopwright but the name of its canvas, and that hops relate two things.
"""

import json
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 60
TAB = 0xFF09
F5 = 0xFFC2

heard_focus = []
heard_said = []


class Missing(Exception):
    """What was waited for did not come."""


def pump():
    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)
    time.sleep(0.05)


def wait_for(what, ask):
    """The first answer of ask() that is something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        pump()
        try:
            answer = ask()
        except GLib.Error:  # Gone, or not there yet.
            answer = None
        if answer:
            return answer
    raise Missing(what)


def children(accessible):
    for index in range(accessible.get_child_count()):
        child = accessible.get_child_at_index(index)
        if child is not None:
            yield child


def application(pid):
    for each in children(Atspi.get_desktop(0)):
        if each.get_process_id() == pid:
            return each
    return None


def has(accessible, state):
    accessible.clear_cache()
    return accessible.get_state_set().contains(state)


def canvas_below(accessible, depth=0):
    """The shown canvas of a drawing: there may be another one on a page that is not shown."""
    if accessible.get_name() == "Drawing":
        return accessible if has(accessible, Atspi.StateType.SHOWING) else None
    if depth < 12:
        for child in children(accessible):
            found = canvas_below(child, depth + 1)
            if found is not None:
                return found
    return None


def relations(accessible):
    names = {Atspi.RelationType.CONTROLLED_BY: "from", Atspi.RelationType.CONTROLLER_FOR: "to"}
    out = []
    for relation in accessible.get_relation_set():
        kind = names.get(relation.get_relation_type(), str(relation.get_relation_type()))
        for index in range(relation.get_n_targets()):
            out.append([kind, relation.get_target(index).get_name()])
    return out


def actions(accessible):
    count = Atspi.Action.get_n_actions(accessible)
    return [Atspi.Action.get_action_name(accessible, index) for index in range(count)]


def told(accessible):
    accessible.clear_cache()
    rect = Atspi.Component.get_extents(accessible, Atspi.CoordType.SCREEN)
    states = accessible.get_state_set()
    return {
        "name": accessible.get_name(),
        "role": accessible.get_role_name(),
        "description": accessible.get_description(),
        "rect": [rect.x, rect.y, rect.width, rect.height],
        "states": [
            name
            for name, state in (
                ("selectable", Atspi.StateType.SELECTABLE),
                ("focusable", Atspi.StateType.FOCUSABLE),
                ("showing", Atspi.StateType.SHOWING),
            )
            if states.contains(state)
        ],
        "relations": relations(accessible),
        "actions": actions(accessible),
    }


def things_of(canvas):
    """The children that can be selected: not the widgets on the canvas."""
    return [each for each in children(canvas) if has(each, Atspi.StateType.SELECTABLE)]


def those_with(things, state):
    return [each.get_name() for each in things if has(each, state)]


def on_event(event):
    try:
        hear(event)
    except GLib.Error:
        pass  # What it came from is gone again.


def hear(event):
    if event.type.startswith("object:state-changed:focused") and event.detail1:
        heard_focus.append(event.source.get_name())
    elif event.type.startswith("object:state-changed:showing") and event.detail1:
        if event.source.get_role() in (Atspi.Role.NOTIFICATION, Atspi.Role.ALERT):
            heard_said.append(event.source.get_name())


def press(key):
    Atspi.generate_keyboard_event(key, None, Atspi.KeySynthType.SYM)


def look(process, out):
    found = wait_for("the program on the bus", lambda: application(process.pid))
    canvas = wait_for("a canvas called Drawing", lambda: canvas_below(found))
    things = wait_for("children of the canvas", lambda: things_of(canvas))
    out["things"] = [told(each) for each in things]
    listener = Atspi.EventListener.new(on_event)
    listener.register("object:state-changed:focused")
    listener.register("object:state-changed:showing")
    hops = [each for each in things if len(relations(each)) == 2 and each.get_name().startswith("Hop ")]
    Atspi.Action.do_action(hops[1], actions(hops[1]).index("Select"))
    out["selected"] = wait_for("a selection", lambda: those_with(things, Atspi.StateType.SELECTED))
    Atspi.Component.grab_focus(things[0])
    out["focused"] = wait_for("the focus", lambda: those_with(things, Atspi.StateType.FOCUSED))
    press(TAB)
    out["tabbed"] = wait_for(
        "the focus after Tab",
        lambda: [n for n in those_with(things, Atspi.StateType.FOCUSED) if n not in out["focused"]],
    )
    press(F5)
    wait_for("the end of the test", lambda: [s for s in heard_said if s.startswith("Test finished")])
    out["heard"] = heard_focus
    out["said"] = heard_said


def main():
    program, drawing, settings = sys.argv[1:4]
    environment = dict(os.environ, QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
    Atspi.init()
    out = {}
    with subprocess.Popen(
        [program, "--settings-file", settings, drawing], env=environment, stdout=sys.stderr
    ) as process:
        try:
            look(process, out)
        except (Missing, GLib.Error, IndexError, ValueError) as error:
            out["error"] = f"{type(error).__name__}: {error}"
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
    print(json.dumps(out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
