# attacks: the next run, by a process whose name looks like fields of /proc
# mess: passed, at most 1
import ctypes, os, time
ctypes.CDLL(None).prctl(15, b") R 1 (x) 9 9", 0, 0, 0)
if os.fork() == 0: time.sleep(60)
print("made")
