# attacks: descriptors, by sending them through sockets that nobody reads
# bounded: runtime_error or time_limit or memory_limit
import array, os, socket
while True:
    a, b = socket.socketpair()
    fds = [os.dup(0) for _ in range(50)]
    try:
        while True:
            a.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", fds))],
                      socket.MSG_DONTWAIT)
    except OSError: pass
    for fd in fds: os.close(fd)
    a.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [b.fileno()]))])
    a.close(); b.close()
