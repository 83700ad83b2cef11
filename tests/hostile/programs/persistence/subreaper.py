# attacks: the next run, by an orphan that it has adopted as subreaper
# mess: passed, at most 1
import ctypes, os, time
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
if os.fork() == 0:
    if os.fork() == 0: time.sleep(60)
    os._exit(0)
print("made")
