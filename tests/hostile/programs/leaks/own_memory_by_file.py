# attacks: what the process inherited, by /proc/self/mem
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest: passed, at most 1
def search():
    found = []
    for path in ("/proc/self/mem", "/proc/thread-self/mem"):
        try: memory = open(path, "rb", buffering=0)
        except OSError: continue
        for line in open("/proc/self/maps").readlines():
            start, end = (int(x, 16) for x in line.split()[0].split("-"))
            try:
                memory.seek(start)
                if holds(memory.read(end - start)): found.append(line.strip())
            except (OSError, ValueError, OverflowError): pass
    return found
