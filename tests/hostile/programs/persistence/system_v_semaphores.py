# attacks: later runs, by System V semaphores
# frame: twice
# twice-refused: passed, at most 1
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
def leave():
    if libc.semget(0x5353, 1, 0o1666) < 0: raise OSError
def look(): return libc.semget(0x5353, 0, 0) >= 0
