# attacks: processes, by children that nobody waits for
# bounded: time_limit or wrong_answer
import os, time
try:
    while True:
        if os.fork() == 0: os._exit(0)
except OSError: time.sleep(600)
