# attacks: the network, by looking up names
# confined: passed, at most 1
import socket
for name in ("example.org", "metadata.google.internal", "host.docker.internal", "redis"):
    try:
        if socket.getaddrinfo(name, 80): print("escaped")
    except OSError: pass
