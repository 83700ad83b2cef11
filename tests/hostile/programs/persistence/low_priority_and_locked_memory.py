# attacks: the next run, by a child of low priority and locked memory
# mess: passed, at most 1
import ctypes, os, time
os.nice(19)
ctypes.CDLL(None).mlockall(3)
if os.fork() == 0: time.sleep(60)
print("made")
