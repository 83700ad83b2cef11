# attacks: those who run the program, by a signal to its parent
# call, assert, pytest: wrong_answer or runtime_error
import os, signal
def f(x): os.kill(os.getppid(), signal.SIGTERM)
