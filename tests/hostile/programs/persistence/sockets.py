# attacks: the next run, by bound sockets
# mess: passed, at most 1
import socket
for place in ("/tmp", "/dev/shm", "."):
    socket.socket(socket.AF_UNIX).bind(place + "/socket")
print("made")
