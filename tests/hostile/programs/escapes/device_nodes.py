# attacks: the machine, by making device nodes
# confined: passed, at most 1
import os, stat
for kind, device in ((stat.S_IFCHR, (1, 1)), (stat.S_IFBLK, (8, 0)), (stat.S_IFCHR, (1, 3)), (stat.S_IFCHR, (0, 0))):
    for place in (".", "/tmp", "/dev/shm", "/dev"):
        try:
            os.mknod(f"{place}/node", kind | 0o666, os.makedev(*device))
            print("escaped")
        except OSError: pass
