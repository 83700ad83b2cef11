# attacks: the end of a run, by a daemon that holds standard output
# always
# bounded: wrong_answer
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork(): os._exit(0)
    while True: time.sleep(600)
