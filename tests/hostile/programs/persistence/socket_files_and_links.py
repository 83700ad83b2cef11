# attacks: the sweep, by sockets and links in files
# frame: twice
# twice: passed, at most 1
import os, socket
NAMES = ("sock", "link", "loop", "white")
def leave():
    socket.socket(socket.AF_UNIX).bind("/tmp/sock")
    os.symlink("/nowhere", "/tmp/link")
    os.symlink("/tmp/loop", "/tmp/loop")
def look(): return any(os.path.lexists("/tmp/" + name) for name in NAMES)
