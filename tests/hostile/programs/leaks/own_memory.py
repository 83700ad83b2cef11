# attacks: what the process inherited, in all of its memory
# always
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest, hunt-interactive: passed, at most 1
import ctypes
def search():
    found = []
    for line in open("/proc/self/maps").readlines():
        span, rights = line.split()[:2]
        if "r" not in rights or "[v" in line: continue
        start, end = (int(x, 16) for x in span.split("-"))
        if holds(ctypes.string_at(start, end - start)): found.append(line.strip())
    return found
