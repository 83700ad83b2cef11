# attacks: wall clock, by output that comes drop by drop
# bounded: time_limit
import time
while True:
    print("x", end="", flush=True)
    time.sleep(0.01)
