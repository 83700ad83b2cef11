# attacks: later tests' inputs, by a child that should not live so long
# frame: hunt
# hunt: passed, at most 1
import time
def search():
    if os.fork() == 0:
        os.setsid()
        found, end = [], time.monotonic() + 1
        while time.monotonic() < end and not found:
            for pid in others():
                look(f"/proc/{pid}/fd/0", found)
                look(f"/proc/{pid}/cwd/held", found)
            walk("/work", found); walk("/tmp", found)
        if found: open("/dev/stdout", "w").write(repr(found))
        os._exit(0)
    return []
