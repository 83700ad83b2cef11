# attacks: other processes, in all that /proc shows of them
# frame: hunt
# hunt, hunt-call, hunt-assert, hunt-pytest, hunt-interactive: passed, at most 1
NAMES = ("comm", "status", "stat", "stack", "wchan", "syscall", "maps", "smaps", "numa_maps", "auxv",
         "io", "limits", "mounts", "mountinfo", "cgroup", "sched", "net/unix", "personality", "mem")
def search():
    found = []
    for pid in others():
        for name in NAMES: look(f"/proc/{pid}/{name}", found)
    return found
