# attacks: the network, by listening on it
# confined: passed, at most 1
import socket
for family, address in ((socket.AF_INET, ("0.0.0.0", 0)), (socket.AF_INET6, ("::", 0))):
    try:
        socket.create_server(address, family=family)
        print("escaped")
    except OSError: pass
