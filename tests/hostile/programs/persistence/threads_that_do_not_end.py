# attacks: the next run, by threads that do not end
# mess: passed, at most 1
import os, threading, time
for _ in range(20): threading.Thread(target=time.sleep, args=(600,)).start()
print("made", flush=True)
os._exit(0)
