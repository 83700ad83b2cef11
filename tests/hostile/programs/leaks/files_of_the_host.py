# attacks: files of the host, by their full names and by ways around the root
# always
# frame: hunt
# hunt, hunt-call: passed, at most 1
def search():
    found = []
    for path in HOST_PATHS:
        for prefix in ("", "/proc/1/root", "/proc/self/root", "/proc/1/cwd", "/..", "/host", "/mnt",
                       f"/proc/{os.getppid()}/root"):
            look(prefix + path, found)
    return found
