# attacks: other programs and checks, in directories that all may write to
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest, hunt-interactive: passed, at most 1
def search():
    found = []
    for top in ("/tmp", "/dev/shm", "/var/tmp", "/run", "/dev/mqueue", "/var/lock", "/run/lock"): walk(top, found)
    return found
