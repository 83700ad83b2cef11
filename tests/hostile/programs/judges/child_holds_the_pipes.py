# attacks: the end of an interaction, by a child that holds its pipes
# interactive: wrong_answer
import os, time
if os.fork() == 0:
    os.setsid()
    time.sleep(600)
os._exit(0)
