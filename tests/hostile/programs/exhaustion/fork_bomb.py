# attacks: processes, by forks of forks
# always
# bounded: time_limit or memory_limit
import os
while True:
    try: os.fork()
    except OSError: pass
