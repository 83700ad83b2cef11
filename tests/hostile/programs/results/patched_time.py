# attacks: limits and comparison, by a patched time module
# call, assert, pytest: wrong_answer
import time
time.time = time.monotonic = time.perf_counter = time.process_time = lambda: -1e9
time.sleep = lambda s: None
def f(x=3): return 0
