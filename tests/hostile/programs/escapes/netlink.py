# attacks: the kernel, by netlink and packet sockets
# flags: network
# confined: passed, at most 1
import socket
for family, kind, protocol in ((16, 3, 0), (16, 3, 15), (17, 3, 3), (38, 5, 0), (40, 1, 0), (30, 5, 0)):
    try:
        socket.socket(family, kind, protocol)
        print("escaped")
    except OSError: pass
