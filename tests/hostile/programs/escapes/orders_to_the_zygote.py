# attacks: those who run it, by orders on their control sockets
# confined: passed, at most 1
import array, json, os, socket, stat
order = {"action": "execute", "uid": None, "groups": [], "cwd": "/", "argv": ["/bin/id"], "fds": [],
         "path": "", "limits": {"memory_mb": 1000, "file_kb": 1000, "cpu_s": 9, "processes": 99}}
for pid in ("self", "1", str(os.getppid())):
    for fd in range(3, 64):
        try:
            found = os.open(f"/proc/{pid}/fd/{fd}", os.O_RDWR)
            # Under gVisor a run may open the supervisor's end of its own pipes.
            if stat.S_ISFIFO(os.fstat(found).st_mode) and os.fstat(found).st_uid == os.getuid():
                os.close(found)
                continue
            s = socket.socket(fileno=found)
            s.send(json.dumps(order).encode())
            print("escaped")
        except OSError: pass
for fd in range(3, 4096):
    try:
        os.write(fd, json.dumps(order).encode())
        print("escaped")
    except OSError: pass
