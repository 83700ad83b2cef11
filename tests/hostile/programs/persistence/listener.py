# attacks: later runs, by a daemon that listens on a socket in a file
# frame: twice
# twice: passed, at most 1
import os, socket
def leave():
    s = socket.socket(socket.AF_UNIX)
    try: s.bind("/tmp/left-here")
    except OSError: return None
    s.listen()
    if os.fork() == 0:
        os.setsid()
        for fd in range(3):
            os.close(fd)
        while True: s.accept()
    return s
def look():
    try: socket.socket(socket.AF_UNIX).connect("/tmp/left-here")
    except OSError: return False
    return True
