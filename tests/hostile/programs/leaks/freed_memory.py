# attacks: what ran before, in memory that is new to the process
# frame: hunt
# hunt, hunt-call, hunt-assert: passed, at most 1
import ctypes, mmap
def search():
    found = []
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    for size in (64, 512, 4096, 65536, 1 << 20):
        for _ in range(50):
            place = libc.malloc(ctypes.c_size_t(size))
            if place and holds(ctypes.string_at(place, size)): found.append(("malloc", size))
    for _ in range(8):
        if holds(mmap.mmap(-1, 4 << 20)[:]): found.append("mmap")
    return found
