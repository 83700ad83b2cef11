# attacks: files, by directories side by side in three places
# bounded: time_limit or runtime_error or memory_limit, may cost the slot
import os
n = 0
while True:
    for place in (".", "/tmp", "/dev/shm"): os.mkdir(f"{place}/{n}")
    n += 1
