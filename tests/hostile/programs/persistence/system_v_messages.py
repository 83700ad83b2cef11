# attacks: later runs, by System V message queues
# frame: twice
# twice-refused: passed, at most 1
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def leave():
    if libc.msgget(0x5353, 0o1666) < 0: raise OSError
def look(): return libc.msgget(0x5353, 0) >= 0
