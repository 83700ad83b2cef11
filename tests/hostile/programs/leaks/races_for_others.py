# attacks: inputs, checks and judges on their way, by looking again and again
# always
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest, hunt-interactive: passed, at most 1
import time
def search():
    found, end = [], time.monotonic() + 0.3
    while time.monotonic() < end:
        for pid in others():
            for fd in range(3, 14): look(f"/proc/{pid}/fd/{fd}", found)
            for name in ("cmdline", "environ", "cwd/answer", "cwd/test_hunt.py"): look(f"/proc/{pid}/{name}", found)
        walk("/work", found); walk("/tmp", found)
    return found
