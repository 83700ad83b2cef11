# attacks: services of the host, by abstract Unix sockets
# always
# confined: passed, at most 1
import socket
names = {"\0docker", "\0/tmp/.X11-unix/X0", "\0containerd-shim"}
try:
    for line in open("/proc/net/unix").read().splitlines()[1:]:
        if "@" in line: names.add("\0" + line.split("@", 1)[1])
except OSError: pass
for name in names:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        try:
            socket.socket(socket.AF_UNIX, kind).connect(name)
            print("escaped", repr(name))
        except OSError: pass
