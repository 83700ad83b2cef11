# attacks: the host, by joining namespaces of other processes
# confined: passed, at most 1
import ctypes, os
libc = ctypes.CDLL(None)
for pid in ("1", str(os.getppid()), "self"):
    for kind in ("mnt", "net", "ipc", "uts", "pid", "user", "cgroup", "time"):
        try: fd = os.open(f"/proc/{pid}/ns/{kind}", os.O_RDONLY)
        except OSError: continue
        if libc.setns(fd, 0) == 0: print("escaped", pid, kind)
