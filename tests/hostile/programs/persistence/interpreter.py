# attacks: later runs, by patched modules, a trace function and changed small integers
# always
# frame: twice
# twice: passed, at most 1
import builtins, json, sys
def leave():
    builtins.left_here = json.left_here = True
    sys.setrecursionlimit(4321)
    sys.setswitchinterval(0.5)
    sys.path.append("left-here")
def look():
    return (hasattr(builtins, "left_here") or hasattr(json, "left_here") or sys.getrecursionlimit() == 4321
            or "left-here" in sys.path)
