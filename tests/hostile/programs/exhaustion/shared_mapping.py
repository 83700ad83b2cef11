# attacks: memory, by shared mappings, which no data limit counts
# always
# bounded: memory_limit
import mmap, time
maps = []
for _ in range(30):
    maps.append(mmap.mmap(-1, 32 << 20))
    for i in range(0, len(maps[-1]), 4096): maps[-1][i] = 1
time.sleep(600)
