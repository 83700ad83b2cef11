# attacks: other programs, in System V objects and kernel tables
# frame: hunt
# hunt: passed, at most 1
def search():
    found = []
    for path in ("/proc/sysvipc/shm", "/proc/sysvipc/sem", "/proc/sysvipc/msg", "/proc/locks", "/proc/net/unix",
                 "/proc/mounts", "/proc/cmdline", "/proc/self/mountinfo", "/proc/self/cgroup", "/proc/modules"):
        look(path, found)
    return found
