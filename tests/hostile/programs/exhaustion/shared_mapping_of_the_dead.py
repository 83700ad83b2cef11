# attacks: memory, by shared mappings that are touched by children which die at once
# bounded: memory_limit or wrong_answer or runtime_error or time_limit
import mmap, os
maps = [mmap.mmap(-1, 64 << 20) for _ in range(12)]
for each in maps:
    if os.fork() == 0:
        for i in range(0, len(each), 4096): each[i] = 1
        os._exit(0)
    os.wait()
