# attacks: other processes' files, by their descriptors
# always
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest, hunt-interactive: passed, at most 1
def search():
    found = []
    for pid in others():
        for fd in range(300):
            look(f"/proc/{pid}/fd/{fd}", found)
            look(f"/proc/{pid}/fdinfo/{fd}", found)
        for name in ("cwd", "root", "exe"):
            try:
                if holds(os.fsencode(os.readlink(f"/proc/{pid}/{name}"))): found.append(name)
            except OSError: pass
            try: walk(f"/proc/{pid}/{name}", found) if name == "cwd" else None
            except OSError: pass
    return found
