# attacks: the sweep, by stopped children in sessions of their own
# bounded: wrong_answer
import os, signal
for _ in range(8):
    if os.fork() == 0:
        os.setsid()
        os.kill(os.getpid(), signal.SIGSTOP)
