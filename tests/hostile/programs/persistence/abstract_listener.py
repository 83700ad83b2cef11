# attacks: later runs, by a daemon that listens on an abstract socket
# always
# frame: twice
# twice: passed, at most 1
import os, socket
def leave():
    s = socket.socket(socket.AF_UNIX)
    s.bind("\0left-here")
    s.listen()
    if os.fork() == 0:
        os.setsid()
        while True: s.accept()
    return s
def look():
    try: socket.socket(socket.AF_UNIX).connect("\0left-here")
    except OSError: return False
    return True
