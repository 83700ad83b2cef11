# attacks: later runs, by POSIX message queues
# frame: twice
# twice-refused: passed, at most 1
import ctypes, os
try: libc = ctypes.CDLL("librt.so.1", use_errno=True); libc.mq_open
except (OSError, AttributeError): libc = ctypes.CDLL(None, use_errno=True)
def leave():
    if libc.mq_open(b"/left-here", os.O_CREAT | os.O_RDWR, 0o666, None) < 0: raise OSError
def look(): return libc.mq_open(b"/left-here", os.O_RDWR) >= 0
