# attacks: kernel memory, by full sockets with large buffers
# bounded: runtime_error or time_limit or memory_limit
import socket
kept = []
while True:
    a, b = socket.socketpair()
    a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 26)
    a.setblocking(False)
    kept += [a, b]
    try:
        while True: a.send(b"x" * 65536)
    except OSError: pass
