# attacks: memory, in many processes
# bounded: memory_limit
import os, time
for _ in range(6):
    if os.fork() == 0: break
block = b"x" * (60 << 20)
time.sleep(600)
