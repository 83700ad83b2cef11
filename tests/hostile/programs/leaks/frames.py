# attacks: what those who call it hold, in all stack frames
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest, hunt-interactive: passed, at most 1
def search():
    found, frame = [], sys._getframe()
    while frame:
        if frame.f_code is not search.__code__ and frame.f_globals.get("__name__") not in ("__main__", "solution"):
            for space in (frame.f_locals, frame.f_globals):
                found += [name for name, value in list(space.items()) if holds(repr(value))]
        frame = frame.f_back
    return found
