# attacks: those who run it, by orders on their control sockets
# confined: passed, at most 1
import array, json, os, socket
order = {"action": "execute", "uid": None, "groups": [], "cwd": "/", "argv": ["/bin/id"], "fds": [],
         "path": "", "limits": {"memory_mb": 1000, "file_kb": 1000, "cpu_s": 9, "processes": 99}}
for pid in ("self", "1", str(os.getppid())):
    for fd in range(3, 64):
        try:
            s = socket.socket(fileno=os.open(f"/proc/{pid}/fd/{fd}", os.O_RDWR))
            s.send(json.dumps(order).encode())
            print("escaped")
        except OSError: pass
for fd in range(3, 4096):
    try:
        os.write(fd, json.dumps(order).encode())
        print("escaped")
    except OSError: pass
