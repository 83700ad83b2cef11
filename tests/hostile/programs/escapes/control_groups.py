# attacks: the host, by control groups and their release agents
# confined: passed, at most 1
import glob, os
for top in ("/sys/fs/cgroup", *glob.glob("/sys/fs/cgroup/*"), "/tmp/cgroup"):
    for name in ("release_agent", "notify_on_release", "cgroup.procs", "tasks", "memory.limit_in_bytes",
                 "memory.max", "pids.max", "devices.allow"):
        try:
            os.open(os.path.join(top, name), os.O_WRONLY)
            print("escaped", top, name)
        except OSError: pass
    try:
        os.mkdir(os.path.join(top, "own"))
        print("escaped", top)
    except OSError: pass
