# attacks: the network, by TCP and UDP over both IP versions
# flags: network
# confined: passed, at most 1
import socket
for family, address in ((socket.AF_INET, "1.1.1.1"), (socket.AF_INET6, "2606:4700:4700::1111")):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            s = socket.socket(family, kind)
            s.settimeout(1)
            s.connect((address, 53))
            print("escaped")
        except OSError: pass
