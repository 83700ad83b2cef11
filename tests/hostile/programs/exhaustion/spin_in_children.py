# attacks: CPU time, in children that live for a moment each
# bounded: time_limit
import os, time
while True:
    if os.fork() == 0:
        end = time.process_time() + 0.02
        while time.process_time() < end: pass
        os._exit(0)
    os.wait()
