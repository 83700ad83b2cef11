# attacks: the next run, by closed standard streams
# mess: passed, at most 1
import os
print("made", flush=True)
for fd in range(3): os.close(fd)
