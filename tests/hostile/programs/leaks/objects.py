# attacks: what the interpreter holds, in all objects and modules
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest, hunt-interactive: passed, at most 1
import gc
def search():
    found = []
    for item in gc.get_objects():
        try:
            values = list(item.values()) if type(item) is dict else item if type(item) in (list, tuple, set) else ()
            for value in list(values):
                if type(value) in (str, bytes) and holds(value): found.append(type(item).__name__)
        except Exception: pass
    return found
