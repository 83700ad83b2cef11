# attacks: privileges, by other users and groups
# always
# confined: passed, at most 1
import ctypes, os
me = os.getuid()
for attempt in (lambda: os.setuid(0), lambda: os.setresuid(0, 0, 0), lambda: os.setreuid(0, 0),
                lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.seteuid(me + 1),
                lambda: os.chown(".", 0, 0), lambda: os.setresuid(me - 1, me - 1, me - 1)):
    try:
        attempt()
        print("escaped")
    except OSError: pass
libc = ctypes.CDLL(None)
libc.setfsuid(0); libc.setfsgid(0)
if libc.setfsuid(-1) == 0: print("escaped")
for capability in range(41): libc.prctl(24, capability, 0, 0, 0); libc.prctl(47, 2, capability, 0, 0)
if int(open("/proc/self/status").read().split("CapEff:")[1].split()[0], 16): print("escaped")
