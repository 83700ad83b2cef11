# attacks: the kernel, by every socket family and kind but local ones
# always
# confined: passed, at most 1
import socket
for family in range(46):
    for kind in (1, 2, 3, 4, 5, 10):
        for protocol in (0, 1, 6, 17, 58, 255):
            if family == socket.AF_UNIX: continue
            try: socket.socket(family, kind, protocol)
            except OSError: continue
            print("escaped", family, kind, protocol)
