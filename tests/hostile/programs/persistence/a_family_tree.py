# attacks: the next run, by a family tree of sessions
# mess: passed, at most 1
import os, time
print("made", flush=True)
for _ in range(4):
    if os.fork() == 0: os.setsid()
time.sleep(0.1)
