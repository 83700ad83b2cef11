# attacks: shared memory
# bounded: runtime_error or memory_limit or time_limit
from multiprocessing import resource_tracker, shared_memory
resource_tracker.register = lambda *a: None
kept = []
while True:
    kept.append(shared_memory.SharedMemory(create=True, size=4 << 20))
    for i in range(0, 4 << 20, 4096): kept[-1].buf[i] = 1
