# attacks: services of the host, by the loopback interface
# flags: network
# confined: passed, at most 1
import socket
for port in (22, 80, 2375, 6379, 8700, 9090):
    for host in ("127.0.0.1", "::1", "0.0.0.0"):
        try:
            socket.create_connection((host, port), 1)
            print("escaped")
        except OSError: pass
