# attacks: later runs, by POSIX shared memory
# always
# frame: twice
# twice: passed, at most 1
from multiprocessing import resource_tracker, shared_memory
resource_tracker.register = lambda *a: None
def leave():
    try: return shared_memory.SharedMemory("left-here", create=True, size=4096)
    except FileExistsError: return None
def look():
    try: shared_memory.SharedMemory("left-here")
    except FileNotFoundError: return False
    return True
