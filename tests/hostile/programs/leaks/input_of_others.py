# attacks: other tests' inputs, before and behind its own on standard input
# frame: hunt
# hunt: passed, at most 1
def search():
    found = []
    for offset in (0, -1, 1, 100, 4096):
        try:
            if holds(os.pread(0, 1 << 20, max(0, offset))): found.append(offset)
        except OSError: pass
    look("/dev/stdin", found)
    for name in ("/proc/self/fd/0", "/dev/fd/0"): look(name, found)
    return found
