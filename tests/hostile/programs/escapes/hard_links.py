# attacks: other files, by hard links to them
# confined: passed, at most 1
import os
for target in (__file__, "/usr/bin/python3", "/etc/ld.so.cache", "/opt/softjudge/sandbox/guest/runs.py"):
    for name in ("l", "/tmp/l", "/work/l", "/dev/shm/l"):
        try:
            os.link(target, name)
            os.chmod(name, 0o777)
            print("escaped")
        except OSError: pass
