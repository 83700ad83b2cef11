# attacks: processes, by children that detach and die, so that no list shows the same twice
# always
# bounded: time_limit or memory_limit or wrong_answer
import os
while True:
    try: pid = os.fork()
    except OSError: continue
    if pid: os._exit(0)
    os.setsid()
