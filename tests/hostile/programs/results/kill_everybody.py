# attacks: those who run the program, by a signal to everybody
# call, assert, pytest: wrong_answer or runtime_error
import os, signal
def f(x): os.kill(-1, signal.SIGKILL)
