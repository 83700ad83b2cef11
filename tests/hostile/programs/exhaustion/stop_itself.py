# attacks: wall clock, by SIGSTOP to itself
# always
# bounded: time_limit
import os, signal
os.kill(os.getpid(), signal.SIGSTOP)
